"""`uj alerts` as operators meet it, and the Dagster assets that match and deliver."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner, Result

from pipelines.cli.app import app
from pipelines.definitions import defs
from pipelines.home import Home
from search_ui.alerts.model import Draft
from search_ui.alerts.store import Alerts
from search_ui.library import Library, Publication
from tests.search_ui.alerts.alert_site import READER, published_decision
from tests.search_ui.alerts.delivery_servers import MailServer, mail_server
from tests.search_ui.alerts.test_delivery_bounces import notification
from tests.search_ui.web.sample_site import document


class Operator:
    """A home with one subscriber, a mail server, and the commands."""

    def __init__(self, home: Home, mail: MailServer) -> None:
        self.home = home
        self.mail = mail
        self.library = Library.open(home.library_url)
        self.alerts = Alerts.open(home.alerts_url, lambda: datetime.now(UTC), domain="cases.example")
        known = self.alerts.add_subscriber(READER)
        self.alerts.confirm(known.id)
        self.alert = self.alerts.subscribe(known.id, Draft(name="Torture", query="torture"), self.library).id

    def publish(self, number: int = 1) -> str:
        decision = published_decision(number)
        return self.library.publish(Publication(decision, document(decision, f"{number}.html"))).decision_id

    def uj(self, *arguments: str) -> Result:
        return CliRunner().invoke(app, ["alerts", *arguments])


@pytest.fixture
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Operator]:
    with mail_server() as mail:
        for name, value in {
            "UJ_HOME": str(tmp_path / "home"),
            "UJ_SMTP_URL": mail.url,
            "UJ_MAIL_FROM": "alerts@cases.example",
            "UJ_PUBLIC_URL": "https://cases.example",
            "UJ_ALERTS_WINDOW_S": "0",
        }.items():
            monkeypatch.setenv(name, value)
        running = Operator(Home.from_env().create(), mail)
        yield running
        running.alerts.close()
        running.library.close()


def test_what_is_published_is_matched_and_sent(operator: Operator) -> None:
    decision = operator.publish()
    sent = operator.uj("send")
    assert sent.exit_code == 0, sent.output
    assert "1 matches" in sent.output
    (message,) = operator.mail.accepted
    assert message.recipient == READER
    (row,) = json.loads(operator.uj("record", operator.alert, "--json").output)
    assert (row["decision_id"], row["state"]) == (decision, "sent")
    (listed,) = json.loads(operator.uj("list", "--json").output)
    assert (listed["id"], listed["sent"], listed["waiting"], listed["back"]) == (operator.alert, 1, 0, 0)
    assert "0 matches" in operator.uj("send").output
    assert len(operator.mail.received) == 1


def test_no_command_shows_an_address(operator: Operator) -> None:
    operator.publish()
    operator.mail.recipient_reply = lambda recipient: f"450 4.2.0 {recipient} later"
    outputs = [
        operator.uj(*arguments).output
        for arguments in (
            ("send",),
            ("list",),
            ("list", "--json"),
            ("record", operator.alert),
            ("record", operator.alert, "--json"),
            ("metrics",),
            ("suppressions",),
        )
    ]
    assert all(outputs)
    assert not any("reader@" in output for output in outputs)


def test_operators_pause_explain_replay_and_resend(operator: Operator) -> None:
    assert operator.uj("pause", operator.alert, "--reason", "being looked at").exit_code == 0
    assert "being looked at" in operator.uj("list", "--state", "paused").output
    decision = operator.publish()
    operator.uj("send")
    assert operator.mail.received == []
    (row,) = json.loads(operator.uj("record", operator.alert, "--json").output)
    assert row["state"] == "withheld"
    explained = operator.uj("explain", operator.alert, decision).output
    assert "matches" in explained
    assert decision in operator.uj("replay", operator.alert, "--since", "2020-01-01").output
    assert operator.uj("resume", operator.alert).exit_code == 0
    assert operator.uj("resend", row["id"], "--note", "paused by mistake").exit_code == 0
    operator.uj("send")
    assert len(operator.mail.accepted) == 1


def test_a_test_message_touches_no_ledger(operator: Operator) -> None:
    operator.publish()
    operator.alerts.examine(operator.library)
    shown = operator.uj("test", operator.alert, "--show").output
    assert "Test message" in shown
    assert "4 StE 1/26" in shown
    assert operator.mail.received == []
    assert "accepted" in operator.uj("test", operator.alert).output
    assert len(operator.mail.accepted) == 1
    (row,) = json.loads(operator.uj("record", operator.alert, "--json").output)
    assert row["state"] == "matched"


def test_bounces_are_read_from_files(operator: Operator, tmp_path: Path) -> None:
    operator.publish()
    operator.uj("send")
    path = tmp_path / "bounce.eml"
    path.write_bytes(notification(message_id=operator.mail.received[0].message_id))
    assert "1 hard" in operator.uj("bounce", str(path)).output
    (row,) = json.loads(operator.uj("record", operator.alert, "--json").output)
    assert row["state"] == "bounced"


def test_the_brake_stops_loudly_and_is_released(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UJ_ALERTS_BRAKE", "0")
    operator.publish()
    stopped = operator.uj("send")
    assert stopped.exit_code != 0
    assert "uj_alerts_brake_stopped 1" in operator.uj("metrics").output
    assert operator.mail.received == []
    monkeypatch.setenv("UJ_ALERTS_BRAKE", "10")
    assert operator.uj("release").exit_code == 0
    operator.uj("send")
    assert len(operator.mail.accepted) == 1


def test_addresses_can_be_suppressed_and_erased(operator: Operator) -> None:
    operator.uj("suppressions", "--add", "never@example.org", "--reason", "asked by letter")
    (held,) = json.loads(operator.uj("suppressions", "--json").output)
    assert held["reason"] == "asked by letter"
    assert operator.uj("suppressions", "--lift", held["address_hash"]).exit_code == 0
    assert json.loads(operator.uj("suppressions", "--json").output) == []
    erased = operator.uj("erase", READER)
    assert erased.exit_code == 0
    assert "reader@" not in erased.output
    assert operator.alerts.find_subscriber(READER) is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("record", "nothing"), "there is no alert"),
        (("explain", "nothing", "x"), "there is no alert"),
        (("list", "--state", "happy"), "--state is"),
        (("resend", "nothing", "--note", "x"), "there is no delivery"),
        (("release",), "nothing is stopped"),
        (("erase", "nobody@example.org"), "not known here"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(operator: Operator, arguments: tuple[str, ...], says: str) -> None:
    failed = operator.uj(*arguments)
    assert failed.exit_code != 0
    assert says in str(failed.exception)


# -- Dagster ---------------------------------------------------------------------------------------------------------


def run_job() -> dict[str, bool]:
    """Run the job in this process; which checks passed."""
    definitions = defs()
    assert isinstance(definitions, dg.Definitions)
    job = definitions.resolve_job_def("match_and_deliver")
    result = job.execute_in_process(instance=dg.DagsterInstance.ephemeral())
    assert result.success
    return {check.check_name: check.passed for check in result.get_asset_check_evaluations()}


def test_the_job_matches_delivers_and_checks(operator: Operator) -> None:
    operator.publish()
    assert run_job() == {
        "ledger_equals_matches": True,
        "nothing_waits_too_long": True,
        "few_are_refused": True,
        "brake_is_off": True,
    }
    assert len(operator.mail.accepted) == 1


def test_refused_mail_and_a_stopped_brake_fail_their_checks(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    operator.publish()
    operator.mail.recipient_reply = lambda _recipient: "450 4.2.0 later"
    assert not run_job()["few_are_refused"]
    monkeypatch.setenv("UJ_ALERTS_BRAKE", "0")
    second = operator.alerts.add_subscriber("second@example.org")
    operator.alerts.confirm(second.id)
    operator.alerts.subscribe(second.id, Draft(name="Torture", query="torture"), operator.library)
    operator.publish(2)
    assert not run_job()["brake_is_off"]


def test_the_sensor_asks_for_a_run_only_when_something_was_published(operator: Operator) -> None:
    definitions = defs()
    assert isinstance(definitions, dg.Definitions)
    sensor = definitions.resolve_sensor_def("publication")
    instance = dg.DagsterInstance.ephemeral()

    def runs() -> int:
        context = dg.build_sensor_context(instance=instance, definitions=definitions)
        return len(sensor.evaluate_tick(context).run_requests or ())

    operator.alerts.examine(operator.library)
    assert runs() == 0
    operator.publish()
    assert runs() == 1
    operator.alerts.examine(operator.library)
    assert runs() == 0
