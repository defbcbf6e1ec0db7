"""The tables by which events are searched; see event_index. Made from the events, which are made from claims and judgements."""

from __future__ import annotations

from sqlalchemy import Float, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from dateline.archive.sql.models import Base

ORDERED = ("day", "early", "killed", "voices", "confidence", "changed")
COUNTED = ("type", "status", "country", "precision", "place")


class EventIndexRow(Base):
    """See event_index.IndexedEvent."""

    __tablename__ = "event_index"
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    event: Mapped[str] = mapped_column(ForeignKey("events.id"), unique=True)
    standing: Mapped[bool]
    changed: Mapped[str]
    type: Mapped[str]
    status: Mapped[str]
    starts: Mapped[str]
    ends: Mapped[str]
    day: Mapped[str]
    early: Mapped[str]
    precision: Mapped[str]
    lat: Mapped[float | None] = mapped_column(Float)
    lon: Mapped[float | None] = mapped_column(Float)
    country: Mapped[str]
    place: Mapped[str]
    place_name: Mapped[str]
    place_folded: Mapped[str]
    killed: Mapped[int]
    killed_low: Mapped[int | None]
    killed_best: Mapped[int | None]
    killed_high: Mapped[int | None]
    voices: Mapped[int]
    contradictions: Mapped[int]
    confidence: Mapped[float] = mapped_column(Float)
    reviewed: Mapped[bool]
    __table_args__ = (
        *(Index(f"ix_event_index_{name}", "standing", name, "event") for name in ORDERED),
        *(Index(f"ix_event_index_{name}", "standing", name) for name in COUNTED),
        Index("ix_event_index_lat", "lat", "lon"),
    )


class EventSideRow(Base):
    """See event_index.IndexedSide."""

    __tablename__ = "event_sides"
    event: Mapped[int] = mapped_column(ForeignKey("event_index.row"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str]
    country: Mapped[str]
    sector: Mapped[str]
    __table_args__ = (Index("ix_event_sides_key", "key", "role"),)


class EventFacetRow(Base):
    """A value by which an event is found; see event_index.event_facets."""

    __tablename__ = "event_facets"
    facet: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    event: Mapped[int] = mapped_column(ForeignKey("event_index.row"), primary_key=True, index=True)
