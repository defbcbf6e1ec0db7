"""Reports with their versions, codings with their claims, the log, settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def words() -> sa.Text:
    """Text that sorts by code point on both databases."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """See above."""
    _versions()
    _claims()
    op.create_table(
        "log",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, words(), nullable=False) for name in ("kind", "at", "commitment")),
        *(sa.Column(name, words(), nullable=False, unique=True) for name in ("previous", "hash")),
        sa.Column("body", words()),
        sa.Column("salt", words(), nullable=False),
    )
    op.create_table("settings", sa.Column("name", words(), primary_key=True), sa.Column("value", words(), nullable=False))


def _versions() -> None:
    op.create_table(
        "versions",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("digest", words(), nullable=False, unique=True),
        sa.Column("series", words(), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, words(), nullable=False) for name in ("state", "successor", "why", "received")),
        *(sa.Column(name, words(), nullable=False) for name in ("report", "outlet", "title", "url")),
        sa.Column("published", words()),
        *(sa.Column(name, words(), nullable=False) for name in ("language", "text", "masks")),
        sa.Column("raw", sa.LargeBinary),
        *(sa.Column(name, words(), nullable=False) for name in ("raw_sha256", "raw_kind", "order")),
        sa.UniqueConstraint("series", "number"),
    )
    for name in ("report", "outlet", "url", "order"):
        op.create_index(f"ix_versions_{name}", "versions", [name])


def _claims() -> None:
    op.create_table(
        "codings",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("versions.row"), nullable=False),
        *(sa.Column(name, words(), nullable=False) for name in ("coder", "at")),
        sa.Column("standing", sa.Boolean, nullable=False),
        sa.UniqueConstraint("version", "coder"),
    )
    op.create_table(
        "claims",
        sa.Column("row", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("coding", sa.Integer, sa.ForeignKey("codings.row"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, words(), nullable=False) for name in ("id", "type", "status", "country")),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("dated", "placed")),
        *(sa.Column(name, words()) for name in ("starts", "ends")),
        sa.Column("confidence", sa.Float, nullable=False),
        *(sa.Column(name, words(), nullable=False) for name in ("order", "record")),
        sa.UniqueConstraint("coding", "number"),
    )
    for name in ("id", "country", "starts", "order"):
        op.create_index(f"ix_claims_{name}", "claims", [name])
    op.create_index("ix_claims_type_status", "claims", ["type", "status"])
