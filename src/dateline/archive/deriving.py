"""What events are derived from, and the events as they were derived: a cache, never the truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.archive.event_index import event_words
from dateline.archive.log import judgements
from dateline.archive.recoding import standing_claims
from dateline.archive.store import Reads, Writes
from dateline.archive.values import KeptEvent, Material
from dateline.records import Claim, Event, Report

BATCH = 500
"""Events written at once: SQLite takes 32,766 values in a statement, older ones 999. After more than that the store surveys them."""


def material(tx: Reads) -> Material:
    """Everything that events are a function of, in order of arrival."""
    reports: dict[str, Report] = {}
    current: dict[str, Claim] = {}
    older: dict[str, Claim] = {}
    for digest in tx.digests(standing=False):
        version = tx.version(digest)
        if version is None or version.state == "erased":
            continue
        stands = version.state == "current"
        if stands or version.report.id not in reports:
            reports[version.report.id] = version.report
        (current if stands else older).update((claim.id, claim) for claim in standing_claims(tx, digest))
    superseded = tuple(id for id in older if id not in current)
    claims = (*current.values(), *(older[id] for id in superseded))
    return Material(tuple(reports.values()), claims, superseded, tuple(judgements(tx)))


def put_events(tx: Writes, now: str, events: Mapping[str, Event]) -> int:
    """Keep a whole derivation: what changed is stamped `now`, what is no longer made is marked gone. Gives how many changed."""
    known = {kept.event.id: kept for kept in tx.events(gone=True)}
    changed = [KeptEvent(event, now) for id, event in events.items() if id not in known or known[id].gone or known[id].event != event]
    changed += [replace(kept, changed=now, gone=True) for id, kept in known.items() if id not in events and not kept.gone]
    keep(tx, changed)
    if len(changed) > BATCH:
        tx.survey_events()
    return len(changed)


def keep(tx: Writes, events: Sequence[KeptEvent]) -> None:
    """Keep or replace events, searchable by the words of their claims."""
    for start in range(0, len(events), BATCH):
        batch = events[start : start + BATCH]
        said = tx.sentences(sorted({claim for kept in batch for claim in kept.event.claims}))
        tx.put_events([(kept, event_words(kept.event, said)) for kept in batch])
