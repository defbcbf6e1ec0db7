"""Records of a JSON-lines file by their id, in bounded memory: a temporary SQLite file keeps where each line begins."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from dateline.errors import DatelineError, InvalidRecord
from dateline.exports.checking import sound

T = TypeVar("T")
Read = Callable[[Mapping[str, Any]], T]
Fail = Callable[[str], None]


def records(path: Path, read: Read[T], fail: Fail) -> Iterator[T]:
    """The records of a JSON-lines file, one after the other; `fail` is told of each line that is none, with file and line."""
    with path.open("rb") as lines:
        for _, _, record in _numbered(lines, path, read, fail):
            yield record


class Lookup(Generic[T]):
    """Finds records by id; made by `opened`."""

    def __init__(self, places: sqlite3.Connection, lines: BinaryIO, read: Read[T]) -> None:
        self._places, self._lines, self._read = places, lines, read

    def get(self, identity: str) -> T | None:
        """The record, or None where the file has none of this id."""
        found = self._places.execute("SELECT place FROM places WHERE id = ?", (_key(identity),)).fetchone()
        if found is None:
            return None
        self._lines.seek(found[0])
        return self._read(json.loads(self._lines.readline()))

    def all(self, identities: Iterable[str]) -> list[T]:
        """The records that the file has, in the order asked for."""
        return [record for identity in identities if (record := self.get(identity)) is not None]


@contextmanager
def opened(path: Path, read: Read[T], fail: Fail) -> Iterator[Lookup[T]]:
    """A lookup over `path`; of two records with one id the first is kept. `fail` is told of each line that is no record."""
    with closing(sqlite3.connect("")) as places, path.open("rb") as lines:
        places.execute("CREATE TABLE places (id BLOB PRIMARY KEY, place INTEGER) WITHOUT ROWID")
        found = ((_key(getattr(record, "id")), place) for _, place, record in _numbered(lines, path, read, fail))  # noqa: B009
        places.executemany("INSERT OR IGNORE INTO places VALUES (?, ?)", found)
        yield Lookup(places, lines, read)


def _key(identity: str) -> bytes:
    """An id as SQLite can keep it, whatever it is made of."""
    return identity.encode("utf-8", "backslashreplace")


def _numbered(lines: BinaryIO, path: Path, read: Read[T], fail: Fail) -> Iterator[tuple[int, int, T]]:
    """Line number, byte offset and record of each line that holds one."""
    place = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, place, _record(line, read)
            except (DatelineError, ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
                fail(f"{path}:{number}: {error}")
        place += len(line)


def _record(line: bytes, read: Read[T]) -> T:
    value = json.loads(line, parse_constant=_refused)
    if not isinstance(value, dict):
        raise InvalidRecord(f"expected a JSON object, found {str(value)[:60]!r}")
    return sound(read(value))


def _refused(constant: str) -> float:
    raise InvalidRecord(f"expected numbers, found {constant}")
