"""Distances and bearings on the sphere, in km and degrees."""

from __future__ import annotations

from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Any

import numpy as np

EARTH_KM = 6371.0088
Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


def km(one: Point, other: Point) -> float:
    """The great-circle distance in km."""
    p, q = radians(one[0]), radians(other[0])
    half = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def km_between(ones: Any, others: Any) -> Any:
    """The distances in km from each row (degrees) of `ones` to each of `others`: an array of their lengths."""
    one, other = np.radians(np.asarray(ones, dtype=float)), np.radians(np.asarray(others, dtype=float))
    lat1, lat2 = one[:, 0][:, None], other[:, 0][None, :]
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((other[:, 1][None, :] - one[:, 1][:, None]) / 2) ** 2
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))


def moved(point: Point, bearing: float, distance: float) -> Point:
    """Where `distance` km in direction `bearing` (degrees from north, clockwise) leads."""
    lat, lon, way, angle = radians(point[0]), radians(point[1]), radians(bearing), distance / EARTH_KM
    to_lat = asin(sin(lat) * cos(angle) + cos(lat) * sin(angle) * cos(way))
    to_lon = lon + atan2(sin(way) * sin(angle) * cos(lat), cos(angle) - sin(lat) * sin(to_lat))
    return degrees(to_lat), (degrees(to_lon) + 540) % 360 - 180


def between(points: list[Point]) -> Point:
    """The middle of some points: their mean on the sphere. One point is its own middle."""
    vectors = [(cos(radians(a)) * cos(radians(b)), cos(radians(a)) * sin(radians(b)), sin(radians(a))) for a, b in points]
    x, y, z = (sum(axis) / len(points) for axis in zip(*vectors, strict=True))
    return degrees(atan2(z, sqrt(x * x + y * y))), degrees(atan2(y, x))
