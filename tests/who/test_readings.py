import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.who import Knowledge
from dateline.who.readings import Reader


@pytest.mark.parametrize(
    ("words", "country", "sector"),
    [
        ("Syrian rebel fighters", "SYR", "REB"),
        ("US-backed Syrian rebels", "SYR", "REB"),
        ("Syrian opposition negotiator", "SYR", "OPP"),
        ("former Iraqi police officers", "IRQ", "COP"),
        ("President of the United States", "USA", "GOV"),
        ("police in Lagos", "NGA", "COP"),
        ("residents of Aleppo", "SYR", "CVL"),
        ("members of ISIL", "", "REB"),
        ("Islamist extremist group ISIS", "", "REB"),
        ("US-led coalition", "", "MIL"),
        ("Turkish soldiers", "TUR", "MIL"),
        ("Israelis", "ISR", "CVL"),
        ("Moscow", "RUS", "GOV"),
        ("the Kremlin", "RUS", "GOV"),
        ("Grand Ayatollah Sistani", "", "REL"),
        ("UN envoy Staffan de Mistura", "", "IGO"),
        ("British Red Cross", "GBR", "NGO"),
        ("Soviet troops", "RUS", "MIL"),
        ("Shia militiamen", "", "UAF"),
        ("pro-government fighters", "", "UAF"),
        ("government forces", "", "MIL"),
        ("opposition factions", "", "REB"),
        ("anti-government forces", "", "REB"),
        ("hospital", "", "HLH"),
        ("school for girls", "", "EDU"),
        ("Deputy Secretary of State Antony Blinken", "USA", "GOV"),
        ("Foreign Minister Julie Bishop", "", "GOV"),
        ("Thai lawmakers", "THA", "LEG"),
        ("Colombian drug cartel", "COL", "CRM"),
        ("striking miners", "", "LAB"),
    ],
)
def test_words_alone_tell_country_and_sector(words: str, country: str, sector: str, knowledge: Knowledge) -> None:
    reading = Reader(knowledge).read(words)
    assert (reading.country, reading.sector) == (country, sector)


def test_who_backs_a_group_is_kept_apart_from_its_country(knowledge: Knowledge) -> None:
    reading = Reader(knowledge).read("Turkish-backed fighters")
    assert (reading.country, reading.backing) == ("", ("TUR",))
    rebels = Reader(knowledge).read("US-backed Syrian rebels")
    assert (rebels.country, rebels.backing) == ("SYR", ("USA",))


def test_forces_of_several_states_joined_are_of_none_alone(knowledge: Knowledge) -> None:
    reading = Reader(knowledge).read("US-British-Norwegian forces")
    assert (reading.country, reading.sector, reading.homeless) == ("", "MIL", True)


def test_a_name_made_of_a_demonym_tells_no_country(knowledge: Knowledge) -> None:
    assert Reader(knowledge).read("Abu Jandal al-Kuwaiti").country == ""


def test_an_outlet_called_by_a_common_word_is_found_with_its_article_only(knowledge: Knowledge) -> None:
    assert Reader(knowledge).read("The National").actor is not None
    assert Reader(knowledge).read("National").actor is None


def test_a_qualified_acronym_is_its_actor_in_its_country_only(knowledge: Knowledge) -> None:
    here, elsewhere = Reader(knowledge, countries=("PHL",)).read("AFP"), Reader(knowledge, countries=("SYR",)).read("AFP")
    assert here.actor is not None
    assert elsewhere.actor is not None
    assert (here.actor.id, elsewhere.actor.id) == ("afp-philippines", "afp")


@given(st.text())
def test_any_words_can_be_read(text: str) -> None:
    reading = Reader(Knowledge([])).read(text)
    assert len(reading.country) in (0, 3)
