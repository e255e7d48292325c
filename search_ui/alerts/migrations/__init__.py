"""Schema migrations of alerts, run when the database is not at this version's revision."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER = Path(__file__).parent
REVISION_TABLE = "alert_schema"
"""Not Alembic's own name, so that library and alerts may share a PostgreSQL database."""


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration for alerts; migrations run on `connection`, inside its transaction."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, current: str | None) -> bool:
    """Bring the schema from `current` to the newest revision. False when `current` is a later version's."""
    config = configuration(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        return False
    command.upgrade(config, "head")
    return True
