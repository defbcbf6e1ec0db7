"""Ways to a library: an archive that is there, or reports that are coded now and kept in memory."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from dateline.archive import Archive, MemoryStore, Received, open_archive, take_in
from dateline.coder import Coder, shipped
from dateline.library.library import Library
from dateline.reading import Failure, read_reports
from dateline.uncoded import uncoded


def open_library(archive: str | Path) -> Library:
    """The library of an archive: a file that `dateline ingest` made, or the URL of a PostgreSQL database. Nothing is written.

    Raises UnusableArchive where there is none.
    """
    return Library(open_archive(archive, create=False))


def gather(source: str | Path, *, coder: Coder | None = None, **stated: Any) -> Library:
    """Reads and codes reports (a file or folder) into a library in memory, for an afternoon's work without an archive.

    `stated` are read_reports' words for what the reports do not say: published, outlet, language, fields, encoding. What cannot be read is told
    by a warning each. Raises MissingData where the model is missing.
    """
    archive, chosen = Archive(MemoryStore()), coder or shipped()
    for item in read_reports(source, **stated):
        if isinstance(item, Failure):
            warnings.warn(f"{item.name}: {item.reason}", stacklevel=2)
        else:
            problem = uncoded(item)
            if problem:
                warnings.warn(f"{problem.name}: {problem.reason}", stacklevel=2)
            take_in(archive, Received(item), None if problem else chosen)
    return Library(archive)
