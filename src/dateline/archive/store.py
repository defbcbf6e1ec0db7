"""The few operations that a place to keep things must offer; `Archive` does the thinking. Kept by sql/ and by memory.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from dateline.archive.event_query import ActorCount, Dyad, EventQuery, MapRow, PlaceCount, Tally
from dateline.archive.query import Query
from dateline.archive.values import Coding, Entry, KeptClaim, KeptEvent, Version
from dateline.records import Claim


@dataclass(frozen=True, slots=True)
class Window:
    """Which results: those after the order `after` ("" from the beginning), at most `limit`."""

    after: str = ""
    limit: int = 50


class Reads(Protocol):
    """One consistent view of what is kept."""

    def version(self, digest: str) -> Version | None:
        """The version, or None."""

    def versions(self, *, report: str = "", series: str = "", url: str = "") -> list[Version]:
        """Versions by their report's id, their series or their url, whichever is given, in the order of series and number."""

    def digests(self, *, standing: bool) -> list[str]:
        """The digests of all versions, or of those that stand, in order of arrival."""

    def raw(self, digest: str) -> bytes | None:
        """What was read, as it was."""

    def codings(self, digest: str) -> list[Coding]:
        """Who coded the version, in order of time."""

    def claims(self, digest: str, coder: str) -> list[Claim]:
        """One coder's claims of a version, in the order of the text."""

    def claim(self, id: str) -> list[KeptClaim]:
        """The claim wherever it is kept, the standing one first."""

    def find_claims(self, query: Query, window: Window) -> list[KeptClaim]:
        """Claims that meet the query."""

    def count_claims(self, query: Query) -> int:
        """How many do."""

    def find_reports(self, query: Query, window: Window) -> list[tuple[str, Version]]:
        """(order, version) of reports that meet the query."""

    def count_reports(self, query: Query) -> int:
        """How many do."""

    def entries(self) -> list[Entry]:
        """The log, from its first entry."""

    def last_entry(self) -> Entry | None:
        """The log's end."""

    def events(self, *, gone: bool) -> list[KeptEvent]:
        """The derived events by id; with `gone` also those no longer made."""

    def event(self, id: str) -> KeptEvent | None:
        """The event, or None."""

    def events_by_id(self, ids: Sequence[str]) -> list[KeptEvent]:
        """The events of these ids, in their order; unknown ones are left out."""

    def claims_by_id(self, ids: Sequence[str]) -> list[KeptClaim]:
        """The claims of these ids, in their order, the standing one of each; unknown ones are left out."""

    def sentences(self, claims: Sequence[str]) -> dict[str, set[str]]:
        """The folded words by which each of these claims (ids) is found."""

    def find_events(self, query: EventQuery, window: Window) -> list[tuple[str, KeptEvent]]:
        """(order, event) of events that meet the query."""

    def count_events(self, query: EventQuery) -> int:
        """How many do."""

    def count_events_by(self, query: EventQuery, field: str, limit: int) -> list[Tally]:
        """How many do, by a field of event_query.FIELDS."""

    def dyads(self, query: EventQuery, period: str, limit: int) -> list[Dyad]:
        """By actor, recipient, type and period ("" or one of event_query.PERIODS), most first."""

    def map_rows(self, query: EventQuery, limit: int) -> list[MapRow]:
        """As a map draws them, in the query's order."""

    def actors_of(self, query: EventQuery, words: str, limit: int) -> list[ActorCount]:
        """Their sides, most events first; `words` (folded) are a part of the name."""

    def places_of(self, query: EventQuery, words: str, limit: int) -> list[PlaceCount]:
        """Their places, likewise."""

    def setting(self, name: str) -> str:
        """A setting of the archive, "" where it has none."""

    def check(self) -> Iterator[str]:
        """What is wrong with the store itself, a line each."""


class Writes(Reads, Protocol):
    """One transaction: all of it or nothing."""

    def put_version(self, version: Version, raw: bytes | None) -> None:
        """Keep a version (without bytes only where they were erased). Its words become searchable."""

    def set_version(self, digest: str, version: Version) -> None:
        """What is known of a version changes: its state, or, in an erasure, its content and digest. Erased bytes are dropped."""

    def put_coding(self, digest: str, coding: Coding, claims: Sequence[Claim]) -> None:
        """Keep a coder's claims of a version."""

    def drop_coding(self, digest: str, coder: str) -> None:
        """Only in an erasure."""

    def stand(self, digest: str, coder: str) -> None:
        """From now on this coder's claims of the version count, and no other's."""

    def put_entry(self, entry: Entry) -> None:
        """Append to the log."""

    def blank_entry(self, number: int) -> None:
        """Only in an erasure: the body and its salt go."""

    def put_events(self, items: Sequence[tuple[KeptEvent, str]]) -> None:
        """Keep or replace derived events (at most deriving.BATCH), each with the words by which it is found. None of them twice."""

    def survey_events(self) -> None:
        """Much was put: whoever plans searches should look at the events anew."""

    def drop_event(self, id: str) -> None:
        """Only in an erasure."""

    def set(self, name: str, value: str) -> None:
        """Change a setting."""


class Store(Protocol):
    """A place to keep an archive in."""

    def reading(self) -> AbstractContextManager[Reads]:
        """A consistent view."""

    def writing(self) -> AbstractContextManager[Writes]:
        """A transaction, one at a time; an exception takes all of it back."""

    def scrub(self) -> None:
        """What an erasure deleted also leaves indexes, free pages and journals. Raises UnusableArchive where others are at work."""

    def close(self) -> None:
        """Let go of files and connections."""
