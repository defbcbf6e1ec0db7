"""What an export could not carry, counted: nothing is left out in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Lost:
    """Fills while an export is written.

    `written` rows, lines or features; `left_out` whole happenings by reason; `reduced` details by kind.
    """

    written: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    reduced: Counter[str] = field(default_factory=Counter)

    def leave_out(self, why: str) -> None:
        """Counts a happening that has no row."""
        self.left_out[why] += 1

    def reduce(self, what: str, count: int = 1) -> None:
        """Counts details that a row has no room for."""
        if count:
            self.reduced[what] += count

    def lines(self) -> Iterator[str]:
        """One readable line for each kind, the most frequent first."""
        for why, count in self.left_out.most_common():
            yield f"left out: {count} {why}"
        for what, count in self.reduced.most_common():
            yield f"not carried: {count} {what}"
