"""What a map and a time line draw of a happening: a mark, small enough to hold many of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.exports import days
from dateline.exports.happening import Happening
from dateline.ontology import load_types
from dateline.records import RADIUS_KM, Status

COLOURS = {0: "#5c6970", 1: "#3b74a8", 2: "#2b8a76", 3: "#c98a17", 4: "#b33f2e"}
"""By the quad class of PLOVER, 0 for none; colour-blind people can tell them apart."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`lat` and `lon` in degrees, None where it is not located; `radius_km` how far from there it may have been; `start` and `end`
    inclusive, None where it is not dated; `quad` 1 to 4 (PLOVER's classes, 0 for an unknown type); `killed` the best guess."""

    id: str
    label: str
    place: str
    lat: float | None
    lon: float | None
    radius_km: float
    start: date | None
    end: date | None
    quad: int
    status: Status
    killed: int

    @property
    def colour(self) -> str:
        """The colour of its quad class."""
        return COLOURS[self.quad]


def mark_of(happening: Happening) -> Mark:
    """The mark of a happening."""
    place, when, kind = happening.place, happening.when, load_types().get(happening.type)
    first, killed = days.first(when), happening.tolls.get("killed")
    return Mark(
        id=happening.id,
        label=happening.label,
        place=(place.name or place.text) if place else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        radius_km=RADIUS_KM[place.precision] if place else 0.0,
        start=first,
        end=(when.end or first) if when else None,
        quad=kind.quad if kind else 0,
        status=happening.status,
        killed=(killed.best or killed.low or 0) if killed else 0,
    )
