"""The queue, and the page on which one event is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.archive import Archive, EventQuery
from dateline.ontology import load_sectors, load_types
from dateline.records import COUNTS, STATUSES, Claim, Event, Report
from dateline.review.decisions import State, as_reviewed, states
from dateline.review.need import need_of
from dateline.review.preview import claims_of, told
from dateline.review.queue import queue
from dateline.review.wording import LISTS, WORDED
from dateline.serve.desk.marking import Segment, marks_of, segments
from dateline.serve.desk.sentences import said_by, sentence
from dateline.serve.kept import archive_of
from dateline.serve.review.frame import Desk, page
from dateline.serve.review.tokens import Word, words_of

router = APIRouter(include_in_schema=False, route_class=Desk)
CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a claim: its name in the record, and its value in words."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as it is judged: as people corrected it, its sentence marked and in words to choose from."""

    number: int
    claim: Claim
    state: State
    report: Report
    passage: tuple[Segment, ...]
    words: tuple[Word, ...]
    lines: tuple[Line, ...]


@router.get("/review", response_class=HTMLResponse)
def show_queue(request: Request, text: str = "") -> HTMLResponse:
    """The queue by need; `text` narrows it as it narrows the overview."""
    found = queue(archive_of(request), EventQuery(text=text) if text.strip() else None)
    rows = [(item, sentence(item.event)) for item in found.items]
    return page(request, "review/queue.html", rows=rows, total=found.total, text=text)


@router.get("/review/events/{id}", response_class=HTMLResponse)
def show_event(request: Request, id: str, text: str = "") -> Response:
    """The page of one decision. 404 where the event is not kept; a merged one leads to what took its place."""
    archive = archive_of(request)
    kept = archive.event(id)
    if kept.event.merged_into:
        return RedirectResponse(f"/review/events/{kept.event.merged_into}", 303)
    cards = cards_of(archive, [*kept.event.claims, *kept.event.rejected])
    waiting = queue(archive, EventQuery(text=text) if text.strip() else None)
    main = next((card.claim.confidence for card in cards if card.claim.id == kept.event.main), 1.0)
    return page(
        request,
        "review/event.html",
        event=kept.event,
        gone=kept.gone,
        pieces=sentence(kept.event),
        said=said_by(kept.event),
        need=need_of(kept.event, main),
        cards=cards,
        candidates=candidates(archive, kept.event),
        next=waiting.after(id),
        before=waiting.after(id, -1),
        text=text,
        types=tuple(load_types()),
        statuses=STATUSES,
        worded=WORDED,
        lists=LISTS,
        sectors=tuple(load_sectors()),
    )


def cards_of(archive: Archive, ids: Sequence[str]) -> tuple[Card, ...]:
    """The claims as they stand, in the order of their reports and texts."""
    found = claims_of(archive, ids)
    judgements = archive.judgements(in_force=False)
    state = states(found, judgements)
    ordered = sorted(as_reviewed(found, judgements), key=lambda claim: (claim.report, claim.part != "title", claim.trigger.span))
    return tuple(card(number, claim, state[claim.id], archive.report(claim.report).report) for number, claim in enumerate(ordered, 1))


def card(number: int, claim: Claim, state: State, report: Report) -> Card:
    """One claim with its sentence."""
    text = report.part(claim.part)
    inside = [mark for mark in marks_of(claim, number) if claim.sentence.overlaps(mark.span)]
    return Card(number, claim, state, report, segments(text, inside, claim.sentence), words_of(text, claim.sentence), lines_of(claim))


def lines_of(claim: Claim) -> tuple[Line, ...]:
    """The fields of a claim that have a value."""
    people = [(name, ", ".join(one.name or one.text for one in getattr(claim, name))) for name in LISTS]
    counts = [
        (name, f"{count.low if count.low is not None else ''}..{count.high if count.high is not None else ''}")
        for name in COUNTS
        if (count := getattr(claim, name))
    ]
    when = claim.when and " to ".join(dict.fromkeys(str(end) for end in (claim.when.interval.start, claim.when.interval.end) if end))
    plain = [("type", claim.type), ("modes", ", ".join(claim.modes)), ("status", claim.status)]
    where = [("place", claim.place.name or claim.place.text if claim.place else ""), ("when", (when or claim.when.text) if claim.when else "")]
    return tuple(Line(name, value) for name, value in (*plain, *people, *where, *counts) if value)


def candidates(archive: Archive, event: Event) -> tuple[tuple[Event, str], ...]:
    """Events that may be the same happening, with when and where: of the same type and days or place, or of the same reports."""
    queries = [EventQuery(reports=event.reports)]
    if event.when and event.when.start and event.when.end:
        queries.append(EventQuery(types=(event.type,), start=event.when.start, end=event.when.end))
    if event.place and event.place.name:
        queries.append(EventQuery(types=(event.type,), places=(event.place.name,)))
    found = {kept.event.id: kept.event for query in reversed(queries) for kept in archive.find_events(query, limit=CANDIDATES).items}
    found.pop(event.id, None)
    likeliest = sorted(found.values(), key=lambda other: (other.type != event.type, other.id))[:CANDIDATES]
    return tuple((other, ", ".join(filter(None, (told(other, "when"), told(other, "place"))))) for other in likeliest)
