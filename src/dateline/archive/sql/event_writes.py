"""Writing derived events with all that they are searched by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from dateline.archive.event_index import event_facets, indexed, sides
from dateline.archive.sql.event_models import EventFacetRow, EventIndexRow, EventSideRow
from dateline.archive.sql.models import EventRow, PassageRow
from dateline.archive.sql.rows import event_values
from dateline.archive.values import KeptEvent
from dateline.archive.words import passages

Item = tuple[KeptEvent, str]


def drop(connection: Connection, ids: Sequence[str]) -> None:
    """Forget events; at most as many as `put` takes."""
    rows = select(EventIndexRow.row).where(EventIndexRow.event.in_(ids))
    for owned in (EventFacetRow, EventSideRow, PassageRow):
        connection.execute(delete(owned).where(owned.event.in_(rows)))
    connection.execute(delete(EventIndexRow).where(EventIndexRow.event.in_(ids)))
    connection.execute(delete(EventRow).where(EventRow.id.in_(ids)))


def put(connection: Connection, items: Sequence[Item]) -> None:
    """Keep or replace events, each with its words; at most as many as one statement takes ids (deriving.BATCH)."""
    ids = [kept.event.id for kept, _ in items]
    drop(connection, ids)
    connection.execute(insert(EventRow), [event_values(kept) for kept, _ in items])
    connection.execute(insert(EventIndexRow), [asdict(indexed(kept)) for kept, _ in items])
    known = connection.execute(select(EventIndexRow.event, EventIndexRow.row).where(EventIndexRow.event.in_(ids)))
    rows: dict[str, int] = {row.event: row.row for row in known}
    for table, values in ((EventSideRow, _sides(items, rows)), (EventFacetRow, _facets(items, rows)), (PassageRow, _words(items, rows))):
        if found := list(values):
            connection.execute(insert(table), found)


def _sides(items: Sequence[Item], rows: dict[str, int]) -> Iterator[dict[str, Any]]:
    return ({"event": rows[kept.event.id], **asdict(side)} for kept, _ in items for side in sides(kept.event))


def _facets(items: Sequence[Item], rows: dict[str, int]) -> Iterator[dict[str, Any]]:
    for kept, _ in items:
        yield from ({"event": rows[kept.event.id], "facet": facet, "value": value} for facet, value in sorted(event_facets(kept.event)))


def _words(items: Sequence[Item], rows: dict[str, int]) -> Iterator[dict[str, Any]]:
    for kept, words in items:
        yield from ({"event": rows[kept.event.id], "version": None, "claim": None, "words": passage} for passage in passages(words))
