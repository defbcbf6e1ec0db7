"""Points of the calendar: dates with parts missing, counted and relative dates, parts of a stretch. Each is placed by a `Moment`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateline.when.calendar import MONTHS_IN, Days, Tense, add, choose, containing, month_days, season_days, third
from dateline.when.telling import Meaning, Moment, Told
from dateline.when.values import date_value, short_year


def dated(days: Days, unit: str, rule: str, clipped: str = "") -> Told:
    """A DATE over the given days."""
    return Told("DATE", date_value(days, unit), days=days, unit=unit, clipped=clipped, rule=rule)


def unplaced(value: str, rule: str, unit: str = "day") -> Told:
    """A DATE whose days cannot be known here."""
    return Told("DATE", value, unit=unit, rule=rule)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date by its parts: any of year, month, day, season; what is missing is taken from the narrative."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str = ""
    last_day: int | None = None
    """The second day of a range of days in one month ("3 to 5 May")."""
    way: str = ""
    """"last", "next" or "this" before a month or a season."""

    def at(self, moment: Moment) -> Told:
        """The days of the date; without a year and a publication day only its value with the year unknown."""
        rule = "calendar date" if self.year is not None else "calendar date without year"
        if self.year is not None:
            return dated(self._in(self.year), self._unit(), rule)
        if moment.published is None:
            return unplaced(self._yearless(), rule, self._unit())
        return dated(self._turn(moment.published, moment.tense), self._unit(), rule)

    def _turn(self, published: date, tense: Tense) -> Days:
        """The year's turn: "last summer" has ended by publication, "this September" lies in its year."""
        if self.way == "this":
            return self.within(containing(published, "year"))
        if self.way == "last":
            turn = choose(self._in, published, "past")
            return turn if turn.end < published else self._in(turn.start.year - 1)
        if self.way == "next":
            turn = choose(self._in, published, "future")
            return turn if turn.start > published else self._in(turn.start.year + 1)
        return choose(self._in, published, "past" if tense == "present" and self.day is None else tense)

    def within(self, year: Days) -> Days:
        """The date in a year that is known by its days."""
        return self._in(year.start.year)

    def grain(self) -> str:
        """The unit of the date."""
        return self._unit()

    def _in(self, year: int) -> Days:
        if self.season:
            return season_days(self.season, year)
        if self.month is None:
            return containing(date(year, 1, 1), "year")
        if self.day is None:
            return month_days(year, self.month)
        return Days(date(year, self.month, self.day), date(year, self.month, self.last_day or self.day))

    def _unit(self) -> str:
        if self.season:
            return "season"
        return "day" if self.day else "month" if self.month else "year"

    def _yearless(self) -> str:
        if self.season:
            return f"XXXX-{self.season}"
        return f"XXXX-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 for Monday. `way` is "last", "next", "this" or "" for a bare one."""

    weekday: int
    way: str = ""
    told: bool = False
    """Whether it is counted from what was told last ("the following Monday")."""

    def at(self, moment: Moment) -> Told:
        """Past: the latest on or before publication; future: the next after it; "last" and "next" always exclude publication."""
        anchor = moment.last.days.start if self.told and moment.last and moment.last.days else moment.published
        if anchor is None:
            return unplaced(f"XXXX-WXX-{self.weekday + 1}", "weekday")
        back = (anchor.weekday() - self.weekday) % 7
        step = 7 - back if self._ahead(moment.tense) else -(back or 7 if self.way == "last" else back)
        day = add(anchor, step, "day")
        return dated(Days(day, day), "day", f"weekday, {self.way or moment.tense}")

    def _ahead(self, tense: Tense) -> bool:
        return self.way == "next" or (self.way != "last" and tense == "future")


@dataclass(frozen=True, slots=True)
class WeekdayIn:
    """A weekday of a given week ("Wednesday last week")."""

    weekday: int
    week: Meaning

    def at(self, moment: Moment) -> Told:
        """The day of that week."""
        week = self.week.at(moment)
        if week.days is None:
            return unplaced(f"XXXX-WXX-{self.weekday + 1}", "weekday of a week")
        day = add(containing(week.days.start, "week").start, self.weekday, "day")
        return dated(Days(day, day), "day", "weekday of a week")


@dataclass(frozen=True, slots=True)
class Shift:
    """The calendar unit `count` units away: from publication, from what was told last ("told"), or from `base`.

    `grain` is the unit that results ("eight days ago" a day, "two years ago" a year).
    """

    count: float
    unit: str
    base: Meaning | None = None
    told: bool = False
    clipped: str = ""

    def at(self, moment: Moment) -> Told:
        """The unit away; counted from what was told last it keeps that one's grain ("a year earlier" than a quarter is a quarter)."""
        rule = f"{self.count:+g} {self.unit} from {'what was told last' if self.told else 'its base' if self.base else 'publication'}"
        anchor = self._anchor(moment)
        if anchor is None:
            return unplaced("XXXX-XX-XX", rule, self.unit)
        start, grain = anchor
        unit = self._unit(grain)
        day = add(start, self.count, self.unit)
        return dated(containing(day, unit), unit, rule, self.clipped)

    def _unit(self, grain: str) -> str:
        if self.unit in ("hour", "minute", "second"):
            return "day"
        keeps = (self.told or self.base is not None) and self.count and MONTHS_IN.get(grain, 0.1) < MONTHS_IN.get(self.unit, 0.5)
        return grain if keeps else "week" if self.unit == "fortnight" else self.unit

    def _anchor(self, moment: Moment) -> tuple[date, str] | None:
        told = self.base.at(moment) if self.base else moment.last if self.told else None
        if told is not None and told.days is not None:
            return (told.days.start if self.count <= 0 else told.days.end), told.unit
        if self.base is not None or moment.published is None:
            return None
        return moment.published, "day"


@dataclass(frozen=True, slots=True)
class Nth:
    """A numbered unit of something ("the third quarter of 1984", "the first week of May"), negative from its end; or `count` of them."""

    number: int
    unit: str
    base: Meaning
    count: int = 1

    def at(self, moment: Moment) -> Told:
        """The unit or units inside the base's days."""
        base = self.base.at(moment)
        rule = f"{self.unit} {self.number} of its base"
        if base.days is None:
            return unplaced(f"XXXX-{self.unit[0].upper()}{self.number}", rule, self.unit)
        days = _nth(base.days, self.number, self.unit, self.count)
        return dated(days, self.unit, rule)


def _nth(days: Days, number: int, unit: str, count: int) -> Days:
    if number > 0:
        start = add(days.start, number - 1, unit)
        return Days(start, add(add(start, count, unit), -1, "day"))
    if unit in MONTHS_IN:
        start = add(add(days.end, 1, "day"), number - count + 1, unit)
        return Days(start, add(add(start, count, unit), -1, "day"))
    end = add(days.end, number + 1, unit)
    return Days(add(add(end, -count, unit), 1, "day"), end)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered unit of a year that is not given ("the third quarter"): the latest begun, the next, or the nearest by tense."""

    number: int
    unit: str

    def at(self, moment: Moment) -> Told:
        """The unit in the year that the tense asks for."""
        rule = f"{self.unit} {self.number} without year"
        if moment.published is None:
            return unplaced(f"XXXX-{self.unit[0].upper()}{self.number}", rule, self.unit)
        tense: Tense = "past" if moment.tense == "present" else moment.tense
        days = choose(lambda year: _nth(containing(date(year, 1, 1), "year"), self.number, self.unit, 1), moment.published, tense)
        return dated(days, self.unit, rule)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A stretch that the words themselves fix: a decade, a century, an ISO day."""

    days: Days
    unit: str

    def at(self, moment: Moment) -> Told:
        """The same anywhere."""
        return dated(self.days, self.unit, f"{self.unit} by name")


@dataclass(frozen=True, slots=True)
class Modified:
    """Early (START), middle (MID) or late (END) in something; BEFORE and AFTER leave the days as they are."""

    mod: str
    base: Meaning

    def at(self, moment: Moment) -> Told:
        """The first, middle or last third of the base; a day stays whole."""
        told = self.base.at(moment)
        which = {"START": 0, "MID": 1, "END": 2}.get(self.mod)
        days = told.days if told.days is None or which is None else third(told.days, which, told.unit)
        return replace(told, mod=self.mod, days=days, clipped="").because(f"mod {self.mod}")


@dataclass(frozen=True, slots=True)
class Side:
    """Earlier or later in a stretch that holds publication: cut there on the side that `clipped` names."""

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
        """From the first day of the one to the last of the other; valued by its first."""
        one = self.first.at(moment)
        other = self.second.at(replace(moment, last=one))
        if one.days is None or other.days is None or other.days.end < one.days.start:
            return one
        return replace(one, days=Days(one.days.start, other.days.end)).because("from one to another")


@dataclass(frozen=True, slots=True)
class InYear:
    """A month, day or season of a year that is told by itself ("July last year")."""

    part: Calendar
    year: Meaning

    def at(self, moment: Moment) -> Told:
        """The part in that year."""
        year = self.year.at(moment)
        if year.days is None:
            return self.part.at(replace(moment, published=None))
        return dated(self.part.within(year.days), self.part.grain(), "calendar date in a year told")


@dataclass(frozen=True, slots=True)
class NumericDate:
    """A date in digits: year first, or day and month in the order that the outlet keeps where both would do."""

    text: str

    def at(self, moment: Moment) -> Told:
        """The day. Raises ValueError where neither order gives one."""
        parts = [int(part) for part in self.text.replace("/", "-").replace(".", "-").split("-")]
        if parts[0] > 31:
            return self._told(parts[0], parts[1], parts[2])
        year = parts[2] if parts[2] > 99 else short_year(parts[2])
        first, second = parts[0], parts[1]
        day_first = first > 12 or (second <= 12 and (moment.day_first or "." in self.text))
        return self._told(year, second, first) if day_first else self._told(year, first, second)

    def _told(self, year: int, month: int, day: int) -> Told:
        when = date(year, month, day)
        return dated(Days(when, when), "day", "date in digits")
