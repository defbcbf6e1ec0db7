"""The queue: unreviewed events of an archive, those that need a person most first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.archive import Archive, EventQuery
from dateline.archive.event_query import EventOrder
from dateline.records import Event
from dateline.review.need import Need, need_of

DEPTH = 300
"""How many events are looked at by each of the orders below. Need is a sum of what they order by: what is far down in all of them is low."""
ORDERS: tuple[EventOrder, ...] = ("unsure", "killed", "newest")


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that waits for a person."""

    event: Event
    need: Need


@dataclass(frozen=True, slots=True)
class Queue:
    """The most needy events, and how many of all that meet the query are unreviewed."""

    items: tuple[Waiting, ...]
    total: int

    def after(self, id: str, step: int = 1) -> str:
        """The id of the event `step` places on from `id` (back where negative); the first one where `id` waits no more; "" at an end."""
        ids = [item.event.id for item in self.items]
        if id not in ids:
            return ids[0] if ids else ""
        there = ids.index(id) + step
        return ids[there] if 0 <= there < len(ids) else ""


def queue(archive: Archive, query: EventQuery | None = None, limit: int = 50) -> Queue:
    """At most `limit` unreviewed events of the query (all where None), by need, then by id."""
    asked = replace(query or EventQuery(), reviewed=False)
    orders = [replace(asked, order=order) for order in ORDERS]
    if asked.contested is None:
        orders.append(replace(asked, contested=True, order="newest"))
    pages = [archive.find_events(each, limit=DEPTH) for each in orders]
    events = {kept.event.id: kept.event for page in pages for kept in page.items}
    sure = confidences(archive, events.values())
    items = [Waiting(event, need_of(event, sure.get(event.main, 1.0))) for event in events.values()]
    items.sort(key=lambda item: (-item.need.score, item.event.id))
    return Queue(tuple(items[:limit]), pages[0].total)


def confidences(archive: Archive, events: Iterable[Event]) -> dict[str, float]:
    """The confidence of the claim that tells each event best, by that claim's id."""
    mains = [event.main for event in events]
    return {kept.claim.id: kept.claim.confidence for kept in archive.claims_by_id(mains)}
