"""Draws the README's precision-recall curve: `dateline evaluate calibration --json | python -m benchmarks.curve` writes docs/curve.svg."""

from __future__ import annotations

import json
import sys
from pathlib import Path

SIZE, EDGE = 360, 44
OUT = Path(__file__).parents[1] / "docs" / "curve.svg"


def point(recall: float, precision: float) -> tuple[float, float]:
    """Where a recall and precision stand in the picture; both axes run from 0 to 1."""
    return EDGE + recall * SIZE, EDGE + (1 - precision) * SIZE


def main() -> None:
    """One polyline, a dot a step, the threshold's dot filled."""
    figures = json.load(sys.stdin)
    points = [(p["least"], *point(p["recall"], p["precision"])) for p in figures["curve"]]
    nearest = min(points, key=lambda p: abs(p[0] - figures["threshold"]))
    line = " ".join(f"{x:.1f},{y:.1f}" for _, x, y in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{"#b3261e" if least == nearest[0] else "#fff"}" stroke="#b3261e"/>'
        f'<text x="{x + 7:.1f}" y="{y - 6:.1f}">{least:g}</text>'
        for least, x, y in points
        if round(least * 100) % 10 == 0 or least == nearest[0]
    )
    ticks = "".join(
        f'<text x="{EDGE + t * SIZE:.0f}" y="{EDGE + SIZE + 18}" text-anchor="middle">{t:g}</text>'
        f'<text x="{EDGE - 8}" y="{EDGE + (1 - t) * SIZE + 4:.0f}" text-anchor="end">{t:g}</text>'
        for t in (0, 0.2, 0.4, 0.6, 0.8, 1)
    )
    side = SIZE + 2 * EDGE
    OUT.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" font-family="sans-serif" font-size="11">\n'
        f"<title>Precision and recall of trigger with type by least confidence</title>\n"
        f'<rect width="{side}" height="{side}" fill="#fff"/>'
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#999"/>\n'
        f'<polyline points="{line}" fill="none" stroke="#b3261e" stroke-width="1.5"/>\n{dots}\n{ticks}\n'
        f'<text x="{side / 2}" y="{side - 6}" text-anchor="middle">recall</text>'
        f'<text x="12" y="{side / 2}" text-anchor="middle" transform="rotate(-90 12 {side / 2})">precision</text>\n</svg>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
