import pytest

from dateline.errors import InvalidTable
from dateline.ontology import load_sectors, load_types
from dateline.ontology.crosswalks import (
    _check,
    cameo_code,
    load_acled,
    load_cameo,
    load_countries,
    load_parties,
    load_scales,
    scale,
)

DISORDERS = {"Political violence", "Demonstrations", "Strategic developments"}


def test_every_sector_has_a_party_rule_and_every_inter_code_is_acleds() -> None:
    assert load_parties().keys() == load_sectors().keys()
    assert all(1 <= rule.inter <= 8 for rule in load_parties().values())


def test_every_type_that_happened_has_a_cameo_code_of_its_quad_or_a_root_that_plover_maps_to_it() -> None:
    assert {kind for kind, mode, status in load_cameo() if mode == "*" and status == "actual"} == set(load_types())
    assert all(code.isdigit() and 3 <= len(code) <= 4 for code in load_cameo().values())


@pytest.mark.parametrize("status", ["possible", "denied"])
def test_what_did_not_happen_has_no_cameo_code(status: str) -> None:
    assert not [kind for kind in load_types() if cameo_code(kind, (), status)]


def test_conflict_that_is_planned_is_no_threat() -> None:
    assert cameo_code("ASSAULT", ("aerial",), "planned") == ""
    assert cameo_code("CONSULT", ("visit",), "planned") == "036"


def test_of_several_modes_the_gravest_gives_score_and_code() -> None:
    assert scale("ASSAULT", ("destroy", "aerial")) == -9.5
    assert cameo_code("ASSAULT", ("destroy", "aerial"), "actual") == "195"
    assert scale("CONSULT", ()) == load_types()["CONSULT"].scale


def test_scores_lie_between_minus_ten_and_ten() -> None:
    assert all(-10 <= score <= 10 for score in load_scales().values())


def test_acleds_words_are_its_own() -> None:
    rules = [rule for found in load_acled().values() for rule in found]
    assert {rule.disorder_type for rule in rules} <= DISORDERS
    assert {rule.event_type for rule in rules} <= {
        *("Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments"),
    }


def test_countries_have_two_letters_of_fips_and_regions() -> None:
    assert len({rule.fips for rule in load_countries().values()}) == len(load_countries())
    assert {rule.ucdp for rule in load_countries().values()} == {"Africa", "Americas", "Asia", "Europe", "Middle East"}


def test_a_table_with_an_unknown_word_is_refused_by_name() -> None:
    with pytest.raises(InvalidTable, match=r"x\.tsv: expected a known side, found elves"):
        _check("x.tsv", "side", ["elves"], ["state"])
