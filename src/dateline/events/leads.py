"""The main happenings of two reports: a table of named features of its own, over what headline and first sentence tell.

Two reports of one happening agree on it where news is briefest. What the lead tells is therefore compared apart from what stands further down:
`crowned` marks each report's main telling, and `compare` weighs two of these by leads.tsv, every other pair by features.tsv.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import product

from dateline.errors import InvalidTable
from dateline.events.features import FEATURES, Weighed, explain, load_weights, probability, score
from dateline.events.traces import Main, Trace, merged
from dateline.events.words import weight
from dateline.ontology import rows

MOST_LEADS = 4
"""Tellings of a lead that are compared, the most prominent first."""
RARE = 0.5
"""Place names are compared by words that are rarer than this."""
LeadFeature = Callable[[Main, Main], float]


def crowned(tellings: Sequence[Trace], claims: Iterable[Trace]) -> list[Trace]:
    """The tellings of one report, the most prominent of them marked as its main happening; none where no claim stands out."""
    best = min(tellings, key=lambda item: (-item.prominence, item.key), default=None)
    if best is None or best.prominence <= 0:
        return list(tellings)
    ours = [item for item in claims if item.key in best.members]
    head = merged([item for item in ours if item.opening and not item.tally] or ours)
    lead = sorted((item for item in tellings if item.lead or item.first), key=lambda item: (-item.prominence, item.key))
    main = Main(head, tuple(lead[:MOST_LEADS]) or (best,))
    return [replace(item, main=main) if item is best else item for item in tellings]


def leads_alike(one: Main, other: Main) -> float:
    """The chance that the mean score of all tellings of the two leads stands for."""
    known = load_weights()
    scores = [score(a, b, known) for a, b in product(one.leads, other.leads)]
    return probability(sum(scores) / len(scores))


def leads_toll(one: Main, other: Main) -> float:
    """Tolls above two that are told in both leads: 1 from two."""
    mine, theirs = (frozenset(toll for item in main.leads for toll in item.tolls) for main in (one, other))
    return min(1.0, sum(0.5 for _, number in mine & theirs if number > 2))


def leads_place(one: Main, other: Main) -> float:
    """How rare a word is that place names of both leads share, from 0 (RARE) to 1."""
    mine, theirs = (frozenset(word for item in main.leads for spot in item.spots for word in spot.names) for main in (one, other))
    return max(0.0, (max(map(weight, mine & theirs), default=0.0) - RARE) / (1 - RARE))


def headline_number(one: Main, other: Main) -> float:
    """A number in both headlines: more for greater ones."""
    shared = one.head.heading & other.head.heading
    return max((min(1.0, math.log(number + 1) / math.log(20)) for number in shared), default=0.0)


def _of_heads(name: str) -> LeadFeature:
    feature = FEATURES[name]
    return lambda one, other: feature(one.head, other.head)


OWN: dict[str, LeadFeature] = {function.__name__: function for function in (leads_alike, leads_toll, leads_place, headline_number)}
HEADS = ("always", "shared_story", "story_names", "told_gap", "told_apart", "same_trigger", "same_toll", "other_place")
LEAD_FEATURES: dict[str, LeadFeature] = {**{name: _of_heads(name) for name in HEADS}, **OWN}
"""Every feature of two main happenings by name, 0 to 1; what each means stands beside its weight in leads.tsv."""


@cache
def load_lead_weights() -> Mapping[str, float]:
    """The weight of each feature, from leads.tsv. Raises InvalidTable where names and functions do not agree."""
    table = files("dateline.events") / "leads.tsv"
    found = {name: float(value) for name, value, _ in rows(table, 3)}
    if found.keys() != LEAD_FEATURES.keys():
        raise InvalidTable(f"{table.name}: expected one row for each feature; differing: {sorted(found.keys() ^ LEAD_FEATURES.keys())}")
    return found


def mains(one: Trace, other: Trace) -> tuple[Main, Main] | None:
    """Both main happenings, where two reports have them here."""
    return (one.main, other.main) if one.main and other.main and one.report != other.report else None


def compare(one: Trace, other: Trace, weights: Mapping[str, float]) -> float:
    """The log-odds that two tellings are of the same happening; `weights` are those of features.tsv."""
    both = mains(one, other)
    if both is None:
        return score(one, other, weights)
    return sum(value * LEAD_FEATURES[name](*both) for name, value in load_lead_weights().items() if value)


def reasons(one: Trace, other: Trace) -> list[Weighed]:
    """The features that spoke for or against a pair, the heaviest first."""
    both = mains(one, other)
    if both is None:
        return explain(one, other)
    found = (Weighed(name, LEAD_FEATURES[name](*both), value) for name, value in load_lead_weights().items())
    return sorted((item for item in found if item.share), key=lambda item: (-abs(item.share), item.name))
