"""What is asked of the derived events, and what is answered beside the events themselves: counts, pairs of actors, rows for a map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.archive.query import check_asked, check_known, utc
from dateline.archive.words import fold
from dateline.errors import InvalidRecord

EventOrder = Literal["newest", "oldest", "killed", "voices", "confidence", "unsure", "changed"]
ORDERS: tuple[EventOrder, ...] = ("newest", "oldest", "killed", "voices", "confidence", "unsure", "changed")
"""Newest or oldest day (undated last), most killed (unknown last), most voices, most or least sure, longest unchanged first."""
FIELDS = ("type", "status", "country", "precision", "day", "month", "year", "mode", "actor", "recipient", "place", "voice", "outlet")
"""What `count_events_by` counts by."""
PERIODS = {"year": 4, "month": 7, "day": 10}
"""Periods of dyads, and how much of an ISO day each one is."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events are meant. An empty field asks nothing; the values of one field are alternatives, all fields must hold.

    `text` is full text over label, names and the sentences of the claims (see words.parse). `actors`, `recipients`, `parties` (either side),
    `voices` and `places` are names without regard to case and marks; sides' also ids, places' also geonameids. `countries` are the place's,
    ISO alpha-3. `box` is (west, south, east, north) in degrees; west of more than east crosses the antimeridian. `start` and `end` (days,
    inclusive) are met by events whose time touches them. `min_killed` and `max_killed` compare the best number, else the lowest, else the
    highest; an event without a toll never meets them. `min_voices` counts independent voices. `confidence` and `max_confidence` are 0 to 1.
    `contested` (voices contradict each other), `reviewed`, `dated` and `placed` (has coordinates) take True or False. `changed_since` is an
    ISO time with zone, inclusive. `standing` False takes in events that were merged into others or are no longer made. Raises UnknownName,
    InvalidRecord.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    box: Box | None = None
    start: date | None = None
    end: date | None = None
    min_killed: int | None = None
    max_killed: int | None = None
    min_voices: int = 0
    confidence: float = 0.0
    max_confidence: float = 1.0
    contested: bool | None = None
    reviewed: bool | None = None
    dated: bool | None = None
    placed: bool | None = None
    changed_since: str = ""
    standing: bool = True
    order: EventOrder = "newest"

    def __post_init__(self) -> None:
        check_asked(self)
        check_known("order", (self.order,), ORDERS)
        _check_numbers(self)
        _check_box(self.box)
        utc(self.changed_since)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many events have a value; `label` is how people read it (a name for an id), else the value."""

    value: str
    label: str
    events: int


@dataclass(frozen=True, slots=True)
class Dyad:
    """A pair of sides and what passed between them: `actor` and `recipient` are ids or folded names ("" for nobody), `period` ISO or ""."""

    actor: str
    actor_name: str
    recipient: str
    recipient_name: str
    type: str
    period: str
    events: int
    killed: int


@dataclass(frozen=True, slots=True)
class MapRow:
    """An event as a map draws it: degrees, how exact they are, ISO day ("" undated), number killed (-1 unknown), independent voices."""

    id: str
    lat: float | None
    lon: float | None
    precision: str
    type: str
    day: str
    killed: int
    voices: int


@dataclass(frozen=True, slots=True)
class ActorCount:
    """A side of the events found: `id` is the actor's or, where it has none, its folded name."""

    id: str
    name: str
    country: str
    sector: str
    events: int


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place of the events found: `id` is the geonameid or, where it has none, the folded name."""

    id: str
    name: str
    country: str
    lat: float | None
    lon: float | None
    events: int


def wanted_of_events(query: EventQuery) -> list[tuple[str, tuple[str, ...]]]:
    """(facet, alternatives) that an event must have, as event_index.event_facets spells them."""
    asked = (
        ("mode", query.modes),
        ("actor", tuple(map(fold, query.actors))),
        ("recipient", tuple(map(fold, query.recipients))),
        ("party", tuple(map(fold, query.parties))),
        ("voice", tuple(map(fold, query.voices))),
        ("place", tuple(map(fold, query.places))),
        ("report", query.reports),
        ("claim", query.claims),
    )
    return [(facet, values) for facet, values in asked if values]


def _check_numbers(query: EventQuery) -> None:
    if not 0 <= query.confidence <= query.max_confidence <= 1:
        raise InvalidRecord(f"confidence: expected 0 to 1, the least first, found {query.confidence} to {query.max_confidence}")
    for name, number in (("min_killed", query.min_killed), ("max_killed", query.max_killed), ("min_voices", query.min_voices)):
        if number is not None and not 0 <= number < 2**31:
            raise InvalidRecord(f"{name}: expected a number of people from 0, found {number}")
    if query.min_killed is not None and query.max_killed is not None and query.min_killed > query.max_killed:
        raise InvalidRecord(f"killed: expected the least first, found {query.min_killed} to {query.max_killed}")


def _check_box(box: Box | None) -> None:
    if box is None:
        return
    west, south, east, north = box
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise InvalidRecord(f"box: expected west,south,east,north in degrees, found {box}")
