"""How the API answers: records with ETags, pages, problems as the schema describes them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Header, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from dateline.serve.problems import MEDIA

Record = dict[str, Any]
Id = Annotated[str, Path(min_length=1, max_length=300, description="The record's id.")]
Cursor = Annotated[str, Query(max_length=2000, description="Where the page before ended: its `next`.")]
Limit = Annotated[int, Query(ge=1, le=1000, description="Results on a page.")]
IfNoneMatch = Annotated[str | None, Header(description="The ETag that you have: 304 where nothing changed.")]


class Problem(BaseModel):
    """RFC 9457: what went wrong, and what to do."""

    type: str
    title: str
    status: int
    detail: str


class Listed(BaseModel):
    """A page of records; `next` is the cursor of the page after it, null at the end."""

    items: list[dict[str, Any]]
    total: int = Field(ge=0)
    next: str | None = None


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an operation may answer with, for the schema; what every operation may is added."""
    known = {400, 401, 403, 422, 503, *statuses}
    return {status: {"model": Problem, "description": "A problem", "content": {MEDIA: {}}} for status in sorted(known)}


def etag_of(content: bytes) -> str:
    """A strong ETag of the very bytes."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def answer(request: Request, content: Any, headers: Mapping[str, str] | None = None) -> Response:
    """JSON with its ETag; 304 without a body where whoever asks has it. What was kept back from him is said in Dateline-Withheld."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    tag = etag_of(body)
    known = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Authorization, Cookie", **withheld(request), **(headers or {})}
    if tag in [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(None, 304, known)
    return Response(body, 200, known, media_type="application/json")


def withheld(request: Request) -> dict[str, str]:
    """What a collection's rules kept back from who asks."""
    account = getattr(request.app.state.archive, "account", None)
    told = account().header() if account else ""
    return {"Dateline-Withheld": told} if told else {}


def listed(items: list[Record], total: int, cursor: str) -> Record:
    """The content of a page."""
    return {"items": items, "total": total, "next": cursor or None}
