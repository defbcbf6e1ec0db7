"""Merge and split, each with its preview."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from dateline.review.decisions import division, merger, said
from dateline.review.preview import claims_of, preview_division, preview_merger
from dateline.serve.desk.sentences import sentence
from dateline.serve.kept import archive_of, bench_of
from dateline.serve.review.deciding import Many, Text
from dateline.serve.review.frame import Desk, Judge, onward, page

router = APIRouter(include_in_schema=False, route_class=Desk)


@router.get("/review/merge", response_class=HTMLResponse)
def show_merger(request: Request, one: str, other: str) -> HTMLResponse:
    """What merging two events would come to: which one survives, and what each field becomes."""
    found = preview_merger(archive_of(request), one, other.strip())
    return page(request, "review/merge.html", found=found, pieces=sentence(found.result))


@router.post("/review/merge")
def merge(request: Request, access: Judge, one: Text, other: Text, why: Text = "") -> Response:
    """Merge two events."""
    archive = archive_of(request)
    told = preview_merger(archive, one, other)
    bench_of(request).decide(merger(claims_of(archive, [*told.survivor.claims, *told.gone.claims]), said(access.who, why)))
    return onward(f"/review/events/{told.survivor.id}", f"merged: {told.gone.label or told.gone.id}")


@router.get("/review/split", response_class=HTMLResponse)
def show_split(request: Request, event: str, claim: Annotated[list[str], Query()] = []) -> HTMLResponse:  # noqa: B006
    """What splitting the claims named off an event would come to."""
    parts = preview_division(archive_of(request), event, claim)
    return page(request, "review/split.html", event=event, claims=claim, parts=[(part, sentence(part)) for part in parts])


@router.post("/review/split")
def split(request: Request, access: Judge, event: Text, claim: Many, why: Text = "") -> Response:
    """Split the claims named off an event."""
    archive = archive_of(request)
    claims = claims_of(archive, archive.event(event).event.claims)
    chosen, rest = [one for one in claims if one.id in claim], [one for one in claims if one.id not in claim]
    bench_of(request).decide(division(chosen, rest, said(access.who, why)))
    kept = archive.event(event)
    return onward("/review" if kept.gone else f"/review/events/{event}", f"split: {len(chosen)} of {len(claims)} claims")
