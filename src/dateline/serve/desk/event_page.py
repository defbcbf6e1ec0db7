"""One event: its sentence, each field with who says which, the words from every report, contradictions, relatives, history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.archive import Archive, NotThere, Version
from dateline.exports import wording
from dateline.records import COUNTS, Claim, Event, Figure, Judgement, Variant
from dateline.serve.desk.finding import claims_of
from dateline.serve.desk.marking import Segment, from_start, marks_of, passage, segments
from dateline.serve.desk.pages import render
from dateline.serve.desk.refusing import Page
from dateline.serve.desk.sentences import bounds, period, said_by, sentence
from dateline.serve.kept import archive_of
from dateline.who import is_private_id

router = APIRouter(include_in_schema=False, route_class=Page)
RELATIONS = {
    "part_of": "Part of",
    "has_part": "Includes",
    "plan_of": "A plan of",
    "came_of": "Was planned as",
    "follows": "Follows",
    "followed_by": "Followed by",
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field, who says it, where it leads, and what to say beside it."""

    text: str
    said: str = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the event with its values, the reconciled one first."""

    name: str
    label: str
    values: tuple[Value, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Witness:
    """A report's words on the event: its version, and its passages cut at the marks."""

    version: Version
    passages: tuple[tuple[Segment, ...], ...]
    counted: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that came to pass with the event: an ISO time, and what."""

    at: str
    what: str
    by: str = ""
    why: str = ""


@router.get("/events/{id}", response_class=HTMLResponse)
def event(request: Request, id: str) -> Response:
    """The page of one event; a merged one leads to what took its place. 404 where it is not kept."""
    archive = archive_of(request)
    kept = archive.event(id)
    found = kept.event
    if found.merged_into:
        return RedirectResponse(f"/events/{found.merged_into}", 308)
    claims = claims_of(archive, (*found.claims, *found.superseded, *found.rejected))
    return render(
        request,
        "event.html",
        event=found,
        gone=kept.gone,
        pieces=sentence(found),
        said=said_by(found),
        fields=tuple(fields(found)),
        witnesses=witnesses(archive, found, claims),
        related=related(archive, found),
        moments=history(archive, found, kept.changed),
    )


def fields(event: Event) -> Iterator[Field]:
    """The event's fields in the order of its sentence, those that are known."""
    varied = dict(event.variants)
    disputed = {found.field for found in event.contradictions}
    plain = (
        ("type", "What", " ".join((event.type, *event.modes))),
        ("status", "Status", event.status),
        ("when", "When", period(event.when)),
    )
    yield Field("type", *_plain(plain[0], varied), "type" in disputed)
    yield Field("status", *_plain(plain[1], varied), "status" in disputed)
    for name, label, sides in (("actors", "Who", event.actors), ("recipients", "To whom", event.recipients)):
        values = tuple(_side(side.name, side.id, " ".join(filter(None, (side.country, side.sector))), side.names) for side in sides)
        if values:
            yield Field(name, label, values, name in disputed)
    yield from _where(event, varied, "place" in disputed)
    if period(event.when):
        yield Field("when", *_plain(plain[2], varied), "when" in disputed)
    for name in COUNTS:
        toll = getattr(event, name)
        if toll:
            figures = tuple(map(_figure, toll.figures))
            yield Field(name, name.capitalize(), (Value(bounds(toll), note="over all voices"), *figures), name in disputed)


def witnesses(archive: Archive, event: Event, claims: Iterable[Claim]) -> tuple[Witness, ...]:
    """Each report with its passages, the earliest first; what no longer counts stands last."""
    ordered = sorted(claims, key=lambda c: (c.report, c.part != "title", c.sentence.start))
    found = []
    for report, group in groupby(ordered, key=lambda claim: claim.report):
        version = _version(archive, report)
        if version is not None:
            mine = list(group)
            found.append(Witness(version, tuple(_passages(version, mine)), any(c.id in event.claims for c in mine)))
    return tuple(sorted(found, key=lambda witness: (not witness.counted, str(witness.version.report.published or "9"), witness.version.series)))


def _passages(version: Version, claims: list[Claim]) -> Iterator[tuple[Segment, ...]]:
    """One passage for claims whose sentences touch each other."""
    runs: list[list[Claim]] = []
    for claim in claims:
        near = runs and runs[-1][0].part == claim.part and passage([claim]).start <= passage(runs[-1]).end + 2
        if near:
            runs[-1].append(claim)
        else:
            runs.append([claim])
    for run in runs:
        marks = [mark for number, claim in enumerate(run, 1) for mark in marks_of(claim, number)]
        text = version.report.part(run[0].part)
        yield segments(text, marks, from_start(text, passage(run)))


def related(archive: Archive, event: Event) -> tuple[tuple[str, Event], ...]:
    """(how, which) of the events that stand to this one."""
    found = []
    for link in event.links:
        try:
            found.append((RELATIONS[link.relation], archive.event(link.event).event))
        except NotThere:
            continue
    return tuple(found)


def history(archive: Archive, event: Event, changed: str) -> tuple[Moment, ...]:
    """What was decided about the event's claims and when it last changed, the latest first."""
    mine = {*event.claims, *event.superseded, *event.rejected}
    judged = [j for j in archive.judgements(in_force=False) if mine & {evidence.claim for evidence in j.about}]
    moments = [Moment(changed, "Derived from its claims in this form"), *map(_moment, judged)]
    return tuple(sorted(moments, key=lambda moment: moment.at, reverse=True))


def _moment(judgement: Judgement) -> Moment:
    words = " / ".join(dict.fromkeys(evidence.text for evidence in judgement.about))
    change = f" {judgement.field} to {judgement.value}" if judgement.field else ""
    return Moment(judgement.at, f"{judgement.decision}{change}: {words}" if words else judgement.decision, judgement.by, judgement.why)


def _version(archive: Archive, report: str) -> Version | None:
    try:
        return archive.report(report)
    except NotThere:
        return None


def _plain(row: tuple[str, str, str], varied: dict[str, tuple[Variant, ...]]) -> tuple[str, tuple[Value, ...]]:
    name, label, text = row
    variants = varied.get(name, ())
    return label, (Value(text, _voices(variants)) if not variants else Value(text), *(_variant(variant) for variant in variants))


def _variant(variant: Variant) -> Value:
    claims = f"{len(variant.claims)} claim{'s' if len(variant.claims) > 1 else ''}"
    return Value(variant.value, ", ".join(variant.voices), note=claims)


def _voices(variants: Iterable[Variant]) -> str:
    return ", ".join(dict.fromkeys(voice for variant in variants for voice in variant.voices))


def _side(name: str, id: str, note: str, names: tuple[Variant, ...]) -> Value:
    said = "; ".join(f"{', '.join(variant.voices) or 'nobody named'}: “{variant.value}”" for variant in names)
    return Value(name, said, f"/actors/{id}" if has_page(id) else "", note)


def has_page(id: str) -> bool:
    """Whether an actor has a page of its own: nobody who is a private person by name has."""
    return bool(id) and not is_private_id(id)


def _where(event: Event, varied: dict[str, tuple[Variant, ...]], disputed: bool) -> Iterator[Field]:
    place = event.place
    if place is None:
        return
    drawn = "" if place.lat is not None else "not on the map: no coordinates"
    note = ", ".join(part for part in (place.admin1, place.country, f"known to the {place.precision}", drawn) if part)
    href = f"/places/{place.geonameid}" if place.geonameid else ""
    first = Value(place.name or place.text, href=href, note=note)
    yield Field("place", "Where", (first, *map(_variant, varied.get("place", ()))), disputed)


def _figure(figure: Figure) -> Value:
    text = wording.bounds(figure.low, figure.high)
    day = f" ({figure.day.isoformat()})" if figure.day else ""
    note = "replaced by a later figure of the same voice" if figure.superseded else ""
    return Value(text, f"{figure.voice}{day}", note=note)
