"""Pages that say what is wrong, as pages: a mistaken filter, a thing that is not kept."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from dateline.archive import NotThere
from dateline.errors import DatelineError, InvalidRecord, UnknownName
from dateline.serve.desk.pages import render

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Page(APIRoute):
    """A route whose refusals are pages: 404 for what is not kept, 400 for what cannot be asked."""

    def get_route_handler(self) -> Handler:
        """The handler, its refusals turned into pages."""
        return as_pages(super().get_route_handler())


def as_pages(handler: Handler) -> Handler:
    """The handler, its refusals turned into pages."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except NotThere as error:
            return _refusal(request, 404, "Not here", str(error))
        except (InvalidRecord, UnknownName) as error:
            return _refusal(request, 400, "This view cannot be shown", str(error))
        except RequestValidationError as error:
            return _refusal(request, 400, "This view cannot be shown", "; ".join(map(_line, error.errors())))
        except DatelineError as error:
            return _refusal(request, 503, "This cannot be shown now", str(error))

    return answer


def _line(error: dict[str, Any]) -> str:
    return f"{error['loc'][-1]}: {error['msg'].lower()}, found {str(error.get('input'))[:40]!r}"


def _refusal(request: Request, status: int, title: str, message: str) -> Response:
    return render(request, "refusal.html", status, title=title, message=message)
