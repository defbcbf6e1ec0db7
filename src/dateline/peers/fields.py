"""Field by field: what a row and an event both say, where they differ, and what each lacks; one flat row a happening."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from dateline.events.features import apart
from dateline.events.places import distance_km
from dateline.events.traces import days, spot
from dateline.peers.comparing import Compared
from dateline.peers.peer import Peer
from dateline.records import COUNTS, Event, Toll

Outcome = Literal["both", "only yours", "only reports"]
COLUMNS = (
    *("outcome", "your_id", "event", "probability", "your_day", "event_day", "days_apart", "your_place", "event_place", "km_apart"),
    *("your_type", "event_type", "event_status", "your_parties", "event_parties", "your_killed", "event_killed"),
    *("differ", "yours_lack", "reports_lack", "disputed", "your_sources", "event_voices", "near", "why", "your_row"),
)
"""`differ`, `yours_lack` and `reports_lack` list fields; `near` further likely partners; `your_row` is file and line."""
Row = dict[str, Any]


def comparison_rows(compared: Compared) -> Iterator[Row]:
    """The matches, then rows without an event, then events without a row; each keyed by COLUMNS."""
    near: dict[str, list[str]] = {}
    for match in compared.near:
        near.setdefault(match.peer.event.id, []).append(match.event.id)
        near.setdefault(match.event.id, []).append(match.peer.event.id)
    for match in compared.matches:
        more = near.get(match.peer.event.id, []) + near.get(match.event.id, [])
        yield _row("both", match.peer, match.event, {"probability": round(match.probability, 3), "why": match.why, "near": "; ".join(more)})
    for peer in compared.only_peers:
        yield _row("only yours", peer, None, {"near": "; ".join(near.get(peer.event.id, []))})
    for event in compared.only_events:
        yield _row("only reports", None, event, {"near": "; ".join(near.get(event.id, []))})


def days_apart(one: Event, other: Event) -> int | None:
    """Days between the intervals, 0 where they share one; None where one has none."""
    mine, theirs = days(one.when), days(other.when)
    return None if mine is None or theirs is None else apart(mine, theirs)


def km_apart(one: Event, other: Event) -> float | None:
    """Kilometres between the places' centres; None where one is not located."""
    gaps = [distance_km(a, b) for a in spot(one.place) for b in spot(other.place)]
    return gaps[0] if gaps else None


def says(event: Event, types: frozenset[str]) -> dict[str, Any]:
    """What is filled, by field; an empty field is left out."""
    filled = {
        "day": event.when,
        "place": event.place,
        "coordinates": event.place and event.place.lat is not None,
        "type": types,
        "mode": event.modes,
        "actors": event.actors,
        "recipients": event.recipients,
        **{name: getattr(event, name) for name in COUNTS},
        "sources": event.speakers,
    }
    return {name: value for name, value in filled.items() if value}


def differing(peer: Peer, event: Event) -> list[str]:
    """The fields that both fill and that do not agree: days that do not meet, places over 25 km apart, a type that is not
    the row's, tolls whose ranges do not meet."""
    gap, far, killed = days_apart(peer.event, event), km_apart(peer.event, event), (peer.event.killed, event.killed)
    found = {
        "day": bool(gap),
        "place": far is not None and far > 25,
        "type": event.type not in peer.types,
        "killed": bool(killed[0] and killed[1] and not _meet(killed[0], killed[1])),
    }
    return [name for name, differs in found.items() if differs]


def range_of(toll: Toll | None) -> str:
    """43, or 43-105; "" for none."""
    if toll is None:
        return ""
    low, high = toll.low if toll.low is not None else toll.best, toll.high if toll.high is not None else toll.best
    return str(low) if low == high else f"{low}-{high}"


def _row(outcome: Outcome, peer: Peer | None, event: Event | None, more: Row) -> Row:
    found: Row = dict.fromkeys(COLUMNS, "") | {"outcome": outcome} | more
    if peer:
        found |= {f"your_{name}": value for name, value in _told(peer.event).items()}
        found |= {"your_id": peer.event.id, "your_type": peer.own_type, "your_row": peer.where, "your_sources": _names(peer.event)}
    if event:
        found |= {f"event_{name}": value for name, value in _told(event).items()}
        found |= {"event": event.id, "event_type": " ".join((event.type, *event.modes)), "event_status": event.status, "event_voices": _names(event)}
        found["disputed"] = "; ".join(dict.fromkeys(line.field for line in event.contradictions))
    if peer and event:
        found |= _between(peer, event)
    return found


def _between(peer: Peer, event: Event) -> Row:
    mine, theirs, far = says(peer.event, peer.types), says(event, frozenset({event.type})), km_apart(peer.event, event)
    return {
        "days_apart": days_apart(peer.event, event),
        "km_apart": None if far is None else round(far, 1),
        "differ": "; ".join(differing(peer, event)),
        "yours_lack": "; ".join(name for name in theirs if name not in mine),
        "reports_lack": "; ".join(name for name in mine if name not in theirs),
    }


def _told(event: Event) -> Row:
    when, place = event.when, event.place
    start, end = (when.start, when.end) if when else (None, None)
    days_told = str(start or end or "") if start == end or not (start and end) else f"{start} to {end}"
    return {
        "day": days_told,
        "place": (place.name or place.text) if place else "",
        "parties": " / ".join("; ".join(side.name for side in sides) for sides in (event.actors, event.recipients)).strip(" /"),
        "killed": range_of(event.killed),
    }


def _names(event: Event) -> str:
    return "; ".join(speaker.name for speaker in event.speakers)


def _meet(one: Toll, other: Toll) -> bool:
    """Whether two ranges share a number; a missing end is open."""
    low = max(one.low or 0, other.low or 0)
    ends = [end for end in (one.high, other.high) if end is not None]
    return low <= min(ends, default=low)
