"""`evaluate calibration`: what confidence is worth, the precision-recall curve, and how wide the small dev set leaves the figures."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.coder import Coder
from dateline.evaluate.claims import score
from dateline.evaluate.matching import pair_claims
from dateline.evaluate.setting import Figures, Setting
from dateline.records import Claim
from dateline.training.calibration import expected_error
from dateline.training.claims import read_gold

STEPS = tuple(round(0.1 + 0.05 * step, 2) for step in range(18))
RESAMPLES = 1000
SHOWN = ("SLOTS", "trigger", "trigger+type", "sources", "status not actual", "killed")


@dataclass(frozen=True, slots=True)
class Coded:
    """A report's annotated claims and its coded ones down to no confidence at all."""

    gold: Sequence[Claim]
    coded: Sequence[Claim]

    def above(self, least: float) -> tuple[Sequence[Claim], list[Claim]]:
        """The annotated claims and the coded ones of at least this confidence."""
        return self.gold, [claim for claim in self.coded if claim.confidence >= least]


def outcomes(reports: Sequence[Coded]) -> list[tuple[float, bool]]:
    """(confidence, whether trigger and type are right) of every coded claim."""
    out: list[tuple[float, bool]] = []
    for report in reports:
        right = {id(coded) for gold, coded in pair_claims(report.gold, report.coded)[0] if gold.type == coded.type}
        out.extend((claim.confidence, id(claim) in right) for claim in report.coded)
    return out


def curve(reports: Sequence[Coded]) -> list[dict[str, float]]:
    """Precision and recall of trigger with type, and slot F1, at each step of least confidence."""
    points = []
    for least in STEPS:
        scores = score(report.above(least) for report in reports)
        precision, recall, _ = scores.prf("trigger+type")
        row = {"least": least, "precision": precision, "recall": recall, "slots": scores.prf("SLOTS")[2]}
        points.append({name: round(value, 4) for name, value in row.items()})
    return points


def intervals(reports: Sequence[Coded], least: float) -> dict[str, tuple[float, float]]:
    """95% intervals of F1 by resampling whole reports (percentile bootstrap, fixed seed)."""
    each = [score([report.above(least)]).tally for report in reports]
    chance = random.Random(1)
    drawn: dict[str, list[float]] = {name: [] for name in SHOWN}
    for _ in range(RESAMPLES):
        sample = chance.choices(each, k=len(each))
        for name in SHOWN:
            right, gold, coded = (sum(tally.get(name, [0, 0, 0])[i] for tally in sample) for i in range(3))
            drawn[name].append(2 * right / (gold + coded) if gold + coded else 0.0)
    return {name: (round(sorted(v)[RESAMPLES // 40], 3), round(sorted(v)[-RESAMPLES // 40], 3)) for name, v in drawn.items()}


def run(setting: Setting) -> Figures:
    """On the annotated reports (`gold/dev.jsonl` beside the corpora): calibration_error, curve, intervals."""
    annotated = list(read_gold(setting.path("..", "gold", "dev.jsonl")))
    coder = Coder.load(setting.model)
    least, coder.least = coder.least, 0.0
    reports = [Coded(report.claims, coder.code(report.report)) for report in annotated]
    error = round(expected_error([pair for pair in outcomes(reports) if pair[0] >= least]), 4)
    points, spread = curve(reports), intervals(reports, least)
    lines = [f"expected calibration error of the claims above the threshold {least}: {error:.3f}", "", "least  precision  recall  slot F1"]
    lines += [f"{p['least']:5.2f}  {p['precision']:9.3f}  {p['recall']:6.3f}  {p['slots']:7.3f}" for p in points]
    lines += ["", "95% intervals of F1 at the threshold, reports resampled:"]
    lines += [f"{name:18} {low:.3f} to {high:.3f}" for name, (low, high) in spread.items()]
    return Figures({"calibration_error": error, "threshold": least, "curve": points, "intervals": spread}, "\n".join(lines))
