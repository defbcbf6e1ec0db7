"""Why the reports of an event are taken to tell of one happening: for each, the telling nearest to it and the features that spoke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.events.features import Weighed, load_weights
from dateline.events.leads import compare, load_lead_weights, mains, reasons
from dateline.events.traces import Trace


@dataclass(frozen=True, slots=True)
class Spoken:
    """Two tellings of an event, by report and by the stems of their triggers.

    `log_odds` is that both are of one happening: `base`, how unlikely that is before anything is known, and the shares of `features`, the
    heaviest first. `lead` where both are the main happenings of their reports, which are weighed by a table of their own (leads.tsv).
    """

    one: str
    other: str
    triggers: tuple[tuple[str, ...], tuple[str, ...]]
    log_odds: float
    base: float
    features: tuple[Weighed, ...]
    lead: bool


def why(tellings: Sequence[Trace]) -> list[Spoken]:
    """For each telling but the first, the pair with the one before it that is most like it; none for an event that one report tells once."""
    known = load_weights()
    found = []
    for at, item in enumerate(tellings[1:], 1):
        nearest = max(tellings[:at], key=lambda other: (compare(other, item, known), other.key))
        found.append(_spoken(nearest, item, compare(nearest, item, known)))
    return found


def _spoken(one: Trace, other: Trace, log_odds: float) -> Spoken:
    lead = mains(one, other) is not None
    base = (load_lead_weights() if lead else load_weights())["always"]
    features = tuple(item for item in reasons(one, other) if item.name != "always")
    return Spoken(one.report, other.report, (tuple(sorted(one.triggers)), tuple(sorted(other.triggers))), log_odds, base, features, lead)
