"""Every format named once: its writer, and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from dateline.errors import UnknownName
from dateline.exports import acled, cameo, csv, ged, geojson, jsonl, plover
from dateline.exports.happening import Happening
from dateline.exports.lost import Lost
from dateline.exports.tables import TABLES

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
        Format("ged", ged.write, events=True),
        Format("geojson", geojson.write),
        Format("geojsonl", geojson.write_lines),
        Format("jsonl", jsonl.write),
        Format("plover", plover.write),
    )
}
"""All but csv, which has the options of `csv_format`."""
NAMES = (*FORMATS, "csv")


def csv_format(table: str, bom: bool = False) -> Format:
    """CSV of one of the tables events, claims, mentions, actors. Raises UnknownName."""
    if table not in TABLES:
        raise UnknownName("table", table, list(TABLES))
    return Format("csv", partial(csv.write, table=TABLES[table], bom=bom), events=table == "events")


def format_named(name: str, table: str = "claims", bom: bool = False) -> Format:
    """A format by its name. Raises UnknownName."""
    if name == "csv":
        return csv_format(table, bom)
    if name not in FORMATS:
        raise UnknownName("format", name, list(NAMES))
    return FORMATS[name]
