"""What can be seen of an archive: everything that changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.archive import copying, deriving, keeping, log, recoding, verifying
from dateline.archive.event_query import EventQuery
from dateline.archive.event_views import EventViews
from dateline.archive.faults import NotThere
from dateline.archive.log import Pen
from dateline.archive.pages import MOST, every, page_of, window_of
from dateline.archive.query import Query
from dateline.archive.recoding import Difference
from dateline.archive.store import Store
from dateline.archive.values import Coding, Entry, KeptClaim, Material, Page, Problem, Tombstone, Version
from dateline.records import Claim, Judgement, Report


class Views(EventViews):
    """The reading half of `Archive`. Every method sees one consistent state."""

    def __init__(self, store: Store, pen: Pen | None = None) -> None:
        self._store = store
        self._pen = pen or Pen()

    @property
    def coder(self) -> str:
        """The coder that the archive is pinned to, "" before the first."""
        with self._store.reading() as tx:
            return tx.setting("coder")

    @property
    def sensitivity(self) -> str:
        """The collection's rules of what goes out (TOML, see dateline.sensitivity), "" where it has none."""
        with self._store.reading() as tx:
            return tx.setting("sensitivity")

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
                "events": tx.count_events(EventQuery()),
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
        window = window_of(query, cursor, limit)
        with self._store.reading() as tx:
            found, total = tx.find_claims(query, window), tx.count_claims(query)
        return page_of(query, [(kept.order, kept) for kept in found], total, window)

    def search_reports(self, query: Query, cursor: str = "", limit: int = 50) -> Page[Version]:
        """Reports that meet the query; what is asked of claims, one claim of the report must meet. Raises InvalidRecord."""
        window = window_of(query, cursor, limit)
        with self._store.reading() as tx:
            found, total = tx.find_reports(query, window), tx.count_reports(query)
        return page_of(query, found, total, window)

    def every_claim(self, query: Query) -> Iterator[KeptClaim]:
        """All claims that meet the query, page by page: memory holds one."""
        return every(lambda cursor: self.search_claims(query, cursor, MOST))

    def every_report(self, query: Query) -> Iterator[Version]:
        """All reports that meet the query, likewise."""
        return every(lambda cursor: self.search_reports(query, cursor, MOST))

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
