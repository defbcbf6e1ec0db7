"""An EventQuery as SQL. Means what event_match.py means; the contract tests hold the two together."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from dateline.archive.event_match import ORDER_COLUMNS
from dateline.archive.event_query import EventQuery, wanted_of_events
from dateline.archive.query import utc
from dateline.archive.sql.event_models import EventFacetRow, EventIndexRow
from dateline.archive.sql.models import PassageRow, VersionRow
from dateline.archive.sql.search import Condition, holds_term
from dateline.archive.words import parse

Own = EventIndexRow


def meeting(query: EventQuery, dialect: str) -> list[Condition]:
    """The conditions on event_index; every one must hold."""
    found = [*_lists(query), *_flags(query), *_numbers(query), *_period(query), *_box(query)]
    found += [_having(facet, values) for facet, values in wanted_of_events(query)]
    if query.outlets:
        found.append(_having("report", select(VersionRow.report).where(VersionRow.outlet.in_(query.outlets))))
    return [*found, *(holds_term(term, Own.row, PassageRow.event, dialect) for term in parse(query.text))]


def ordered(chosen: Any, query: EventQuery, after: str = "") -> Any:
    """In the query's order, after the result that `after` names."""
    name, descending = ORDER_COLUMNS[query.order]
    column = getattr(Own, name)
    if after:
        value, id = json.loads(after)
        beyond = column < value if descending else column > value
        chosen = chosen.where(or_(beyond, and_(column == value, Own.event > id)))
    return chosen.order_by(column.desc() if descending else column, Own.event)


def _lists(query: EventQuery) -> list[Condition]:
    asked = ((Own.type, query.types), (Own.status, query.statuses), (Own.country, query.countries), (Own.precision, query.precisions))
    return [column.in_([value for value in values if value]) for column, values in asked if values]


def _flags(query: EventQuery) -> list[Condition]:
    found: list[Condition] = [Own.standing.is_(True)] if query.standing else []
    placed: ColumnElement[bool] = and_(Own.lat.is_not(None), Own.lon.is_not(None))
    for asked, holds in ((query.contested, Own.contradictions > 0), (query.dated, Own.day != ""), (query.placed, placed)):
        if asked is not None:
            found.append(holds if asked else ~holds)
    if query.reviewed is not None:
        found.append(Own.reviewed.is_(query.reviewed))
    return found


def _numbers(query: EventQuery) -> list[Condition]:
    found: list[Condition] = []
    if query.min_killed is not None:
        found.append(Own.killed >= query.min_killed)
    if query.max_killed is not None:
        found += [Own.killed >= 0, Own.killed <= query.max_killed]
    if query.min_voices:
        found.append(Own.voices >= query.min_voices)
    if query.confidence > 0:
        found.append(Own.confidence >= query.confidence)
    if query.max_confidence < 1:
        found.append(Own.confidence <= query.max_confidence)
    return [*found, Own.changed >= utc(query.changed_since)] if query.changed_since else found


def _period(query: EventQuery) -> list[Condition]:
    found: list[Condition] = []
    if query.start or query.end:
        found.append(Own.day != "")
    if query.end:
        found.append(Own.starts <= query.end.isoformat())
    if query.start:
        found.append(or_(Own.ends == "", Own.ends >= query.start.isoformat()))
    return found


def _box(query: EventQuery) -> list[Condition]:
    if query.box is None:
        return []
    west, south, east, north = query.box
    across = Own.lon.between(west, east) if west <= east else or_(Own.lon >= west, Own.lon <= east)
    return [Own.lat.is_not(None), Own.lon.is_not(None), Own.lat.between(south, north), across]


def _having(facet: str, values: Any) -> Condition:
    return Own.row.in_(select(EventFacetRow.event).where(EventFacetRow.facet == facet, EventFacetRow.value.in_(values), EventFacetRow.value != ""))
