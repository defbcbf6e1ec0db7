"""A text cut where marks begin and end, so that a page can light words and fields together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dateline.records import COUNTS, Claim, Span

STOPS = (". ", "? ", "! ", '." ', "\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """The words that fill a claim's field; `number` is the claim's in its report, from 1."""

    span: Span
    field: str
    claim: str
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with all marks that cover it."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def keys(self) -> str:
        """ "claim:field" of each mark, divided by spaces."""
        return " ".join(f"{mark.number}:{mark.field}" for mark in self.marks)

    @property
    def fields(self) -> str:
        """What the words say, for people: "1 actor, 2 place"."""
        return ", ".join(f"claim {mark.number} {mark.field}" for mark in self.marks)

    @property
    def trigger(self) -> Mark | None:
        """The claim whose trigger this is."""
        return next((mark for mark in self.marks if mark.field == "trigger"), None)


def marks_of(claim: Claim, number: int) -> Iterator[Mark]:
    """The marks of one claim, all in its part of the report."""
    for field, span in _spans(claim):
        yield Mark(span, field, claim.id, number)


def _spans(claim: Claim) -> Iterator[tuple[str, Span]]:
    yield "trigger", claim.trigger.span
    for field, people in (("actor", claim.actors), ("recipient", claim.recipients), ("voice", claim.sources)):
        yield from ((field, person.span) for person in people)
    if claim.place:
        yield "place", claim.place.span
    if claim.when:
        yield "when", claim.when.span
    for name in COUNTS:
        count = getattr(claim, name)
        if count and count.span:
            yield name, count.span


def segments(text: str, marks: Iterable[Mark], within: Span | None = None) -> tuple[Segment, ...]:
    """The text, or the stretch `within` it, cut at every edge of a mark; joined, the segments give it back."""
    whole = within or Span(0, len(text))
    whole = Span(min(whole.start, len(text)), min(whole.end, len(text)))
    kept = [mark for mark in marks if mark.span.overlaps(whole)]
    inner = {edge for mark in kept for edge in (mark.span.start, mark.span.end) if whole.start < edge < whole.end}
    edges = sorted(inner | {whole.start, whole.end})
    found = []
    for start, end in pairwise(edges):
        piece = Span(start, end)
        found.append(Segment(piece.of(text), tuple(mark for mark in kept if mark.span.contains(piece))))
    return tuple(found)


def passage(claims: list[Claim]) -> Span:
    """The stretch of a part that holds the claims' sentences and their words (a place or voice may stand in the sentence before)."""
    spans = [span for claim in claims for span in (claim.sentence, *(span for _, span in _spans(claim)))]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def from_start(text: str, stretch: Span) -> Span:
    """The stretch from the start of the sentence in which it begins, as full stops and line ends tell: for reading, not for coding."""
    start = max(text.rfind(mark, 0, stretch.start) + len(mark) if mark in text[: stretch.start] else 0 for mark in STOPS)
    return Span(start, stretch.end)
