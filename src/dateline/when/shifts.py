"""What is counted: so many units from publication, from what was told last or from a date; numbered units of a stretch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.when.days import MONTHS_IN, Days, Tense, add, choose, containing, weekend
from dateline.when.points import Calendar, dated, unplaced
from dateline.when.telling import Meaning, Moment, Told
from dateline.when.values import amount_value

FRAME = "the quarter reported"


@dataclass(frozen=True, slots=True)
class Shift:
    """The calendar unit `count` units away: from publication, from what was told last ("told"), or from `base`.

    The unit itself results ("eight days ago" a day, "two years ago" a year), or with `keep` the grain of what it is counted from
    ("a year earlier" than a day is a day). `clipped` as in Told.
    """

    count: float
    unit: str
    base: Meaning | None = None
    told: bool = False
    clipped: str = ""
    keep: bool = False

    def at(self, moment: Moment) -> Told:
        """The unit away; "the next day" after nothing told is no day, "a week earlier" is then counted from publication."""
        if self.unit == "weekend" and not self.told and self.base is None and moment.published:
            return dated(weekend(moment.published, int(self.count), moment.tense), "weekend", self._rule())
        anchor = self._anchor(moment)
        if anchor is None:
            return unplaced("XXXX-XX-XX", self._rule(), self.unit)
        start, grain = anchor
        unit = self._unit(grain)
        day = add(start, self.count, self.unit)
        return dated(containing(day, unit), unit, self._rule(), self.clipped)

    def _rule(self) -> str:
        origin = "what was told last" if self.told else "its base" if self.base else "publication"
        return f"{self.count:+g} {self.unit} from {origin}"

    def _unit(self, grain: str) -> str:
        if self.unit in ("hour", "minute", "second"):
            return "day"
        keeps = self.keep and MONTHS_IN.get(grain, 0.1) < MONTHS_IN.get(self.unit, 0.5)
        return grain if keeps else "week" if self.unit == "fortnight" else self.unit

    def _anchor(self, moment: Moment) -> tuple[date, str] | None:
        told = self.base.at(moment) if self.base else moment.last if self.told else None
        if told is not None and told.days is not None:
            return (told.days.start if self.count <= 0 else told.days.end), told.unit
        if self.base is not None or moment.published is None or (self.told and self.count >= 0):
            return None
        return moment.published, "day"


@dataclass(frozen=True, slots=True)
class LatestDay:
    """The day told last, or that of publication: where a clock time alone or "later in the day" belongs."""

    def at(self, moment: Moment) -> Told:
        """The day told last, if it was a day."""
        last = moment.last
        if last is not None and last.days is not None and last.unit == "day":
            return dated(last.days, "day", "the day told last")
        return Shift(0, "day").at(moment)


@dataclass(frozen=True, slots=True)
class Nth:
    """A numbered unit of something ("the third quarter of 1984", "the first week of May"), negative from its end; or `count` of them."""

    number: int
    unit: str
    base: Meaning
    count: int = 1

    def at(self, moment: Moment) -> Told:
        """The unit or units inside the base's days; several are a DURATION with days."""
        base = self.base.at(moment)
        rule = f"{self.unit} {self.number} of its base"
        if base.days is None:
            return unplaced(f"XXXX-{self.unit[0].upper()}{self.number}", rule, self.unit)
        days = nth_of(base.days, self.number, self.unit, self.count)
        if self.count > 1:
            return Told("DURATION", amount_value(self.count, self.unit), days=days, rule=rule)
        return dated(days, self.unit, rule)


def nth_of(days: Days, number: int, unit: str, count: int = 1) -> Days:
    """`count` units from the `number`th on, from the end where negative. Raises ValueError for unit zero."""
    if number == 0 or count < 1:
        raise ValueError("units are counted from one")
    if number > 0:
        start = add(days.start, number - 1, unit)
        return Days(start, add(add(start, count, unit), -1, "day"))
    if unit in MONTHS_IN:
        start = add(add(days.end, 1, "day"), number - count + 1, unit)
        return Days(start, add(add(start, count, unit), -1, "day"))
    end = add(days.end, number + 1, unit)
    return Days(add(add(end, -count, unit), 1, "day"), end)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """A numbered weekday of a stretch ("the first Monday of October"), negative from its end."""

    number: int
    weekday: int
    base: Meaning

    def at(self, moment: Moment) -> Told:
        """The day. Raises ValueError where the stretch has not so many."""
        base = self.base.at(moment)
        rule = f"weekday {self.number} of its base"
        if base.days is None:
            return unplaced(f"XXXX-WXX-{self.weekday + 1}", rule)
        if self.number < 0:
            day = add(base.days.end, -((base.days.end.weekday() - self.weekday) % 7) + 7 * (self.number + 1), "day")
        else:
            day = add(base.days.start, (self.weekday - base.days.start.weekday()) % 7 + 7 * (self.number - 1), "day")
        if not base.days.start <= day <= base.days.end:
            raise ValueError(f"no weekday {self.number} in {base.days}")
        return dated(Days(day, day), "day", rule)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered quarter or half of a year that is not given: the latest begun, or the nearest where the sentence looks ahead."""

    number: int
    unit: str

    def at(self, moment: Moment) -> Told:
        """The unit in the year that the tense asks for."""
        rule = f"{self.unit} {self.number} without year"
        if moment.published is None:
            return unplaced(f"XXXX-{self.unit[0].upper()}{self.number}", rule, self.unit)
        tense: Tense = "present" if moment.tense == "future" else "past"
        return dated(choose(self._in, moment.published, tense), self.unit, rule)

    def _in(self, year: int) -> Days:
        return nth_of(containing(date(year, 1, 1), "year"), self.number, self.unit)


@dataclass(frozen=True, slots=True)
class Frame:
    """The quarter that a report on figures is about, `years` away or in `year`; without such a quarter the year itself.

    `unit` is "quarter", or "year" for "a year earlier", which means a quarter only right after one was told; `told` whether a bare
    year is counted from what was told last.
    """

    years: int
    year: int | None
    unit: str
    told: bool = False

    def at(self, moment: Moment) -> Told:
        """The quarter told last that was not itself counted back, moved by whole years."""
        frame = moment.frame
        elsewhere = self.unit == "year" and (moment.last is None or moment.last.unit != "quarter")
        if frame is None or frame.days is None or elsewhere:
            return self._alone(moment)
        years = self.year - frame.days.start.year if self.year is not None else self.years
        start = add(frame.days.start, years, "year")
        return dated(containing(start, "quarter"), "quarter", f"{FRAME}, {years:+d} years")

    def _alone(self, moment: Moment) -> Told:
        if self.year is not None:
            return Calendar(self.year).at(moment)
        if not self.years:
            return Shift(0, "quarter").at(moment)
        return Shift(self.years, "year", told=self.told, keep=self.told).at(moment)
