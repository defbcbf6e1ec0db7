"""What was kept back, counted: nothing is withheld in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Account:
    """Fills as records pass: `withheld` whole records by kind, `changed` records by what was done to them, `masked` reports."""

    withheld: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    masked: int = 0

    def withhold(self, kind: str) -> None:
        """A record that does not go out."""
        self.withheld[kind] += 1

    def count(self, released: Iterable[str]) -> None:
        """A record that goes out changed."""
        self.changed.update(released)

    def mask(self) -> None:
        """A report of which words are masked."""
        self.masked += 1

    def __bool__(self) -> bool:
        return bool(self.withheld or self.changed or self.masked)

    def lines(self) -> Iterator[str]:
        """One readable line for each kind."""
        for kind, number in self.withheld.most_common():
            yield f"withheld under embargo: {number} {kind}"
        for what, number in self.changed.most_common():
            yield f"coarsened or withheld in {number} records: {what}"
        if self.masked:
            yield f"masked words in {self.masked} reports"

    def header(self) -> str:
        """The same in one line of ASCII, for an HTTP header or the head of a file; "" where nothing was kept back."""
        return "; ".join(self.lines()).encode("ascii", "replace").decode()
