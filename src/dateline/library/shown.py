"""How a selection shows itself in a notebook: a map and a table, without script or network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice

from dateline.exports import Happening, days
from dateline.exports.marks import mark_of
from dateline.exports.wording import bounds
from dateline.exports.worldmap import world_map
from dateline.outlines import outlines

SHOWN = 10
DRAWN = 2000
"""Happenings on the map."""
HEADS = ("what", "status", "who", "to whom", "where", "when", "killed", "who says")
CELL = 'style="text-align:left;vertical-align:top"'


def page(happenings: Iterable[Happening], count: int, name: str) -> str:
    """The HTML: how many, the map of the first DRAWN where any is located, the first SHOWN as rows. Words from outside are escaped."""
    first = list(islice(happenings, DRAWN))
    drawn = world_map(map(mark_of, first), outlines(None), linked=False)
    unseen = sum(not happening.reviewed for happening in first)
    head = f"<p><b>{count:,} {name}</b>, {'all' if unseen == len(first) else unseen} machine-coded and unreviewed</p>"
    more = f"<p>and {count - SHOWN:,} more</p>" if count > SHOWN else ""
    return f'<div style="max-width:960px">{head}{drawn}{_table(first[:SHOWN])}{more}</div>'


def _table(happenings: Sequence[Happening]) -> str:
    head = "".join(f"<th {CELL}>{name}</th>" for name in HEADS)
    body = "".join("<tr>" + "".join(f"<td {CELL}>{escape(cell)}</td>" for cell in _cells(happening)) + "</tr>" for happening in happenings)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(happening: Happening) -> tuple[str, ...]:
    place, when, killed = happening.place, happening.when, happening.tolls.get("killed")
    told = dict.fromkeys(days.iso(day) for day in ((when.start, when.end) if when else ()) if day)
    return (
        happening.label,
        happening.status,
        "; ".join(person.name for person in happening.actors),
        "; ".join(person.name for person in happening.recipients),
        (place.name or place.text) if place else "",
        " to ".join(told),
        bounds(killed.low, killed.high) if killed else "",
        "; ".join(happening.voices),
    )
