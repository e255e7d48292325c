"""What portals bring is published, waits for a person, or is left out; a reviewer's word counts and stays."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipelines.backup import restore_backup, write_backup
from pipelines.cli.app import app
from pipelines.home import Home
from pipelines.review import BadThreshold, Judged, Review, ReviewQueue, Standing, Thresholds, queue_state, standing_of
from pipelines.state import ProcessingState
from pipelines.steps.enrich import enrich_pending
from pipelines.steps.index import index_difference, index_pending
from pipelines.steps.publish import publish_pending
from pipelines.steps.read import read_pending
from search_ui.library import Library
from spiders.archive import Archive
from spiders.catalogue import Catalogue, FetchRecord

TEXTS = {
    "convicted": "The accused, a citizen of the Gambia, was arrested in Zurich and is convicted of crimes against "
    "humanity committed in the Gambia. The Swiss courts have universal jurisdiction over crimes against humanity.",
    "doubtful": "The prosecutor opened an investigation into war crimes committed in Bosnia and Herzegovina.",
    "rent": "The tenant of the flat is in arrears. The landlord may terminate the lease. The appeal is dismissed.",
}


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home into which a portal brought three decisions, read and enriched, nothing published yet."""
    home = Home(tmp_path_factory.mktemp("collected") / "home").create()
    with Catalogue(home.catalogue) as catalogue:
        for name, text in TEXTS.items():
            catalogue.record(_record(home, name, text))
    for step in (read_pending, enrich_pending):
        assert step(home).adds_up
    return home.root


@pytest.fixture
def home(collected: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A copy of what was collected, published by the thresholds."""
    shutil.copytree(collected, tmp_path / "home")
    monkeypatch.setenv("UJ_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("UJ_REVIEWER", "a lawyer")
    monkeypatch.setenv("UJ_RELEVANCE_PUBLISH", "0.8")
    home = Home.from_env()
    _publish(home)
    return home


def _record(home: Home, name: str, text: str, source: str = "uk_find_case_law") -> FetchRecord:
    page = f"<!DOCTYPE html><html lang=en><title>{name}</title><body><h1>{name}</h1><p>{text}</p></body>".encode()
    return FetchRecord(
        source=source,
        record_id=name,
        sha256=Archive(home.archive).put(page),
        url=f"https://example.org/{name}",
        media_type="text/html",
        file_name=f"{name}.html",
        marker="1",
        fetched_at="2026-11-01T00:00:00Z",
    )


def _run(home: Home) -> dict[str, int]:
    for step in (read_pending, enrich_pending):
        assert step(home).adds_up
    return _publish(home)


def _publish(home: Home) -> dict[str, int]:
    report = publish_pending(home)
    assert report.adds_up, report
    index_pending(home)
    assert index_difference(home) == (set(), set())
    return dict(report.events)


def _published(home: Home) -> set[str]:
    state = ProcessingState(home.state_url)
    try:
        rows = [row for row in state.all() if row.published_key is not None]
    finally:
        state.close()
    library = Library.open(home.library_url)
    try:
        assert library.counts()["documents"] == len(rows)
    finally:
        library.close()
    return {row.record_id for row in rows}


def _uj(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_the_thresholds_part_what_portals_bring(home: Home) -> None:
    assert _published(home) == {"convicted"}
    queue = ReviewQueue(home.state_url)
    try:
        waiting = [item.record_id for item in queue.waiting(Thresholds.from_env())]
        left_out = [item.record_id for item in queue.rejected(Thresholds.from_env())]
    finally:
        queue.close()
    assert (waiting, left_out) == (["doubtful"], ["rent"])
    assert _run(home) == {}, "a second run has nothing to do"


def test_what_is_handed_in_is_always_published(home: Home) -> None:
    with Catalogue(home.catalogue) as catalogue:
        catalogue.record(_record(home, "my-rent", TEXTS["rent"] + " It concerns another flat.", source="folder"))
    _run(home)
    assert _published(home) == {"convicted", "my-rent"}


def test_a_lower_threshold_publishes_what_waited(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UJ_RELEVANCE_PUBLISH", "0")
    monkeypatch.setenv("UJ_RELEVANCE_REVIEW", "0")
    _publish(home)
    assert _published(home) == set(TEXTS)


def test_a_reviewer_sees_the_reasons_and_publishes_with_a_label(home: Home) -> None:
    listed = json.loads(_uj("review", "list", "--json"))
    assert [item["record_id"] for item in listed] == ["doubtful"]
    shown = json.loads(_uj("review", "show", listed[0]["id"], "--json"))
    assert shown["standing"] == "waits for review"
    assert shown["reasons"]
    assert "war crimes" in " ".join(item["text"] for item in shown["sentences"])
    _uj("review", "core_crime", listed[0]["id"], "--note", "tried where it happened")
    assert _published(home) == {"convicted", "doubtful"}
    state = ProcessingState(home.state_url)
    published_as = next(row.published_as for row in state.all() if row.record_id == "doubtful")
    state.close()
    library = Library.open(home.library_url)
    view = library.decision(published_as or "")
    library.close()
    assert view is not None
    assert view.relevance.label == "core_crime"
    assert json.loads(_uj("review", "list", "--json")) == []


def test_a_rejection_takes_out_what_is_published_and_outlives_new_rules(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    _uj("review", "reject", "uk_find_case_law/convicted", "--note", "a duplicate of no interest")
    assert _published(home) == set()
    monkeypatch.setattr("pipelines.steps.enrich.ENRICHER_VERSION", "next")
    _run(home)
    assert _published(home) == set()
    decided = json.loads(_uj("review", "list", "--decided", "--json"))
    assert [(item["verdict"], item["reviewer"], item["note"]) for item in decided] == [
        ("reject", "a lawyer", "a duplicate of no interest")
    ]
    _uj("review", "undo", "uk_find_case_law/convicted")
    assert _published(home) == {"convicted"}


def test_reviews_are_in_the_backup(home: Home, tmp_path: Path) -> None:
    _uj("review", "publish", "uk_find_case_law/rent", "--note", "read it")
    write_backup(home, tmp_path / "backup.tar.gz")
    restored = Home(tmp_path / "restored")
    restore_backup(restored, tmp_path / "backup.tar.gz")
    queue = ReviewQueue(restored.state_url)
    try:
        review = queue.reviews()["uk_find_case_law", "rent"]
    finally:
        queue.close()
    assert (review.verdict, review.note) == ("publish", "read it")


def test_the_queue_tells_its_state(home: Home) -> None:
    state = queue_state(home.state_url)
    assert (state.waiting, state.rejected, state.oldest_days) == (1, 1, 0)
    assert queue_state(home.state_url, "de_rii").waiting == 0


def test_an_unknown_item_is_one_clear_line(home: Home) -> None:
    result = CliRunner().invoke(app, ["review", "show", "nosuch"])
    assert result.exit_code != 0


JUDGED = Judged("de_rii", "r", "k", "core_crime", 0.05, None, None, None, None, "2026-11-01T00:00:00+00:00")


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        (JUDGED, Standing.REVIEW),
        (replace(JUDGED, label="neither"), Standing.REJECT),
        (replace(JUDGED, label="neither", score=0.2), Standing.REVIEW),
        (replace(JUDGED, label="uj", score=0.9), Standing.PUBLISH),
        (replace(JUDGED, label="neither", registry_id="de-raslan"), Standing.PUBLISH),
        (replace(JUDGED, label="neither", source="folder"), Standing.PUBLISH),
    ],
)
def test_standing(judged: Judged, expected: Standing) -> None:
    assert standing_of(judged, None, Thresholds()) is expected
    review = Review("de_rii", "r", "reject", None, "", "me", "2026-11-01T00:00:00+00:00")
    assert standing_of(judged, review, Thresholds()) is Standing.REJECT


@pytest.mark.parametrize(("publish", "review"), [("1.2", "0.1"), ("0.3", "0.4"), ("many", "0.1")])
def test_thresholds_that_make_no_sense_are_refused(monkeypatch: pytest.MonkeyPatch, publish: str, review: str) -> None:
    monkeypatch.setenv("UJ_RELEVANCE_PUBLISH", publish)
    monkeypatch.setenv("UJ_RELEVANCE_REVIEW", review)
    with pytest.raises(BadThreshold, match="UJ_RELEVANCE"):
        Thresholds.from_env()
