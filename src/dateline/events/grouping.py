"""Traces -> groups: within a report first (tellings), then across reports (happenings)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from dateline.events.blocks import blocks, candidates
from dateline.events.clustering import Constraints, Pair, cluster, components, pair
from dateline.events.features import load_weights, score
from dateline.events.traces import Trace, merged

Weights = Mapping[str, float]
NONE = Constraints()
LOOSE = -1.0
"""Pairs that score below this never connect a component: at best they are outvoted."""


def tellings(traces: Iterable[Trace], constraints: Constraints = NONE, weights: Weights | None = None) -> list[Trace]:
    """Each report's traces, those of one happening merged into one; sorted by key. Reports do not influence each other."""
    known = load_weights() if weights is None else weights
    by_report: dict[str, list[Trace]] = defaultdict(list)
    for item in traces:
        by_report[item.report].append(item)
    found = [telling for report in by_report.values() for telling in _tellings(report, constraints, known)]
    return sorted(found, key=lambda item: item.key)


def _tellings(traces: Sequence[Trace], constraints: Constraints, weights: Weights) -> list[Trace]:
    by_key = {item.key: item for item in traces}
    scores = {pair(a, b): score(by_key[a], by_key[b], weights) for a, b in combinations(sorted(by_key), 2)}
    return [merged(by_key[key] for key in group) for group in cluster(by_key, scores, constraints)]


def compare(pairs: Iterable[Pair], by_key: Mapping[str, Trace], weights: Weights) -> dict[Pair, float]:
    """The scores of pairs of tellings."""
    return {(a, b): score(by_key[a], by_key[b], weights) for a, b in pairs}


def split(keys: Iterable[str], scores: Mapping[Pair, float], constraints: Constraints) -> list[list[str]]:
    """Keys in components within which, and never across which, clusters are made."""
    edges = [edge for edge, value in scores.items() if value > LOOSE]
    return components(keys, [*edges, *constraints.same])


def happenings(found: Sequence[Trace], constraints: Constraints = NONE, weights: Weights | None = None) -> list[tuple[str, ...]]:
    """Tellings in groups of one happening each, as sorted keys."""
    known = load_weights() if weights is None else weights
    by_key = {item.key: item for item in found}
    scores = compare(candidates(blocks(found).values()), by_key, known)
    return sorted(group for part in clustered(by_key, scores, constraints) for group in part)


def clustered(keys: Iterable[str], scores: Mapping[Pair, float], constraints: Constraints) -> list[list[tuple[str, ...]]]:
    """The clusters of each component."""
    parts = split(keys, scores, constraints)
    home = {key: number for number, part in enumerate(parts) for key in part}
    inside: list[dict[Pair, float]] = [{} for _ in parts]
    for (a, b), value in scores.items():
        if home[a] == home[b]:
            inside[home[a]][a, b] = value
    return [cluster(part, own, constraints) if len(part) > 1 else [(part[0],)] for part, own in zip(parts, inside, strict=True)]
