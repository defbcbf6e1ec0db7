"""Private names in claim records and in what is shown, without a model."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.privacy import draw, tagged_persons
from dateline.readings import People, Reading
from dateline.records import Actor, Analysis, Claim, Entity, Place, Report, Sentence, Span, Trigger, Voice, claim_id, claim_to_dict, with_id
from dateline.who import PrivateNames

TITLE = "McGuffin held"
TEXT = "Police held Jean McGuffin at the home of Ibrahim Keitaru in Gao. The family of Jean McGuffin told Kerry and Dembo. McGuffin wept."
REPORT = Report("r", TEXT, TITLE, published=date(2016, 7, 27))
PRIVATE = ("Jean", "McGuffin", "Ibrahim", "Keitaru", "Dembo", "mcguffin", "keitaru", "dembo")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def actor(words: str, identity: str = "", name: str = "") -> Actor:
    return Actor(at(words), words, name or words, identity, "MLI", "CVL", "MLICVL")


JEAN = actor("Jean McGuffin", "new-person-mli-jean-mcguffin")
KERRY, DEMBO = actor("Kerry", "john-kerry", "John Kerry"), actor("Dembo", "new-mli-dembo")
FAMILY = actor("family of Jean McGuffin", "new-mli-family-of-jean-mcguffin")


def voice(person: Actor) -> Voice:
    return Voice(person.span, person.text, person.name)


def reading() -> Reading:
    first, second = (
        Sentence("text", at(words), ()) for words in (TEXT[: TEXT.index(" The")], TEXT[TEXT.index("The") : TEXT.index(" McGuffin wept")])
    )
    home = Place(at("home of Ibrahim Keitaru"), "home of Ibrahim Keitaru", "home of Ibrahim Keitaru")
    held = Claim("", "r", "text", first.span, Trigger(at("held"), "held"), "COERCE", (), (actor("Police"),), (JEAN,), home)
    told = Claim("", "r", "text", second.span, Trigger(at("told"), "told"), "ACCUSE", (), (FAMILY,), (KERRY,), sources=(voice(DEMBO),))
    entities = [("Jean McGuffin", "PER"), ("Ibrahim Keitaru", "PER"), ("Gao", "LOC"), ("Kerry", "PER"), ("Dembo", "PER")]
    analysis = Analysis((first, second), tuple(Entity("text", at(words), words, label, 0.9) for words, label in entities), ())
    people = (People(held.actors, held.recipients, ()), People(told.actors, told.recipients, (DEMBO,)))
    return Reading(REPORT, analysis, (), (), (with_id(held), with_id(told)), people)


def drawn(mode: PrivateNames):  # type: ignore[no-untyped-def]
    tagged = [JEAN, actor("Ibrahim Keitaru", "new-person-mli-ibrahim-keitaru"), KERRY, DEMBO]
    assert [entity.text for entity in tagged_persons(reading().analysis)] == [one.text for one in tagged]
    return draw(mode, reading(), tagged)


@pytest.mark.parametrize("mode", ["initials", "omit"])
def test_no_private_name_is_left_in_a_record_and_spans_and_other_names_stay(mode: PrivateNames) -> None:
    for claim in reading().claims:
        record = drawn(mode).withheld(claim)
        assert [name for name in PRIVATE if name in str(claim_to_dict(record))] == []
        assert [one.span for one in record.actors + record.recipients] == [one.span for one in claim.actors + claim.recipients]
    assert record.recipients == (KERRY,)


@pytest.mark.parametrize("mode", ["initials", "omit"])
def test_a_record_that_changed_has_the_id_of_what_it_holds(mode: PrivateNames) -> None:
    for claim in reading().claims:
        record = drawn(mode).withheld(claim)
        assert record.id == claim_id(record) != claim.id


def test_a_record_without_private_names_stays_as_it_is() -> None:
    claim = with_id(replace(reading().claims[0], recipients=(KERRY,), place=None))
    assert drawn("omit").withheld(claim) is claim


def test_initials_stand_for_names_and_for_names_within_names() -> None:
    held, told = map(drawn("initials").withheld, reading().claims)
    assert (held.recipients[0].name, held.recipients[0].text, held.recipients[0].id) == ("J. M.", "J. M.", "new-person-j-m")
    assert (told.actors[0].name, told.actors[0].id) == ("family of J. M.", "new-mli-family-of-j-m")
    assert told.sources[0] == Voice(DEMBO.span, "D.", "D.")
    assert held.place is not None
    assert held.place.name == "home of I. K."


@pytest.mark.parametrize("mode", ["initials", "omit"])
def test_what_is_shown_has_no_private_name_and_spans_that_fit(mode: PrivateNames) -> None:
    shown = drawn(mode).shown(reading())
    report = shown.report
    assert [name for name in PRIVATE if name in report.title + report.text] == []
    assert "Kerry" in report.text
    assert "Gao" in report.text
    for claim in shown.claims:
        assert claim.trigger.span.of(report.text) == claim.trigger.text
        assert [name for name in PRIVATE if name in str(replace(claim, id=""))] == []
        for one in (*claim.actors, *claim.recipients, *claim.sources):
            # At a sentence's end the full stop of the last initial is the sentence's.
            assert one.span.of(report.text).rstrip(".") == one.text.rstrip(".")
    assert shown.analysis.sentences[0].span.of(report.text).endswith("Gao.")


def test_a_voice_left_out_says_so_where_it_is_shown_and_is_empty_in_the_record() -> None:
    told = reading().claims[1]
    assert drawn("omit").withheld(told).sources == (Voice(DEMBO.span, "", ""),)
    assert drawn("omit").shown(reading()).claims[1].sources[0].text == "[withheld]"
