"""How much an event needs a person: a score of 0 to 100 with its reasons.

The score is the sum of four parts. Their weights were set by hand, so that the order can be told to anybody; they were not fitted to anything.

- doubt, up to 30: 30 x (1 - confidence of the claim that tells it best x confidence that its claims belong together)
- toll, up to 25: 25 x log10(1 + killed) / 3, the best number, else the lowest, else the highest; full at 1,000
- contradiction, up to 30: 20 for the first, 5 for each one more
- new actor, 15: a side that the knowledge base does not know. Names of private persons do not count: they are nobody's lead.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.archive.event_index import number_of
from dateline.records import Event
from dateline.who import is_private_id

DOUBT, TOLL, CONTRADICTION, NEW_ACTOR = 30.0, 25.0, 30.0, 15.0
FIRST, EACH = 20.0, 5.0


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of the score: its `kind` (doubt, toll, contradiction, new actor), its points, and why in words."""

    kind: str
    points: float
    words: str


@dataclass(frozen=True, slots=True)
class Need:
    """What an event's need comes to; `score` is the sum of its reasons' points, 0 to 100."""

    score: float
    reasons: tuple[Reason, ...]


def need_of(event: Event, confidence: float = 1.0) -> Need:
    """The need of an event whose best claim has this confidence (0 to 1)."""
    reasons = tuple(sorted(_reasons(event, confidence), key=lambda reason: -reason.points))
    return Need(round(sum(reason.points for reason in reasons), 1), reasons)


def _reasons(event: Event, confidence: float) -> Iterator[Reason]:
    sure = confidence * event.confidence
    if sure < 1:
        yield Reason("doubt", round(DOUBT * (1 - sure), 1), f"the machine is {sure:.0%} sure of it")
    dead = number_of(event.killed)
    if dead > 0:
        yield Reason("toll", round(TOLL * min(1.0, math.log10(1 + dead) / 3), 1), f"{dead:,} said to be killed")
    if event.contradictions:
        many = len(event.contradictions)
        points = min(CONTRADICTION, FIRST + EACH * (many - 1))
        yield Reason("contradiction", points, "; ".join(found.line for found in event.contradictions))
    names = [side.name for side in (*event.actors, *event.recipients) if is_new(side.id)]
    if names:
        yield Reason("new actor", NEW_ACTOR, f"not in the knowledge base: {', '.join(dict.fromkeys(names))}")


def is_new(id: str) -> bool:
    """Whether the id is a provisional one of an actor that is no private person."""
    return id.startswith("new-") and not is_private_id(id)
