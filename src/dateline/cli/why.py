"""`dateline link --why`: the features that spoke for the reports of an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

import typer

from dateline.events import Linked, Linker, Spoken, why
from dateline.records import Event

MOST = 8
"""Features shown of a pair."""


def find(linked: Linked, prefix: str) -> Event:
    """The event whose id begins so. Raises typer.BadParameter where there is none, or more than one."""
    found = [event for event in linked.events if event.id.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    told = "no event" if not found else f"{len(found)} events"
    raise typer.BadParameter(f"{told} whose id begins with {prefix!r}; `--format jsonl` lists the ids in full", param_hint="--why")


def print_why(event: Event, linker: Linker, stream: TextIO) -> None:
    """A line for each pair of reports and for each feature that spoke."""
    told = [item for item in linker.tellings_of(event) if item.report in event.reports]
    stream.write(f"event {event.id}: {event.label}\n{len(told)} tellings in {len(event.reports)} reports, confidence {event.confidence:.2f}\n")
    for line in _lines(why(told)):
        stream.write(line + "\n")


def _lines(found: Sequence[Spoken]) -> list[str]:
    out = [] if found else ["one report tells it, once: nothing had to be brought together"]
    for pair in found:
        kind = "main happenings" if pair.lead else "tellings"
        names = " / ".join(", ".join(words) for words in pair.triggers)
        out.append(f"{pair.one} and {pair.other} ({kind}: {names}): log-odds {pair.log_odds:+.2f} from {pair.base:+.2f}")
        out += [f"    {item.share:+.2f}  {item.name} {item.value:.2f} x {item.weight:+.2f}" for item in pair.features[:MOST]]
        if len(pair.features) > MOST:
            out.append(f"    and {len(pair.features) - MOST} lighter ones")
    return out
