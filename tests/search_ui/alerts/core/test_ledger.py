"""The ledger of messages: every state, leases and fencing, clocks that jump."""

from __future__ import annotations

from datetime import timedelta

import pytest

from search_ui.alerts.model import AlertsError, Batch, DeliveryState, LeaseLost
from search_ui.alerts.store import Alerts
from tests.search_ui.alerts.core.conftest import Desk, TestClock
from tests.search_ui.library.documents import document

NOW = timedelta(0)


def publish(desk: Desk, record: str) -> str:
    text = "Der Angeklagte hat Gefangene gefoltert; die Folter dauerte an."
    published = desk.library.publish(document(record, text, docket_numbers=(f"{record} StR 1/20",)))
    desk.alerts.examine(desk.library)
    return published.decision_id


def states(alerts: Alerts) -> list[str]:
    (row,) = alerts.deliveries()
    return [line.state.value for line in row.history]


@pytest.fixture
def batch(desk: Desk) -> Batch:
    """The message of one match, leased."""
    desk.subscribe("Folter")
    publish(desk, "1")
    (batch,) = desk.alerts.due_batches(window=NOW)
    return batch


def test_a_message_is_written_down_before_and_after_it_is_handed_over(alerts: Alerts, batch: Batch) -> None:
    begun = alerts.begin(batch, b"bytes")
    assert alerts.deliveries()[0].state is DeliveryState.HANDING_OVER
    alerts.accepted(begun, "250 OK")
    assert states(alerts) == ["matched", "queued", "handing_over", "sent"]
    assert alerts.due_batches(window=NOW) == []
    assert alerts.uncertain_batches() == []
    assert alerts.handed_over_since(alerts._clock() - timedelta(hours=1)) == 1


def test_the_message_id_is_that_of_what_is_in_the_message(alerts: Alerts, batch: Batch, clock: TestClock) -> None:
    assert batch.message_id.startswith("<alert-")
    assert batch.message_id.endswith("@alerts.example>")
    alerts.release(batch)
    (again,) = alerts.due_batches(window=NOW)
    assert again.message_id == batch.message_id
    assert again.token > batch.token


def test_at_once_gathers_for_a_while_and_daily_waits_for_the_morning(desk: Desk, clock: TestClock) -> None:
    desk.subscribe("Folter")
    desk.subscribe("gefoltert", cadence="daily")
    publish(desk, "1")
    assert desk.alerts.due_batches() == []
    clock.forward(minutes=6)
    assert [batch.cadence for batch in desk.alerts.due_batches()] == ["at_once"]
    clock.forward(hours=19)
    assert [batch.cadence for batch in desk.alerts.due_batches()] == ["at_once", "daily"]  # the first was never begun


def test_a_refused_message_is_tried_again_with_the_same_bytes(alerts: Alerts, batch: Batch, clock: TestClock) -> None:
    alerts.refused(alerts.begin(batch, b"bytes"), "temporary", "451 greylisted")
    assert alerts.due_batches(window=NOW) == []
    clock.forward(hours=1)
    (again,) = alerts.due_batches(window=NOW)
    assert (again.message_id, again.payload, again.again) == (batch.message_id, b"bytes", True)
    with pytest.raises(LeaseLost):
        alerts.begin(again, b"other bytes")
    alerts.accepted(alerts.begin(again, b"bytes"))
    assert states(alerts) == ["matched", "queued", "handing_over", "failed", "handing_over", "sent"]


def test_what_is_refused_for_good_bounces(alerts: Alerts, batch: Batch, clock: TestClock) -> None:
    alerts.refused(alerts.begin(batch, b"bytes"), "permanent", "550 unknown")
    assert states(alerts)[-1] == "bounced"
    clock.forward(days=30)
    assert alerts.due_batches(window=NOW) == []


def test_a_message_without_an_answer_is_the_same_message_again(alerts: Alerts, batch: Batch, clock: TestClock) -> None:
    alerts.unanswered(alerts.begin(batch, b"bytes"), "the line dropped")
    clock.forward(hours=1)
    assert alerts.due_batches(window=NOW) == []
    (again,) = alerts.uncertain_batches()
    assert (again.message_id, again.payload, again.again) == (batch.message_id, b"bytes", True)
    alerts.accepted(alerts.begin(again, b"bytes"))
    assert states(alerts) == ["matched", "queued", "handing_over", "uncertain", "handing_over", "sent"]
    note = alerts.deliveries()[0].history[4].note
    assert "same Message-ID" in note


def test_a_worker_that_died_while_handing_over_leaves_an_uncertain_message(
    alerts: Alerts, batch: Batch, clock: TestClock
) -> None:
    alerts.begin(batch, b"bytes")
    assert alerts.uncertain_batches() == []  # its lease still runs
    clock.forward(minutes=6)
    (found,) = alerts.uncertain_batches()
    assert found.payload == b"bytes"
    assert states(alerts)[-1] == "uncertain"


def test_a_worker_that_lost_its_lease_is_fenced_off(alerts: Alerts, batch: Batch, clock: TestClock) -> None:
    clock.forward(minutes=6)
    (other,) = alerts.due_batches(window=NOW)
    with pytest.raises(LeaseLost, match="another worker"):
        alerts.begin(batch, b"bytes")
    begun = alerts.begin(other, b"bytes")
    alerts.refused(batch, "permanent", "not mine any more")
    assert alerts.deliveries()[0].state is DeliveryState.HANDING_OVER
    alerts.accepted(begun)


def test_an_answer_that_comes_after_the_lease_ended_still_counts(
    alerts: Alerts, batch: Batch, clock: TestClock
) -> None:
    slow = alerts.begin(batch, b"bytes")
    clock.forward(minutes=6)
    (other,) = alerts.uncertain_batches()
    alerts.accepted(slow, "250 late")
    with pytest.raises(LeaseLost, match="sent already"):
        alerts.begin(other, b"bytes")


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_jumps_neither_loses_nor_holds_a_message(
    alerts: Alerts, batch: Batch, clock: TestClock, jump: timedelta
) -> None:
    alerts.refused(alerts.begin(batch, b"bytes"), "temporary", "451 later")
    clock.now += jump
    clock.forward(hours=13)
    (again,) = alerts.due_batches(window=NOW)
    alerts.unanswered(alerts.begin(again, b"bytes"), "dropped")
    clock.now -= jump
    clock.forward(hours=13)
    (again,) = alerts.uncertain_batches()
    alerts.accepted(alerts.begin(again, b"bytes"))
    assert states(alerts)[-1] == "sent"


def test_a_withdrawn_decision_dissolves_the_message_it_waits_in(desk: Desk) -> None:
    desk.subscribe("Folter")
    gone, stays = publish(desk, "1"), publish(desk, "2")
    (batch,) = desk.alerts.due_batches(window=NOW)
    desk.library.withdraw(gone, "court order")
    desk.alerts.examine(desk.library)
    with pytest.raises(LeaseLost, match="given up"):
        desk.alerts.begin(batch, b"names the withdrawn decision")
    (other,) = desk.alerts.due_batches(window=NOW)
    assert [delivery.decision_id for delivery in other.deliveries] == [stays]
    assert other.message_id != batch.message_id


def test_an_uncertain_message_with_a_withdrawn_decision_is_not_sent_again(desk: Desk, clock: TestClock) -> None:
    desk.subscribe("Folter")
    gone, stays = publish(desk, "1"), publish(desk, "2")
    (batch,) = desk.alerts.due_batches(window=NOW)
    desk.alerts.unanswered(desk.alerts.begin(batch, b"names the withdrawn decision"), "dropped")
    desk.library.withdraw(gone, "court order")
    desk.alerts.examine(desk.library)
    clock.forward(hours=13)
    assert desk.alerts.uncertain_batches() == []
    (other,) = desk.alerts.due_batches(window=NOW)
    told = {(delivery.decision_id, delivery.event.kind.value) for delivery in other.deliveries}
    assert told == {(stays, "new_decision"), (gone, "withdrawn")}  # who may have been told of it hears that it is gone
    (row,) = desk.alerts.deliveries(decision_id=gone, state=DeliveryState.CANCELLED)
    assert "not sent again" in row.history[-1].note


def test_a_digest_without_hits_is_one_message_for_each_period(alerts: Alerts, desk: Desk) -> None:
    batch = alerts.notice_batch(desk.reader.id, "silence", "2026-W47")
    assert batch is not None
    assert (batch.deliveries, batch.purpose) == ((), "silence")
    assert alerts.notice_batch(desk.reader.id, "silence", "2026-W47") is None  # leased
    alerts.accepted(alerts.begin(batch, b"nothing new"))
    assert alerts.notice_batch(desk.reader.id, "silence", "2026-W47") is None
    assert alerts.notice_batch(desk.reader.id, "silence", "2026-W48") is not None
    assert alerts.last_message_at(desk.reader.id) == alerts._clock()


def test_what_was_withheld_or_bounced_can_be_put_back_in_line(alerts: Alerts, batch: Batch, clock: TestClock) -> None:
    alerts.withhold(batch, "brake on mass mail")
    (row,) = alerts.deliveries()
    assert (row.state, row.withheld_reason) == (DeliveryState.WITHHELD, "brake on mass mail")
    assert not alerts.resend("no such row", "x")
    assert alerts.resend(row.id, "released by the operator")
    (again,) = alerts.due_batches(window=NOW)
    alerts.accepted(alerts.begin(again, b"bytes"))
    assert not alerts.resend(row.id, "sent rows are never sent again")


def test_a_full_message_leaves_the_rest_to_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_ui.alerts.gathering.MOST_IN_A_MESSAGE", 2)
    desk.subscribe("Folter")
    for record in "123":
        publish(desk, record)
    assert sorted(len(batch.deliveries) for batch in desk.alerts.due_batches(window=NOW)) == [1, 2]


def test_what_waits_too_long_is_seen(desk: Desk, clock: TestClock) -> None:
    desk.subscribe("Folter")
    desk.subscribe("gefoltert", cadence="weekly")
    publish(desk, "1")
    clock.forward(hours=3)
    assert len(desk.alerts.unsent_older_than(timedelta(hours=2))) == 1
    assert desk.alerts.unsent_older_than(timedelta(hours=4)) == []
    assert desk.alerts.metrics()["oldest_waiting_at_once_seconds"] == 3 * 3600


def test_nothing_is_done_for_a_stranger(alerts: Alerts) -> None:
    with pytest.raises(AlertsError):
        alerts.confirm("nobody")
    with pytest.raises(AlertsError):
        alerts.pause_subscriber("nobody", "x")
