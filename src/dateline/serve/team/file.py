"""The file of accounts: SQLite beside the archive, so that hashes, sessions and tokens are in no copy or back-up of the archive itself."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from dateline.serve.team.faults import UnusableAccounts

FORM = 1
APPLICATION = 0x646C7465
"""SQLite's application_id of a file of accounts: "dlte"."""
TABLES = """
CREATE TABLE accounts (
    name TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, made TEXT NOT NULL
) STRICT;
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts, csrf TEXT NOT NULL, began REAL NOT NULL, seen REAL NOT NULL
) STRICT;
CREATE TABLE tokens (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, account TEXT NOT NULL REFERENCES accounts, label TEXT NOT NULL, scopes TEXT NOT NULL,
    made TEXT NOT NULL, ends REAL NOT NULL, revoked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE failures (key TEXT NOT NULL, at REAL NOT NULL) STRICT;
CREATE INDEX failures_key ON failures (key, at);
CREATE TABLE audit (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL,
    address TEXT NOT NULL
) STRICT;
"""


class AccountsFile:
    """Opens a connection for each piece of work, so that threads and processes may share the file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> AccountsFile:
        """The file, made (readable by its owner alone) where `create`. Raises UnusableAccounts."""
        found = cls(path)
        if not path.exists():
            if not create:
                raise UnusableAccounts(f"{path}: no accounts yet; 'dateline team add NAME --role admin' makes the first one")
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        try:
            found._bring_up()
        except sqlite3.DatabaseError as error:
            raise UnusableAccounts(f"{path}: no file of accounts ({error}); name another one with --accounts") from None
        return found

    @contextmanager
    def work(self) -> Iterator[sqlite3.Connection]:
        """One transaction that writes; an exception takes it back."""
        with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def look(self) -> Iterator[sqlite3.Connection]:
        """A consistent view; others may write meanwhile."""
        with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            yield connection

    def _bring_up(self) -> None:
        with closing(sqlite3.connect(self.path, timeout=30)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
        with self.work() as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            empty = not connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
            if (application, version) == (APPLICATION, FORM):
                return
            if not empty:
                raise UnusableAccounts(f"{self.path}: another file, or accounts of a newer dateline; name another one with --accounts")
            for statement in TABLES.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION}")
            connection.execute(f"PRAGMA user_version={FORM}")


def beside(archive: str) -> Path:
    """Where the accounts of an archive lie: FILE.team beside a file, `dateline.team` in the current folder for a database URL."""
    if archive.startswith("sqlite"):
        archive = archive.split("///", 1)[-1]
    return Path("dateline.team") if "://" in archive else Path(f"{archive}.team")
