"""Reading derived events from a database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from dateline.archive.event_match import ORDER_COLUMNS
from dateline.archive.event_query import ActorCount, Dyad, EventQuery, MapRow, PlaceCount, Tally
from dateline.archive.query import Query
from dateline.archive.sql import event_counts
from dateline.archive.sql.event_models import EventIndexRow
from dateline.archive.sql.event_search import meeting, ordered
from dateline.archive.sql.models import ClaimRow, EventRow, PassageRow
from dateline.archive.sql.rows import read_event, read_kept
from dateline.archive.sql.search import select_claims
from dateline.archive.store import Window
from dateline.archive.values import KeptClaim, KeptEvent

BATCH = 500
Own = EventIndexRow
MAP = (Own.event, Own.lat, Own.lon, Own.precision, Own.type, Own.day, Own.killed, Own.voices)


class SqlEventReads:
    """The part of store.Reads that is about events."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._session = Session(connection, autoflush=False, expire_on_commit=False)
        self._dialect = connection.dialect.name

    def events(self, *, gone: bool) -> list[KeptEvent]:
        """See store.Reads."""
        chosen = select(EventRow).order_by(EventRow.id)
        return [read_event(row) for row in self._session.scalars(chosen if gone else chosen.where(EventRow.gone.is_(False)))]

    def event(self, id: str) -> KeptEvent | None:
        """See store.Reads."""
        row = self._session.get(EventRow, id)
        return read_event(row) if row else None

    def events_by_id(self, ids: Sequence[str]) -> list[KeptEvent]:
        """See store.Reads."""
        found = {row.id: read_event(row) for batch in _batches(ids) for row in self._session.scalars(select(EventRow).where(EventRow.id.in_(batch)))}
        return [found[id] for id in ids if id in found]

    def claims_by_id(self, ids: Sequence[str]) -> list[KeptClaim]:
        """See store.Reads."""
        every = select_claims(Query(standing=False), self._dialect)
        rows = (row for batch in _batches(ids) for row in self._session.execute(every.where(ClaimRow.id.in_(batch))))
        found = {kept.claim.id: kept for kept in sorted(map(read_kept, rows), key=lambda kept: (kept.current, kept.order))}
        return [found[id] for id in ids if id in found]

    def sentences(self, claims: Sequence[str]) -> dict[str, set[str]]:
        """See store.Reads."""
        found: dict[str, set[str]] = {}
        said = select(ClaimRow.id, PassageRow.words).join(PassageRow, PassageRow.claim == ClaimRow.row)
        for batch in _batches(claims):
            for id, words in self._connection.execute(said.where(ClaimRow.id.in_(batch))):
                found.setdefault(id, set()).add(words)
        return found

    def find_events(self, query: EventQuery, window: Window) -> list[tuple[str, KeptEvent]]:
        """See store.Reads."""
        measure = getattr(Own, ORDER_COLUMNS[query.order][0])
        chosen = select(Own.event, measure.label("measure")).where(*meeting(query, self._dialect))
        found = self._connection.execute(ordered(chosen, query, window.after).limit(window.limit)).all()
        kept = self.events_by_id([row.event for row in found])
        return [(json.dumps([row.measure, row.event]), event) for row, event in zip(found, kept, strict=True)]

    def count_events(self, query: EventQuery) -> int:
        """See store.Reads."""
        return self._connection.scalar(select(func.count()).select_from(Own).where(*meeting(query, self._dialect))) or 0

    def count_events_by(self, query: EventQuery, field: str, limit: int) -> list[Tally]:
        """See store.Reads."""
        return [Tally(value, label or value, events) for value, label, events in self._rows(event_counts.by_field, query, field, limit)]

    def dyads(self, query: EventQuery, period: str, limit: int) -> list[Dyad]:
        """See store.Reads."""
        return [Dyad(*row) for row in self._rows(event_counts.dyads, query, period, limit)]

    def map_rows(self, query: EventQuery, limit: int) -> list[MapRow]:
        """See store.Reads."""
        chosen = ordered(select(*MAP).where(*meeting(query, self._dialect)), query).limit(limit)
        return [MapRow(*row) for row in self._connection.execute(chosen)]

    def actors_of(self, query: EventQuery, words: str, limit: int) -> list[ActorCount]:
        """See store.Reads."""
        return [ActorCount(*row) for row in self._rows(event_counts.actors, query, words, limit)]

    def places_of(self, query: EventQuery, words: str, limit: int) -> list[PlaceCount]:
        """See store.Reads."""
        return [PlaceCount(*row) for row in self._rows(event_counts.places, query, words, limit)]

    def _rows(self, counted: Any, query: EventQuery, *how: Any) -> Any:
        chosen = counted(meeting(query, self._dialect), *how)
        return self._connection.execute(chosen)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """SQLite takes so many values in one statement."""
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
