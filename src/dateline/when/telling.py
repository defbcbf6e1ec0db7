"""What a time expression tells once it is placed in a narrative, and the narrative that it is placed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from dateline.records import Interval
from dateline.when.days import Days, Tense, unit_of

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Told:
    """One expression in its place: TIMEX3 type, value and mod, the days it covers where they are known, and the rule that fired.

    `unit` is the grain ("day", "month", "quarter"); `clipped` says on which side of publication the days are cut for an interval:
    "till" it, "from" it, both ways by tense ("by tense"), or not at all ("").
    """

    type: TimexType
    value: str
    mod: str = ""
    days: Days | None = None
    unit: str = "day"
    clipped: str = ""
    rule: str = ""

    def because(self, rule: str) -> Told:
        """The same, with the rule named; an inner rule's name is kept behind it."""
        return replace(self, rule=f"{rule} < {self.rule}" if self.rule else rule)


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a narrative stands when an expression is read.

    `published` is the day of publication; `tense` of what happens; `last` what was told last before; `day_first` whether 3/5 is
    the third of May; `offset` how many hours the place is ahead of GMT, where known.
    """

    published: date | None
    tense: Tense = "present"
    last: Told | None = None
    day_first: bool = True
    offset: float | None = None
    grace: int = 7
    """A day and month told in the past may lie so many days after publication before the year before is meant (headers err)."""
    frame: Told | None = None
    """The quarter that a report on quarterly figures is about ("a year earlier" is then a quarter)."""


class Meaning(Protocol):
    """What an expression means before it is placed: an expression's reading does not depend on the day it is read."""

    def at(self, moment: Moment) -> Told:
        """The meaning in its place. Raises OverflowError or ValueError where the calendar has no such day."""
        ...


def told_interval(interval: Interval | None) -> Told | None:
    """An interval told before, as something that later expressions can be counted from."""
    if interval is None:
        return None
    start, end = interval.start or interval.end, interval.end or interval.start
    if start is None or end is None:
        return None
    days = Days(start, end)
    return Told("DATE", start.isoformat(), days=days, unit=unit_of(days))
