"""One table as Parquet, its schema version in the file's metadata; as GeoParquet with a point column too."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

from dateline.exports.happening import Happening
from dateline.exports.lost import Lost
from dateline.exports.streams import stored
from dateline.exports.tables import Row, Table

SCHEMA = "dateline.table/1"
BATCH = 5000
"""Rows of a row group: what memory holds at a time."""
GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
"""GeoParquet's metadata; without a `crs` the coordinates are OGC:CRS84, longitude first."""


def write(happenings: Iterable[Happening], stream: BinaryIO, table: Table, *, geometry: bool = False) -> Lost:
    """Writes `table`; with `geometry` (events and claims only) as GeoParquet, unlocated rows with a null point."""
    from pyarrow import Table as Arrow
    from pyarrow.parquet import ParquetWriter

    lost, schema = Lost(), _schema(table, geometry)
    rows = (row for happening in happenings for row in table.rows(happening))
    with ParquetWriter(stream, schema) as writer:
        while batch := [tuple(map(stored, row)) for row in islice(rows, BATCH)]:
            columns: list[Any] = [list(column) for column in zip(*batch, strict=True)]
            if geometry:
                points = list(_points(batch, table))
                columns.append(points)
                lost.reduce("coordinates of rows that could not be located: the geometry is null", points.count(None))
            writer.write_table(Arrow.from_arrays(list(map(_array, columns, schema)), schema=schema))
            lost.written += len(batch)
    return lost


def _schema(table: Table, geometry: bool) -> Any:
    import pyarrow

    kinds = {"text": pyarrow.string(), "whole": pyarrow.int64(), "number": pyarrow.float64(), "truth": pyarrow.bool_()}
    fields = [(name, kinds[kind]) for name, kind in table.columns] + ([("geometry", pyarrow.binary())] if geometry else [])
    about = {
        "dateline.schema": SCHEMA,
        "dateline.table": table.name,
        "dateline.review": "machine-coded; unreviewed unless `reviewed` is true",
    }
    return pyarrow.schema(fields, metadata=about | ({"geo": json.dumps(GEO)} if geometry else {}))


def _array(values: list[Any], field: Any) -> Any:
    import pyarrow

    return pyarrow.array(values, type=field.type)


def _points(rows: Iterable[Row], table: Table) -> Iterator[bytes | None]:
    """Well-known binary, little-endian, longitude first."""
    lat, lon = table.names.index("latitude"), table.names.index("longitude")
    for row in rows:
        located = row[lat] is not None and row[lon] is not None
        yield struct.pack("<BIdd", 1, 1, row[lon], row[lat]) if located else None
