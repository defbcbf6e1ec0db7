from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Actor, Mention, Report, Span
from dateline.who import Hint, Identifier, Knowledge, KnownActor, name_voice
from dateline.who.identities import provisional_id
from dateline.who.privacy import withhold


def mention(report: Report, words: str, nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = report.text.index(words, start + 1)
    return Mention("text", Span(start, start + len(words)), words)


def report(text: str, published: date | None = date(2016, 7, 27), outlet: str = "") -> Report:
    return Report(id="r", text=text, published=published, outlet=outlet)


def one(identifier: Identifier, text: str, words: str, hint: Hint | None = None, **more: object) -> Actor:
    told = report(text, **more)  # type: ignore[arg-type]
    return identifier.identify(told, [mention(told, words)], [hint or Hint()])[0]


@pytest.mark.parametrize(("type_", "sector"), [("ASSAULT", "MIL"), ("MOBILIZE", "MIL"), ("ACCUSE", "GOV"), ("COERCE", "GOV"), ("AID", "GOV")])
def test_a_state_is_its_forces_where_it_uses_force_and_its_government_elsewhere(identifier: Identifier, type_: str, sector: str) -> None:
    actor = one(identifier, "Turkey acted on Monday.", "Turkey", Hint(type=type_))
    assert (actor.id, actor.name, actor.country, actor.sector) == ("state-tur", "Turkey", "TUR", sector)


def test_a_known_government_is_its_forces_where_it_uses_force(identifier: Identifier) -> None:
    actor = one(identifier, "The Assad regime shelled the town.", "Assad regime", Hint(type="ASSAULT"))
    assert (actor.country, actor.sector, actor.code) == ("SYR", "MIL", "SYRMIL")


def test_a_bare_group_takes_the_country_of_the_place_then_of_the_report(identifier: Identifier) -> None:
    text = "Police in Mali said that residents fled. Mali is at war."
    assert one(identifier, text, "residents", Hint(place_country="NER")).country == "NER"
    assert one(identifier, text, "residents").country == "MLI"


def test_militants_take_up_the_group_told_before(identifier: Identifier) -> None:
    actor = one(identifier, "ISIL seized the town in Iraq. The militants killed 12 people.", "militants", Hint(place_country="IRQ"))
    assert (actor.id, actor.country, actor.sector) == ("islamic-state", "", "REB")


def test_rebels_do_not_take_up_another_group(identifier: Identifier) -> None:
    actor = one(identifier, "ISIL lost the town in Syria. Rebels hold it.", "Rebels", Hint(place_country="SYR"))
    assert (actor.id, actor.country, actor.sector) == ("", "SYR", "REB")


def test_a_pronoun_stands_for_the_one_told_before(identifier: Identifier) -> None:
    actor = one(identifier, "The Syrian Army entered the town. It shelled a market.", "It", Hint(type="ASSAULT"))
    assert (actor.id, actor.country, actor.sector) == ("syrian-army", "SYR", "MIL")


def test_a_hint_names_the_antecedent(identifier: Identifier) -> None:
    told = report("Russia and Turkey met. They agreed.")
    mentions = [mention(told, "Russia"), mention(told, "They")]
    actors = identifier.identify(told, mentions, [Hint(), Hint(antecedent=0)])
    assert actors[1].country == "RUS"


def test_we_in_an_official_release_are_its_issuer(identifier: Identifier) -> None:
    actor = one(identifier, "We condemn the attack in Iraq.", "We", outlet="UK Government")
    assert (actor.country, actor.sector) == ("GBR", "GOV")


def test_who_owns_the_positions_is_who_is_hit(identifier: Identifier) -> None:
    actor = one(identifier, "ISIL fled the town. Jets bombed its positions.", "its positions")
    assert actor.id == "islamic-state"


def test_a_last_name_is_the_person_told_in_full(identifier: Identifier) -> None:
    actor = one(identifier, "Inspector Jane Roe spoke. Roe left.", "Roe", Hint())
    second = one(identifier, "Inspector Jane Roe spoke. Later Roe left.", "Roe left")
    assert actor.sector == "COP"
    assert second is not None


def test_a_bare_surname_is_nobody_where_the_report_tells_of_another(identifier: Identifier) -> None:
    actor = one(identifier, "In the United States Nancy Kerry won. Nobody knew Kerry before.", "Kerry before")
    assert actor.id != "john-kerry"


def test_a_titled_surname_is_the_one_in_office_on_the_day(identifier: Identifier) -> None:
    then = one(identifier, "President Bush of the United States spoke.", "President Bush", published=date(1990, 5, 1))
    later = one(identifier, "President Bush of the United States spoke.", "President Bush", published=date(2004, 5, 1))
    assert (then.id, later.id) == ("george-h-w-bush", "george-w-bush")


def test_an_unknown_name_has_the_same_provisional_id_in_every_report(identifier: Identifier) -> None:
    one_id = one(identifier, "In Mali the Front of Hope attacked.", "Front of Hope", Hint(place_country="MLI")).id
    assert one_id == provisional_id("front of  HOPE", "MLI") or one_id.startswith("new-")


def test_an_acronym_in_brackets_stands_for_its_long_form(identifier: Identifier) -> None:
    text = "The Green Valley Police Department (GVPD) came. Later the GVPD left."
    told = report(text)
    actor = identifier.identify(told, [mention(told, "GVPD", 1)])[0]
    assert actor.sector == "COP"


def test_the_encoder_decides_where_the_words_do_not(identifier: Identifier) -> None:
    unsure = one(identifier, "Three men in Mali fired.", "men", Hint(sector="REB", score=0.9))
    firm = one(identifier, "Three policemen in Mali fired.", "policemen", Hint(sector="REB", score=0.9))
    assert (unsure.sector, firm.sector) == ("REB", "COP")


def test_every_settled_field_has_a_reason(identifier: Identifier) -> None:
    told = report("Turkey shelled Syria.")
    identity = identifier.explain(told, [mention(told, "Turkey")], [Hint(type="ASSAULT")])[0]
    assert set(identity.reasons) == {"id", "country", "sector"}
    assert "ASSAULT" in identity.reasons["sector"]


def test_a_voice_gets_its_usual_name_and_an_anonymous_one_keeps_its_words(identifier: Identifier) -> None:
    told = report("A witness told AFP in Syria. John Kerry spoke. Later Kerry left the United States.")
    assert name_voice(told, mention(told, "AFP"), identifier) == "Agence France-Presse"
    assert name_voice(told, mention(told, "Kerry", 1), identifier) == "John Kerry"
    assert name_voice(told, mention(told, "witness"), identifier) == "witness"


def test_private_names_can_be_withheld_and_public_ones_stay() -> None:
    private = Actor(Span(0, 8), "Jane Roe", "Jane Roe", "new-person-mli-jane-roe", "MLI", "CVL")
    public = Actor(Span(0, 5), "Kerry", "John Kerry", "john-kerry", "USA", "GOV")
    assert (withhold(private, "initials").name, withhold(private, "omit").text) == ("J. R.", "")
    assert "roe" not in withhold(private, "initials").id
    assert withhold(public, "omit") == public


def test_hints_must_match_mentions(identifier: Identifier) -> None:
    told = report("Turkey acted.")
    with pytest.raises(ValueError, match="one hint for each"):
        identifier.identify(told, [mention(told, "Turkey")], [Hint(), Hint()])


@given(st.text(), st.data())
def test_any_span_of_any_text_has_an_identity(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    told = Report(id="r", text=text, outlet=text[:20], published=None)
    identifier = Identifier(Knowledge([KnownActor("x", "X")]))
    actor = identifier.identify(told, [Mention("text", Span(start, end), text[start:end])])[0]
    assert actor.span == Span(start, end)
    assert len(actor.country) in (0, 3)


@given(st.lists(st.sampled_from(["he", "they", "I", "ISIL", "its tanks", "the group", "Kerry", "police", ""]), max_size=8))
def test_the_same_mentions_always_give_the_same_actors(words: list[str]) -> None:
    text, mentions = "", []
    for word in words:
        mentions.append(Mention("text", Span(len(text), len(text) + len(word)), word))
        text += word + ". "
    told = Report(id="r", text=text)
    identifier = Identifier(Knowledge([KnownActor("islamic-state", "Islamic State", ("ISIL",), "", "REB")]))
    assert identifier.identify(told, mentions) == identifier.identify(told, mentions)


OFFICES = Knowledge(
    [
        KnownActor("a", "Ann Able", (), "MLI", "GOV", 2010, 2018, "person", "", "Foreign minister 2010-2012, PM since 2016"),
        KnownActor("b", "Ben Baker", (), "MLI", "GOV", 2013, 2015, "person", "", "PM"),
    ]
)


@pytest.mark.parametrize(("year", "name"), [(2014, "Ben Baker"), (2017, "Ann Able"), (2020, ""), (2011, "")])
def test_an_office_is_who_held_it_on_the_day(year: int, name: str) -> None:
    actor = one(Identifier(OFFICES), "The prime minister of Mali resigned.", "prime minister of Mali", published=date(year, 6, 1))
    assert actor.name == (name or "prime minister of Mali")
    assert (actor.country, actor.sector) == ("MLI", "GOV")


def test_a_former_holder_of_an_office_is_not_the_one_who_holds_it() -> None:
    actor = one(Identifier(OFFICES), "The former prime minister of Mali spoke.", "former prime minister of Mali", published=date(2014, 6, 1))
    assert actor.id == ""


def test_who_serves_an_international_body_on_the_day_has_its_sector_and_no_country() -> None:
    envoy = KnownActor("n", "Nora Noble", (), "NOR", "GOV", 2000, None, "person", "", "PM 2000-2005, NATO chief 2014-2024")
    told = {year: one(Identifier(Knowledge([envoy])), "Nora Noble spoke.", "Nora Noble", published=date(year, 6, 1)) for year in (2003, 2016)}
    assert [(actor.country, actor.sector) for actor in told.values()] == [("NOR", "GOV"), ("", "IGO")]
