"""Accept, reject, correct, undo: forms that work without browser code too."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel

from dateline.archive import Archive, EventQuery, KeptEvent
from dateline.errors import InvalidRecord
from dateline.records import Claim, Span
from dateline.review.decisions import as_reviewed, correction, said, verdict
from dateline.review.preview import claims_of
from dateline.review.wording import WORDED, Chosen, value_of, without
from dateline.serve.kept import archive_of, bench_of
from dateline.serve.review.frame import Desk, Judge, onward

router = APIRouter(include_in_schema=False, route_class=Desk)
Text = Annotated[str, Form()]
Many = Annotated[list[str], Form()]


class Verdict(BaseModel):
    """The claims named (all of the event where none is) are accepted or rejected; on to the event `next`, or to the queue."""

    decision: Literal["accepted", "rejected"]
    claim: list[str] = []
    why: str = ""
    next: str = ""


class Correction(BaseModel):
    """Type, modes and status are given by `value`, the others by words: `start` and `end` in code points, or the words themselves."""

    field: str
    value: str = ""
    words: str = ""
    start: str = ""
    end: str = ""
    name: str = ""
    country: str = ""
    sector: str = ""
    how: Literal["replace", "add", "empty"] = "replace"
    why: str = ""

    def chosen(self) -> Chosen:
        """The words that were chosen. Raises InvalidRecord."""
        span = _span(self.start, self.end)
        return Chosen(self.field, span, self.words, self.name.strip(), self.country.strip().upper(), self.sector.strip(), self.how == "add")


@router.post("/review/events/{id}/verdict")
def give_verdict(request: Request, access: Judge, id: str, form: Annotated[Verdict, Form()]) -> Response:
    """Accept or reject claims of an event."""
    archive = archive_of(request)
    event = archive.event(id).event
    claims = claims_of(archive, form.claim or event.claims)
    bench_of(request).decide(verdict(form.decision, claims, said(access.who, form.why)))
    if form.claim and not set(form.claim) >= set(event.claims):
        return onward(home_of(archive, id, claims), f"{form.decision}: one claim")
    return onward(f"/review/events/{form.next}" if form.next else "/review", f"{form.decision}: {event.label or id}")


@router.post("/review/claims/{id}/correct")
def correct_claim(request: Request, access: Judge, id: str, form: Annotated[Correction, Form()]) -> Response:
    """Correct a field of a claim."""
    archive = archive_of(request)
    claim = archive.claim(id).claim
    standing = as_reviewed([claim], archive.judgements(in_force=False))[0]
    bench_of(request).decide(correction(standing, form.field, _value(archive, standing, form), said(access.who, form.why)))
    return onward(home_of(archive, "", [claim]), f"corrected: {form.field} of “{claim.trigger.text}”")


@router.post("/review/undo")
def undo_last(request: Request, access: Judge, why: Text = "") -> Response:
    """Take back what this person decided last."""
    outcome = bench_of(request).undo(said(access.who, why))
    about = [evidence.claim for judgement in outcome.judgements for evidence in judgement.about]
    archive = archive_of(request)
    return onward(home_of(archive, "", claims_of(archive, about)), "undone: the last decision")


def home_of(archive: Archive, id: str, claims: list[Claim]) -> str:
    """The page of the event that holds a claim now: that of `id` where it still does, else the first that does, else the queue."""
    from_ids = [kept for kept in archive.events_by_id([id]) if id and not kept.gone and not kept.event.merged_into]
    if from_ids:
        return f"/review/events/{id}"
    held = {kept.event.id for claim in claims for kept in _holding(archive, claim)}
    return f"/review/events/{min(held)}" if held else "/review"


def _holding(archive: Archive, claim: Claim) -> list[KeptEvent]:
    return list(archive.find_events(EventQuery(claims=(claim.id,)), limit=1).items)


def _value(archive: Archive, claim: Claim, form: Correction) -> Any:
    if form.field not in WORDED:
        return _plain(form.field, form.value)
    if form.how == "empty":
        return without(claim, form.field)
    version = archive.report(claim.report)
    return value_of(form.chosen(), claim, version.report, archive.claims(version.digest))


def _plain(field: str, value: str) -> Any:
    if field == "modes":
        return [mode.strip() for mode in value.split(",") if mode.strip()]
    if field in ("tally", "quoted"):
        return value == "true"
    return value


def _span(start: str, end: str) -> Span | None:
    """The stretch that was chosen; None where the words were typed. Raises InvalidRecord."""
    if not start and not end:
        return None
    if not (start.isdecimal() and end.isdecimal()):
        raise InvalidRecord(f"words: expected two whole numbers as ends, found {start!r} and {end!r}")
    return Span(int(start), int(end))
