"""What an event says: its claims reconciled, with the values that disagree and who says which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateline.events.contradictions import PLACE_KM, Parties, contradictions, shown_days, shown_interval
from dateline.events.copies import CopyIndex
from dateline.events.features import apart
from dateline.events.places import spot_gap
from dateline.events.sides import differing, sides
from dateline.events.tolls import Said, toll
from dateline.events.traces import days, spot
from dateline.events.voices import outlet, speakers, voices
from dateline.records import COUNTS, PRECISIONS, Claim, Event, Interval, Place, Report, Status, Toll, Variant, content_id

CERTAIN: tuple[Status, ...] = ("actual", "denied", "possible", "planned")
NARROW = ("point", "place", "area")


@dataclass(frozen=True, slots=True)
class Sources:
    """What is known beside the claims: reports by id, and which copy which."""

    reports: Mapping[str, Report] = field(default_factory=dict)
    copies: CopyIndex = field(default_factory=CopyIndex)

    def day(self, report: str) -> date | None:
        """The day of publication."""
        found = self.reports.get(report)
        return found.published if found else None

    def outlet(self, report: str) -> str:
        """The outlet that first printed the report."""
        return outlet(self.reports.get(report), self.copies, self.reports)


def evidence_key(claim: Claim) -> str:
    """Where a claim's trigger stands: the same after the report was coded again."""
    return f"{claim.report}|{claim.part}|{claim.trigger.span.start}"


def anchor(claims: Iterable[Claim], sources: Sources) -> Claim:
    """The claim by which a happening is known: of the earliest report, the first in the order of its place there."""
    return min(claims, key=lambda c: (sources.day(c.report) or date.max, c.report, c.part != "title", c.trigger.span.start, c.id))


def event_id(claims: Iterable[Claim], sources: Sources) -> str:
    """24 hexadecimal digits made from the anchor's evidence."""
    return content_id(evidence_key(anchor(claims, sources)).encode())[:24]


def describe(claims: Sequence[Claim], sources: Sources, confidence: float = 1.0) -> Event:
    """The event that these claims, all of one happening, make; at least one, order without effect."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    said = voices(ordered, sources.outlet)
    found = speakers(ordered, said, sources.copies)
    whole = Said(said, {speaker.name: speaker.camp for speaker in found}, {c.report: sources.day(c.report) for c in ordered})
    place, when = place_of(ordered), when_of(ordered)
    counted_here = [claim for claim in ordered if told_here(claim, when, place)] or ordered
    tolls = {name: made for name in COUNTS if (made := toll(counted_here, name, whole))}
    parties = Parties(sides(ordered, "actors", said), sides(ordered, "recipients", said))
    main = best(ordered, when)
    counted: dict[str, Any] = {name: tolls.get(name) for name in COUNTS}
    return Event(
        id=event_id(ordered, sources),
        main=main.id,
        label=label(main, when, place, tolls),
        type=commonest(ordered, lambda claim: [claim.type]),
        modes=_modes(ordered),
        status=status_of(ordered),
        when=when,
        place=place,
        actors=parties.actors,
        recipients=parties.recipients,
        speakers=found,
        camps=tuple(sorted({speaker.camp for speaker in found})),
        variants=_variants(ordered, said),
        contradictions=contradictions(ordered, said, tolls, parties),
        claims=tuple(claim.id for claim in ordered),
        reports=tuple(sorted({claim.report for claim in ordered})),
        confidence=round(confidence, 4),
        **counted,
    )


def told_here(claim: Claim, when: Interval | None, place: Place | None) -> bool:
    """Whether the claim may count the harm of a happening on these days at this place: one told of other days or of a far place does not."""
    mine, theirs = days(claim.when.interval if claim.when else None), days(when)
    if mine and theirs and apart(mine, theirs) > 1:
        return False
    gap = spot_gap(spot(claim.place)[0], spot(place)[0]) if claim.place and place else None
    return gap is None or gap <= PLACE_KM


def fullness(claim: Claim) -> int:
    """How many fields a claim fills."""
    filled = (claim.actors, claim.recipients, claim.place, claim.when, claim.sources, *(getattr(claim, name) for name in COUNTS))
    return sum(map(bool, filled))


def best(claims: Iterable[Claim], when: Interval | None = None) -> Claim:
    """The claim that tells the happening best: a fact, of this happening alone, on its day, with most fields, and most certain."""

    def rank(claim: Claim) -> tuple[object, ...]:
        elsewhen = bool(claim.when and when and claim.when.interval != when)
        return (claim.status != "actual", claim.tally, elsewhen, -fullness(claim), -claim.confidence, claim.id)

    return min(claims, key=rank)


def label(main: Claim, when: Interval | None, place: Place | None, tolls: Mapping[str, Toll]) -> str:
    """A short name from the event's own fields: "attack, Qamishli, 2016-07-27, 44 killed"."""
    parts = [main.trigger.text.lower(), place.name or place.text if place else "", shown_interval(when)]
    parts += [f"{known.best} {name}" for name, known in tolls.items() if known.best]
    return ", ".join(part for part in parts if part)


def commonest(claims: Iterable[Claim], value: Callable[[Claim], Iterable[str]]) -> str:
    """The value that most reports give, the surer claims where as many do."""
    votes: Counter[str] = Counter()
    for _, name in {(claim.report, name) for claim in claims for name in value(claim)}:
        votes[name] += 1
    sure: Counter[str] = Counter()
    for claim in claims:
        for name in value(claim):
            sure[name] += round(1000 * claim.confidence)
    return min(votes, key=lambda name: (-votes[name], -sure[name], name), default="")


def _modes(claims: Sequence[Claim]) -> tuple[str, ...]:
    kind = commonest(claims, lambda claim: [claim.type])
    return tuple(sorted({mode for claim in claims if claim.type == kind for mode in claim.modes}))


def status_of(claims: Iterable[Claim]) -> Status:
    """Happened where anybody says so; else denied, possible, planned."""
    known = {claim.status for claim in claims}
    return next(status for status in CERTAIN if status in known)


def place_of(claims: Sequence[Claim]) -> Place | None:
    """The place that most reports give among the narrow ones, else the narrowest."""
    placed = [claim for claim in claims if claim.place]
    narrow = [claim for claim in placed if claim.place and claim.place.precision in NARROW] or placed
    name = commonest(narrow, lambda claim: [claim.place.name or claim.place.text] if claim.place else [])
    fits = [(c.place, c.id) for c in narrow if c.place and (c.place.name or c.place.text) == name]
    ranked = sorted(fits, key=lambda pair: (pair[0].lat is None, PRECISIONS.index(pair[0].precision), pair[1]))
    return ranked[0][0] if ranked else None


def when_of(claims: Sequence[Claim]) -> Interval | None:
    """The interval that most reports give among the shortest, closed ones before open ones."""
    dated = [claim for claim in claims if claim.when and shown_days(claim)]
    if not dated:
        return None
    least = min(_length(claim) for claim in dated)
    shortest = [claim for claim in dated if _length(claim) == least]
    name = commonest(shortest, lambda claim: [shown_days(claim)])
    return next(claim.when.interval for claim in shortest if claim.when and shown_days(claim) == name)


def _length(claim: Claim) -> int:
    interval = claim.when.interval if claim.when else Interval(None, None)
    return 10**6 if interval.start is None or interval.end is None else (interval.end - interval.start).days


def _variants(claims: Sequence[Claim], said: Mapping[str, str]) -> tuple[tuple[str, tuple[Variant, ...]], ...]:
    fields: tuple[tuple[str, Callable[[Claim], str]], ...] = (
        ("type", lambda claim: claim.type),
        ("status", lambda claim: claim.status),
        ("place", lambda claim: claim.place.name or claim.place.text if claim.place else ""),
        ("when", shown_days),
        ("trigger", lambda claim: claim.trigger.text.lower()),
    )
    found = ((name, differing(claims, value, said)) for name, value in fields)
    # By name, as the archive gives them back: an event that was kept is the same as one just made.
    return tuple(sorted((name, variants) for name, variants in found if len(variants) > 1))
