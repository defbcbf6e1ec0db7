"""A SQLite file for Datasette and any other tool: the four tables, indexed, and one that says what the file is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from dateline.exports.happening import Happening
from dateline.exports.lost import Lost
from dateline.exports.streams import stored
from dateline.exports.tables import TABLES, Table

KINDS = {"text": "TEXT", "whole": "INTEGER", "number": "REAL", "truth": "INTEGER"}
KEYS = {"events": "id", "claims": "id"}
INDEXES = (
    ("events", "type"),
    ("events", "start"),
    ("claims", "report"),
    ("mentions", "claim"),
    ("actors", "happening"),
    ("actors", "id"),
)
ABOUT = {
    "schema": "dateline.table/1",
    "review": "machine-coded; unreviewed unless `reviewed` is 1",
    "status": "planned, possible and denied rows are not told as having happened",
}


def write(happenings: Iterable[Happening], stream: BinaryIO, *, tables: Mapping[str, Table] = TABLES) -> Lost:
    """Writes the database; it is built in a temporary file first. A claim that stands in two events is written once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dateline.sqlite"
        with closing(sqlite3.connect(path)) as database:
            lost = _fill(database, happenings, tables)
        with path.open("rb") as built:
            shutil.copyfileobj(built, stream)
    return lost


def _fill(database: sqlite3.Connection, happenings: Iterable[Happening], tables: Mapping[str, Table]) -> Lost:
    lost = Lost()
    with database:
        database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
        database.executemany("INSERT INTO about VALUES (?, ?)", ABOUT.items())
        for table in tables.values():
            database.execute(_create(table))
        for happening in happenings:
            for table in tables.values():
                lost.written += _insert(database, table, happening)
        for table_name, column in INDEXES:
            database.execute(f'CREATE INDEX "{table_name}_{column}" ON "{table_name}" ("{column}")')
    return lost


def _create(table: Table) -> str:
    columns = (f'"{name}" {KINDS[kind]}{" PRIMARY KEY" if KEYS.get(table.name) == name else ""}' for name, kind in table.columns)
    return f'CREATE TABLE "{table.name}" ({", ".join(columns)})'


def _insert(database: sqlite3.Connection, table: Table, happening: Happening) -> int:
    rows = [tuple(map(stored, row)) for row in table.rows(happening)]
    marks = ", ".join("?" * len(table.columns))
    return database.executemany(f'INSERT OR IGNORE INTO "{table.name}" VALUES ({marks})', rows).rowcount if rows else 0
