"""What a merger or a split would come to, before anybody decides it. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.archive import Archive, NotThere
from dateline.errors import InvalidRecord
from dateline.events import link
from dateline.records import COUNTS, Claim, Event, Judgement, Report
from dateline.review.decisions import division, merger, said
from dateline.when import dated


@dataclass(frozen=True, slots=True)
class Change:
    """A field as each of the two events has it, and as the merged one would."""

    field: str
    survivor: str
    gone: str
    merged: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A merger: `survivor` keeps its id, that of `gone` becomes a tombstone that leads to it; `result` is the event then."""

    survivor: Event
    gone: Event
    result: Event
    changes: tuple[Change, ...]


def preview_merger(archive: Archive, one: str, other: str) -> Merged:
    """What merging two events (ids) comes to: the one with the earlier evidence survives, whichever is named first.

    Raises NotThere; InvalidRecord where both are one.
    """
    events = [archive.event(id).event for id in (one, other)]
    if one == other or events[0].merged_into == other or events[1].merged_into == one:
        raise InvalidRecord("merge: expected two events, found one and the same")
    claims = claims_of(archive, [*events[0].claims, *events[1].claims])
    made = _linked(archive, claims, merger(claims, said("preview")))
    result = max(made, key=lambda event: len(event.claims))
    survivor, gone = events if result.id == events[0].id else events[::-1]
    rows = (Change(name, told(survivor, name), told(gone, name), told(result, name)) for name in FIELDS)
    return Merged(survivor, gone, result, tuple(row for row in rows if row.survivor or row.gone))


def preview_division(archive: Archive, event: str, chosen: Sequence[str]) -> tuple[Event, ...]:
    """The events that remain when the chosen claims (ids) are split off, the largest first. Raises NotThere, InvalidRecord."""
    claims = claims_of(archive, archive.event(event).event.claims)
    away = [claim for claim in claims if claim.id in set(chosen)]
    decided = division(away, [claim for claim in claims if claim.id not in set(chosen)], said("preview"))
    return tuple(sorted(_linked(archive, claims, decided), key=lambda made: -len(made.claims)))


FIELDS = ("type", "status", "actors", "recipients", "place", "when", *COUNTS, "claims", "reports")


def told(event: Event, field: str) -> str:
    """A field of an event in words, "" where it has none."""
    value = getattr(event, field)
    if not value:
        return ""
    if field in ("claims", "reports"):
        return str(len(value))
    if field in ("actors", "recipients"):
        return ", ".join(side.name for side in value)
    if field == "place":
        return str(value.name or value.text)
    if field == "when":
        return " to ".join(dict.fromkeys(str(end) for end in (value.start, value.end) if end))
    if field in COUNTS:
        return f"{value.best} ({value.low} to {value.high})" if value.low != value.high else str(value.low)
    return str(value)


def claims_of(archive: Archive, ids: Iterable[str]) -> list[Claim]:
    """The claims of these ids, each once. Raises NotThere where none is kept."""
    wanted = list(dict.fromkeys(ids))
    found = list({kept.claim.id: kept.claim for kept in archive.claims_by_id(wanted)}.values())
    if not found:
        raise NotThere("none of these claims is kept in the archive; it may have been derived again: go back to the queue")
    return found


def _linked(archive: Archive, claims: Sequence[Claim], decided: Sequence[Judgement]) -> tuple[Event, ...]:
    """The events of these claims alone under the judgements in force and the new ones."""
    reports = [dated(found) for id in dict.fromkeys(claim.report for claim in claims) if (found := _report(archive, id))]
    return link(claims, reports, [*archive.judgements(in_force=False), *decided]).events


def _report(archive: Archive, id: str) -> Report | None:
    try:
        return archive.report(id).report
    except NotThere:
        return None
