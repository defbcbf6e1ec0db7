"""What is asked of an archive, as a value."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from dateline.archive.words import fold, parse
from dateline.errors import InvalidRecord, UnknownName
from dateline.ontology import load_types
from dateline.records import STATUSES, Claim, content_id

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

CURSOR_VERSION = 1
FACETS = ("mode", "actor", "recipient", "party", "actor_country", "recipient_country", "voice", "place")


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims, or reports, are meant. An empty field asks nothing; the values of one field are alternatives, all fields must hold.

    `text` is full text (see words.parse). `actors`, `recipients`, `parties` (either side), `voices`, `places` are names, as given or
    resolved, without regard to case and marks; actors' also ids, places' also geonameids. `countries` are the place's, ISO alpha-3.
    `start` and `end` (days, inclusive) are met by claims whose own time touches them, never by one without a time; `published_*` are the
    report's day. `confidence` is the least, 0 to 1. `dated`, `placed` (has coordinates) take True or False. `standing` False takes in
    superseded, corrected and retracted versions and other coders' claims too. Raises UnknownName, InvalidRecord.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    actor_countries: tuple[str, ...] = ()
    recipient_countries: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    published_start: date | None = None
    published_end: date | None = None
    confidence: float = 0.0
    dated: bool | None = None
    placed: bool | None = None
    standing: bool = True

    def __post_init__(self) -> None:
        check_asked(self)
        check_order("publication", self.published_start, self.published_end)
        if not 0 <= self.confidence <= 1:
            raise InvalidRecord(f"confidence: expected 0 to 1, found {self.confidence}")

    def of_claims(self) -> bool:
        """Whether anything is asked of claims; else a report without any claim is met too."""
        lists = (self.types, self.modes, self.statuses, self.countries, self.actors, self.recipients, self.parties, self.actor_countries)
        more = (self.recipient_countries, self.voices, self.places, self.start, self.end, self.confidence)
        return any((*lists, *more)) or self.dated is not None or self.placed is not None


def wanted(query: Query) -> list[tuple[str, tuple[str, ...]]]:
    """(facet, alternatives) that a claim must have, as `facets` spells them."""
    asked = (
        ("mode", query.modes),
        ("actor", _folded(query.actors)),
        ("recipient", _folded(query.recipients)),
        ("party", _folded(query.parties)),
        ("actor_country", query.actor_countries),
        ("recipient_country", query.recipient_countries),
        ("voice", _folded(query.voices)),
        ("place", _folded(query.places)),
    )
    return [(facet, values) for facet, values in asked if values]


def facets(claim: Claim) -> set[tuple[str, str]]:
    """Every (facet, value) by which a claim is found."""
    found = {("mode", mode) for mode in claim.modes}
    for role, people in (("actor", claim.actors), ("recipient", claim.recipients)):
        for actor in people:
            found |= {(side, fold(name)) for name in (actor.name, actor.text, actor.id) for side in (role, "party")}
            found.add((f"{role}_country", actor.country))
    found |= {("voice", fold(name)) for voice in claim.sources for name in (voice.name, voice.text)}
    if claim.place:
        found |= {("place", fold(name)) for name in (claim.place.name, claim.place.text, str(claim.place.geonameid or ""))}
    return {(facet, value) for facet, value in found if value}


def write_cursor(query: DataclassInstance, order: str) -> str:
    """An opaque cursor: the results of `query` after the one at `order`."""
    content = json.dumps([CURSOR_VERSION, _digest(query), order], separators=(",", ":"))
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read_cursor(query: DataclassInstance, cursor: str) -> str:
    """Where to go on; "" for the beginning. Raises InvalidRecord where the cursor is not of this query."""
    if not cursor:
        return ""
    try:
        found: Any = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        version, digest, order = found
    except (binascii.Error, ValueError, TypeError):
        raise InvalidRecord("cursor: not one that this archive gave; start again without it") from None
    if (version, digest) != (CURSOR_VERSION, _digest(query)) or not isinstance(order, str):
        raise InvalidRecord("cursor: it belongs to another query; start again without it")
    return order


def _folded(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fold(name) for name in names)


def _digest(query: DataclassInstance) -> str:
    return content_id(json.dumps(asdict(query), sort_keys=True, default=str).encode())[:12]


def utc(time: str) -> str:
    """An ISO time with zone as the archive writes times, so that they compare as text; "" stays. Raises InvalidRecord."""
    if not time:
        return ""
    try:
        found = datetime.fromisoformat(time)
        return found.astimezone(UTC).isoformat(timespec="microseconds") if found.tzinfo else _no_time(time)
    except (ValueError, OverflowError):
        return _no_time(time)


def _no_time(time: str) -> str:
    raise InvalidRecord(f"time: expected ISO with zone such as 2026-01-31T12:00:00+00:00, found {time!r}")


class Asked(Protocol):
    """What queries for claims and for events have in common."""

    @property
    def text(self) -> str:
        """Words that must be there."""

    @property
    def types(self) -> tuple[str, ...]:
        """Types of the ontology."""

    @property
    def modes(self) -> tuple[str, ...]:
        """Modes of any type."""

    @property
    def statuses(self) -> tuple[str, ...]:
        """What voices assert."""

    @property
    def start(self) -> date | None:
        """The first day."""

    @property
    def end(self) -> date | None:
        """The last day."""


def check_asked(query: Asked) -> None:
    """What queries share. Raises UnknownName, InvalidRecord."""
    check_plain({name: getattr(query, name) for name in query.__dataclass_fields__})  # type: ignore[attr-defined]
    check_known("type", query.types, tuple(load_types()))
    check_known("mode", query.modes, tuple(sorted({mode for kind in load_types().values() for mode in kind.modes})))
    check_known("status", query.statuses, STATUSES)
    check_order("period", query.start, query.end)
    if query.text.strip() and not any(not term.excluded for term in parse(query.text)):
        raise InvalidRecord(f"text: expected at least one word to look for, found {query.text!r}")


def check_known(kind: str, names: tuple[str, ...], known: tuple[str, ...]) -> None:
    """Raises UnknownName."""
    for name in names:
        if name not in known:
            raise UnknownName(kind, name, list(known))


def check_plain(fields: dict[str, Any]) -> None:
    """No database takes a NUL or half a surrogate pair. Raises InvalidRecord."""
    for name, value in fields.items():
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and ("\0" in text or text.encode("utf-8", "replace").decode() != text):
                raise InvalidRecord(f"{name}: expected plain text, found {text[:40]!r}")


def check_order(what: str, start: date | None, end: date | None) -> None:
    """Raises InvalidRecord where the end lies before the start."""
    if start and end and start > end:
        raise InvalidRecord(f"{what}: expected an end on or after the start, found {start} to {end}")
