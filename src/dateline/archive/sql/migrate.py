"""Bringing an archive up to date. The steps are in migrations/versions/, numbered in their order."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from dateline.archive.faults import UnusableArchive

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

HEAD = "0004"
"""The newest migration; a test holds it to the folder."""


def config(connection: Connection) -> Config:
    """Alembic's settings: the folder of the package, and the connection that the caller has begun a transaction on."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(files("dateline.archive.sql") / "migrations").replace("%", "%%"))
    made.set_main_option("path_separator", "os")
    made.attributes["connection"] = connection
    return made


def upgrade(connection: Connection, to: str = "head") -> None:
    """Runs the missing steps in the caller's transaction. Raises UnusableArchive where the archive is newer than this dateline."""
    from alembic import command
    from alembic.util.exc import CommandError

    try:
        command.upgrade(config(connection), to)
    except CommandError as error:
        raise UnusableArchive(f"the archive was made by a newer dateline ({error}): install that one or a later one") from None
