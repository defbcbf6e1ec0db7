"""Reading an archive from a database, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select, text

from dateline.archive.query import Query
from dateline.archive.sql.event_reads import SqlEventReads
from dateline.archive.sql.models import ClaimRow, CodingRow, EntryRow, SettingRow, VersionRow
from dateline.archive.sql.rows import read_claim, read_entry, read_kept, read_version, unpack
from dateline.archive.sql.search import select_claims, select_reports
from dateline.archive.store import Window
from dateline.archive.values import Coding, Entry, KeptClaim, Version
from dateline.records import Claim


class SqlReads(SqlEventReads):
    """See store.Reads."""

    def version(self, digest: str) -> Version | None:
        """See store.Reads."""
        row = self._session.scalar(select(VersionRow).where(VersionRow.digest == digest))
        return read_version(row) if row else None

    def versions(self, *, report: str = "", series: str = "", url: str = "") -> list[Version]:
        """See store.Reads."""
        columns = ((VersionRow.report, report), (VersionRow.series, series), (VersionRow.url, url))
        conditions = [column == value for column, value in columns if value]
        if not conditions:
            return []
        chosen = select(VersionRow).where(*conditions).order_by(VersionRow.series, VersionRow.number)
        return [read_version(row) for row in self._session.scalars(chosen)]

    def digests(self, *, standing: bool) -> list[str]:
        """See store.Reads."""
        chosen = select(VersionRow.digest).order_by(VersionRow.row)
        return list(self._session.scalars(chosen.where(VersionRow.state == "current") if standing else chosen))

    def raw(self, digest: str) -> bytes | None:
        """See store.Reads."""
        packed = self._session.scalar(select(VersionRow.raw).where(VersionRow.digest == digest))
        return None if packed is None else unpack(packed)

    def codings(self, digest: str) -> list[Coding]:
        """See store.Reads."""
        chosen = select(CodingRow).join(VersionRow, CodingRow.version == VersionRow.row).where(VersionRow.digest == digest)
        return [Coding(row.coder, row.at, row.standing) for row in self._session.scalars(chosen.order_by(CodingRow.row))]

    def claims(self, digest: str, coder: str) -> list[Claim]:
        """See store.Reads."""
        joined = select(ClaimRow.record).join(CodingRow, ClaimRow.coding == CodingRow.row).join(VersionRow, CodingRow.version == VersionRow.row)
        chosen = joined.where(VersionRow.digest == digest, CodingRow.coder == coder).order_by(ClaimRow.number)
        return [read_claim(record) for record in self._session.scalars(chosen)]

    def claim(self, id: str) -> list[KeptClaim]:
        """See store.Reads."""
        chosen = select_claims(Query(standing=False), self._dialect).where(ClaimRow.id == id).order_by(ClaimRow.order.desc())
        return sorted((read_kept(row) for row in self._session.execute(chosen)), key=lambda kept: not kept.current)

    def find_claims(self, query: Query, window: Window) -> list[KeptClaim]:
        """See store.Reads."""
        chosen = select_claims(query, self._dialect).order_by(ClaimRow.order.desc()).limit(window.limit)
        chosen = chosen.where(ClaimRow.order < window.after) if window.after else chosen
        return [read_kept(row) for row in self._session.execute(chosen)]

    def count_claims(self, query: Query) -> int:
        """See store.Reads."""
        return self._count(select_claims(query, self._dialect).with_only_columns(ClaimRow.row).subquery())

    def find_reports(self, query: Query, window: Window) -> list[tuple[str, Version]]:
        """See store.Reads."""
        chosen = select_reports(query, self._dialect).order_by(VersionRow.order.desc()).limit(window.limit)
        chosen = chosen.where(VersionRow.order < window.after) if window.after else chosen
        return [(row.order, read_version(row)) for row in self._session.scalars(chosen)]

    def count_reports(self, query: Query) -> int:
        """See store.Reads."""
        return self._count(select_reports(query, self._dialect).with_only_columns(VersionRow.row).subquery())

    def entries(self) -> list[Entry]:
        """See store.Reads."""
        return [read_entry(row) for row in self._session.scalars(select(EntryRow).order_by(EntryRow.number))]

    def last_entry(self) -> Entry | None:
        """See store.Reads."""
        row = self._session.scalar(select(EntryRow).order_by(EntryRow.number.desc()).limit(1))
        return read_entry(row) if row else None

    def setting(self, name: str) -> str:
        """See store.Reads."""
        return self._session.scalar(select(SettingRow.value).where(SettingRow.name == name)) or ""

    def check(self) -> Iterator[str]:
        """See store.Reads."""
        if self._dialect == "sqlite":
            yield from (line for line in self._session.scalars(text("PRAGMA integrity_check")) if line != "ok")
            yield from ("a row points to one that is not there" for _ in self._session.execute(text("PRAGMA foreign_key_check")))
        for what, statement in UNSEARCHABLE.items():
            if number := self._session.scalar(text(statement)):
                yield f"{number} {what} cannot be found by their words: the index is damaged"

    def _count(self, chosen: object) -> int:
        return self._session.scalar(select(func.count()).select_from(chosen)) or 0  # type: ignore[arg-type]


UNSEARCHABLE = {
    "versions": "SELECT count(*) FROM versions WHERE state <> 'erased' AND row NOT IN (SELECT version FROM passages WHERE version IS NOT NULL)",
    "events": "SELECT count(*) FROM events WHERE id NOT IN "
    "(SELECT event_index.event FROM event_index JOIN passages ON passages.event = event_index.row)",
    "claims": "SELECT count(*) FROM claims WHERE row NOT IN (SELECT claim FROM passages WHERE claim IS NOT NULL)",
}
