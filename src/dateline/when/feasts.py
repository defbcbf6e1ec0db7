"""Named days: feasts of the Western, Orthodox, Islamic, Jewish and Persian calendars, days of nations and of the United Nations, wars.

Islamic dates follow the Umm al-Qura calendar of Saudi Arabia from 1924 to 2077, else the tabular calendar; the sighting of the
moon may move a feast by a day from land to land.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import hijridate
from convertdate import hebrew, holidays, islamic

from dateline.when.days import Days, Tense, add, choose
from dateline.when.telling import Moment, Told
from dateline.when.values import date_value

PERSIAN_EPOCH = 226895
"""The ordinal of the day that the Persian calendar begins with, less the leap day that the cycle counts before it."""


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day of a year, or of no year in particular. `kind` and `place` are the table's second and third column."""

    kind: str
    place: str
    year: int | None = None
    way: str = ""

    def at(self, moment: Moment) -> Told:
        """The feast's days in its year, or in the turn that the tense asks for."""
        rule = f"named day ({self.kind})"
        if self.kind == "once":
            return self._told(Days(date.fromisoformat(self.place), date.fromisoformat(self.place)), rule)
        if self.year is not None:
            return self._told(self._in(self.year), rule)
        if moment.published is None:
            return Told("DATE", "XXXX-XX-XX", rule=rule)
        tense: Tense = "past" if self.way == "last" else "future" if self.way == "next" else moment.tense
        return self._told(choose(self._in, moment.published, tense), rule)

    def _in(self, year: int) -> Days:
        return _of_year(self.kind, self.place, year)

    def _told(self, days: Days, rule: str) -> Told:
        return Told("DATE", date_value(days, "day"), days=days, rule=rule)


@dataclass(frozen=True, slots=True)
class Era:
    """A stretch of history with a name ("World War II"): first and last day as ISO dates with a slash between."""

    place: str

    def at(self, moment: Moment) -> Told:
        """The same anywhere."""
        first, _, last = self.place.partition("/")
        days = Days(date.fromisoformat(first), date.fromisoformat(last))
        return Told("DATE", f"{days.start.year}", days=days, unit="era", rule="named stretch of history")


@dataclass(frozen=True, slots=True)
class Abroad:
    """A date of the Hijri or Persian calendar with its year; without a day the whole month."""

    kind: str
    year: int
    month: int
    day: int | None

    def at(self, moment: Moment) -> Told:
        """The Gregorian days. Raises ValueError or OverflowError where that calendar has no such day."""
        to_day = _hijri_day if self.kind == "hijri" else _persian_day
        start = to_day(self.year, self.month, self.day or 1)
        after = to_day(self.year + self.month // 12, self.month % 12 + 1, 1)
        days = Days(start, start if self.day else add(after, -1, "day"))
        return Told("DATE", date_value(days, "day"), days=days, unit="day" if self.day else "month", rule=f"{self.kind} date")


def dated_abroad(month: str, day: int | None, year: int | None) -> Feast | Abroad | None:
    """A day or month of another calendar; `month` is the table's kind and place ("hijri 9-1+29"). None for another kind of feast."""
    kind, _, place = month.partition(" ")
    number, _, rest = place.partition("-")
    if kind not in ("hijri", "persian") or not rest.startswith("1+"):
        return None
    if year is not None:
        return Abroad(kind, year, int(number), day)
    return Feast(kind, f"{number}-{day}" if day else place)


@lru_cache(maxsize=4096)
def _of_year(kind: str, place: str, year: int) -> Days:
    return KINDS[kind](year, place)


def _long(start: date, length: str) -> Days:
    return Days(start, add(start, int(length or 1) - 1, "day"))


def _fixed(year: int, place: str) -> Days:
    """Month-day, with a length in days behind a plus."""
    day, _, length = place.partition("+")
    month, _, day_of_month = day.partition("-")
    return _long(date(year, int(month), int(day_of_month)), length)


def _weekday(year: int, place: str) -> Days:
    """Month-n-weekday: the nth (9: the last) weekday (0 Monday) of a month, so many days later where a plus says so."""
    rule, _, later = place.partition("+")
    month, nth, weekday = (int(part) for part in rule.split("-"))
    first = date(year, month, 1)
    if nth == 9:
        last = add(add(first, 1, "month"), -1, "day")
        day = add(last, -((last.weekday() - weekday) % 7), "day")
    else:
        day = add(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1), "day")
    return _long(add(day, int(later or 0), "day"), "")


def _western(year: int, place: str) -> Days:
    days, _, length = place.partition("+")
    return _long(add(date(*holidays.easter(year)), int(days), "day"), length)


def _orthodox(year: int, place: str) -> Days:
    days, _, length = place.partition("+")
    return _long(add(date(*holidays.easter(year, "orthodox")), int(days), "day"), length)


def _hijri_day(year: int, month: int, day: int) -> date:
    try:
        gregorian = hijridate.Hijri(year, month, day).to_gregorian()
        return date(gregorian.year, gregorian.month, gregorian.day)
    except OverflowError:
        return date(*islamic.to_gregorian(year, month, day))


def _hijri(year: int, place: str) -> Days:
    """The turn of a Hijri feast that begins in a Gregorian year; the Hijri year is about 354 days."""
    day, _, length = place.partition("+")
    month, day_of_month = (int(part) for part in day.split("-"))
    first = int((year - 622) * 33 / 32)
    turns = (_hijri_day(hijri, month, day_of_month) for hijri in range(max(first, 1), first + 3))
    start = next((turn for turn in turns if turn.year == year), None)
    if start is None:
        raise ValueError(f"no such Hijri day in {year}")
    return _long(start, length)


def _persian_day(year: int, month: int, day: int) -> date:
    """By the cycle of eight leap years in 33, which agrees with the astronomical calendar from 1799 to 2254 (years 1178 to 1633)."""
    months = (month - 1) * 31 - max(month - 7, 0)
    return date.fromordinal(PERSIAN_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33 + months + day - 1)


def _persian(year: int, place: str) -> Days:
    day, _, length = place.partition("+")
    month, day_of_month = (int(part) for part in day.split("-"))
    start = _persian_day(year - 621, month, day_of_month)
    return _long(start if start.year == year else _persian_day(year - 622, month, day_of_month), length)


def _hebrew(year: int, place: str) -> Days:
    day, _, length = place.partition("+")
    month, day_of_month = (int(part) for part in day.split("-"))
    start = date(*hebrew.to_gregorian(year + (3761 if month >= 7 else 3760), month, day_of_month))
    return _long(start, length)


KINDS: Mapping[str, Callable[[int, str], Days]] = {
    "fixed": _fixed,
    "weekday": _weekday,
    "western": _western,
    "orthodox": _orthodox,
    "hijri": _hijri,
    "persian": _persian,
    "hebrew": _hebrew,
}
