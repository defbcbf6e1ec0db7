"""Places and days told more coarsely: coordinates, names and precision follow."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from math import cos, floor, radians

from dateline.records import RADIUS_KM, Interval, Place, Precision
from dateline.sensitivity.rules import PLACE_KM, Coarsening, DayLevel
from dateline.who.veil import WITHHELD

KM_A_DEGREE = 111.32
"""Length of a degree of latitude, and of longitude at the equator."""
Centre = Callable[[str, str], tuple[float, float] | None]
"""(country alpha-3, admin1 or "") -> (latitude, longitude) of its centre, or None."""
DISTRICT_GRID_KM = 2 * PLACE_KM["district"]
"""Records know no districts: one is told as the cell of a grid whose width is a district's usual diameter."""


@dataclass(frozen=True, slots=True)
class Coarse:
    """How coarse a record becomes: `km` 0 leaves the place; `grid` where it lies on a grid of that many km, else a level."""

    km: float = 0.0
    grid: bool = False
    day: DayLevel | None = None

    @property
    def said(self) -> tuple[str, ...]:
        """What the output says of it: "place to region", "place to a 50 km grid", "day to month"."""
        level = f"a {self.km:g} km grid" if self.grid else next((name for name, km in PLACE_KM.items() if km == self.km), "")
        return (*((f"place to {level}",) if self.km else ()), *((f"day to {self.day}",) if self.day else ()))


def coarsest(rules: tuple[Coarsening, ...]) -> Coarse:
    """What several rules together ask: the coarsest place and the coarsest day."""
    placed = max(rules, key=lambda rule: rule.km, default=Coarsening())
    days = {rule.day for rule in rules}
    return Coarse(placed.km, placed.grid_km is not None, "year" if "year" in days else "month" if "month" in days else None)


def coarser_place(place: Place, coarse: Coarse, centre: Centre | None = None) -> Place:
    """The place no finer than `coarse`; one that is as coarse already stays.

    Its name becomes the first-order division's, or the country's code; its own words and number go. On a grid the coordinates are
    the cell's centre; of a region or country they are what `centre` says, or None.
    """
    if not coarse.km or RADIUS_KM[place.precision] >= coarse.km or (place.lat is None and place.text == WITHHELD):
        return place
    precision, admin1 = _precision(coarse), "" if coarse.km >= PLACE_KM["country"] else place.admin1
    if precision == "province" and not admin1:
        precision = "country"
    point = _snapped(place, coarse) if coarse.grid or coarse.km == PLACE_KM["district"] else _middle(place, admin1, centre)
    lat, lon = point if point else (None, None)
    return replace(
        place,
        text=WITHHELD,
        name=admin1 or place.country,
        lat=lat,
        lon=lon,
        precision=precision,
        admin1=admin1,
        geonameid=None,
    )


def cell(lat: float, lon: float, km: float) -> tuple[float, float]:
    """The centre of the grid cell of `km` by `km` that a point lies in, in degrees to four places; cells narrow towards the poles."""
    row = km / KM_A_DEGREE
    middle = min(max((floor(lat / row) + 0.5) * row, -90.0), 90.0)
    column = min(row / max(cos(radians(middle)), 0.01), 360.0)
    east = (floor(lon / column) + 0.5) * column
    return round(middle, 4), round(min(max(east, -180.0), 180.0), 4)


def coarser_interval(interval: Interval, level: DayLevel) -> Interval:
    """The whole months or years that the interval touches; open ends stay open."""
    first, last = interval.start, interval.end
    return Interval(first and _first(first, level), last and _last(last, level))


def _precision(coarse: Coarse) -> Precision:
    radius = coarse.km if not coarse.grid else coarse.km / 2
    ranked: tuple[Precision, ...] = ("place", "area", "province", "country", "region")
    return next((name for name in ranked if RADIUS_KM[name] >= radius), "region")


def _snapped(place: Place, coarse: Coarse) -> tuple[float, float] | None:
    if place.lat is None or place.lon is None:
        return None
    return cell(place.lat, place.lon, coarse.km if coarse.grid else DISTRICT_GRID_KM)


def _middle(place: Place, admin1: str, centre: Centre | None) -> tuple[float, float] | None:
    return centre(place.country, admin1) if centre and place.country else None


def _first(day: date, level: DayLevel) -> date:
    return date(day.year, day.month if level == "month" else 1, 1)


def _last(day: date, level: DayLevel) -> date:
    month = day.month if level == "month" else 12
    return date(day.year, month, monthrange(day.year, month)[1])
