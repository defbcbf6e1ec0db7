"""What of a report made no claim, and why: asked for at the desk, answered by reading the report once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coder import shipped
from dateline.errors import DatelineError
from dateline.readings import Reading
from dateline.records import Claim, Proposal, Report

SHOWN = 0.02
"""Least probability of the likeliest type at which a word is named as a candidate at all."""


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence without a claim of its own, and the reason."""

    sentence: str
    why: str


def left_out(report: Report, claims: Sequence[Claim]) -> tuple[tuple[Left, ...], str]:
    """(sentences without a claim, in the order of the text; what hindered the reading, "" where nothing did)."""
    try:
        reading = shipped().read(report)
    except DatelineError as error:
        return (), str(error)
    return tuple(_left(reading, claims, shipped().least)), ""


def _left(reading: Reading, claims: Sequence[Claim], least: float) -> Iterator[Left]:
    told = {(claim.part, claim.sentence.start) for claim in claims}
    for number, sentence in enumerate(reading.analysis.sentences):
        words = sentence.span.of(reading.report.part(sentence.part)).strip()
        if words and (sentence.part, sentence.span.start) not in told:
            proposals = [one for one in reading.analysis.proposals if one.sentence == number]
            text = reading.report.part(sentence.part)
            yield Left(words, _reason(proposals, text, least))


def _reason(proposals: Sequence[Proposal], text: str, least: float) -> str:
    rated = [(chance, kind, one) for one in proposals for kind, chance in one.types if kind != "O" and chance >= SHOWN]
    if not rated:
        return "no word in it reads like one of the codebook's events"
    chance, kind, one = max(rated, key=lambda row: row[0])
    return f"“{one.trigger.of(text)}” might be {kind} ({chance:.2f}), less than the {least:.2f} that a claim needs"
