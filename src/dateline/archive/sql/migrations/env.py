"""What alembic runs: the steps, on the connection that it was given. Imported by alembic only."""

from __future__ import annotations

from alembic import context

from dateline.archive.sql.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
context.run_migrations()
