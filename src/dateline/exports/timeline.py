"""A time line of happenings as inline SVG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from html import escape

from dateline.exports.marks import Mark

WIDTH, ROW, TOP, SIDE = 960.0, 13.0, 8.0, 14.0
MOST_ROWS = 24
"""Happenings that would need more rows are drawn into the last one; how many is said by the caller's list."""
DOT = 9.0


def time_line(marks: Iterable[Mark]) -> str:
    """The SVG element; "" where nothing is dated. A day is a dot, an interval a bar; each leads to its element (id `e-` and its own)."""
    dated = sorted((mark for mark in marks if mark.start), key=lambda mark: (str(mark.start), str(mark.end), mark.id))
    if not dated:
        return ""
    starts, ends = [mark.start for mark in dated if mark.start], [mark.end or mark.start for mark in dated]
    first, last = min(starts), max(end for end in ends if end)
    span = max((last - first).days + 1, 7)
    rows = _rows(dated, first, span)
    height = TOP + ROW * (max(rows, default=0) + 1) + 26
    return "\n".join(
        [
            f'<svg class="time" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="img" aria-label="Time line from {first} to {last}" '
            'xmlns="http://www.w3.org/2000/svg">',
            *_ticks(first, span, height),
            *(_bar(mark, row, (first, span)) for mark, row in zip(dated, rows, strict=True)),
            "</svg>",
        ]
    )


def _x(ordinal: int, first: date, span: int) -> float:
    """Pixels from the left of a day, as its ordinal: the day after the last one may be beyond the calendar."""
    return SIDE + (ordinal - first.toordinal()) / span * (WIDTH - 2 * SIDE)


def _ends(mark: Mark, first: date, span: int) -> tuple[float, float]:
    """Left and right edge in pixels; a day is as wide as a dot."""
    start = mark.start or first
    left, right = _x(start.toordinal(), first, span), _x((mark.end or start).toordinal() + 1, first, span)
    return left, max(right, left + DOT)


def _rows(marks: Sequence[Mark], first: date, span: int) -> list[int]:
    """The first row that is free for each; the last one takes what has no room."""
    free: list[float] = []
    found = []
    for mark in marks:
        left, right = _ends(mark, first, span)
        row = next((number for number, until in enumerate(free) if until <= left), len(free))
        row = min(row, MOST_ROWS - 1)
        if row == len(free):
            free.append(0.0)
        free[row] = right + 2
        found.append(row)
    return found


def _bar(mark: Mark, row: int, frame: tuple[date, int]) -> str:
    left, right = _ends(mark, *frame)
    hollow = mark.status != "actual"
    paint = f'fill="#fff" stroke="{mark.colour}" stroke-width="1.5"' if hollow else f'fill="{mark.colour}"'
    kind = f"dot q{mark.quad}" + (" hollow" if hollow else "")
    shape = f'<rect class="{kind}" x="{left:.1f}" y="{TOP + row * ROW:.1f}" width="{right - left:.1f}" height="{DOT:.0f}" rx="4.5" {paint}>'
    return f'<a href="#e-{escape(mark.id)}">{shape}<title>{escape(mark.label)}</title></rect></a>'


def _ticks(first: date, span: int, height: float) -> Iterator[str]:
    for day, words in _days(first, span):
        x = _x(day.toordinal(), first, span)
        yield f'<path class="grid" d="M{x:.1f} 0V{height - 20:.0f}" stroke="#cdd6db" stroke-width="0.8"/>'
        if x < WIDTH - 80:  # what has no room before the edge is not named
            yield f'<text class="degree" x="{x:.1f}" y="{height - 6:.0f}" font-size="11" fill="#6d7a82" font-family="sans-serif">{words}</text>'


def _days(first: date, span: int) -> Iterator[tuple[date, str]]:
    """About ten days to name: every day, week, month or year."""
    if span <= 120:
        step = max(1, span // 10)
        known = (number for number in range(0, span, step) if first.toordinal() + number <= date.max.toordinal())
        yield from ((first + timedelta(number), _day(first + timedelta(number))) for number in known)
        return
    months = max(1, span // 300)
    step = months if months < 12 else -(-months // 12) * 12
    month = first.year * 12 + (0 if step >= 12 else first.month - 1)
    last = min(first.toordinal() + span, date.max.toordinal()) - 1
    while month // 12 <= date.max.year and (day := date(month // 12, month % 12 + 1, 1)).toordinal() <= last:
        if day >= first:
            yield day, f"{day:%Y}" if step >= 12 else f"{day:%b %Y}"
        month += step


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
