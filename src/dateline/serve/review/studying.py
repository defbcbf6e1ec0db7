"""Studies: drawn, judged or coded claim by claim, and what they come to."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse

from dateline.errors import InvalidRecord
from dateline.ontology import load_types
from dateline.records import STATUSES, Claim, Span
from dateline.review import audit, coding
from dateline.review.preview import claims_of
from dateline.review.studies import Plan, Study, answer, begin, studies, study
from dateline.serve.desk.marking import Mark, segments
from dateline.serve.kept import archive_of
from dateline.serve.review.deciding import Text
from dateline.serve.review.frame import Desk, Judge, onward, page
from dateline.serve.review.looking import card
from dateline.training.annotation import Mistake, find_words

router = APIRouter(include_in_schema=False, route_class=Desk)


@router.get("/review/studies", response_class=HTMLResponse)
def show_studies(request: Request) -> HTMLResponse:
    """Every study, and a form that draws one."""
    return page(request, "review/studies.html", studies=tuple(studies(archive_of(request)).values()))


@router.post("/review/studies")
def draw(request: Request, access: Judge, coders: Text, size: Annotated[int, Form()], seed: Text = "1") -> Response:
    """Draw a sample: for one name an audit, for two a blind double coding."""
    names = tuple(name.strip() for name in coders.split(",") if name.strip())
    made = begin(archive_of(request), Plan("double" if len(names) > 1 else "audit", size, names, access.who, seed.strip() or "1"))
    return onward(f"/review/studies/{made.id}", f"drawn: {len(made.claims)} claims")


@router.get("/review/studies/{id}", response_class=HTMLResponse)
def show_study(request: Request, id: str) -> HTMLResponse:
    """How far a study is, and what it comes to: agreement only when both are done, so that nobody sees the other's answers before."""
    archive = archive_of(request)
    found = study(archive, id)
    known = {claim.id: claim for claim in claims_of(archive, found.claims)}
    made: Any = audit.precision(found, known) if found.purpose == "audit" else coding.agreement(found) if found.done else None
    return page(request, "review/study.html", study=found, made=made)


@router.get("/review/studies/{id}/{coder}", response_class=HTMLResponse)
def show_next(request: Request, access: Judge, id: str, coder: str) -> Response:
    """The coder's next claim; what another one answered is not shown."""
    archive = archive_of(request)
    found = study(archive, id)
    asked = found.next_for(_himself(access.who, coder, found))
    if not asked:
        return onward(f"/review/studies/{id}", f"{coder}: all {len(found.claims)} claims are answered")
    claim = archive.claim(asked).claim
    report = archive.report(claim.report).report
    shown = card(1, claim, "unreviewed", report)
    bare = segments(report.part(claim.part), [Mark(claim.trigger.span, "trigger", claim.id, 1)], claim.sentence)
    context = {"study": found, "coder": coder, "card": shown, "bare": bare, "progress": found.progress(coder)}
    if found.purpose == "audit":
        return page(request, "review/judge.html", **context, fields=audit.filled(claim), verdicts=audit.VERDICTS)
    return page(request, "review/code.html", **context, types=(*load_types(), coding.NONE), statuses=STATUSES, worded=coding.WORDED)


@router.post("/review/studies/{id}/{coder}")
async def take_answer(request: Request, access: Judge, id: str, coder: str) -> Response:
    """Take an answer, and on to the next claim."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    archive = archive_of(request)
    found = study(archive, id)
    _himself(access.who, coder, found)
    claim = archive.claim(form.get("claim", "")).claim
    text = archive.report(claim.report).report.part(claim.part)
    content = audit.checked(claim, _verdicts(form)) if found.purpose == "audit" else _coded(form, claim, text)
    answer(archive, id, (coder, claim.id), content)
    return onward(f"/review/studies/{id}/{coder}", "answered")


def _himself(who: str, coder: str, found: Study) -> str:
    """The coder whose page it is. Where there are accounts nobody answers for another; "local" is whoever sits at this machine."""
    if coder not in found.coders or who not in ("local", coder):
        raise InvalidRecord(f"coder: expected {' or '.join(found.coders)}, as who is logged in, found {coder!r} for {who!r}")
    return coder


def _verdicts(form: dict[str, str]) -> dict[str, str]:
    return {name.removeprefix("v-"): value for name, value in form.items() if name.startswith("v-")}


def _coded(form: dict[str, str], claim: Claim, text: str) -> dict[str, Any]:
    """The words typed for each field (divided by ";") found in the sentence."""
    spans: dict[str, list[list[int]]] = {}
    for name in coding.WORDED:
        for words in filter(None, (part.strip() for part in form.get(name, "").split(";"))):
            span = _found(text, words, claim.sentence)
            spans.setdefault(name, []).append([span.start, span.end])
    return coding.checked({"type": form.get("type"), "status": form.get("status"), "spans": spans}, len(text))


def _found(text: str, words: str, inside: Span) -> Span:
    try:
        return find_words(text, words, inside)
    except Mistake as error:
        raise InvalidRecord(f"words: {error}") from None
