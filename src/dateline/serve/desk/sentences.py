"""What happened, in a sentence that an event's fields make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import chain

from dateline.ontology.tables import rows
from dateline.records import COUNTS, Event, Interval, Place, Side, Toll

BARE = {"ACCUSE": "accused", "AGREE": "made an agreement", "AID": "gave aid", "CONCEDE": "yielded", "CONSULT": "met", "COOPERATE": "cooperated"}
BARE |= {"MOBILIZE": "mobilized", "PROTEST": "protested", "REJECT": "refused", "REQUEST": "made a demand", "RETREAT": "pulled back"}
BARE |= {"SANCTION": "took measures", "SUPPORT": "gave support"}
"""The deed where nobody is named to whom it was done."""


@dataclass(frozen=True, slots=True)
class Verb:
    """How a type is said: "attacked", "attack", "An attack", "on"."""

    past: str
    base: str
    noun: str
    towards: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the sentence; `field` names the event's field that it comes from ("" for what joins them)."""

    text: str
    field: str = ""


@cache
def load_verbs() -> dict[str, Verb]:
    """The table verbs.tsv by type. Raises InvalidTable."""
    return {kind: Verb(*cells) for kind, *cells in rows(files("dateline.serve.desk") / "verbs.tsv", 5)}


def sentence(event: Event) -> tuple[Piece, ...]:
    """The sentence's pieces; joined they read as one."""
    return tuple(chain(_deed(event), _place(event.place), _time(event.when), _tolls(event), [Piece(".")]))


def said_by(event: Event) -> str:
    """Who stands behind it: "Said by 3 independent voices: A, B and C"; "" where nobody is named."""
    names = [speaker.name for speaker in event.speakers]
    if not names:
        return ""
    many = "one voice" if len(names) == 1 else f"{len(names)} independent voices"
    return f"Said by {many}: {listed(names)}."


def listed(names: Iterable[str]) -> str:
    """ "A, B and C"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def day(moment: date) -> str:
    """ "27 July 2016"."""
    return f"{moment.day} {moment:%B %Y}"


def period(interval: Interval | None) -> str:
    """ "27 July 2016", "1 to 3 May 2016", "from ...", "until ..."; "" where neither end is known."""
    if interval is None or (interval.start is None and interval.end is None):
        return ""
    start, end = interval.start, interval.end
    if start is None or end is None:
        return f"from {day(start)}" if start else f"until {day(end)}" if end else ""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def bounds(toll: Toll) -> str:
    """ "44", "44 (30 to 50)", "at least 12", "up to 50"."""
    if toll.low is not None and toll.low == toll.high:
        return str(toll.low)
    if toll.best is not None and toll.low is not None and toll.high is not None:
        return f"{toll.best} ({toll.low} to {toll.high})"
    return f"at least {toll.low}" if toll.low is not None else f"up to {toll.high}"


def _deed(event: Event) -> Iterator[Piece]:
    verb = load_verbs().get(event.type, Verb("acted on", "act on", "Something", "towards"))
    if not event.actors:
        yield from _thing(event, verb)
        return
    if event.status == "denied":
        yield Piece("It is denied that ")
    yield from _names(event.actors, "actors")
    yield Piece(f" {_predicate(event, verb)}", "type")
    if event.recipients:
        yield Piece(" ")
        yield from _names(event.recipients, "recipients")


def _predicate(event: Event, verb: Verb) -> str:
    past = verb.past if event.recipients else BARE.get(event.type, verb.past)
    base = verb.base if event.recipients else f"do so ({past})"
    return {"planned": f"planned to {base}", "possible": f"may have {past}"}.get(event.status, past)


def _thing(event: Event, verb: Verb) -> Iterator[Piece]:
    yield Piece(verb.noun, "type")
    if event.recipients:
        yield Piece(f" {verb.towards} ")
        yield from _names(event.recipients, "recipients")
    told = {"planned": "was planned", "possible": "may have taken place", "denied": "is denied"}
    yield Piece(f" {told.get(event.status, 'took place')}", "status")


def _names(sides: tuple[Side, ...], field: str) -> Iterator[Piece]:
    names = [side.name for side in sides]
    for number, name in enumerate(names):
        if number:
            yield Piece(" and " if number == len(names) - 1 else ", ")
        yield Piece(name[:1].upper() + name[1:] if number == 0 and field == "actors" else name, field)


def _place(place: Place | None) -> Iterator[Piece]:
    if place is not None:
        yield Piece(" in ")
        yield Piece(place.name or place.text, "place")


def _time(when: Interval | None) -> Iterator[Piece]:
    words = period(when)
    if words:
        joined = words if words.startswith(("from", "until")) else f"on {words}" if when and when.start == when.end else f"between {words}"
        yield Piece(" ")
        yield Piece(joined.replace(" to ", " and ") if joined.startswith("between") else joined, "when")


def _tolls(event: Event) -> Iterator[Piece]:
    found = [(name, toll) for name in COUNTS if (toll := getattr(event, name))]
    for number, (name, toll) in enumerate(found):
        yield Piece(", " if number else ": ")
        yield Piece(f"{bounds(toll)} {name}", name)
