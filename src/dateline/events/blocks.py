"""Which tellings are compared at all: those that share a key of time and place, of time and people, or of name and kind.

A key stands for few happenings; where it stands for many all the same, only neighbours in a fixed order are compared, so that the number
of comparisons stays in proportion to the number of tellings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations, product

from dateline.events.clustering import Pair, pair
from dateline.events.places import WIDE_KM
from dateline.events.traces import TOLD_DAYS, Trace, window
from dateline.events.words import weight

Key = tuple[Hashable, ...]
GRID_DEGREES = 1.0
PERIOD = 4
"""Days of a time block; blocks overlap by half."""
MOST_PERIODS = 6
FULL = 48
"""A block of more tellings than this is compared only within a sliding window of as many."""


def periods(item: Trace) -> list[int]:
    """The overlapping half-periods that a telling may fall in; none where nothing tells when."""
    span = window(item)
    if span is None:
        return []
    half = PERIOD // 2
    first, last = span[0] // half, span[1] // half
    found = range(first - 1, last + 1)
    return list(found) if len(found) <= MOST_PERIODS else sorted({first, last, *recent(item)})


def recent(item: Trace) -> range:
    """The half-periods in which news of the day of publication may have happened; none where no such day is known."""
    half = PERIOD // 2
    return range(0) if item.told is None else range((item.told - TOLD_DAYS) // half - 1, item.told // half + 1)


def cells(item: Trace) -> set[tuple[int, int]]:
    """The cells of two shifted grids of a degree that its places lie in: near places share one."""
    found = set()
    for spot in item.spots:
        if spot.lat is None or spot.lon is None or spot.radius > WIDE_KM:
            continue
        for shift in (0.0, 0.5):
            found.add((int((spot.lat + 90) / GRID_DEGREES + shift) * 2 + int(shift * 2), int((spot.lon + 180) / GRID_DEGREES + shift)))
    return found


def keys(item: Trace) -> Iterator[Key]:
    """The blocks of a telling."""
    times = periods(item)
    kinds = item.families or item.triggers
    people = {key for key in item.actors | item.recipients if key[0] != "=" and weight(key) >= 0.8}
    for time in times:
        yield from (("cell", time, cell) for cell in cells(item))
        yield from (("people", time, who, kind) for who, kind in product(people, kinds))
        yield from (("toll", time, toll) for toll in item.tolls)
        yield from (("name", time, name) for name in (item.names | item.about if item.lead else item.names) if not name[0].isdigit())
    if not times:
        yield from (("kind", kind) for kind in (*item.triggers, *item.families))


def blocks(items: Iterable[Trace]) -> dict[Key, list[Trace]]:
    """Tellings by key, each list in the fixed order."""
    found: dict[Key, list[Trace]] = defaultdict(list)
    for item in items:
        for key in set(keys(item)):
            found[key].append(item)
    for block in found.values():
        block.sort(key=order)
    return found


def order(item: Trace) -> tuple[object, ...]:
    """By time, place and kind, then by key: near tellings stand near each other."""
    span = window(item) or (0, 0)
    spot = item.spots[0] if item.spots else None
    where = ("",) if spot is None else (spot.country, f"{spot.lat}", f"{spot.lon}")
    return (span[1], where, sorted(item.families), item.key)


def candidates(found: Iterable[Sequence[Trace]]) -> set[Pair]:
    """The pairs of keys to compare."""
    out: set[Pair] = set()
    for block in found:
        if len(block) <= FULL:
            out.update(pair(one.key, other.key) for one, other in combinations(block, 2))
        else:
            out.update(pair(one.key, other.key) for at, one in enumerate(block) for other in block[at + 1 : at + FULL])
    return out
