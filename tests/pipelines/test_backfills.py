"""Which collections are back-fills, and that this survives a killed run."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

from pipelines.backfills import backfilled, collecting
from pipelines.home import Home
from pipelines.state import ProcessingState
from spiders.catalogue import Catalogue, FetchRecord

SOURCE = "nl_rechtspraak"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path).create()


def fetch(home: Home, *names: str, source: str = SOURCE) -> None:
    with Catalogue(home.catalogue) as catalogue:
        for name in names:
            catalogue.record(
                FetchRecord(source, name, name * 8, "https://x.example/", "text/html", name, "", "2026-01-01")
            )


def note_run(home: Home, name: str, *, complete: bool, started: str = "2026-11-20T10:00:00+00:00") -> None:
    folder = home.archive / "runs" / SOURCE
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(json.dumps({"complete": complete, "started": started}))


def flags(home: Home, source: str = SOURCE) -> dict[str, bool]:
    state = ProcessingState(home.state_url)
    with Catalogue(home.catalogue) as catalogue:
        found = {item.record_id: backfilled(state, source, item.change) for item in catalogue.records(source)}
    state.close()
    return found


def test_a_source_is_back_filled_until_it_was_collected_completely_once(home: Home) -> None:
    with collecting(home, SOURCE):
        fetch(home, "a")
    note_run(home, "1", complete=False)
    with collecting(home, SOURCE):
        fetch(home, "b")
    note_run(home, "2", complete=True)
    with collecting(home, SOURCE):
        fetch(home, "c")
    assert flags(home) == {"a": True, "b": True, "c": False}


def test_a_source_that_never_completes_a_run_alerts_after_a_month(home: Home) -> None:
    note_run(home, "1", complete=False, started="2026-01-01T10:00:00+00:00")
    with collecting(home, SOURCE):
        fetch(home, "a")
    assert flags(home) == {"a": False}


def test_what_is_fetched_over_again_is_a_back_fill_and_what_comes_after_it_is_not(home: Home) -> None:
    note_run(home, "1", complete=True)
    with collecting(home, SOURCE, backfill=True):
        fetch(home, "a")
    with collecting(home, SOURCE):
        fetch(home, "b")
    assert flags(home) == {"a": True, "b": False}


def test_a_stretch_that_a_killed_run_left_open_ends_with_the_next_run(home: Home) -> None:
    note_run(home, "1", complete=True)

    def killed() -> None:
        with collecting(home, SOURCE, backfill=True):
            fetch(home, "a")
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        killed()
    with collecting(home, SOURCE):
        fetch(home, "b")
    assert flags(home) == {"a": True, "b": False}


def test_a_folder_is_news_unless_the_operator_says_otherwise(home: Home) -> None:
    with collecting(home, "folder"):
        fetch(home, "a", source="folder")
    with collecting(home, "folder", backfill=True):
        fetch(home, "b", source="folder")
    assert flags(home, "folder") == {"a": False, "b": True}
