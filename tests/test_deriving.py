"""The events of an archive follow what it holds."""

from pathlib import Path

from dateline.archive import Archive, MemoryStore, Order, Received, open_archive, take_in
from dateline.coder import Coder
from dateline.deriving import Deriver, derive
from dateline.records import Judgement, Report, evidence_of


def filled(archive: Archive, reports: list[Report], coder: Coder) -> Archive:
    for report in reports:
        take_in(archive, Received(report), coder)
    return archive


def test_an_event_that_did_not_change_is_not_derived_anew(tmp_path: Path, samples: list[Report], coder: Coder) -> None:
    with open_archive(tmp_path / "a.db") as archive:
        assert derive(filled(archive, samples, coder)) == archive.counts()["events"] > 0
        assert any(len(kept.event.variants) > 1 for kept in archive.events())
        assert derive(archive) == 0


def test_what_comes_in_is_taken_in_at_the_next_look(samples: list[Report], coder: Coder) -> None:
    archive, deriver = filled(Archive(MemoryStore()), samples[:2], coder), Deriver()
    deriver.derive(archive)
    before = archive.counts()["events"]
    filled(archive, samples[2:], coder)
    assert deriver.derive(archive) > 0
    assert archive.counts()["events"] > before
    whole = filled(Archive(MemoryStore()), samples, coder)
    derive(whole)
    assert [kept.event for kept in archive.events()] == [kept.event for kept in whole.events()]


def test_a_retracted_report_counts_no_more(samples: list[Report], coder: Coder) -> None:
    archive, deriver = filled(Archive(MemoryStore()), samples, coder), Deriver()
    deriver.derive(archive)
    gone = archive.events()[0].event.reports[0]
    archive.retract(gone, Order("editor", "the outlet took it back"))
    assert deriver.derive(archive) > 0
    assert not [kept for kept in archive.events() if gone in kept.event.reports]


def test_a_decision_is_followed(samples: list[Report], coder: Coder) -> None:
    archive, deriver = filled(Archive(MemoryStore()), samples, coder), Deriver()
    deriver.derive(archive)
    event = archive.events()[0].event
    about = tuple(evidence_of(archive.claim(id).claim) for id in event.claims)
    archive.judge(Judgement("", "accepted", about, "editor", ""))
    assert deriver.derive(archive) == 1
    assert archive.event(event.id).event.reviewed
