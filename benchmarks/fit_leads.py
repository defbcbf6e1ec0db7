"""Fits the weights of src/dateline/events/leads.tsv on reports grouped by their main happening.

    python -m benchmarks.fit_leads ../shared/corpora ../shared/gold/same-event.jsonl [CLAIMS.jsonl] > weights.tsv

Logistic regression over all pairs of reports told within ten days of each other, each weight held to the sign that its name promises. What is
added to the intercept is chosen by cross-validation: five times, the groups are divided into five parts, and every part is grouped by weights
fitted on the other four. The cross-validated figures go to standard error. CLAIMS.jsonl keeps coded claims of the reports between runs.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from dateline.coder import Coder
from dateline.evaluate.coreference import b_cubed, pairwise
from dateline.evaluate.grouping import REPORTS, Gold, read_dated, read_groups
from dateline.evaluate.signed_fit import Array, fit, signs
from dateline.events.clustering import Pair, cluster
from dateline.events.grouping import tellings
from dateline.events.leads import LEAD_FEATURES
from dateline.events.traces import Main, story, trace
from dateline.records import Claim, Report, claim_from_dict, claim_to_dict

DAYS = 10
SIGNS = signs(list(LEAD_FEATURES), frozenset({"always"}))
PARTS, ROUNDS = 5, 5
SHIFTS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Pairs:
    """Pairs of reports, their features [P, F] and whether they are of one group."""

    names: list[Pair]
    features: Array
    same: Array


def coded(reports: Sequence[Report], kept: Path | None) -> dict[str, list[Claim]]:
    """The claims of each report, from the file where it is there, else coded and kept in it."""
    if kept and kept.is_file():
        claims = [claim_from_dict(json.loads(line)) for line in kept.read_text(encoding="utf-8").splitlines()]
    else:
        coder = Coder.load()
        claims = [claim for report in reports for claim in coder.code(report)]
        if kept:
            kept.write_text("".join(json.dumps(claim_to_dict(claim)) + "\n" for claim in claims), encoding="utf-8")
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.report].append(claim)
    return found


def main_of(report: Report, claims: Sequence[Claim]) -> Main | None:
    """The report's main happening as linking knows it."""
    about = story(report)
    return next((telling.main for telling in tellings(trace(claim, report, about) for claim in claims) if telling.main), None)


def pairs_of(mains: dict[str, Main], gold: Gold) -> Pairs:
    """The pairs of scored reports with a main happening, told within DAYS of each other."""
    home = {name: number for number, group in enumerate(gold.groups) for name in group}
    known = sorted(name for name in mains if name in home)
    names = [(a, b) for a, b in combinations(known, 2) if abs((mains[a].head.told or 0) - (mains[b].head.told or 0)) <= DAYS]
    features = [[feature(mains[a], mains[b]) for feature in LEAD_FEATURES.values()] for a, b in names]
    return Pairs(names, np.array(features), np.array([float(home[a] == home[b]) for a, b in names]))


def held_out(pairs: Pairs, gold: Gold, seed: int) -> Array:
    """A score for each pair by weights that saw neither report; the mean of two such where the reports lie in different parts."""
    order = list(range(len(gold.groups)))
    random.Random(seed).shuffle(order)
    part = {name: at % PARTS for at, number in enumerate(order) for name in gold.groups[number]}
    sides = np.array([[part[a], part[b]] for a, b in pairs.names])
    total, count = np.zeros(len(pairs.names)), np.zeros(len(pairs.names))
    for number in range(PARTS):
        inside = (sides == number).any(axis=1)
        beta = fit(pairs.features[~inside], pairs.same[~inside], SIGNS)
        total[inside] += pairs.features[inside] @ beta
        count[inside] += 1
    return total / count


def figures(pairs: Pairs, gold: Gold, scores: Array) -> tuple[float, float]:
    """Pairwise and B-cubed F1 of the groups that the scores make."""
    known = dict(zip(pairs.names, scores.tolist(), strict=True))
    groups = [frozenset(group) for group in cluster(gold.reports, known)]
    return pairwise(gold.groups, groups)[2], b_cubed(gold.groups, groups)[2]


def best_shift(pairs: Pairs, gold: Gold) -> float:
    """What is best added to every score, by the mean of pairwise F1 over the rounds."""
    scores = [held_out(pairs, gold, seed) for seed in range(ROUNDS)]
    means = {shift: np.mean([figures(pairs, gold, own + shift) for own in scores], axis=0) for shift in SHIFTS}
    for shift, (pairwise_f1, bcubed_f1) in means.items():
        print(f"cross-validated, intercept {shift:+.2f}: pairwise F1 {pairwise_f1:.3f}, B-cubed F1 {bcubed_f1:.3f}", file=sys.stderr)
    return max(means, key=lambda shift: float(means[shift][0]))


def main(corpora: Path, groups: Path, kept: Path | None = None) -> None:
    """Fits and prints name and weight of each feature."""
    gold, reports = read_groups(groups), read_dated(corpora / "dev" / "fakes" / REPORTS)
    claims = coded(reports, kept)
    mains = {report.id: found for report in reports if (found := main_of(report, claims[report.id]))}
    pairs = pairs_of(mains, gold)
    beta = fit(pairs.features, pairs.same, SIGNS)
    beta[list(LEAD_FEATURES).index("always")] += best_shift(pairs, gold)
    for name, value in zip(LEAD_FEATURES, beta, strict=True):
        print(f"{name}\t{value:.2f}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
