"""Records on their way out of a command, past the collection's sensitivity rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from dateline.cli.console import messages
from dateline.cli.kept import today
from dateline.events import Linked
from dateline.exports import Happening, of_claim, of_event
from dateline.exports.lookup import records
from dateline.records import Claim, Event, Report, claim_from_dict, event_from_dict
from dateline.sensitivity import MASK, Account, Gate, Records, Rules, Survey, released

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lines(Generic[T]):
    """The records of a JSON-lines file, as often as they are asked for; lines that are none are told of by whoever reads them for good."""

    path: Path
    read: Callable[[Mapping[str, Any]], T]

    def __iter__(self) -> Iterator[T]:
        return records(self.path, self.read, lambda _: None)


def door_of(rules: Rules, claims: Path, events: Path | None) -> Gate | None:
    """A gate that has seen both files; None where no rule is in force."""
    binding = rules.in_force(today())
    if not binding:
        return None
    survey = Survey(binding)
    survey.see(Lines(claims, claim_from_dict), Lines(events, event_from_dict) if events else ())
    return Gate(survey)


def through(door: Gate | None, event: Event | None, claims: Iterable[Claim], reports: Mapping[str, Report]) -> Iterator[Happening]:
    """An event with its claims and reports, or claims alone, as what is left of them."""
    given, shown = list(claims), dict(reports)
    if door is not None:
        unclosed = [claim for claim in given if not door.survey.is_closed(claim)]
        event, given, had_event = *door.passes(event, given), event is not None
        if event is None and had_event:
            return
        shown = {out.id: out for report in reports.values() if (out := door.report(report, unclosed))}
    if event is not None:
        yield of_event(event, given, shown)
    else:
        yield from (of_claim(claim, shown) for claim in given)


def let_out(rules: Rules, report: Report, claims: list[Claim]) -> tuple[Report, list[Claim]]:
    """A report just coded, with its claims; what was kept back is told on standard error. A closed report has a block for each letter."""
    out, account = released(Records(tuple(claims), (), (report,)), rules, today())
    tell(account, report.id)
    return (out.reports[0] if out.reports else replace(report, title="", text=MASK * len(report.text), url="")), list(out.claims)


def linked_out(rules: Rules, linked: Linked, claims: Iterable[Claim]) -> Linked:
    """Events just linked; closed ones leave no trace among tombstones either."""
    out, account = released(Records(tuple(claims), linked.events), rules, today())
    if not rules.in_force(today()):
        return linked
    tell(account, "events")
    kept = {event.id for event in out.events}
    return replace(linked, events=out.events, tombstones=tuple(event for event in linked.tombstones if event.merged_into in kept))


def tell(account: Account, what: str) -> None:
    """The account, a line each, on standard error."""
    for line in account.lines():
        messages().print(f"dateline: {what}: {line}", markup=False, soft_wrap=True)
