"""What the commands that work on an archive share: which one, who orders it, and why."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from dateline.archive import Archive, Order, open_archive
from dateline.cli.console import results

Target = Annotated[
    str,
    typer.Option("--archive", envvar="DATELINE_ARCHIVE", metavar="FILE|URL", help="The archive: a file, or postgresql://user@host/name."),
]
Why = Annotated[str, typer.Option("--why", help="The reason; it stays in the log.")]
By = Annotated[str, typer.Option("--by", help="Who orders it; your user name by default.")]


def opened(target: str, *, create: bool = False) -> Archive:
    """The archive that a command was given. Raises typer.BadParameter where none was, UnusableArchive."""
    if not target:
        raise typer.BadParameter("name an archive: --archive FILE or URL, or DATELINE_ARCHIVE", param_hint="--archive")
    return open_archive(target, create=create)


def order(by: str, why: str) -> Order:
    """Who orders something and why. Raises typer.BadParameter without a reason."""
    if not why.strip():
        raise typer.BadParameter("say why: the log keeps the reason", param_hint="--why")
    return Order(by or _user(), why.strip())


def say(line: str) -> None:
    """A result, plain."""
    results().print(line, markup=False, highlight=False, soft_wrap=True)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
