from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.backup import BackupRefused, restore_backup, write_backup
from pipelines.home import Home


def _filled(root: Path) -> Home:
    home = Home(root).create()
    for name in ("archive/catalogue.sqlite", "library.sqlite", "state.sqlite"):
        connection = sqlite3.connect(root / name)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE t (v)")
        connection.execute("INSERT INTO t VALUES (?)", (name,))
        connection.commit()
        connection.close()
    original = root / "archive" / "originals" / "ab" / "cd" / "abcd"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"as the court served it")
    return home


def test_what_was_backed_up_comes_back(tmp_path: Path) -> None:
    home = _filled(tmp_path / "home")
    target = tmp_path / "backups" / "uj.tar.gz"
    assert write_backup(home, target) == target.stat().st_size
    other = Home(tmp_path / "other")
    restore_backup(other, target)
    assert (other.root / "archive/originals/ab/cd/abcd").read_bytes() == b"as the court served it"
    for name in ("archive/catalogue.sqlite", "library.sqlite", "state.sqlite"):
        assert sqlite3.connect(other.root / name).execute("SELECT v FROM t").fetchall() == [(name,)]


def test_changes_not_yet_checkpointed_are_in_the_backup(tmp_path: Path) -> None:
    home = _filled(tmp_path / "home")
    writer = sqlite3.connect(home.root / "library.sqlite")
    writer.execute("INSERT INTO t VALUES ('late')")
    writer.commit()
    write_backup(home, tmp_path / "uj.tar.gz")
    writer.close()
    other = Home(tmp_path / "other")
    restore_backup(other, tmp_path / "uj.tar.gz")
    assert ("late",) in sqlite3.connect(other.root / "library.sqlite").execute("SELECT v FROM t").fetchall()


def test_a_backup_and_what_is_restored_from_it_are_for_their_owner_alone(tmp_path: Path) -> None:
    home = _filled(tmp_path / "home")
    with closing(sqlite3.connect(home.root / "alerts.sqlite")) as alerts:
        alerts.execute("CREATE TABLE t (v)")
    (home.root / "alerts.sqlite").chmod(0o600)
    (home.root / "alerts.secret").touch(0o600)
    target = tmp_path / "uj.tar.gz"
    write_backup(home, target)
    other = Home(tmp_path / "other")
    restore_backup(other, target)
    for file in (target, other.root / "alerts.sqlite", other.root / "alerts.secret"):
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_restore_refuses_a_home_in_use_and_files_that_are_no_backup(tmp_path: Path) -> None:
    home = _filled(tmp_path / "home")
    write_backup(home, tmp_path / "uj.tar.gz")
    with pytest.raises(BackupRefused, match="in use"):
        restore_backup(home, tmp_path / "uj.tar.gz")
    (tmp_path / "noise.tar.gz").write_bytes(b"noise")
    with pytest.raises(BackupRefused, match="cannot be unpacked"):
        restore_backup(Home(tmp_path / "empty"), tmp_path / "noise.tar.gz")
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes((tmp_path / "uj.tar.gz").read_bytes()[:200])
    with pytest.raises(BackupRefused):
        restore_backup(Home(tmp_path / "empty"), cut)


def test_another_database_is_left_to_its_own_tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UJ_LIBRARY_URL", "postgresql+psycopg2://localhost/uj")
    with pytest.raises(BackupRefused, match="pg_dump"):
        write_backup(_filled(tmp_path / "home"), tmp_path / "uj.tar.gz")
