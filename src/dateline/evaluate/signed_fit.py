"""Logistic regression whose weights keep the signs that their features' names promise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
STEPS = 25
PRIOR = 5.0
"""Variance of each weight's normal prior."""


def signs(names: Sequence[str], free: frozenset[str]) -> Array:
    """1 for features that may only speak for one happening, -1 for those that may only speak against it, 0 for free ones."""
    return np.array([0 if name in free else -1 if name.startswith(("other", "told")) else 1 for name in names], dtype=float)


def fit(features: Array, same: Array, sign: Array, weight: Array | None = None) -> Array:
    """The weights [F] of features [P, F] for answers [P] that count by `weight` [P] (1 each where None), by Newton's method.

    Weights of the wrong sign are left out (0), one round after another, until none is.
    """
    counted = np.ones(len(same)) if weight is None else weight
    kept, out = np.ones(features.shape[1], bool), np.zeros(features.shape[1])
    while True:
        beta = newton(features[:, kept], same, counted)
        wrong = beta * sign[kept] < 0
        if not wrong.any():
            out[kept] = beta
            return out
        kept[np.flatnonzero(kept)[wrong]] = False


def newton(features: Array, same: Array, weight: Array) -> Array:
    """The weights that are likeliest, whatever their sign."""
    beta, precision = np.zeros(features.shape[1]), np.eye(features.shape[1]) / PRIOR
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(features @ beta, -30, 30)))
        gradient = features.T @ (weight * (chance - same)) + precision @ beta
        step = np.linalg.solve((features * (weight * chance * (1 - chance))[:, None]).T @ features + precision, gradient)
        beta = beta - step
        if np.abs(step).max() < 1e-5:
            break
    return beta
