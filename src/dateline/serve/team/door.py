"""The door of a team's server: nobody passes without a session or a token, and no other site's page posts in a member's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.serve.access import Access
from dateline.serve.limits import SAFE
from dateline.serve.problems import problem
from dateline.serve.team.accounts import Account, Accounts
from dateline.serve.team.guarded import acting_as
from dateline.serve.team.passes import Passes, Session, same
from dateline.serve.team.requests import FORM, bearer_of, cookie_of, own_origin, read_form

COOKIE = "dateline"
LOGIN = "/team/login"
OPEN = ("/desk/static/", "/desk/built/")
"""What everybody may have beside the log-in: the files that make it look like a page."""
CSRF = "x-csrf-token"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who came: an account with the scopes that he has now; `session` where a browser brought it."""

    account: Account
    scopes: frozenset[str]
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """The accounts of a server and what they come in with; `secure` where it is reached by https, so that the cookie is for it alone."""

    accounts: Accounts
    passes: Passes
    secure: bool = False

    @property
    def cookie(self) -> str:
        """The cookie's name; the prefix makes browsers refuse one that another host or an unencrypted page set."""
        return f"__Host-{COOKIE}" if self.secure else COOKIE

    def visitor(self, headers: Headers) -> Visitor | None:
        """Who shows what: a token counts before a cookie, and a wrong one is nobody."""
        bearer = bearer_of(headers)
        if bearer is not None:
            found = self.passes.token(bearer)
            return Visitor(*found) if found else None
        secret = cookie_of(headers, self.cookie)
        opened = self.passes.session(secret) if secret else None
        return Visitor(opened[1], opened[1].scopes, opened[0]) if opened else None


class Door:
    """ASGI middleware over `Team`."""

    def __init__(self, app: ASGIApp, team: Team) -> None:
        self.app, self.team = app, team

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the module."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        visitor = await run_in_threadpool(self.team.visitor, headers)
        if visitor is None and scope["path"] != LOGIN and not scope["path"].startswith(OPEN):
            await _unknown(scope, headers)(scope, receive, send)
            return
        if visitor is None or visitor.session is None:
            cross = scope["method"] not in SAFE and visitor is None and not own_origin(scope, headers)
            await (_refused("this form was not sent from this site") if cross else self._inner(visitor))(scope, receive, send)
            return
        checked = await _checked(scope, headers, receive, visitor.session)
        await (_refused("the form did not come from a page of your session; load it again") if checked is None else self._inner(visitor))(
            scope, checked or receive, send
        )

    def _inner(self, visitor: Visitor | None) -> ASGIApp:
        async def inner(scope: Scope, receive: Receive, send: Send) -> None:
            scope.setdefault("state", {}).update(_state(visitor))
            with acting_as(visitor.account.role if visitor else ""):
                await self.app(scope, receive, send)

        return inner


def _state(visitor: Visitor | None) -> Mapping[str, object]:
    if visitor is None:
        return {"access": Access("", frozenset()), "account": "", "role": "", "csrf": "", "session": None}
    session, account = visitor.session, visitor.account
    return {
        "access": Access(account.name, visitor.scopes),
        "account": account.name,
        "role": account.role,
        "csrf": session.csrf if session else "",
        "session": session,
    }


async def _checked(scope: Scope, headers: Headers, receive: Receive, session: Session) -> Receive | None:
    """The request's `receive` where it may change something in the session's name, else None.

    It must come from this site's own page, and carry the session's token in a header or, as a plain form, in its field `csrf`.
    """
    if scope["method"] in SAFE:
        return receive
    if not own_origin(scope, headers):
        return None
    given = headers.get(CSRF, "")
    if given or not headers.get("content-type", "").startswith(FORM):
        return receive if same(given, session.csrf) else None
    form = await read_form(receive)
    if form is None or not same(form[0].get("csrf", ""), session.csrf):
        return None
    return form[1]


def _unknown(scope: Scope, headers: Headers) -> Response:
    wants_page = "text/html" in headers.get("accept", "") and scope["method"] in ("GET", "HEAD") and "authorization" not in headers
    if wants_page and not scope["path"].startswith("/api/"):
        query = f"?{scope['query_string'].decode('ascii', 'replace')}" if scope["query_string"] else ""
        return RedirectResponse(f"{LOGIN}?next={quote(scope['path'] + query, safe='')}", 303, {"Cache-Control": "no-store"})
    detail = "log in, or send a token that is good: Authorization: Bearer dateline_...; 'dateline team token' makes one"
    return problem(401, detail, {"WWW-Authenticate": "Bearer"})


def _refused(detail: str) -> Response:
    return problem(403, detail)
