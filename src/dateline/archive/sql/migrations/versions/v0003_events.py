"""Derived events, kept with the time of their last change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """See above."""
    words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    op.create_table(
        "events",
        sa.Column("id", words, primary_key=True),
        sa.Column("changed", words, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
        sa.Column("record", words, nullable=False),
    )
    op.create_index("ix_events_changed", "events", ["changed"])
