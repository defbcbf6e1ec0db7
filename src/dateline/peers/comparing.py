"""A researcher's rows beside the events of the reports: which are one happening, and what each side lacks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.events.features import probability
from dateline.events.traces import Trace
from dateline.peers.likeness import reasons, trace_of, trace_of_peer, weighed
from dateline.peers.peer import Peer
from dateline.records import Event

LEAST = 0.6
"""The least probability of a pair."""
SLACK = 2
"""Days that two tellings of one day may lie apart."""


@dataclass(frozen=True, slots=True)
class Match:
    """A row and an event that are probably (0 to 1) one happening, and why."""

    peer: Peer
    event: Event
    probability: float
    why: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that comparing comes to.

    `matches`: one event to one row, by day. `near`: further pairs that are likely but whose row or event is taken, for data sets divide
    happenings differently. `only_peers` and `only_events` have no partner. `undated`: events without a day (or of more than a month), which are
    never matched and stand in `only_events` too.
    """

    matches: tuple[Match, ...]
    near: tuple[Match, ...]
    only_peers: tuple[Peer, ...]
    only_events: tuple[Event, ...]
    undated: int


def compare(peers: Iterable[Peer], events: Iterable[Event], least: float = LEAST) -> Compared:
    """Matches rows with events, the likeliest pairs first; the same input gives the same result in any order.

    Tombstones are left out. `least` is the least probability of a pair, 0 to 1.
    """
    rows, standing = list(peers), [event for event in events if not event.merged_into]
    traces = {event.id: trace_of(event) for event in standing}
    likely = [match for match in _likely(rows, standing, traces) if match.probability >= least]
    likely.sort(key=lambda match: (-match.probability, match.peer.event.id, match.event.id))
    taken, matches, near = set[str](), list[Match](), list[Match]()
    for match in likely:
        free = taken.isdisjoint((match.peer.event.id, match.event.id))
        (matches if free else near).append(match)
        taken |= {match.peer.event.id, match.event.id} if free else set()
    return Compared(
        tuple(sorted(matches, key=lambda match: (_first(match.peer.event), match.peer.event.id))),
        tuple(near),
        tuple(sorted((peer for peer in rows if peer.event.id not in taken), key=lambda peer: (_first(peer.event), peer.event.id))),
        tuple(sorted((event for event in standing if event.id not in taken), key=lambda event: (_first(event), event.id))),
        sum(trace.days is None for trace in traces.values()),
    )


def _likely(peers: Sequence[Peer], events: Sequence[Event], traces: dict[str, Trace]) -> Iterator[Match]:
    """Every row with the events of about its days."""
    by_day: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        for ordinal in _span(traces[event.id], 0):
            by_day[ordinal].append(event)
    for peer in peers:
        trace = trace_of_peer(peer)
        around = {event.id: event for ordinal in _span(trace, SLACK) for event in by_day.get(ordinal, ())}
        for event in around.values():
            found = weighed(trace, traces[event.id])
            yield Match(peer, event, probability(sum(item.share for item in found)), reasons(found))


def _span(trace: Trace, slack: int) -> range:
    return range(trace.days[0] - slack, trace.days[1] + slack + 1) if trace.days else range(0)


def _first(event: Event) -> str:
    """The first day, for sorting; events without one come last."""
    start = event.when and (event.when.start or event.when.end)
    return start.isoformat() if start else "9999"
