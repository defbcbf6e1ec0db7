"""What a reader hands on: a report as its source words it, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or record that gave no report. `name` says which (file, and line or member), `reason` why and what to do."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of one report as read, before they are cleaned and checked.

    `raw` is what was read, for the id; `place` where in the file it stood ("line 12", "" for the whole file). `published` is a
    day, a date text or Unix seconds. `guessed` says that day and outlet were inferred from a page, so that the caller's word
    goes first.
    """

    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | str | float | None = None
    language: str = ""
    id: str = ""
    raw: bytes = b""
    place: str = ""
    guessed: bool = False


def printable(text: str) -> str:
    """A name or message that every terminal and file can take: control characters and bytes that are no text as escapes."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text)


def located(name: str, place: str) -> str:
    """The name of a failure: the file, and where in it."""
    return f"{name}, {place}" if place else name
