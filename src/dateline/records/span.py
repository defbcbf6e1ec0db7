"""Half-open stretches of text, in Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.errors import InvalidRecord

Part = Literal["title", "text"]
"""Which text of a report a span counts in."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points, so that `text[start:end]` is the evidence. Raises InvalidRecord when it runs backwards."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise InvalidRecord(f"a span is [start, end) with 0 <= start <= end, found [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, offset: int) -> Span:
        """The same stretch counted from another origin."""
        return Span(self.start + offset, self.end + offset)
