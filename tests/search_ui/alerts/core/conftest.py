from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from search_ui.alerts.migrations import REVISION_TABLE
from search_ui.alerts.model import Draft, Subscriber, Subscription
from search_ui.alerts.schema import METADATA
from search_ui.alerts.store import Alerts
from search_ui.library import Library


class TestClock:
    """A clock that stands still until it is told to move."""

    __test__ = False

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(f"sqlite:///{tmp_path / 'library.sqlite'}")
    yield opened
    opened.close()


POSTGRES = os.environ.get("UJ_TEST_POSTGRES_URL")
"""A PostgreSQL database that may be emptied; with it these tests run on both."""


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def alerts(request: pytest.FixtureRequest, tmp_path: Path, clock: TestClock) -> Iterator[Alerts]:
    numbers = count(1)
    url = f"sqlite:///{tmp_path / 'alerts.sqlite'}"
    if request.param == "postgresql":
        assert POSTGRES is not None
        url = POSTGRES
        engine = create_engine(url)
        METADATA.drop_all(engine)
        with engine.begin() as connection:
            connection.execute(text(f"DROP TABLE IF EXISTS {REVISION_TABLE}"))
        engine.dispose()
    opened = Alerts.open(url, clock, domain="alerts.example", new_id=lambda: f"n{next(numbers)}")
    yield opened
    opened.close()


@pytest.fixture
def reader(alerts: Alerts) -> Subscriber:
    """Somebody who has agreed to be told."""
    return alerts.confirm(alerts.add_subscriber("reader@ngo.example").id)


class Desk:
    """Short words for what most tests do."""

    def __init__(self, alerts: Alerts, library: Library, reader: Subscriber) -> None:
        self.alerts, self.library, self.reader = alerts, library, reader

    def subscribe(self, query: str = "", **fields: object) -> Subscription:
        draft = Draft(name=query or "an alert", query=query, **fields)  # type: ignore[arg-type]
        return self.alerts.subscribe(self.reader.id, draft, self.library)

    def told(self, subscription: Subscription | None = None) -> list[tuple[str, str, str]]:
        """(decision, event, state) of the ledger, oldest first."""
        self.alerts.examine(self.library)
        rows = self.alerts.deliveries(subscription_id=subscription.id if subscription else None)
        return [(row.decision_id, row.event.kind.value, row.state.value) for row in reversed(rows)]


@pytest.fixture
def desk(alerts: Alerts, library: Library, reader: Subscriber) -> Desk:
    return Desk(alerts, library, reader)
