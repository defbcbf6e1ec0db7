"""Tables of counts by pair of actors, type, place and period: dyad-months and the like, with a chart and an export."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from dateline.archive import Archive, EventQuery
from dateline.archive.event_query import PERIODS
from dateline.errors import UnknownName
from dateline.exports.streams import Rows
from dateline.serve.desk.charts import Bar, columns, share
from dateline.serve.desk.filters import chips, query_of, without
from dateline.serve.desk.pages import render
from dateline.serve.desk.periods import by_step
from dateline.serve.desk.refusing import Page
from dateline.serve.kept import archive_of

router = APIRouter(include_in_schema=False, route_class=Page)
BY = ("pair", "type", "country", "place", "actor", "recipient", "month", "year", "status", "mode", "voice", "outlet")
MOST = 5000
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Count:
    """A row of the table: its names in the order of the columns, and its numbers; `killed` None where it is not counted."""

    names: tuple[str, ...]
    events: int
    killed: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Counts with the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[Count, ...]
    cut: bool


@router.get("/counts", response_class=HTMLResponse)
def counts(request: Request, by: str = "pair", period: str = "month") -> HTMLResponse:
    """Counts of a view's events; the filters are the overview's."""
    params = request.query_params
    table = count(archive_of(request), query_of(params), by, period)
    most = max((row.events for row in table.rows), default=0)
    return render(
        request,
        "counts.html",
        table=table,
        shown=table.rows[:SHOWN],
        by=by,
        period=period,
        all_by=BY,
        periods=("", *PERIODS),
        chips=chips(params),
        chart=_chart(table),
        share=lambda number: share(number, most),
        export=f"/counts.csv{without(params, 'cursor', by=by, period=period)}",
        view=f"/{without(params, 'by', 'period')}",
        kept=[(name, value) for name, value in params.multi_items() if value and name not in ("by", "period")],
    )


@router.get("/counts.csv")
def counts_csv(request: Request, by: str = "pair", period: str = "month") -> Response:
    """The same counts as CSV (UTF-8), cells that a spreadsheet would run as a formula disarmed by an apostrophe."""
    table = count(archive_of(request), query_of(request.query_params), by, period)
    stream = io.StringIO()
    rows = Rows(stream)
    killed = any(row.killed is not None for row in table.rows)
    rows.write((*table.columns, "events", *(("killed",) if killed else ())))
    for row in table.rows:
        rows.write((*row.names, row.events, *((row.killed,) if killed else ())))
    headers = {"Content-Disposition": f'attachment; filename="counts-{by}.csv"'}
    return Response(stream.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def count(archive: Archive, query: EventQuery, by: str, period: str) -> Table:
    """The counts of a query, the most events first, periods in order of time. Raises UnknownName."""
    if by not in BY:
        raise UnknownName("way to count", by, list(BY))
    if period not in ("", *PERIODS):
        raise UnknownName("period", period, list(PERIODS))
    if by == "pair":
        return _pairs(archive, query, period)
    tallies = archive.count_events_by(query, by, MOST)
    return Table((by,), tuple(Count((tally.label or tally.value or "not known",), tally.events) for tally in tallies), len(tallies) == MOST)


def _pairs(archive: Archive, query: EventQuery, period: str) -> Table:
    dyads = archive.dyads(query, period, MOST)
    names = ("actor", "recipient", "type", *((period,) if period else ()))
    rows = (
        Count((d.actor_name or "—", d.recipient_name or "—", d.type, *((d.period or "undated",) if period else ())), d.events, d.killed)
        for d in dyads
    )
    return Table(names, tuple(sorted(rows, key=lambda row: (-row.events, row.names))), len(dyads) == MOST)


def _chart(table: Table) -> object:
    """Over time where a column is one of time, else nothing: the table's own bars say the rest."""
    unit = next((name for name in ("month", "year", "day") if name in table.columns), "")
    if not unit:
        return ""
    return columns(list(_bars(table.rows, table.columns.index(unit))), "Events over time")


def _bars(rows: Sequence[Count], column: int) -> Iterator[Bar]:
    events: Counter[str] = Counter()
    for row in rows:
        if row.names[column][:4].isdigit():
            events[row.names[column][:7]] += row.events
    if events:
        yield from (Bar(step, number) for step, number in by_step(events)[1].items())
