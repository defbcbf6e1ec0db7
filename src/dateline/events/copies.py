"""Near-duplicate reports: the copies of one text are one source, whatever number of outlets print them.

MinHash over word shingles, with locality-sensitive hashing (rensa), finds the pairs that may be copies; the share of the shorter text that the
longer one holds, estimated from the same hashes, decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dateline.events.words import words
from dateline.records import Report

SHINGLE = 4
"""Words of a shingle."""
PERMUTATIONS = 128
BANDS = 32
"""32 bands of 4: texts that share half of their shingles meet in a band nine times in ten."""
COPY = 0.6
"""Share of the shorter text's shingles that the longer text holds, from which one is a copy of the other."""
SHORTEST = 20
"""A text of fewer words is too short to be called a copy."""


def shingles(text: str) -> set[str]:
    """The runs of SHINGLE words, lower case; none where the text is too short."""
    found = [word[0].lower() for word in words(text)]
    return set() if len(found) < SHORTEST else {" ".join(found[at : at + SHINGLE]) for at in range(len(found) - SHINGLE + 1)}


def containment(jaccard: float, one: int, other: int) -> float:
    """The share of the smaller of two sets that both hold, from their Jaccard index and sizes."""
    shared = jaccard * (one + other) / (1 + jaccard)
    return min(1.0, shared / max(1, min(one, other)))


class CopyIndex:
    """Which reports are near-duplicates of which: a symmetric relation between pairs, whatever else is in the index."""

    def __init__(self, least: float = COPY) -> None:
        from rensa import RMinHashLSH

        self._least = least
        self._index = RMinHashLSH(least, PERMUTATIONS, BANDS)
        self._names: list[str] = []
        self._hashes: list[tuple[Any, int]] = []
        self._partners: dict[str, set[str]] = {}
        self._days: dict[str, date] = {}

    @classmethod
    def of(cls, reports: Iterable[Report]) -> CopyIndex:
        """An index of the reports."""
        index = cls()
        for report in reports:
            index.add(report)
        return index

    def add(self, report: Report) -> frozenset[str]:
        """Adds a report; gives the ids of those before it of which it is a near-duplicate. A report added twice is one."""
        if report.id in self._partners:
            return self.partners(report.id)
        self._partners[report.id] = set()
        self._days[report.id] = report.published or date.max
        parts = shingles(f"{report.title}\n{report.text}")
        if parts:
            self._place(report.id, parts)
        return self.partners(report.id)

    def _place(self, name: str, parts: set[str]) -> None:
        from rensa import RMinHash

        hashed = RMinHash(num_perm=PERMUTATIONS, seed=1)
        hashed.update(sorted(parts))
        for number in self._index.query(hashed):
            other, size = self._hashes[number]
            if containment(hashed.jaccard(other), len(parts), size) >= self._least:
                self._partners[name].add(self._names[number])
                self._partners[self._names[number]].add(name)
        self._index.insert(len(self._names), hashed)
        self._names.append(name)
        self._hashes.append((hashed, len(parts)))

    def partners(self, report: str) -> frozenset[str]:
        """The near-duplicates of a report."""
        return frozenset(self._partners.get(report, ()))

    def copied_from(self, report: str) -> str:
        """The earliest of a report's near-duplicates, or the report itself where none came before it."""
        known = [report, *self._partners.get(report, ())]
        return str(min(known, key=lambda name: (self._days.get(name, date.max), name)))

    def texts(self, reports: Iterable[str]) -> list[tuple[str, ...]]:
        """The reports in groups of copies of one text, looking at these reports alone; sorted."""
        left, groups = set(reports), []
        while left:
            group, stack = set(), [min(left)]
            while stack:
                name = stack.pop()
                group.add(name)
                stack += [other for other in self._partners.get(name, ()) if other in left and other not in group]
            left -= group
            groups.append(tuple(sorted(group)))
        return sorted(groups)


def pairs(index: CopyIndex, reports: Mapping[str, Report]) -> set[tuple[str, str]]:
    """Every pair of near-duplicates."""
    return {(a, b) for a in reports for b in index.partners(a) if a < b}
