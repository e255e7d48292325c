"""Making a library, opening one, and refusing one from the future."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from search_ui.library import Library, LibraryTooNew
from search_ui.library.migrations import configuration, upgrade
from search_ui.library.schema import METADATA, REVISION
from tests.search_ui.library.documents import document, known


def test_an_empty_database_becomes_a_library(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'folder' / 'library.sqlite'}"
    library = Library.open(url)
    assert library.counts()["decisions"] == 0
    assert library.last_sequence() == 0
    assert library.check_integrity() == []
    library.publish(document("a"))
    library.close()
    again = Library.open(url)
    assert again.counts()["decisions"] == 1
    again.close()


def test_the_migrations_give_the_schema_we_use(library: Library) -> None:
    with library._database.read() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    assert differences == []


def test_the_revision_we_ask_for_is_the_newest() -> None:
    assert ScriptDirectory.from_config(configuration()).get_current_head() == REVISION


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search_ui.library.migrations.upgrade", half_an_upgrade)
        with pytest.raises(RuntimeError, match="power cut"):
            Library.open(url)
    library = Library.open(url)
    assert library.counts()["decisions"] == 0
    library.close()


def half_an_upgrade(connection, current: str | None) -> bool:
    upgrade(connection, current)
    raise RuntimeError("power cut")


def test_several_may_open_a_new_library_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite'}"

    def open_and_publish(name: str) -> None:
        library = Library.open(url)
        library.publish(document(name, docket_numbers=(f"3 StR {name}/20",)))
        library.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(open_and_publish, "1234"))
    library = Library.open(url)
    assert library.counts()["decisions"] == 4
    library.close()


def test_a_library_of_a_later_version_is_refused(library: Library) -> None:
    url = library._database._engine.url.render_as_string(hide_password=False)
    with library._database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LibraryTooNew, match=r"schema 9999, this program knows .*: update the program"):
        Library.open(url)


def test_searching_loads_nothing_heavy(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'library.sqlite'}")
    library.publish_registry([known("de-one--2021-01-28--supreme", docket_numbers=("3 StR 1/20",))])
    library.close()
    script = (
        "import sys\n"
        "from search_ui.library import Library\n"
        f"library = Library.open('sqlite:///{tmp_path / 'library.sqlite'}')\n"
        "assert library.find_by_identifier('3 StR 1/20')\n"
        "heavy = {'alembic', 'spacy', 'dagster', 'scrapy', 'pydantic', 'lxml', 'numpy'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
