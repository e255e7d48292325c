"""Kill -9 at random moments of an ingest, resume each time: the end must be as if nothing had happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.home import Home
from search_ui.index.choose import open_engine
from search_ui.index.engine import Query
from search_ui.library import Library
from spiders.archive import Archive
from spiders.catalogue import Catalogue

KILLS = 20


def _write_documents(folder: Path, count: int) -> None:
    chance = random.Random(5)
    words = [
        "court",
        "universal",
        "jurisdiction",
        "torture",
        "accused",
        "judgment",
        "evidence",
        "Syria",
        "command",
        "responsibility",
        "war",
        "crime",
    ]
    for number in range(count):
        paragraphs = "\n".join(
            f"<p>{n}. {' '.join(chance.choices(words, k=60)).capitalize()}.</p>" for n in range(1, 12)
        )
        (folder / f"decision-{number:03}.html").write_text(
            f"<!DOCTYPE html><html lang=en><title>Decision {number}</title><body><h1>Decision {number}</h1>"
            f"<p>Case No. CC {number}/20 of 3 May 2020</p>{paragraphs}</body></html>",
            encoding="utf-8",
        )
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "noise.html").write_bytes(bytes(chance.randrange(256) for _ in range(5000)))


def _start(home: Path, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "ingest", str(folder)],
        env={**os.environ, "UJ_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _content(root: Path) -> dict[str, object]:
    """Everything that must not depend on how often the work was interrupted."""
    home = Home(root)
    library = Library.open(home.library_url)
    engine = open_engine(home.root, {})
    catalogue = Catalogue(home.catalogue)
    try:
        results = engine.search(Query(limit=1000))
        return {
            "library": library.fingerprint(),
            "counts": library.counts(),
            "indexed": engine.ids(),
            "index equals library": engine.ids() == library.published_ids(),
            "facets": {name: dict(values) for name, values in results.facets.items()},
            "hits": [hit.id for hit in results.hits],
            "records": {(record.record_id, record.sha256, record.status) for record in catalogue.records()},
            "bytes": {
                str(path.relative_to(home.archive))
                for path in (home.archive / "originals").rglob("*")
                if path.is_file() and ".part" not in path.name and not path.name.startswith(".")
            },
            "sound": [*library.check_integrity(), *map(str, Archive(home.archive).verify())],
        }
    finally:
        catalogue.close()
        engine.close()
        library.close()


@pytest.mark.xdist_group("kill")
def test_kill_9_at_random_moments_loses_and_doubles_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    _write_documents(folder, 40)

    started = time.monotonic()
    unbroken = _start(tmp_path / "unbroken", folder)
    assert unbroken.wait(timeout=300) == 0
    whole = time.monotonic() - started
    expected = _content(tmp_path / "unbroken")
    assert expected["sound"] == []
    assert expected["index equals library"]

    chance = random.Random(20260113)
    for _ in range(KILLS):
        process = _start(tmp_path / "broken", folder)
        time.sleep(chance.uniform(0.0, whole))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert _start(tmp_path / "broken", folder).wait(timeout=300) == 0
    assert _content(tmp_path / "broken") == expected
