"""How an archive is opened: FILE or URL -> engine, with the tables as they should be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from dateline.archive.faults import UnusableArchive
from dateline.archive.sql.migrate import HEAD, upgrade

WRITER = 0x646174656C696E65
"""The key of PostgreSQL's advisory lock that lets one writer in at a time: "dateline"."""
BUSY_MS = 60_000


def url_of(target: str | Path) -> URL:
    """A database URL; a plain file name is SQLite's. Raises UnusableArchive."""
    named = str(target)
    if "://" not in named:
        return URL.create("sqlite+pysqlite", database=named)
    try:
        url = make_url(named)
    except ArgumentError:
        raise UnusableArchive(f"{named.rpartition('@')[2]!r} is no database URL; expected a file or postgresql://user@host/name") from None
    backend = url.get_backend_name()
    if backend not in ("sqlite", "postgresql", "postgres"):
        raise UnusableArchive(f"{backend}: archives live in SQLite (a file) or PostgreSQL (postgresql://user@host/name)")
    return url if backend == "sqlite" else url.set(drivername="postgresql+psycopg")


def open_engine(target: str | Path, *, create: bool = True) -> Engine:
    """An engine on an archive that is up to date: made where it is missing, brought up to date where it is old.

    Raises UnusableArchive where it cannot be, or where it is newer than this dateline.
    """
    url = url_of(target)
    _check_file(url, create)
    try:
        engine = create_engine(url, connect_args=_connect_args(url))
        _hook(engine)
        _bring_up(engine)
    except NoSuchModuleError as error:
        raise UnusableArchive(f"{error}") from None
    except ImportError:
        raise UnusableArchive("PostgreSQL needs its driver: pip install 'dateline[postgresql]'") from None
    except DBAPIError as error:
        raise UnusableArchive(f"{shown(url)}: {str(error.orig).strip().splitlines()[0]}") from None
    return engine


def shown(url: URL) -> str:
    """The URL as messages may show it."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _connect_args(url: URL) -> dict[str, Any]:
    return {"timeout": BUSY_MS / 1000} if url.get_backend_name() == "sqlite" else {"connect_timeout": 10}


def _check_file(url: URL, create: bool) -> None:
    """What is no archive is left alone."""
    if url.get_backend_name() != "sqlite" or not url.database:
        return
    path = Path(url.database)
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise UnusableArchive(f"{path}: expected a file in a folder that exists")
    if not path.exists() and not create:
        raise UnusableArchive(f"{path}: no such archive; 'dateline ingest REPORT... --archive {path}' makes one")
    if path.exists() and path.stat().st_size and path.open("rb").read(15) != b"SQLite format 3":
        raise UnusableArchive(f"{path}: it is no archive but another file; name a new file")


def _hook(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)


def _prepare(connection: Any, _record: object) -> None:
    """WAL lets readers read while one writes; FULL keeps a committed report through a loss of power; deleted content is overwritten."""
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once, so that what it reads before it writes still holds when it does."""
    writes = connection.get_execution_options().get("writes", False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _bring_up(engine: Engine) -> None:
    """Looks first: alembic is loaded only where there is something to do."""
    with engine.connect() as connection:
        found = revision(connection)
    if found == HEAD:
        return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        found = revision(connection)
        if found is None and inspect(connection).get_table_names():
            raise UnusableArchive(f"{shown(engine.url)}: a database of something else; name a new one")
        upgrade(connection)


def revision(connection: Connection) -> str | None:
    """The last migration that the archive went through; None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(select(text("version_num")).select_from(text("alembic_version"))).scalar()
