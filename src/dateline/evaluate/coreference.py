"""MUC, B-cubed, CEAF-e and CoNLL F1 of one partition of mentions against another, and pairwise F1.

After Vilain et al. 1995, Bagga and Baldwin 1998, Luo 2005 and Pradhan et al. 2014. A partition is a sequence of sets of mentions; a mention
that the other partition does not have counts as a miss (B-cubed 0), as in the reference scorer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from math import inf
from typing import TypeVar

M = TypeVar("M", bound=Hashable)
Partition = Sequence[frozenset[M]]
Prf = tuple[float, float, float]


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _prf(right_precision: float, coded: float, right_recall: float, gold: float) -> Prf:
    precision = right_precision / coded if coded else 0.0
    recall = right_recall / gold if gold else 0.0
    return precision, recall, f1(precision, recall)


def _homes(partition: Partition[M]) -> dict[M, int]:
    return {mention: number for number, cluster in enumerate(partition) for mention in cluster}


def _links(partition: Partition[M], other: Partition[M]) -> tuple[int, int]:
    """Links kept and links needed to hold each cluster of `partition` together under `other`."""
    homes = _homes(other)
    kept = needed = 0
    for cluster in partition:
        pieces = len({homes[mention] for mention in cluster if mention in homes}) + sum(mention not in homes for mention in cluster)
        kept += len(cluster) - pieces
        needed += len(cluster) - 1
    return kept, needed


def muc(gold: Partition[M], coded: Partition[M]) -> Prf:
    """Link-based precision, recall and F1."""
    return _prf(*_links(coded, gold), *_links(gold, coded))


def _shares(partition: Partition[M], other: Partition[M]) -> tuple[float, int]:
    """The sum, over mentions, of the share of the own cluster that the other's cluster of the mention holds; the number of mentions."""
    homes = _homes(other)
    total = 0.0
    for cluster in partition:
        seen: dict[int, int] = defaultdict(int)
        for mention in cluster:
            if mention in homes:
                seen[homes[mention]] += 1
        total += sum(count * count for count in seen.values()) / len(cluster)
    return total, sum(map(len, partition))


def b_cubed(gold: Partition[M], coded: Partition[M]) -> Prf:
    """Mention-based precision, recall and F1."""
    return _prf(*_shares(coded, gold), *_shares(gold, coded))


def ceaf_e(gold: Partition[M], coded: Partition[M]) -> Prf:
    """Entity-based (phi 4) precision, recall and F1 under the best one-to-one alignment of clusters."""
    homes = _homes(coded)
    similar: dict[int, dict[int, float]] = {}
    for number, cluster in enumerate(gold):
        shared: dict[int, int] = defaultdict(int)
        for mention in cluster:
            if mention in homes:
                shared[homes[mention]] += 1
        similar[number] = {other: 2 * count / (len(cluster) + len(coded[other])) for other, count in shared.items()}
    best = sum(best_assignment(part) for part in _components(similar))
    return _prf(best, len(coded), best, len(gold))


def conll(gold: Partition[M], coded: Partition[M]) -> float:
    """The mean of the three F1."""
    return (muc(gold, coded)[2] + b_cubed(gold, coded)[2] + ceaf_e(gold, coded)[2]) / 3


def pairwise(gold: Partition[M], coded: Partition[M]) -> Prf:
    """Precision, recall and F1 of the pairs that share a cluster."""
    homes = _homes(coded)
    both = 0
    for cluster in gold:
        seen: dict[int, int] = defaultdict(int)
        for mention in cluster:
            if mention in homes:
                seen[homes[mention]] += 1
        both += sum(_pairs(count) for count in seen.values())
    return _prf(both, sum(_pairs(len(c)) for c in coded), both, sum(_pairs(len(c)) for c in gold))


def _pairs(size: int) -> int:
    return size * (size - 1) // 2


def without_singletons(partition: Partition[M]) -> list[frozenset[M]]:
    """The clusters of at least two mentions."""
    return [cluster for cluster in partition if len(cluster) > 1]


def _components(similar: dict[int, dict[int, float]]) -> Iterable[dict[int, dict[int, float]]]:
    """The rows that share columns, together: assignments fall apart along them."""
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, columns in similar.items():
        for column in columns:
            rows_of[column].append(row)
    seen: set[int] = set()
    for start in similar:
        if start in seen:
            continue
        seen.add(start)
        found, stack = [], [start]
        while stack:
            row = stack.pop()
            found.append(row)
            for other in (other for column in similar[row] for other in rows_of[column] if other not in seen):
                seen.add(other)
                stack.append(other)
        yield {row: similar[row] for row in found}


def best_assignment(similar: dict[int, dict[int, float]]) -> float:
    """The greatest sum of similarities, each row and each column used at most once (the Hungarian method with potentials, O(n^3))."""
    columns = sorted({column for row in similar.values() for column in row})
    if len(similar) == 1 or len(columns) <= 1:
        return max((value for row in similar.values() for value in row.values()), default=0.0)
    place = {column: number for number, column in enumerate(columns)}
    size = max(len(similar), len(columns))
    cost = [[0.0] * size for _ in range(size)]
    for number, row in enumerate(similar.values()):
        for column, value in row.items():
            cost[number][place[column]] = -value
    return -_least_cost(cost)


def _least_cost(cost: list[list[float]]) -> float:
    """The cost of the cheapest perfect matching of a square matrix."""
    size = len(cost)
    up, vp = [0.0] * (size + 1), [0.0] * (size + 1)
    match, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        match[0] = row
        column = _augment(cost, (up, vp), match, way)
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return sum(cost[match[column] - 1][column - 1] for column in range(1, size + 1))


def _augment(cost: list[list[float]], potentials: tuple[list[float], list[float]], match: list[int], way: list[int]) -> int:
    """The free column at the end of the cheapest augmenting path from the row in `match[0]`; `way` leads back along it."""
    up, vp = potentials
    size = len(cost)
    least, used, column = [inf] * (size + 1), [False] * (size + 1), 0
    while match[column]:
        used[column] = True
        row, delta, following = match[column], inf, 0
        for other in range(1, size + 1):
            if used[other]:
                continue
            reduced = cost[row - 1][other - 1] - up[row] - vp[other]
            if reduced < least[other]:
                least[other], way[other] = reduced, column
            if least[other] < delta:
                delta, following = least[other], other
        for other in range(size + 1):
            if used[other]:
                up[match[other]] += delta
                vp[other] -= delta
            else:
                least[other] -= delta
        column = following
    return column
