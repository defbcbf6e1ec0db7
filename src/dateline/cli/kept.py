"""What the commands that work on an archive share: which one, who orders it, and why."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from dateline.archive import Archive, Order, open_archive
from dateline.cli.console import results
from dateline.errors import InvalidTable
from dateline.sensitivity import Rules, read_rules

Target = Annotated[
    str,
    typer.Option("--archive", envvar="DATELINE_ARCHIVE", metavar="FILE|URL", help="The archive: a file, or postgresql://user@host/name."),
]
Why = Annotated[str, typer.Option("--why", help="The reason; it stays in the log.")]
Sensitive = Annotated[
    str,
    typer.Option("--sensitivity", metavar="FILE.toml|ARCHIVE", help="Rules of what is coarsened, withheld or under embargo; DATELINE_ARCHIVE's."),
]
By = Annotated[str, typer.Option("--by", help="Who orders it; your user name by default.")]


def opened(target: str, *, create: bool = False) -> Archive:
    """The archive that a command was given. Raises typer.BadParameter where none was, UnusableArchive."""
    if not target:
        raise typer.BadParameter("name an archive: --archive FILE or URL, or DATELINE_ARCHIVE", param_hint="--archive")
    return open_archive(target, create=create)


def collection_rules(given: str) -> Rules:
    """The sensitivity rules of a TOML file, or of an archive (FILE or URL); of DATELINE_ARCHIVE's where nothing is given and it is there.

    Raises InvalidTable, UnusableArchive.
    """
    if given.endswith(".toml"):
        try:
            return read_rules(Path(given).read_text(encoding="utf-8"), given)
        except UnicodeDecodeError:
            raise InvalidTable(f"{given}: expected UTF-8 text") from None
    target = given or os.environ.get("DATELINE_ARCHIVE", "")
    if not target or (not given and "://" not in target and not Path(target).exists()):
        return Rules()
    with open_archive(target, create=False) as archive:
        return read_rules(archive.sensitivity, f"the rules of {target.rpartition('@')[2]}")


def today() -> date:
    """The day by which embargoes run out: UTC."""
    return datetime.now(UTC).date()


def order(by: str, why: str) -> Order:
    """Who orders something and why. Raises typer.BadParameter without a reason."""
    if not why.strip():
        raise typer.BadParameter("say why: the log keeps the reason", param_hint="--why")
    return Order(by or user_name(), why.strip())


def say(line: str) -> None:
    """A result, plain."""
    results().print(line, markup=False, highlight=False, soft_wrap=True)


def user_name() -> str:
    """Who is logged in to this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
