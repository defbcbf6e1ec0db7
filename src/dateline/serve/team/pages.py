"""Log in, log out, one's own account: password and tokens."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.errors import DatelineError
from dateline.serve.desk.pages import render
from dateline.serve.team.door import Team
from dateline.serve.team.faults import NotAllowed
from dateline.serve.team.passes import Session
from dateline.serve.team.requests import local_path
from dateline.serve.team.roles import SCOPES

router = APIRouter(prefix="/team", include_in_schema=False)
Text = Annotated[str, Form(max_length=1000)]


def team_of(request: Request) -> Team:
    """The team that the app works for."""
    return cast(Team, request.app.state.team)


def address_of(request: Request) -> str:
    """Whence the request came, as the server sees it."""
    return request.client.host if request.client else ""


def page(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """A page that nobody keeps a copy of, with the token that its forms carry."""
    made = render(request, template, status, csrf=request.state.csrf, **context)
    made.headers["Cache-Control"] = "no-store"
    return made


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:
    """The form, or on to where one wanted to go."""
    if request.state.session:
        return RedirectResponse(local_path(next), 303)
    return page(request, "team/login.html", next=local_path(next), fault="")


@router.post("/login")
def login(request: Request, name: Text = "", password: Text = "", next: Text = "/") -> Response:
    """Opens a new session, whatever the browser brought along."""
    team = team_of(request)
    try:
        account = team.accounts.check(name, password, address_of(request))
    except NotAllowed as refusal:
        return page(request, "team/login.html", 403, next=local_path(next), fault=str(refusal))
    session = team.passes.begin(account.name)
    response = RedirectResponse(local_path(next), 303, {"Cache-Control": "no-store"})
    response.set_cookie(team.cookie, session.secret, path="/", httponly=True, samesite="lax", secure=team.secure)
    return response


@router.post("/logout")
def logout(request: Request) -> Response:
    """The session ends here and on the server."""
    session = cast("Session | None", request.state.session)
    if session:
        team_of(request).passes.end(session.secret)
    response = RedirectResponse("/team/login", 303, {"Clear-Site-Data": '"cookies", "storage"', "Cache-Control": "no-store"})
    response.delete_cookie(team_of(request).cookie, path="/")
    return response


@router.get("/account")
def account_page(request: Request) -> Response:
    """Who one is, what one may do, one's tokens."""
    return _account(request)


@router.post("/account/password")
def change_password(request: Request, old: Text = "", new: Text = "") -> Response:
    """Needs the old one; all other sessions end, and this browser gets a new one."""
    team, name = team_of(request), request.state.account
    try:
        _by_session(request)
        team.accounts.check(name, old, address_of(request))
        team.accounts.set_password(name, new, name)
    except DatelineError as refusal:
        return _account(request, fault=str(refusal))
    response = RedirectResponse("/team/account", 303)
    response.set_cookie(team.cookie, team.passes.begin(name).secret, path="/", httponly=True, samesite="lax", secure=team.secure)
    return response


@router.post("/account/tokens")
def make_token(request: Request, scopes: Annotated[list[str] | None, Form()] = None, label: Text = "", days: Annotated[int, Form()] = 90) -> Response:
    """Shows the new token, this once."""
    team = team_of(request)
    try:
        _by_session(request)
        account = team.accounts.get(request.state.account)
        made = team.passes.make_token(account, label, frozenset(scopes or ()), days)
    except DatelineError as refusal:
        return _account(request, fault=str(refusal))
    return _account(request, token=made)


@router.post("/account/tokens/{id}/revoke")
def revoke_token(request: Request, id: str) -> Response:
    """One's own only."""
    try:
        _by_session(request)
        team_of(request).passes.revoke(id, request.state.account, request.state.account)
    except DatelineError as refusal:
        return _account(request, fault=str(refusal))
    return RedirectResponse("/team/account", 303)


def _by_session(request: Request) -> None:
    """What changes an account needs a log-in: a token that was stolen must not make itself at home. Raises NotAllowed."""
    if not request.state.session:
        raise NotAllowed("log in for this: a token changes no account")


def _account(request: Request, fault: str = "", token: str = "") -> HTMLResponse:
    team, name = team_of(request), request.state.account
    context = {"member": team.accounts.get(name), "tokens": team.passes.tokens(name), "scopes": sorted(SCOPES[request.state.role])}
    return page(request, "team/account.html", 403 if fault else 200, fault=fault, token=token, **context)
