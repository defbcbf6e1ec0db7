"""Actions that build numbers, ordinals and years from words and digits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dateline.when.days import Days, containing
from dateline.when.parts import Action, Number, Parts, Value, digits
from dateline.when.points import Fixed
from dateline.when.values import short_year

LONGEST_SPAN = 200
"""Years from one to another that lie further apart are no dates (1500-1900 as a range of numbers)."""


def _number(parts: Parts, argument: str) -> Value | None:
    """Number words added up; "few" is unknown; "half" adds a half; "pair" keeps the first of two."""
    if argument == "few":
        return Number(None)
    if argument == "half":
        count = parts.number().count
        return None if count is None else Number(count + 0.5)
    if argument == "pair":
        return Number(float(parts.word("PAIR").split("-")[0])) if parts.has("PAIR") else parts.number()
    return Number(_added([(name, word) for name, word in parts.parts if isinstance(word, str)]))


def _added(words: list[tuple[str, str]]) -> float:
    """Two hundred and five: words that grow multiply what stands before them, the rest adds up. "A" counts only before those."""
    total, current = 0.0, 0.0
    grown = any(name == "HUNDRED" for name, _ in words)
    for name, word in words:
        if not word.replace("/", "").replace(".", "").replace(",", "").isdecimal() or (name == "A" and not grown):
            continue
        if name != "HUNDRED":
            current += digits(word)
        elif word == "1000":
            total, current = total + (current or 1) * 1000, 0.0
        else:
            current = (current or 1) * digits(word)
    return total + current


def _ordinal(parts: Parts, _: str) -> Value | None:
    """The position, as digits; the unit of time that is also an ordinal (second) stands for two."""
    words = parts.words("ORDW", "TENS", "D", "INT")
    return str(sum(int(word) for word in words)) if words else "2"


def _spoken_year(parts: Parts, _: str) -> Value | None:
    """Nineteen ninety-seven."""
    words = parts.words("TEEN", "TENS", "ONES")
    return str(int(words[0]) * 100 + sum(int(word) for word in words[1:])) if len(words) > 1 else None


def _number_year(parts: Parts, _: str) -> Value | None:
    """The year two thousand."""
    count = parts.number().count
    return str(int(count)) if count is not None and 1000 <= count <= 2999 else None


def _short_year(parts: Parts, _: str) -> Value | None:
    """'98."""
    return str(short_year(int(parts.word("D", "INT"))))


def _years(parts: Parts, _: str) -> Value | None:
    """2016-2017, 2016-17."""
    words = parts.word("YEARS").split("-") if parts.has("YEARS") else parts.words("YEAR", "D", "INT")
    first, second = int(words[0]), int(words[-1])
    second = second if second > 99 else first - first % 100 + second
    if not 1 <= first <= second <= first + LONGEST_SPAN:
        return None
    return Fixed(Days(date(first, 1, 1), date(second, 12, 31)), "year")


def _decade(parts: Parts, _: str) -> Value | None:
    """The 1990s, the '80s, the nineteen nineties."""
    word = parts.word("YEAR") or parts.word("INT", "D", "DECADES")
    year = int(word) if len(word) == 4 else short_year(int(word))
    if parts.has("TEEN"):
        year = int(parts.word("TEEN")) * 100 + year % 100
    return Fixed(containing(date(year, 1, 1), "decade"), "decade") if year % 10 == 0 else None


def _century(parts: Parts, _: str) -> Value | None:
    """The 20th century, which is taken to begin with 1900."""
    number = int(parts.word("ORD"))
    return Fixed(containing(date(max(number * 100 - 100, 1), 1, 1), "century"), "century") if 1 <= number <= 99 else None


COUNTING: Mapping[str, Action] = {
    "number": _number,
    "ordinal": _ordinal,
    "spoken year": _spoken_year,
    "number year": _number_year,
    "short year": _short_year,
    "years": _years,
    "decade": _decade,
    "century": _century,
}
