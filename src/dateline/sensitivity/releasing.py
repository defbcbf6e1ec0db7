"""One function for everything at once; a `Gate` over a `Survey` does the same for streams."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateline.records import Claim, Event, Report
from dateline.sensitivity.account import Account
from dateline.sensitivity.coarser import Centre
from dateline.sensitivity.gate import Gate
from dateline.sensitivity.rules import Rules
from dateline.sensitivity.survey import Survey


@dataclass(frozen=True, slots=True)
class Records:
    """What is to go out together: claims, the events made of them, their reports."""

    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    reports: tuple[Report, ...] = ()


def gate(records: Records, rules: Rules, centre: Centre | None = None) -> Gate:
    """A gate that has seen the records; `rules` are those in force (Rules.in_force)."""
    survey = Survey(rules)
    survey.see(records.claims, records.events, records.reports)
    return Gate(survey, centre)


def released(records: Records, rules: Rules, today: date, *, role: str = "", centre: Centre | None = None) -> tuple[Records, Account]:
    """What of the records may go out on the day to `role` ("" is the world), and the account of what was kept back.

    Releasing what was released changes nothing more.
    """
    binding = rules.in_force(today, role)
    if not binding:
        return records, Account()
    door = gate(records, binding, centre)
    open_claims = [claim for claim in records.claims if claim.id not in door.survey.closed]
    claims = [door.claim(claim) for claim in records.claims]
    events = [door.event(event, own) for event, own in _with_claims(records)]
    reports = [door.report(report, open_claims) for report in records.reports]
    out = Records(tuple(c for c in claims if c), tuple(e for e in events if e), tuple(r for r in reports if r))
    return out, door.account


def _with_claims(records: Records) -> Iterator[tuple[Event, list[Claim]]]:
    known = {claim.id: claim for claim in records.claims}
    for event in records.events:
        yield event, [known[id] for id in (*event.claims, *event.superseded, *event.rejected) if id in known]
