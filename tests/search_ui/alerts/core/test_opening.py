"""The schema: migrations lead to what the code knows, and a later version's database is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from search_ui.alerts.migrations import REVISION_TABLE, configuration
from search_ui.alerts.schema import METADATA, REVISION
from search_ui.alerts.store import Alerts
from search_ui.library import LibraryTooNew
from tests.search_ui.alerts.core.conftest import TestClock


def test_the_migrations_lead_to_the_schema(tmp_path: Path, clock: TestClock) -> None:
    url = f"sqlite:///{tmp_path / 'alerts.sqlite'}"
    Alerts.open(url, clock).close()
    assert ScriptDirectory.from_config(configuration()).get_current_head() == REVISION
    with create_engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": REVISION_TABLE})
        assert compare_metadata(context, METADATA) == []


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path, clock: TestClock) -> None:
    opened = Alerts.open(f"sqlite:///{tmp_path / 'new' / 'alerts.sqlite'}", clock)
    opened.add_subscriber("reader@ngo.example")
    files = list((tmp_path / "new").iterdir())
    assert len(files) > 1  # the log too
    assert [file.name for file in files if file.stat().st_mode & 0o077] == []
    opened.close()


def test_a_database_of_a_later_version_is_left_alone(tmp_path: Path, clock: TestClock) -> None:
    url = f"sqlite:///{tmp_path / 'alerts.sqlite'}"
    Alerts.open(url, clock).close()
    with create_engine(url).begin() as connection:
        connection.execute(text(f"UPDATE {REVISION_TABLE} SET version_num = '9999'"))
    with pytest.raises(LibraryTooNew, match="alerts database has schema 9999"):
        Alerts.open(url, clock)
