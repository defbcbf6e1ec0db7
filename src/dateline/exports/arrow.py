"""The flat tables as Arrow record batches, for Parquet files and for other tools in memory."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from dateline.exports.happening import Happening
from dateline.exports.streams import stored
from dateline.exports.tables import Row, Table

SCHEMA = "dateline.table/1"
BATCH = 5000
"""Rows of a batch: what memory holds at a time."""
GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""GeoParquet's metadata; without a `crs` the coordinates are OGC:CRS84, longitude first."""
DAYS = ("start", "end")


def schema(table: Table, *, geometry: bool = False, days: bool = False) -> Any:
    """The table's pyarrow schema; with `geometry` a column of points too, with `days` start and end as dates rather than ISO text."""
    import pyarrow

    kinds = {"text": pyarrow.string(), "whole": pyarrow.int64(), "number": pyarrow.float64(), "truth": pyarrow.bool_()}
    fields = [(name, pyarrow.date32() if days and name in DAYS and kind == "text" else kinds[kind]) for name, kind in table.columns]
    fields += [("geometry", pyarrow.binary())] if geometry else []
    about = {
        "dateline.schema": SCHEMA,
        "dateline.table": table.name,
        "dateline.review": "machine-coded; unreviewed unless `reviewed` is true",
    }
    return pyarrow.schema(fields, metadata=about | ({"geo": json.dumps(GEO)} if geometry else {}))


def batches(happenings: Iterable[Happening], table: Table, known: Any) -> Iterator[Any]:
    """The rows as pyarrow RecordBatches of the schema `known`, which `schema` made for the table."""
    import pyarrow

    rows = (row for happening in happenings for row in table.rows(happening))
    while batch := [tuple(map(stored, row)) for row in islice(rows, BATCH)]:
        columns: list[Any] = [list(column) for column in zip(*batch, strict=True)]
        if "geometry" in known.names:
            columns.append(list(points(batch, table)))
        yield pyarrow.record_batch([_array(values, field) for values, field in zip(columns, known, strict=True)], schema=known)


def points(rows: Iterable[Row], table: Table) -> Iterator[bytes | None]:
    """Well-known binary, little-endian, longitude first; None for what is not located."""
    lat, lon = table.names.index("latitude"), table.names.index("longitude")
    for row in rows:
        located = row[lat] is not None and row[lon] is not None
        yield struct.pack("<BIdd", 1, 1, row[lon], row[lat]) if located else None


def _array(values: list[Any], field: Any) -> Any:
    import pyarrow

    if field.type == pyarrow.date32():
        values = [date.fromisoformat(value) if value else None for value in values]
    return pyarrow.array(values, type=field.type)
