"""`uj verify` finds a protected name wherever it still stands in what was derived, and never prints it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, update
from typer.testing import CliRunner

from pipelines.cli.app import app
from pipelines.home import Home
from pipelines.leaks import find_leaks
from pipelines.steps.enrich import enrich_pending
from pipelines.steps.index import index_pending
from pipelines.steps.publish import publish_pending
from pipelines.steps.read import read_pending
from search_ui.alerts.model import Draft
from search_ui.alerts.opening import LAYOUT
from search_ui.alerts.schema import DELIVERIES
from search_ui.alerts.store import Alerts
from search_ui.library import Library
from search_ui.library.database import Database
from search_ui.library.schema import PARAGRAPHS
from spiders.archive import Archive
from spiders.catalogue import Catalogue, FetchRecord

PAGE = b"""<!DOCTYPE html><html lang=en><title>R v Teah</title><body><h1>R v Teah</h1>
<p>The accused, Joseph Teah, is convicted of torture committed in Liberia.</p>
<p>Witness Mariatu Bangura testified that he shot Alhaji Sesay. Bangura saw it all.</p></body></html>"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A library with one decision in which a witness and a victim were named."""
    monkeypatch.setenv("UJ_HOME", str(tmp_path))
    home = Home.from_env().create()
    record = FetchRecord(
        source="folder",
        record_id="teah",
        sha256=Archive(home.archive).put(PAGE),
        url="file:///teah.html",
        media_type="text/html",
        file_name="teah.html",
        marker="1",
        fetched_at="2026-11-01T00:00:00Z",
    )
    with Catalogue(home.catalogue) as catalogue:
        catalogue.record(record)
    for step in (read_pending, enrich_pending, publish_pending):
        assert step(home).adds_up
    index_pending(home)
    return home


def test_nothing_derived_holds_a_protected_name(home: Home) -> None:
    report = find_leaks(home)
    assert (report.searched, report.unread, report.leaks) == (1, 0, ())
    result = CliRunner().invoke(app, ["verify"])
    assert result.exit_code == 0, result.output
    assert "1 texts with protected names searched" in result.output


def test_a_name_that_came_back_is_found_and_not_printed(home: Home) -> None:
    database = Database.open(home.library_url)
    with database.write() as connection:
        connection.execute(update(PARAGRAPHS).where(PARAGRAPHS.c.n == 2).values(text="Mariatu Bangura testified."))
    database.close()
    places = [leak.place for leak in find_leaks(home, index=False).leaks]
    assert "the library's paragraphs (n 2)" in places
    assert "the export" in places
    result = CliRunner().invoke(app, ["verify"])
    assert result.exit_code != 0
    assert "a protected name stands in the library's paragraphs" in result.output
    assert "Bangura" not in result.output


def test_a_name_that_the_ledger_of_the_alerts_still_quotes_is_found(home: Home) -> None:
    alerts = Alerts.open(home.alerts_url, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    library = Library.open(home.library_url)
    subscription = alerts.subscribe(None, Draft("torture", query="torture", channel="atom"), library)
    (decision,) = library.indexed_decisions()
    library.close()
    alerts.close()
    assert find_leaks(home, index=False).leaks == ()
    line = {
        "id": "line",
        "subscription_id": subscription.id,
        "decision_id": decision.id,
        "event_key": "new_decision",
        "kind": "new_decision",
        "sequence": 1,
        "event_at": "2026-11-01T00:00:00+00:00",
        "backfill": False,
        "state": "sent",
        "evidence": [{"clause": "torture", "how": "", "snippet": "Mariatu Bangura testified."}],
        "matched_at": "2026-11-01T00:00:00+00:00",
        "state_at": "2026-11-01T00:00:00+00:00",
    }
    database = Database.open(home.alerts_url, LAYOUT)
    with database.write() as connection:
        connection.execute(insert(DELIVERIES).values(line))
    database.close()
    assert [leak.place for leak in find_leaks(home, index=False).leaks] == ["the ledger of the alerts"]
