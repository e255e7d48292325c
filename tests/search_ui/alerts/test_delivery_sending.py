"""From a published decision to an accepted message, and what becomes of refused, lost and returned ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from search_ui.alerts.brake import Brake
from search_ui.alerts.channels import Fate
from search_ui.alerts.model import DeliveryState, Draft, Subscriber, Subscription
from search_ui.alerts.webhook import new_secret
from tests.search_ui.alerts.alert_site import READER, AlertSite, alert_site
from tests.search_ui.alerts.delivery_servers import receiver
from tests.search_ui.alerts.test_delivery_bounces import notification


@pytest.fixture
def site(tmp_path: Path) -> Iterator[AlertSite]:
    with alert_site(tmp_path, pages=False) as running:
        yield running


def subscriber(site: AlertSite, **options: str) -> Subscriber:
    known = site.alerts.add_subscriber(READER, time_zone="Europe/Berlin", **options)  # type: ignore[arg-type]
    return site.alerts.confirm(known.id)


def subscribe(site: AlertSite, **options: object) -> Subscription:
    values = {"name": "Torture", "query": "torture", **options}
    return site.alerts.subscribe(subscriber(site).id, Draft(**values), site.library)  # type: ignore[arg-type]


def states(site: AlertSite) -> list[DeliveryState]:
    return [row.state for row in site.alerts.deliveries()]


def test_a_new_decision_is_told_with_its_paragraph_and_reason(site: AlertSite) -> None:
    subscription = subscribe(site)
    site.publish()
    assert site.deliver().handed_over == 1
    (message,) = site.mail.accepted
    text = message.text()
    assert message.recipient == READER
    assert "Oberlandesgericht Celle" in str(message.message["Subject"])
    for shown in (
        "4 StE 1/26",
        "20 November 2026",
        "Karim B.",
        "Convicted: 9 years 6 months",
        "Paragraph 17",
        "Folter",
    ):
        assert shown in text, shown
    assert "#p1" in text
    assert "torture" in text
    assert states(site) == [DeliveryState.SENT]
    (row,) = site.alerts.deliveries(subscription_id=subscription.id)
    assert row.message_id == message.message_id or row.batch_id in message.message_id


def test_nothing_is_sent_twice(site: AlertSite) -> None:
    subscribe(site)
    site.publish()
    site.deliver()
    for _ in range(3):
        assert site.deliver().tried == 0
    assert len(site.mail.received) == 1


def test_matches_within_the_window_go_in_one_message(site: AlertSite) -> None:
    subscribe(site)
    for number in range(1, 5):
        site.publish(number)
    site.deliver(seconds=20)
    assert site.mail.received == []
    site.deliver()
    (message,) = site.mail.accepted
    assert all(f"4 StE {number}/26" in message.text() for number in range(1, 5))


def test_the_headers_let_mail_programs_thread_and_unsubscribe(site: AlertSite) -> None:
    subscription = subscribe(site)
    for number in (1, 2):
        site.publish(number)
        site.deliver()
    first, second = (message.message for message in site.mail.accepted)
    assert first["Message-ID"] != second["Message-ID"]
    assert first["References"] == second["References"] == f"<alert.{subscription.id}@cases.example>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first["List-Unsubscribe"].startswith("<https://cases.example/alerts/stop/")
    assert first["List-Unsubscribe"] == second["List-Unsubscribe"]
    assert first["List-Id"] == "<alerts.cases.example>"
    assert first["Auto-Submitted"] == "auto-generated"


def test_a_refused_message_is_sent_later_as_it_was(site: AlertSite) -> None:
    subscribe(site)
    site.mail.data_reply = lambda _message: "451 4.3.0 later"
    site.publish()
    assert site.deliver().fates[Fate.TEMPORARY] == 1
    assert states(site) == [DeliveryState.FAILED]
    site.mail.data_reply = lambda _message: "250 OK"
    assert site.deliver(seconds=10).tried == 0
    assert site.deliver().handed_over == 1
    first, second = site.mail.received
    assert first.data == second.data
    assert states(site) == [DeliveryState.SENT]


def test_a_lost_answer_leads_to_the_same_message_again_and_the_ledger_says_so(site: AlertSite) -> None:
    subscribe(site)
    site.mail.hang_up_after_data = lambda _message: True
    site.publish()
    assert site.deliver().fates[Fate.UNCERTAIN] == 1
    assert states(site) == [DeliveryState.UNCERTAIN]
    site.mail.hang_up_after_data = lambda _message: False
    site.deliver()
    first, second = site.mail.received
    assert first.data == second.data
    (row,) = site.alerts.deliveries()
    assert row.state is DeliveryState.SENT
    assert any("same Message-ID" in step.note for step in row.history)


def test_an_address_that_does_not_exist_pauses_its_subscriber(site: AlertSite) -> None:
    subscribe(site)
    site.mail.recipient_reply = lambda _recipient: "550 5.1.1 no such user"
    site.publish()
    site.deliver()
    assert states(site) == [DeliveryState.BOUNCED]
    known = site.alerts.find_subscriber(READER)
    assert known is not None
    assert known.state == "paused"
    assert "5.1.1" in (known.paused_reason or "")
    assert READER not in (known.paused_reason or "")


def test_a_relay_that_is_away_costs_no_attempt(site: AlertSite) -> None:
    subscribe(site)
    site.mail.recipient_reply = lambda _recipient: "530 5.7.0 log in first"
    site.publish()
    report = site.deliver()
    assert report.fates[Fate.OURS] == 1
    assert report.problems
    site.mail.recipient_reply = lambda _recipient: "250 OK"
    site.deliver()
    (row,) = site.alerts.deliveries()
    assert (row.state, row.attempts) in ((DeliveryState.SENT, 1), (DeliveryState.SENT, 0))


# -- what comes back -------------------------------------------------------------------------------------------------


def came_back(site: AlertSite, tmp_path: Path, **what: str) -> dict[str, int]:
    path = tmp_path / "bounce.eml"
    path.write_bytes(notification(message_id=site.mail.received[-1].message_id, **what))
    return dict(site.sending().take_bounces(path).bounces)


def test_a_hard_bounce_pauses_and_says_why_at_the_next_sign_in(site: AlertSite, tmp_path: Path) -> None:
    subscribe(site)
    site.publish()
    site.deliver()
    assert came_back(site, tmp_path) == {"hard": 1}
    assert states(site) == [DeliveryState.BOUNCED]
    known = site.alerts.find_subscriber(READER)
    assert known is not None
    assert known.state == "paused"
    assert known.paused_reason


def test_a_soft_bounce_is_sent_again_under_its_message_id(site: AlertSite, tmp_path: Path) -> None:
    subscribe(site)
    site.publish()
    site.deliver()
    assert came_back(site, tmp_path, status="5.2.2") == {"soft": 1}
    assert states(site) == [DeliveryState.FAILED]
    assert site.deliver(minutes=10).tried == 0
    assert site.deliver(hours=7).handed_over == 1
    assert len({message.message_id for message in site.mail.received}) == 1


def test_a_bounce_that_is_not_about_ours_changes_nothing(site: AlertSite, tmp_path: Path) -> None:
    subscribe(site)
    site.publish()
    site.deliver()
    assert came_back(site, tmp_path, recipient="rfc822; other@example.org") == {"not ours": 1}
    path = tmp_path / "foreign.eml"
    path.write_bytes(notification(message_id="<unknown@elsewhere.example>"))
    assert site.sending().take_bounces(path).bounces == {"not ours": 1}
    assert came_back(site, tmp_path, action="delayed") == {"delayed": 1}
    assert states(site) == [DeliveryState.SENT]


# -- the brake -------------------------------------------------------------------------------------------------------


def test_mass_mail_is_stopped_until_an_operator_releases_it(site: AlertSite) -> None:
    for number in range(5):
        known = site.alerts.add_subscriber(f"reader{number}@example.org")
        site.alerts.confirm(known.id)
        site.alerts.subscribe(known.id, Draft(name="Torture", query="torture"), site.library)
    site.publish()
    site.alerts.examine(site.library)
    site.clock.forward(minutes=6)
    object.__setattr__(site.settings, "most_per_hour", 3)
    report = site.sending().run_once()
    assert report.handed_over == 3
    assert report.brake is not None
    assert "3 messages" in report.brake.why
    site.clock.forward(hours=5)
    assert site.sending().run_once().tried == 0  # it stays stopped
    assert Brake(site.alerts, 3).release(site.clock())
    assert site.sending().run_once().handed_over == 2
    assert not Brake(site.alerts, 3).release(site.clock())
    assert len({message.recipient for message in site.mail.accepted}) == 5


# -- cadence and silence ---------------------------------------------------------------------------------------------


def test_a_daily_alert_waits_for_the_morning_of_its_reader(site: AlertSite) -> None:
    subscribe(site, cadence="daily")
    site.publish()
    assert site.deliver(hours=19).tried == 0  # 05:00 UTC is 06:00 in Berlin
    assert site.deliver(hours=1).handed_over == 1


def test_silence_is_told_once_a_week_with_the_sources(site: AlertSite) -> None:
    subscribe(site, name="Torture in Chad", query="Chad torture", digest_when_silent="weekly")
    site.clock.forward(days=15)
    assert site.deliver().silent == 1
    (message,) = site.mail.accepted
    text = message.text()
    assert "Nothing new since" in text
    assert "Torture in Chad" in text
    assert "Rechtsprechung im Internet" in text
    assert "last run failed" in text
    assert "Find Case Law" not in text  # it is not collected here
    for _ in range(3):
        assert site.deliver().silent == 0
    site.clock.forward(days=7)
    assert site.deliver().silent == 1


def test_what_found_something_is_not_called_silent(site: AlertSite) -> None:
    subscribe(site, digest_when_silent="weekly")
    site.clock.forward(days=14)
    site.publish()
    site.deliver()
    site.clock.forward(days=1)
    assert site.deliver().silent == 0
    assert [message.message["Subject"][:3] for message in site.mail.accepted] == ["New"]


# -- webhooks and feeds ----------------------------------------------------------------------------------------------


def test_a_webhook_gets_the_match_signed_and_once(site: AlertSite) -> None:
    with receiver() as listening:
        draft = Draft(
            name="Torture",
            query="torture",
            channel="webhook",
            webhook_url=f"{listening.address}/hook",
            webhook_secret=new_secret(),
        )
        subscription = site.alerts.subscribe(None, draft, site.library)
        listening.status = lambda _posted: 503
        decision = site.publish()
        assert site.deliver().fates[Fate.TEMPORARY] == 1
        listening.status = lambda _posted: 200
        assert site.deliver().handed_over == 1
        first, second = listening.posted
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert first.body == second.body
        body = json.loads(second.body)
        assert body["matches"][0]["decision"]["id"] == decision
        assert body["matches"][0]["passages"][0]["place"] == "Paragraph 17"
        assert site.deliver().tried == 0
    assert [row.state for row in site.alerts.deliveries(subscription_id=subscription.id)] == [DeliveryState.SENT]
    assert site.mail.received == []


def test_a_webhook_that_wants_no_more_is_paused_with_the_reason(site: AlertSite) -> None:
    with receiver() as listening:
        listening.status = lambda _posted: 410
        draft = Draft(
            name="T", query="torture", channel="webhook", webhook_url=listening.address, webhook_secret=new_secret()
        )
        subscription = site.alerts.subscribe(None, draft, site.library)
        site.publish()
        site.deliver()
    found = site.alerts.subscription(subscription.id)
    assert found is not None
    assert found.state == "paused"
    assert "410" in (found.state_reason or "")


def test_without_a_relay_mail_waits_and_webhooks_go(tmp_path: Path) -> None:
    with alert_site(tmp_path, with_mail=False, pages=False) as site:
        subscribe(site)
        site.publish()
        assert site.deliver().tried == 0
        assert states(site) == [DeliveryState.MATCHED]


def test_a_withdrawn_decision_is_named_by_court_and_docket_only_to_who_was_told(site: AlertSite) -> None:
    subscribe(site)
    decision = site.publish()
    site.deliver()
    site.library.withdraw(decision, "later anonymisation")
    site.deliver()
    message = site.mail.accepted[-1]
    assert "Withdrawn" in str(message.message["Subject"])
    text = message.text()
    assert "4 StE 1/26" in text
    assert "Karim" not in message.data.decode("utf-8", "replace")


def test_reports_and_reasons_hold_no_address(site: AlertSite) -> None:
    subscribe(site)
    site.mail.recipient_reply = lambda recipient: f"550 5.1.1 {recipient} is unknown to <{recipient}>"
    site.publish()
    report = site.deliver()
    (row,) = site.alerts.deliveries()
    for shown in (repr(report), repr(row), repr(site.settings), repr(site.alerts.metrics())):
        assert "reader@" not in shown


def test_bounces_are_taken_from_the_operators_maildir_once(site: AlertSite, tmp_path: Path) -> None:
    folder = tmp_path / "bounces"
    object.__setattr__(site.settings, "bounces", folder)
    subscribe(site)
    site.publish()
    assert any("no Maildir" in line for line in site.deliver().problems)
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "new" / "1.a").write_bytes(
        notification(message_id=site.mail.received[-1].message_id, status="5.2.2", recipient=f"rfc822;{READER}")
    )
    assert site.deliver().bounces == {"soft": 1}
    assert states(site) == [DeliveryState.FAILED]
    assert site.deliver(hours=7).handed_over == 1
    assert site.deliver().bounces == {}
    assert states(site) == [DeliveryState.SENT]
