"""What can be seen of an archive: everything that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from dateline.archive import copying, deriving, keeping, log, recoding, verifying
from dateline.archive.faults import NotThere
from dateline.archive.log import Pen
from dateline.archive.query import Query, read_cursor, write_cursor
from dateline.archive.recoding import Difference
from dateline.archive.store import Store, Window
from dateline.archive.values import Coding, Entry, KeptClaim, KeptEvent, Material, Page, Problem, Tombstone, Version
from dateline.errors import InvalidRecord
from dateline.records import Claim, Judgement, Report

T = TypeVar("T")
MOST = 1000
"""Results on one page, at most."""


class Views:
    """The reading half of `Archive`. Every method sees one consistent state."""

    def __init__(self, store: Store, pen: Pen | None = None) -> None:
        self._store = store
        self._pen = pen or Pen()

    @property
    def coder(self) -> str:
        """The coder that the archive is pinned to, "" before the first."""
        with self._store.reading() as tx:
            return tx.setting("coder")

    def check_coder(self, coder: str) -> None:
        """Raises Refused where the archive is pinned to another one."""
        with self._store.reading() as tx:
            keeping.check_pin(tx, coder)

    def known(self, report: Report) -> Version | None:
        """The version that this very report is, where it is kept. Raises Refused where it was erased."""
        with self._store.reading() as tx:
            return keeping.known_version(tx, report)

    def is_coded(self, report: Report, coder: str) -> bool:
        """Whether the report is kept and needs no coding by `coder`. Raises Refused where it was erased."""
        with self._store.reading() as tx:
            version = keeping.known_version(tx, report)
            return version is not None and (bool(version.masks) or coder in {coding.coder for coding in tx.codings(version.digest)})

    def report(self, id: str) -> Version:
        """The version of a report that stands, or its newest. Raises NotThere."""
        with self._store.reading() as tx:
            return keeping.current_version(tx, id)

    def versions(self, id: str) -> list[Version]:
        """All versions of a report, oldest first, also those under other ids of the same page. Raises NotThere."""
        with self._store.reading() as tx:
            return tx.versions(series=keeping.current_version(tx, id).series)

    def raw(self, digest: str) -> bytes:
        """What a version was read from, as it was. Raises NotThere."""
        with self._store.reading() as tx:
            found = tx.raw(digest)
        if found is None:
            raise NotThere(f"no bytes are kept of version {digest!r}")
        return found

    def codings(self, digest: str) -> list[Coding]:
        """Who coded a version."""
        with self._store.reading() as tx:
            return tx.codings(digest)

    def claims(self, digest: str, coder: str = "") -> list[Claim]:
        """A version's claims in the order of the text: the standing ones, or one coder's."""
        with self._store.reading() as tx:
            return tx.claims(digest, coder) if coder else recoding.standing_claims(tx, digest)

    def claim(self, id: str) -> KeptClaim:
        """A claim by its id. Raises NotThere."""
        with self._store.reading() as tx:
            found = tx.claim(id)
        if not found:
            raise NotThere(f"no claim {id!r} in the archive")
        return found[0]

    def counts(self) -> dict[str, int]:
        """How many reports, versions, claims that count, judgements in force, and events there are."""
        with self._store.reading() as tx:
            versions, claims, reports = len(tx.digests(standing=False)), tx.count_claims(Query()), len(tx.digests(standing=True))
            return {
                "reports": reports,
                "versions": versions,
                "claims": claims,
                "judgements": len(log.judgements(tx)),
                "events": len(tx.events(gone=False)),
            }

    def standing(self) -> Iterator[Version]:
        """Every version that stands, in order of arrival."""
        with self._store.reading() as tx:
            digests = tx.digests(standing=True)
        for digest in digests:
            with self._store.reading() as tx:
                version = tx.version(digest)
            if version:
                yield version

    def search_claims(self, query: Query, cursor: str = "", limit: int = 50) -> Page[KeptClaim]:
        """Claims that meet the query, newest report first. Raises InvalidRecord for a cursor of another query."""
        window = _window(query, cursor, limit)
        with self._store.reading() as tx:
            found, total = tx.find_claims(query, window), tx.count_claims(query)
        return _page(query, [(kept.order, kept) for kept in found], total, window)

    def search_reports(self, query: Query, cursor: str = "", limit: int = 50) -> Page[Version]:
        """Reports that meet the query; what is asked of claims, one claim of the report must meet. Raises InvalidRecord."""
        window = _window(query, cursor, limit)
        with self._store.reading() as tx:
            found, total = tx.find_reports(query, window), tx.count_reports(query)
        return _page(query, found, total, window)

    def judgements(self, *, in_force: bool = True) -> list[Judgement]:
        """See log.judgements."""
        with self._store.reading() as tx:
            return log.judgements(tx, in_force=in_force)

    def log(self) -> list[Entry]:
        """Every entry, from the first."""
        with self._store.reading() as tx:
            return tx.entries()

    def verify(self, head: str = "") -> list[Problem]:
        """See verifying.verify."""
        with self._store.reading() as tx:
            return list(verifying.verify(tx, head))

    def tombstones(self) -> list[Tombstone]:
        """What was erased, and why."""
        with self._store.reading() as tx:
            return log.tombstones(tx)

    def unstaged(self, coder: str) -> list[str]:
        """See recoding.unstaged."""
        with self._store.reading() as tx:
            return recoding.unstaged(tx, coder)

    def compare(self, version: Version, claims: Sequence[Claim]) -> list[Difference]:
        """See recoding.compare. Nothing is written."""
        with self._store.reading() as tx:
            return recoding.compare(tx, version, claims)

    def backup(self) -> Iterator[str]:
        """See copying.lines: one consistent view, however long it takes."""
        with self._store.reading() as tx:
            yield from copying.lines(tx, self._pen.now())

    def material(self) -> Material:
        """See deriving.material."""
        with self._store.reading() as tx:
            return deriving.material(tx)

    def events(self, *, gone: bool = False) -> list[KeptEvent]:
        """The derived events by id; with `gone` also those that the last derivation no longer made."""
        with self._store.reading() as tx:
            return tx.events(gone=gone)


def _window(query: Query, cursor: str, limit: int) -> Window:
    if limit < 1:
        raise InvalidRecord(f"limit: expected 1 to {MOST}, found {limit}")
    return Window(read_cursor(query, cursor), min(limit, MOST) + 1)


def _page(query: Query, found: list[tuple[str, T]], total: int, window: Window) -> Page[T]:
    """One more was asked for than is shown, to know whether there is more."""
    shown = found[: window.limit - 1]
    more = len(found) == window.limit
    return Page(tuple(item for _, item in shown), total, write_cursor(query, shown[-1][0]) if more else "")
