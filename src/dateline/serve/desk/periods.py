"""Steps of time without holes: what a chart over time needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

LONGEST = 240
"""Steps in a chart, at most; more, and the next longer unit is drawn."""


def unit_for(first: str, last: str) -> str:
    """ "month" or "year": whichever fits between two ISO days or months."""
    return "month" if len(list(months(first, last))) <= LONGEST else "year"


def by_step(counts: Mapping[str, int]) -> tuple[str, dict[str, int]]:
    """The unit that fits, and the counts by month ("2016-07") or year summed by its steps, none left out. `counts` is not empty."""
    unit = unit_for(min(counts), max(counts)) if len(min(counts)) > 4 else "year"
    found = dict.fromkeys(steps(counts, unit), 0)
    for name, number in counts.items():
        found[name[: 7 if unit == "month" else 4]] += number
    return unit, found


def steps(known: Iterable[str], unit: str) -> list[str]:
    """Every month ("2016-07") or year from the first to the last known one; [] for none."""
    size = 4 if unit == "year" else 7
    names = sorted({name[:size] for name in known if name})
    if not names:
        return []
    if unit == "year":
        return [f"{year:04d}" for year in range(int(names[0]), int(names[-1]) + 1)]
    return list(months(names[0], names[-1]))


def months(first: str, last: str) -> Iterator[str]:
    """Every month from one to another, both included."""
    at, end = _number(first), _number(last)
    for number in range(at, end + 1):
        yield f"{number // 12:04d}-{number % 12 + 1:02d}"


def _number(name: str) -> int:
    return int(name[:4]) * 12 + int(name[5:7] or 1) - 1
