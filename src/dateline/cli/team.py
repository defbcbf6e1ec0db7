"""`dateline team`: who may come in to `dateline serve --team`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.kept import Target, say, user_name
from dateline.serve.team.accounts import Accounts
from dateline.serve.team.faults import NotAllowed
from dateline.serve.team.file import AccountsFile, beside
from dateline.serve.team.passes import DAYS, Passes
from dateline.serve.team.roles import ROLES

app = typer.Typer(no_args_is_help=True, help="The team of an archive: add, list, role, password, disable, enable, token.")
token_app = typer.Typer(no_args_is_help=True, help="Tokens for programs: make, list, revoke.")
app.add_typer(token_app, name="token")
Name = Annotated[str, typer.Argument(metavar="NAME")]
File = Annotated[str, typer.Option("--accounts", metavar="FILE", help="The file of accounts; ARCHIVE.team beside the archive by default.")]


@app.command("add")
def add(
    name: Name, role: Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")] = "reader", archive: Target = "", accounts: File = ""
) -> None:
    """Make an account. The password is asked for, or read as one line from standard input."""
    team = _accounts(archive, accounts, create=True)
    made = team.add(name, role, _password(), user_name())
    say(f"added: {made.name}, {made.role}")


@app.command("list")
def listed(archive: Target = "", accounts: File = "") -> None:
    """Everybody, with role and state."""
    for account in _accounts(archive, accounts).all():
        say(f"{account.name}  {account.role}{'  disabled' if account.disabled else ''}  since {account.made[:10]}")


@app.command("role")
def role(name: Name, to: Annotated[str, typer.Argument(metavar="ROLE")], archive: Target = "", accounts: File = "") -> None:
    """Give another role; open sessions end."""
    _accounts(archive, accounts).set_role(name, to, user_name())


@app.command("password")
def password(name: Name, archive: Target = "", accounts: File = "") -> None:
    """Give a new password to somebody who lost his; open sessions end."""
    _accounts(archive, accounts).set_password(name, _password(), user_name())


@app.command("disable")
def disable(name: Name, archive: Target = "", accounts: File = "") -> None:
    """Shut out: sessions and tokens end at once. Nothing that was done is lost."""
    _accounts(archive, accounts).disable(name, user_name())


@app.command("enable")
def enable(name: Name, archive: Target = "", accounts: File = "") -> None:
    """Let in again; tokens stay revoked."""
    _accounts(archive, accounts).disable(name, user_name(), disabled=False)


@token_app.command("make")
def make_token(
    name: Name,
    scope: Annotated[list[str], typer.Option(help="read, judge, write or admin; repeat for several.")] = ["read"],  # noqa: B006
    label: Annotated[str, typer.Option(help="What it is for.")] = "",
    days: Annotated[int, typer.Option(help="Days that it is good for, 1 to 366.")] = DAYS,
    archive: Target = "",
    accounts: File = "",
) -> None:
    """Make a token for a program. It is printed this once; only its digest is kept."""
    team = _accounts(archive, accounts)
    say(Passes(team).make_token(team.get(name), label, frozenset(scope), days))


@token_app.command("list")
def list_tokens(archive: Target = "", accounts: File = "") -> None:
    """All tokens, never the secrets themselves."""
    for token in Passes(_accounts(archive, accounts)).tokens():
        end = datetime.fromtimestamp(token.ends, UTC).date()
        may, state = " ".join(sorted(token.scopes)), "revoked" if token.revoked else f"until {end}"
        say(f"{token.id}  {token.account}  {may}  {state}  {token.label}".rstrip())


@token_app.command("revoke")
def revoke(token: Annotated[str, typer.Argument(metavar="TOKEN-ID")], archive: Target = "", accounts: File = "") -> None:
    """The token is good for nothing any more."""
    Passes(_accounts(archive, accounts)).revoke(token, user_name())


def _accounts(archive: str, accounts: str, *, create: bool = False) -> Accounts:
    if not (archive or accounts):
        raise typer.BadParameter("name an archive: --archive FILE or URL, or DATELINE_ARCHIVE", param_hint="--archive")
    return Accounts(AccountsFile.open(Path(accounts) if accounts else beside(archive), create=create))


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given: str = typer.prompt("Password", hide_input=True)
    if given != typer.prompt("Again", hide_input=True):
        raise NotAllowed("the two passwords differ; nothing was changed")
    return given
