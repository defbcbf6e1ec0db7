"""Tables of reports as CSV (commas, semicolons, tabs or bars), streamed row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft, Failure, located
from dateline.reading.encoding import demanded_codec, detected, mark
from dateline.reading.fields import missing_text, record_draft
from dateline.reading.limits import FIELDS, Options
from dateline.reading.source import Source

if TYPE_CHECKING:
    from _csv import Reader

DELIMITERS = ",;\t|"
END = "\x03end of table\x03"
"""A last line of our own: the csv module takes the end of the file inside a quoted cell for the end of that cell, silently."""
SUFFIXES = (".csv", ".tsv")
TOLD_BY = 3
"""So many of a report's field names in the first line make it a table's header, even where the text's is missing."""


def is_table(source: Source, options: Options) -> bool:
    """Whether the first line is a header with the text's column, or the name says that it is a table."""
    names = _header(source.opening, options)
    known = sum(options.column(name) in names for name in FIELDS)
    return source.suffix in SUFFIXES or (len(names) > 1 and (options.column("text") in names or known >= TOLD_BY))


def _header(opening: str, options: Options) -> list[str]:
    line = opening.split("\n", 1)[0].rstrip("\r")[:4_096]
    return _named(_cells(line, delimiter_of(line)), options)


def _named(header: list[str], options: Options) -> list[str]:
    """The names of the columns, those of a report's fields as dateline writes them: spreadsheets like capitals."""
    known = {options.column(name).casefold(): options.column(name) for name in FIELDS}
    return [known.get(name.strip().casefold(), name.strip()) for name in header]


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def delimiter_of(line: str) -> str:
    """The delimiter that divides a header into most names."""
    return max(DELIMITERS, key=lambda delimiter: len(_cells(line, delimiter)))


def read_table(source: Source, options: Options) -> Iterator[Draft | Failure]:
    """Every report of a table, in bounded memory; a bad row gives a Failure. Raises UnreadableReport without a text column."""
    if not source.opening.strip():
        raise UnreadableReport("empty: no row in it")
    csv.field_size_limit(options.limits.record)
    text = io.TextIOWrapper(source.stream, _codec(source, options), "surrogateescape", newline="")
    reader = csv.reader(_bounded(text, options.limits.record), delimiter=delimiter_of(source.opening.split("\n", 1)[0]))
    header = _named(next(filter(any, reader), []), options)
    if options.column("text") not in header:
        raise UnreadableReport(missing_text(options.column("text"), header))
    found = False
    for item in _rows(source, reader, header, options):
        found = True
        yield item
    text.detach()
    if not found:
        raise UnreadableReport("empty: no row under the header")


def _rows(source: Source, reader: Reader, header: list[str], options: Options) -> Iterator[Draft | Failure]:
    while True:
        place = f"line {reader.line_num + 1}"
        try:
            row = next(reader, None)
            if row is None:
                return
            if row == [END]:
                return
            if any(cell.strip() for cell in row):
                yield _row(row, header, place, options)
        except UnreadableReport as error:
            yield Failure(located(source.name, place), str(error))
        except csv.Error as error:
            # After it the reader stands somewhere inside a cell: what it would give from here on are no rows.
            reason = f"not a row: {error}; is a quotation mark missing? the rows from here on are not read"
            yield Failure(located(source.name, place), reason)
            return


def _row(row: list[str], header: list[str], place: str, options: Options) -> Draft:
    if row[-1].endswith(END):
        raise UnreadableReport("its quotation mark is never closed; the lines from here to the end of the file are not read")
    counts = f"{len(row)} cells under {len(header)} column names"
    if any(row[len(header) :]):
        raise UnreadableReport(f"{counts}; quote cells that hold the delimiter or a line end")
    if len(row) < len(header):
        raise UnreadableReport(f"{counts}; the row is truncated or its delimiter differs")
    record = dict(zip(header, row, strict=False))
    raw = json.dumps(record, sort_keys=True).encode()
    return record_draft(record, raw, place, options)


def _bounded(text: io.TextIOWrapper, limit: int) -> Iterator[str]:
    """The lines of a file and then END. Raises csv.Error for one over the limit, before all of it is in memory."""
    while line := text.readline(limit + 1):
        if len(line) > limit:
            raise csv.Error(f"a line of over {limit:,} characters")
        yield line if line.endswith(("\n", "\r")) else line + "\n"
    yield END


def _codec(source: Source, options: Options) -> str:
    """The encoding of the table, told from its head: byte order mark, the caller's word, UTF-8, detection."""
    name = mark(source.head)[1]
    if name:
        return {"utf-8": "utf-8-sig"}.get(name, name[:6])  # utf-16 and utf-32 without the order: they take the mark themselves.
    if options.encoding:
        return demanded_codec(options.encoding)
    head = source.head[: source.head.rfind(b"\n") + 1] or source.head
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return detected(head)
    return "utf-8"
