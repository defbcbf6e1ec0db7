"""The cast of a report: everybody whom its claims name, each once, with all mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.coder import Reading
from dateline.records import Actor, Part

Mentioned = tuple[str, Part, Actor]
"""A role (actor, recipient, voice), the part of the report, and the actor as identified there."""


def print_cast(console: Console, reading: Reading) -> None:
    """A row for each identity: id, name, code, how often in which role, and the words with their spans."""
    report = reading.report
    table = Table(title=Text(report.title or report.id), title_justify="left")
    for name in ("id", "name", "code", "roles", "mentions"):
        table.add_column(name, overflow="fold")
    for mentions in _grouped(reading):
        first = mentions[0][2]
        code = first.code or f"{first.country}{first.sector}"
        table.add_row(*map(Text, (first.id or "-", first.name or first.text, code or "-", _roles(mentions), _mentions(mentions))))
    console.print(table)


def _grouped(reading: Reading) -> list[list[Mentioned]]:
    """The mentions of each identity in text order, those most often mentioned first; who has no id is told by name, country and sector."""
    groups: dict[tuple[str, ...], list[Mentioned]] = defaultdict(list)
    for mentioned in _all(reading):
        actor = mentioned[2]
        key = (actor.id,) if actor.id else ((actor.name or actor.text).lower(), actor.country, actor.sector)
        groups[key].append(mentioned)
    return sorted(groups.values(), key=lambda mentions: -len(mentions))


def _all(reading: Reading) -> Iterator[Mentioned]:
    for claim, people in zip(reading.claims, reading.people, strict=True):
        for role, actors in (("actor", people.actors), ("recipient", people.recipients), ("voice", people.voices)):
            for actor in actors:
                yield role, claim.part, actor


def _roles(mentions: list[Mentioned]) -> str:
    roles = [role for role, _, _ in mentions]
    return ", ".join(f"{role} {roles.count(role)}" for role in dict.fromkeys(roles))


def _mentions(mentions: list[Mentioned]) -> str:
    """The words, each place once, with the half-open span; in the title marked so."""
    places = {(part == "text", actor.span): actor.text for _, part, actor in mentions}
    return "; ".join(f"{words} [{span.start}, {span.end}){'' if text else ' title'}" for (text, span), words in sorted(places.items()))
