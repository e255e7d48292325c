"""The sending loop: take what is due, write it, say so in the ledger, hand it over, write down what became of it.

The order is what makes it safe: the ledger knows that a message is about to be handed over before the other side can
have seen any of it, and knows that it was accepted only after the other side said so. Killed in between, the next pass
finds the message and hands over the same bytes under the same identifier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from search_ui.alerts.bounces import Bounce, BounceKind, NoNotification, is_maildir, letters, read_notification
from search_ui.alerts.brake import Brake, Stopped
from search_ui.alerts.cadence import silent_period
from search_ui.alerts.channels import Fate, Outcome
from search_ui.alerts.mail import SourceChecked, alert_mail, silence_mail
from search_ui.alerts.model import Batch, Channel, Clock, LeaseLost, Subscription
from search_ui.alerts.settings import AlertSettings
from search_ui.alerts.smtp import MailRelay
from search_ui.alerts.store import Alerts
from search_ui.alerts.webhook import WebhookSender
from search_ui.alerts.webhook_body import webhook_body
from search_ui.library import Library

_LEASE = timedelta(minutes=10)
_AT_ONCE = 20  # messages taken together; one that dies keeps so many waiting for its lease to end
_A_WHILE = timedelta(minutes=1)
_SILENCE = "silence"


@dataclass(slots=True)
class SendingReport:
    """What one pass did. `fates` counts messages by what became of them, `bounces` notifications by kind; `problems`
    are lines for the operator and hold no address."""

    fates: Counter[Fate] = field(default_factory=Counter)
    bounces: Counter[str] = field(default_factory=Counter)
    silent: int = 0
    lost_leases: int = 0
    brake: Stopped | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def handed_over(self) -> int:
        """Messages the other side accepted."""
        return self.fates[Fate.ACCEPTED]

    @property
    def tried(self) -> int:
        """Messages that were handed over or refused."""
        return self.fates.total()


def _no_sources() -> Sequence[SourceChecked]:
    return ()


class SendingDesk:
    """Hands over what is due. Any number may run at once: the ledger's leases keep them apart.

    `sources` tells what the silent digest says of them; `webhooks` and `relay` are made from the settings where not
    given."""

    def __init__(
        self,
        alerts: Alerts,
        library: Library,
        settings: AlertSettings,
        clock: Clock,
        *,
        sources: Callable[[], Sequence[SourceChecked]] = _no_sources,
        webhooks: WebhookSender | None = None,
    ) -> None:
        self._alerts = alerts
        self._library = library
        self._settings = settings
        self._clock = clock
        self._sources = sources
        self._webhooks = webhooks or WebhookSender(allow_loopback=settings.allow_loopback)
        self._brake = Brake(alerts, settings.most_per_hour)
        self._told_silent: set[tuple[str, str]] = set()
        self._silence_looked_for: datetime | None = None

    def run_once(self) -> SendingReport:
        """One pass: bounces that came back, messages without a known answer, messages due, digests of silence."""
        report = SendingReport(brake=self._brake.stopped())
        if self._settings.bounces is not None:
            self._look_for_bounces(self._settings.bounces, report)
        if report.brake is not None:
            return report
        with _Transports(self._settings, self._webhooks) as transports:
            for batch in self._alerts.uncertain_batches(self._clock(), lease=_LEASE, limit=_AT_ONCE):
                self._deliver(batch, transports, report)
            for channel in transports.channels:
                for batch in self._alerts.due_batches(
                    self._clock(), channel=channel, lease=_LEASE, window=self._settings.window, limit=_AT_ONCE
                ):
                    self._deliver(batch, transports, report)
            if self._settings.sends_mail and report.brake is None and self._may_look_for_silence():
                self._tell_silence(transports, report)
        self._alerts.set_note("last_pass", self._clock().isoformat())
        return report

    def take_bounces(self, path: Path) -> SendingReport:
        """Read the notifications at `path` (see `bounces.letters`) into the ledger. Raises OSError."""
        report = SendingReport()
        self._take_bounces(path, report)
        return report

    # -- one message -------------------------------------------------------------------------------------------------

    def _deliver(self, batch: Batch, transports: _Transports, report: SendingReport) -> bool:
        """Hand over one message; False where nothing was begun."""
        now = self._clock()
        if report.brake is not None or batch.channel not in transports.channels or transports.is_down(batch.channel):
            self._alerts.release(batch)
            return False
        if not self._brake.may_send(now):
            report.brake = self._brake.stopped()
            self._alerts.release(batch)
            return False
        try:
            payload = batch.payload if batch.payload is not None else self._written(batch, now)
        except Exception as error:  # noqa: BLE001 - a message that cannot be written must not cost the others
            report.problems.append(f"message {batch.id} cannot be written: {type(error).__name__}")
            self._alerts.release(batch)
            return False
        return self._hand_over(batch, payload, transports, report)

    def _hand_over(self, batch: Batch, payload: bytes, transports: _Transports, report: SendingReport) -> bool:
        try:
            begun = self._alerts.begin(batch, payload)
        except LeaseLost:
            report.lost_leases += 1
            return False
        outcome = transports.send(begun, payload, self._clock())
        report.fates[outcome.fate] += 1
        if outcome.fate is Fate.ACCEPTED:
            self._alerts.accepted(begun, outcome.note)
        elif outcome.fate is Fate.UNCERTAIN:
            self._alerts.unanswered(begun, outcome.note)
        elif outcome.fate is Fate.OURS:
            self._alerts.refused(begun, "ours", outcome.note)
            report.problems.append(outcome.note)
        else:
            self._alerts.refused(begun, "permanent" if outcome.fate is Fate.PERMANENT else "temporary", outcome.note)
        return True

    def _written(self, batch: Batch, now: datetime) -> bytes:
        links = self._settings.links
        if batch.channel == "webhook":
            return webhook_body(batch, self._library, links)
        sender = self._settings.sender
        assert sender is not None  # the channel is not open without one
        if batch.purpose == _SILENCE:
            assert batch.subscriber is not None
            silent, since = self._silent(batch.subscriber.id, batch.subscriber.time_zone, now)
            return silence_mail(batch, silent, self._sources(), links, sender, now, since=since)
        return alert_mail(batch, self._library, links, sender, now)

    # -- silence -----------------------------------------------------------------------------------------------------

    def _may_look_for_silence(self) -> bool:
        """Once a minute: it reads every alert, and a digest can wait that long."""
        now, last = self._clock(), self._silence_looked_for
        if last is not None and abs(now - last) < _A_WHILE:
            return False
        self._silence_looked_for = now
        return True

    def _tell_silence(self, transports: _Transports, report: SendingReport) -> None:
        asked = {
            subscription.subscriber_id
            for subscription in self._alerts.subscriptions(state="active")
            if subscription.digest_when_silent != "never" and subscription.channel == "email"
        }
        for subscriber_id in sorted(filter(None, asked)):
            now = self._clock()
            subscriber = self._alerts.subscriber(subscriber_id)
            if subscriber is None or subscriber.state != "active":
                continue
            silent, _ = self._silent(subscriber_id, subscriber.time_zone, now)
            if not silent:
                continue
            period = self._ends(silent[0], subscriber.time_zone, now).date().isoformat()
            if (subscriber_id, period) in self._told_silent:
                continue
            batch = self._alerts.notice_batch(subscriber_id, _SILENCE, period)
            if batch is not None and self._deliver(batch, transports, report):
                report.silent += 1
            if report.brake is not None:
                return
            self._told_silent.add((subscriber_id, period))

    def _ends(self, subscription: Subscription, time_zone: str, now: datetime) -> datetime:
        period = silent_period(subscription.digest_when_silent, now, time_zone)
        assert period is not None
        return period[1]

    def _silent(self, subscriber_id: str, time_zone: str, now: datetime) -> tuple[list[Subscription], datetime]:
        """The alerts of which nothing was found in the period that ended last, and since when."""
        found: list[tuple[datetime, datetime, Subscription]] = []
        for subscription in self._alerts.subscriptions(subscriber_id, state="active"):
            period = silent_period(subscription.digest_when_silent, now, time_zone)
            if period is None or subscription.channel != "email":
                continue
            begins, ends = period
            if subscription.created_at is None or subscription.created_at > begins:
                continue
            latest = self._alerts.deliveries(subscription_id=subscription.id, limit=1)
            if not any(row.matched_at is None or row.matched_at > begins for row in latest):
                found.append((ends, begins, subscription))
        if not found:
            return [], now
        last = max(ends for ends, _, _ in found)
        told = [(begins, subscription) for ends, begins, subscription in found if ends == last]
        ordered = sorted(told, key=lambda item: (item[1].name.casefold(), item[1].id))
        return [subscription for _, subscription in ordered], max(begins for begins, _ in ordered)

    # -- what came back ----------------------------------------------------------------------------------------------

    def _look_for_bounces(self, path: Path, report: SendingReport) -> None:
        """What came back into the operator's Maildir, which knows what was read already (a file does not)."""
        if not is_maildir(path):
            report.problems.append("UJ_ALERTS_BOUNCES is no Maildir (a folder with `new` and `cur`)")
            return
        try:
            self._take_bounces(path, report)
        except OSError as error:
            report.problems.append(f"bounces cannot be read: {type(error).__name__}")

    def _take_bounces(self, path: Path, report: SendingReport) -> None:
        for letter in letters(path):
            try:
                bounces = read_notification(letter.data)
            except NoNotification:
                report.bounces["ignored"] += 1
                continue
            for bounce in bounces:
                report.bounces[self._take_bounce(bounce)] += 1

    def _take_bounce(self, bounce: Bounce) -> str:
        if bounce.kind in (BounceKind.DELAYED, BounceKind.DELIVERED):
            return bounce.kind.value
        ours = self._alerts.bounced(
            bounce.message_id,
            hard=bounce.kind is BounceKind.HARD,
            note=f"came back: {bounce.status or 'no code'}",
            recipient=bounce.recipient,
        )
        return bounce.kind.value if ours else "not ours"


class _Transports:
    """The ways out of one pass: a conversation with the relay, and webhooks."""

    def __init__(self, settings: AlertSettings, webhooks: WebhookSender) -> None:
        self._settings = settings
        self._webhooks = webhooks
        self._relay: MailRelay | None = None
        self._down = False
        if settings.relay is not None and settings.sender is not None:
            self._relay = MailRelay(settings.relay, helo=settings.sender.domain)
        self.channels: tuple[Channel, ...] = ("email", "webhook") if self._relay is not None else ("webhook",)

    def __enter__(self) -> _Transports:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._relay is not None:
            self._relay.close()

    def is_down(self, channel: Channel) -> bool:
        """Whether a relay that cannot be used was met in this pass: the other messages need not try."""
        return channel == "email" and self._down

    def send(self, batch: Batch, payload: bytes, now: datetime) -> Outcome:
        """Hand `payload` over by the channel of its batch."""
        if batch.channel == "webhook":
            subscription = next(iter(batch.subscriptions.values()), None)
            if subscription is None or not subscription.webhook_url or not subscription.webhook_secret:
                return Outcome(Fate.PERMANENT, "the webhook has no address")
            message_id = batch.message_id.strip("<>")
            return self._webhooks.send(subscription.webhook_url, subscription.webhook_secret, message_id, payload, now)
        sender = self._settings.sender
        if self._relay is None or sender is None or batch.subscriber is None or not batch.subscriber.email:
            return Outcome(Fate.PERMANENT, "there is no address")
        outcome = self._relay.send(payload, sender=sender.envelope, recipient=batch.subscriber.email)
        self._down = self._down or outcome.fate is Fate.OURS
        return outcome
