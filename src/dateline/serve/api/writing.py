"""What changes the archive, and coding a text without keeping it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dateline.archive import Archive, Order, Received, take_in
from dateline.archive.query import utc
from dateline.errors import InvalidRecord, UnreadableReport
from dateline.reading import read_text
from dateline.records import Claim, Decision, Judgement, Report, claim_to_dict, evidence_of, judgement_to_dict
from dateline.review.decisions import changes_of
from dateline.serve.access import Access, needs
from dateline.serve.api.answers import Cursor, IfNoneMatch, Limit, Listed, Record, answer, listed, refusals
from dateline.serve.api.coding import coder_of
from dateline.serve.api.once import Key, once
from dateline.serve.api.records import READ, AsOf, plain, version_record
from dateline.serve.kept import archive_of, bench_of
from dateline.serve.problems import problem
from dateline.uncoded import uncoded

router = APIRouter()
WRITE: dict[str, Any] = {"responses": refusals(404, 409)}
DECIDE: dict[str, Any] = {"responses": refusals(404, 409, 412)}
Reader = Annotated[Access, Depends(needs("read"))]
Writer = Annotated[Access, Depends(needs("write"))]
Judge = Annotated[Access, Depends(needs("judge"))]
IfMatch = Annotated[str | None, Header(alias="If-Match", max_length=200, description="The ETag of /judgements that you decided by.")]


class Text(BaseModel):
    """A report to code: its text, and what is known of it."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=2_000_000)
    title: str = Field("", max_length=2000)
    outlet: str = Field("", max_length=500)
    url: str = Field("", max_length=4000)
    published: date | None = None


class Decided(BaseModel):
    """A judgement: a decision about claims, by their ids; `undone` names in `undoes` the judgement that it takes back."""

    model_config = ConfigDict(extra="forbid")
    decision: Decision
    about: list[Annotated[str, Field(min_length=1, max_length=300)]] = Field(default_factory=list, max_length=1000)
    field: str = Field("", max_length=50)
    value: Any = None
    undoes: str = Field("", max_length=300)
    why: str = Field("", max_length=5000)


@router.post("/code", response_model=Record, tags=["claims"], **WRITE)
def code(request: Request, given: Text, _: Reader) -> Response:
    """The claims of a text; nothing is kept."""
    report = _report(given)
    if problem := uncoded(report):
        raise UnreadableReport(problem.reason)
    claims = coder_of(request).code(report)
    return answer(request, {"report": report.id, "claims": [claim_to_dict(claim) for claim in claims]})


@router.post("/reports", response_model=Record, status_code=200, tags=["reports"], **WRITE)
def add_report(request: Request, given: Text, _: Writer, key: Key = None) -> Response:
    """Keep a report and code it: at once or not at all, and once however often it is sent."""
    return once(request, key, given.model_dump_json(), lambda: _add(request, _report(given)))


@router.get("/judgements", response_model=Listed, tags=["judgements"], **READ)
def judgements(
    request: Request,
    _: Reader,
    *,
    in_force: Annotated[bool, Query(description="Without those that were undone.")] = True,
    updated_since: AsOf = "",
    as_of: AsOf = "",
    match: IfNoneMatch = None,
    cursor: Cursor = "",
    limit: Limit = 1000,
) -> Response:
    """What people decided, in the order of time. The ETag is for If-Match."""
    archive = archive_of(request)
    since, until = utc(updated_since), utc(as_of)
    found = [j for j in archive.judgements(in_force=in_force and not until) if utc(j.at) >= since and (not until or utc(j.at) <= until)]
    undone = {j.undoes for j in found if j.undoes} if in_force and until else set()
    found = [j for j in found if j.id not in undone and not (in_force and j.undoes)]
    start = _start([j.id for j in found], cursor)
    shown = found[start : start + limit]
    following = shown[-1].id if start + limit < len(found) else ""
    return answer(request, listed([judgement_to_dict(j) for j in shown], len(found), following), {"ETag": head_of(archive)})


@router.post("/judgements", response_model=Record, status_code=200, tags=["judgements"], **DECIDE)
def judge(request: Request, given: Decided, access: Judge, key: Key = None, match: IfMatch = None) -> Response:
    """Decide about claims. With If-Match it is refused (412) where somebody decided something since."""
    archive = archive_of(request)
    if match is not None and match.strip() not in ("*", head_of(archive)):
        return problem(412, "somebody decided something since; read /api/v1/judgements and decide again")
    return once(request, key, given.model_dump_json(), lambda: answer(request, judgement_to_dict(_judge(request, given, access))))


def head_of(archive: Archive) -> str:
    """The ETag of all judgements: it changes with each one."""
    found = archive.judgements(in_force=False)
    return f'"{len(found)}-{found[-1].id[:32] if found else "none"}"'


def _judge(request: Request, given: Decided, access: Access) -> Judgement:
    archive, bench = archive_of(request), bench_of(request)
    if given.decision == "undone":
        return bench.take_back(plain(given.undoes), Order(access.who, given.why))
    if not given.about:
        raise InvalidRecord("about: expected the ids of the claims that are judged, found none")
    claims = [archive.claim(plain(id)).claim for id in given.about]
    said = Judgement("", given.decision, tuple(map(evidence_of, claims)), access.who, "", given.why, given.field, given.value)
    return bench.decide([said, *_further(said, claims)]).judgements[0]


def _further(said: Judgement, claims: list[Claim]) -> Iterator[Judgement]:
    """What a correction takes with it, claim by claim: a new type the modes that it has not. Raises InvalidRecord for what is no correction."""
    for claim in claims if said.decision == "corrected" else ():
        more = changes_of(claim, said.field, said.value)
        del more[said.field]
        yield from (replace(said, about=(evidence_of(claim),), field=field, value=value) for field, value in more.items())


def _add(request: Request, report: Report) -> Response:
    archive, coder = archive_of(request), coder_of(request)
    archive.check_coder(coder.name)
    problem = uncoded(report)
    added = take_in(archive, Received(report), None if problem else coder)
    bench_of(request).follow()
    claims = [claim_to_dict(claim) for claim in archive.claims(added.version.digest)]
    return answer(
        request, {"report": version_record(added.version), "new": added.new_version, "claims": claims, "uncoded": problem and problem.reason}
    )


def _report(given: Text) -> Report:
    if any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in f"{given.text}{given.title}{given.outlet}{given.url}"):
        raise InvalidRecord("text: expected Unicode without NUL and halves of surrogate pairs")
    return read_text(given.text, published=given.published, outlet=given.outlet, title=given.title, url=given.url)


def _start(ids: list[str], cursor: str) -> int:
    if not cursor:
        return 0
    if cursor not in ids:
        raise InvalidRecord("cursor: not one that this archive gave; start again without it")
    return ids.index(cursor) + 1
