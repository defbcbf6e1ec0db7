"""TIMEX3 values: how a calendar unit, an amount and a part of the day are written."""

from __future__ import annotations

from datetime import date

from dateline.when.days import SEASONS, Days

LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "weekend": "WE", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "half": "M", "season": "M", "year": "Y", "decade": "Y", "century": "Y", "millennium": "Y",
}  # fmt: skip
TIMES = {"half": 6, "season": 3, "fortnight": 2, "decade": 10, "century": 100, "millennium": 1000}


def date_value(days: Days, unit: str) -> str:
    """The TIMEX3 value of the calendar unit that begins on `days.start`: 2016-07-27, 2016-W30, 2016-07, 2016-Q3, 2016-SU, 201, 20."""
    day = days.start
    year, week, _ = day.isocalendar()
    year_digits = f"{day.year:04d}"
    forms = {
        "week": f"{year:04d}-W{week:02d}",
        "weekend": f"{year:04d}-W{week:02d}-WE",
        "month": f"{year_digits}-{day.month:02d}",
        "quarter": f"{year_digits}-Q{(day.month + 2) // 3}",
        "half": f"{year_digits}-H{1 if day.month < 7 else 2}",
        "season": f"{year_digits}-{_season(day)}",
        "year": year_digits,
        "decade": year_digits[:3],
        "century": year_digits[:2],
    }
    return forms.get(unit, day.isoformat())


def _season(day: date) -> str:
    return next((name for name, month in SEASONS.items() if month == day.month), "SP")


def amount_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of an amount of time, None being an unknown count: P3D, PT72H, P2Y6M, PXW."""
    letters = LETTERS[unit]
    prefix, letter = ("PT", letters[1]) if letters[0] == "T" else ("P", letters)
    if count is None:
        return f"{prefix}X{'E' if unit == 'decade' else 'C' if unit == 'century' else letter}"
    whole = count * TIMES.get(unit, 1)
    if letter == "WE":
        return f"P{whole:g}WE"
    return prefix + _parts(whole, letter)


def _parts(count: float, letter: str) -> str:
    """A whole number of units, and the rest in the next smaller unit: 2.5 years are 2Y6M."""
    smaller = {"Y": ("M", 12), "H": ("M", 60), "M": ("S", 60), "D": ("H", 24)}
    if count == int(count) or letter not in smaller or letter == "D":
        return f"{count:.10g}{letter}" if count < 1e10 else f"{int(count)}{letter}"
    inner, per = smaller[letter]
    whole = int(count)
    return (f"{whole}{letter}" if whole else "") + f"{round((count - whole) * per)}{inner}"


def short_year(year: int) -> int:
    """The year that two digits mean: up to 40 in this century, above in the last."""
    return year if year > 99 else year + (2000 if year <= 40 else 1900)
