"""Saved searches asked about what is new: a notice for each that is met, its records passed through the collection's rules."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from dateline.archive import Archive, NotThere
from dateline.records import Event, Report, claim_to_dict, content_id
from dateline.sensitivity import Records, Rules, released
from dateline.watch.settings import Search

SCHEMA = "dateline.notice/1"
MOST = 1000
"""Claims of one report in one notice."""


def notice_of(archive: Archive, search: Search, version: tuple[str, str], rules: Rules | None, now: float) -> tuple[str, str] | None:
    """(id, body) of the notice that a version (digest, report id) meets the search; None where it does not, or nothing of it may go out.

    The id is made from search and version: asked twice, it is the same notice.
    """
    digest, report_id = version
    found = _met(archive, search, digest, report_id)
    if found is None:
        return None
    moment = datetime.fromtimestamp(now, UTC)
    out = released(found, rules, moment.date())[0] if rules else found
    if not out.reports and not out.claims:
        return None
    id = content_id(f"{search.name}\n{digest}".encode())[:32]
    body = _body(id, search, out, moment)
    return id, json.dumps(body, ensure_ascii=False)


def _met(archive: Archive, search: Search, digest: str, report_id: str) -> Records | None:
    query = replace(search.query, reports=(report_id,))
    try:
        version = archive.report(report_id)
    except NotThere:
        return None
    if version.digest != digest or version.state != "current":
        return None  # A newer version came in since, and is told by itself; or it was erased.
    claims = tuple(kept.claim for kept in archive.search_claims(query, limit=MOST).items)
    if not claims and (query.of_claims() or not archive.search_reports(query, limit=1).items):
        return None
    ids = {claim.id for claim in claims}
    events = tuple(kept.event for kept in archive.events() if ids & set(kept.event.claims))
    return Records(claims, events, (version.report,))


def _body(id: str, search: Search, out: Records, moment: datetime) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "id": id,
        "search": search.name,
        "at": moment.isoformat(timespec="seconds"),
        "report": _report(out.reports[0]) if out.reports else None,
        "claims": [claim_to_dict(claim) for claim in out.claims],
        "events": [_event(event) for event in out.events],
        "reviewed": False,
    }


def _report(report: Report) -> dict[str, Any]:
    day = report.published.isoformat() if report.published else None
    return {"id": report.id, "title": report.title, "url": report.url, "outlet": report.outlet, "published": day}


def _event(event: Event) -> dict[str, Any]:
    return {"id": event.id, "label": event.label, "type": event.type, "status": event.status}


def headline(body: dict[str, Any]) -> str:
    """A notice in one line: the search and the report's title."""
    report = body["report"] or {}
    return f"{body['search']}: {report.get('title') or report.get('url') or 'a report'}"


def prose(body: dict[str, Any]) -> str:
    """A notice for people: the report, and each claim with its words."""
    report = body["report"] or {}
    head = [report.get("title") or "(no title)", f"{report.get('outlet') or '?'}, {report.get('published') or 'no day'}", report.get("url") or ""]
    claims: Sequence[dict[str, Any]] = body["claims"]
    lines = [_line(claim) for claim in claims]
    return "\n".join([*head, "", *lines, "", "Coded by a machine, not reviewed. What sources say, not what is known to be so."]) + "\n"


def _line(claim: dict[str, Any]) -> str:
    who = ", ".join(actor["name"] or actor["text"] for actor in claim["actors"]) or "?"
    whom = ", ".join(actor["name"] or actor["text"] for actor in claim["recipients"])
    place = (claim["place"] or {}).get("name") or ""
    voices = ", ".join(voice["name"] or voice["text"] for voice in claim["sources"])
    tail = "".join((f" -> {whom}" if whom else "", f", {place}" if place else "", f"; says {voices}" if voices else ""))
    return f"- {claim['status']} {claim['type']} ({claim['trigger']['text']}): {who}{tail}"
