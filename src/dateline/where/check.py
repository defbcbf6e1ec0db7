"""Checks the supplement against the settlements of the index: a place among another country's towns is probably misplaced."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from dateline.where.distance import km_between
from dateline.where.entries import Entry
from dateline.where.gazetteer import Gazetteer

NEIGHBOURS = 8
WINDOW_DEGREES = 1.5
"""Half the side of the square that neighbours are looked for in; where nothing lies in it (deserts, seas) nothing can be said."""


def misplaced(entries: Iterable[Entry], gazetteer: Gazetteer) -> list[str]:
    """The entries none of whose eight nearest settlements lies in their country, one line each with what was found.

    It stands in for outlines, which no dependency brings; a border post may be named wrongly, a place in another country hardly passes.
    """
    where, codes = gazetteer.settlements()
    return [line for entry in entries if entry.country and (line := _misplaced(entry, where, codes))]


def _misplaced(entry: Entry, where: np.ndarray, codes: np.ndarray) -> str:
    near = np.flatnonzero((abs(where[:, 0] - entry.lat) < WINDOW_DEGREES) & (abs(where[:, 1] - entry.lon) < WINDOW_DEGREES))
    if not len(near):
        return ""
    away = km_between([(entry.lat, entry.lon)], where[near])[0]
    around = {str(code) for code in codes[near[np.argsort(away)[:NEIGHBOURS]]]}
    if entry.country in around:
        return ""
    return f"{entry.name} ({entry.kind}): said to be in {entry.country}, but the settlements around lie in {', '.join(sorted(around))}"
