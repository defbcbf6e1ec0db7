"""The table of named features by which two tellings are compared: what each says, and what it weighs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.errors import InvalidTable
from dateline.events.places import gap_km
from dateline.events.traces import Trace, window
from dateline.events.words import weight
from dateline.ontology import load_types, rows

HERE = files("dateline.events")
Feature = Callable[[Trace, Trace], float]
NEAR_KM = 25.0
FAR_KM = 150.0
INTERCEPT = "always"


def always(one: Trace, other: Trace) -> float:
    return 1.0


def same_report(one: Trace, other: Trace) -> float:
    return float(one.report == other.report)


def same_trigger(one: Trace, other: Trace) -> float:
    return float(not one.triggers.isdisjoint(other.triggers))


def rare_trigger(one: Trace, other: Trace) -> float:
    return max((weight(word) for word in one.triggers & other.triggers), default=0.0)


def same_family(one: Trace, other: Trace) -> float:
    return float(one.triggers.isdisjoint(other.triggers) and not one.families.isdisjoint(other.families))


def same_type(one: Trace, other: Trace) -> float:
    return float(not one.types.isdisjoint(other.types))


def other_quad(one: Trace, other: Trace) -> float:
    return float(quads(one).isdisjoint(quads(other)) and bool(one.types and other.types))


def quads(item: Trace) -> set[int]:
    """The quad classes of a telling's types."""
    known = load_types()
    return {known[name].quad for name in item.types if name in known}


def same_mode(one: Trace, other: Trace) -> float:
    return float(not one.modes.isdisjoint(other.modes))


def other_mode(one: Trace, other: Trace) -> float:
    return float(bool(one.modes and other.modes) and one.modes.isdisjoint(other.modes))


def other_status(one: Trace, other: Trace) -> float:
    return float(one.statuses.isdisjoint(other.statuses))


def other_tally(one: Trace, other: Trace) -> float:
    return float(one.tally != other.tally)


def named(keys: frozenset[str]) -> bool:
    """Whether any key names somebody, not only a country and sector."""
    return any(not key.startswith("=") for key in keys)


def same_actor(one: Trace, other: Trace) -> float:
    return float(named(one.actors & other.actors))


def same_side(one: Trace, other: Trace) -> float:
    shared = one.actors & other.actors
    return float(bool(shared) and not named(shared))


def other_actor(one: Trace, other: Trace) -> float:
    return float(bool(one.actors and other.actors) and one.actors.isdisjoint(other.actors | other.recipients))


def same_recipient(one: Trace, other: Trace) -> float:
    return float(named(one.recipients & other.recipients))


def other_recipient(one: Trace, other: Trace) -> float:
    return float(bool(one.recipients and other.recipients) and one.recipients.isdisjoint(other.actors | other.recipients))


def same_place(one: Trace, other: Trace) -> float:
    gap = gap_km(one, other)
    return 0.0 if gap is None or gap > NEAR_KM else 1.0 - gap / (2 * NEAR_KM)


def named_place(one: Trace, other: Trace) -> float:
    names = {name for spot in one.spots for name in spot.names} & {name for spot in other.spots for name in spot.names}
    return max((weight(name) for name in names), default=0.0)


def other_place(one: Trace, other: Trace) -> float:
    gap = gap_km(one, other)
    return 0.0 if gap is None or gap <= NEAR_KM else min(1.0, (gap - NEAR_KM) / (FAR_KM - NEAR_KM))


def same_day(one: Trace, other: Trace) -> float:
    if one.days is None or other.days is None or apart(one.days, other.days) > 0:
        return 0.0
    return 1.0 / math.sqrt(1 + max(one.days[1] - one.days[0], other.days[1] - other.days[0]))


def other_day(one: Trace, other: Trace) -> float:
    if one.days is None or other.days is None:
        return 0.0
    gap = apart(one.days, other.days)
    return 0.15 if gap == 1 else min(1.0, gap / 3)  # reports of one night often differ by a day


def apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Days between two intervals, 0 where they share one."""
    return max(0, one[0] - other[1], other[0] - one[1])


def told_apart(one: Trace, other: Trace) -> float:
    mine, theirs = window(one), window(other)
    return 0.0 if mine is None or theirs is None else min(1.0, apart(mine, theirs) / 7)


def same_toll(one: Trace, other: Trace) -> float:
    shared = one.tolls & other.tolls
    return max((min(1.0, math.log(number + 1) / math.log(20)) for _, number in shared), default=0.0)


def other_toll(one: Trace, other: Trace) -> float:
    kinds = {kind for kind, _ in one.tolls} & {kind for kind, _ in other.tolls}
    if not kinds or one.tolls & other.tolls:
        return 0.0
    gaps = [abs(math.log(a / b)) for kind, a in one.tolls for own, b in other.tolls if kind == own]
    return min(1.0, min(gaps))


def shared_words(one: Trace, other: Trace) -> float:
    return one.words.overlap(other.words)


def shared_names(one: Trace, other: Trace) -> float:
    return min(1.0, len(one.names & other.names) / 2)


def story_names(one: Trace, other: Trace) -> float:
    return 0.0 if one.report == other.report else min(1.0, len(one.about & other.about) / 4)


def shared_headline(one: Trace, other: Trace) -> float:
    return 0.0 if one.report == other.report else one.headline.overlap(other.headline)


def shared_story(one: Trace, other: Trace) -> float:
    return 0.0 if one.report == other.report else one.story.overlap(other.story)


def story_numbers(one: Trace, other: Trace) -> float:
    shared = one.counted & other.counted if one.report != other.report else ()
    return min(1.0, sum(0.3 if number < 10 else 0.6 for number in shared))


def told_gap(one: Trace, other: Trace) -> float:
    return 0.0 if one.told is None or other.told is None else min(1.0, abs(one.told - other.told) / 5)


def both_lead(one: Trace, other: Trace) -> float:
    return float(one.lead and other.lead and one.report != other.report)


def headline_lead(one: Trace, other: Trace) -> float:
    if one.report != other.report or quads(one).isdisjoint(quads(other)):
        return 0.0
    return float((one.title and other.first) or (one.first and other.title) or (one.first and other.first))


FEATURES: dict[str, Feature] = {
    function.__name__: function
    for function in (
        *(always, same_report, same_trigger, rare_trigger, same_family, same_type, other_quad, same_mode, other_mode),
        *(other_status, other_tally, same_actor, same_side, other_actor, same_recipient, other_recipient),
        *(same_place, named_place, other_place, same_day, other_day, told_apart, same_toll, other_toll),
        *(shared_words, shared_names, shared_story, story_names, shared_headline, story_numbers, told_gap, both_lead, headline_lead),
    )
}
"""Every feature by name, 0 to 1; what each means stands beside its weight in features.tsv."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One feature of a pair: its name, value (0 to 1), weight, and what it adds to the score."""

    name: str
    value: float
    weight: float

    @property
    def share(self) -> float:
        return self.value * self.weight


@cache
def load_weights() -> Mapping[str, float]:
    """The weight of each feature, from features.tsv. Raises InvalidTable where names and functions do not agree."""
    table = HERE / "features.tsv"
    found = {name: float(value) for name, value, _ in rows(table, 3)}
    if found.keys() != FEATURES.keys():
        raise InvalidTable(f"{table.name}: expected one row for each feature; differing: {sorted(found.keys() ^ FEATURES.keys())}")
    return found


def explain(one: Trace, other: Trace, weights: Mapping[str, float] | None = None) -> list[Weighed]:
    """The features of a pair that say anything, the heaviest first."""
    known = load_weights() if weights is None else weights
    found = (Weighed(name, FEATURES[name](one, other), value) for name, value in known.items())
    return sorted((item for item in found if item.value), key=lambda item: (-abs(item.share), item.name))


def values(one: Trace, other: Trace) -> list[float]:
    """Every feature's value, in the order of FEATURES."""
    return [feature(one, other) for feature in FEATURES.values()]


def score(one: Trace, other: Trace, weights: Mapping[str, float]) -> float:
    """The log-odds that two tellings are of the same happening."""
    return sum(value * FEATURES[name](one, other) for name, value in weights.items() if value)


def probability(log_odds: float) -> float:
    """The chance that a score stands for."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))
