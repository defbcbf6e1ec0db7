"""What passed between an actor, or at a place, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dateline.archive.event_query import Dyad
from dateline.ontology import load_types
from dateline.serve.desk.charts import Bar
from dateline.serve.desk.periods import steps, unit_for

CONFLICT = 3
"""The quad classes from this one on are conflict, in words and material; below it cooperation."""


def is_against(kind: str) -> bool:
    """Whether a type is conflict."""
    known = load_types().get(kind)
    return known is not None and known.quad >= CONFLICT


def bars(counted: Iterable[tuple[str, str, int]]) -> tuple[list[Bar], str]:
    """(type, ISO month, events) as bars of cooperation (up) and conflict (down) without holes, and their unit ("" for none)."""
    rows = [(kind, month, events) for kind, month, events in counted if month]
    if not rows:
        return [], ""
    months = [month for _, month, _ in rows]
    unit = unit_for(min(months), max(months))
    size = 7 if unit == "month" else 4
    up: Counter[str] = Counter()
    down: Counter[str] = Counter()
    for kind, month, events in rows:
        (down if is_against(kind) else up)[month[:size]] += events
    return [Bar(step, up[step], down[step]) for step in steps(months, unit)], unit


def counterparts(dyads: Iterable[Dyad], own: frozenset[str]) -> list[tuple[str, str, int, int]]:
    """(id, name, cooperation, conflict) of everybody on the other side of one of `own`, the most events first."""
    names: dict[str, str] = {}
    counts: dict[str, list[int]] = {}
    for dyad in dyads:
        id, name = (dyad.recipient, dyad.recipient_name) if dyad.actor in own else (dyad.actor, dyad.actor_name)
        if not id:
            continue
        names.setdefault(id, name)
        counts.setdefault(id, [0, 0])[is_against(dyad.type)] += dyad.events
    return sorted(((id, names[id], *pair) for id, pair in counts.items()), key=lambda row: (-row[2] - row[3], row[1]))  # type: ignore[misc]
