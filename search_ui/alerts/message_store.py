"""Messages as `store.Alerts` hands them out: leased, begun, accepted, refused, come back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, func, select

from search_ui.alerts.model import AlertsError, Batch, Channel, DeliveryState
from search_ui.alerts.opening import AlertsDatabase, Work
from search_ui.alerts.rows import progress, set_progress, stamp
from search_ui.alerts.schema import BATCHES, DELIVERIES, SUBSCRIBERS
from search_ui.alerts.secrecy import address_hash

LEASE = timedelta(minutes=5)
"""How long a worker has for the messages it took. One that dies leaves them for another after that."""

_AT_ONCE = 100  # messages leased together
_RETURNABLE = ("sent", "begun", "uncertain")


class MessageStore(AlertsDatabase):
    """The part of `store.Alerts` about delivery, with the notes of whoever delivers."""

    def due_batches(
        self,
        now: datetime | None = None,
        *,
        channel: Channel | None = None,
        lease: timedelta = LEASE,
        window: timedelta | None = None,
        limit: int = _AT_ONCE,
    ) -> list[Batch]:
        """Messages to hand over now, each leased to the caller: new ones, and refused ones whose wait is over. `window`
        is how long `at_once` gathers (see `cadence.GROUPING_WINDOW`). At most `limit`; call again until there are none.
        Ask `uncertain_batches` first."""
        with self._writing(now) as work:
            return work.ledger.due(channel, lease, window, limit)

    def uncertain_batches(
        self, now: datetime | None = None, *, lease: timedelta = LEASE, limit: int = _AT_ONCE
    ) -> list[Batch]:
        """Messages handed over without a known answer (the lease ran out before one came, or `unanswered`), leased to
        the caller: hand over `batch.payload` again after `begin(batch, batch.payload)`."""
        with self._writing(now) as work:
            return work.ledger.uncertain(lease, limit)

    def notice_batch(
        self, subscriber_id: str, purpose: str, period: str, *, now: datetime | None = None, lease: timedelta = LEASE
    ) -> Batch | None:
        """A message without deliveries (`silence` for `2026-W47`), leased; the same one each time it is asked for. None
        while another worker has it or it has to wait, and once it was accepted, bounced or withheld."""
        with self._writing(now) as work:
            return work.ledger.notice(subscriber_id, purpose, period, lease)

    def begin(self, batch: Batch, payload: bytes) -> Batch:
        """Write that `payload` is about to be handed over. Call the transport only after this returned. Raises
        `LeaseLost`, also when something in it was withdrawn, paused or deleted meanwhile, or when `payload` differs
        from what was begun before."""
        with self._writing() as work:
            return work.ledger.begin(batch, payload)

    def accepted(self, batch: Batch, note: str = "") -> None:
        """The transport took responsibility for the message."""
        with self._writing() as work:
            work.ledger.accepted(batch, note)

    def refused(
        self,
        batch: Batch,
        kind: Literal["temporary", "permanent", "ours"],
        note: str,
        *,
        next_attempt_at: datetime | None = None,
    ) -> None:
        """The transport certainly did not take it: `temporary` (tried again, by default after `cadence.retry_after`, at
        most `cadence.MOST_ATTEMPTS` times), `permanent` (bounced), `ours` (something on our side; tried again without
        counting as an attempt). What is given up for good pauses the subscriber (e-mail) or the alert (webhook)."""
        with self._writing() as work:
            if work.ledger.refused(batch, kind, note, next_attempt_at):
                subscriber_id = batch.subscriber.id if batch.subscriber else None
                self._stop_sending(work, batch.channel, subscriber_id, tuple(batch.subscriptions), note)

    def bounced(self, message_id: str, *, hard: bool, note: str, recipient: str = "") -> bool:
        """A message that had been accepted came back. `hard` gives it up and pauses its subscriber, who reads why at
        the next sign-in; otherwise it is sent once more after some hours, a few times. False when the message is not
        one of ours, or `recipient` (where one is named) is not whom it was for."""
        wanted = f"<{message_id.strip('<> ')}>"
        with self._writing() as work:
            found = select(BATCHES).where(
                BATCHES.c.message_id == wanted, BATCHES.c.channel == "email", BATCHES.c.state.in_(_RETURNABLE)
            )
            row = work.connection.execute(found).mappings().one_or_none()
            if row is None or not self._is_for(work.connection, row["subscriber_id"], recipient):
                return False
            if work.ledger.came_back(row, hard, note):
                self._stop_sending(work, "email", row["subscriber_id"], (), note)
            return True

    def _is_for(self, connection: Connection, subscriber_id: str, recipient: str) -> bool:
        found = select(SUBSCRIBERS.c.email_hash).where(SUBSCRIBERS.c.id == subscriber_id)
        hashed = connection.execute(found).scalar()
        return hashed is not None and (not recipient or hashed == address_hash(self._address_key, recipient))

    def _stop_sending(
        self, work: Work, channel: str, subscriber_id: str | None, subscriptions: Sequence[str], note: str
    ) -> None:
        if channel == "email" and subscriber_id is not None:
            work.people.pause(subscriber_id, f"Messages to your address came back ({note}).")
            return
        for name in subscriptions:
            with suppress(AlertsError):  # deleted meanwhile
                work.desk.pause(name, f"messages were not accepted there ({note})")

    def unanswered(self, batch: Batch, note: str) -> None:
        """The line dropped after all had been handed over: nobody can know. The same message is sent again under the
        same Message-ID, and the ledger says so."""
        with self._writing() as work:
            work.ledger.unanswered(batch, note)

    def withhold(self, batch: Batch, reason: str) -> None:
        """Do not send a message; its rows say why. Raises `LeaseLost`."""
        with self._writing() as work:
            work.ledger.withhold(batch, reason)

    def release(self, batch: Batch) -> None:
        """Give the lease back without having begun (a brake, shutting down)."""
        with self._writing() as work:
            work.ledger.release(batch)

    def resend(self, delivery_id: str, note: str) -> bool:
        """Put a withheld, bounced or cancelled row back in line, by decision of an operator or the subscriber. False
        when there is no such row in such a state."""
        states = [state.value for state in (DeliveryState.WITHHELD, DeliveryState.BOUNCED, DeliveryState.CANCELLED)]
        with self._writing() as work:
            own = (DELIVERIES.c.id == delivery_id) & DELIVERIES.c.state.in_(states)
            values = {"withheld_reason": None, "batch_id": None, "matched_at": stamp(work.now)}
            return bool(work.ledger.move(own, DeliveryState.MATCHED, note, **values))

    def handed_over_since(self, since: datetime) -> int:
        """How many messages were accepted since (for a brake on mass mail)."""
        with self._database.read() as connection:
            sent = select(func.count()).where(BATCHES.c.state == "sent", BATCHES.c.finished_at >= stamp(since))
            return int(connection.execute(sent).scalar_one())

    def note(self, name: str) -> str | None:
        """What was noted under `name` (the state of a brake, the last pass)."""
        with self._database.read() as connection:
            return progress(connection, f"note:{name}") or None

    def set_note(self, name: str, value: str | None) -> None:
        """Note something durably; None forgets it."""
        with self._writing() as work:
            set_progress(work.connection, f"note:{name}", value or "")
