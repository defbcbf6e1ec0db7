"""Cross-validation on ECB+: for each topic, weights of the linking table fitted on the mentions of other topics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from dateline.evaluate.signed_fit import Array, fit, signs
from dateline.events.blocks import blocks, candidates
from dateline.events.clustering import Pair
from dateline.events.features import FEATURES, values
from dateline.events.traces import Trace

PARTS = 5
FREE = frozenset({"always", "same_report", "both_lead"})
MOST = 4000
"""Pairs of a topic from which weights are learned: evenly taken from all that linking would compare."""
SHIFTS = (0.0, 0.4, 0.8, 1.2)
Rows = tuple[Array, Array]
Weights = Mapping[str, float]
Quality = Callable[[Sequence[int], Weights], float]


def near(traces: Sequence[Trace]) -> list[Pair]:
    """The pairs of mentions that linking compares: those of one report, and those that share a block; sorted."""
    by_report: dict[str, list[str]] = defaultdict(list)
    for item in traces:
        by_report[item.report].append(item.key)
    inside = {pair for keys in by_report.values() for pair in combinations(sorted(keys), 2)}
    return sorted(inside | candidates(blocks(traces).values()))


def rows(traces: Sequence[Trace], chains: Mapping[str, str]) -> Rows:
    """Features [P, F] and answers [P] of a topic's pairs."""
    by_key, found = {item.key: item for item in traces}, near(traces)
    taken = found[:: max(1, -(-len(found) // MOST))]
    features = [values(by_key[a], by_key[b]) for a, b in taken]
    return np.array(features).reshape(-1, len(FEATURES)), np.array([float(chains[a] == chains[b]) for a, b in taken])


def weights_by_topic(traces: Mapping[int, Sequence[Trace]], chains: Mapping[str, str], quality: Quality) -> dict[int, Weights]:
    """For every topic the weights that the topics of the other parts teach; topic t lies in part t modulo PARTS.

    `quality` says how well given topics are grouped by given weights: by it the intercept is moved, since the pairs that are compared are not
    those that grouping decides on.
    """
    known = {topic: rows(found, chains) for topic, found in sorted(traces.items())}
    return {topic: weights for part in range(PARTS) for topic, weights in _part(known, part, quality)}


def _part(known: Mapping[int, Rows], part: int, quality: Quality) -> Iterator[tuple[int, Weights]]:
    held = [topic for topic in known if topic % PARTS == part]
    taught = [topic for topic in known if topic not in held]
    if not held or not taught:
        return
    features, same = (np.concatenate([known[topic][side] for topic in taught]) for side in (0, 1))
    beta = dict(zip(FEATURES, fit(features, same, signs(list(FEATURES), FREE)).tolist(), strict=True))
    moved = [{**beta, "always": beta["always"] + shift} for shift in SHIFTS]
    best = max(moved, key=lambda weights: quality(taught, weights))
    yield from ((topic, best) for topic in held)
