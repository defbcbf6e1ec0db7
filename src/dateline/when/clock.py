"""Actions for parts of the day and times of the clock."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.when.amounts import TimeOf
from dateline.when.parts import Action, Parts, Value
from dateline.when.shifts import LatestDay, Shift

AFTERNOON = ("TAF", "TEV")


def _part(parts: Parts, argument: str) -> Value | None:
    """A part of a day: of the day among the parts, or the argument's days from publication or from what was told ("0 told")."""
    count, *flags = argument.split() or ["0"]
    base = parts.meaning() or Shift(int(count), "day", told="told" in flags)
    mod = parts.word("EARLY", "LATE", "MID") if "mod" in flags else ""
    return TimeOf(parts.word("PART", "EARLYHOURS", "OVERNIGHT", "TONIGHT"), base, mod=mod)


def _clock(parts: Parts, _: str) -> Value | None:
    """A time of the clock, without its day yet: "T10:35", with its zone's hours ahead of GMT behind a space."""
    written = parts.word("CLOCK", "DEC", "D", "INT", "YEAR", "OLDYEAR")
    time = parts.word("NOON", "MIDNIGHT") or clock_time(written, parts.word("AMPM"))
    return f"{time} {parts.word('ZONE')}".strip() if time else None


def clock_time(written: str, half: str = "") -> str:
    """The TIMEX3 time of 10:35, 10.35, 1035 or 10; `half` is "am", "pm" or "". "" where the clock has no such time."""
    digits = written.replace(".", ":")
    if ":" not in digits:
        digits = f"{digits[:2]}:{digits[2:]}" if len(digits) == 4 else f"{digits}:00"
    hour, minute = (int(part) for part in digits.split(":")[:2])
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else ""


def _at_clock(parts: Parts, _: str) -> Value | None:
    """A time of the clock on the day among the parts, or on the day told last; "4 in the afternoon" is 16:00."""
    time, _, zone = (parts.word("K") or clock_time(parts.word("D"))).partition(" ")
    if parts.word("PART") in AFTERNOON and int(time[1:3]) < 12:
        time = f"T{int(time[1:3]) + 12:02d}{time[3:]}"
    return TimeOf(time, parts.meaning() or LatestDay(), float(zone) if zone else None)


CLOCK: Mapping[str, Action] = {"part": _part, "clock": _clock, "at clock": _at_clock}
