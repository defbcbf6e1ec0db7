"""Searching the events of an archive in memory."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from dateline.archive.event_match import ORDER_COLUMNS, Shelved, dyads_of, event_meets, key_of, sort_key, values_of
from dateline.archive.event_query import PERIODS, ActorCount, Dyad, EventQuery, MapRow, PlaceCount, Tally
from dateline.archive.store import Window
from dateline.archive.values import KeptEvent
from dateline.records import Report


class EventShelf:
    """The events of one view, and the reports that they speak of (for outlets)."""

    def __init__(self, events: Iterable[Shelved], reports: Iterable[Report]) -> None:
        self._events = events
        self._reports = {(report.id, report.outlet) for report in reports}

    def find(self, query: EventQuery, window: Window) -> list[tuple[str, KeptEvent]]:
        """See store.Reads.find_events."""
        last = _last(window.after, query.order)
        found = [event for event in self.meeting(query) if last is None or last < sort_key(event.row, query.order)]
        return [(order_of(event, query), event.kept) for event in found[: window.limit]]

    def meeting(self, query: EventQuery) -> list[Shelved]:
        """In the query's order."""
        reports = {report for report, outlet in self._reports if outlet in query.outlets}
        return sorted((found for found in self._events if event_meets(found, query, reports)), key=lambda found: sort_key(found.row, query.order))

    def count_by(self, query: EventQuery, field: str, limit: int) -> list[Tally]:
        """See store.Reads.count_events_by."""
        outlets: defaultdict[str, set[str]] = defaultdict(set)
        for report, outlet in self._reports:
            outlets[report].add(outlet)
        counts: Counter[str] = Counter()
        labels: dict[str, str] = {}
        for found in self.meeting(query):
            for value, label in dict(values_of(found, field, outlets)).items():
                counts[value] += 1
                labels[value] = max(label, labels.get(value, ""))
        tallies = [Tally(value, labels[value] or value, number) for value, number in counts.items()]
        return sorted(tallies, key=lambda tally: (0 if field in PERIODS else -tally.events, tally.value))[:limit]

    def dyads(self, query: EventQuery, period: str, limit: int) -> list[Dyad]:
        """See store.Reads.dyads."""
        return dyads_of(self.meeting(query), period)[:limit]

    def map_rows(self, query: EventQuery, limit: int) -> list[MapRow]:
        """See store.Reads.map_rows."""
        rows = [found.row for found in self.meeting(query)[:limit]]
        return [MapRow(row.event, row.lat, row.lon, row.precision, row.type, row.day, row.killed, row.voices) for row in rows]

    def actors(self, query: EventQuery, words: str, limit: int) -> list[ActorCount]:
        """See store.Reads.actors_of."""
        grouped: dict[str, list[tuple[str, Any]]] = defaultdict(list)
        for found in self.meeting(query):
            for side in found.sides:
                if side.key and words in side.folded:
                    grouped[side.key].append((found.row.event, side))
        made = [_actor(key, members) for key, members in grouped.items()]
        return sorted(made, key=lambda actor: (-actor.events, actor.id))[:limit]

    def places(self, query: EventQuery, words: str, limit: int) -> list[PlaceCount]:
        """See store.Reads.places_of."""
        grouped: dict[str, list[Any]] = defaultdict(list)
        for found in self.meeting(query):
            if found.row.place and words in found.row.place_folded:
                grouped[found.row.place].append(found.row)
        made = [_place(key, rows) for key, rows in grouped.items()]
        return sorted(made, key=lambda place: (-place.events, place.id))[:limit]


def order_of(found: Shelved, query: EventQuery) -> str:
    """Where an event stands among the results, opaque: the measure and the id."""
    return json.dumps([getattr(found.row, ORDER_COLUMNS[query.order][0]), found.row.event])


def _last(after: str, order: str) -> tuple[object, str] | None:
    if not after:
        return None
    value, id = json.loads(after)
    return key_of(value, id, order)


def _actor(key: str, members: list[tuple[str, Any]]) -> ActorCount:
    name, country, sector = (max(getattr(side, field) for _, side in members) for field in ("name", "country", "sector"))
    return ActorCount(key, name, country, sector, len({event for event, _ in members}))


def _place(key: str, rows: list[Any]) -> PlaceCount:
    lat, lon = (_only({getattr(row, name) for row in rows} - {None}) for name in ("lat", "lon"))
    both = lat is not None and lon is not None
    return PlaceCount(
        key, max(row.place_name for row in rows), max(row.country for row in rows), lat if both else None, lon if both else None, len(rows)
    )


def _only(values: set[float]) -> float | None:
    """Coordinates that differ from event to event are nobody's."""
    return next(iter(values)) if len(values) == 1 else None
