"""Reading records: reports, claims, events, what became of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from dateline.archive import KeptClaim, KeptEvent, NotThere, Version
from dateline.archive.query import utc
from dateline.records import claim_to_dict, event_to_dict, report_to_dict
from dateline.serve.access import needs
from dateline.serve.api.answers import Cursor, Id, IfNoneMatch, Limit, Listed, Record, answer, listed, refusals
from dateline.serve.filters import Claims, Events
from dateline.serve.kept import archive_of

router = APIRouter(dependencies=[Depends(needs("read"))])
AsOf = Annotated[str, Query(max_length=40, description="As it stood at this ISO time with zone.")]
READ: dict[str, Any] = {"responses": {**refusals(), 304: {"description": "Not changed"}}}
READ_ONE: dict[str, Any] = {"responses": {**refusals(404), 304: {"description": "Not changed"}}}


@router.get("/reports", response_model=Listed, tags=["reports"], **READ)
def reports(request: Request, query: Claims, match: IfNoneMatch = None, cursor: Cursor = "", limit: Limit = 50) -> Response:
    """Reports, newest first; what is asked of claims, one claim of the report must meet."""
    page = archive_of(request).search_reports(query, cursor, limit)
    return answer(request, listed([version_record(version) for version in page.items], page.total, page.cursor))


@router.get("/reports/{id}", response_model=Record, tags=["reports"], **READ_ONE)
def report(request: Request, id: Id, match: IfNoneMatch = None, as_of: AsOf = "") -> Response:
    """The report as it stands, or as it stood."""
    archive = archive_of(request)
    if not as_of:
        return answer(request, version_record(archive.report(plain(id))))
    then = [version for version in archive.versions(plain(id)) if version.received <= utc(as_of)]
    if not then:
        raise NotThere(f"no report {id!r} was in the archive at {as_of}")
    return answer(request, version_record(then[-1]))


@router.get("/reports/{id}/versions", response_model=Listed, tags=["reports"], **READ_ONE)
def versions(request: Request, id: Id, match: IfNoneMatch = None) -> Response:
    """Every version of a report, oldest first."""
    found = [version_record(version) for version in archive_of(request).versions(plain(id))]
    return answer(request, listed(found, len(found), ""))


@router.get("/reports/{id}/claims", response_model=Listed, tags=["claims"], **READ_ONE)
def claims_of_report(request: Request, id: Id, match: IfNoneMatch = None) -> Response:
    """The claims of the version that stands, in the order of the text."""
    archive = archive_of(request)
    found = [claim_to_dict(claim) for claim in archive.claims(archive.report(plain(id)).digest)]
    return answer(request, listed(found, len(found), ""))


@router.get("/claims", response_model=Listed, tags=["claims"], **READ)
def claims(request: Request, query: Claims, match: IfNoneMatch = None, cursor: Cursor = "", limit: Limit = 50) -> Response:
    """Claims, those of the newest report first."""
    page = archive_of(request).search_claims(query, cursor, limit)
    return answer(request, listed([claim_record(kept) for kept in page.items], page.total, page.cursor))


@router.get("/claims/{id}", response_model=Record, tags=["claims"], **READ_ONE)
def claim(request: Request, id: Id, match: IfNoneMatch = None) -> Response:
    """A claim."""
    return answer(request, claim_record(archive_of(request).claim(plain(id))))


@router.get("/events", response_model=Listed, tags=["events"], **READ)
def events(request: Request, query: Events, match: IfNoneMatch = None, cursor: Cursor = "", limit: Limit = 50) -> Response:
    """Events. To keep a copy in step: order=changed with updated_since and tombstones=true."""
    page = archive_of(request).find_events(query, cursor, limit)
    return answer(request, listed([event_record(kept) for kept in page.items], page.total, page.cursor))


@router.get("/events/{id}", response_model=Record, tags=["events"], **READ_ONE)
def event(request: Request, id: Id, match: IfNoneMatch = None) -> Response:
    """An event; one that was merged names in `merged_into` what took its place, one that is no longer made is `gone`."""
    return answer(request, event_record(archive_of(request).event(plain(id))))


@router.get("/tombstones", response_model=Listed, tags=["reports"], **READ)
def tombstones(request: Request, match: IfNoneMatch = None, updated_since: AsOf = "") -> Response:
    """What was erased by law: when, by whom, why, and the reports that it touched. Those of events are under /events?tombstones=true."""
    fields = ("entry", "what", "at", "by", "why")
    since = utc(updated_since)
    found = [stone for stone in archive_of(request).tombstones() if stone.at >= since]
    items = [{**{name: getattr(stone, name) for name in fields}, "reports": list(stone.reports)} for stone in found]
    return answer(request, listed(items, len(items), ""))


def version_record(version: Version) -> Record:
    """A report's record with what the archive knows of this version."""
    known = {name: getattr(version, name) for name in ("digest", "series", "number", "state", "successor", "why", "received", "raw_sha256")}
    return {**report_to_dict(version.report), "archive": known}


def claim_record(kept: KeptClaim) -> Record:
    """A claim's record with what the archive knows of it."""
    return {**claim_to_dict(kept.claim), "archive": {"digest": kept.digest, "current": kept.current}}


def event_record(kept: KeptEvent) -> Record:
    """An event's record with what the archive knows of it."""
    return {**event_to_dict(kept.event), "archive": {"changed": kept.changed, "gone": kept.gone}}


def plain(id: str) -> str:
    """An id that a database can be asked for. Raises NotThere."""
    if "\0" in id or id.encode("utf-8", "replace").decode() != id:
        raise NotThere(f"no record {id!r} in the archive")
    return id
