"""An event flat, as it is searched: one row, its facets, its sides, its words. Databases and memory search these same values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.archive.values import KeptEvent
from dateline.archive.words import fold
from dateline.records import Event, Place, Side, Toll

UNDATED = "9999-99-99"
"""The day that undated events have where the oldest come first."""


@dataclass(frozen=True, slots=True)
class IndexedEvent:
    """What an event is filtered, ordered and counted by.

    `starts` and `ends` are ISO days ("" for an open end). `day` is the first known one of them ("" undated), `early` the same with undated
    ones last. `killed` is the best number, else the lowest, else the highest (-1 unknown). `place` is the geonameid or the folded name, ""
    for none. `standing` is False for what was merged into another event or is no longer made.
    """

    event: str
    standing: bool
    changed: str
    type: str
    status: str
    starts: str
    ends: str
    day: str
    early: str
    precision: str
    lat: float | None
    lon: float | None
    country: str
    place: str
    place_name: str
    place_folded: str
    killed: int
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    voices: int
    contradictions: int
    confidence: float
    reviewed: bool


@dataclass(frozen=True, slots=True)
class IndexedSide:
    """An actor or recipient: `key` is its id or, where it has none, its folded name."""

    role: str
    key: str
    name: str
    folded: str
    country: str
    sector: str


def indexed(kept: KeptEvent) -> IndexedEvent:
    """The event's row."""
    event = kept.event
    starts, ends = _days(event)
    place = event.place
    named = (place.name or place.text) if place else ""
    toll = event.killed
    return IndexedEvent(
        event=event.id,
        standing=not kept.gone and not event.merged_into,
        changed=kept.changed,
        type=event.type,
        status=event.status,
        starts=starts,
        ends=ends,
        day=starts or ends,
        early=starts or ends or UNDATED,
        precision=place.precision if place else "",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        country=place.country if place else "",
        place=place_key(place),
        place_name=named,
        place_folded=fold(named),
        killed=number_of(toll),
        killed_low=toll.low if toll else None,
        killed_best=toll.best if toll else None,
        killed_high=toll.high if toll else None,
        voices=len(event.speakers),
        contradictions=len(event.contradictions),
        confidence=event.confidence,
        reviewed=event.reviewed,
    )


def sides(event: Event) -> tuple[IndexedSide, ...]:
    """Its actors and recipients, each key once a role."""
    found: dict[tuple[str, str], IndexedSide] = {}
    for role, people in (("actor", event.actors), ("recipient", event.recipients)):
        for side in people:
            key = side.id or fold(side.name)
            found.setdefault((role, key), IndexedSide(role, key, side.name, fold(side.name), side.country, side.sector))
    return tuple(found.values())


def event_facets(event: Event) -> set[tuple[str, str]]:
    """Every (facet, value) by which an event is found."""
    found = {("mode", mode) for mode in event.modes}
    for role, people in (("actor", event.actors), ("recipient", event.recipients)):
        found |= {(facet, fold(name)) for side in people for name in _names(side) for facet in (role, "party")}
    found |= {("voice", fold(speaker.name)) for speaker in event.speakers}
    if event.place:
        place = event.place
        found |= {("place", fold(name)) for name in (place.name, place.text, str(place.geonameid or ""))}
    found |= {("report", report) for report in event.reports}
    found |= {("claim", claim) for claim in (*event.claims, *event.superseded, *event.rejected)}
    return {(facet, value) for facet, value in found if value}


def event_words(event: Event, sentences: Mapping[str, Iterable[str]]) -> str:
    """What is searched of an event: label, type, names, and the folded sentences of its claims by their ids."""
    names = [name for side in (*event.actors, *event.recipients) for name in (side.name, *(variant.value for variant in side.names))]
    names += [speaker.name for speaker in event.speakers]
    names += [event.place.name, event.place.text, event.place.admin1] if event.place else []
    said = {sentence for claim in event.claims for sentence in sentences.get(claim, ())}
    return "\n".join([event.label, event.type, *dict.fromkeys(names), *sorted(said)])


def place_key(place: Place | None) -> str:
    """The geonameid, or the folded name; "" for none."""
    return "" if place is None else str(place.geonameid or "") or fold(place.name or place.text)


def number_of(toll: Toll | None) -> int:
    """The best number, else the lowest, else the highest; -1 where nothing is known."""
    found = (toll.best, toll.low, toll.high) if toll else ()
    return next((number for number in found if number is not None), -1)


def _names(side: Side) -> Iterator[str]:
    yield from (side.name, side.id)
    yield from (variant.value for variant in side.names)


def _days(event: Event) -> tuple[str, str]:
    when = event.when
    start, end = (when.start, when.end) if when else (None, None)
    return start.isoformat() if start else "", end.isoformat() if end else ""
