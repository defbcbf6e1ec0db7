"""Text over a byte stream that stays open: writers own the encoding, callers the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, TextIO

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def text(stream: BinaryIO, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text stream over `stream` with line ends as written; flushed and let go of at the end, never closed."""
    wrapped = io.TextIOWrapper(stream, encoding=encoding, errors="backslashreplace", newline="")
    try:
        yield wrapped
    finally:
        wrapped.detach()


def safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    return "'" + value if isinstance(value, str) and value[:1] in FORMULA else value


def stored(value: object) -> object:
    """A cell for formats that hold types: "" as None, for not known is not empty; text without what UTF-8 cannot hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode() or None
    return value


class Rows:
    """Comma-separated rows (RFC 4180) for spreadsheets: cells escaped, None blank."""

    def __init__(self, stream: TextIO) -> None:
        self._writer: Any = csv.writer(stream, lineterminator="\r\n")

    def write(self, cells: Iterable[object]) -> None:
        """One row."""
        self._writer.writerow(["" if cell is None else safe(cell) for cell in cells])


def tabbed(cells: Iterable[object]) -> str:
    """One tab-separated line without quoting: tabs and line breaks inside cells become blanks, None is blank."""
    return "\t".join("" if cell is None else " ".join(str(cell).split()) for cell in cells) + "\n"
