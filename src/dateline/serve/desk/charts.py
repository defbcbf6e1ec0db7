"""Charts as SVG, drawn on the server: they need no script, print well, and their numbers stand in a table beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT, LEFT, BOTTOM = 720, 190, 40, 22
ROOM = WIDTH - LEFT


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of time: its name (ISO year, month or day) and the numbers above and below the line."""

    name: str
    up: int
    down: int = 0


def columns(bars: Sequence[Bar], title: str, classes: tuple[str, str] = ("count", "against")) -> Markup:
    """Columns over time, `up` above the axis and `down` below it; "" where there is none."""
    if not bars:
        return Markup("")
    most_up, most_down = max(bar.up for bar in bars), max(bar.down for bar in bars)
    scale = (HEIGHT - BOTTOM - 12) / max(most_up + most_down, 1)
    axis = 8 + most_up * scale
    drawn = "".join((*_grid(axis, most_up, most_down, scale), *_bars(bars, axis, scale, classes), *_names(bars)))
    frame = Markup('<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>')
    return frame.format(WIDTH, HEIGHT, title, Markup(drawn))


def share(part: int, most: int) -> Markup:
    """A bar in a table's cell, for the eye only."""
    width = 100 * part / most if most else 0
    return Markup('<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="{:.1f}" height="8"/></svg>').format(width)


def _bars(bars: Sequence[Bar], axis: float, scale: float, classes: tuple[str, str]) -> Iterator[str]:
    step = ROOM / len(bars)
    gap = min(2.0, step * 0.15)
    shape = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>')
    for number, bar in enumerate(bars):
        left, width = LEFT + number * step + gap / 2, max(min(step - gap, 48.0), 0.6)
        if bar.up:
            yield shape.format(classes[0], left, axis - bar.up * scale, width, bar.up * scale, f"{bar.name}: {bar.up:,}")
        if bar.down:
            yield shape.format(classes[1], left, axis, width, bar.down * scale, f"{bar.name}: {bar.down:,}")


def _grid(axis: float, up: int, down: int, scale: float) -> Iterator[str]:
    line = Markup('<line class="{}" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/><text x="{}" y="{:.1f}" text-anchor="end">{}</text>')
    for value in sorted({up, 0, -down}):
        at = axis - value * scale
        yield line.format("axis" if value == 0 else "grid", LEFT, WIDTH, at, at, LEFT - 5, at + 4, f"{abs(value):,}")


def _names(bars: Sequence[Bar]) -> Iterator[str]:
    every = max(1, -(-len(bars) // 9))
    step = ROOM / len(bars)
    for number in range(0, len(bars), every):
        yield Markup('<text x="{:.1f}" y="{}">{}</text>').format(LEFT + number * step, HEIGHT - 5, bars[number].name)
