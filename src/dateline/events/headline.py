"""A report's main happening: what its headline and lead tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dateline.records import Claim, Event, Report

LEAD = 500
"""Code points of the text in which the lead stands."""
HEADLINE, FIRST, SECOND = 3.0, 2.0, 1.0
FACT = {"actual": 1.0, "denied": 0.5, "possible": 0.5, "planned": 0.4}


def opens(claim: Claim, report: Report) -> bool:
    """Whether the claim stands in the headline or in the first sentence, the headline that may be run into it left aside."""
    return claim.part == "title" or claim.sentence.start <= min(LEAD, len(report.title) + 120)


def prominence(claim: Claim, report: Report) -> float:
    """How much a claim says of what its report is about: headline over first sentence over lead; facts over plans; no running totals."""
    if claim.tally:
        return 0.0
    at = claim.sentence.start
    place = HEADLINE if claim.part == "title" else FIRST if opens(claim, report) else SECOND if at <= LEAD else 0.05
    return place * FACT[claim.status] * claim.confidence


def main_event(report: Report, claims: Iterable[Claim], event_of: Mapping[str, Event]) -> Event | None:
    """The event whose claims in the report are together the most prominent; None where the report makes no claim that counts.

    `event_of` gives the event of each claim (`Linked.event_of`).
    """
    weights: dict[str, float] = defaultdict(float)
    events: dict[str, Event] = {}
    for claim in claims:
        event = event_of.get(claim.id)
        if event is not None:
            events[event.id] = event
            weights[event.id] += prominence(claim, report)
    if not events:
        return None
    return events[min(weights, key=lambda name: (-weights[name], name))]
