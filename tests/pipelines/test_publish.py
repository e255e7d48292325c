"""What the portal takes back leaves the library; what it serves again comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.steps.enrich import enrich_pending
from pipelines.steps.index import index_difference, index_pending
from pipelines.steps.publish import publish_pending
from pipelines.steps.read import read_pending
from search_ui.library import Library
from spiders.archive import Archive
from spiders.catalogue import Catalogue, FetchRecord

PAGE = b"""<!DOCTYPE html><html lang=en><title>R v Doe</title><body><h1>R v Doe</h1><p>Case No. CC 7/20</p>
<p>Judgment of 3 May 2020</p><p>1. The court has considered the matter at length and gives these reasons.</p></body>"""


def _everything(home: Home) -> dict[str, int]:
    for step in (read_pending, enrich_pending, publish_pending):
        report = step(home)
        assert report.adds_up, report
    index_pending(home)
    assert index_difference(home) == (set(), set())
    library = Library.open(home.library_url)
    try:
        return library.counts()
    finally:
        library.close()


def test_a_record_that_is_gone_leaves_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UJ_RELEVANCE_PUBLISH", "0")  # whatever the portal brings is published
    monkeypatch.setenv("UJ_RELEVANCE_REVIEW", "0")
    home = Home(tmp_path).create()
    sha256 = Archive(home.archive).put(PAGE)
    served = FetchRecord(
        source="nl_rechtspraak",
        record_id="one",
        sha256=sha256,
        url="https://example.org/one",
        media_type="text/html",
        file_name="one.html",
        marker="1",
        fetched_at="2026-11-01T00:00:00Z",
    )
    with Catalogue(home.catalogue) as catalogue:
        catalogue.record(served)
        for number in range(2):
            catalogue.record(replace(served, source="folder", record_id=f"other-{number}"))
    assert _everything(home)["documents"] > 0
    with Catalogue(home.catalogue) as catalogue:
        catalogue.mark_gone("nl_rechtspraak", ["one"], complete=True, at="2026-11-02T00:00:00Z", force=True)
    _everything(home)
    library = Library.open(home.library_url)
    sources = {coverage.source: coverage.documents for coverage in library.coverage()}
    library.close()
    assert sources.get("nl_rechtspraak", 0) == 0
    with Catalogue(home.catalogue) as catalogue:
        catalogue.record(replace(served, marker="2", fetched_at="2026-11-03T00:00:00Z"))
    _everything(home)
    library = Library.open(home.library_url)
    sources = {coverage.source: coverage.documents for coverage in library.coverage()}
    library.close()
    assert sources["nl_rechtspraak"] == 1
