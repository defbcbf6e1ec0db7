"""The tables as they are now. How an archive gets there, or from an older form, is in migrations/.

Days and times are ISO text: both databases sort and compare it alike, and it needs no time zone of the server. Text that is sorted has the
collation "C" on PostgreSQL, which is SQLite's own order.
"""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map = {str: Text().with_variant(Text(collation="C"), "postgresql"), bytes: LargeBinary}  # noqa: RUF012


class VersionRow(Base):
    """A version of a report; see values.Version."""

    __tablename__ = "versions"
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    digest: Mapped[str] = mapped_column(unique=True)
    series: Mapped[str]
    number: Mapped[int]
    state: Mapped[str]
    successor: Mapped[str]
    why: Mapped[str]
    received: Mapped[str]
    report: Mapped[str] = mapped_column(index=True)
    outlet: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    url: Mapped[str] = mapped_column(index=True)
    published: Mapped[str | None]
    language: Mapped[str]
    text: Mapped[str]
    masks: Mapped[str]
    raw: Mapped[bytes | None] = mapped_column(deferred=True)
    raw_sha256: Mapped[str]
    raw_kind: Mapped[str]
    order: Mapped[str] = mapped_column(index=True)
    __table_args__ = (UniqueConstraint("series", "number"),)


class CodingRow(Base):
    """That a coder coded a version."""

    __tablename__ = "codings"
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    version: Mapped[int] = mapped_column(ForeignKey("versions.row"))
    coder: Mapped[str]
    at: Mapped[str]
    standing: Mapped[bool]
    __table_args__ = (UniqueConstraint("version", "coder"),)


class ClaimRow(Base):
    """A claim of a coding: the record as JSON, and beside it what is filtered by."""

    __tablename__ = "claims"
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    coding: Mapped[int] = mapped_column(ForeignKey("codings.row"))
    number: Mapped[int]
    id: Mapped[str] = mapped_column(index=True)
    type: Mapped[str]
    status: Mapped[str]
    country: Mapped[str] = mapped_column(index=True)
    dated: Mapped[bool]
    placed: Mapped[bool]
    starts: Mapped[str | None] = mapped_column(index=True)
    ends: Mapped[str | None]
    confidence: Mapped[float] = mapped_column(Float)
    order: Mapped[str] = mapped_column(index=True)
    record: Mapped[str]
    __table_args__ = (UniqueConstraint("coding", "number"), Index("ix_claims_type_status", "type", "status"))


class FacetRow(Base):
    """A value by which a claim is found; see query.facets."""

    __tablename__ = "facets"
    facet: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    claim: Mapped[int] = mapped_column(ForeignKey("claims.row"), primary_key=True, index=True)


class PassageRow(Base):
    """Folded words of a version, of a claim or of an event, for the full text."""

    __tablename__ = "passages"
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    version: Mapped[int | None] = mapped_column(ForeignKey("versions.row"), index=True)
    claim: Mapped[int | None] = mapped_column(ForeignKey("claims.row"), index=True)
    event: Mapped[int | None] = mapped_column(ForeignKey("event_index.row"), index=True)
    words: Mapped[str]


class EntryRow(Base):
    """An entry of the log; see values.Entry."""

    __tablename__ = "log"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    at: Mapped[str]
    commitment: Mapped[str]
    previous: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str] = mapped_column(unique=True)
    body: Mapped[str | None]
    salt: Mapped[str]


class EventRow(Base):
    """A derived event; see values.KeptEvent."""

    __tablename__ = "events"
    id: Mapped[str] = mapped_column(primary_key=True)
    changed: Mapped[str] = mapped_column(index=True)
    gone: Mapped[bool]
    record: Mapped[str]


class SettingRow(Base):
    """A setting of the archive."""

    __tablename__ = "settings"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
