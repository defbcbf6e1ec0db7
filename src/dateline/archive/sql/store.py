"""An archive's store in a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import OperationalError
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from dateline.archive.faults import UnusableArchive
from dateline.archive.sql.engine import open_engine, shown
from dateline.archive.sql.models import Base
from dateline.archive.sql.reads import SqlReads
from dateline.archive.sql.writes import SqlWrites


class SqlStore:
    """See store.Store. `open` makes a new archive where there is none."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def open(cls, target: str | Path, *, create: bool = True) -> SqlStore:
        """A file's name, or a database URL. Raises UnusableArchive."""
        return cls(open_engine(target, create=create))

    @contextmanager
    def reading(self) -> Iterator[SqlReads]:
        """See store.Store."""
        with self._faults(), self.engine.connect() as connection:
            yield SqlReads(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlWrites]:
        """See store.Store."""
        with self._faults(), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield SqlWrites(connection)

    def scrub(self) -> None:
        """See store.Store. SQLite's full text keeps deleted words in its segments until it is rebuilt; PostgreSQL keeps dead rows."""
        with self._faults():
            if self.engine.dialect.name == "sqlite":
                self._scrub_sqlite()
            else:
                self._scrub_postgresql()

    def close(self) -> None:
        """See store.Store."""
        self.engine.dispose()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """A full disk, a lock that does not open, a server that goes away: one line, and the transaction is taken back."""
        try:
            yield
        except DBAPIError as error:
            what = str(error.orig).strip().splitlines() or [type(error.orig).__name__]
            raise UnusableArchive(f"{shown(self.engine.url)}: {what[0]}; what was committed is kept") from error

    def _scrub_sqlite(self) -> None:
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            connection.exec_driver_sql("INSERT INTO passage_words(passage_words) VALUES ('rebuild')")
        with self.engine.connect() as connection:
            # Around SQLAlchemy, which would begin a transaction: VACUUM stands outside of any.
            plain: Any = connection.connection.dbapi_connection
            try:
                plain.execute("VACUUM")
                busy = plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except OperationalError:
                busy = True
        if busy:
            raise UnusableArchive("the erasure is made, but others read the archive, so that free pages keep it: 'dateline archive scrub' later")

    def _scrub_postgresql(self) -> None:
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in Base.metadata.sorted_tables:
                connection.exec_driver_sql(f"VACUUM FULL {table.name}")
