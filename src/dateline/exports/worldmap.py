"""A map of happenings as inline SVG: no tiles, no script, no network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, log, radians

from dateline.exports.marks import Mark
from dateline.exports.outlines import Ring

WIDTH, HEIGHT = 960.0, 520.0
KM_A_DEGREE = 111.32
LEAST_KM = 300.0
"""The narrowest map: a lone village still shows where in the country it lies."""
MOST_LABELS = 40
STEPS = (0.5, 1, 2, 5, 10, 20, 30)
"""Degrees between two lines of the grid."""


@dataclass(frozen=True, slots=True)
class View:
    """What the map shows, and the way from degrees to its pixels: equidistant, true to scale along the middle latitude."""

    west: float
    north: float
    pixels: float
    squeeze: float

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels from the left and the top."""
        return (lon - self.west) * self.squeeze * self.pixels, (self.north - lat) * self.pixels

    @property
    def east(self) -> float:
        """The eastern edge, in degrees."""
        return self.west + WIDTH / self.pixels / self.squeeze

    @property
    def south(self) -> float:
        """The southern edge, in degrees."""
        return self.north - HEIGHT / self.pixels


def world_map(marks: Iterable[Mark], outlines: Sequence[Ring] = (), *, linked: bool = True) -> str:
    """The SVG element; "" where nothing is located.

    Happenings of one place are one dot, larger the more they are; a pale circle shows how far from it they may have been. `linked` dots lead to
    the element whose id is `e-` and the happening's.
    """
    spots = _spots(marks)
    if not spots:
        return ""
    view = _view(list(spots))
    parts = [
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="Map of {len(spots)} places" xmlns="http://www.w3.org/2000/svg">',
        f'<rect width="{WIDTH:.0f}" height="{HEIGHT:.0f}" fill="#eef3f6" class="sea"/>',
        *_land(view, outlines),
        *_grid(view),
        *(_halo(view, spot, members) for spot, members in spots.items()),
        *(_dot(view, spot, members, linked) for spot, members in spots.items()),
        *_labels(view, spots),
        *_scale(view),
        "</svg>",
    ]
    return "\n".join(parts)


def _spots(marks: Iterable[Mark]) -> dict[tuple[float, float], list[Mark]]:
    """The located ones by their place, places of most happenings first."""
    found: dict[tuple[float, float], list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.lat is not None and mark.lon is not None:
            found[round(mark.lon, 3), round(mark.lat, 3)].append(mark)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _view(spots: Sequence[tuple[float, float]]) -> View:
    """All places with a margin, at least LEAST_KM wide; a selection across the date line shows the whole world."""
    lons, lats = [lon for lon, _ in spots], [lat for _, lat in spots]
    middle, centre = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    squeeze = max(0.2, cos(radians(centre)))
    wide = max((max(lons) - min(lons)) * squeeze * 1.3, LEAST_KM / KM_A_DEGREE)
    high = max((max(lats) - min(lats)) * 1.3, LEAST_KM / KM_A_DEGREE * HEIGHT / WIDTH)
    pixels = min(WIDTH / wide, HEIGHT / high)
    return View(middle - WIDTH / pixels / squeeze / 2, centre + HEIGHT / pixels / 2, pixels, squeeze)


def _land(view: View, outlines: Sequence[Ring]) -> Iterator[str]:
    """The outlines that the map touches; those that cross the date line stand at both edges of the world."""
    for ring in map(_unwrapped, outlines):
        lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
        for turn in (-360.0, 0.0, 360.0):
            if max(lons) + turn >= view.west and min(lons) + turn <= view.east and max(lats) >= view.south and min(lats) <= view.north:
                path = "L".join(f"{x:.1f} {y:.1f}" for x, y in (view.xy(lon + turn, lat) for lon, lat in ring))
                yield f'<path class="land" d="M{path}Z" fill="#fbfaf6" stroke="#b9b4a6" stroke-width="1"/>'


def _unwrapped(ring: Ring) -> Ring:
    """The ring with longitudes that go on beyond 180 rather than jump to the other side."""
    turn, before, points = 0.0, ring[0][0], []
    for lon, lat in ring:
        turn += 360.0 if lon - before < -180 else -360.0 if lon - before > 180 else 0.0
        before = lon
        points.append((lon + turn, lat))
    return tuple(points)


def _grid(view: View) -> Iterator[str]:
    step = next((step for step in STEPS if (view.east - view.west) / step <= 8), STEPS[-1])
    for lon in _multiples(view.west, view.east, step):
        x, _ = view.xy(lon, 0)
        yield f'<path class="grid" d="M{x:.1f} 0V{HEIGHT:.0f}" stroke="#cdd6db" stroke-width="0.6"/>' + _text(
            (x + 3, HEIGHT - 5), _degrees(lon, "E", "W"), "degree"
        )
    for lat in _multiples(view.south, view.north, step):
        _, y = view.xy(0, lat)
        yield f'<path class="grid" d="M0 {y:.1f}H{WIDTH:.0f}" stroke="#cdd6db" stroke-width="0.6"/>' + _text(
            (4, y - 3), _degrees(lat, "N", "S"), "degree"
        )


def _multiples(low: float, high: float, step: float) -> Iterator[float]:
    number = int(low // step) + 1
    while number * step < high:
        yield number * step
        number += 1


def _degrees(value: float, plus: str, minus: str) -> str:
    return f"{abs(value):g}°{plus if value > 0 else minus if value < 0 else ''}"


def _text(at: tuple[float, float], words: str, kind: str, size: int = 11) -> str:
    fill = "#6d7a82" if kind == "degree" else "#1d2529"
    x, y = at
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" font-family="sans-serif">{escape(words)}</text>'


def _halo(view: View, spot: tuple[float, float], members: Sequence[Mark]) -> str:
    x, y = view.xy(*spot)
    radius = min(max(mark.radius_km for mark in members) / KM_A_DEGREE * view.pixels, WIDTH)
    return f'<circle class="halo" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#b33f2e" fill-opacity="0.08"/>'


def _dot(view: View, spot: tuple[float, float], members: Sequence[Mark], linked: bool) -> str:
    """The dot of a place, in the colour of its gravest happening, hollow where nothing of it is told as having happened."""
    x, y = view.xy(*spot)
    radius, worst = 5 + 3 * log(len(members)), max(members, key=lambda mark: mark.quad)
    hollow = all(mark.status != "actual" for mark in members)
    paint = f'fill="#fff" stroke="{worst.colour}" stroke-width="2.5"' if hollow else f'fill="{worst.colour}" stroke="#fff" stroke-width="1.2"'
    title = escape("\n".join(mark.label for mark in members[:12]) + (f"\nand {len(members) - 12} more" if len(members) > 12 else ""))
    kind = f"dot q{worst.quad}" + (" hollow" if hollow else "")
    circle = f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" {paint}><title>{title}</title></circle>'
    return f'<a href="#e-{escape(members[0].id)}">{circle}</a>' if linked else circle


def _labels(view: View, spots: dict[tuple[float, float], list[Mark]]) -> Iterator[str]:
    """Names beside the dots; one that would cover another is left out (its dot has a title)."""
    taken: list[tuple[float, float, float, float]] = []
    for spot, members in list(spots.items())[:MOST_LABELS]:
        x, y = view.xy(*spot)
        words = members[0].place
        wide, left = 6.6 * len(words), x + 9 + 3 * log(len(members))
        left = left if left + wide < WIDTH else x - 9 - wide
        box = (left, y - 8, left + wide, y + 7)
        if words and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            taken.append(box)
            yield _text((left, y + 4), words, "name", 13)


def _scale(view: View) -> Iterator[str]:
    """A bar of a round number of kilometres, true along the middle latitude."""
    km = next(km for km in (2000, 1000, 500, 200, 100, 50, 20, 10) if km / KM_A_DEGREE * view.pixels < 220 or km == 10)
    length = km / KM_A_DEGREE * view.pixels
    left, y = WIDTH - length - 16, HEIGHT - 18
    yield f'<path d="M{left:.1f} {y:.0f}v4h{length:.1f}v-4" fill="none" stroke="#1d2529" stroke-width="1.2"/>' + _text(
        (left, y - 4), f"{km} km", "scale"
    )
