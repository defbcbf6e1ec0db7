"""Full text and facets; an archive that has reports and claims already gets theirs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from dateline.archive.query import facets
from dateline.archive.words import claim_text, passages, report_text
from dateline.records import Report, claim_from_dict

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE passage_words USING fts5(words, content='passages', content_rowid='row', tokenize='ascii')",
    """CREATE TRIGGER passages_in AFTER INSERT ON passages BEGIN
    INSERT INTO passage_words(rowid, words) VALUES (new.row, new.words); END""",
    """CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN
    INSERT INTO passage_words(passage_words, rowid, words) VALUES ('delete', old.row, old.words); END""",
)
POSTGRESQL = (
    # Words are folded to [a-z0-9] before they come here: 'simple' takes them as they are.
    "ALTER TABLE passages ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX ix_passages_vector ON passages USING gin (vector)",
)


def words() -> sa.Text:
    """Text that sorts by code point on both databases."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """See above."""
    op.create_table(
        "facets",
        sa.Column("facet", words(), primary_key=True),
        sa.Column("value", words(), primary_key=True),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.row"), primary_key=True),
    )
    op.create_index("ix_facets_claim", "facets", ["claim"])
    op.create_table(
        "passages",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.row")),
        sa.Column("claim", sa.Integer, sa.ForeignKey("claims.row")),
        sa.Column("words", words(), nullable=False),
    )
    for name in ("version", "claim"):
        op.create_index(f"ix_passages_{name}", "passages", [name])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    _fill()


def _fill() -> None:
    """The words and facets of what is there."""
    connection = op.get_bind()
    tables = {name: sa.table(name, *map(sa.column, columns)) for name, columns in TABLES.items()}
    for name, values in _found(connection):
        connection.execute(sa.insert(tables[name]).values(**values))


TABLES = {"facets": ("facet", "value", "claim"), "passages": ("version", "claim", "words")}


def _found(connection: sa.Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    for row, title, text in connection.execute(sa.text("SELECT row, title, text FROM versions ORDER BY row")).all():
        report = Report("", text, title)
        for passage in passages(report_text(report)):
            yield "passages", {"version": row, "claim": None, "words": passage}
        chosen = "SELECT claims.row, record FROM claims JOIN codings ON coding = codings.row WHERE version = :version ORDER BY claims.row"
        for number, record in connection.execute(sa.text(chosen), {"version": row}).all():
            claim = claim_from_dict(json.loads(record))
            for passage in passages(claim_text(claim, report)):
                yield "passages", {"version": None, "claim": number, "words": passage}
            for facet, value in sorted(facets(claim)):
                yield "facets", {"facet": facet, "value": value, "claim": number}
