"""Whether an event meets a query, and counts over events, in plain Python: what the SQL of sql/event_search.py must agree with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.archive.event_index import IndexedEvent, IndexedSide, event_facets, indexed, sides
from dateline.archive.event_query import PERIODS, Dyad, EventQuery, wanted_of_events
from dateline.archive.match import text_meets
from dateline.archive.query import utc
from dateline.archive.values import KeptEvent


@dataclass(frozen=True, slots=True)
class Shelved:
    """An event with all that it is searched by."""

    kept: KeptEvent
    row: IndexedEvent
    sides: tuple[IndexedSide, ...]
    facets: frozenset[tuple[str, str]]
    words: str


def shelve(kept: KeptEvent, words: str) -> Shelved:
    """The event as memory keeps it."""
    return Shelved(kept, indexed(kept), sides(kept.event), frozenset(event_facets(kept.event)), words)


def event_meets(found: Shelved, query: EventQuery, reports: Collection[str]) -> bool:
    """Whether an event is meant. `reports` are the ids of the reports of the outlets that the query names."""
    return (
        _row_meets(found.row, query)
        and _touches(found.row, query)
        and _in_box(found.row, query)
        and all(any((facet, value) in found.facets for value in values) for facet, values in wanted_of_events(query))
        and (not query.outlets or any(("report", report) in found.facets for report in reports))
        and (not query.text.strip() or text_meets(found.words, query.text))
    )


def _row_meets(row: IndexedEvent, query: EventQuery) -> bool:
    lists = ((row.type, query.types), (row.status, query.statuses), (row.country, query.countries), (row.precision, query.precisions))
    flags = ((row.contradictions > 0, query.contested), (row.reviewed, query.reviewed), (row.day != "", query.dated))
    return (
        (row.standing or not query.standing)
        and all(not asked or (value in asked and value != "") for value, asked in lists)
        and all(asked in (None, value) for value, asked in (*flags, (row.lat is not None and row.lon is not None, query.placed)))
        and (query.min_killed is None or row.killed >= query.min_killed)
        and (query.max_killed is None or 0 <= row.killed <= query.max_killed)
        and row.voices >= query.min_voices
        and query.confidence <= row.confidence <= query.max_confidence
        and row.changed >= utc(query.changed_since)
    )


def _touches(row: IndexedEvent, query: EventQuery) -> bool:
    if query.start is None and query.end is None:
        return True
    begins_in_time = query.end is None or row.starts <= query.end.isoformat()
    ends_in_time = query.start is None or row.ends == "" or row.ends >= query.start.isoformat()
    return row.day != "" and begins_in_time and ends_in_time


def _in_box(row: IndexedEvent, query: EventQuery) -> bool:
    if query.box is None:
        return True
    if row.lat is None or row.lon is None:
        return False
    west, south, east, north = query.box
    across = west <= row.lon <= east if west <= east else (row.lon >= west or row.lon <= east)
    return across and south <= row.lat <= north


def sort_key(row: IndexedEvent, order: str) -> tuple[object, str]:
    """Sorts ascending: the measure of the order, then the id."""
    return key_of(getattr(row, ORDER_COLUMNS[order][0]), row.event, order)


def key_of(value: object, id: str, order: str) -> tuple[object, str]:
    """The sort key of a measure and an id."""
    return (_Descending(value) if ORDER_COLUMNS[order][1] else value, id)


ORDER_COLUMNS = {
    "newest": ("day", True),
    "oldest": ("early", False),
    "killed": ("killed", True),
    "voices": ("voices", True),
    "confidence": ("confidence", True),
    "unsure": ("confidence", False),
    "changed": ("changed", False),
}
"""By what an order sorts, and whether the largest come first."""


@dataclass(frozen=True, slots=True)
class _Descending:
    value: object

    def __lt__(self, other: _Descending) -> bool:
        return bool(other.value < self.value)  # type: ignore[operator]


def values_of(found: Shelved, field: str, outlets: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """(value, label) of a field of event_query.FIELDS, each value once. `outlets` is each report's."""
    if field in PERIODS:
        yield found.row.day[: PERIODS[field]], ""
    elif field in ("actor", "recipient"):
        yield from ((side.key, side.name) for side in found.sides if side.role == field)
    elif field == "place":
        yield from [(found.row.place, found.row.place_name)] if found.row.place else []
    elif field == "outlet":
        carried = set().union(*(outlets.get(value, ()) for facet, value in found.facets if facet == "report"))
        yield from ((outlet, "") for outlet in carried if outlet)
    elif field in ("mode", "voice"):
        yield from ((value, "") for facet, value in found.facets if facet == field)
    else:
        yield getattr(found.row, field), ""


def dyads_of(events: Iterable[Shelved], period: str) -> list[Dyad]:
    """Counts by actor, recipient, type and period, most first."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    killed: Counter[tuple[str, str, str, str]] = Counter()
    names: dict[str, str] = {}
    for found in events:
        names |= {side.key: max(side.name, names.get(side.key, "")) for side in found.sides}
        for actor in _keys(found, "actor"):
            for recipient in _keys(found, "recipient"):
                cell = (actor, recipient, found.row.type, found.row.day[: PERIODS.get(period, 0)])
                counts[cell] += 1
                killed[cell] += max(found.row.killed, 0)
    return sorted((_dyad(cell, names, (counts[cell], killed[cell])) for cell in counts), key=dyad_order)


def _dyad(cell: tuple[str, str, str, str], names: Mapping[str, str], numbers: tuple[int, int]) -> Dyad:
    actor, recipient, kind, when = cell
    return Dyad(actor, names.get(actor, ""), recipient, names.get(recipient, ""), kind, when, *numbers)


def dyad_order(dyad: Dyad) -> tuple[int, str, str, str, str]:
    """Most events first, then by key."""
    return (-dyad.events, dyad.actor, dyad.recipient, dyad.type, dyad.period)


def _keys(found: Shelved, role: str) -> list[str]:
    return [side.key for side in found.sides if side.role == role] or [""]
