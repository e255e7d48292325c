"""Alembic runs this for every command; the connection comes from `search_ui.alerts.migrations`."""

from __future__ import annotations

from alembic import context

from search_ui.alerts.migrations import REVISION_TABLE
from search_ui.alerts.schema import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True, version_table=REVISION_TABLE)
with context.begin_transaction():
    context.run_migrations()
