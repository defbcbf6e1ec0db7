"""What is derived from claims and decided about them: events, and the judgements of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from dateline.records.claim import Status
from dateline.records.span import Part, Span
from dateline.records.values import Interval, Place

Decision = Literal["same", "different", "unsure", "accepted", "rejected", "corrected", "undone"]
DECISIONS: tuple[Decision, ...] = ("same", "different", "unsure", "accepted", "rejected", "corrected", "undone")
Relation = Literal["part_of", "has_part", "plan_of", "came_of", "follows", "followed_by"]
RELATIONS: tuple[Relation, ...] = ("part_of", "has_part", "plan_of", "came_of", "follows", "followed_by")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number for a toll: `low` to `high` (None is an open end), said by `voice` of `camp` in the report of `day`.

    `superseded` where the same voice gave a later one.
    """

    low: int | None
    high: int | None
    voice: str
    camp: str
    day: date | None
    claim: str
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """How many, over all voices: the least and the most that any standing figure allows, the best guess, and every figure.

    `best` is the median of the figures' stated numbers, one a voice. Figures are never summed.
    """

    low: int | None
    best: int | None
    high: int | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """A value of a field, the claims that give it and the voices that stand behind them."""

    value: str
    claims: tuple[str, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """An actor or recipient of an event: the reconciled name and identity, and the names that the voices use."""

    name: str
    id: str
    country: str
    sector: str
    names: tuple[Variant, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """An independent voice: its name and camp, the reports that carry it, and how many of their texts are no copies of another."""

    name: str
    camp: str
    reports: tuple[str, ...]
    texts: int


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where voices disagree on a field: one readable line, and the claims that it rests on."""

    field: str
    line: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventLink:
    """How the event stands to another one."""

    relation: Relation
    event: str


@dataclass(frozen=True, slots=True)
class Event:
    """A happening (schema `dateline.event/1`), derived from claims and judgements; never stored as truth.

    `id` is made from the earliest claim's evidence (report, part, trigger), so it stays when claims are added or coded again. `main` is the
    claim that tells it best. `variants` holds every field in which claims differ. `confidence`, 0 to 1, is the mean probability that its
    claims belong together (1 for a single one). A tombstone has no claims and names in `merged_into` the event that took its place.
    `superseded` claims stand in reports that were corrected since, `rejected` ones a person refused: kept, not counted. `released` says what
    was coarsened or withheld on the way out; empty in what is kept.
    """

    id: str
    main: str = ""
    label: str = ""
    type: str = ""
    modes: tuple[str, ...] = ()
    status: Status = "actual"
    when: Interval | None = None
    place: Place | None = None
    actors: tuple[Side, ...] = ()
    recipients: tuple[Side, ...] = ()
    killed: Toll | None = None
    injured: Toll | None = None
    displaced: Toll | None = None
    detained: Toll | None = None
    speakers: tuple[Speaker, ...] = ()
    camps: tuple[str, ...] = ()
    variants: tuple[tuple[str, tuple[Variant, ...]], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    links: tuple[EventLink, ...] = ()
    claims: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    reviewed: bool = False
    confidence: float = 1.0
    merged_into: str = ""
    released: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a judgement speaks of: a claim's id, and where its trigger stood, so that the judgement can follow it when it is coded again."""

    claim: str
    report: str
    part: Part
    trigger: Span
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided (schema `dateline.judgement/1`).

    `same`, `different` and `unsure` speak of two claims or more (different: the first against each other one); `accepted`, `rejected` and
    `corrected` of each claim named. `corrected` sets `field` of the claim record to `value`. `undone` takes back the judgement named in
    `undoes`. `at` is an ISO date and time with zone; of two that cannot both hold the later one does.
    """

    id: str
    decision: Decision
    about: tuple[Evidence, ...]
    by: str
    at: str
    why: str = ""
    field: str = ""
    value: Any = None
    undoes: str = ""
