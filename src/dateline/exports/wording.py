"""A happening's numbers and doubts in words, for the free-text cells of other people's formats."""

from __future__ import annotations

from dateline.exports.happening import Happening
from dateline.records import Figure, Toll


def bounds(low: int | None, high: int | None) -> str:
    """12, at least 12, up to 50, 10 to 15; "" where both ends are open."""
    if low is None:
        return "" if high is None else f"up to {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"


def told(toll: Toll, kind: str) -> str:
    """killed: 43 to 105 (residents: at least 43; State TV: 105). Figures that their voice has since replaced are left out."""
    standing = [figure for figure in toll.figures if not figure.superseded]
    said = "; ".join(f"{figure.voice}: {bounds(figure.low, figure.high)}" for figure in standing if figure.voice)
    return f"{kind}: {_spread(toll, standing)}" + (f" ({said})" if said else "")


def notes(happening: Happening) -> str:
    """One paragraph: the label, every toll with its voices, who says so, contradictions, and who has looked at it."""
    parts = [happening.label, *(told(toll, kind) for kind, toll in happening.tolls.items())]
    if happening.voices:
        parts.append("according to: " + "; ".join(happening.voices))
    if happening.event:
        parts += [f"disputed: {found.line}" for found in happening.event.contradictions]
    return ". ".join(part for part in (*parts, happening.review) if part) + "."


def _spread(toll: Toll, standing: list[Figure]) -> str:
    """The range; open at its upper end where every figure is ("at least 12")."""
    if standing and all(figure.high is None for figure in standing):
        return bounds(toll.low, None)
    return bounds(toll.low, toll.high)
