"""What the archive keeps and gives: versions of reports, codings, log entries, pages of results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from dateline.records import Claim, Event, Judgement, Part, Report

T = TypeVar("T")

RawKind = Literal["bytes", "record", "erased"]
"""What is kept of what was read: the very bytes; the canonical record, where the bytes were not to be had; nothing, after an erasure."""

State = Literal["current", "superseded", "corrected", "retracted", "erased"]
STATES: tuple[State, ...] = ("current", "superseded", "corrected", "retracted", "erased")

EntryKind = Literal["judgement", "pin", "correction", "retraction", "erasure", "rules", "study"]


@dataclass(frozen=True, slots=True)
class Received:
    """A report and the bytes that it was read from; without them its canonical record is kept in their place."""

    report: Report
    raw: bytes | None = None


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch `[start, end)` (code points) of a version's title or text from which a name was erased; the length is kept."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a report.

    `digest` is the sha256 of its canonical record; `series` the id that the report's first version has; `number` counts from 1.
    `state` says whether it stands; `successor` is the digest that took its place, `why` the reason given. `received` is ISO, with zone.
    """

    digest: str
    report: Report
    series: str
    number: int
    raw_sha256: str
    raw_kind: RawKind
    received: str
    state: State = "current"
    successor: str = ""
    why: str = ""
    masks: tuple[Mask, ...] = ()


@dataclass(frozen=True, slots=True)
class Coding:
    """That a coder coded a version: `standing` where its claims are the ones that count. `at` is ISO, with zone."""

    coder: str
    at: str
    standing: bool


@dataclass(frozen=True, slots=True)
class Added:
    """What `Archive.add` did: `new_version` and `new_coding` are False where the archive had them already."""

    version: Version
    new_version: bool
    new_coding: bool


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A claim as it is kept: the version it was read in, that report's outlet, day and title, and whether it counts."""

    claim: Claim
    digest: str
    outlet: str
    published: date | None
    title: str
    current: bool
    order: str
    """Where it stands among all claims: newest report first, in the order of the text. Opaque."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some results, the number of all, and the cursor that goes on after them ("" at the end)."""

    items: tuple[T, ...]
    total: int
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log.

    `commitment` is the sha256 of salt and body; `hash` of the entry before it, number, kind, time and commitment. An erased entry has lost
    body and salt: the chain still verifies, and the commitment tells nothing of what was said.
    """

    number: int
    kind: EntryKind
    at: str
    commitment: str
    previous: str
    hash: str
    body: Mapping[str, Any] | None
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What `verify` found: where, and what is wrong there."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What an erasure leaves: what it was ("report", "person"), when, by whom, why, and the reports that it touched."""

    entry: int
    what: str
    at: str
    by: str
    why: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What events are derived from: reports that stand, claims, which of them do not count any more (ids), judgements in force.

    A claim does not count where its report has a newer version without it, or was corrected or retracted.
    """

    reports: tuple[Report, ...]
    claims: tuple[Claim, ...]
    superseded: tuple[str, ...]
    judgements: tuple[Judgement, ...]

    @property
    def counted(self) -> tuple[Claim, ...]:
        """The claims that count."""
        old = frozenset(self.superseded)
        return tuple(claim for claim in self.claims if claim.id not in old)


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """A derived event; `gone` where the last derivation no longer made it. `changed` is when it last changed (ISO, with zone)."""

    event: Event
    changed: str
    gone: bool = False
