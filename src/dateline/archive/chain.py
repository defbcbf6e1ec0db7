"""The log's chain: each entry commits to its body and to all entries before it.

An entry's `commitment` is sha256(salt + body), its `hash` sha256 over the previous hash, number, kind, time and commitment. So a body can
be erased with its salt, and the rest still verifies; nobody can guess what was erased by trying names, for the salt is gone.
A chain that was cut off at its end still verifies: note the last hash elsewhere and give it to `verify`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.archive.values import Entry, EntryKind, Problem
from dateline.records import content_id

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be written down: its kind, body (plain JSON), ISO time with zone, and a salt that nobody can guess."""

    kind: EntryKind
    body: Mapping[str, Any]
    at: str
    salt: str


def canonical(value: Any) -> str:
    """The one JSON text of a value: keys sorted, no spaces."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def entry_after(last: Entry | None, said: Said) -> Entry:
    """The entry that follows `last`, or the first one."""
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    commitment = _commitment(said.salt, said.body)
    own = _hash(previous, number, said.kind, said.at, commitment)
    return Entry(number, said.kind, said.at, commitment, previous, own, said.body, said.salt)


def check_chain(entries: Iterable[Entry], head: str = "") -> Iterator[Problem]:
    """Every break in the chain; `head` is a hash noted before, which must be in it."""
    previous, number, met = GENESIS, 0, not head
    for entry in entries:
        where = f"log entry {entry.number}"
        number += 1
        if entry.number != number:
            yield Problem(where, f"expected entry {number}: one is missing or doubled")
            number = entry.number
        if entry.previous != previous:
            yield Problem(where, "does not follow the entry before it")
        if entry.hash != _hash(entry.previous, entry.number, entry.kind, entry.at, entry.commitment):
            yield Problem(where, "its hash is not that of its content: it was changed")
        if entry.body is not None and entry.commitment != _commitment(entry.salt, entry.body):
            yield Problem(where, "its body is not the one it was written with")
        previous, met = entry.hash, met or entry.hash == head
    if not met:
        yield Problem("log", f"the entry with hash {head} is not in it: the log was cut off or replaced")


def check_erased(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Every entry without a body that no erasure accounts for."""
    blank, accounted = set(), set()
    for entry in entries:
        if entry.body is None:
            blank.add(entry.number)
        elif entry.kind == "erasure":
            accounted |= set(entry.body.get("entries") or ())
    for number in sorted(blank - accounted):
        yield Problem(f"log entry {number}", "its body is gone and no erasure says why")


def _commitment(salt: str, body: Mapping[str, Any]) -> str:
    return content_id(f"{salt}\n{canonical(body)}".encode())


def _hash(previous: str, number: int, kind: str, at: str, commitment: str) -> str:
    return content_id("\n".join((previous, str(number), kind, at, commitment)).encode())
