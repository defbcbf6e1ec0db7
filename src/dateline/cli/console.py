"""What every command shares: where it prints, and what its exit code says."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


class Exit(IntEnum):
    """Exit codes: all coded, some reports failed, wrong usage, missing data, interrupted."""

    ALL = 0
    SOME_FAILED = 1
    USAGE = 2
    MISSING_DATA = 3
    INTERRUPTED = 130


def results() -> Console:
    """Standard output, where results go; lines are not wrapped where nobody reads them in a terminal."""
    return Console(soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 200)


def messages(quiet: bool = False) -> Console:
    """Standard error, where everything goes that is no result; names stay whole where it is no terminal."""
    return Console(stderr=True, quiet=quiet, highlight=False, soft_wrap=not sys.stderr.isatty())


def tracked(items: Iterable[T], what: str, quiet: bool) -> Iterator[T]:
    """The items, counted on standard error where that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=messages(), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for item in items:
            yield item
            progress.advance(task)
