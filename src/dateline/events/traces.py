"""What linking compares: a claim, or all claims of a report that tell of one happening, as sets of stems, keys, days and places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.events import words
from dateline.events.headline import opens, prominence
from dateline.events.words import Bag
from dateline.records import COUNTS, RADIUS_KM, Actor, Claim, Interval, Place, Report

EMPTY = Bag()
STORY = 700
"""Code points of a report's text that tell, after its headline, what the report is about."""
LONGEST_DAYS = 31
"""A longer interval says little of when a happening was."""
LEAD = 400
"""Code points of a report's text whose numbers are those of its main happening."""
TOLD_DAYS = 3
"""News without a stated day is at most so many days old."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as numbers: degrees, radius in km, stems of its name, country and province; lat None where it is not located."""

    lat: float | None
    lon: float | None
    radius: float
    names: frozenset[str]
    country: str
    admin1: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a happening as one report tells it. `days` and `told` (publication) are ordinals, inclusive."""

    key: str
    report: str
    members: tuple[str, ...] = ()
    types: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    tally: bool = False
    triggers: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    spots: tuple[Spot, ...] = ()
    days: tuple[int, int] | None = None
    told: int | None = None
    tolls: frozenset[tuple[str, int]] = frozenset()
    words: Bag = EMPTY
    names: frozenset[str] = frozenset()
    story: Bag = EMPTY
    about: frozenset[str] = frozenset()
    headline: Bag = EMPTY
    counted: frozenset[int] = frozenset()
    position: int = 0
    lead: bool = False
    title: bool = False
    first: bool = False
    opening: bool = False
    prominence: float = 0.0
    heading: frozenset[int] = frozenset()
    main: Main | None = None


@dataclass(frozen=True, slots=True)
class Main:
    """What a report's main happening is known by: its claims in headline and first sentence as one, and every telling of the lead."""

    head: Trace
    leads: tuple[Trace, ...]


def party_keys(people: Iterable[Actor]) -> frozenset[str]:
    """What tells two actors apart: the id where the knowledge base has one, the rare stems of the name, and "=" with country and sector."""
    keys: set[str] = set()
    for actor in people:
        if actor.id and not actor.id.startswith("new-"):
            keys.add(actor.id)
        if actor.country or actor.sector:
            keys.add(f"={actor.country}{actor.sector}")
        keys.update(word for word in words.stems(actor.name or actor.text) if words.weight(word) >= 0.5)
    return frozenset(keys)


def spot(place: Place | None) -> tuple[Spot, ...]:
    """A place as numbers; none where there is no place."""
    if place is None:
        return ()
    names = frozenset(words.stems(f"{place.name} {place.text}"))
    return (Spot(place.lat, place.lon, RADIUS_KM[place.precision], names, place.country, place.admin1),)


def days(interval: Interval | None) -> tuple[int, int] | None:
    """Ordinals of a closed interval that is short enough to say when."""
    if interval is None or interval.start is None or interval.end is None:
        return None
    first, last = interval.start.toordinal(), interval.end.toordinal()
    return (first, last) if last - first < LONGEST_DAYS else None


def tolls(claim: Claim) -> frozenset[tuple[str, int]]:
    """The numbers of a claim above one, each with its kind."""
    found = set()
    for name in COUNTS:
        count = getattr(claim, name)
        number = None if count is None else count.low if count.low is not None else count.high
        if number is not None and number > 1:
            found.add((name, number))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Story:
    """What a report is about: weighted stems of headline and beginning, the rare names in these, the stems of the headline alone, and the
    numbers in headline and lead, and in the headline alone (`heading`)."""

    words: Bag = EMPTY
    names: frozenset[str] = frozenset()
    headline: Bag = EMPTY
    numbers: frozenset[int] = frozenset()
    heading: frozenset[int] = frozenset()


def story(report: Report | None) -> Story:
    """What the report is about; nothing where it is not at hand."""
    if report is None:
        return Story()
    beginning = f"{report.title}\n{report.text[:STORY]}"
    return Story(
        words.bag(words.stems(beginning)),
        names_of(beginning),
        words.bag(words.stems(report.title)),
        words.numbers(f"{report.title}\n{report.text[:LEAD]}"),
        words.numbers(report.title, 1),
    )


def names_of(text: str) -> frozenset[str]:
    """Rare words written with a capital, as they sound, and numbers: what two accounts of one happening share by no accident."""
    found = (match[0] for match in words.words(text))
    return frozenset(
        words.name_key(word) if word[0].isalpha() else word
        for word in found
        if (word[0].isupper() or (len(word) > 1 and word[0].isdigit())) and words.weight(words.stem(word)) >= 0.7
    )


def sentence_of(claim: Claim, report: Report | None) -> str:
    """The claim's sentence, or what its fields hold of it where the report is not at hand."""
    if report is not None:
        return claim.sentence.of(report.part(claim.part))
    people = (actor.text for actor in (*claim.actors, *claim.recipients))
    return " ".join([claim.trigger.text, *people, claim.place.text if claim.place else ""])


def is_lead(claim: Claim, report: Report | None) -> bool:
    """Whether the claim stands in the headline or at the beginning of the text."""
    return claim.part == "title" or (report is not None and claim.sentence.start < min(320, max(120, len(report.text) // 3)))


def is_first(claim: Claim, report: Report | None) -> bool:
    """Whether the claim stands in the first sentence of the text, a date and the headline that may be printed before it left aside."""
    return claim.part == "text" and report is not None and claim.sentence.start <= len(report.title) + 60


def trace(claim: Claim, report: Report | None, about: Story = Story()) -> Trace:
    """A claim as linking compares it; `about` is its report's `story`."""
    sentence = sentence_of(claim, report)
    trigger = words.stem(claim.trigger.text)
    people = (*claim.actors, *claim.recipients)
    return Trace(
        key=claim.id,
        report=claim.report,
        members=(claim.id,),
        types=frozenset({claim.type} - {""}),
        modes=frozenset(claim.modes),
        statuses=frozenset({claim.status}),
        tally=claim.tally,
        triggers=frozenset({trigger}),
        families=frozenset(words.families().get(trigger, ())),
        actors=party_keys(claim.actors),
        recipients=party_keys(claim.recipients),
        countries=frozenset(actor.country for actor in people if actor.country),
        spots=spot(claim.place),
        days=days(claim.when.interval if claim.when else None),
        told=report.published.toordinal() if report and report.published else None,
        tolls=tolls(claim),
        words=words.bag(words.stems(sentence)),
        names=names_of(sentence),
        story=about.words,
        about=about.names,
        headline=about.headline,
        counted=about.numbers,
        position=claim.trigger.span.start if claim.part == "text" else -1,
        lead=is_lead(claim, report),
        title=claim.part == "title",
        first=is_first(claim, report),
        opening=report is not None and opens(claim, report),
        prominence=prominence(claim, report) if report else 0.0,
        heading=about.heading,
    )


def merged(traces: Iterable[Trace]) -> Trace:
    """The traces of one report's happening as one: sets united, the shortest interval kept."""
    ordered = sorted(traces, key=lambda item: item.key)
    first = ordered[0]
    if len(ordered) == 1:
        return first
    known = [item.days for item in ordered if item.days]
    counted = [item for item in ordered if not item.tally] or ordered
    return replace(
        first,
        members=tuple(sorted(member for item in ordered for member in item.members)),
        types=_union(item.types for item in ordered),
        modes=_union(item.modes for item in ordered),
        statuses=_union(item.statuses for item in ordered),
        tally=all(item.tally for item in ordered),
        triggers=_union(item.triggers for item in ordered),
        families=_union(item.families for item in ordered),
        actors=_union(item.actors for item in ordered),
        recipients=_union(item.recipients for item in ordered),
        countries=_union(item.countries for item in ordered),
        spots=narrowest(spot for item in ordered for spot in item.spots),
        days=min(known, key=lambda pair: (pair[1] - pair[0], pair)) if known else None,
        tolls=frozenset(toll for item in counted for toll in item.tolls),
        words=Bag.of({word: value for item in ordered for word, value in item.words.weights.items()}),
        names=_union(item.names for item in ordered),
        position=min(item.position for item in ordered),
        lead=any(item.lead for item in ordered),
        title=any(item.title for item in ordered),
        first=any(item.first for item in ordered),
        opening=any(item.opening for item in ordered),
        prominence=sum(item.prominence for item in ordered),
        main=None,
    )


def narrowest(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """The distinct places, the narrowest first; wide ones only where there is no narrow one."""
    found = sorted(set(spots), key=lambda s: (s.radius, s.lat is None, s.lat or 0.0, s.lon or 0.0, sorted(s.names)))
    narrow = [item for item in found if item.radius < RADIUS_KM["country"]]
    return tuple(narrow or found)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def window(item: Trace) -> tuple[int, int] | None:
    """The days on which it may have happened: the told interval, else the three days up to publication."""
    if item.days is not None:
        return item.days
    return None if item.told is None else (item.told - TOLD_DAYS, item.told)
