"""Where voices contradict each other about one happening, as lines that a person can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.events.features import apart
from dateline.events.places import spot_gap
from dateline.events.sides import variants
from dateline.events.tolls import agree, shown
from dateline.events.traces import days, spot
from dateline.events.voices import Voices
from dateline.records import COUNTS, Claim, Contradiction, Interval, Side, Toll, Variant

TOLD = {"actual": "says that it happened", "denied": "denies it", "planned": "says that it is planned", "possible": "calls it possible"}
PLACE_KM = 25.0
"""Places nearer than this are the same thing said more or less exactly."""
NARROW = ("point", "place")
"""Precisions of places of which two cannot both be where one thing happened."""
BYSTANDERS = frozenset({"IGO", "NGO", "MED", "CVL", "REF", "HLH", "EDU", "REL", "BUS", "LAB"})
"""Sectors that are hardly ever the doers of an act of force: named as such, they are most likely misread."""


@dataclass(frozen=True, slots=True)
class Parties:
    """The reconciled actors and recipients of a happening."""

    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]


def contradictions(claims: Sequence[Claim], said: Voices, tolls: dict[str, Toll], parties: Parties) -> tuple[Contradiction, ...]:
    """Every contradiction, tolls first."""
    found = [*_tolls(tolls), *_statuses(claims, said), *_actors(claims, said, parties), *_places(claims, said), *_days(claims, said)]
    return tuple(found)


def _tolls(tolls: dict[str, Toll]) -> Iterator[Contradiction]:
    for name in COUNTS:
        standing = [figure for figure in tolls[name].figures if not figure.superseded] if name in tolls else []
        if any(not agree(one, other) for one, other in combinations(standing, 2)):
            parts = "; ".join(f"{figure.voice}: {shown(figure)}" for figure in standing)
            yield Contradiction(name, f"{name}: {parts}", tuple(sorted(figure.claim for figure in standing)))


def _statuses(claims: Sequence[Claim], said: Voices) -> Iterator[Contradiction]:
    """Told as a fact and denied. Planned and then happened is no contradiction."""
    by_status: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_status[claim.status].append(claim)
    deniers = {said[claim.id] for claim in by_status["denied"]}
    tellers = {said[claim.id] for claim in by_status["actual"]} - deniers
    if deniers and tellers:
        both = [claim for claim in (*by_status["actual"], *by_status["denied"]) if said[claim.id] in deniers | tellers]
        line = f"status: {_listed(tellers)} {_agreeing('actual', tellers)}; {_listed(deniers)} {_agreeing('denied', deniers)}"
        yield Contradiction("status", line, tuple(sorted(claim.id for claim in both)))


def _agreeing(status: str, voices: Iterable[str]) -> str:
    several = len(set(voices)) > 1
    return {"actual": "say that it happened", "denied": "deny it"}[status] if several else TOLD[status]


def _listed(voices: Iterable[str]) -> str:
    return ", ".join(sorted(voices))


def _actors(claims: Sequence[Claim], said: Voices, parties: Parties) -> Iterator[Contradiction]:
    """Different doers of one act of force, where no voice names both and neither is the other's opponent in a fight."""
    if not any(claim.type in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE") for claim in claims):
        return
    doers = [side for side in parties.actors if (side.country or side.id) and side.sector not in BYSTANDERS]
    hit = {name for side in parties.recipients for name in (side.id, side.name) if name}
    by_side = {side.name: {voice for name in side.names for voice in name.voices} for side in doers if hit.isdisjoint((side.id, side.name))}
    for one, other in combinations(sorted(by_side), 2):
        if by_side[one] and by_side[other] and by_side[one].isdisjoint(by_side[other]):
            ids = {claim for side in doers if side.name in (one, other) for name in side.names for claim in name.claims}
            line = f"who did it: {_listed(by_side[one])}: {one}; {_listed(by_side[other])}: {other}"
            yield Contradiction("actors", line, tuple(sorted(ids)))


def _places(claims: Sequence[Claim], said: Voices) -> Iterator[Contradiction]:
    """Places, narrow enough, that different voices give and that are far from each other."""
    placed = [(claim, spot(claim.place)[0]) for claim in claims if claim.place and claim.place.precision in NARROW]
    far = {c.id for (a, x), (b, y) in combinations(placed, 2) if (spot_gap(x, y) or 0.0) > PLACE_KM for c in (a, b) if said[a.id] != said[b.id]}
    if far:
        found = [(claim.place.name or claim.place.text, claim.id) for claim, _ in placed if claim.place and claim.id in far]
        yield Contradiction("place", _line("place", variants(found, said)), tuple(sorted(far)))


def _days(claims: Sequence[Claim], said: Voices) -> Iterator[Contradiction]:
    dated = [(claim, known) for claim in claims if claim.when and (known := days(claim.when.interval))]
    clash = {c.id for (a, x), (b, y) in combinations(dated, 2) if apart(x, y) > 0 for c in (a, b)}
    if clash:
        found = [(shown_days(claim), claim.id) for claim, _ in dated if claim.id in clash]
        yield Contradiction("when", _line("when", variants(found, said)), tuple(sorted(clash)))


def shown_days(claim: Claim) -> str:
    """A claim's interval as people read it; empty where it tells none."""
    return shown_interval(claim.when.interval if claim.when else None)


def shown_interval(interval: Interval | None) -> str:
    """One day, or "A to B", an open end as "..."; empty where nothing is known."""
    if interval is None or (interval.start is None and interval.end is None):
        return ""
    start, end = interval.start, interval.end
    return str(start) if start == end else f"{start or '...'} to {end or '...'}"


def _line(field: str, found: Iterable[Variant]) -> str:
    return f"{field}: " + "; ".join(f"{_listed(variant.voices)}: {variant.value}" for variant in found)
