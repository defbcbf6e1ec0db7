"""The main happenings of reports: which telling it is, how two are weighed, and what outranks that."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dateline.events import Linker, link, why
from dateline.events.leads import LEAD_FEATURES, load_lead_weights
from dateline.events.voices import camp_of, spoken_for, unified
from dateline.records import Claim, Judgement, Report, evidence_of, with_judgement_id

TITLE = "Warplanes bomb market of Bir Nakhla"
TEXT = "Warplanes bombed the market of Bir Nakhla on Tuesday, residents said. " * 3 + "Police arrested two men in Gao. " * 12


def judge(decision: Any, *claims: Claim) -> Judgement:
    return with_judgement_id(Judgement("", decision, tuple(map(evidence_of, claims)), "reader", "2024-01-01T00:00:00Z"))


@pytest.fixture
def pair(claim: Callable[..., Claim], report: Callable[..., Report]) -> tuple[list[Claim], list[Report]]:
    """Two reports of one bombing, each with an arrest further down."""
    claims = [claim(name) for name in "ab"] + [claim(name, "arrested", "Gao", type="COERCE", at=500) for name in "ab"]
    return claims, [report(name, TEXT, title=TITLE, outlet=name) for name in "ab"]


def test_every_feature_of_main_happenings_has_a_weight_of_the_sign_that_its_name_promises() -> None:
    known = load_lead_weights()
    assert known.keys() == LEAD_FEATURES.keys()
    assert all(value <= 0 if name.startswith(("other", "told", "always")) else value >= 0 for name, value in known.items())


def test_what_headline_and_lead_tell_is_the_main_happening(pair: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = pair
    linker = Linker()
    linker.add(claims, reports)
    told = [telling for event in linker.result().events for telling in linker.tellings_of(event)]
    assert {telling.members for telling in told if telling.main} == {(claims[0].id,), (claims[1].id,)}


def test_two_reports_of_one_main_happening_are_one_event(pair: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = pair
    found = link(claims, reports).event_of()
    assert found[claims[0].id].id == found[claims[1].id].id != found[claims[2].id].id


def test_a_person_outranks_what_the_leads_say(pair: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = pair
    found = link(claims, reports, [judge("different", claims[0], claims[1])]).event_of()
    assert found[claims[0].id].id != found[claims[1].id].id


def test_a_person_outranks_the_leads_by_way_of_other_claims(pair: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = pair
    ruled = [judge("same", claims[0], claims[2]), judge("different", claims[2], claims[1])]
    found = link(claims, reports, ruled).event_of()
    assert found[claims[0].id].id == found[claims[2].id].id != found[claims[1].id].id


def test_the_features_add_up_to_the_score(pair: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = pair
    linker = Linker()
    linker.add(claims, reports)
    event = linker.result().event_of()[claims[0].id]
    spoken = why(linker.tellings_of(event))
    assert [(item.one, item.other, item.lead) for item in spoken] in ([("a", "b", True)], [("b", "a", True)])
    assert spoken[0].base + sum(item.share for item in spoken[0].features) == pytest.approx(spoken[0].log_odds)


def test_the_label_gives_the_day_of_the_event(claim: Callable[..., Claim], report: Callable[..., Report], later: Callable[[int], date]) -> None:
    claims = [claim("a"), claim("b"), claim("c", day=later(1), killed=5, actors=("army",), recipients=("rebels",), sources=("police",))]
    reports = [report(name, TEXT, later(1), title=TITLE, outlet=name) for name in "abc"]
    for event in link(claims, reports).events:
        assert event.when is not None
        assert str(event.when.start) in event.label


def test_a_toll_of_another_day_or_a_far_town_is_not_this_happenings(claim: Callable[..., Claim], later: Callable[[int], date]) -> None:
    claims = [claim("a", killed=5), claim("a", killed=90, day=later(-9), at=200), claim("a", killed=70, town="Lima", at=400), claim("b", killed=5)]
    joined = link(claims, (), [judge("same", *claims)]).event_of()[claims[0].id]
    assert joined.killed is not None
    assert (joined.killed.low, joined.killed.high) == (5, 5)


def test_the_year_of_publication_is_no_toll(claim: Callable[..., Claim], report: Callable[..., Report]) -> None:
    event = link([claim("a", killed=2023)], [report("a")]).events[0]
    assert event.killed is None


@pytest.mark.parametrize("name", ["Rami Abdel Rahman", "Rami Abdulrahman", "Abdel Rahman"])
def test_a_known_spokesman_speaks_for_his_body(name: str) -> None:
    assert spoken_for(name) == "Syrian Observatory for Human Rights"
    assert spoken_for("Abdel Fattah") == "Abdel Fattah"


@pytest.mark.parametrize(
    ("voice", "camp"), [("United Nations", "international bodies"), ("ISIS statement", "rebels"), ("national news agency", "agencies")]
)
def test_a_part_of_a_name_does_not_make_a_camp(voice: str, camp: str) -> None:
    assert camp_of(voice) == camp


def test_a_body_that_fights_nobody_is_no_rival_doer(claim: Callable[..., Claim], report: Callable[..., Report]) -> None:
    named = [claim("a", actors=("army",), sources=("Observatory",)), claim("b", actors=("rebels",), sources=("police",))]
    hurt = [claim("a", actors=("army",), sources=("Observatory",)), claim("b", actors=("civilians",), sources=("police",))]
    reports = [report(name, TEXT, title=TITLE, outlet=name) for name in "ab"]
    fields = [[c.field for event in link(claims, reports).events for c in event.contradictions] for claims in (named, hurt)]
    assert fields == [["actors"], []]


def test_an_unnamed_monitor_is_the_one_that_is_named() -> None:
    found = unified({"1": "Conflict Observatory", "2": "the monitoring group", "3": "army"})
    assert found == {"1": "Conflict Observatory", "2": "Conflict Observatory", "3": "army"}
    assert unified({"1": "Conflict Observatory", "2": "monitor", "3": "Amnesty International"})["2"] == "monitor"
