"""What the pages ask of the archive beyond its own methods."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.archive import Archive, EventQuery
from dateline.records import Claim, Event

MOST = 1000
"""Events of one report that a page looks at, at most: far above what a report's claims can make."""


def claims_of(archive: Archive, ids: Iterable[str]) -> list[Claim]:
    """The claims that are kept, each once."""
    return list({kept.claim.id: kept.claim for kept in archive.claims_by_id(list(ids))}.values())


def events_of_report(archive: Archive, report: str) -> list[Event]:
    """The events that the report speaks of."""
    return [kept.event for kept in archive.find_events(EventQuery(reports=(report,)), limit=MOST).items]
