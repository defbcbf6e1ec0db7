"""A place: what happened there over time, who took part, its names, its events, and the voices that speak of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.archive import EventQuery, KeptEvent, NotThere
from dateline.archive.words import fold
from dateline.records import Place
from dateline.serve.desk.charts import columns
from dateline.serve.desk.event_page import has_page
from dateline.serve.desk.over_time import bars
from dateline.serve.desk.pages import render
from dateline.serve.desk.refusing import Page
from dateline.serve.kept import archive_of

router = APIRouter(include_in_schema=False, route_class=Page)
SHOWN = 50
DYADS = 5000


@router.get("/places", response_class=HTMLResponse)
def places(request: Request, name: str = "") -> HTMLResponse:
    """The places with most events, or those whose name holds `name`."""
    return render(request, "places.html", places=archive_of(request).places_of(EventQuery(), name.strip(), 200), name=name)


@router.get("/places/{id:path}", response_class=HTMLResponse)
def place(request: Request, id: str) -> HTMLResponse:
    """The page of one place, by geonameid or folded name. 404 where no event is there."""
    archive = archive_of(request)
    query = EventQuery(places=(id,))
    page = archive.find_events(query, limit=SHOWN)
    here = _here(page.items, id)
    if not here:
        raise NotThere(f"no event of the archive is at a place {id!r}")
    chart, unit = bars((dyad.type, dyad.period, dyad.events) for dyad in archive.dyads(query, "month", DYADS))
    shown = here[0]
    name = shown.name or shown.text
    return render(
        request,
        "place.html",
        id=id,
        name=name,
        place=shown,
        aliases=Counter(place.text for place in here).most_common(20),
        total=page.total,
        events=[kept.event for kept in page.items],
        chart=columns(chart, f"{name}: events by {unit}, cooperation above the line, conflict below", ("with", "against")) if chart else "",
        steps=[bar for bar in chart if bar.up or bar.down],
        actors=[one for one in archive.actors_of(query, limit=25) if has_page(one.id)],
        voices=archive.count_events_by(query, "voice", 20),
    )


def _here(items: Iterable[KeptEvent], id: str) -> list[Place]:
    places = (kept.event.place for kept in items if kept.event.place)
    return [place for place in places if id in (str(place.geonameid or ""), fold(place.name), fold(place.text))]
