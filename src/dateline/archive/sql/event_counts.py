"""Counts over events as SQL: by a field, by pairs of actors, by actor, by place."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, and_, case, cast, func, literal, select
from sqlalchemy.orm import aliased

from dateline.archive.event_query import PERIODS
from dateline.archive.sql.event_models import EventFacetRow, EventIndexRow, EventSideRow
from dateline.archive.sql.models import VersionRow
from dateline.archive.sql.search import Condition

Own = EventIndexRow
Met = list[Condition]
Rows = Any
"""A Select of the columns that a docstring names."""
NUMBER = func.count().label("events")


def by_field(met: Met, field: str, limit: int) -> Rows:
    """(value, label, events)."""
    if field in ("actor", "recipient"):
        own = (EventSideRow.key, func.max(EventSideRow.name))
        chosen = (
            select(own[0].label("value"), own[1].label("label"), NUMBER).join(Own, EventSideRow.event == Own.row).where(EventSideRow.role == field)
        )
        return _most(chosen, EventSideRow.key, met, limit)
    if field == "place":
        chosen = select(Own.place.label("value"), func.max(Own.place_name).label("label"), NUMBER).where(Own.place != "")
        return _most(chosen, Own.place, met, limit)
    if field in ("mode", "voice"):
        facet = EventFacetRow.value
        chosen = _bare(facet).join(Own, EventFacetRow.event == Own.row).where(EventFacetRow.facet == field)
        return _most(chosen, facet, met, limit)
    if field == "outlet":
        return _by_outlet(met, limit)
    value = func.substr(Own.day, 1, PERIODS[field]) if field in PERIODS else getattr(Own, field)
    chosen = _bare(value)
    return chosen.where(*met).group_by(value).order_by(value).limit(limit) if field in PERIODS else _most(chosen, value, met, limit)


def dyads(met: Met, period: str, limit: int) -> Rows:
    """The columns of event_query.Dyad, in their order."""
    actor, recipient = aliased(EventSideRow), aliased(EventSideRow)
    when: Any = func.substr(Own.day, 1, PERIODS[period]) if period else literal("")
    left, right = func.coalesce(actor.key, ""), func.coalesce(recipient.key, "")
    # PostgreSQL sums integers to a decimal.
    known = cast(func.sum(case((Own.killed > 0, Own.killed), else_=0)), BigInteger)
    names = [func.coalesce(func.max(side.name), "") for side in (actor, recipient)]
    columns = (left.label("a"), names[0], right.label("r"), names[1], Own.type, when.label("period"), NUMBER, known)
    joined = select(*columns).select_from(Own)
    for side, role in ((actor, "actor"), (recipient, "recipient")):
        joined = joined.outerjoin(side, and_(side.event == Own.row, side.role == role))
    grouped = joined.where(*met).group_by(left, right, Own.type, *([when] if period else []))
    return grouped.order_by(NUMBER.desc(), left, right, Own.type, *([when] if period else [])).limit(limit)


def actors(met: Met, words: str, limit: int) -> Rows:
    """The columns of event_query.ActorCount, in their order."""
    side = EventSideRow
    number = func.count(Own.row.distinct())
    columns = (side.key, func.max(side.name), func.max(side.country), func.max(side.sector), number)
    chosen = select(*columns).join(Own, side.event == Own.row).where(side.key != "", *met)
    chosen = chosen.where(side.folded.contains(words, autoescape=True)) if words else chosen
    return chosen.group_by(side.key).order_by(number.desc(), side.key).limit(limit)


def places(met: Met, words: str, limit: int) -> Rows:
    """The columns of event_query.PlaceCount, in their order; coordinates that differ from event to event are nobody's."""
    number = func.count()
    same = and_(func.min(Own.lat) == func.max(Own.lat), func.min(Own.lon) == func.max(Own.lon))
    lat, lon = (case((same, func.min(column))) for column in (Own.lat, Own.lon))
    columns = (Own.place, func.max(Own.place_name), func.max(Own.country), lat, lon, number)
    chosen = select(*columns).where(Own.place != "", *met)
    chosen = chosen.where(Own.place_folded.contains(words, autoescape=True)) if words else chosen
    return chosen.group_by(Own.place).order_by(number.desc(), Own.place).limit(limit)


def _by_outlet(met: Met, limit: int) -> Rows:
    """An event counts once for an outlet, however many of its reports and their versions carry it."""
    facet, number = EventFacetRow, func.count(Own.row.distinct()).label("events")
    chosen = select(VersionRow.outlet.label("value"), literal("").label("label"), number).select_from(facet)
    joined = chosen.join(Own, facet.event == Own.row).join(VersionRow, VersionRow.report == facet.value)
    met_here = joined.where(facet.facet == "report", VersionRow.outlet != "", *met)
    return met_here.group_by(VersionRow.outlet).order_by(number.desc(), VersionRow.outlet).limit(limit)


def _bare(value: Any) -> Rows:
    return select(value.label("value"), literal("").label("label"), NUMBER)


def _most(chosen: Rows, value: Any, met: Met, limit: int) -> Rows:
    return chosen.where(*met).group_by(value).order_by(NUMBER.desc(), value).limit(limit)
