"""For admins: who is of the team, and what was done."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dateline.errors import DatelineError
from dateline.serve.team.pages import Text, page, team_of
from dateline.serve.team.roles import ROLES


def admin_only(request: Request) -> None:
    """Raises 403 for everybody else, and for tokens: accounts are changed by people who logged in."""
    if "admin" not in request.state.access.scopes or not request.state.session:
        raise HTTPException(403, "for admins who are logged in: ask one of yours")


router = APIRouter(prefix="/team", include_in_schema=False, dependencies=[Depends(admin_only)])


@router.get("/audit")
def audit_page(request: Request) -> Response:
    """The newest 500 deeds."""
    return page(request, "team/audit.html", deeds=team_of(request).accounts.audit())


@router.get("/members")
def members_page(request: Request) -> Response:
    """Everybody, with role and state."""
    return _members(request)


@router.post("/members")
def add_member(request: Request, name: Text = "", role: Text = "reader", password: Text = "") -> Response:
    """A new account with a first password."""
    try:
        team_of(request).accounts.add(name, role, password, request.state.account)
    except DatelineError as refusal:
        return _members(request, str(refusal))
    return RedirectResponse("/team/members", 303)


@router.post("/members/{name}")
def change_member(request: Request, name: str, role: Text = "", disabled: Annotated[bool | None, Form()] = None) -> Response:
    """Another role, or shut out, or let in again."""
    accounts, by = team_of(request).accounts, request.state.account
    try:
        if role:
            accounts.set_role(name, role, by)
        if disabled is not None:
            accounts.disable(name, by, disabled=disabled)
    except DatelineError as refusal:
        return _members(request, str(refusal))
    return RedirectResponse("/team/members", 303)


def _members(request: Request, fault: str = "") -> Response:
    return page(request, "team/members.html", 403 if fault else 200, members=team_of(request).accounts.all(), roles=ROLES, fault=fault)
