"""Subscriptions: what can be saved, what becomes of those that can no longer be matched, and how they catch up."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest

from search_ui.alerts import asking
from search_ui.alerts.model import AlertsError, Draft, InvalidSubscription, Subscriber
from search_ui.alerts.store import Alerts
from search_ui.alerts.subscriptions import draft_of
from search_ui.index import expand, meanings
from search_ui.library import Library
from tests.search_ui.alerts.core.conftest import Desk
from tests.search_ui.library.documents import HOGE_RAAD, document

TORTURE = "Der Angeklagte hat Gefangene gefoltert."


def publish(library: Library, record: str, text: str = TORTURE, **fields: object) -> str:
    return library.publish(document(record, text, docket_numbers=(f"{record} StR 1/20",), **fields)).decision_id  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (Draft(""), "give the alert a name"),
        (Draft("x", query="word " * 500), "longer than 2,000 characters"),
        (Draft("x", query="w " * 60), "too long"),
        (Draft("x", filters={"chamber": ("3",)}), "no longer exists"),
        (Draft("x", filters={"court": ("DEU/NOWHERE",)}), "no longer in the register"),
        (Draft("x", kind="concept", target="sorcery"), "no longer in the vocabulary"),
        (Draft("x", kind="state", target="XYZ"), "no state"),
        (Draft("x", kind="accused", target=" "), "does not say"),
        (Draft("x", kind="case", target="no-such-case"), "no case"),
        (Draft("x", kind="cites", target="3 StR 1/99"), "no decision"),
        (Draft("x", events=()), "at least one event"),
        (Draft("x", channel="webhook"), "needs an address"),
    ],
)
def test_what_cannot_be_matched_or_sent_is_refused_with_one_line(desk: Desk, draft: Draft, says: str) -> None:
    with pytest.raises(InvalidSubscription, match=says):
        desk.alerts.subscribe(desk.reader.id, draft, desk.library)


def test_mail_needs_a_subscriber(alerts: Alerts, library: Library) -> None:
    with pytest.raises(InvalidSubscription):
        alerts.subscribe(None, Draft("x", query="torture"), library)
    feed = alerts.subscribe(None, Draft("x", query="Folter", channel="atom"), library)
    name = publish(library, "1")
    alerts.examine(library)
    assert [row.decision_id for row in alerts.feed(feed.id)] == [name]


def test_an_unconfirmed_subscriber_hears_after_agreeing_what_came_meanwhile(alerts: Alerts, library: Library) -> None:
    someone = alerts.add_subscriber("late@ngo.example")
    subscription = alerts.subscribe(someone.id, Draft("x", query="Folter"), library)
    name = publish(library, "1")
    alerts.examine(library)
    assert alerts.deliveries(subscription_id=subscription.id) == []
    alerts.confirm(someone.id)
    alerts.examine(library)
    assert [row.decision_id for row in alerts.deliveries(subscription_id=subscription.id)] == [name]


def test_a_faulty_alert_is_paused_explained_and_catches_up_once_mended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscription = desk.subscribe(kind="court", target="NLD/HR")
    other = desk.subscribe("Folter")
    from enrichment.vocabulary import courts

    register = courts.load_courts()
    without = {name: court for name, court in register.items() if name != "NLD/HR"}
    monkeypatch.setattr(courts, "load_courts", lambda: without)
    _forget(desk.alerts)
    first = publish(desk.library, "1", court=HOGE_RAAD)
    assert desk.alerts.examine(desk.library).faulty == 1
    paused = desk.alerts.subscription(subscription.id)
    assert paused is not None
    assert (paused.state, paused.target) == ("faulty", "NLD/HR")
    assert "no longer in the register" in (paused.state_reason or "")
    assert [row.decision_id for row in desk.alerts.deliveries(subscription_id=other.id)] == [first]
    monkeypatch.setattr(courts, "load_courts", lambda: register)
    _forget(desk.alerts)
    second = publish(desk.library, "2", court=HOGE_RAAD)
    assert sorted(name for name, _, _ in desk.told(subscription)) == sorted([first, second])
    mended = desk.alerts.subscription(subscription.id)
    assert mended is not None
    assert (mended.state, mended.state_reason) == ("active", None)


def test_a_fault_can_be_mended_by_its_owner(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    subscription = desk.subscribe("Folter", filters={"forum": ("DEU",)})
    monkeypatch.setattr(asking, "FACETS", ("language",))
    _forget(desk.alerts)
    desk.told()
    found = desk.alerts.subscription(subscription.id)
    assert found is not None
    assert found.state == "faulty"
    with pytest.raises(InvalidSubscription):
        desk.alerts.resume(subscription.id, desk.library)
    edited = desk.alerts.edit(subscription.id, draft_of(desk.subscribe("Folter")), desk.library)
    assert edited.state == "active"


def test_names_the_vocabulary_learns_later_reach_alerts_saved_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscription = desk.subscribe("zyxland")
    publish(desk.library, "1", "Die Tat geschah in Nordzyx.")
    assert desk.told(subscription) == []
    _teach(monkeypatch, "zyxland", "Nordzyx")
    _forget(desk.alerts)
    name = publish(desk.library, "2", "Die Tat geschah in Nordzyx.")
    assert desk.told(subscription) == [(name, "new_decision", "matched")]


def test_what_matches_while_paused_is_recorded_and_not_sent(desk: Desk) -> None:
    subscription = desk.subscribe("Folter")
    waiting = publish(desk.library, "1")
    desk.told()
    desk.alerts.pause(subscription.id, "on holiday")
    meanwhile = publish(desk.library, "2")
    assert desk.told(subscription) == [(waiting, "new_decision", "withheld"), (meanwhile, "new_decision", "withheld")]
    desk.alerts.resume(subscription.id, desk.library)
    later = publish(desk.library, "3")
    assert desk.told(subscription)[-1] == (later, "new_decision", "matched")
    (row,) = desk.alerts.deliveries(decision_id=waiting)
    assert row.withheld_reason == "alert paused: on holiday"
    assert desk.alerts.resend(row.id, "asked for by the subscriber")
    (batch,) = desk.alerts.due_batches(window=timedelta(0))
    assert {delivery.decision_id for delivery in batch.deliveries} == {waiting, later}


def test_a_changed_search_starts_anew_and_a_changed_name_does_not(desk: Desk) -> None:
    subscription = desk.subscribe("Folter")
    publish(desk.library, "1", "Ein Mord.")
    renamed = desk.alerts.edit(subscription.id, Draft("other name", query="Folter"), desk.library)
    assert renamed.starts_at_sequence == 0
    sought = desk.alerts.edit(subscription.id, Draft("other name", query="Mord"), desk.library)
    assert sought.starts_at_sequence == 1
    assert desk.told(subscription) == []


def test_a_deleted_alert_says_nothing_any_more(desk: Desk) -> None:
    subscription = desk.subscribe("Folter")
    name = publish(desk.library, "1")
    desk.told()
    desk.alerts.delete(subscription.id)
    assert desk.told(subscription) == [(name, "new_decision", "cancelled")]
    (row,) = desk.alerts.deliveries(subscription_id=subscription.id)
    assert row.evidence == ()
    kept = desk.alerts.subscription(subscription.id)
    assert kept is not None
    assert (kept.state, kept.name, kept.query) == ("deleted", "", "")
    with pytest.raises(AlertsError):
        desk.alerts.pause(subscription.id, "x")


def _teach(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """The vocabulary learns a state by these names."""
    learnt = (*expand.vocabulary(), expand.Named("ZYX", "state", {"de": names}))
    for cached in (expand.vocabulary, expand._named, meanings._names, meanings._stems_of_names, meanings._forms):
        monkeypatch.setattr(cached.__module__ + "." + cached.__name__, cache(cached.__wrapped__))
    monkeypatch.setattr(expand, "vocabulary", lambda: learnt)
    monkeypatch.setattr(meanings, "vocabulary", lambda: learnt)


def _forget(alerts: Alerts) -> None:
    """A new process: nothing of the subscriptions is in memory."""
    from search_ui.alerts.examining import Loaded

    alerts._loaded = Loaded()


def test_two_alerts_of_one_reader_go_in_one_message(desk: Desk, reader: Subscriber) -> None:
    desk.subscribe("Folter")
    desk.subscribe("gefoltert")
    publish(desk.library, "1")
    desk.told()
    (batch,) = desk.alerts.due_batches(window=timedelta(0))
    assert len(batch.deliveries) == 2
    assert batch.subscriber == reader
