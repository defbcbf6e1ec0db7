"""Intervals in the coarse words of other formats."""

from __future__ import annotations

from datetime import date

from dateline.records import Interval


def length(when: Interval | None) -> int | None:
    """Days from start to end, both counted; None where an end is open or nothing is known."""
    if when is None or when.start is None or when.end is None:
        return None
    return (when.end - when.start).days + 1


def first(when: Interval | None) -> date | None:
    """The first day; where the start is open, the last."""
    return (when.start or when.end) if when else None


def iso(day: date | None) -> str:
    """The ISO day, "" for none."""
    return day.isoformat() if day else ""


def acled_precision(when: Interval | None) -> int | None:
    """ACLED's time_precision: 1 a day, 2 up to a week, 3 longer or open; None without any day."""
    days = length(when)
    if days is None:
        return 3 if first(when) else None
    return 1 if days == 1 else 2 if days <= 7 else 3


def ged_precision(when: Interval | None) -> int | None:
    """UCDP GED's date_prec: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer or open; None without any day."""
    days = length(when)
    if days is None:
        return 5 if first(when) else None
    return next(code for code, most in enumerate((1, 6, 7, 31, 10**7), 1) if days <= most)


def precision(when: Interval | None) -> str:
    """day, week, month, year or longer by the interval's length; open for an open end; "" without any day."""
    days = length(when)
    if days is None:
        return "open" if first(when) else ""
    return next(name for name, most in (("day", 1), ("week", 7), ("month", 31), ("year", 366), ("longer", 10**7)) if days <= most)
