"""How the team comes into the app: the door before everything, its pages, the archive guarded by role."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI

from dateline.serve.team import members, pages
from dateline.serve.team.accounts import Accounts
from dateline.serve.team.door import Door, Team
from dateline.serve.team.faults import UnusableAccounts
from dateline.serve.team.file import AccountsFile
from dateline.serve.team.guarded import Guarded
from dateline.serve.team.passes import Passes


def prepare(app: FastAPI) -> None:
    """Put the door before an app whose settings name a file of accounts (`team`); nothing where they do not. Raises UnusableAccounts."""
    settings: Any = app.state.settings
    accounts = getattr(settings, "team", None)
    if accounts:
        join(app, open_team(Path(accounts), secure=bool(getattr(settings, "secure", False))))


def open_team(path: Path, *, secure: bool = False, accounts: Accounts | None = None) -> Team:
    """The team of a file. Raises UnusableAccounts where it holds nobody who can administer it."""
    known = accounts or Accounts(AccountsFile.open(path))
    if not any(account.role == "admin" and not account.disabled for account in known.all()):
        raise UnusableAccounts(f"{path}: nobody could log in as admin; 'dateline team add NAME --role admin' makes an account")
    return Team(known, Passes(known), secure)


def join(app: FastAPI, team: Team) -> None:
    """The app works as this team's from now on."""
    app.state.team = team
    app.state.archive = Guarded(app.state.archive)
    app.include_router(pages.router)
    app.include_router(members.router)
    app.add_middleware(Door, team=team)


def routers() -> Sequence[APIRouter]:
    """None of their own: `prepare` includes them, where there is a team."""
    return ()
