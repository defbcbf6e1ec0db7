"""Fits the weights of where/features.tsv on GeoVirus (openly licensed; under twenty numbers), and cross-validates them there.

Never on LGL, GeoWebNews or the Syrian names, which measure. `fit` returns weights; a person writes them into the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.evaluate.geo import NEAR_KM, Document, unseen
from dateline.records import Mention
from dateline.where import Gazetteer
from dateline.where.atlas import atlas
from dateline.where.distance import km
from dateline.where.resolve import Choice, weights

STEPS = 400
RATE = 0.03
FOLDS = 5
BY_HAND = frozenset(("likeness", "seat"))
"""Weights that GeoVirus cannot tell: its names are spelt as in the gazetteer, and a unit lies within 161 km of its town."""


@dataclass(frozen=True, slots=True)
class Case:
    """A toponym with several candidates: their features (a row each), and which of them lie within 161 km of the gold."""

    features: Any
    right: Any


def cases(documents: Sequence[Document], gazetteer: Gazetteer) -> list[list[Case]]:
    """The toponyms of each text whose candidates lie both near the gold and far from it."""
    return [_cases(document, gazetteer) for document in documents]


def _cases(document: Document, gazetteer: Gazetteer) -> list[Case]:
    gold = {toponym.span: toponym.at for toponym in document.gold if toponym.at}
    mentions = [Mention("text", toponym.span, toponym.text) for toponym in document.gold]
    located = atlas(document.report, mentions, gazetteer)
    found = [_case(name.choices, gold[name.found.span]) for name in located if name.found.span in gold and name.choices]
    return [case for case in found if case.right.any() and not case.right.all()]


def _case(choices: Sequence[Choice], at: tuple[float, float]) -> Case:
    features = np.array([[choice.features.get(name, 0.0) for name in weights()] for choice in choices])
    return Case(features, np.array([km(at, (choice.spot.lat, choice.spot.lon)) <= NEAR_KM for choice in choices]))


def fit(found: Sequence[Case], start: Mapping[str, float], pull: float = 1.0) -> dict[str, float]:
    """Maximum likelihood of a right candidate under the softmax of the sums, drawn towards `start` with strength `pull`."""
    names, first = list(start), np.array(list(start.values()))
    spread = np.maximum(1.0, np.abs(first)) / 2
    free = np.array([name not in BY_HAND for name in names])
    now, mean, square = first.copy(), np.zeros_like(first), np.zeros_like(first)
    for step in range(1, STEPS):
        slope = free * (sum((_slope(case, now) for case in found), np.zeros_like(now)) + pull * (now - first) / spread**2)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        now = now - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, map(float, now), strict=True))


def _slope(case: Case, now: Any) -> Any:
    score = case.features @ now
    chance = np.exp(score - score.max())
    chance /= chance.sum()
    right = chance * case.right
    return case.features.T @ (chance - right / (right.sum() + 1e-12))


def right_share(found: Sequence[Case], now: Mapping[str, float]) -> float:
    """How many of the cases put a right candidate first."""
    vector = np.array(list(now.values()))
    return sum(bool(case.right[np.argmax(case.features @ vector)]) for case in found) / max(len(found), 1)


def cross_validate(corpora: Path, gazetteer: Gazetteer | None = None) -> dict[str, float]:
    """The share of ambiguous toponyms of GeoVirus put right by weights fitted on the other four fifths of its texts, and by the table's."""
    texts = cases(unseen(corpora, "GeoVirus"), gazetteer or Gazetteer.open())
    right, total = 0.0, 0
    for fold in range(FOLDS):
        seen = [case for number, text in enumerate(texts) if number % FOLDS != fold for case in text]
        held = [case for number, text in enumerate(texts) if number % FOLDS == fold for case in text]
        right += right_share(held, fit(seen, weights())) * len(held)
        total += len(held)
    every = [case for text in texts for case in text]
    return {"cases": total, "cross_validated": right / max(total, 1), "table": right_share(every, weights())}
