"""Every format named once: its writer, and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from dateline.errors import UnknownName
from dateline.exports import acled, cameo, csv, gdelt, ged, geojson, html, hxl, jsonl, parquet, plover, rdf, sqlite, xlsx
from dateline.exports.happening import Happening
from dateline.exports.lost import Lost
from dateline.exports.tables import CODED, TABLES

LOCATED = ("claims", "events")
"""Tables with latitude and longitude."""
Write = Callable[[Iterable[Happening], BinaryIO], Lost]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `events` where it can only write events, `binary` where it is no text for a terminal."""

    name: str
    write: Write
    events: bool = False
    binary: bool = False


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format("acled", acled.write, events=True),
        Format("cameo", cameo.write),
        Format("gdelt", gdelt.write, events=True),
        Format("ged", ged.write, events=True),
        Format("geojson", geojson.write),
        Format("geojsonl", geojson.write_lines),
        Format("html", html.write),
        Format("hxl", hxl.write, events=True),
        Format("jsonl", jsonl.write),
        Format("plover", plover.write),
        Format("rdf", rdf.write),
        Format("sqlite", sqlite.write, binary=True),
        Format("xlsx", xlsx.write, binary=True),
    )
}
"""The formats that carry everything they are given in one form."""
WHOLE = {"sqlite": sqlite.write, "xlsx": xlsx.write}
"""The formats that carry all four tables."""
TABULAR = ("csv", "geoparquet", "parquet")
"""The formats that carry one table."""
NAMES = tuple(sorted((*FORMATS, *TABULAR)))


def tabular(name: str, table: str, bom: bool = False, coded: bool = False) -> Format:
    """One of the tables events, claims, mentions, actors as csv, parquet or geoparquet. Raises UnknownName."""
    if table not in TABLES or (name == "geoparquet" and table not in LOCATED):
        raise UnknownName("table", table, list(LOCATED if name == "geoparquet" else TABLES))
    chosen, events = (CODED if coded else TABLES)[table], table == "events"
    if name == "csv":
        return Format(name, partial(csv.write, table=chosen, bom=bom), events)
    return Format(name, partial(parquet.write, table=chosen, geometry=name == "geoparquet"), events, binary=True)


def format_named(name: str, table: str = "claims", bom: bool = False, coded: bool = False) -> Format:
    """A format by its name; `table` and `bom` count for tabular ones only. `coded` tables have a column for the project's own code.

    Raises UnknownName.
    """
    if name in TABULAR:
        return tabular(name, table, bom, coded)
    if coded and name in WHOLE:
        return Format(name, partial(WHOLE[name], tables=CODED), binary=True)
    if name not in FORMATS:
        raise UnknownName("format", name, list(NAMES))
    return FORMATS[name]
