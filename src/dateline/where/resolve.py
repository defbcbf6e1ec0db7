"""Which of its namesakes a name means: all names of a report at once, by a table of named features that are summed.

Names support each other, so the sums are worked out three times over, each time with the places that lead so far.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log10
from typing import Any

import numpy as np

from dateline.ontology import rows
from dateline.where.distance import km_between
from dateline.where.entries import Spot
from dateline.where.found import WIDE
from dateline.where.gazetteer import Gazetteer
from dateline.where.names import ARTICLES, fold

ROUNDS = 3
MOST = 40
"""Namesakes considered; the rest are smaller."""
NEAR_KM = 120.0
LEAST = 0.75
"""The similarity that counts as nothing."""
UNKNOWN = 2_000
"""People of a place whose population nobody gives: it is listed for being a seat."""
FAMOUS = 1_000_000
LEAD = 8
"""How many times as populous as its next namesake a place is that is meant where nothing else is said."""
TOWN = 20_000
SETTLED = frozenset(("city", "town", "village"))
GROUPS = (
    frozenset(("city", "town", "village", "quarter", "camp")),
    frozenset(("province", "district", "area", "region", "country")),
    frozenset(("base", "airport", "crossing", "dam", "oilfield", "building", "bridge", "road")),
    frozenset(("mountain", "desert", "river", "lake", "sea", "island", "area", "region", "continent")),
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name to resolve: as written, with the kind word and country that its surroundings tell, and how often it stands there."""

    text: str
    kind: str = ""
    country: str = ""
    count: int = 1
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate with its features and their weighted sum; `chance` is its part of all candidates of the name."""

    spot: Spot
    features: Mapping[str, float]
    score: float
    chance: float


@cache
def weights() -> dict[str, float]:
    """The features' weights. Raises InvalidTable."""
    return {name: float(weight) for name, weight, _ in rows(files("dateline.where") / "features.tsv", 3)}


def candidates(name: Name, gazetteer: Gazetteer, countries: frozenset[str]) -> list[tuple[Spot, dict[str, float]]]:
    """The namesakes of `name` with the features that need no other name. `countries`: those that the report names."""
    hits = [(spot, own, 1.0) for spot, own in _exact(name, gazetteer)]
    if not any(_sound(name, spot, countries) for spot, _, _ in hits):
        hits.extend((spot, False, likeness) for spot, likeness in _near_misses(name, gazetteer, countries, bool(hits)))
    if name.country:
        hits = [hit for hit in hits if hit[0].country == name.country] or hits
    spots = [spot for spot, _, _ in hits]
    return [(spot, {**_alone(name, spot, own, likeness), **_among(name, spot, spots)}) for spot, own, likeness in hits[:MOST]]


def _among(name: Name, spot: Spot, spots: Sequence[Spot]) -> dict[str, float]:
    """What the namesakes say of each other: a unit named like its town, and one that is far better known than all others."""
    towns = [other for other in spots if other.kind in SETTLED and other.country == spot.country and other.population >= TOWN]
    seat = spot.kind in {"province", "district"} and not name.kind and any(_shares(spot, other) for other in towns)
    rival = max((other.population for other in spots if other is not spot and not _shares(spot, other)), default=0)
    return {"seat": float(seat), "leading": float(spot.population > LEAD * rival)}


def _shares(one: Spot, other: Spot) -> bool:
    """Whether two namesakes are a unit and its town."""
    return one.country == other.country and one.admin1 == other.admin1


def _sound(name: Name, spot: Spot, countries: frozenset[str]) -> bool:
    """Whether a namesake is good enough for other spellings not to be looked for."""
    if spot.kind in WIDE or spot.population >= FAMOUS:
        return True
    return not (name.kind and _clash(name.kind, spot.kind)) and (not countries or spot.country in countries)


def _near_misses(name: Name, gazetteer: Gazetteer, countries: frozenset[str], found: bool) -> list[tuple[Spot, float]]:
    """Other spellings: in the report's countries, and anywhere where those have none and no place is spelt so."""
    local = gazetteer.approximate(name.text, countries=countries) if countries else []
    return local if local or found else gazetteer.approximate(name.text)


def named_countries(names: Sequence[Name], gazetteer: Gazetteer) -> frozenset[str]:
    """The countries that the names name, as such or by their adjectives."""
    spots = (spot for name in names for spot, _ in _exact(name, gazetteer)[:1])
    return frozenset(spot.country for spot in spots if spot.kind == "country")


def _exact(name: Name, gazetteer: Gazetteer) -> list[tuple[Spot, bool]]:
    if name.text == name.country:
        return [(spot, own) for spot, own in gazetteer.country(name.country)]
    found = gazetteer.exact(name.text)
    folded = fold(name.text)
    bare = " ".join(word for word in folded.split() if word not in ARTICLES)
    return found or (gazetteer.exact(bare) if bare != folded and bare else [])


def _alone(name: Name, spot: Spot, own: bool, likeness: float) -> dict[str, float]:
    return {
        "population": log10(spot.population or UNKNOWN) / 8,
        "own": float(own),
        "likeness": max((likeness - LEAST) / (1 - LEAST), 0.0),
        "country": float(spot.kind in WIDE),
        "province": float(spot.kind == "province"),
        "district": float(spot.kind == "district"),
        "fit": float(bool(name.kind) and (name.kind == spot.kind or _settled(name.kind, spot.kind))),
        "clash": float(bool(name.kind) and _clash(name.kind, spot.kind)),
    }


def _settled(asked: str, kind: str) -> bool:
    return asked in SETTLED and kind in SETTLED


def _clash(asked: str, kind: str) -> bool:
    return asked not in {"area", "region"} and not any(asked in group and kind in group for group in GROUPS)


def resolve(names: Sequence[Name], gazetteer: Gazetteer) -> list[list[Choice]]:
    """For each name its candidates, best first; an empty list where the gazetteer knows none."""
    countries = named_countries(names, gazetteer)
    table = [candidates(name, gazetteer, countries) for name in names]
    board = Board(names, table)
    for _ in range(ROUNDS):
        board.play()
    return board.choices()


class Board:
    """All candidates of all names of a report as arrays: row i is a candidate, `owner[i]` its name."""

    def __init__(self, names: Sequence[Name], table: Sequence[Sequence[tuple[Spot, dict[str, float]]]]) -> None:
        """Lays out the candidates; nothing is weighed yet."""
        self.names, self.table = names, table
        self.spots = [spot for hits in table for spot, _ in hits]
        self.features = [features for hits in table for _, features in hits]
        self.owner = np.array([number for number, hits in enumerate(table) for _ in hits], dtype=int)
        self.where = np.array([(spot.lat, spot.lon) for spot in self.spots] or np.empty((0, 2)), dtype=float).reshape(-1, 2)
        self.wide = np.array([spot.kind in WIDE or spot.kind == "province" for spot in self.spots], dtype=bool)
        self.votes = np.array([1 + log10(name.count) for name in names], dtype=float)
        self.countries = _numbered([spot.country for spot in self.spots])
        self.units = _numbered([f"{spot.country}/{spot.admin1}" if spot.admin1 else "" for spot in self.spots])
        self.chance = np.zeros(len(self.spots))
        self.score = np.zeros(len(self.spots))
        self._within()
        self._weigh()

    def play(self) -> None:
        """Works out what the other names say of each candidate, and weighs anew."""
        if not len(self.spots):
            return
        share, unit, near = self._share(self.countries), self._share(self.units), self._near()
        for row, features in enumerate(self.features):
            features.update(share=float(share[row]), unit=float(unit[row]), near=float(near[row]))
        self._weigh()

    def choices(self) -> list[list[Choice]]:
        """The candidates of each name, best first."""
        found: list[list[Choice]] = [[] for _ in self.names]
        for row, owner in enumerate(self.owner):
            found[owner].append(Choice(self.spots[row], dict(self.features[row]), float(self.score[row]), float(self.chance[row])))
        return [sorted(choices, key=lambda choice: -choice.score) for choices in found]

    def _within(self) -> None:
        for row, owner in enumerate(self.owner):
            spot = self.spots[row]
            containers = {fold(spot.country), fold(spot.admin1)} - {""}
            self.features[row]["within"] = float(any(name in containers for name in self.names[owner].within))

    def _weigh(self) -> None:
        table = weights()
        self.score = np.array([sum(table[name] * value for name, value in features.items()) for features in self.features])
        for number in range(len(self.names)):
            rows_of = np.flatnonzero(self.owner == number)
            if len(rows_of):
                power = np.exp(self.score[rows_of] - self.score[rows_of].max())
                self.chance[rows_of] = power / power.sum()

    def _share(self, label: Any) -> Any:
        """For each candidate the part of the other names' votes that fall to its label (0 for the empty label)."""
        cast = self.chance * self.votes[self.owner]
        total = np.bincount(label, weights=cast)
        own = np.zeros((len(self.names), len(total)))
        np.add.at(own, (self.owner, label), cast)
        others = self.votes.sum() - self.votes[self.owner]
        share = (total[label] - own[self.owner, label]) / (others + 1)
        return np.where(label == 0, 0.0, share)

    def _near(self) -> Any:
        leaders = [rows_of[np.argmax(self.score[rows_of])] for rows_of in self._rows() if len(rows_of)]
        leaders = [row for row in leaders if not self.wide[row]]
        if not leaders:
            return np.zeros(len(self.spots))
        closeness = np.exp(-km_between(self.where, self.where[leaders]) / NEAR_KM) * self.chance[leaders][None, :]
        closeness[self.owner[:, None] == self.owner[leaders][None, :]] = 0
        total = closeness.sum(axis=1)
        return np.where(self.wide, 0.0, total / (total + 1))

    def _rows(self) -> list[Any]:
        return [np.flatnonzero(self.owner == number) for number in range(len(self.names))]


def _numbered(labels: Sequence[str]) -> Any:
    """A number for each label; 0 for the empty one."""
    numbers: dict[str, int] = {"": 0}
    return np.array([numbers.setdefault(label, len(numbers)) for label in labels], dtype=int)
