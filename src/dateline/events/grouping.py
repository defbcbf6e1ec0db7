"""Traces -> groups: within a report first (tellings), then across reports (happenings)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.events.blocks import blocks, candidates
from dateline.events.clustering import Constraints, Pair, cluster, components, pair
from dateline.events.features import load_weights, probability, score
from dateline.events.leads import compare as weigh
from dateline.events.leads import crowned
from dateline.events.traces import Trace, merged

Weights = Mapping[str, float]
NONE = Constraints()
LOOSE = -0.5
"""Pairs that score below this never connect a component: at best they are outvoted."""
SMALL = 64
"""Components of at most so many tellings are compared pair by pair."""
MAINS = 128
"""So many main happenings of a larger component are."""


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
    found = [merged(by_key[key] for key in group) for group in cluster(by_key, scores, constraints)]
    return crowned(found, traces)


def compare(found: Mapping[str, Trace], weights: Weights) -> dict[Pair, float]:
    """The scores of the pairs of a component: all of them where it is small, else those that share a block within it, and all main ones."""
    if len(found) <= SMALL:
        close: Iterable[Pair] = combinations(sorted(found), 2)
    else:
        mains = sorted(key for key, item in found.items() if item.main)
        close = candidates(blocks(found.values()).values()) | set(combinations(mains, 2) if len(mains) <= MAINS else ())
    return {(a, b): weigh(found[a], found[b], weights) for a, b in close}


def edges(pairs: Iterable[Pair], by_key: Mapping[str, Trace], weights: Weights) -> Iterator[Pair]:
    """Those of the pairs that may be of one happening."""
    return (link for link in pairs if weigh(by_key[link[0]], by_key[link[1]], weights) > LOOSE)


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
    held = mains_first(component, scores, constraints)
    return [Group(keys, confidence(keys, scores)) for keys in cluster(component, scores, held)]


def mains_first(component: Mapping[str, Trace], scores: Mapping[Pair, float], constraints: Constraints) -> Constraints:
    """The constraints with what the main happenings of the reports come to among themselves.

    They are surest, and are grouped before anything else: what the reports tell in passing joins them and does not sway them.
    """
    keys = {key for key, item in component.items() if item.main}
    between = {link: value for link, value in scores.items() if keys.issuperset(link)}
    groups = cluster(keys, between, ruled_between(keys, component, constraints))
    home = {key: at for at, group in enumerate(groups) for key in group}
    same = {pair(group[0], key) for group in groups for key in group[1:]}
    apart = {link for link in between if home[link[0]] != home[link[1]]}
    return Constraints(constraints.same | same, constraints.different | apart)


def _inside(links: Iterable[Pair], keys: Container[str]) -> Iterator[Pair]:
    return (link for link in links if link[0] in keys and link[1] in keys)


def ruled_between(keys: Iterable[str], every: Collection[str], constraints: Constraints) -> Constraints:
    """The constraints as they bind these keys, those that hold by way of the others counted in."""
    if not constraints.same and not constraints.different:
        return constraints
    root = {key: group[0] for group in components(every, _inside(constraints.same, every)) for key in group}
    ours: dict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        ours[root[key]].append(key)
    same = {pair(group[0], key) for group in ours.values() for key in group[1:]}
    barred = {(root[one], root[other]) for one, other in constraints.different if one in root and other in root}
    different = {pair(ours[one][0], ours[other][0]) for one, other in barred if one != other and one in ours and other in ours}
    return Constraints(frozenset(same), frozenset(different))


def confidence(keys: Iterable[str], scores: Mapping[Pair, float]) -> float:
    """The mean chance, over compared pairs of a group, that they are of one happening; 1 for a telling alone."""
    found = [probability(scores[link]) for link in combinations(sorted(keys), 2) if link in scores]
    return sum(found) / len(found) if found else 1.0
