"""Claims and judgements -> events: a pure function, whatever the order and the batches."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.events import Linked, Linker, link
from dateline.records import Claim, Event, Judgement, Report, evidence_of, with_judgement_id

TOWNS = ("Bir Nakhla", "Gao", "Lima")
TRIGGERS = ("bombed", "strikes", "killed", "arrested", "talks")


def judge(decision: Any, *claims: Claim, at: str = "2024-01-01T00:00:00Z", **rest: Any) -> Judgement:
    about = tuple(evidence_of(claim) for claim in claims)
    return with_judgement_id(Judgement("", decision, about, "reader", at, **rest))


def of(linked: Linked, claim: Claim) -> Event:
    return linked.event_of()[claim.id]


def test_rival_accounts_are_one_event_with_a_toll_for_each_voice(rivals: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = rivals
    linked = link(claims, reports)
    assert len(linked.events) == 2
    event = of(linked, claims[0])
    assert event.killed is not None
    assert (event.killed.low, event.killed.best, event.killed.high) == (22, 31, 44)
    assert [contradiction.line for contradiction in event.contradictions if contradiction.field == "killed"] == [
        "killed: Observatory: 31; army: 22; hospital: 44"
    ]
    assert {speaker.camp for speaker in event.speakers} >= {"rights monitors", "medics"}


def test_without_reports_claims_still_link_by_their_fields(rivals: tuple[list[Claim], list[Report]]) -> None:
    linked = link(rivals[0])
    assert sorted(key for event in linked.events for key in event.claims) == sorted(claim.id for claim in rivals[0])


def test_different_towns_on_one_day_are_different_events(claim: Callable[..., Claim], report: Callable[..., Report]) -> None:
    one, other = claim("a", town="Gao"), claim("b", town="Kidal")
    linked = link([one, other], [report("a", "Gunmen bombed Gao. " * 9), report("b", "Planes bombed Kidal. " * 9)])
    assert of(linked, one).id != of(linked, other).id


def test_days_that_are_weeks_apart_are_different_events(claim: Callable[..., Claim], later: Callable[[int], date]) -> None:
    one, other = claim("a"), claim("b", day=later(20))
    linked = link([one, other])
    assert of(linked, one).id != of(linked, other).id


@st.composite
def worlds(draw: st.DrawFn) -> list[tuple[str, str, str, int, int, int | None]]:
    """(report, trigger, town, day, position, killed) of some claims."""
    row = st.tuples(
        st.sampled_from("abcdefgh"),
        st.sampled_from(TRIGGERS),
        st.sampled_from(TOWNS),
        st.integers(0, 12),
        st.integers(0, 4),
        st.sampled_from((None, 3, 12, 31)),
    )
    return draw(st.lists(row, min_size=1, max_size=14, unique_by=lambda r: (r[0], r[4])))


def realise(world: list[Any], claim: Callable[..., Claim], report: Callable[..., Report]) -> tuple[list[Claim], list[Report]]:
    first = date(2023, 3, 1)
    claims = [claim(name, trigger, town, first + timedelta(days=day), at * 100, killed=killed) for name, trigger, town, day, at, killed in world]
    text = "Planes bombed {0} and soldiers arrested men after talks in {0}, residents said. "
    reports = {name: report(name, text.format(town) * 8, first + timedelta(days=day)) for name, _, town, day, _, _ in world}
    return claims, list(reports.values())


@settings(max_examples=40, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_order_has_no_effect(claim: Callable[..., Claim], report: Callable[..., Report], world: list[Any], random: Any) -> None:
    claims, reports = realise(world, claim, report)
    shuffled, papers = list(claims), list(reports)
    random.shuffle(shuffled)
    random.shuffle(papers)
    assert link(shuffled, papers) == link(claims, reports)


@settings(max_examples=40, deadline=None)
@given(worlds(), st.data())
def test_batches_give_what_one_run_gives(claim: Callable[..., Claim], report: Callable[..., Report], world: list[Any], data: Any) -> None:
    claims, reports = realise(world, claim, report)
    judgements = []
    if len(claims) > 2:
        pairs = st.tuples(st.sampled_from(("same", "different", "rejected")), st.sampled_from(claims), st.sampled_from(claims))
        for number, (decision, one, other) in enumerate(data.draw(st.lists(pairs, max_size=4))):
            judgements.append(judge(decision, one, other, at=f"2024-01-0{number + 1}T00:00:00Z"))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(claims)), max_size=3)))
    linker = Linker()
    by_id = {paper.id: paper for paper in reports}
    for number, (start, end) in enumerate(zip([0, *cuts], [*cuts, len(claims)], strict=True)):
        batch = claims[start:end]
        linker.add(batch, [by_id[c.report] for c in batch], judgements if number == len(cuts) // 2 else ())
    assert linker.result() == link(claims, reports, judgements)


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_an_unrelated_report_changes_no_event(claim: Callable[..., Claim], report: Callable[..., Report], world: list[Any]) -> None:
    claims, reports = realise(world, claim, report)
    far = claim("z", "marched", "Kidal", date(2011, 1, 1), type="PROTEST")
    paper = report("z", "Students marched in Kidal to ask for a new library and better lamps in the streets at night. " * 2, date(2011, 1, 2))
    before, after = link(claims, reports), link([*claims, far], [*reports, paper])
    assert set(before.events) == {event for event in after.events if far.id not in event.claims}


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_no_claim_is_lost_or_doubled(claim: Callable[..., Claim], report: Callable[..., Report], world: list[Any]) -> None:
    claims, reports = realise(world, claim, report)
    linked = link(claims, reports)
    assert sorted(key for event in linked.events for key in event.claims) == sorted(c.id for c in claims)
    assert len({event.id for event in linked.events}) == len(linked.events)


def test_same_joins_and_leaves_a_tombstone_which_undoing_takes_away(claim: Callable[..., Claim]) -> None:
    one, other = claim("a"), claim("b", "talks", "Lima", date(2020, 1, 1), type="CONSULT")
    apart = link([one, other])
    same = judge("same", one, other)
    joined = link([one, other], (), [same])
    assert of(joined, one).id == of(joined, other).id
    gone = {event.id for event in apart.events} - {event.id for event in joined.events}
    assert {(stone.id, stone.merged_into) for stone in joined.tombstones} == {(name, of(joined, one).id) for name in gone}
    undone = judge("undone", at="2024-02-01T00:00:00Z", undoes=same.id)
    assert link([one, other], (), [same, undone]).events == apart.events


def test_different_outranks_the_machine(rivals: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = rivals
    linked = link(claims, reports, [judge("different", claims[0], claims[1])])
    assert of(linked, claims[0]).id != of(linked, claims[1]).id


def test_a_rejected_claim_is_kept_and_not_counted(rivals: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = rivals
    extra = Claim(**{**{name: getattr(claims[1], name) for name in Claim.__slots__}, "id": "extra", "killed": None})
    linked = link([*claims, extra], reports, [judge("rejected", extra)])
    assert "extra" not in linked.event_of()
    assert of(linked, claims[1]).rejected == ("extra",)


def test_a_correction_by_a_person_changes_what_the_event_says(rivals: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = rivals
    change = judge("corrected", claims[2], field="killed", value={"low": 31, "high": 31, "span": None})
    event = of(link(claims, reports, [change]), claims[2])
    assert event.killed is not None
    assert event.killed.high == 31


def test_an_accepted_claim_makes_its_event_reviewed(rivals: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = rivals
    linked = link(claims, reports, [judge("accepted", claims[0])])
    assert of(linked, claims[0]).reviewed
    assert not of(linked, claims[3]).reviewed


def test_a_corrected_report_supersedes_the_old_one(claim: Callable[..., Claim], report: Callable[..., Report]) -> None:
    text = "Warplanes bombed the market of Bir Nakhla in the east on Tuesday and {} people died, the Observatory said in a statement to the press."
    old = report("old", text.format("forty"), outlet="Wire", title="Raid on market")
    new = report("new", text.format("thirty"), date(2023, 3, 16), outlet="Wire", title="CORRECTED: Raid on market")
    before, after = claim("old", killed=40, sources=("Observatory",)), claim("new", killed=30, sources=("Observatory",))
    linked = link([before, after], [old, new])
    event = of(linked, after)
    assert linked.superseded == {"old": "new"}
    assert event.superseded == (before.id,)
    assert event.killed is not None
    assert event.killed.high == 30


def test_an_event_keeps_its_id_when_a_report_joins_and_when_claims_are_coded_again(rivals: tuple[list[Claim], list[Report]]) -> None:
    claims, reports = rivals
    few = link(claims[:2], reports[:2])
    assert of(few, claims[0]).id == of(link(claims, reports), claims[0]).id
    again = [Claim(**{**{name: getattr(c, name) for name in Claim.__slots__}, "id": f"new{i}", "coder": "x"}) for i, c in enumerate(claims)]
    assert {event.id for event in link(again, reports).events} == {event.id for event in link(claims, reports).events}


def test_nothing_comes_of_nothing() -> None:
    assert link(()).events == ()
