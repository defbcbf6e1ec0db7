"""Parquet files of reports (pyarrow), streamed batch by batch."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft, Failure, located
from dateline.reading.fields import missing_text, record_draft
from dateline.reading.limits import FIELDS, Options
from dateline.reading.source import Source

MARK = b"PAR1"
BATCH = 256
"""Rows in memory at a time."""


def is_parquet(source: Source) -> bool:
    """Whether the content is Parquet."""
    return source.head.startswith(MARK)


def read_parquet(source: Source, options: Options) -> Iterator[Draft | Failure]:
    """Every row. Raises UnreadableReport for a damaged file or one without the text's column; a bad row gives a Failure."""
    # Imported where it is used: it costs a fifth of a second and much memory.
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        table = ParquetFile(source.seekable())
        names = list(table.schema_arrow.names)
        if options.column("text") not in names:
            raise UnreadableReport(missing_text(options.column("text"), names))
        wanted = [column for column in map(options.column, FIELDS) if column in names]
        number = 0
        for batch in table.iter_batches(BATCH, columns=wanted):
            for record in batch.to_pylist():
                number += 1
                yield _row(record, f"row {number}", source, options)
        if number < max(table.metadata.num_rows, 1):
            raise UnreadableReport(f"expected {table.metadata.num_rows:,} rows of reports, as its footer says, and at least one; found {number:,}")
    except (ArrowException, OSError) as error:
        raise UnreadableReport(f"damaged or truncated Parquet file ({str(error)[:120]}); fetch or write it again") from None


def _row(record: dict[str, object], place: str, source: Source, options: Options) -> Draft | Failure:
    try:
        return record_draft(record, json.dumps(record, sort_keys=True, default=str).encode(), place, options)
    except UnreadableReport as error:
        return Failure(located(source.name, place), str(error))
