"""Parts of a stretch, and stretches made of two: early in, the end of, later in, from one to another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.when.days import Days, add, containing, month_days, third
from dateline.when.points import YEARLESS
from dateline.when.telling import Meaning, Moment, Told

THIRDS = {"START": 0, "MID": 1, "END": 2}


@dataclass(frozen=True, slots=True)
class Modified:
    """Early (START), middle (MID) or late (END) in something; with `edge` its beginning or end ("the end of 2016" is December)."""

    mod: str
    base: Meaning
    edge: bool = False

    def at(self, moment: Moment) -> Told:
        """The first, middle or last third of the base (of a year at its edge: the month); a day stays whole."""
        told = self.base.at(moment)
        days = told.days and self._part(told.days, told.unit)
        return replace(told, mod=self.mod, days=days, clipped="").because(f"mod {self.mod}")

    def _part(self, days: Days, unit: str) -> Days:
        if self.edge and unit == "year" and self.mod != "MID":
            return month_days(days.start.year, 1) if self.mod == "START" else month_days(days.end.year, 12)
        return third(days, THIRDS[self.mod], unit)


@dataclass(frozen=True, slots=True)
class Half:
    """The first or second half of a decade or another stretch."""

    second: bool
    base: Meaning

    def at(self, moment: Moment) -> Told:
        """Half of the base's days."""
        told = self.base.at(moment)
        days = told.days and self._part(told.days)
        return replace(told, mod="END" if self.second else "START", days=days, clipped="").because("half")

    def _part(self, days: Days) -> Days:
        middle = add(days.start, (days.end - days.start).days // 2, "day")
        if days.end.year - days.start.year >= 1:
            middle = containing(middle, "year").end if middle.month > 6 else add(containing(middle, "year").start, -1, "day")
        if not days.start <= middle < days.end:
            return days
        return Days(add(middle, 1, "day"), days.end) if self.second else Days(days.start, middle)


@dataclass(frozen=True, slots=True)
class Side:
    """Earlier or later in a stretch that holds publication: cut there on the side that `clipped` names ("till" or "from")."""

    mod: str
    clipped: str
    base: Meaning

    def at(self, moment: Moment) -> Told:
        """The base, cut at publication."""
        return replace(self.base.at(moment), mod=self.mod, clipped=self.clipped).because(f"{self.clipped} publication")


@dataclass(frozen=True, slots=True)
class Between:
    """From one to another."""

    first: Meaning
    second: Meaning

    def at(self, moment: Moment) -> Told:
        """From the first day of the one to the last of the other; a year told only with the other holds for both."""
        one = self.first.at(moment)
        other = self.second.at(replace(moment, last=one))
        if YEARLESS in one.rule and YEARLESS not in other.rule and other.days:
            one = self.first.at(replace(moment, published=other.days.end, tense="past"))
        if one.days is None or other.days is None:
            return one
        days = _ordered(one.days, other.days, (other.rule, moment.tense))
        return replace(one, days=days).because("from one to another") if days else one


def _ordered(one: Days, other: Days, told: tuple[str, str]) -> Days | None:
    """From the one to the other; a date or weekday that lies before the one is another year's or week's. None where it cannot be."""
    start, end = one.start, other.end
    rule, tense = told
    if end < start and YEARLESS in rule:
        end = add(end, 1, "year")
    if end < start and "weekday" in rule and tense != "future":
        start = add(start, -1, "week")
    elif end < start and "weekday" in rule:
        end = add(end, 1, "week")
    return Days(start, end) if start <= end else None
