"""The parts of linking: words, clusters, copies, judgements, tolls, voices, relations, tables."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InvalidRecord, UnknownName
from dateline.events import CopyIndex, link, words
from dateline.events.clustering import Constraints, cluster
from dateline.events.features import FEATURES, explain, load_weights, score
from dateline.events.judging import rule, standing
from dateline.events.relations import is_plan, wholes
from dateline.events.tolls import agree, shown
from dateline.events.traces import trace
from dateline.events.versions import corrects
from dateline.events.voices import camp_of, camps, unified
from dateline.records import (
    Claim,
    Event,
    Evidence,
    Figure,
    Judgement,
    Report,
    Span,
    event_from_dict,
    event_to_dict,
    evidence_of,
    judgement_from_dict,
    judgement_to_dict,
    with_judgement_id,
)


@pytest.mark.parametrize(("one", "other"), [("Killings", "killed"), ("shot", "shooting"), ("fled", "flee"), ("deployment", "deployed")])
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert words.stem(one) == words.stem(other)


def test_words_that_name_one_kind_of_happening_share_a_family() -> None:
    assert set(words.families()[words.stem("blast")]) & set(words.families()[words.stem("detonated")])


def test_common_words_say_less_than_rare_ones() -> None:
    assert words.weight(words.stem("the")) < words.weight(words.stem("government")) < words.weight(words.stem("Qamishli"))


def test_every_table_loads_and_every_feature_has_a_weight() -> None:
    assert words.common()
    assert words.irregular()["shot"] == "shoot"
    assert camps()
    assert wholes()
    assert load_weights().keys() == FEATURES.keys()


def test_features_explain_a_score(claim: Callable[..., Claim]) -> None:
    one, other = (trace(claim(name, killed=12), None) for name in "ab")
    shares = explain(one, other)
    assert sum(item.share for item in shares) == pytest.approx(score(one, other, load_weights()))
    assert {"same_trigger", "same_place", "same_day", "same_toll"} <= {item.name for item in shares}


KEYS = "abcdefg"
SCORES = st.dictionaries(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda p: p[0] < p[1]), st.floats(-4, 4, allow_nan=False))


@given(SCORES)
def test_clusters_are_a_partition(scores: dict[tuple[str, str], float]) -> None:
    assert sorted(key for group in cluster(KEYS, scores) for key in group) == list(KEYS)


@given(SCORES, st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("defg"))))
def test_cannot_links_hold(scores: dict[tuple[str, str], float], apart: set[tuple[str, str]]) -> None:
    groups = cluster(KEYS, scores, Constraints(different=frozenset(apart)))
    assert not any({a, b} <= set(group) for group in groups for a, b in apart)


@given(SCORES, st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("defg"))))
def test_must_links_hold(scores: dict[tuple[str, str], float], same: set[tuple[str, str]]) -> None:
    groups = cluster(KEYS, scores, Constraints(same=frozenset(same)))
    assert all(any({a, b} <= set(group) for group in groups) for a, b in same)


def test_a_chain_of_single_links_does_not_pull_a_cluster_along() -> None:
    links = dict.fromkeys(zip(KEYS, KEYS[1:], strict=False), 2.0)
    assert max(len(group) for group in cluster(KEYS, links)) <= 3


TEXT = (
    "At least 29 rebels were killed in clashes with regime troops overnight during a failed bid to reopen the supply route into the city, "
    "a monitor said on Sunday. The fighters were killed trying to reopen the road which government forces severed on Thursday."
)


def test_copies_of_one_text_are_one_source(report: Callable[..., Report]) -> None:
    first = report("a", TEXT, date(2016, 7, 10), outlet="agency")
    copy = report("b", TEXT.replace("overnight", "late at night") + " --AFP", date(2016, 7, 11), outlet="paper")
    own = report("c", "A car bomb went off in the market of another town on Sunday and the police closed all roads to it for the day. " * 2)
    index = CopyIndex.of([copy, first, own])
    assert index.partners("b") == {"a"}
    assert index.copied_from("b") == "a"
    assert index.texts(["a", "b", "c"]) == [("a", "b"), ("c",)]


def test_a_copied_claim_speaks_with_the_voice_of_the_first_outlet(claim: Callable[..., Claim], report: Callable[..., Report]) -> None:
    claims = [claim("a", "clashes", killed=29), claim("b", "clashes", killed=29)]
    reports = [report("a", TEXT, outlet="agency"), report("b", TEXT + " --AFP", date(2023, 3, 16), outlet="paper")]
    event = link(claims, reports).events[0]
    assert [(speaker.name, speaker.texts, len(speaker.reports)) for speaker in event.speakers] == [("agency", 1, 2)]


@pytest.mark.parametrize("title", ["CORRECTED: Raid on market", "Correction - toll", "UPDATE 2: Raid", "Retraction: raid"])
def test_a_headline_may_say_that_it_corrects(report: Callable[..., Report], title: str) -> None:
    assert corrects(report(title=title))


def test_a_headline_about_a_correction_does_not_correct(report: Callable[..., Report]) -> None:
    assert not corrects(report(title="Updated figures show more dead"))


def judged(decision: Any, *claims: Claim, at: str = "2024-01-01", **rest: Any) -> Judgement:
    return with_judgement_id(Judgement("", decision, tuple(map(evidence_of, claims)), "reader", at, **rest))


def test_a_judgement_follows_its_evidence(claim: Callable[..., Claim]) -> None:
    old, new = claim("a", at=0, confidence=0.5), claim("a", at=2, confidence=0.9)
    rulings = rule([judged("rejected", old)], {new.id: new})
    assert rulings.rejected == {new.id}
    assert rulings.orphaned == ()


def test_a_judgement_whose_evidence_is_gone_is_listed_as_orphaned(claim: Callable[..., Claim]) -> None:
    judgement = judged("rejected", claim("a"))
    other = claim("b")
    assert rule([judgement], {other.id: other}).orphaned == (judgement,)


def test_of_two_judgements_that_contradict_the_later_one_holds(claim: Callable[..., Claim]) -> None:
    one, other = claim("a"), claim("b")
    early, late = judged("same", one, other), judged("different", one, other, at="2024-02-01")
    rulings = rule([early, late], {c.id: c for c in (one, other)})
    assert rulings.overruled == (early,)
    assert not rulings.constraints.same
    assert len(rulings.constraints.different) == 1


def test_unsure_leaves_the_pair_to_the_machine(claim: Callable[..., Claim]) -> None:
    one, other = claim("a"), claim("b")
    rulings = rule([judged("same", one, other), judged("unsure", one, other, at="2024-02-01")], {c.id: c for c in (one, other)})
    assert not rulings.constraints.same
    assert len(rulings.unsure) == 1


def test_an_undoing_can_be_undone(claim: Callable[..., Claim]) -> None:
    first = judged("rejected", claim("a"))
    undo = judged("undone", at="2024-02-01", undoes=first.id)
    redo = judged("undone", at="2024-03-01", undoes=undo.id)
    assert standing([first, undo]) == []
    assert standing([redo, first, undo]) == [first]


def test_a_correction_that_makes_no_claim_is_listed_as_invalid(claim: Callable[..., Claim]) -> None:
    one = claim("a")
    wrong = judged("corrected", one, field="nonsense", value=1)
    assert rule([wrong], {one.id: one}).invalid == (wrong,)


@pytest.mark.parametrize(("bounds", "words"), [((3, 3), "3"), ((3, None), "at least 3"), ((None, 9), "up to 9"), ((3, 9), "3 to 9")])
def test_a_figure_reads_as_people_say_it(bounds: tuple[int | None, int | None], words: str) -> None:
    assert shown(Figure(*bounds, "v", "", None, "c")) == words


def test_at_least_ten_agrees_with_twelve_but_not_with_eight() -> None:
    least, twelve, eight = (Figure(*bounds, "v", "", None, "c") for bounds in ((10, None), (12, 12), (8, 8)))
    assert agree(least, twelve)
    assert not agree(least, eight)


def test_a_later_figure_of_a_voice_supersedes_its_earlier_one(claim: Callable[..., Claim], report: Callable[..., Report]) -> None:
    claims = [claim("a", killed=12, sources=("police",)), claim("b", killed=15, sources=("police",))]
    reports = [report("a", outlet="x"), report("b", day=date(2023, 3, 16), outlet="y")]
    toll = link(claims, reports).events[0].killed
    assert toll is not None
    assert [(figure.low, figure.superseded) for figure in toll.figures] == [(15, False), (12, True)]
    assert (toll.low, toll.best, toll.high) == (15, 15, 15)


def test_a_denial_by_one_side_is_a_contradiction(claim: Callable[..., Claim], report: Callable[..., Report]) -> None:
    claims = [claim("a", sources=("residents",)), claim("b", sources=("army",), status="denied")]
    event = link(claims, [report("a"), report("b")]).events[0]
    assert event.status == "actual"
    assert "status: residents says that it happened; army denies it" in [c.line for c in event.contradictions]


@pytest.mark.parametrize(
    ("voice", "camp"),
    [("Sahel Conflict Observatory", "rights monitors"), ("the hospital's director", "medics"), ("army spokesman", "authorities")],
)
def test_a_voice_has_a_camp(voice: str, camp: str) -> None:
    assert camp_of(voice) == camp


def test_a_longer_and_a_shorter_name_are_one_voice() -> None:
    found = unified({"1": "the Syrian Observatory", "2": "Syrian Observatory for Human Rights"})
    assert set(found.values()) == {"Syrian Observatory for Human Rights"}


def test_a_plan_is_linked_with_what_came_of_it(claim: Callable[..., Claim], later: Callable[[int], date]) -> None:
    plan = claim("a", "deploy", day=later(3), type="MOBILIZE", status="planned", actors=("army",))
    result = claim("b", "deployed", day=later(3), type="MOBILIZE", actors=("army",))
    assert is_plan(trace(plan, None), trace(result, None))
    assert not is_plan(trace(result, None), trace(plan, None))


def test_arrests_at_a_protest_are_part_of_it(claim: Callable[..., Claim], report: Callable[..., Report]) -> None:
    march = claim("a", "protest", "Lima", type="PROTEST", recipients=("civilians",))
    arrest = claim("a", "arrested", "Lima", type="COERCE", recipients=("civilians",), at=200)
    events = link([march, arrest], [report("a", "Teachers held a protest in Lima. " * 20)]).event_of()
    assert [(x.relation, x.event) for x in events[arrest.id].links] == [("part_of", events[march.id].id)]


def test_an_event_record_reads_back(rivals: tuple[list[Claim], list[Report]]) -> None:
    for event in link(*rivals).events:
        assert event_from_dict(event_to_dict(event)) == event


def test_a_judgement_record_reads_back(claim: Callable[..., Claim]) -> None:
    judgement = judged("corrected", claim("a"), field="type", value="AID")
    assert judgement_from_dict(judgement_to_dict(judgement)) == judgement


def test_wrong_records_are_refused() -> None:
    with pytest.raises(InvalidRecord):
        event_from_dict({"id": "x"})
    with pytest.raises(UnknownName):
        judgement_from_dict({"decision": "maybe"})
    with pytest.raises(InvalidRecord):
        judgement_from_dict({"decision": "same", "about": [{"claim": "x"}]})
    assert Event("x") and Evidence("c", "r", "text", Span(0, 1), "t")
