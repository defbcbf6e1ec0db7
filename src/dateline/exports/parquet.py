"""One table as Parquet, its schema version in the file's metadata; as GeoParquet with a point column too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.exports.arrow import batches, schema
from dateline.exports.happening import Happening
from dateline.exports.lost import Lost
from dateline.exports.tables import Table


def write(happenings: Iterable[Happening], stream: BinaryIO, table: Table, *, geometry: bool = False) -> Lost:
    """Writes `table`; with `geometry` (events and claims only) as GeoParquet, unlocated rows with a null point."""
    from pyarrow.parquet import ParquetWriter

    lost, known = Lost(), schema(table, geometry=geometry)
    with ParquetWriter(stream, known) as writer:
        for batch in batches(happenings, table, known):
            writer.write_batch(batch)
            lost.written += batch.num_rows
            if geometry:
                lost.reduce("coordinates of rows that could not be located: the geometry is null", batch.column("geometry").null_count)
    return lost
