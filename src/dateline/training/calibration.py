"""Confidence that means something: raw scores against the share of claims that were right, on reports held back from training."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.language.encoder import Encoder
from dateline.records import Proposal
from dateline.training.annotation import Annotated

LEAST = 60
"""Proposals in a knot: fewer would make its share a guess."""


def outcomes(encoder: Encoder, held: Sequence[Annotated]) -> list[tuple[float, bool]]:
    """(raw score, whether trigger and type are right) of every proposal on annotated reports."""
    out = []
    for annotated in held:
        analysis = encoder.analyse(annotated.report)
        for proposal in analysis.proposals:
            kind, chance = _kind(proposal)
            part = analysis.sentences[proposal.sentence].part
            right = any(claim.part == part and claim.type == kind and claim.trigger.span.overlaps(proposal.trigger) for claim in annotated.claims)
            out.append((chance, right))
    return out


def _kind(proposal: Proposal) -> tuple[str, float]:
    return next(pair for pair in proposal.types if pair[0] != "O")


def isotonic(pairs: Sequence[tuple[float, bool]], least: int = LEAST) -> list[tuple[float, float]]:
    """Knots (raw score, share right) that never fall (pool adjacent violators), each over at least `least` pairs."""
    ordered = sorted(pairs)
    blocks: list[list[float]] = []
    for start in range(0, len(ordered), least):
        chunk = ordered[start : start + least]
        blocks.append([sum(raw for raw, _ in chunk), float(sum(right for _, right in chunk)), float(len(chunk))])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return [(round(total / size, 4), round(right / size, 4)) for total, right, size in blocks]


def calibrate(encoder: Encoder, held: Sequence[Annotated]) -> list[tuple[float, float]]:
    """The knots that `model.json` carries."""
    return isotonic(outcomes(encoder, held))


def expected_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: the mean distance, over equal bins of confidence, of confidence from the share right."""
    total = 0.0
    for number in range(bins):
        inside = [pair for pair in pairs if number / bins <= pair[0] < (number + 1) / bins or (number == bins - 1 and pair[0] == 1)]
        if inside:
            total += abs(sum(c for c, _ in inside) - sum(r for _, r in inside))
    return total / max(1, len(pairs))
