"""Events searchable: a flat row, facets, sides and words of each; an archive that has events already gets theirs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from dateline.archive.event_index import event_facets, event_words, indexed, sides
from dateline.archive.values import KeptEvent
from dateline.archive.words import passages
from dateline.records import event_from_dict

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = ("changed", "type", "status", "starts", "ends", "day", "early", "precision", "country", "place", "place_name", "place_folded")
ORDERED = ("day", "early", "killed", "voices", "confidence", "changed")
COUNTED = ("type", "status", "country", "precision", "place")
BATCH = 500


def words() -> sa.Text:
    """Text that sorts by code point on both databases."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """See above."""
    _make_index()
    _make_sides()
    op.create_table(
        "event_facets",
        sa.Column("facet", words(), primary_key=True),
        sa.Column("value", words(), primary_key=True),
        sa.Column("event", sa.Integer, sa.ForeignKey("event_index.row"), primary_key=True),
    )
    op.create_index("ix_event_facets_event", "event_facets", ["event"])
    # Plain SQL: alembic would copy the whole table of passages, and the full text's triggers with it.
    op.execute("ALTER TABLE passages ADD COLUMN event INTEGER REFERENCES event_index(row)")
    op.create_index("ix_passages_event", "passages", ["event"])
    _fill(op.get_bind())


def _make_index() -> None:
    op.create_table(
        "event_index",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("event", words(), sa.ForeignKey("events.id"), nullable=False, unique=True),
        sa.Column("standing", sa.Boolean, nullable=False),
        sa.Column("reviewed", sa.Boolean, nullable=False),
        *(sa.Column(name, words(), nullable=False) for name in WORDS),
        *(sa.Column(name, sa.Float) for name in ("lat", "lon")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("killed", "voices", "contradictions")),
        *(sa.Column(name, sa.Integer) for name in ("killed_low", "killed_best", "killed_high")),
        sa.Column("confidence", sa.Float, nullable=False),
    )
    for name in ORDERED:
        op.create_index(f"ix_event_index_{name}", "event_index", ["standing", name, "event"])
    for name in COUNTED:
        op.create_index(f"ix_event_index_{name}", "event_index", ["standing", name])
    op.create_index("ix_event_index_lat", "event_index", ["lat", "lon"])


def _make_sides() -> None:
    op.create_table(
        "event_sides",
        sa.Column("event", sa.Integer, sa.ForeignKey("event_index.row"), primary_key=True),
        sa.Column("role", words(), primary_key=True),
        sa.Column("key", words(), primary_key=True),
        *(sa.Column(name, words(), nullable=False) for name in ("name", "folded", "country", "sector")),
    )
    op.create_index("ix_event_sides_key", "event_sides", ["key", "role"])


def _fill(connection: sa.Connection) -> None:
    """The rows of the events that are there, in batches, so that a large archive fits into memory."""
    last = ""
    chosen = sa.text("SELECT id, changed, gone, record FROM events WHERE id > :last ORDER BY id LIMIT :batch")
    while batch := connection.execute(chosen, {"last": last, "batch": BATCH}).all():
        for row in batch:
            _put(connection, KeptEvent(event_from_dict(json.loads(row.record)), row.changed, bool(row.gone)))
        last = batch[-1].id


def _put(connection: sa.Connection, kept: KeptEvent) -> None:
    own = asdict(indexed(kept))
    _insert(connection, "event_index", [own])
    row = connection.scalar(sa.text("SELECT row FROM event_index WHERE event = :event"), {"event": kept.event.id})
    _insert(connection, "event_sides", [{"event": row, **asdict(side)} for side in sides(kept.event)])
    _insert(connection, "event_facets", [{"facet": facet, "value": value, "event": row} for facet, value in sorted(event_facets(kept.event))])
    said = {claim: _sentences(connection, claim) for claim in kept.event.claims}
    _insert(connection, "passages", [{"event": row, "words": passage} for passage in passages(event_words(kept.event, said))])


def _sentences(connection: sa.Connection, claim: str) -> list[str]:
    chosen = sa.text("SELECT passages.words FROM passages JOIN claims ON passages.claim = claims.row WHERE claims.id = :claim")
    return [words for (words,) in connection.execute(chosen, {"claim": claim})]


def _insert(connection: sa.Connection, table: str, values: list[dict[str, Any]]) -> None:
    if values:
        connection.execute(sa.insert(sa.table(table, *map(sa.column, values[0]))), values)
