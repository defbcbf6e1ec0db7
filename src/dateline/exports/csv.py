"""One table as comma-separated values that open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.exports.happening import Happening
from dateline.exports.lost import Lost
from dateline.exports.streams import Rows, text
from dateline.exports.tables import Table


def write(happenings: Iterable[Happening], stream: BinaryIO, table: Table, *, bom: bool = False) -> Lost:
    """Writes `table` in UTF-8, with a byte order mark (for Excel) where `bom`; cells that begin like formulas are escaped."""
    lost = Lost()
    with text(stream, "utf-8-sig" if bom else "utf-8") as out:
        rows = Rows(out)
        rows.write(table.names)
        for happening in happenings:
            for row in table.rows(happening):
                rows.write(row)
                lost.written += 1
    return lost
