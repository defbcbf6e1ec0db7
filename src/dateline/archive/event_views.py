"""What can be seen of an archive's derived events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.archive.event_query import FIELDS, PERIODS, ActorCount, Dyad, EventQuery, MapRow, PlaceCount, Tally
from dateline.archive.faults import NotThere
from dateline.archive.pages import MOST, every, page_of, window_of
from dateline.archive.query import check_known
from dateline.archive.store import Store
from dateline.archive.values import KeptClaim, KeptEvent, Page
from dateline.archive.words import fold

MOST_ROWS = 250_000
"""Rows for a map, at most."""


class EventViews:
    """The part of `Views` that is about events. Every method sees one consistent state; see store.Reads for what it gives."""

    _store: Store

    def events(self, *, gone: bool = False) -> list[KeptEvent]:
        """The derived events by id; with `gone` also those that the last derivation no longer made."""
        with self._store.reading() as tx:
            return tx.events(gone=gone)

    def event(self, id: str) -> KeptEvent:
        """An event by its id, also one that was merged or is no longer made. Raises NotThere."""
        with self._store.reading() as tx:
            found = tx.event(id)
        if found is None:
            raise NotThere(f"no event {id!r} in the archive")
        return found

    def events_by_id(self, ids: Sequence[str]) -> list[KeptEvent]:
        """The events of these ids, in their order; unknown ones are left out."""
        with self._store.reading() as tx:
            return tx.events_by_id(ids)

    def claims_by_id(self, ids: Sequence[str]) -> list[KeptClaim]:
        """The claims of these ids, in their order, the standing one of each; unknown ones are left out."""
        with self._store.reading() as tx:
            return tx.claims_by_id(ids)

    def find_events(self, query: EventQuery, cursor: str = "", limit: int = 50) -> Page[KeptEvent]:
        """Events that meet the query, in its order. Raises InvalidRecord for a cursor of another query."""
        window = window_of(query, cursor, limit)
        with self._store.reading() as tx:
            found, total = tx.find_events(query, window), tx.count_events(query)
        return page_of(query, found, total, window)

    def every_event(self, query: EventQuery) -> Iterator[KeptEvent]:
        """All events that meet the query, page by page: memory holds one."""
        return every(lambda cursor: self.find_events(query, cursor, MOST))

    def count_events(self, query: EventQuery) -> int:
        """How many events meet the query."""
        with self._store.reading() as tx:
            return tx.count_events(query)

    def count_events_by(self, query: EventQuery, field: str, limit: int = 50) -> list[Tally]:
        """How many, by a field of event_query.FIELDS: most first, periods in the order of time ("" undated). Raises UnknownName.

        An event whose time is an interval counts where it begins; one with several actors, modes and the like counts for each.
        """
        check_known("field", (field,), FIELDS)
        with self._store.reading() as tx:
            return tx.count_events_by(query, field, limit)

    def dyads(self, query: EventQuery, period: str = "month", limit: int = 1000) -> list[Dyad]:
        """How many, and how many killed, by actor, recipient, type and period ("" for all time). Raises UnknownName.

        An event of several sides counts for every pair of them, so that the numbers must not be added up over pairs.
        """
        check_known("period", (period,) if period else (), tuple(PERIODS))
        with self._store.reading() as tx:
            return tx.dyads(query, period, limit)

    def map_rows(self, query: EventQuery, limit: int = MOST_ROWS) -> list[MapRow]:
        """What a map draws of them, in the query's order, also of the unplaced."""
        with self._store.reading() as tx:
            return tx.map_rows(query, limit)

    def actors_of(self, query: EventQuery, words: str = "", limit: int = 50) -> list[ActorCount]:
        """The actors and recipients of the events found, those with most events first; `words` are a part of the name."""
        with self._store.reading() as tx:
            return tx.actors_of(query, fold(words), limit)

    def places_of(self, query: EventQuery, words: str = "", limit: int = 50) -> list[PlaceCount]:
        """The places of the events found, likewise."""
        with self._store.reading() as tx:
            return tx.places_of(query, fold(words), limit)
