"""How likely a row and an event are one happening: the features of linking, weighed for data that carries no report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files

from dateline.errors import InvalidTable
from dateline.events.features import FEATURES, Weighed, explain
from dateline.events.traces import Trace, days, names_of, party_keys, spot
from dateline.ontology import rows
from dateline.peers.peer import NOWHERE, Peer
from dateline.records import Actor, Event, Side


@cache
def load_weights() -> Mapping[str, float]:
    """The weight of each feature that is asked. Raises InvalidTable for a name that is none."""
    table = files("dateline.peers") / "features.tsv"
    found = {name: float(value) for name, value, _ in rows(table, 3)}
    odd = sorted(found.keys() - FEATURES.keys())
    if odd:
        raise InvalidTable(f"{table.name}: expected names of features, found {', '.join(odd)}")
    return found


def trace_of(event: Event) -> Trace:
    """An event as linking compares it. Parties stand on both sides, for data sets order them by rules of their own."""
    parties = party_keys(actor for side in (*event.actors, *event.recipients) for actor in _actors(side))
    return Trace(
        key=event.id,
        report=event.id,
        types=frozenset({event.type}),
        modes=frozenset(event.modes),
        statuses=frozenset({event.status}),
        actors=parties,
        recipients=parties,
        spots=spot(event.place),
        days=days(event.when),
        tolls=frozenset({("killed", number) for number in _numbers(event) if number > 1}),
        names=names_of(event.label),
    )


def trace_of_peer(peer: Peer) -> Trace:
    """A row as linking compares it: all types that it may be, and the names in its notes."""
    return replace(trace_of(peer.event), types=peer.types, names=names_of(f"{peer.event.label} {peer.notes}"))


def weighed(one: Trace, other: Trace) -> list[Weighed]:
    """The features that say anything of the pair, the heaviest first."""
    return explain(one, other, load_weights())


def reasons(found: list[Weighed]) -> str:
    """What speaks for the pair and against it, in one line."""
    told = (f"{'+' if item.share > 0 else '-'}{item.name.replace('_', ' ')}" for item in found if item.name != "always" and abs(item.share) >= 0.1)
    return ", ".join(told)


def _actors(side: Side) -> list[Actor]:
    names = dict.fromkeys((side.name, *(variant.value for variant in side.names)))
    return [Actor(NOWHERE, name, name, side.id, side.country, side.sector) for name in names if name]


def _numbers(event: Event) -> set[int]:
    toll = event.killed
    return {number for number in (toll.low, toll.best, toll.high) if number is not None} if toll else set()
