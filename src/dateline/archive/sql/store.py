"""An archive's store in a database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from dateline.archive.sql.engine import open_engine
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
        with self.engine.connect() as connection:
            yield SqlReads(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlWrites]:
        """See store.Store."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield SqlWrites(connection)

    def scrub(self) -> None:
        """See store.Store. SQLite's full text keeps deleted words in its segments until it is rebuilt; PostgreSQL keeps dead rows."""
        sqlite = self.engine.dialect.name == "sqlite"
        if sqlite:
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                connection.exec_driver_sql("INSERT INTO passage_words(passage_words) VALUES ('rebuild')")
        with self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)") if sqlite else ():
                raw.execute(statement)  # type: ignore[attr-defined]
        if not sqlite:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for table in ("versions", "codings", "claims", "facets", "passages", "log", "events"):
                    connection.exec_driver_sql(f"VACUUM FULL {table}")

    def close(self) -> None:
        """See store.Store."""
        self.engine.dispose()
