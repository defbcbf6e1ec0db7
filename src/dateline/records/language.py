"""What is known of a report's language before any claim is read from it: sentences, words, entities.

Stages meet in these values; none of them imports another stage.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records.span import Part, Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a report that name something: where they stand, and what they are."""

    part: Part
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A name found by the encoder. `label` is PER, ORG, LOC or MISC; `score` in 0 to 1."""

    part: Part
    span: Span
    text: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `span` and every word count in the report's `part`. `paragraph` counts from 0 in the part."""

    part: Part
    span: Span
    words: tuple[Span, ...]
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Tagged:
    """Words that the encoder tagged in the view from one trigger.

    `label` is a role (actors, recipients, sources, place, when) or a count (killed, injured, displaced, detained); `score` in 0 to 1 is
    the mean probability of its words' tags; `sector` the encoder's guess for the mention's head word, with `sector_score`.
    """

    label: str
    span: Span
    score: float
    sector: str = ""
    sector_score: float = 0.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the encoder says of one word as a trigger: every distribution is sorted, likeliest first, as (name, probability).

    `types` holds the sixteen types and O for none; `factuality` runs from -3 (did not happen) to 3 (happened).
    """

    sentence: int
    trigger: Span
    score: float
    types: tuple[tuple[str, float], ...]
    statuses: tuple[tuple[str, float], ...]
    modes: tuple[tuple[str, float], ...]
    tagged: tuple[Tagged, ...]
    tally: float
    factuality: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """A report as the encoder read it."""

    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    proposals: tuple[Proposal, ...]
