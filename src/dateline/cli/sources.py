"""The reports that a command was given, and the failures met on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import typer

from dateline.errors import UnreadableReport
from dateline.reading import Failure, read_reports
from dateline.records import Report
from dateline.samples import sample_paths


def given(sources: Sequence[str] | None, samples: bool) -> list[str]:
    """The names to read. Raises typer.BadParameter where there is none."""
    names = [*(sources or []), *(str(path) for path in sample_paths() if samples)]
    if not names:
        raise typer.BadParameter("name a report, a folder, - for standard input, or --samples")
    return names


def read_all(names: Sequence[str], published: str | None, outlet: str) -> Iterator[Report | Failure]:
    """Every report or failure of every name, in order. Raises typer.BadParameter where `published` is no day."""
    try:
        readers = [read_reports(name, published=published, outlet=outlet) for name in names]
    except UnreadableReport as error:
        raise typer.BadParameter(str(error), param_hint="--published") from None
    return chain.from_iterable(readers)
