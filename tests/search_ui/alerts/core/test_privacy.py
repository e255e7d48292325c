"""Subscribers are sensitive: sealed at rest, never printed, gone when they ask."""

from __future__ import annotations

import logging
import sqlite3
import traceback
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy.exc import SQLAlchemyError

from search_ui.alerts.model import AlertsError, Draft
from search_ui.alerts.sign_in import Pending, keep_pending
from search_ui.alerts.store import Alerts
from search_ui.library import Library
from tests.search_ui.alerts.core.conftest import Desk, TestClock
from tests.search_ui.library.documents import document

ADDRESS = "Somebody.Else@ngo.example"
NOW = timedelta(0)


def _everything(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))


def _fill(alerts: Alerts, library: Library) -> str:
    someone = alerts.confirm(alerts.add_subscriber(ADDRESS).id)
    alerts.subscribe(
        someone.id,
        Draft("hook", query="Folter", channel="webhook", webhook_url="https://hook.example/x", webhook_secret="s3cret"),
        library,
    )
    alerts.subscribe(someone.id, Draft("my search", query="Folter zebrawort"), library)
    library.publish(document("1", "Folter, zebrawort.", docket_numbers=("3 StR 1/20",)))
    alerts.examine(library)
    for batch in alerts.due_batches(window=NOW):
        alerts.begin(batch, f"To: {ADDRESS}".encode())
    return someone.id


def test_with_a_key_no_address_or_secret_stands_in_the_file(tmp_path: Path, library: Library, clock: TestClock) -> None:
    path, key = tmp_path / "sealed.sqlite", Fernet.generate_key().decode()
    alerts = Alerts.open(f"sqlite:///{path}", clock, key=key)
    _fill(alerts, library)
    alerts.close()
    content = _everything(path)
    for secret in (ADDRESS, ADDRESS.lower(), "ngo.example", "hook.example", "s3cret"):
        assert secret.encode() not in content
    with pytest.raises(AlertsError, match="UJ_ALERTS_KEY"):
        Alerts.open(f"sqlite:///{path}", clock)
    with pytest.raises(AlertsError, match="another UJ_ALERTS_KEY"):
        Alerts.open(f"sqlite:///{path}", clock, key=Fernet.generate_key().decode())
    rotated = Alerts.open(f"sqlite:///{path}", clock, key=f"{Fernet.generate_key().decode()},{key}")
    found = rotated.find_subscriber(" somebody.else@NGO.example ")
    assert found is not None
    assert found.email == ADDRESS
    rotated.close()


def test_a_key_that_comes_later_seals_what_was_there(tmp_path: Path, library: Library, clock: TestClock) -> None:
    path, key = tmp_path / "late.sqlite", Fernet.generate_key().decode()
    plain = Alerts.open(f"sqlite:///{path}", clock)
    _fill(plain, library)
    plain.close()
    assert ADDRESS.encode() in _everything(path)
    alerts = Alerts.open(f"sqlite:///{path}", clock, key=key)
    found = alerts.find_subscriber(ADDRESS)
    assert found is not None
    assert found.email == ADDRESS
    alerts.close()
    assert ADDRESS.encode() not in _everything(path)
    assert b"s3cret" not in _everything(path)


def test_a_wrong_key_is_one_line(tmp_path: Path, clock: TestClock) -> None:
    with pytest.raises(AlertsError, match="no Fernet key"):
        Alerts.open(f"sqlite:///{tmp_path / 'x.sqlite'}", clock, key="secret")


def test_nothing_printed_or_logged_names_a_subscriber(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    someone = _fill(desk.alerts, desk.library)
    shown = [
        repr(desk.alerts),
        repr(desk.alerts.subscriber(someone)),
        repr(desk.alerts.subscriptions()),
        repr(desk.alerts.deliveries()),
        repr(desk.alerts.metrics()),
        caplog.text,
    ]
    for text in shown:
        for secret in (ADDRESS, "ngo.example", "hook.example", "s3cret", "my search"):
            assert secret not in text


def test_an_error_of_the_database_names_nobody(tmp_path: Path, clock: TestClock) -> None:
    """It ends up in logs, in tracebacks and in the events of Dagster."""
    alerts = Alerts.open(f"sqlite:///{tmp_path / 'full.sqlite'}", clock)
    with closing(sqlite3.connect(tmp_path / "full.sqlite")) as direct:
        direct.execute(
            "CREATE TRIGGER full BEFORE INSERT ON alert_subscribers BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
        direct.commit()
    with pytest.raises(SQLAlchemyError, match="disk full") as failure:
        alerts.add_subscriber(ADDRESS)
    alerts.close()
    assert "ngo.example" not in "".join(traceback.format_exception(failure.value)).lower()


@pytest.mark.parametrize(
    "entered", ["", "nobody", "a@b", "a b@c.example", "x@y.example\nBcc: z@y.example", f"{'a' * 250}@y.example"]
)
def test_what_is_no_address_is_refused_without_repeating_it(alerts: Alerts, entered: str) -> None:
    with pytest.raises(AlertsError) as refusal:
        alerts.add_subscriber(entered)
    assert not entered or entered not in str(refusal.value)


def test_an_erased_subscriber_leaves_nothing(tmp_path: Path, desk: Desk) -> None:
    someone = _fill(desk.alerts, desk.library)
    tomorrow = desk.alerts._clock() + timedelta(1)
    desk.alerts.keep_token("tok", purpose="sign-in", subject=someone, expires_at=tomorrow)
    keep_pending(desk.alerts, Pending(someone, Draft("waits", query="okapiwort"), "UTC"), tomorrow)
    desk.alerts.suppress(ADDRESS, "asked never to be written to")
    exported = desk.alerts.export(someone)
    assert exported["subscriber"]["email"] == ADDRESS
    assert {alert["query"] for alert in exported["alerts"]} == {"Folter", "Folter zebrawort"}
    assert len(exported["ledger"]) == 2
    desk.alerts.erase(someone)
    desk.alerts.erase(desk.reader.id)
    assert desk.alerts.subscriber(someone) is None
    assert desk.alerts.find_subscriber(ADDRESS) is None
    assert desk.alerts.use_token("tok", purpose="sign-in") is None
    assert desk.alerts.suppressed(ADDRESS) is not None
    with pytest.raises(AlertsError):
        desk.alerts.export(someone)
    desk.alerts.close()
    content = _everything(tmp_path / "alerts.sqlite")
    for trace in (ADDRESS, "ngo.example", "zebrawort", "okapiwort"):
        assert trace.encode() not in content


def test_a_token_counts_once_and_not_after_its_time(alerts: Alerts, clock: TestClock) -> None:
    soon = clock() + timedelta(minutes=30)
    alerts.keep_token("one", purpose="sign-in", subject="n1", expires_at=soon)
    alerts.keep_token("two", purpose="sign-in", subject="n1", expires_at=soon)
    assert alerts.use_token("one", purpose="opt-in") is None
    assert alerts.use_token("one", purpose="sign-in") == "n1"
    assert alerts.use_token("one", purpose="sign-in") is None
    clock.forward(hours=1)
    assert alerts.use_token("two", purpose="sign-in") is None


def test_what_need_not_be_kept_is_forgotten_and_never_told_again(desk: Desk, clock: TestClock) -> None:
    subscription = desk.subscribe("Folter")
    desk.alerts.add_subscriber("never@confirmed.example")
    desk.library.publish(document("1", "Folter.", docket_numbers=("3 StR 1/20",)))
    desk.alerts.examine(desk.library)
    (batch,) = desk.alerts.due_batches(window=NOW)
    desk.alerts.accepted(desk.alerts.begin(batch, b"x"))
    clock.forward(days=100)
    done = desk.alerts.retention()
    assert (done["subscribers"], done["evidence"], done["messages"]) == (1, 1, 1)
    (row,) = desk.alerts.deliveries(subscription_id=subscription.id)
    assert (row.evidence, row.history) == ((), ())
    desk.library.publish(document("1", "Folter, berichtigt.", docket_numbers=("3 StR 1/20",), fetched_at="2026-12-01"))
    assert desk.told(subscription) == [(row.decision_id, "new_decision", "sent")]
