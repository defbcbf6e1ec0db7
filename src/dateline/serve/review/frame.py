"""What the review's pages share: who decides, where it goes on, refusals as pages."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute

from dateline.archive import Refused
from dateline.serve.access import Access, Forbidden, needs
from dateline.serve.desk.pages import render
from dateline.serve.desk.refusing import Page, as_pages

Judge = Annotated[Access, Depends(needs("judge"))]
"""Who asks, where he may judge. Raises Forbidden."""
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Desk(Page):
    """A route whose refusals are pages: beside the desk's, 403 for who may not, 409 for what cannot be done any more."""

    def get_route_handler(self) -> Handler:
        """The handler, its refusals turned into pages."""
        inner = APIRoute.get_route_handler(self)

        async def known(request: Request) -> Response:
            try:
                return await inner(request)
            except Forbidden as error:
                return render(request, "refusal.html", 403, title="Not yours to decide", message=str(error))
            except Refused as error:
                return render(request, "refusal.html", 409, title="This cannot be done", message=str(error))

        return as_pages(known)


def page(request: Request, template: str, **context: Any) -> HTMLResponse:
    """A page of the review, with the token that its forms carry and what was done last."""
    frame: dict[str, Any] = {"csrf": getattr(request.state, "csrf", ""), "done": request.query_params.get("done", "")}
    return render(request, template, **(frame | context))


def onward(path: str, done: str, **query: str) -> RedirectResponse:
    """On to the next page, which says what was done."""
    return RedirectResponse(f"{quote(path)}?{urlencode({**query, 'done': done})}", 303)
