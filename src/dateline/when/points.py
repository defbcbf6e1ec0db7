"""Points of the calendar that words name: dates with parts missing, weekdays, dates in digits. A `Moment` places each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dateline.when.days import Days, Tense, add, choose, containing, month_days, season_days
from dateline.when.telling import Meaning, Moment, Told
from dateline.when.values import date_value, short_year

WEEKDAY_REACH = 6
"""How many years back and on a day and month are looked for whose weekday is the one told beside them."""


def dated(days: Days, unit: str, rule: str, clipped: str = "") -> Told:
    """A DATE over the given days."""
    return Told("DATE", date_value(days, unit), days=days, unit=unit, clipped=clipped, rule=rule)


def unplaced(value: str, rule: str, unit: str = "day") -> Told:
    """A DATE whose days cannot be known here."""
    return Told("DATE", value, unit=unit, rule=rule)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date by its parts: any of year, month, day, season; what is missing is taken from the narrative.

    `last_day` ends a range in one month ("3 to 5 May"); `way` is "last", "next" or "this" before a month or a season; `weekday` (0
    Monday) the one told beside a date, which helps to find its year.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str = ""
    last_day: int | None = None
    way: str = ""
    weekday: int | None = None

    def at(self, moment: Moment) -> Told:
        """The days of the date; without a year and a publication day only its value with the year unknown."""
        if self.year is not None:
            return dated(self._in(self.year), self.grain(), "calendar date")
        if moment.published is None:
            return unplaced(self._yearless(), YEARLESS, self.grain())
        return dated(self._turn(moment.published, moment), self.grain(), YEARLESS)

    def within(self, year: Days) -> Days:
        """The date in a year that is known by its days."""
        return self._in(year.start.year)

    def grain(self) -> str:
        """The unit of the date."""
        if self.season:
            return "season"
        return "day" if self.day else "month" if self.month else "year"

    def _turn(self, published: date, moment: Moment) -> Days:
        """The year's turn: "last summer" has ended by publication, "this September" lies in its year."""
        if self.way == "this":
            return self.within(containing(published, "year"))
        if self.way == "last":
            turn = choose(self._in, published, "past")
            return turn if turn.end < published else self._in(turn.start.year - 1)
        if self.way == "next":
            turn = choose(self._in, published, "future")
            return turn if turn.start > published else self._in(turn.start.year + 1)
        return self._bare_turn(published, moment)

    def _bare_turn(self, published: date, moment: Moment) -> Days:
        tense: Tense = "past" if moment.tense == "present" and self.day is None else moment.tense
        turn = choose(self._in, published, tense, moment.grace if self.day else 0)
        if self.weekday is None or turn.start.weekday() == self.weekday:
            return turn
        return self._on_weekday(published) or turn

    def _on_weekday(self, published: date) -> Days | None:
        """The nearest year in which the date falls on the weekday told beside it."""
        for years in (0, *(sign * far for far in range(1, WEEKDAY_REACH + 1) for sign in (-1, 1))):
            try:
                days = self._in(published.year + years)
            except (ValueError, OverflowError):
                continue
            if days.start.weekday() == self.weekday:
                return days
        return None

    def _in(self, year: int) -> Days:
        if self.season:
            return season_days(self.season, year)
        if self.month is None:
            return containing(date(year, 1, 1), "year")
        if self.day is None:
            return month_days(year, self.month)
        return Days(date(year, self.month, self.day), date(year, self.month, self.last_day or self.day))

    def _yearless(self) -> str:
        if self.season:
            return f"XXXX-{self.season}"
        return f"XXXX-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")


YEARLESS = "calendar date without year"


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
class Weekday:
    """A day of the week, 0 for Monday. `way` is "last", "next", "this" or "" for a bare one; `told` counts from what was told last."""

    weekday: int
    way: str = ""
    told: bool = False

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
    """A weekday of a given week ("Wednesday last week"), or with `whole` the week itself ("the week of March 6")."""

    weekday: int
    week: Meaning
    whole: bool = False

    def at(self, moment: Moment) -> Told:
        """The day of that week."""
        week = self.week.at(moment)
        if week.days is None:
            return unplaced(f"XXXX-WXX-{self.weekday + 1}", "weekday of a week")
        days = containing(week.days.start, "week")
        if self.whole:
            return dated(days, "week", "week of a day")
        day = add(days.start, self.weekday, "day")
        return dated(Days(day, day), "day", "weekday of a week")


@dataclass(frozen=True, slots=True)
class Fixed:
    """A stretch that the words themselves fix: a decade, a century, years from one to another."""

    days: Days
    unit: str

    def at(self, moment: Moment) -> Told:
        """The same anywhere."""
        return dated(self.days, self.unit, f"{self.unit} by name")


@dataclass(frozen=True, slots=True)
class NumericDate:
    """A date in digits: year first, or day and month in the order that the outlet keeps where both would do."""

    text: str

    def at(self, moment: Moment) -> Told:
        """The day. Raises ValueError where neither order gives one."""
        parts = [int(part) for part in self.text.replace("/", "-").replace(".", "-").split("-")]
        if parts[0] > 31:
            return self._told(parts[0], parts[1], parts[2])
        first, second, year = parts[0], parts[1], short_year(parts[2])
        day_first = first > 12 or (second <= 12 and (moment.day_first or "." in self.text))
        return self._told(year, second, first) if day_first else self._told(year, first, second)

    def _told(self, year: int, month: int, day: int) -> Told:
        when = date(year, month, day)
        return dated(Days(when, when), "day", DIGITS)


DIGITS = "date in digits"
