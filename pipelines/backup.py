"""Backup and restore of what cannot be made again: originals, catalogue, library, state, alerts.

SQLite files are copied through SQLite's own backup interface, so a backup taken while a run writes is consistent. A
PostgreSQL library is left to `pg_dump`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
import tempfile
from pathlib import Path

from pipelines.home import Home

_DATABASES = ("archive/catalogue.sqlite", "library.sqlite", "state.sqlite", "alerts.sqlite")
_SECRETS = ("alerts.secret",)  # without it no address in a message that was sent leads anywhere any more


class BackupRefused(RuntimeError):
    """The backup or restore cannot be done; the message is one line with the mend."""


def write_backup(home: Home, target: Path) -> int:
    """Write `target` (tar.gz) beside its place and rename it. Only its owner can read it: it holds the addresses of
    subscribers and the secret of the alerts. Returns its size in bytes. Raises `BackupRefused`."""
    for variable in ("UJ_LIBRARY_URL", "UJ_STATE_URL", "UJ_ALERTS_URL"):
        if not os.environ.get(variable, "sqlite").startswith("sqlite"):
            raise BackupRefused(f"{variable} is not SQLite: back that database up with its own tool (pg_dump)")
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.part")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(descriptor, "wb") as file,
        tempfile.TemporaryDirectory(dir=home.root) as scratch,
        tarfile.open(fileobj=file, mode="w:gz", compresslevel=3) as tar,
    ):
        # Databases before originals: every original a copied catalogue names is on disk already.
        for name in _DATABASES:
            if (home.root / name).is_file():
                copy = Path(scratch) / Path(name).name
                _copy_database(home.root / name, copy)
                shutil.copymode(home.root / name, copy)
                tar.add(copy, arcname=name)
        for name in _SECRETS:
            if (home.root / name).is_file():
                tar.add(home.root / name, arcname=name)
        originals = home.archive / "originals"
        if originals.is_dir():
            tar.add(originals, arcname="archive/originals")
    beside.replace(target)
    return target.stat().st_size


def _copy_database(source: Path, target: Path) -> None:
    reading, writing = sqlite3.connect(source), sqlite3.connect(target)
    try:
        reading.backup(writing)
    finally:
        writing.close()
        reading.close()


def restore_backup(home: Home, source: Path) -> None:
    """Unpack `source` into an empty home. Raises `BackupRefused` when the home is in use or the file is no backup."""
    if any((home.root / name).exists() for name in _DATABASES):
        raise BackupRefused(f"{home.root} is in use: restore into an empty UJ_HOME")
    home.root.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(source, "r:gz") as tar:
            names = [member.name for member in tar.getmembers()]
            if not any(name in _DATABASES for name in names):
                raise BackupRefused(f"{source} is not a backup of this program")
            tar.extractall(home.root, filter="data")
    except (tarfile.TarError, EOFError, OSError) as error:
        raise BackupRefused(f"{source} cannot be unpacked: {error}") from error
