"""What the watch remembers: validators, when each feed is due, which entries were taken, whom to tell.

A small SQLite file of its own rather than the archive's settings: it changes at every look at a feed, which backups and the log of an archive
(or a team's PostgreSQL) need not carry, and losing it costs fetching again only, since the archive takes in nothing twice.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from dateline.errors import DatelineError

VERSION = 1
TABLES = """
CREATE TABLE feed (url TEXT PRIMARY KEY, etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '', due REAL NOT NULL DEFAULT 0,
  failures INTEGER NOT NULL DEFAULT 0, said TEXT NOT NULL DEFAULT '', moved TEXT NOT NULL DEFAULT '');
CREATE TABLE entry (feed TEXT NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (feed, key));
CREATE TABLE page (url TEXT PRIMARY KEY, etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '', digest TEXT NOT NULL DEFAULT '',
  checked REAL NOT NULL, failures INTEGER NOT NULL DEFAULT 0);
CREATE TABLE untold (digest TEXT PRIMARY KEY, report TEXT NOT NULL);
CREATE TABLE notice (id TEXT PRIMARY KEY, search TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL);
CREATE TABLE delivery (notice TEXT NOT NULL REFERENCES notice, way TEXT NOT NULL, target TEXT NOT NULL, due REAL NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'waiting', said TEXT NOT NULL DEFAULT '', PRIMARY KEY (notice, way, target));
"""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is known of a feed. `due` in seconds of the wall clock."""

    url: str
    etag: str = ""
    modified: str = ""
    due: float = 0.0
    failures: int = 0
    said: str = ""
    moved: str = ""


@dataclass(frozen=True, slots=True)
class PageState:
    """What is known of an article's page."""

    url: str
    etag: str = ""
    modified: str = ""
    digest: str = ""
    checked: float = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice on its way to one receiver: `way` is mail or webhook, `state` waiting, done or dead."""

    notice: str
    way: str
    target: str
    due: float
    tries: int = 0
    state: str = "waiting"
    said: str = ""


class State:
    """The file, opened by `State.open`. Every method is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, path: Path | str) -> State:
        """The state in a file, made where it is missing. Raises DatelineError where the file is something else."""
        try:
            connection = sqlite3.connect(path, timeout=10)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if version == 0 and tables == 0:
                connection.executescript(f"BEGIN; {TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
            elif version != VERSION:
                raise DatelineError(f"{path}: expected the state of a watch (version {VERSION}), found version {version}; name another file")
        except sqlite3.Error as error:
            raise DatelineError(f"{path}: cannot be used as the state of a watch ({error}); name another file, or move this one away") from None
        return cls(connection)

    def __enter__(self) -> State:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._db.close()

    def feed(self, url: str) -> FeedState:
        """What is known of a feed."""
        row = self._db.execute("SELECT url, etag, modified, due, failures, said, moved FROM feed WHERE url = ?", (url,)).fetchone()
        return FeedState(*row) if row else FeedState(url)

    def put_feed(self, feed: FeedState) -> None:
        """Remember it."""
        values = (feed.url, feed.etag, feed.modified, feed.due, feed.failures, feed.said, feed.moved)
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO feed (url, etag, modified, due, failures, said, moved) VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def entry(self, feed: str, key: str) -> tuple[str, str]:
        """(url, mark) of an entry when it was last taken; empty where it never was."""
        row = self._db.execute("SELECT url, mark FROM entry WHERE feed = ? AND key = ?", (feed, key)).fetchone()
        return (row[0], row[1]) if row else ("", "")

    def page(self, url: str) -> PageState:
        """What is known of a page."""
        row = self._db.execute("SELECT url, etag, modified, digest, checked, failures FROM page WHERE url = ?", (url,)).fetchone()
        return PageState(*row) if row else PageState(url)

    def took(self, entry: tuple[str, str, str, str], page: PageState | None, told: tuple[str, str] | None) -> None:
        """An entry (feed, key, url, mark) was dealt with: its page, and the (digest, report) of what is new and is to be told; one transaction."""
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO entry (feed, key, url, mark) VALUES (?, ?, ?, ?)", entry)
            if told:
                self._db.execute("INSERT OR IGNORE INTO untold (digest, report) VALUES (?, ?)", told)
            if page:
                self._page(page)

    def put_page(self, page: PageState) -> None:
        """Remember a page by itself."""
        with self._db:
            self._page(page)

    def _page(self, page: PageState) -> None:
        values = (page.url, page.etag, page.modified, page.digest, page.checked, page.failures)
        self._db.execute("INSERT OR REPLACE INTO page (url, etag, modified, digest, checked, failures) VALUES (?, ?, ?, ?, ?, ?)", values)

    def untold(self) -> list[tuple[str, str]]:
        """(digest, report id) of what no search was asked about yet."""
        return list(self._db.execute("SELECT digest, report FROM untold ORDER BY rowid"))

    def told(self, digest: str, notices: list[tuple[str, str, str, str]], deliveries: list[Delivery]) -> None:
        """The searches were asked about a version: notices (id, search, at, body) and their deliveries; one transaction."""
        with self._db:
            self._db.executemany("INSERT OR IGNORE INTO notice (id, search, at, body) VALUES (?, ?, ?, ?)", notices)
            rows = [(one.notice, one.way, one.target, one.due) for one in deliveries]
            self._db.executemany("INSERT OR IGNORE INTO delivery (notice, way, target, due) VALUES (?, ?, ?, ?)", rows)
            self._db.execute("DELETE FROM untold WHERE digest = ?", (digest,))

    def notices(self, search: str, limit: int) -> list[tuple[str, str, str]]:
        """(id, at, body) of a search's newest notices, newest first."""
        asked = "SELECT id, at, body FROM notice WHERE search = ? ORDER BY rowid DESC LIMIT ?"
        return list(self._db.execute(asked, (search, limit)))

    def notice(self, id: str) -> tuple[str, str]:
        """(search, body) of a notice."""
        with closing(self._db.execute("SELECT search, body FROM notice WHERE id = ?", (id,))) as rows:
            search, body = rows.fetchone()
        return search, body

    def deliveries(self, state: str, before: float) -> list[Delivery]:
        """Deliveries in a state that are due before a time, in order."""
        asked = "SELECT notice, way, target, due, tries, state, said FROM delivery WHERE state = ? AND due <= ? ORDER BY due, rowid"
        return [Delivery(*row) for row in self._db.execute(asked, (state, before))]

    def put_delivery(self, one: Delivery) -> None:
        """What came of an attempt."""
        values = (one.due, one.tries, one.state, one.said, one.notice, one.way, one.target)
        with self._db:
            self._db.execute("UPDATE delivery SET due = ?, tries = ?, state = ?, said = ? WHERE notice = ? AND way = ? AND target = ?", values)

    def revive(self, now: float) -> int:
        """Dead deliveries wait again; how many."""
        with self._db:
            return self._db.execute("UPDATE delivery SET state = 'waiting', tries = 0, due = ? WHERE state = 'dead'", (now,)).rowcount
