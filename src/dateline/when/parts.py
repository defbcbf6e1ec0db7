"""What a rule of the grammar has matched, for the actions that build a meaning from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.when.telling import Meaning

UNIT_SYMBOLS = (
    *("SECU", "MINU", "HOURU", "DAYU", "WEEKU", "WKENDU", "FORTU", "MONTHU", "QTRU", "HALF", "YEARU", "DECU", "CENTU", "MILLU"),
    *("UNITS", "QTRS"),
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in words or digits; None is an unknown few."""

    count: float | None


Value = str | Number | Meaning


class Parts:
    """What a rule matched: symbols by name with their values, in order."""

    def __init__(self, parts: list[tuple[str, Value]]) -> None:
        self.parts = parts

    def words(self, *names: str) -> list[str]:
        """The plain values of the parts with these symbols."""
        return [value for name, value in self.parts if name in names and isinstance(value, str)]

    def word(self, *names: str) -> str:
        """The first of them, or ""."""
        return next(iter(self.words(*names)), "")

    def has(self, *names: str) -> bool:
        """Whether a part has one of these symbols."""
        return any(name in names for name, _ in self.parts)

    def meanings(self) -> list[Meaning]:
        """The parts that have already been understood."""
        return [value for _, value in self.parts if not isinstance(value, str | Number)]

    def meaning(self) -> Meaning | None:
        """The last of them."""
        return next(iter(reversed(self.meanings())), None)

    def number(self) -> Number:
        """The first count among the parts; one where there is none."""
        for name, value in self.parts:
            if isinstance(value, Number):
                return value
            if name in ("D", "INT", "DEC") and isinstance(value, str):
                return Number(digits(value))
        return Number(1)

    def units(self) -> list[str]:
        """The names of all units among the parts."""
        return self.words(*UNIT_SYMBOLS)

    def unit(self) -> str:
        """The last unit's name, "day" where there is none."""
        return next(iter(reversed(self.units())), "day")

    def year(self) -> int | None:
        """The year among the parts."""
        word = self.word("YEAR")
        return int(word) if word else None

    def month(self) -> int | None:
        """The month among the parts."""
        word = self.word("MONTH")
        return int(word) if word else None


Action = Callable[[Parts, str], "Value | None"]
"""From the parts and the rule's argument to a value, or None where the words mean nothing after all."""


def digits(word: str) -> float:
    """The number that digits write: 1,500, 2.5, 1/2."""
    if "/" in word:
        above, _, below = word.partition("/")
        return int(above) / (int(below) or 1)
    return float(word.replace(",", ""))
