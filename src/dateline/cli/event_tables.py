"""Events as people read them in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.events import Linked, shown_figure
from dateline.records import COUNTS, Event, Side, Toll

STYLES = {"actual": "bold", "planned": "cyan", "possible": "yellow", "denied": "red"}
MOST = 6
"""Voices and names listed of one event; how many more there are is said."""


def print_events(linked: Linked, stream: TextIO) -> None:
    """The events, those of most reports first, with who says what, and every contradiction."""
    console = Console(file=stream, width=None if stream is sys.stdout and stream.isatty() else 180)
    table = Table(title=Text("Events: what the reports together tell"), title_justify="left", expand=True, show_lines=True)
    for name, ratio in (("happening", 3), ("who", 2), ("to whom", 2), ("how many", 3), ("who says", 3), ("contradictions", 5)):
        table.add_column(name, ratio=ratio)
    for event in sorted(linked.events, key=lambda e: (-len(e.reports), -len(e.claims), str(e.when and e.when.start), e.id)):
        table.add_row(*_cells(event))
    console.print(table)
    for line in notes(linked):
        console.print(line, style="dim", highlight=False, markup=False)


def notes(linked: Linked) -> Iterable[str]:
    """What a reader should know beside the events."""
    shared = sum(len(event.reports) > 1 for event in linked.events)
    yield f"{len(linked.events)} events, {shared} of them told by more than one report; linked by machine, unreviewed unless said otherwise"
    for old, new in sorted(linked.superseded.items()):
        yield f"report {old} was superseded by {new}: its claims are kept and not counted"
    lists = (
        ("orphaned", linked.rulings.orphaned),
        ("overruled by a later one", linked.rulings.overruled),
        ("invalid", linked.rulings.invalid),
    )
    for name, judgements in lists:
        yield from (f"judgement {judgement.id} ({judgement.decision}, by {judgement.by or 'unknown'}): {name}" for judgement in judgements)


def _cells(event: Event) -> list[Text]:
    return [
        _happening(event),
        Text("\n".join(map(_side, event.actors[:MOST])) + _more(event.actors)),
        Text("\n".join(map(_side, event.recipients[:MOST])) + _more(event.recipients)),
        Text("\n".join(_toll(name, toll) for name in COUNTS if (toll := getattr(event, name)))),
        Text("\n".join(f"{s.name}" + (f" [{s.camp}]" if s.camp != s.name else "") for s in event.speakers[:MOST]) + _more(event.speakers)),
        Text("\n".join(contradiction.line for contradiction in event.contradictions), "red"),
    ]


def _happening(event: Event) -> Text:
    text = Text(event.label, STYLES[event.status])
    kind = event.type + (f" ({', '.join(event.modes)})" if event.modes else "")
    text.append(f"\n{kind}, {event.status}{', reviewed' if event.reviewed else ''}", "")
    text.append(f"\n{len(event.claims)} claims, {len(event.reports)} reports\n{event.id[:8]}", "dim")
    return text


def _more(items: Sequence[object]) -> str:
    return f"\nand {len(items) - MOST} more" if len(items) > MOST else ""


def _side(side: Side) -> str:
    code = " ".join(part for part in (side.country, side.sector) if part)
    return side.name + (f" [{code}]" if code else "")


def _toll(name: str, toll: Toll) -> str:
    """Low, best and high, then the figure of each voice."""
    spread = f"{toll.best}" if toll.low == toll.high else f"{toll.low} to {toll.high}, best {toll.best}"
    said = "; ".join(f"{figure.voice}: {shown_figure(figure)}" for figure in toll.figures if not figure.superseded)
    return f"{name} {spread}" + (f" ({said})" if len(toll.figures) > 1 else "")
