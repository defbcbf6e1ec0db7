"""What went wrong, as problem+json (RFC 9457): what was found, what was expected, what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline.archive import NotCoded, NotThere, Refused, UnusableArchive
from dateline.errors import DatelineError, InvalidRecord, MissingData, UnknownName, UnreadableReport
from dateline.serve.access import Forbidden

MEDIA = "application/problem+json"
STATUSES: tuple[tuple[type[DatelineError], int], ...] = (
    (NotThere, 404),
    (Forbidden, 403),
    (Refused, 409),
    (NotCoded, 409),
    (UnusableArchive, 503),
    (MissingData, 503),
    (UnreadableReport, 422),
    (UnknownName, 422),
    (InvalidRecord, 422),
)
"""The first that fits."""


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A response that says what is wrong."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    # Half a surrogate pair, which a message may quote, is no UTF-8: everything outside ASCII goes escaped.
    return Response(json.dumps(body), status, {"Cache-Control": "no-store", **(headers or {})}, media_type=MEDIA)


def status_of(error: DatelineError) -> int:
    """The status that an error is answered with."""
    return next((status for kind, status in STATUSES if isinstance(error, kind)), 400)


def install(app: FastAPI) -> None:
    """Every refusal of the app is a problem."""
    app.add_exception_handler(DatelineError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _broken)


def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, DatelineError)
    return problem(status_of(error), str(error))


def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem(422, "; ".join(_line(dict(found)) for found in error.errors()))


def _plain(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    known = "this address is not of this server; /api/v1/openapi.json lists those of the API" if error.detail == "Not Found" else error.detail
    return problem(error.status_code, known, error.headers)


def _broken(request: Request, _: Exception) -> Response:
    return problem(500, f"a fault of dateline itself at {request.url.path}; nothing was changed, please report it with the server's own output")


def _line(found: dict[str, object]) -> str:
    place = found.get("loc")
    where = ".".join(map(str, place)) if isinstance(place, tuple) else ""
    return f"{where}: {found.get('msg')}, found {str(found.get('input'))[:60]!r}"
