"""The overview: map, time line and table of one and the same view, which is its URL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.archive import Archive, EventQuery
from dateline.serve.desk.charts import Bar, columns
from dateline.serve.desk.filters import chips, choices, query_of, without
from dateline.serve.desk.pages import render
from dateline.serve.desk.periods import by_step
from dateline.serve.desk.ready import Ready
from dateline.serve.desk.refusing import Page
from dateline.serve.desk.sentences import bounds
from dateline.serve.kept import archive_of

router = APIRouter(include_in_schema=False, route_class=Page)
PAGE = 50
MORE = ("status", "mode", "voice", "outlet", "min_voices", "confidence", "contested", "reviewed", "placed", "dated")
"""Filters of the form that stand folded away until one is set."""


@dataclass(frozen=True, slots=True)
class Trays:
    """How many events of the view no map and no time line can show."""

    unplaced: int
    undated: int


@router.get("/", response_class=HTMLResponse)
def overview(request: Request, cursor: str = "") -> HTMLResponse:
    """The events of a view; the filters are the API's."""
    archive, params = archive_of(request), request.query_params
    query = query_of(params)
    page = archive.find_events(query, cursor, PAGE)
    counts = cast(Ready, request.app.state.desk_counts)
    plain = replace(query, order="newest")
    abroad = replace(plain, countries=(), box=None)
    return render(
        request,
        "overview.html",
        rows=page.items,
        total=page.total,
        next=without(params, "cursor", cursor=page.cursor) if page.cursor else "",
        first=without(params, "cursor") if cursor else "",
        params=params,
        find=params.get("text", ""),
        chips=chips(params),
        choices=choices(),
        countries=counts.get(archive, ("countries", abroad), lambda: archive.count_events_by(abroad, "country", 250)),
        trays=counts.get(archive, ("trays", plain), lambda: _trays(archive, plain)),
        timeline=counts.get(archive, ("timeline", plain), lambda: _timeline(archive, plain)),
        more=any(params.get(name) for name in MORE),
        link=lambda **changed: without(params, "cursor", **changed),
        bounds=bounds,
    )


def _trays(archive: Archive, query: EventQuery) -> Trays:
    """Events of the view without a place ask nothing of the box; those without a day nothing of the period."""
    unplaced = archive.count_events(replace(query, box=None, placed=False)) if query.placed is not True else 0
    undated = archive.count_events(replace(query, start=None, end=None, dated=False)) if query.dated is not True else 0
    return Trays(unplaced, undated)


def _timeline(archive: Archive, query: EventQuery) -> object:
    """Events by month, or by year where the months are too many."""
    months = {tally.value: tally.events for tally in archive.count_events_by(query, "month", 5000) if tally.value}
    if not months:
        return ""
    unit, totals = by_step(months)
    bars = [Bar(step, number) for step, number in totals.items()]
    return columns(bars, f"Events by {unit}, {bars[0].name} to {bars[-1].name}")
