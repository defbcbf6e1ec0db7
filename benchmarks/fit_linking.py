"""Fits the weights of src/dateline/events/features.tsv: logistic regression with the sign that each feature's name promises.

    python -m benchmarks.fit_linking ../shared/corpora ../shared/gold/same-event.jsonl [CLAIMS.jsonl] > weights.tsv

On ECB+ topics 1 to 30 (gold mentions) and on the main happenings of the reports of same-event.jsonl, as the corpora's terms allow for the few
weights of a linking table. Each source weighs the same. CLAIMS.jsonl keeps coded claims of the reports between runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from dateline.events.blocks import blocks, candidates
from dateline.events.features import FEATURES, values
from dateline.events.traces import Trace

Array = NDArray[np.float64]
RIDGE = 2e-4
FREE = frozenset({"always", "same_report", "both_lead"})


def signs() -> Array:
    """1 for features that may only speak for one happening, -1 for those that may only speak against it, 0 for free ones."""
    against = ("other", "told")
    return np.array([0 if name in FREE else -1 if name.startswith(against) else 1 for name in FEATURES], dtype=float)


def fit(features: Array, same: Array, weight: Array, rounds: int = 4000) -> Array:
    """Weights of the features, by projected gradient with momentum."""
    sign, beta = signs(), np.zeros(features.shape[1])
    ahead, momentum, rate = beta.copy(), 0.0, 0.5
    for step in range(rounds):
        chance = 1 / (1 + np.exp(-features @ ahead))
        gradient = features.T @ (weight * (chance - same)) + RIDGE * ahead
        following = ahead - rate * gradient * 4
        following = np.where(sign > 0, np.maximum(following, 0), np.where(sign < 0, np.minimum(following, 0), following))
        momentum = step / (step + 3)
        ahead = following + momentum * (following - beta)
        beta = following
    return beta


def rows_of(pairs: Iterable[tuple[Trace, Trace, bool]]) -> tuple[Array, Array]:
    """Features and answers."""
    found = [(values(one, other), same) for one, other, same in pairs]
    return np.array([row for row, _ in found]), np.array([float(same) for _, same in found])


def ecb_pairs(traces: dict[int, list[Trace]], chains: dict[str, str]) -> Iterator[tuple[Trace, Trace, bool]]:
    """The pairs of mentions that linking would compare."""
    for topic in traces.values():
        by_key = {item.key: item for item in topic}
        near = {(a, b) for group in _by_report(topic) for a, b in combinations(sorted(item.key for item in group), 2)}
        for a, b in sorted(near | candidates(blocks(topic).values())):
            yield by_key[a], by_key[b], chains[a] == chains[b]


def _by_report(traces: Sequence[Trace]) -> list[list[Trace]]:
    found: dict[str, list[Trace]] = {}
    for item in traces:
        found.setdefault(item.report, []).append(item)
    return list(found.values())
