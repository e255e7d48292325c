from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from search_ui.library import Library
from search_ui.library.schema import METADATA

POSTGRES = os.environ.get("UJ_TEST_POSTGRES_URL")
"""A PostgreSQL database that may be emptied; with it every test here runs on both."""


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite library, to be copied: migrating one for each of many examples takes too long."""
    path = tmp_path_factory.mktemp("empty") / "library.sqlite"
    Library.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def new_library(request: pytest.FixtureRequest, tmp_path: Path, empty_library: Path) -> Iterator[Callable[[], Library]]:
    """Gives empty libraries, one after the other; on PostgreSQL each takes the place of the one before."""
    opened: list[Library] = []

    def on_sqlite() -> Library:
        path = tmp_path / f"library{len(opened)}.sqlite"
        shutil.copy(empty_library, path)
        return Library.open(f"sqlite:///{path}")

    def on_postgresql() -> Library:
        assert POSTGRES is not None
        for earlier in opened:
            earlier.close()
        clear(POSTGRES)
        return Library.open(POSTGRES)

    def new() -> Library:
        opened.append(on_sqlite() if request.param == "sqlite" else on_postgresql())
        return opened[-1]

    yield new
    for library in opened:
        library.close()


@pytest.fixture
def library(new_library: Callable[[], Library]) -> Library:
    return new_library()


def clear(url: str) -> None:
    engine = create_engine(url)
    METADATA.drop_all(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    engine.dispose()
