"""Traces -> groups: within a report first (tellings), then across reports (happenings)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.events.blocks import blocks, candidates
from dateline.events.clustering import Constraints, Pair, cluster, components, pair
from dateline.events.features import load_weights, probability, score
from dateline.events.traces import Trace, merged

Weights = Mapping[str, float]
NONE = Constraints()
LOOSE = -0.5
"""Pairs that score below this never connect a component: at best they are outvoted."""
SMALL = 64
"""Components of at most so many tellings are compared pair by pair."""


@dataclass(frozen=True, slots=True)
class Group:
    """The keys of the tellings of one happening, sorted, and the mean chance that two of them belong together."""

    keys: tuple[str, ...]
    confidence: float


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


def compare(found: Mapping[str, Trace], weights: Weights) -> dict[Pair, float]:
    """The scores of the pairs of a component: all of them where it is small, else those that share a block within it."""
    close = combinations(sorted(found), 2) if len(found) <= SMALL else candidates(blocks(found.values()).values())
    return {(a, b): score(found[a], found[b], weights) for a, b in close}


def edges(pairs: Iterable[Pair], by_key: Mapping[str, Trace], weights: Weights) -> Iterator[Pair]:
    """Those of the pairs that may be of one happening."""
    return (link for link in pairs if score(by_key[link[0]], by_key[link[1]], weights) > LOOSE)


def happenings(found: Iterable[Trace], constraints: Constraints = NONE, weights: Weights | None = None) -> list[Group]:
    """Tellings in groups of one happening each, sorted."""
    known = load_weights() if weights is None else weights
    by_key = {item.key: item for item in found}
    links = edges(candidates(blocks(by_key.values()).values()), by_key, known)
    parts = components(by_key, [*links, *constraints.same])
    return sorted((group for part in parts for group in divide({k: by_key[k] for k in part}, constraints, known)), key=lambda g: g.keys)


def divide(component: Mapping[str, Trace], constraints: Constraints, weights: Weights) -> list[Group]:
    """The happenings of one component."""
    if len(component) == 1:
        return [Group(tuple(component), 1.0)]
    scores = compare(component, weights)
    return [Group(keys, confidence(keys, scores)) for keys in cluster(component, scores, constraints)]


def confidence(keys: Iterable[str], scores: Mapping[Pair, float]) -> float:
    """The mean chance, over compared pairs of a group, that they are of one happening; 1 for a telling alone."""
    found = [probability(scores[link]) for link in combinations(sorted(keys), 2) if link in scores]
    return sum(found) / len(found) if found else 1.0
