"""Whatever is done to an archive, in whatever order: memory and databases hold the same, refuse the same, and verify."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive import Archive, Coded, MemoryStore, Order, Pen, Received
from dateline.archive.sql.store import SqlStore
from dateline.errors import DatelineError
from dateline.records import Actor, Claim, Event, Judgement, Report, Span, Trigger, evidence_of, with_id

IDS = ("a" * 64, "b" * 64, "r1", "r2")
TEXTS = (
    "Rebels shelled the airport, Jane Roe said on Monday.",
    "Rebels shelled the airport, Jane Roe said on Tuesday.",
    "Rebels shelled a school; nobody would say more.",
)
ORDER = Order("ann", "asked by law")


def pen() -> Pen:
    seconds, salts = count(), count()
    return Pen(lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(seconds)), lambda: f"salt-{next(salts)}")


def report_of(id: int, text: int) -> Report:
    return Report(IDS[id], TEXTS[text], "Shelled", "Wire", "https://wire.example/x" if id < 2 else "", language="en")


def claims_of(report: Report, coder: str) -> list[Claim]:
    actor = Actor(Span(0, 6), "Rebels", "Jane Roe" if report.id == "r2" else "Rebels", "id", sector="REB")
    trigger = Trigger(Span(7, 14), "shelled")
    return [with_id(Claim("", report.id, "text", Span(0, 20), trigger, "ASSAULT", actors=(actor,), coder=coder))]


def judge(archive: Archive, id: int, text: int) -> Judgement:
    about = evidence_of(claims_of(report_of(id, text), "one")[0])
    return archive.judge(Judgement("", "accepted", (about,), "ann", "", why=TEXTS[text]))


def recode(archive: Archive) -> int:
    for digest in archive.unstaged("two"):
        report = next(version.report for version in archive.standing() if version.digest == digest)
        archive.stage(digest, Coded("two", claims_of(report, "two")))
    return archive.take("two", ORDER)


def undo_last(archive: Archive) -> object:
    known = archive.judgements(in_force=False)
    return archive.undo(known[-1].id, ORDER) if known else None


def derive(archive: Archive) -> int:
    return archive.put_events(Event(claim.id, main=claim.id, reports=(claim.report,)) for claim in archive.material().claims)


ID, TEXT = st.integers(0, len(IDS) - 1), st.integers(0, len(TEXTS) - 1)
STEPS: dict[str, tuple[Callable[..., Any], tuple[st.SearchStrategy[int], ...]]] = {
    "add": (lambda a, i, t: a.add(Received(report_of(i, t)), Coded("one", claims_of(report_of(i, t), "one"))), (ID, TEXT)),
    "add again": (lambda a, i, t: a.add(Received(report_of(i, t), b"raw"), Coded("two", claims_of(report_of(i, t), "two"))), (ID, TEXT)),
    "add uncoded": (lambda a, i, t: a.add(Received(report_of(i, t))), (ID, TEXT)),
    "correct": (lambda a, i, j: a.correct(IDS[i], IDS[j], ORDER), (ID, ID)),
    "retract": (lambda a, i: a.retract(IDS[i], ORDER), (ID,)),
    "judge": (judge, (ID, TEXT)),
    "undo": (undo_last, ()),
    "recode": (recode, ()),
    "derive": (derive, ()),
    "erase report": (lambda a, i: a.erase_report(IDS[i], ORDER), (ID,)),
    "erase person": (lambda a: a.erase_person(["Jane Roe"], ORDER), ()),
}
STEP = st.sampled_from(sorted(STEPS)).flatmap(lambda name: st.tuples(st.just(name), *STEPS[name][1]))
HISTORY = st.lists(st.tuples(ID, TEXT).map(lambda pair: ("add", *pair)), max_size=3).flatmap(
    lambda first: st.lists(STEP, max_size=6).map(lambda rest: [*first, *rest])
)


def outcome(archive: Archive, step: tuple[Any, ...]) -> str:
    try:
        return repr(STEPS[step[0]][0](archive, *step[1:]))
    except DatelineError as error:
        return repr(error)


def check(other: Archive, history: list[tuple[Any, ...]]) -> None:
    memory = Archive(MemoryStore(), pen())
    for step in history:
        assert outcome(other, step) == outcome(memory, step)
        assert list(other.backup()) == list(memory.backup())
    assert memory.verify() == other.verify() == []
    assert memory.material() == other.material()
    assert memory.counts() == other.counts()


QUIET = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUIET
@given(history=HISTORY)
def test_any_history_in_a_file(new_file: Callable[[], Path], history: list[tuple[Any, ...]]) -> None:
    with Archive(SqlStore.open(new_file()), pen()) as archive:
        check(archive, history)


@QUIET
@given(history=HISTORY)
def test_any_history_on_a_server(new_database: Callable[[], str], history: list[tuple[Any, ...]]) -> None:
    with Archive(SqlStore.open(new_database()), pen()) as archive:
        check(archive, history)


@pytest.mark.parametrize("reports", [0, 1, 3])
def test_what_is_derived_from_is_what_stands_and_what_did(reports: int) -> None:
    archive = Archive(MemoryStore(), pen())
    for text in range(reports):
        report = report_of(2, text)
        archive.add(Received(report), Coded("one", claims_of(report, "one")))
    material = archive.material()
    assert len(material.reports) == min(reports, 1)
    assert len(material.claims) - len(material.superseded) == min(reports, 1)
