"""An archive in memory: for tests, notebooks and trials. Offers what the database offers, by the same contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace

from dateline.archive.event_match import Shelved, shelve
from dateline.archive.event_query import ActorCount, Dyad, EventQuery, MapRow, PlaceCount, Tally
from dateline.archive.event_shelf import EventShelf
from dateline.archive.match import claim_meets, meets, version_meets
from dateline.archive.order import claim_order, version_order
from dateline.archive.query import Query
from dateline.archive.store import Window
from dateline.archive.values import Coding, Entry, KeptClaim, KeptEvent, Version
from dateline.archive.words import claim_text, passages
from dateline.records import Claim

Coded = tuple[Coding, tuple[Claim, ...]]


@dataclass
class Shelves:
    """All that is kept; every value is immutable, so a copy of the dicts is a snapshot."""

    versions: dict[str, Version] = field(default_factory=dict)
    raws: dict[str, bytes] = field(default_factory=dict)
    coded: dict[str, tuple[Coded, ...]] = field(default_factory=dict)
    log: dict[int, Entry] = field(default_factory=dict)
    derived: dict[str, Shelved] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def copy(self) -> Shelves:
        """Its dicts copied."""
        return Shelves(*(copy(getattr(self, name)) for name in self.__dataclass_fields__))


class MemoryReads:
    """See store.Reads."""

    def __init__(self, shelves: Shelves) -> None:
        self._s = shelves

    def version(self, digest: str) -> Version | None:
        """See store.Reads."""
        return self._s.versions.get(digest)

    def versions(self, *, report: str = "", series: str = "", url: str = "") -> list[Version]:
        """See store.Reads."""
        found = [
            version
            for version in self._s.versions.values()
            if (report and version.report.id == report) or (series and version.series == series) or (url and version.report.url == url)
        ]
        return sorted(found, key=lambda version: (version.series, version.number))

    def digests(self, *, standing: bool) -> list[str]:
        """See store.Reads."""
        return [digest for digest, version in self._s.versions.items() if version.state == "current" or not standing]

    def raw(self, digest: str) -> bytes | None:
        """See store.Reads."""
        return self._s.raws.get(digest)

    def codings(self, digest: str) -> list[Coding]:
        """See store.Reads."""
        return [coding for coding, _ in self._s.coded.get(digest, ())]

    def claims(self, digest: str, coder: str) -> list[Claim]:
        """See store.Reads."""
        return [claim for coding, claims in self._s.coded.get(digest, ()) if coding.coder == coder for claim in claims]

    def claim(self, id: str) -> list[KeptClaim]:
        """See store.Reads."""
        found = [kept for kept in self._kept() if kept.claim.id == id]
        return sorted(sorted(found, key=lambda kept: kept.order, reverse=True), key=lambda kept: not kept.current)

    def find_claims(self, query: Query, window: Window) -> list[KeptClaim]:
        """See store.Reads."""
        found = sorted(self._claims(query), key=lambda kept: kept.order, reverse=True)
        return [kept for kept in found if not window.after or kept.order < window.after][: window.limit]

    def count_claims(self, query: Query) -> int:
        """See store.Reads."""
        return sum(1 for _ in self._claims(query))

    def find_reports(self, query: Query, window: Window) -> list[tuple[str, Version]]:
        """See store.Reads."""
        found = sorted(((version_order(version), version) for version in self._reports(query)), key=lambda pair: pair[0], reverse=True)
        return [pair for pair in found if not window.after or pair[0] < window.after][: window.limit]

    def count_reports(self, query: Query) -> int:
        """See store.Reads."""
        return sum(1 for _ in self._reports(query))

    def entries(self) -> list[Entry]:
        """See store.Reads."""
        return list(self._s.log.values())

    def last_entry(self) -> Entry | None:
        """See store.Reads."""
        return self._s.log[max(self._s.log)] if self._s.log else None

    def events(self, *, gone: bool) -> list[KeptEvent]:
        """See store.Reads."""
        kept = [self._s.derived[id].kept for id in sorted(self._s.derived)]
        return [event for event in kept if gone or not event.gone]

    def event(self, id: str) -> KeptEvent | None:
        """See store.Reads."""
        found = self._s.derived.get(id)
        return found.kept if found else None

    def events_by_id(self, ids: Sequence[str]) -> list[KeptEvent]:
        """See store.Reads."""
        return [self._s.derived[id].kept for id in ids if id in self._s.derived]

    def claims_by_id(self, ids: Sequence[str]) -> list[KeptClaim]:
        """See store.Reads."""
        wanted = frozenset(ids)
        found = sorted((kept for kept in self._kept() if kept.claim.id in wanted), key=lambda kept: (kept.current, kept.order))
        best = {kept.claim.id: kept for kept in found}
        return [best[id] for id in ids if id in best]

    def sentences(self, claims: Sequence[str]) -> dict[str, set[str]]:
        """See store.Reads."""
        found: dict[str, set[str]] = {}
        wanted = frozenset(claims)
        for kept in self._kept():
            if kept.claim.id in wanted:
                found.setdefault(kept.claim.id, set()).update(passages(claim_text(kept.claim, self._s.versions[kept.digest].report)))
        return found

    def find_events(self, query: EventQuery, window: Window) -> list[tuple[str, KeptEvent]]:
        """See store.Reads."""
        return self._shelf().find(query, window)

    def count_events(self, query: EventQuery) -> int:
        """See store.Reads."""
        return len(self._shelf().meeting(query))

    def count_events_by(self, query: EventQuery, field: str, limit: int) -> list[Tally]:
        """See store.Reads."""
        return self._shelf().count_by(query, field, limit)

    def dyads(self, query: EventQuery, period: str, limit: int) -> list[Dyad]:
        """See store.Reads."""
        return self._shelf().dyads(query, period, limit)

    def map_rows(self, query: EventQuery, limit: int) -> list[MapRow]:
        """See store.Reads."""
        return self._shelf().map_rows(query, limit)

    def actors_of(self, query: EventQuery, words: str, limit: int) -> list[ActorCount]:
        """See store.Reads."""
        return self._shelf().actors(query, words, limit)

    def places_of(self, query: EventQuery, words: str, limit: int) -> list[PlaceCount]:
        """See store.Reads."""
        return self._shelf().places(query, words, limit)

    def setting(self, name: str) -> str:
        """See store.Reads."""
        return self._s.settings.get(name, "")

    def check(self) -> Iterator[str]:
        """See store.Reads."""
        return iter(())

    def _shelf(self) -> EventShelf:
        return EventShelf(self._s.derived.values(), (version.report for version in self._s.versions.values()))

    def _kept(self) -> Iterator[KeptClaim]:
        for digest in self._s.coded:
            version = self._s.versions[digest]
            for coding, claims in self._s.coded[digest]:
                current = coding.standing and version.state == "current"
                for number, claim in enumerate(claims):
                    report, order = version.report, claim_order(version, coding.coder, number)
                    yield KeptClaim(claim, digest, report.outlet, report.published, report.title, current, order)

    def _claims(self, query: Query) -> Iterator[KeptClaim]:
        return (kept for kept in self._kept() if meets(kept, self._s.versions[kept.digest].report, query))

    def _reports(self, query: Query) -> Iterator[Version]:
        """A report meets what is asked of claims where one of its claims does; the words may stand anywhere in it."""
        having = {kept.digest for kept in self._kept() if claim_meets(kept, query)} if query.of_claims() else None
        for digest, version in self._s.versions.items():
            if (having is None or digest in having) and version_meets(version, query):
                yield version


class MemoryWrites(MemoryReads):
    """See store.Writes."""

    def put_version(self, version: Version, raw: bytes | None) -> None:
        """See store.Writes."""
        self._s.versions[version.digest] = version
        if raw is not None:
            self._s.raws[version.digest] = raw

    def set_version(self, digest: str, version: Version) -> None:
        """See store.Writes."""
        self._s.versions = {(version.digest if own == digest else own): other for own, other in self._s.versions.items()}
        self._s.versions[version.digest] = version
        for shelf in (self._s.raws, self._s.coded):
            if digest in shelf and digest != version.digest:
                shelf[version.digest] = shelf.pop(digest)  # type: ignore[assignment]
        if version.raw_kind == "erased":
            self._s.raws.pop(version.digest, None)

    def put_coding(self, digest: str, coding: Coding, claims: Sequence[Claim]) -> None:
        """See store.Writes."""
        self._s.coded[digest] = (*self._s.coded.get(digest, ()), (coding, tuple(claims)))

    def drop_coding(self, digest: str, coder: str) -> None:
        """See store.Writes."""
        self._s.coded[digest] = tuple(pair for pair in self._s.coded.get(digest, ()) if pair[0].coder != coder)

    def stand(self, digest: str, coder: str) -> None:
        """See store.Writes."""
        pairs = self._s.coded.get(digest, ())
        self._s.coded[digest] = tuple((replace(coding, standing=coding.coder == coder), claims) for coding, claims in pairs)

    def put_entry(self, entry: Entry) -> None:
        """See store.Writes."""
        self._s.log[entry.number] = entry

    def blank_entry(self, number: int) -> None:
        """See store.Writes."""
        self._s.log[number] = replace(self._s.log[number], body=None, salt="")

    def put_events(self, items: Sequence[tuple[KeptEvent, str]]) -> None:
        """See store.Writes."""
        self._s.derived |= {kept.event.id: shelve(kept, words) for kept, words in items}

    def survey_events(self) -> None:
        """See store.Writes."""

    def drop_event(self, id: str) -> None:
        """See store.Writes."""
        self._s.derived.pop(id, None)

    def set(self, name: str, value: str) -> None:
        """See store.Writes."""
        self._s.settings[name] = value


class MemoryStore:
    """See store.Store."""

    def __init__(self) -> None:
        self._shelves = Shelves()

    @contextmanager
    def reading(self) -> Iterator[MemoryReads]:
        """See store.Store."""
        yield MemoryReads(self._shelves)

    @contextmanager
    def writing(self) -> Iterator[MemoryWrites]:
        """See store.Store."""
        draft = self._shelves.copy()
        yield MemoryWrites(draft)
        self._shelves = draft

    def scrub(self) -> None:
        """See store.Store."""

    def close(self) -> None:
        """See store.Store."""
