"""One report: its text with the claims marked, its versions and duplicates, and on request what was not coded and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dateline.archive import Archive, Query, Version
from dateline.exports.wording import bounds
from dateline.records import COUNTS, Claim, Count, Event, Part
from dateline.serve.desk.finding import events_of_report
from dateline.serve.desk.marking import Segment, marks_of, segments
from dateline.serve.desk.pages import render
from dateline.serve.desk.refusing import Page
from dateline.serve.desk.sentences import period
from dateline.serve.desk.uncoded import Left, left_out
from dateline.serve.kept import archive_of

router = APIRouter(include_in_schema=False, route_class=Page)


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a claim as the page shows it; `name` is the mark's."""

    name: str
    label: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its number in the report, its lines, and the event that it belongs to."""

    number: int
    claim: Claim
    lines: tuple[Line, ...]
    event: Event | None


@router.get("/reports/{id}", response_class=HTMLResponse)
def report(request: Request, id: str, version: int = 0, why: bool = False) -> HTMLResponse:
    """The page of a report; `version` counts from 1 (0: the one that stands); `why` adds what was not coded. 404 where it is not kept."""
    archive = archive_of(request)
    versions = archive.versions(id)
    shown = next((one for one in versions if one.number == version), None) or archive.report(id)
    claims = archive.claims(shown.digest)
    told = tuple(tell(claims, events_of_report(archive, shown.report.id)))
    left: tuple[Left, ...] = ()
    problem = ""
    if why:
        left, problem = left_out(shown.report, claims)
    return render(
        request,
        "report.html",
        version=shown,
        versions=versions,
        title=marked(shown, claims, "title"),
        text=marked(shown, claims, "text"),
        told=told,
        copies=copies(archive, shown),
        codings=archive.codings(shown.digest),
        why=why,
        left=left,
        problem=problem,
    )


def marked(version: Version, claims: Sequence[Claim], part: Part) -> tuple[Segment, ...]:
    """A part of the report cut at its marks."""
    marks = [mark for number, claim in enumerate(claims, 1) if claim.part == part for mark in marks_of(claim, number)]
    return segments(version.report.part(part), marks)


def tell(claims: Sequence[Claim], events: Sequence[Event]) -> Iterator[Told]:
    """Each claim with its fields in words."""
    event_of = {claim: event for event in events for claim in (*event.claims, *event.superseded, *event.rejected)}
    for number, claim in enumerate(claims, 1):
        yield Told(number, claim, tuple(lines(claim)), event_of.get(claim.id))


def lines(claim: Claim) -> Iterator[Line]:
    """The fields that a claim fills."""
    yield Line("trigger", "what", claim.trigger.text, " ".join((claim.type, *claim.modes)))
    for name, label, people in (("actor", "who", claim.actors), ("recipient", "to whom", claim.recipients)):
        for one in people:
            coded = " ".join(part for part in (one.name if one.name != one.text else "", one.country, one.sector) if part)
            yield Line(name, label, one.text, coded)
    if claim.place:
        place = claim.place
        yield Line("place", "where", place.text, ", ".join(p for p in (place.name if place.name != place.text else "", place.country) if p))
    if claim.when:
        yield Line("when", "when", claim.when.text, period(claim.when.interval))
    for count in COUNTS:
        value: Count | None = getattr(claim, count)
        if value:
            yield Line(count, count, bounds(value.low, value.high))
    for voice in claim.sources:
        yield Line("voice", "says", voice.text, voice.name if voice.name != voice.text else "")


def copies(archive: Archive, version: Version) -> tuple[Version, ...]:
    """Other reports of the same headline or the same text: reprints, as far as the words themselves tell."""
    title = version.report.title.strip() or " ".join(version.report.text.split()[:10])
    words = title.replace('"', " ").strip()
    if not words or not any(letter.isalnum() for letter in words):
        return ()
    found = archive.search_reports(Query(text=f'"{words}"'), limit=20).items
    return tuple(one for one in found if one.series != version.series)
