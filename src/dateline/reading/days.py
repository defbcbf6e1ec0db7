"""The day a report was published, from what its source writes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from dateline.errors import UnreadableReport

EXPECTED = "expected a day such as 2016-07-27, or a date and time such as 2016-07-27T21:30:00+03:00"
WRITTEN = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%A %d %B %Y", "%A %B %d %Y", "%a %d %b %Y", "%a %b %d %Y")
NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")
YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})\b")
UNIX_SECONDS = range(10**8, 10**10)
"""Seconds from 1973 to 2286; larger numbers are milliseconds."""


def read_day(value: date | str | float | None) -> date | None:
    """The day, as the publisher counts it: the day of a time with zone is that of its own zone.

    None for nothing. A number is Unix seconds or milliseconds, its day in UTC. Raises UnreadableReport for what is no date, and
    for days whose order cannot be told (03/04/2016).
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _unix(value)
    return _text(str(value).strip())


def _unix(value: float) -> date:
    if not abs(value) < 10**13:  # Also what is not a number.
        raise _unreadable(value)
    seconds = value if abs(value) < UNIX_SECONDS.stop else value / 1000
    if not UNIX_SECONDS.start <= seconds < UNIX_SECONDS.stop:
        raise _unreadable(value)
    return datetime.fromtimestamp(seconds, UTC).date()


def _text(value: str) -> date:
    for read in (_iso, _mail, _written, _numbers):
        day = read(value)
        if day is not None:
            return day
    raise _unreadable(value)


def _iso(value: str) -> date | None:
    """ISO 8601, also with a space between day and time, fractions, or a zone's name after it (as Parquet and SQL write it)."""
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    try:
        # The time may be of any form as long as a whole day stands before it.
        return date.fromisoformat(value[:10]) if re.match(r"\d{4}-\d\d-\d\d(?!\d)", value) else None
    except ValueError:
        return None


def _mail(value: str) -> date | None:
    """RFC 5322, as mail and RSS write it: Wed, 27 Jul 2016 21:30:00 +0300."""
    if ":" not in value:
        return None
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written(value: str) -> date | None:
    words = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", value.replace(",", " ").replace(".", " "))
    words = re.sub(r"\bSept\b", "Sep", " ".join(words.split()), flags=re.IGNORECASE)
    for form in WRITTEN:
        try:
            return datetime.strptime(words, form).date()
        except ValueError:
            continue
    return None


def _numbers(value: str) -> date | None:
    try:
        if found := YEAR_FIRST.match(value):
            return date(*map(int, found.groups()))
        if not (found := NUMBERS.match(value)):
            return None
        first, second, year = map(int, found.groups())
        if first <= 12 and second <= 12 and first != second:
            raise UnreadableReport(f"published: {value!r} may be day or month first; {EXPECTED}")
        return date(year, second, first) if second <= 12 else date(year, first, second)
    except ValueError:
        return None


def _unreadable(value: object) -> UnreadableReport:
    return UnreadableReport(f"published: found {str(value)[:60]!r}, {EXPECTED}")
