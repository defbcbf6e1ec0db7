"""An actor: whom they act with and against over time, their names, their events, and the voices that speak of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.archive import EventQuery, KeptEvent, NotThere
from dateline.archive.words import fold
from dateline.own import load_knowledge
from dateline.records import Side
from dateline.serve.desk.charts import columns
from dateline.serve.desk.event_page import has_page
from dateline.serve.desk.over_time import bars, counterparts
from dateline.serve.desk.pages import render
from dateline.serve.desk.refusing import Page
from dateline.serve.kept import archive_of
from dateline.who.actors import KnownActor

router = APIRouter(include_in_schema=False, route_class=Page)
SHOWN = 50
DYADS = 5000


@router.get("/actors", response_class=HTMLResponse)
def actors(request: Request, name: str = "") -> HTMLResponse:
    """The actors with most events, or those whose name holds `name`; private persons are not among them."""
    found = archive_of(request).actors_of(EventQuery(), name.strip(), 200)
    return render(request, "actors.html", actors=[one for one in found if has_page(one.id)], name=name)


@router.get("/actors/{id:path}", response_class=HTMLResponse)
def actor(request: Request, id: str) -> HTMLResponse:
    """The page of one actor, by id or folded name. 404 where no event names it, and for private persons."""
    archive = archive_of(request)
    if not has_page(id):
        raise NotThere("the desk keeps no page for a private person: it records happenings, it does not track people")
    query = EventQuery(parties=(id,))
    page = archive.find_events(query, limit=SHOWN)
    known = _known().get(id)
    if not page.items and known is None:
        raise NotThere(f"no event of the archive names an actor {id!r}")
    sides = _sides(page.items, id)
    dyads = archive.dyads(query, "month", DYADS)
    mine = [dyad for dyad in dyads if id in (dyad.actor, dyad.recipient)]
    chart, unit = bars((dyad.type, dyad.period, dyad.events) for dyad in mine)
    name = known.name if known else sides[0].name if sides else id
    return render(
        request,
        "actor.html",
        id=id,
        name=name,
        known=known,
        sides=sides,
        aliases=_aliases(sides, known, name),
        total=page.total,
        events=[kept.event for kept in page.items],
        chart=columns(chart, f"{name}: events by {unit}, cooperation above the line, conflict below", ("with", "against")) if chart else "",
        steps=[bar for bar in chart if bar.up or bar.down],
        others=counterparts(mine, frozenset({id}))[:25],
        voices=archive.count_events_by(query, "voice", 20),
        has_page=has_page,
    )


@cache
def _known() -> dict[str, KnownActor]:
    """The knowledge base by id, the user's own actors among it."""
    return load_knowledge().actors


def _sides(items: Iterable[KeptEvent], id: str) -> list[Side]:
    """How the events call the actor."""
    sides = (side for kept in items for side in (*kept.event.actors, *kept.event.recipients))
    return [side for side in sides if side.id == id or fold(side.name) == id]


def _aliases(sides: Iterable[Side], known: KnownActor | None, name: str) -> list[tuple[str, int]]:
    """(name, times) that the reports use, the commonest first, then those that only the knowledge base has (0 times)."""
    used = Counter(variant.value for side in sides for variant in side.names for _ in variant.claims)
    others = {alias: 0 for alias in (known.names if known else ()) if alias not in used and alias != name}
    return [*used.most_common(40), *others.items()]
