"""Claims as people read them in a terminal."""

from __future__ import annotations

import sys
from typing import TextIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.records import COUNTS, Actor, Claim, Report
from dateline.rows import bounds

STYLES = {"actual": "bold", "planned": "cyan", "possible": "yellow", "denied": "red"}
REACH = 34
"""Characters of the sentence shown on each side of the trigger."""


def print_claims(report: Report, claims: list[Claim], stream: TextIO) -> None:
    """One report's claims with their evidence words, and the note that a machine coded them."""
    console = Console(file=stream, width=None if stream is sys.stdout and stream.isatty() else 180)
    head = " · ".join(part for part in (report.outlet, report.published.isoformat() if report.published else "undated", report.title) if part)
    table = Table(title=Text(head), title_justify="left", expand=True, show_lines=True)
    for name in ("what", "who", "to whom", "where", "when", "how many", "who says", "words"):
        table.add_column(name, ratio=3 if name == "words" else 2 if name in ("who", "to whom", "where") else None)
    for claim in claims:
        table.add_row(*_cells(report, claim))
    console.print(table)
    console.print(f"{len(claims)} claims, machine-coded and unreviewed", style="dim", highlight=False)


def _cells(report: Report, claim: Claim) -> list[Text]:
    when = claim.when.interval if claim.when else None
    days = "" if when is None else str(when.start or "...") if when.start == when.end else f"{when.start or '...'} to {when.end or '...'}"
    counts = "\n".join(f"{bounds(getattr(claim, name))} {name}" for name in COUNTS if getattr(claim, name))
    return [
        _what(claim),
        Text("\n".join(map(_actor, claim.actors))),
        Text("\n".join(map(_actor, claim.recipients))),
        _where(claim),
        Text(days),
        Text(counts + (" (tally)" if claim.tally else "")),
        Text("\n".join(voice.text for voice in claim.sources)),
        _words(report, claim),
    ]


def _what(claim: Claim) -> Text:
    text = Text(claim.type, STYLES[claim.status])
    if claim.modes:
        text.append("\n" + ", ".join(claim.modes), "")
    text.append(f"\n{claim.status} {claim.confidence:.2f}", "dim")
    return text


def _actor(actor: Actor) -> str:
    code = " ".join(part for part in (actor.country, actor.sector) if part)
    return f"{actor.name or actor.text}" + (f" [{code}]" if code else "")


def _where(claim: Claim) -> Text:
    place = claim.place
    if place is None:
        return Text("")
    text = Text(place.name or place.text)
    spot = f"{place.lat:.2f}, {place.lon:.2f} {place.precision}" if place.lat is not None and place.lon is not None else "not located"
    text.append(f"\n{spot}", "dim")
    return text


def _words(report: Report, claim: Claim) -> Text:
    whole, sentence, trigger = report.part(claim.part), claim.sentence, claim.trigger.span
    start, end = max(sentence.start, trigger.start - REACH), min(sentence.end, trigger.end + REACH)
    before = ("…" if start > sentence.start else "") + whole[start : trigger.start]
    after = whole[trigger.end : end] + ("…" if end < sentence.end else "")
    text = Text(before.replace("\n", " "))
    text.append(claim.trigger.text, STYLES[claim.status] + " underline")
    return text.append(after.replace("\n", " "))
