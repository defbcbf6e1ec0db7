"""How happenings stand to each other: parts of a larger one, plans and what came of them, one after another in a sequence.

Only events that share a key of place or people are looked at, and each relation is decided by the two events alone (a sequence: by the events
of its key), so that an unrelated report changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import combinations

from dateline.events import words
from dateline.events.features import apart
from dateline.events.places import gap_km
from dateline.events.traces import Trace, window
from dateline.ontology import rows
from dateline.records import Event, EventLink, Relation

PART_KM = 40.0
PLAN_DAYS = 14
"""What was planned and happened within so many days after is what came of the plan."""
SEQUENCE_DAYS = 45
CROWDED = 40
"""A key of more events than this is compared only between neighbours in time."""
INVERSE: dict[Relation, Relation] = {"part_of": "has_part", "plan_of": "came_of", "follows": "followed_by"}
UNREAL = frozenset({"planned", "possible"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the trace of all its claims."""

    event: Event
    trace: Trace


@cache
def wholes() -> Mapping[str, frozenset[str]]:
    """Stems of happenings with parts, and the types of the parts. Raises InvalidTable."""
    return {words.stem(word): frozenset(types.split()) for word, types in rows(files("dateline.events") / "wholes.tsv", 2)}


def related(found: Sequence[Told]) -> list[Event]:
    """The events with their links, in the order given."""
    links: dict[str, set[EventLink]] = defaultdict(set)
    for one, relation, other in {triple for block in _blocks(found) for triple in _in_block(block)}:
        links[one].add(EventLink(relation, other))
        links[other].add(EventLink(INVERSE[relation], one))
    return [replace(told.event, links=tuple(sorted(links[told.event.id], key=lambda x: (x.relation, x.event)))) for told in found]


def _blocks(found: Iterable[Told]) -> Iterator[list[Told]]:
    blocks: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for told in found:
        for key in sorted(_keys(told.trace)):
            blocks[key].append(told)
    for block in blocks.values():
        yield sorted(block, key=lambda told: (window(told.trace) or (0, 0), told.event.id))


def _keys(trace: Trace) -> set[tuple[str, ...]]:
    places = {(s.country, name) for s in trace.spots for name in s.names if words.weight(name) >= 0.6 and s.radius < 200}
    return {("place", *place) for place in places} | {("report", trace.report)}


def _in_block(block: Sequence[Told]) -> Iterator[tuple[str, Relation, str]]:
    near = combinations(block, 2) if len(block) <= CROWDED else ((one, other) for at, one in enumerate(block) for other in block[at + 1 : at + 6])
    for one, other in near:
        for a, b in ((one, other), (other, one)):
            if is_part(a.trace, b.trace):
                yield a.event.id, "part_of", b.event.id
            if is_plan(a.trace, b.trace):
                yield a.event.id, "plan_of", b.event.id
    yield from _sequences(block)


def is_part(part: Trace, whole: Trace) -> bool:
    """Whether `part` is of a kind that `whole` has, at its place, on its days, and happened."""
    kinds: frozenset[str] = frozenset().union(*(wholes().get(word, frozenset()) for word in whole.triggers))
    if part.types.isdisjoint(kinds) or not part.triggers.isdisjoint(whole.triggers) or part.statuses <= UNREAL:
        return False
    gap, mine, theirs = gap_km(part, whole), window(part), window(whole)
    if gap is None or gap > PART_KM or mine is None or theirs is None:
        return False
    people = part.actors | part.recipients
    return apart(mine, theirs) <= 1 and (not people or not people.isdisjoint(whole.actors | whole.recipients))


def is_plan(plan: Trace, result: Trace) -> bool:
    """Whether `plan` was told as to come and `result`, of the same kind and doer, happened then or soon after."""
    if not plan.statuses <= UNREAL or "actual" not in result.statuses or plan.types.isdisjoint(result.types):
        return False
    kind = not plan.triggers.isdisjoint(result.triggers) or not plan.families.isdisjoint(result.families)
    told, happened = plan.told or (window(plan) or (0, 0))[0], window(result)
    if not kind or happened is None or plan.actors.isdisjoint(result.actors):
        return False
    gap = gap_km(plan, result)
    due = plan.days[1] if plan.days else told + PLAN_DAYS
    return told <= happened[1] and happened[0] <= due + 3 and (gap is None or gap <= PART_KM)


def _sequences(block: Sequence[Told]) -> Iterator[tuple[str, Relation, str]]:
    """Each event of the block after the nearest earlier one with a trigger and somebody in common."""
    dated = [(told, told.trace.days) for told in block if told.trace.days and "actual" in told.trace.statuses]
    for at, (later, days) in enumerate(dated):
        for earlier, before in reversed(dated[max(0, at - CROWDED) : at]):
            if before[1] < days[0] <= before[1] + SEQUENCE_DAYS and _alike(earlier.trace, later.trace):
                yield later.event.id, "follows", earlier.event.id
                break


def _alike(one: Trace, other: Trace) -> bool:
    people = (one.actors | one.recipients) & (other.actors | other.recipients)
    return bool(people) and not one.triggers.isdisjoint(other.triggers) and bool(one.spots and other.spots)
