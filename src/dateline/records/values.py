"""The values that fill a claim's fields: actors, places, intervals, counts. Each carries its own precision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.errors import InvalidRecord
from dateline.records.span import Span

Precision = Literal["point", "place", "area", "province", "country", "region"]
PRECISIONS: tuple[Precision, ...] = ("point", "place", "area", "province", "country", "region")
RADIUS_KM: dict[str, float] = {"point": 1, "place": 5, "area": 30, "province": 100, "country": 500, "region": 1500}
"""How far from its centre a place of each precision is drawn, in km, where nothing better is known."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who did it or to whom it was done.

    `name` is the usual full name, `id` the knowledge base's key or a provisional one, `country` ISO 3166-1 alpha-3 or empty,
    `sector` one of the ontology's sectors or empty, `code` the CAMEO-style code (SYRREB) or empty.
    """

    span: Span
    text: str
    name: str = ""
    id: str = ""
    country: str = ""
    sector: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it took place. `lat` and `lon` in degrees (WGS 84), null where the place is not resolved; `country` ISO alpha-3."""

    span: Span
    text: str
    name: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "place"
    country: str = ""
    admin1: str = ""
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `start` to `end`, both inclusive; None is an open end. Raises InvalidRecord when it ends before it starts."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise InvalidRecord(f"an interval ends on or after its start, found {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class When:
    """The day or interval that the words `text` tell; both ends None where they could not be resolved."""

    span: Span
    text: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so."""

    span: Span
    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many: at least `low`, at most `high`; None is an open end. Never both None, never high below low (InvalidRecord)."""

    low: int | None
    high: int | None
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise InvalidRecord("a count has a low or a high bound, found neither")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidRecord(f"a count's low is not above its high, found [{self.low}, {self.high}]")
