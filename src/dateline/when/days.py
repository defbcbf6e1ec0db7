"""Days and the calendar's units: what contains a day, what lies n units away.

Dates outside year 1 to 9999 raise OverflowError.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "future", "present"]

MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
HOURS_IN = {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month a season of the northern half of the earth begins in, by the weather services' whole months."""


REACH = 8
"""How many years around publication the turns of what comes every year are looked at: 29 February may take eight."""


@dataclass(frozen=True, slots=True)
class Days:
    """From `start` to `end`, both inclusive. Raises ValueError when it runs backwards."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"days run from {self.start} back to {self.end}")


def month_days(year: int, month: int, months: int = 1) -> Days:
    """The whole months from `month` of `year` on; months past December run into the next year."""
    first = year * 12 + month - 1
    begin, after = _ordinal_month(first), first + months - 1
    year_end, month_end = divmod(after, 12)
    _check(year_end)
    return Days(begin, date(year_end, month_end + 1, monthrange(year_end, month_end + 1)[1]))


def _ordinal_month(count: int) -> date:
    year, month = divmod(count, 12)
    _check(year)
    return date(year, month + 1, 1)


def _check(year: int) -> None:
    if not 1 <= year <= 9999:
        raise OverflowError(f"year {year} is outside 1 to 9999")


def season_days(season: str, year: int) -> Days:
    """A season by its TIMEX3 letters (SP, SU, FA, WI); winter is the one that begins in December of `year`."""
    return month_days(year, SEASONS[season], 3)


def containing(day: date, unit: str) -> Days:
    """The calendar unit that `day` lies in: weeks run from Monday to Sunday, a weekend is the one of the day's week."""
    if unit == "week":
        monday = add(day, -day.weekday(), "day")
        return Days(monday, add(monday, 6, "day"))
    if unit == "weekend":
        saturday = add(day, 5 - day.weekday(), "day")
        return Days(saturday, add(saturday, 1, "day"))
    if unit not in MONTHS_IN:
        return Days(day, day)
    return _months_around(day, unit)


def _months_around(day: date, unit: str) -> Days:
    if unit == "season":
        first = day.year * 12 + day.month - 1 - day.month % 3
        return month_days(first // 12, first % 12 + 1, 3)
    months = MONTHS_IN[unit]
    first = day.year * 12 + day.month - 1
    first -= first % months
    if first < 12:  # the decade and century of year 1 begin with it: there is no year 0
        return Days(date(1, 1, 1), month_days(first // 12, 1, months).end)
    return month_days(first // 12, first % 12 + 1, months)


def add(day: date, count: float, unit: str) -> date:
    """`day` moved by `count` units; a month's end stays inside the shorter month (31 January + 1 month is 28 February)."""
    if unit in MONTHS_IN:
        return _add_months(day, round(count * MONTHS_IN[unit]))
    if unit in HOURS_IN:
        return day + timedelta(days=round(count * HOURS_IN[unit] / 24))
    return day + timedelta(days=round(count * DAYS_IN[unit]))


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    _check(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def unit_of(days: Days) -> str:
    """The unit that the days fill exactly, or "day"."""
    if days.start == days.end:
        return "day"
    exact = (unit for unit in ("week", "weekend", "month", "quarter", "half", "year", "decade") if _fills(days, unit))
    return next(exact, "day")


def _fills(days: Days, unit: str) -> bool:
    """Whether `days` are exactly one calendar `unit`."""
    try:
        return containing(days.start, unit) == days
    except (OverflowError, ValueError):
        return False


def third(days: Days, which: int, unit: str) -> Days:
    """Early (0), middle (1) or late (2) in `days`.

    In a month days 1 to 10, 11 to 20, 21 to its end (the codebook); else thirds by whole months, of decades and centuries by whole
    years, of shorter stretches by days; a stretch shorter than three days stays whole.
    """
    if unit in ("decade", "century"):
        return _third_of_years(days, which)
    if unit in ("month", "year", "season", "quarter", "half"):
        return _third_of_months(days, which, unit)
    length = (days.end - days.start).days + 1
    if length < 3:
        return days
    cut = (0, length // 3, length - length // 3, length)
    return Days(add(days.start, cut[which], "day"), add(days.start, cut[which + 1] - 1, "day"))


def _third_of_years(days: Days, which: int) -> Days:
    years = days.end.year - days.start.year + 1
    cut = (0, round(years * 0.4), round(years * 0.7), years)
    first, after = days.start.year + cut[which], days.start.year + cut[which + 1]
    return Days(date(first, 1, 1), date(after - 1, 12, 31))


def _third_of_months(days: Days, which: int, unit: str) -> Days:
    if unit == "month":
        first = days.start.replace(day=(1, 11, 21)[which])
        return Days(first, days.end if which == 2 else first.replace(day=(10, 20)[which]))
    months = MONTHS_IN[unit] // 3
    start = _add_months(days.start, which * months)
    return month_days(start.year, start.month, months)


def choose(of_year: Callable[[int], Days], published: date, tense: Tense, grace: int = 0) -> Days:
    """The year's turn of something that comes every year: the latest begun by publication, the next one, or the nearest.

    `grace` is how many days past publication the latest may begin, headers being sometimes a few days early.
    """
    turns = []
    for year in range(max(published.year - REACH, 1), min(published.year + REACH, 9999) + 1):
        try:
            turns.append(of_year(year))
        except (ValueError, OverflowError):
            continue
    past = [days for days in turns if (days.start - published).days <= grace]
    coming = [days for days in turns if days.end >= published]
    if tense == "past" and past:
        return past[-1]
    if tense == "future" and coming:
        return coming[0]
    return min(turns, key=lambda days: abs((days.start - published).days))


def weekend(published: date, count: int, tense: Tense) -> Days:
    """The weekend meant on a day: "this" (0) the latest begun, or the next for what is planned; "last" (-1) over, "next" (1) to come."""
    here = containing(published, "weekend")
    if count < 0:
        return _weekend(here, count)
    if count > 0:
        return _weekend(here, count - 1 if published < here.start else count)
    return here if here.start <= published or tense == "future" else _weekend(here, -1)


def _weekend(days: Days, weeks: int) -> Days:
    return Days(add(days.start, weeks, "week"), add(days.end, weeks, "week"))
