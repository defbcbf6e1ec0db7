"""Counts over events: by a field, by pairs of actors, by actor and place; rows for a map; a search over everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from dateline.archive import Dyad, EventQuery
from dateline.archive import Query as ClaimQuery
from dateline.archive.faults import NotThere
from dateline.serve.access import needs
from dateline.serve.api.answers import Id, IfNoneMatch, Limit, Listed, Record, answer, listed
from dateline.serve.api.records import READ, READ_ONE, claim_record, event_record, plain, version_record
from dateline.serve.filters import Events
from dateline.serve.kept import archive_of
from dateline.who import is_private_id

router = APIRouter(dependencies=[Depends(needs("read"))])
CountedBy = Literal["type", "status", "country", "precision", "day", "month", "year", "mode", "actor", "recipient", "place", "voice", "outlet"]
Part = Annotated[str, Query(max_length=200, description="A part of the name.")]


@router.get("/events:counts", response_model=Listed, tags=["events"], **READ)
def counts(request: Request, query: Events, by: CountedBy = "type", match: IfNoneMatch = None, limit: Limit = 50) -> Response:
    """How many events, most first; periods in the order of time. An event with several actors or modes counts for each."""
    found = [asdict(tally) for tally in archive_of(request).count_events_by(query, by, limit) if not is_private_id(tally.value)]
    return answer(request, listed(found, len(found), ""))


@router.get("/events:dyads", response_model=Listed, tags=["events"], **READ)
def dyads(
    request: Request, query: Events, period: Literal["", "year", "month", "day"] = "month", match: IfNoneMatch = None, limit: Limit = 1000
) -> Response:
    """How many events, and how many killed, by actor, recipient, type and period. Private persons count together. Not to be added up over pairs."""
    found = [asdict(dyad) for dyad in _discreet(archive_of(request).dyads(query, period, limit))]
    return answer(request, listed(found, len(found), ""))


@router.get("/events:map", response_model=Record, tags=["events"], **READ)
def map_rows(request: Request, query: Events, match: IfNoneMatch = None) -> Response:
    """Every event found as a short row: `columns` names its cells."""
    rows = archive_of(request).map_rows(query)
    columns = ("id", "lat", "lon", "precision", "type", "day", "killed", "voices")
    return answer(request, {"columns": list(columns), "rows": [[getattr(row, name) for name in columns] for row in rows]})


@router.get("/actors", response_model=Listed, tags=["actors"], **READ)
def actors(request: Request, query: Events, name: Part = "", match: IfNoneMatch = None, limit: Limit = 50) -> Response:
    """Who takes part in the events found, those with most events first. Private persons are not listed."""
    found = [asdict(actor) for actor in archive_of(request).actors_of(query, name, limit) if not is_private_id(actor.id)]
    return answer(request, listed(found, len(found), ""))


@router.get("/actors/{id}", response_model=Record, tags=["actors"], **READ_ONE)
def actor(request: Request, id: Id, match: IfNoneMatch = None) -> Response:
    """An actor with its counts by type, counterpart and year. Private persons have none."""
    archive, query = archive_of(request), EventQuery(parties=(plain(id),))
    known = [] if is_private_id(id) else [found for found in archive.actors_of(query, "", 1000) if found.id == id]
    if not known:
        raise NotThere(f"no actor {id!r} in the archive's events")
    more = {name: [asdict(tally) for tally in archive.count_events_by(query, name)] for name in ("type", "year", "country")}
    others = [asdict(found) for found in archive.actors_of(query, "", 50) if found.id != id and not is_private_id(found.id)]
    return answer(request, {**asdict(known[0]), "counts": more, "with": others})


@router.get("/places", response_model=Listed, tags=["places"], **READ)
def places(request: Request, query: Events, name: Part = "", match: IfNoneMatch = None, limit: Limit = 50) -> Response:
    """Where the events found took place, those with most events first."""
    found = [asdict(place) for place in archive_of(request).places_of(query, name, limit)]
    return answer(request, listed(found, len(found), ""))


@router.get("/places/{id}", response_model=Record, tags=["places"], **READ_ONE)
def place(request: Request, id: Id, match: IfNoneMatch = None) -> Response:
    """A place with its counts by type, actor and year."""
    archive, query = archive_of(request), EventQuery(places=(plain(id),))
    known = [found for found in archive.places_of(query, "", 1000) if found.id == id]
    if not known:
        raise NotThere(f"no place {id!r} in the archive's events")
    more = {name: [asdict(tally) for tally in archive.count_events_by(query, name)] for name in ("type", "year")}
    return answer(request, {**asdict(known[0]), "counts": more})


@router.get("/search", response_model=Record, tags=["search"], **READ)
def search(request: Request, text: Annotated[str, Query(min_length=1, max_length=1000)], match: IfNoneMatch = None, limit: Limit = 10) -> Response:
    """Reports, claims and events that hold the words, with the number of all of each; the first ones are shown."""
    archive = archive_of(request)
    found = archive.search_reports(ClaimQuery(text=text), limit=limit)
    said = archive.search_claims(ClaimQuery(text=text), limit=limit)
    told = archive.find_events(EventQuery(text=text), limit=limit)
    return answer(
        request,
        {
            "reports": listed([version_record(version) for version in found.items], found.total, found.cursor),
            "claims": listed([claim_record(kept) for kept in said.items], said.total, said.cursor),
            "events": listed([event_record(kept) for kept in told.items], told.total, told.cursor),
        },
    )


def _discreet(dyads: Iterable[Dyad]) -> list[Dyad]:
    """Private persons made one side, so that nobody is followed from month to month."""
    found: dict[tuple[str, str, str, str], Dyad] = {}
    for dyad in dyads:
        actor, actor_name = _side(dyad.actor, dyad.actor_name)
        recipient, recipient_name = _side(dyad.recipient, dyad.recipient_name)
        hidden = replace(dyad, actor=actor, actor_name=actor_name, recipient=recipient, recipient_name=recipient_name)
        cell = (actor, recipient, dyad.type, dyad.period)
        before = found.get(cell)
        found[cell] = replace(hidden, events=hidden.events + before.events, killed=hidden.killed + before.killed) if before else hidden
    return list(found.values())


def _side(id: str, name: str) -> tuple[str, str]:
    return ("private", "private persons") if is_private_id(id) else (id, name)
