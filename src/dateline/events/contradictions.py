"""Where voices contradict each other about one happening, as lines that a person can read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dateline.events.features import apart
from dateline.events.places import spot_gap
from dateline.events.sides import variants
from dateline.events.tolls import agree, shown
from dateline.events.traces import days, spot
from dateline.events.voices import Voices
from dateline.records import COUNTS, Claim, Contradiction, Side, Toll, Variant

TOLD = {"actual": "says that it happened", "denied": "denies it", "planned": "says that it is planned", "possible": "calls it possible"}
PLACE_KM = 25.0
"""Places nearer than this are the same thing said more or less exactly."""


def contradictions(claims: Sequence[Claim], said: Voices, tolls: dict[str, Toll], sides: Sequence[Side]) -> tuple[Contradiction, ...]:
    """Every contradiction, tolls first."""
    found = [*_tolls(tolls), *_statuses(claims, said), *_actors(claims, said, sides), *_places(claims, said), *_days(claims, said)]
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


def _actors(claims: Sequence[Claim], said: Voices, sides: Sequence[Side]) -> Iterator[Contradiction]:
    """Different doers of one act of force, where no voice names both."""
    if not any(claim.type in ("ASSAULT", "COERCE", "PROTEST", "MOBILIZE") for claim in claims):
        return
    by_side = {side.name: {voice for name in side.names for voice in name.voices} for side in sides if side.country or side.id}
    for one, other in combinations(sorted(by_side), 2):
        if by_side[one] and by_side[other] and by_side[one].isdisjoint(by_side[other]):
            ids = {claim for side in sides if side.name in (one, other) for name in side.names for claim in name.claims}
            line = f"who did it: {_listed(by_side[one])}: {one}; {_listed(by_side[other])}: {other}"
            yield Contradiction("actors", line, tuple(sorted(ids)))


def _places(claims: Sequence[Claim], said: Voices) -> Iterator[Contradiction]:
    placed = [(claim, spot(claim.place)[0]) for claim in claims if claim.place]
    far = {c.id for (a, x), (b, y) in combinations(placed, 2) if (spot_gap(x, y) or 0.0) > PLACE_KM for c in (a, b)}
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
    """A claim's interval: one day, or "A to B"; empty where it tells none."""
    if claim.when is None or (claim.when.interval.start is None and claim.when.interval.end is None):
        return ""
    start, end = claim.when.interval.start, claim.when.interval.end
    return str(start) if start == end else f"{start or '...'} to {end or '...'}"


def _line(field: str, found: Iterable[Variant]) -> str:
    return f"{field}: " + "; ".join(f"{_listed(variant.voices)}: {variant.value}" for variant in found)
