"""feeds.toml as values; every mistake with its line."""

from __future__ import annotations

import ipaddress
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from dateline.archive import Query
from dateline.errors import DatelineError, InvalidTable
from dateline.watch.fetching import BYTES, SECONDS
from dateline.watch.guard import Guard, Network, Refusal

EVERY = 30.0
"""Minutes between two looks at a feed where nothing else is said."""
HEADER = re.compile(r"\s*\[\[?\s*([\w.]+)\s*\]\]?")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or sitemap. `every` in minutes. `full` fetches the article behind each entry; else the entry's own text is the report."""

    url: str
    name: str = ""
    outlet: str = ""
    every: float = EVERY
    full: bool = True


@dataclass(frozen=True, slots=True)
class Search:
    """A saved search and who is told: a web feed written to a file, mail addresses, a webhook (its secret in an environment variable)."""

    name: str
    query: Query
    atom: str = ""
    mail: tuple[str, ...] = ()
    webhook: str = ""
    secret_env: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that takes mail. The password is in the environment variable `password_env`."""

    host: str = ""
    port: int = 587
    sender: str = ""
    starttls: bool = True
    user: str = ""
    password_env: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All of feeds.toml. Paths are taken from the file's own folder."""

    path: Path
    contact: str
    feeds: tuple[Feed, ...]
    searches: tuple[Search, ...] = ()
    mail: Mail = Mail()
    archive: str = ""
    state: str = ""
    rules: str = ""
    allow: tuple[Network, ...] = ()
    max_bytes: int = BYTES
    timeout: float = SECONDS
    pause: float = 1.0
    ca: str = ""

    def beside(self, name: str) -> Path:
        """A path of the file, as it lies."""
        return self.path.parent / name


@dataclass(slots=True)
class _Reader:
    """Takes values out of tables, and collects what is wrong."""

    path: Path
    lines: list[str]
    mistakes: list[str] = field(default_factory=list)

    def line(self, table: str, number: int, key: str = "") -> int:
        """The line of a key of the `number`th table of a name, or of its header where the key is not there."""
        count, start = -1, 0
        for at, text in enumerate(self.lines, 1):
            header = HEADER.match(text)
            count += bool(header and header.group(1) == table)
            if header and start and not header.group(1).startswith(f"{table}."):
                break
            if header and header.group(1) == table and count == number:
                start = at
            if start and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", text):
                return at
        return start or 1

    def wrong(self, where: tuple[str, int], key: str, what: str) -> None:
        """Note a mistake."""
        self.mistakes.append(f"{self.path}:{self.line(*where, key)}: {what}")

    def take(self, where: tuple[str, int], table: Mapping[str, Any], known: Mapping[str, tuple[type, ...]]) -> dict[str, Any]:
        """The keys of a table that are known and of their type."""
        for key in table:
            if key not in known:
                self.wrong(where, key, f"unknown key {key!r} in [{where[0]}]; known: {', '.join(sorted(known))}")
            elif not isinstance(table[key], known[key]) or (isinstance(table[key], bool) and bool not in known[key]):
                kinds = " or ".join(kind.__name__ for kind in known[key])
                self.wrong(where, key, f"{key}: expected {kinds}, found {table[key]!r}")
        return {key: table[key] for key in known if isinstance(table.get(key), known[key]) and not _stray(table[key], known[key])}


def _stray(value: Any, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, bool) and bool not in kinds


NUMBER = (int, float)
WATCH = {
    **dict.fromkeys(("contact", "archive", "state", "rules", "ca"), (str,)),
    **{"allow": (list,), "max_bytes": (int,), "timeout": NUMBER, "pause": NUMBER, "every": NUMBER},
}
FEED = {"url": (str,), "name": (str,), "outlet": (str,), "every": NUMBER, "full": (bool,)}
SEARCH = {"name": (str,), "query": (dict,), "atom": (str,), "mail": (list, str), "webhook": (str,), "secret_env": (str,)}
MAIL = {"host": (str,), "port": (int,), "sender": (str,), "starttls": (bool,), "user": (str,), "password_env": (str,)}


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises InvalidTable, with every mistake on a line of its own: file, line, what was found, what was expected."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidTable(f"{path}: cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise InvalidTable(f"{path}:{found.group(1) if found else max(text.count(chr(10)), 1)}: no TOML: {error}") from None
    reader = _Reader(path, text.splitlines())
    plan = _plan(reader, raw)
    if reader.mistakes:
        raise InvalidTable("\n".join(reader.mistakes))
    return plan


def _plan(reader: _Reader, raw: Mapping[str, Any]) -> Plan:
    for key in raw.keys() - {"watch", "feed", "search", "mail"}:
        reader.wrong((key, 0), key, f"unknown table [{key}]; known: feed, mail, search, watch")
    watch = reader.take(("watch", 0), _table(reader, raw, "watch"), WATCH)
    every = watch.pop("every", EVERY)
    watch["allow"] = tuple(_networks(reader, watch.get("allow", [])))
    if not watch.get("contact", "").strip():
        reader.wrong(("watch", 0), "contact", "contact: expected an address or page where a site's owner can reach you, found none")
    for key in ("max_bytes", "timeout"):
        if watch.get(key, 1) <= 0:
            reader.wrong(("watch", 0), key, f"{key}: expected more than 0, found {watch[key]}")
    feeds = [_feed(reader, number, {"every": every, **table}) for number, table in enumerate(_tables(reader, raw, "feed"))]
    if not feeds:
        reader.wrong(("feed", 0), "", "expected one [[feed]] at least, found none")
    mail = Mail(**reader.take(("mail", 0), _table(reader, raw, "mail"), MAIL))
    searches = [_search(reader, number, table, mail) for number, table in enumerate(_tables(reader, raw, "search"))]
    _unique(reader, "feed", "url", [feed.url for feed in feeds])
    _unique(reader, "search", "name", [search.name for search in searches])
    watch.setdefault("contact", "")
    return Plan(reader.path, feeds=tuple(feeds), searches=tuple(searches), mail=mail, **watch)


def _table(reader: _Reader, raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = raw.get(name, {})
    if isinstance(found, dict):
        return found
    reader.wrong((name, 0), name, f"expected one table [{name}], found {type(found).__name__}")
    return {}


def _tables(reader: _Reader, raw: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = raw.get(name, [])
    if isinstance(found, list) and all(isinstance(table, dict) for table in found):
        return found
    reader.wrong((name, 0), name, f"expected tables [[{name}]], found {type(found).__name__}; double the brackets")
    return []


def _networks(reader: _Reader, found: list[Any]) -> list[Network]:
    made = []
    for text in found:
        try:
            made.append(ipaddress.ip_network(text))
        except ValueError as error:
            reader.wrong(("watch", 0), "allow", f'allow: expected networks such as "10.0.0.0/8", found {text!r} ({error})')
    return made


def _feed(reader: _Reader, number: int, table: dict[str, Any]) -> Feed:
    where = ("feed", number)
    found = reader.take(where, table, FEED)
    try:
        Guard().check_url(found.get("url", ""))
    except Refusal as error:
        reader.wrong(where, "url", f"url: {error}")
    if found.get("every", EVERY) < 1:
        reader.wrong(where, "every", f"every: expected 1 minute at least, found {found['every']}")
    return Feed(**{"url": "", **found})


def _search(reader: _Reader, number: int, table: dict[str, Any], mail: Mail) -> Search:
    where = ("search", number)
    found = reader.take(where, table, SEARCH)
    people = found.pop("mail", [])
    people = [people] if isinstance(people, str) else people
    if not found.get("name"):
        reader.wrong(where, "name", "name: expected a name for the search, found none")
    if not (people or found.get("atom") or found.get("webhook")):
        reader.wrong(where, "", "expected somebody to tell: atom, mail or webhook, found none")
    if any(not isinstance(person, str) or not re.fullmatch(r"[^@\s]+@[^@\s]+", person) for person in people):
        reader.wrong(where, "mail", f"mail: expected addresses, found {people!r}")
    if people and not (mail.host and mail.sender):
        reader.wrong(where, "mail", "mail: expected a table [mail] with host and sender, found none")
    if found.get("webhook"):
        _check_webhook(reader, where, found)
    query = _query(reader, where, found.pop("query", {}))
    return Search(**{"name": "", **found, "query": query, "mail": tuple(people)})


def _check_webhook(reader: _Reader, where: tuple[str, int], found: Mapping[str, Any]) -> None:
    try:
        Guard().check_url(found["webhook"])
    except Refusal as error:
        reader.wrong(where, "webhook", f"webhook: {error}")
    if not found.get("secret_env"):
        reader.wrong(where, "webhook", "secret_env: expected the name of the environment variable with the webhook's secret, found none")


def _query(reader: _Reader, where: tuple[str, int], table: Mapping[str, Any]) -> Query:
    known = {item.name for item in fields(Query)} - {"reports", "standing"}
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            reader.wrong(where, "query", f"unknown key {key!r} in query; known: {', '.join(sorted(known))}")
        elif isinstance(value, list):
            values[key] = tuple(value)
        else:
            values[key] = (value,) if isinstance(getattr(Query(), key), tuple) else value
    days = [key for key in ("start", "end", "published_start", "published_end") if key in values and type(values[key]) is not date]
    for key in days:
        reader.wrong(where, "query", f"{key}: expected a day such as 2026-01-31 (without quotes), found {values.pop(key)!r}")
    try:
        return Query(**values)
    except (DatelineError, TypeError, AttributeError) as error:
        reader.wrong(where, "query", f"query: {error}")
        return Query()


def _unique(reader: _Reader, table: str, key: str, values: list[str]) -> None:
    for number, value in enumerate(values):
        if value and value in values[:number]:
            reader.wrong((table, number), key, f"{key}: {value!r} stands here twice; expected each once")
