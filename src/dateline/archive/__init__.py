"""The archive: where reports, claims and judgements are kept."""

from __future__ import annotations

from pathlib import Path

from dateline.archive.archive import Archive
from dateline.archive.erasing import Order
from dateline.archive.event_query import ActorCount, Dyad, EventQuery, MapRow, PlaceCount, Tally
from dateline.archive.faults import NotCoded, NotThere, Refused, UnusableArchive
from dateline.archive.ingesting import Codes, take_in
from dateline.archive.keeping import Coded
from dateline.archive.log import Pen
from dateline.archive.memory import MemoryStore
from dateline.archive.query import Query
from dateline.archive.recoding import Difference
from dateline.archive.values import (
    Added,
    Coding,
    Entry,
    KeptClaim,
    KeptEvent,
    Mask,
    Material,
    Page,
    Problem,
    Received,
    Tombstone,
    Version,
)

__all__ = [
    "ActorCount",
    "Added",
    "Archive",
    "Coded",
    "Codes",
    "Coding",
    "Difference",
    "Dyad",
    "Entry",
    "EventQuery",
    "KeptClaim",
    "KeptEvent",
    "MapRow",
    "Mask",
    "Material",
    "MemoryStore",
    "NotCoded",
    "NotThere",
    "Order",
    "Page",
    "Pen",
    "PlaceCount",
    "Problem",
    "Query",
    "Received",
    "Refused",
    "Tally",
    "Tombstone",
    "UnusableArchive",
    "Version",
    "open_archive",
    "take_in",
]


def open_archive(target: str | Path, *, create: bool = True, pen: Pen | None = None) -> Archive:
    """The archive in a file (SQLite) or at a database URL (PostgreSQL): made where it is missing, brought up to date where it is old.

    Raises UnusableArchive where it is no archive, cannot be reached, or is newer than this dateline.
    """
    # Not at the top: SQLAlchemy is loaded only where a database is used.
    from dateline.archive.sql.store import SqlStore

    return Archive(SqlStore.open(target, create=create), pen)
