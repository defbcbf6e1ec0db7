"""One mention of one happening, as asserted by one voice, in one sentence of a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.records.span import Part, Span
from dateline.records.values import Actor, Count, Place, Voice, When

Status = Literal["actual", "planned", "possible", "denied"]
STATUSES: tuple[Status, ...] = ("actual", "planned", "possible", "denied")
COUNTS = ("killed", "injured", "displaced", "detained")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The one word that names the happening."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim record (schema `dateline.claim/1`). Never rewritten: `id` is made from the fields (records.ids.claim_id).

    Spans count in the report's `text`, or in its `title` where `part` is "title". `sources` run from the closest voice outward.
    `confidence` is the calibrated probability, 0 to 1, that trigger and type are right. `released` says what was coarsened or withheld on the
    way out ("place to region"); empty in what is kept.
    """

    id: str
    report: str
    part: Part
    sentence: Span
    trigger: Trigger
    type: str
    modes: tuple[str, ...] = ()
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    place: Place | None = None
    when: When | None = None
    sources: tuple[Voice, ...] = ()
    quoted: bool = False
    status: Status = "actual"
    tally: bool = False
    killed: Count | None = None
    injured: Count | None = None
    displaced: Count | None = None
    detained: Count | None = None
    confidence: float = 1.0
    coder: str = ""
    released: tuple[str, ...] = ()
