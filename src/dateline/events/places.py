"""How far two tellings' places are from each other."""

from __future__ import annotations

import math

from dateline.events.traces import Spot, Trace

EARTH_KM = 6371.0
WIDE_KM = 400.0
"""A place drawn wider than this is a country or more: it says nothing of how near two happenings are."""
OTHER_COUNTRY_KM = 1000.0
"""How far from each other two places of different countries are taken to be where one of them is not located."""


def distance_km(one: Spot, other: Spot) -> float | None:
    """Great-circle distance between centres, None where one is not located."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, other_north = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((other_north - north) / 2) ** 2
    half += math.cos(north) * math.cos(other_north) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def spot_gap(one: Spot, other: Spot) -> float | None:
    """Kilometres between two places after what their precision allows; None where nothing can be said."""
    if max(one.radius, other.radius) > WIDE_KM:
        differ = one.country and other.country and one.country != other.country
        return OTHER_COUNTRY_KM if differ else None
    if one.names == other.names and one.country == other.country:
        return 0.0
    found = distance_km(one, other)
    return None if found is None else max(0.0, found - max(one.radius, other.radius) + 1)


def gap_km(one: Trace, other: Trace) -> float | None:
    """The smallest gap between any two of their places; None where nothing can be said."""
    gaps = [gap for a in one.spots for b in other.spots if (gap := spot_gap(a, b)) is not None]
    return min(gaps, default=None)
