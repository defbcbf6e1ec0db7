"""Outlines of countries for maps, from a TopoJSON or GeoJSON file: rings of [longitude, latitude] in degrees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.errors import UnreadableReport

Point = tuple[float, float]
Ring = tuple[Point, ...]


def read_outlines(path: Path) -> tuple[Ring, ...]:
    """The rings of a TopoJSON (such as world-atlas' countries-110m.json, Natural Earth) or GeoJSON file. Raises UnreadableReport, OSError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        geometries = _topology(found) if found.get("type") == "Topology" else _features(found)
        return tuple(ring for ring in geometries if len(ring) > 2)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise UnreadableReport(f"{path}: expected outlines as TopoJSON or GeoJSON polygons, found {type(error).__name__}: {error}") from None


def _topology(topology: Any) -> Iterator[Ring]:
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    objects = topology["objects"]
    shapes = objects.get("countries") or next(iter(objects.values()))
    for shape in shapes.get("geometries", [shapes]):
        for ring in _rings(shape.get("type"), shape.get("arcs", ())):
            yield tuple(_joined(arcs, ring))


def _arc(arc: Iterable[Sequence[float]], transform: Any) -> list[Point]:
    """An arc's points; quantised ones are steps from the point before."""
    if not transform:
        return [(float(x), float(y)) for x, y, *_ in arc]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0.0
    points = []
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _joined(arcs: Sequence[Sequence[Point]], numbers: Iterable[int]) -> Iterator[Point]:
    """Arcs after each other; ~N is arc N backwards, and the first point of a later one is the last of the one before."""
    for place, number in enumerate(numbers):
        points = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from points[1 if place else 0 :]


def _features(found: Any) -> Iterator[Ring]:
    shapes = [feature["geometry"] for feature in found["features"]] if found["type"] == "FeatureCollection" else [found.get("geometry", found)]
    for shape in shapes:
        for ring in _rings(shape["type"], shape["coordinates"]) if shape else ():
            yield tuple((float(x), float(y)) for x, y, *_ in ring)


def _rings(kind: Any, parts: Any) -> Iterator[Any]:
    """The rings of a polygon, or of many; other shapes have none."""
    if kind == "Polygon":
        yield from parts
    elif kind == "MultiPolygon":
        for polygon in parts:
            yield from polygon
