"""Amounts of time, times of the day, what comes again and again, and the vague: everything that is not a plain date."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from dateline.when.days import HOURS_IN, Days, add
from dateline.when.telling import Meaning, Moment, TimexType, Told
from dateline.when.values import amount_value


@dataclass(frozen=True, slots=True)
class Amount:
    """So many units; `way` -1 up to publication ("the past three days"), +1 from it on ("the next two weeks"), 0 neither."""

    count: float | None
    unit: str
    way: int = 0
    mod: str = ""

    def at(self, moment: Moment) -> Told:
        """A DURATION; its days are known where it leads to or from publication and the count is known."""
        rule = f"{'past' if self.way < 0 else 'next' if self.way else 'amount of'} {self.unit}s"
        told = Told("DURATION", amount_value(self.count, self.unit), self.mod, unit=self.unit, rule=rule)
        if not self.way or self.count is None or moment.published is None:
            return told
        steps, unit = self._steps(self.count)
        far = add(moment.published, self.way * steps, unit)
        return replace(told, days=Days(min(far, moment.published), max(far, moment.published)))

    def _steps(self, count: float) -> tuple[float, str]:
        if self.unit in HOURS_IN:
            return math.ceil(count * HOURS_IN[self.unit] / 24), "day"
        return count, "week" if self.unit == "weekend" else self.unit


@dataclass(frozen=True, slots=True)
class Vague:
    """Now, recently, soon: no days."""

    value: str
    type: TimexType = "DATE"

    def at(self, moment: Moment) -> Told:
        """The TIMEX3 reference; "now" alone covers the day of publication."""
        return Told(self.type, self.value, rule="vague")


@dataclass(frozen=True, slots=True)
class Again:
    """Something that comes again and again ("every day", "each July")."""

    value: str

    def at(self, moment: Moment) -> Told:
        """A SET, which covers no single days."""
        return Told("SET", self.value, rule="again and again")


@dataclass(frozen=True, slots=True)
class AgainIn:
    """Each of a named part of the calendar ("each July", "Tuesday nights")."""

    base: Meaning

    def at(self, moment: Moment) -> Told:
        """The base's value with year and week left open."""
        value = self.base.at(replace(moment, published=None)).value
        return Told("SET", value, rule="again and again")


@dataclass(frozen=True, slots=True)
class TimeOf:
    """A part of a day ("TNI") or a clock time ("T10:35") of a day; hours `zone` ahead of GMT where a zone is named."""

    time: str
    base: Meaning
    zone: float | None = None
    mod: str = ""

    def at(self, moment: Moment) -> Told:
        """The day of the base, moved over midnight where the time is told in another zone than the place's."""
        told = self.base.at(moment)
        days = told.days and self._local(told.days, moment)
        value = days.start.isoformat() if days and told.unit == "day" else told.value
        return replace(told, type="TIME", value=value + self.time, mod=self.mod or told.mod, days=days, clipped="").because("time of day")

    def _local(self, days: Days, moment: Moment) -> Days:
        if self.zone is None or moment.offset is None or ":" not in self.time:
            return days
        hour = int(self.time[1:3]) + int(self.time[4:6]) / 60 - self.zone + moment.offset
        moved = math.floor(hour / 24)
        return Days(add(days.start, moved, "day"), add(days.end, moved, "day")) if moved else days


@dataclass(frozen=True, slots=True)
class About:
    """An amount or a date told with "about", "at least", "more than"."""

    mod: str
    base: Meaning

    def at(self, moment: Moment) -> Told:
        """The base with its TIMEX3 mod."""
        return replace(self.base.at(moment), mod=self.mod)
