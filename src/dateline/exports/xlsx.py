"""An Excel workbook: a sheet that says what it is, then one for each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from dateline.exports.happening import Happening
from dateline.exports.lost import Lost
from dateline.exports.streams import safe, stored
from dateline.exports.tables import TABLES, Row, Table

MOST_ROWS = 1_048_576
"""Rows of a sheet, the header counted: Excel's own limit."""
MOST_CHARACTERS = 32_767
"""Characters of a cell: Excel's own limit."""
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ABOUT = (
    "Made by dateline from news reports.",
    "Rows are machine-coded and unreviewed unless `reviewed` says TRUE.",
    "A status other than `actual` (planned, possible, denied): it was not told as having happened.",
    "Lists inside a cell are divided by semicolons. Days are ISO, ends inclusive.",
    "Text that begins like a formula has an apostrophe before it.",
)


def write(happenings: Iterable[Happening], stream: BinaryIO, *, tables: Mapping[str, Table] = TABLES) -> Lost:
    """Writes events, claims, mentions and actors as sheets. Rows go to temporary files, so memory stays bounded."""
    import xlsxwriter

    lost = Lost()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        about = book.add_worksheet("about")
        for number, line in enumerate(ABOUT):
            about.write_string(number, 0, line)
        sheets = [_Sheet(book.add_worksheet(table.name), table) for table in tables.values()]
        for happening in happenings:
            for sheet in sheets:
                sheet.take(happening, lost)
    return lost


class _Sheet:
    """A worksheet that a table fills row by row."""

    def __init__(self, sheet: Any, table: Table) -> None:
        self._sheet, self._table, self._next = sheet, table, 1
        for column, name in enumerate(table.names):
            sheet.write_string(0, column, name)

    def take(self, happening: Happening, lost: Lost) -> None:
        for row in self._table.rows(happening):
            if self._next >= MOST_ROWS:
                lost.leave_out(f"rows of {self._table.name} beyond the {MOST_ROWS} that a sheet holds")
                continue
            self._write(row, lost)
            self._next += 1
            lost.written += 1

    def _write(self, row: Row, lost: Lost) -> None:
        for column, cell in enumerate(row):
            value = stored(safe(cell))
            if isinstance(value, str) and len(value) > MOST_CHARACTERS:
                lost.reduce(f"cells cut to {MOST_CHARACTERS} characters")
                value = value[:MOST_CHARACTERS]
            if value is not None:
                self._sheet.write(self._next, column, value)
