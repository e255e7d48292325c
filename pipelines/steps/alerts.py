"""Match what was published with every alert, and deliver what is due."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pipelines.home import Home
from search_ui.alerts.channels import Fate, Outcome
from search_ui.alerts.mail import SourceChecked, alert_mail
from search_ui.alerts.model import Batch, Delivery, DeliveryState, Examination, Subscription
from search_ui.alerts.sending import SendingDesk, SendingReport
from search_ui.alerts.settings import AlertSettings, kept_secret
from search_ui.alerts.smtp import MailRelay
from search_ui.alerts.store import Alerts
from search_ui.alerts.webhook import WebhookSender
from search_ui.alerts.webhook_body import webhook_body
from search_ui.library import Library

SITE = "Universal Jurisdiction Case Law"
LATE = timedelta(hours=2)
"""How long after its time a message may still be unsent before that is a fault."""

_FAILED_ROUNDS = 10  # in a row, with longer and longer waits between them

_MOST_COMPARISONS = 300_000  # of an alert with a decision in one check: some seconds

MOST_FAILURES = 0.2
"""Share of messages refused or returned above which delivery is not sound."""


def now() -> datetime:
    """The clock of the alerts."""
    return datetime.now(UTC)


def alert_settings(home: Home) -> AlertSettings:
    """The operator's settings. Raises `WrongMailSetting`."""
    secret = os.environ.get("UJ_ALERTS_SECRET", "").encode() or kept_secret(home.root / "alerts.secret")
    return AlertSettings.from_environment(
        os.environ, secret=secret, site=SITE, operator=os.environ.get("UJ_OPERATOR") or None
    )


def open_alerts(home: Home, settings: AlertSettings) -> Alerts:
    """The alerts of this home; closing them is the caller's."""
    home.create()
    return Alerts.open(home.alerts_url, now, key=settings.fernet_key, domain=settings.domain)


@contextmanager
def alerts_here(home: Home) -> Iterator[tuple[Alerts, Library, AlertSettings]]:
    """Alerts, library and settings of this home."""
    settings = alert_settings(home)
    library = Library.open(home.library_url)
    try:
        alerts = open_alerts(home, settings)
        try:
            yield alerts, library, settings
        finally:
            alerts.close()
    finally:
        library.close()


def match_published(home: Home) -> Examination:
    """Compare everything published since the watermark with every active alert."""
    with alerts_here(home) as (alerts, library, _):
        return alerts.examine(library)


def deliver_due(home: Home) -> SendingReport:
    """Deliver what is due."""
    with alerts_here(home) as (alerts, library, settings):
        _forget(alerts)
        return _deliver(_desk(home, alerts, library, settings))


def watch(home: Home, every_s: float, told: Callable[[Examination, SendingReport], None]) -> None:
    """Match and deliver for as long as the process lives; `told` hears of every round in which something happened. A
    round that fails (a database that is locked for long) is told as a problem; too many in a row end it."""
    with alerts_here(home) as (alerts, library, settings):
        desk = _desk(home, alerts, library, settings)
        failed = 0
        while True:
            examination, report = Examination(0, 0), SendingReport()
            try:
                if library.last_sequence() > alerts.watermark():
                    examination = alerts.examine(library)
                report = desk.run_once()
                _forget(alerts)
                failed = 0
            except Exception as error:
                failed += 1
                if failed > _FAILED_ROUNDS:
                    raise
                report.problems.append(f"this round failed: {type(error).__name__}")
            if examination.matched or report.tried or report.problems or report.bounces:
                told(examination, report)
            time.sleep(every_s * (1 + failed))


def _forget(alerts: Alerts) -> None:
    """Once a day, forget what need not be kept any longer."""
    last = alerts.note("retention")
    if last is None or abs(now() - datetime.fromisoformat(last)) >= timedelta(days=1):
        alerts.retention()
        alerts.set_note("retention", now().isoformat())


def _deliver(desk: SendingDesk) -> SendingReport:
    whole = SendingReport()
    while True:
        report = desk.run_once()
        whole.fates += report.fates
        whole.bounces += report.bounces
        whole.silent += report.silent
        whole.lost_leases += report.lost_leases
        whole.brake = report.brake
        whole.problems += report.problems
        if not report.handed_over or report.brake is not None:
            return whole


def _desk(home: Home, alerts: Alerts, library: Library, settings: AlertSettings) -> SendingDesk:
    return SendingDesk(alerts, library, settings, now, sources=lambda: sources_checked(home))


def sources_checked(home: Home) -> Sequence[SourceChecked]:
    """What a digest of silence says of each source."""
    from pipelines.site import source_states

    return [
        SourceChecked(state.name, state.active, _read(state.last_success), bool(state.failures))
        for state in source_states(home)
        if state.id != "folder"
    ]


def _read(moment: str | None) -> datetime | None:
    if moment is None:
        return None
    read = datetime.fromisoformat(moment)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def ledger_check(alerts: Alerts, library: Library) -> tuple[list[str], int]:
    """Where the ledger is not what comparing one by one gives, and how many alerts were compared: all of them where
    that is quick, else another choice after every change of the library (`uj alerts verify` compares all)."""
    active = sorted(item.id for item in alerts.subscriptions(state="active"))
    decisions = max(library.counts()["decisions"], 1)
    most = min(len(active), max(_MOST_COMPARISONS // decisions, 1))
    chosen = random.Random(library.last_sequence()).sample(active, most)  # noqa: S311 - no secret
    return alerts.ledger_differences(library, chosen), most


def overdue(alerts: Alerts) -> int:
    """How many matches should have been sent long ago."""
    return len(alerts.unsent_older_than(LATE))


# -- test messages ---------------------------------------------------------------------------------------------------


def test_message(
    alerts: Alerts, library: Library, settings: AlertSettings, subscription: Subscription, samples: int
) -> Batch | None:
    """A message with the latest `samples` matches of a subscription, written but in no ledger; None when nothing in the
    library matches."""
    found = alerts.replay(subscription.id, library, since=0)[-samples:]
    if not found:
        return None
    at = now()
    rows = tuple(
        Delivery(
            id=f"test-{number}",
            subscription_id=subscription.id,
            decision_id=item.event.decision_id,
            event=item.event,
            state=DeliveryState.MATCHED,
            evidence=item.evidence,
            matched_at=at,
        )
        for number, item in enumerate(found)
    )
    batch = Batch(
        id="test",
        subscriber=alerts.subscriber(subscription.subscriber_id) if subscription.subscriber_id else None,
        channel=subscription.channel,
        cadence=subscription.cadence,
        purpose="test",
        message_id=f"<test.{subscription.id}.{at:%Y%m%d%H%M%S}@{settings.domain}>",
        token=0,
        deliveries=rows,
        subscriptions={subscription.id: subscription},
    )
    if subscription.channel == "email" and settings.sender is not None:
        return replace(batch, payload=alert_mail(batch, library, settings.links, settings.sender, at, test=True))
    return replace(batch, payload=webhook_body(batch, library, settings.links))


def send_test(settings: AlertSettings, batch: Batch) -> Outcome:
    """Hand a test message over."""
    subscription = next(iter(batch.subscriptions.values()))
    payload = batch.payload or b""
    if batch.channel == "webhook":
        sender = WebhookSender(allow_loopback=settings.allow_loopback)
        return sender.send(
            subscription.webhook_url or "", subscription.webhook_secret or "", batch.message_id, payload, now()
        )
    if settings.relay is None or settings.sender is None or batch.subscriber is None or not batch.subscriber.email:
        return Outcome(Fate.OURS, "there is no mail relay, or nobody to write to")
    with MailRelay(settings.relay, helo=settings.sender.domain) as relay:
        return relay.send(payload, sender=settings.sender.envelope, recipient=batch.subscriber.email)
