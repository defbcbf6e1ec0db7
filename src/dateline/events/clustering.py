"""Average-link clustering of a sparse graph under must-links and cannot-links.

Two clusters are joined while the mean score of all pairs across them is above nothing and the highest there is; a pair that was never
compared counts with a fixed low score, so that a chain of single links does not pull a cluster along. Ties are broken by the members' keys:
the result does not depend on the order of the input.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Pair = tuple[str, str]
UNCOMPARED = -2.0
"""Log-odds of a pair that shares no block: different happenings, most likely."""
BOUND = 4.0
"""No single pair counts for more than this, in log-odds, either way."""


def pair(one: str, other: str) -> Pair:
    """Two keys in order."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs that must share a cluster, and pairs that must not."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()


def components(keys: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """The keys that pairs connect, each component sorted, components in the order of their first key."""
    parent = {key: key for key in keys}
    for one, other in pairs:
        a, b = _root(parent, one), _root(parent, other)
        if a != b:
            parent[max(a, b)] = min(a, b)
    found: dict[str, list[str]] = {}
    for key in sorted(parent):
        found.setdefault(_root(parent, key), []).append(key)
    return list(found.values())


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


@dataclass(slots=True)
class _State:
    """Live clusters by name (their smallest key), sums and numbers of compared pairs across them, and who may not join whom."""

    members: dict[str, list[str]]
    sums: dict[str, dict[str, tuple[float, int]]] = field(default_factory=dict)
    apart: dict[str, set[str]] = field(default_factory=dict)

    def mean(self, one: str, other: str) -> float:
        """The mean score of the pairs across two clusters."""
        total, compared = self.sums[one][other]
        pairs = len(self.members[one]) * len(self.members[other])
        return (total + (pairs - compared) * UNCOMPARED) / pairs

    def link(self, one: str, other: str, total: float, compared: int) -> None:
        """Adds scores across two clusters."""
        for a, b in ((one, other), (other, one)):
            known = self.sums.setdefault(a, {})
            before = known.get(b, (0.0, 0))
            known[b] = (before[0] + total, before[1] + compared)

    def join(self, one: str, other: str) -> str:
        """Joins two clusters under the smaller name."""
        kept, gone = pair(one, other)
        self.members[kept] = self.members[kept] + self.members.pop(gone)
        for neighbour, (total, compared) in sorted(self.sums.pop(gone, {}).items()):
            self.sums[neighbour].pop(gone, None)
            if neighbour != kept:
                self.link(kept, neighbour, total, compared)
        for barred in self.apart.pop(gone, set()):
            self.apart[barred].discard(gone)
            self.bar(kept, barred)
        return kept

    def bar(self, one: str, other: str) -> None:
        """Keeps two clusters apart."""
        self.apart.setdefault(one, set()).add(other)
        self.apart.setdefault(other, set()).add(one)


def cluster(keys: Iterable[str], scores: Mapping[Pair, float], constraints: Constraints = Constraints()) -> list[tuple[str, ...]]:
    """The keys in clusters, members sorted, clusters in the order of their first member.

    `scores` are log-odds that two keys belong together. Must-links hold first; a cannot-link that contradicts them is the caller's mistake
    and gives way.
    """
    ordered = sorted(keys)
    state = _start(ordered, scores, constraints)
    heap = [(-state.mean(a, b), a, b) for a in state.sums for b in state.sums[a] if a < b]
    heapq.heapify(heap)
    while heap:
        negative, one, other = heapq.heappop(heap)
        if negative >= 0:
            break
        if one not in state.members or other not in state.members or other in state.apart.get(one, ()):
            continue
        if abs(state.mean(one, other) + negative) > 1e-9:  # an older state of these two
            continue
        kept = state.join(one, other)
        for neighbour in state.sums.get(kept, {}):
            heapq.heappush(heap, (-state.mean(kept, neighbour), *pair(kept, neighbour)))
    return sorted(tuple(sorted(members)) for members in state.members.values())


def _start(keys: Sequence[str], scores: Mapping[Pair, float], constraints: Constraints) -> _State:
    inside = set(keys)
    joined = components(keys, (link for link in constraints.same if inside.issuperset(link)))
    home = {key: group[0] for group in joined for key in group}
    state = _State({group[0]: group for group in joined})
    for (one, other), value in sorted(scores.items()):
        if home[one] != home[other]:
            state.link(home[one], home[other], max(-BOUND, min(BOUND, value)), 1)
    for one, other in sorted(constraints.different):
        if one in inside and other in inside and home[one] != home[other]:
            state.bar(home[one], home[other])
    return state
