"""Results in pages, by opaque cursors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

from dateline.archive.query import read_cursor, write_cursor
from dateline.archive.store import Window
from dateline.archive.values import Page
from dateline.errors import InvalidRecord

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
MOST = 1000
"""Results on one page, at most."""


def window_of(query: DataclassInstance, cursor: str, limit: int) -> Window:
    """Where the page begins; one more result is asked for than is shown, to know whether there is more. Raises InvalidRecord."""
    if limit < 1:
        raise InvalidRecord(f"limit: expected 1 to {MOST}, found {limit}")
    return Window(read_cursor(query, cursor), min(limit, MOST) + 1)


def page_of(query: DataclassInstance, found: list[tuple[str, T]], total: int, window: Window) -> Page[T]:
    """The page of what a store found for the window, as (order, result)."""
    shown = found[: window.limit - 1]
    more = len(found) == window.limit
    return Page(tuple(item for _, item in shown), total, write_cursor(query, shown[-1][0]) if more else "")


def every(page: Callable[[str], Page[T]]) -> Iterator[T]:
    """The results of all pages; `page` gives the one after a cursor."""
    cursor, more = "", True
    while more:
        found = page(cursor)
        yield from found.items
        cursor, more = found.cursor, bool(found.cursor)
