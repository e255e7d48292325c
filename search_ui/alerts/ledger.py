"""The ledger: every step of every match, and the messages in which matches travel.

A message (batch) goes queued -> begun -> sent, or on to failed, uncertain, bounced. `begun` is written before the
transport is called and `sent` after it accepted, each in one transaction with the rows of the message, so that a
process that dies anywhere leaves a state from which another knows what to do:

    queued, failed      nobody has the message: hand it over
    begun, uncertain    somebody may have it: the same bytes once more, under the same Message-ID
    sent, bounced       done

A lease says who works on a message, and its token (raised with every lease) fences off workers that lost theirs:
`begin` refuses them. Times decide only how long to wait. A clock that jumps makes us wait less, never lose or forget.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select, update

from search_ui.alerts import cadence as clockwork
from search_ui.alerts.gathering import Together, gathered
from search_ui.alerts.model import Batch, Channel, DeliveryState, LeaseLost, Subscriber, Subscription
from search_ui.alerts.rows import deliveries_from, moment, stamp, subscriber_from, subscription_from
from search_ui.alerts.schema import BATCHES, DELIVERIES, HISTORY, SUBSCRIBERS, SUBSCRIPTIONS
from search_ui.alerts.secrecy import Vault
from search_ui.library.database import batches

_LONGEST_LEASE = timedelta(hours=1)  # one that runs longer was written by a clock that has been set back

_MOST_RETURNS = 5  # attempts after which a message that comes back once more is given up
_AFTER_RETURN = timedelta(hours=6)

_OPEN = ("queued", "failed")
_MAYBE_DELIVERED = ("begun", "uncertain")
WAITING = (DeliveryState.MATCHED.value, DeliveryState.QUEUED.value, DeliveryState.FAILED.value)
"""States in which nobody has been told yet."""

TOLD = (DeliveryState.SENT.value, DeliveryState.HANDING_OVER.value, DeliveryState.UNCERTAIN.value)
"""States in which the subscriber was, or may have been, told."""

_MESSAGES = "matches"


class Ledger:
    """Ledger operations within one transaction that has the database to itself."""

    def __init__(self, connection: Connection, vault: Vault, now: datetime, domain: str) -> None:
        self._connection = connection
        self._vault = vault
        self._now = now
        self._at = stamp(now)
        self._domain = domain

    # -- states of rows ----------------------------------------------------------------------------------------------

    def move(self, where: ColumnElement[bool], state: DeliveryState, note: str = "", **values: object) -> list[str]:
        """Bring the rows that `where` names into a state, with a line in the history of each. Returns their ids."""
        ids = list(self._connection.execute(select(DELIVERIES.c.id).where(where)).scalars())
        for some in batches(ids):
            of_these = DELIVERIES.c.id.in_(some)
            self._connection.execute(
                update(DELIVERIES).where(of_these).values(state=state.value, state_at=self._at, **values)
            )
        self.note(ids, state, note)
        return ids

    def note(self, ids: Sequence[str], state: DeliveryState, note: str) -> None:
        """A line in the history of these rows."""
        for some in batches(ids):
            last = (
                select(HISTORY.c.delivery_id, func.max(HISTORY.c.step))
                .where(HISTORY.c.delivery_id.in_(some))
                .group_by(HISTORY.c.delivery_id)
            )
            steps = {row[0]: row[1] for row in self._connection.execute(last)}
            self._connection.execute(
                insert(HISTORY),
                [
                    {
                        "delivery_id": name,
                        "step": steps.get(name, 0) + 1,
                        "at": self._at,
                        "state": state.value,
                        "note": note,
                    }
                    for name in some
                ],
            )

    def stop(self, where: ColumnElement[bool], state: DeliveryState, reason: str) -> list[str]:
        """Take waiting rows out of line (`withheld` or `cancelled`), and out of messages that nobody has yet. What may
        have been handed over stays as it is."""
        waiting = where & DELIVERIES.c.state.in_(WAITING)
        ids = list(self._connection.execute(select(DELIVERIES.c.id).where(waiting)).scalars())
        for some in batches(ids):
            of_these = DELIVERIES.c.id.in_(some)
            held = select(DELIVERIES.c.batch_id).where(of_these, DELIVERIES.c.batch_id.is_not(None)).distinct()
            for batch_id in list(self._connection.execute(held).scalars()):
                self.dissolve(batch_id)
            self.move(of_these, state, reason, withheld_reason=reason, batch_id=None)
        return ids

    def dissolve(self, batch_id: str, note: str = "") -> None:
        """Give up a message; its rows wait for another one."""
        self._connection.execute(
            update(BATCHES)
            .where(BATCHES.c.id == batch_id)
            .values(state="dissolved", payload=None, token=BATCHES.c.token + 1, finished_at=self._at)
        )
        own = DELIVERIES.c.batch_id == batch_id
        self.move(own, DeliveryState.MATCHED, note or "goes into another message", batch_id=None)

    def spoil(self, where: ColumnElement[bool], reason: str) -> None:
        """Rows of messages that may be on their way must not be handed over again (their decision is gone): the bytes
        are forgotten. What nobody works on is given up at once, the rest when its lease ends without an answer."""
        of_rows = select(DELIVERIES.c.batch_id).where(where, DELIVERIES.c.batch_id.is_not(None)).distinct()
        found = select(BATCHES).where(BATCHES.c.id.in_(of_rows), BATCHES.c.state.in_(_MAYBE_DELIVERED))
        for batch in list(self._connection.execute(found).mappings()):
            own = BATCHES.c.id == batch["id"]
            self._connection.execute(update(BATCHES).where(own).values(payload=None, note=reason))
            if batch["state"] == "uncertain" or not self._is_leased(batch):
                self._give_up_spoilt(batch["id"])

    def _give_up_spoilt(self, batch_id: str) -> None:
        own = DELIVERIES.c.batch_id == batch_id
        gone = own & DELIVERIES.c.withheld_reason.is_not(None)
        self.move(gone, DeliveryState.CANCELLED, "handed over without a known answer, then gone: not sent again")
        self._connection.execute(update(DELIVERIES).where(gone).values(batch_id=None))
        self.dissolve(batch_id, "handed over without a known answer in a message that must not be sent again")

    # -- messages ----------------------------------------------------------------------------------------------------

    def due(self, channel: Channel | None, lease: timedelta, window: timedelta | None, limit: int) -> list[Batch]:
        """See `Alerts.due_batches`."""
        self._gather(channel, window)
        found = select(BATCHES).where(BATCHES.c.state.in_(_OPEN), BATCHES.c.purpose == _MESSAGES)
        if channel is not None:
            found = found.where(BATCHES.c.channel == channel)
        due = [
            row
            for row in self._connection.execute(found.order_by(BATCHES.c.created_at, BATCHES.c.id)).mappings().all()
            if not self._is_leased(row) and self._may_try(row)
        ]
        return [self._leased(row, lease) for row in due[:limit]]

    def uncertain(self, lease: timedelta, limit: int) -> list[Batch]:
        """See `Alerts.uncertain_batches`."""
        found = (
            select(BATCHES).where(BATCHES.c.state.in_(_MAYBE_DELIVERED)).order_by(BATCHES.c.created_at, BATCHES.c.id)
        )
        leased: list[Batch] = []
        for row in self._connection.execute(found).mappings().all():
            if self._is_leased(row) or (row["state"] == "uncertain" and not self._may_try(row)):
                continue
            if row["state"] == "begun":
                self._set_uncertain(row["id"], "the process died between handing over and the answer")
            if row["payload"] is None:
                self._give_up_spoilt(row["id"])
                continue
            batch = self._leased(row, lease)
            person = batch.subscriber
            if row["subscriber_id"] is not None and (person is None or person.state != "active"):
                reason = "the answer to handing it over is unknown; not sent again while the subscriber is paused"
                self.withhold(batch, reason)
            elif len(leased) < limit:
                leased.append(batch)
            else:
                self.release(batch)
        return leased

    def notice(self, subscriber_id: str, purpose: str, period: str, lease: timedelta) -> Batch | None:
        """See `Alerts.notice_batch`."""
        batch_id = _digest("notice", subscriber_id, purpose, period)
        found = select(BATCHES).where(BATCHES.c.id == batch_id)
        row = self._connection.execute(found).mappings().one_or_none()
        if row is None:
            self._insert_batch(batch_id, subscriber_id, None, "email", "at_once", purpose)
            row = self._connection.execute(found).mappings().one()
        if row["state"] not in (*_OPEN, *_MAYBE_DELIVERED) or self._is_leased(row) or not self._may_try(row):
            return None
        if row["state"] == "begun":
            self._set_uncertain(batch_id, "the process died between handing over and the answer")
        return self._leased(row, lease)

    def begin(self, batch: Batch, payload: bytes) -> Batch:
        """See `Alerts.begin`."""
        row = self._held(batch)
        if row["state"] not in (*_OPEN, "uncertain"):
            raise LeaseLost(f"message {batch.id} is {row['state']} already")
        digest = hashlib.sha256(payload).hexdigest()
        if row["payload_sha256"] not in (None, digest):
            raise LeaseLost(f"message {batch.id} was begun with other bytes; hand over `batch.payload`")
        again = row["payload_sha256"] is not None
        self._connection.execute(
            update(BATCHES)
            .where(BATCHES.c.id == batch.id)
            .values(
                state="begun", payload=self._vault.seal(payload), payload_sha256=digest, attempts=BATCHES.c.attempts + 1
            )
        )
        note = f"attempt {row['attempts'] + 1}"
        if row["state"] == "uncertain":
            note += ", the same message under the same Message-ID, because the answer to the last one is unknown"
        self.move(DELIVERIES.c.batch_id == batch.id, DeliveryState.HANDING_OVER, note)
        return replace(batch, payload=payload, again=again, attempts=row["attempts"] + 1)

    def accepted(self, batch: Batch, note: str) -> None:
        """See `Alerts.accepted`."""
        row = self._row(batch.id)
        if row is None or row["state"] == "dissolved":
            return  # erased or given up meanwhile: there is nothing left to write it on
        if row["state"] == "sent":
            ids = self._rows_of(batch.id)
            self.note(ids, DeliveryState.SENT, f"accepted again {note}".strip())
            return
        self._finish(batch.id, "sent")
        self.move(DELIVERIES.c.batch_id == batch.id, DeliveryState.SENT, note, withheld_reason=None)
        if row["subscriber_id"] is not None:
            who = SUBSCRIBERS.c.id == row["subscriber_id"]
            self._connection.execute(update(SUBSCRIBERS).where(who).values(last_message_at=self._at))

    def refused(
        self,
        batch: Batch,
        kind: Literal["temporary", "permanent", "ours"],
        note: str,
        next_attempt_at: datetime | None,
    ) -> bool:
        """See `Alerts.refused`. True when the message is given up for good."""
        row = self._row(batch.id)
        if row is None or row["state"] != "begun" or row["token"] != batch.token:
            return False  # whoever holds it now will say what became of it
        own = DELIVERIES.c.batch_id == batch.id
        if kind == "temporary" and row["attempts"] >= clockwork.MOST_ATTEMPTS:
            kind, note = "permanent", f"given up after {row['attempts']} attempts: {note}"
        if kind == "permanent":
            self._finish(batch.id, "bounced")
            self.move(own, DeliveryState.BOUNCED, note)
            return True
        attempts = row["attempts"] - (1 if kind == "ours" else 0)
        until = next_attempt_at or self._now + clockwork.retry_after(max(row["attempts"], 1))
        if row["payload"] is None:
            self._give_up_spoilt(batch.id)
            return False
        self._connection.execute(
            update(BATCHES)
            .where(BATCHES.c.id == batch.id)
            .values(state="failed", attempts=attempts, next_attempt_at=stamp(until), leased_until=None)
        )
        self.move(own, DeliveryState.FAILED, note)
        return False

    def came_back(self, row: RowMapping, hard: bool, note: str) -> bool:
        """See `Alerts.bounced`; `row` is the message's. True when it is given up for good. A message that came back for
        now is written anew (nobody has it) and sent under its old Message-ID."""
        own = DELIVERIES.c.batch_id == row["id"]
        if hard or row["attempts"] >= _MOST_RETURNS:
            self._finish(row["id"], "bounced")
            self.move(own, DeliveryState.BOUNCED, note)
            return True
        values = {"state": "failed", "payload": None, "payload_sha256": None, "leased_until": None}
        until = stamp(self._now + _AFTER_RETURN)
        self._connection.execute(
            update(BATCHES)
            .where(BATCHES.c.id == row["id"])
            .values(token=BATCHES.c.token + 1, next_attempt_at=until, finished_at=None, **values)
        )
        self.move(own, DeliveryState.FAILED, note)
        return False

    def unanswered(self, batch: Batch, note: str) -> None:
        """See `Alerts.unanswered`."""
        row = self._row(batch.id)
        if row is None or row["state"] != "begun" or row["token"] != batch.token:
            return
        until = stamp(self._now + clockwork.retry_after(max(row["attempts"], 1)))
        self._connection.execute(
            update(BATCHES).where(BATCHES.c.id == batch.id).values(next_attempt_at=until, leased_until=None)
        )
        self._set_uncertain(batch.id, note)
        if row["payload"] is None:
            self._give_up_spoilt(batch.id)

    def withhold(self, batch: Batch, reason: str) -> None:
        """See `Alerts.withhold`."""
        row = self._held(batch)
        if row["state"] not in (*_OPEN, "uncertain"):
            raise LeaseLost(f"message {batch.id} is {row['state']} already")
        self._finish(batch.id, "withheld")
        own = DELIVERIES.c.batch_id == batch.id
        self.move(own, DeliveryState.WITHHELD, reason, withheld_reason=reason)

    def release(self, batch: Batch) -> None:
        """See `Alerts.release`."""
        own = (BATCHES.c.id == batch.id) & (BATCHES.c.token == batch.token) & BATCHES.c.state.in_((*_OPEN, "uncertain"))
        self._connection.execute(update(BATCHES).where(own).values(leased_until=None))

    # -- making messages ---------------------------------------------------------------------------------------------

    def _gather(self, channel: Channel | None, window: timedelta | None) -> None:
        """Put rows that wait, and have waited long enough, into messages."""
        for together in gathered(self._connection, channel, window, self._now):
            self._queue(together)

    def _queue(self, rows: Together) -> None:
        batch_id = _digest(
            rows.subscriber_id or "", rows.channel, rows.cadence, rows.subscription_id or "", *sorted(rows.ids)
        )
        known = self._row(batch_id)
        if known is None:
            self._insert_batch(
                batch_id, rows.subscriber_id, rows.subscription_id, rows.channel, rows.cadence, _MESSAGES
            )
        else:  # given up before, and gathered again from the same rows: the same message
            values = {"state": "queued", "leased_until": None, "next_attempt_at": None, "payload_sha256": None}
            self._connection.execute(update(BATCHES).where(BATCHES.c.id == batch_id).values(**values))
        for some in batches(rows.ids):
            self.move(DELIVERIES.c.id.in_(some), DeliveryState.QUEUED, "", batch_id=batch_id)

    def _insert_batch(
        self, batch_id: str, subscriber_id: str | None, alone: str | None, channel: str, how_often: str, purpose: str
    ) -> None:
        self._connection.execute(
            insert(BATCHES).values(
                id=batch_id,
                subscriber_id=subscriber_id,
                subscription_id=alone,
                channel=channel,
                cadence=how_often,
                purpose=purpose,
                state="queued",
                message_id=f"<alert-{batch_id}@{self._domain}>",
                token=0,
                attempts=0,
                created_at=self._at,
            )
        )

    # -- leases ------------------------------------------------------------------------------------------------------

    def _is_leased(self, row: RowMapping) -> bool:
        until = moment(row["leased_until"])
        return until is not None and self._now < until <= self._now + _LONGEST_LEASE

    def _may_try(self, row: RowMapping) -> bool:
        return clockwork.may_retry(moment(row["next_attempt_at"]), self._now)

    def _leased(self, row: RowMapping, lease: timedelta) -> Batch:
        token = row["token"] + 1
        until = stamp(self._now + min(lease, _LONGEST_LEASE))
        self._connection.execute(
            update(BATCHES).where(BATCHES.c.id == row["id"]).values(token=token, leased_until=until)
        )
        return self._batch(row, token)

    def _held(self, batch: Batch) -> RowMapping:
        row = self._row(batch.id)
        if row is None or row["state"] == "dissolved":
            raise LeaseLost(f"message {batch.id} was given up: something in it was withdrawn, paused or deleted")
        if row["token"] != batch.token:
            raise LeaseLost(f"message {batch.id} is held by another worker now")
        return row

    # -- reading -----------------------------------------------------------------------------------------------------

    def _row(self, batch_id: str) -> RowMapping | None:
        return self._connection.execute(select(BATCHES).where(BATCHES.c.id == batch_id)).mappings().one_or_none()

    def _rows_of(self, batch_id: str) -> list[str]:
        found = select(DELIVERIES.c.id).where(DELIVERIES.c.batch_id == batch_id)
        return list(self._connection.execute(found).scalars())

    def _batch(self, row: RowMapping, token: int) -> Batch:
        rows = (
            select(DELIVERIES)
            .where(DELIVERIES.c.batch_id == row["id"])
            .order_by(DELIVERIES.c.sequence, DELIVERIES.c.id)
        )
        deliveries = deliveries_from(self._connection, self._connection.execute(rows).mappings().all())
        payload = row["payload"]
        return Batch(
            id=row["id"],
            subscriber=self._subscriber(row["subscriber_id"]),
            channel=row["channel"],
            cadence=row["cadence"],
            purpose=row["purpose"],
            message_id=row["message_id"],
            token=token,
            deliveries=tuple(deliveries),
            subscriptions=self._subscriptions({delivery.subscription_id for delivery in deliveries}),
            attempts=row["attempts"],
            again=row["payload_sha256"] is not None,
            payload=None if payload is None else self._vault.open(payload),
        )

    def _subscriber(self, subscriber_id: str | None) -> Subscriber | None:
        found = select(SUBSCRIBERS).where(SUBSCRIBERS.c.id == subscriber_id)
        row = self._connection.execute(found).mappings().one_or_none()
        return subscriber_from(row, self._vault) if row else None

    def _subscriptions(self, ids: Iterable[str]) -> Mapping[str, Subscription]:
        found: dict[str, Subscription] = {}
        for some in batches(sorted(ids)):
            rows = self._connection.execute(select(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.id.in_(some))).mappings()
            found |= {row["id"]: subscription_from(row, self._vault) for row in rows}
        return found

    def _set_uncertain(self, batch_id: str, note: str) -> None:
        self._connection.execute(update(BATCHES).where(BATCHES.c.id == batch_id).values(state="uncertain"))
        self.move(DELIVERIES.c.batch_id == batch_id, DeliveryState.UNCERTAIN, note)

    def _finish(self, batch_id: str, state: str) -> None:
        self._connection.execute(
            update(BATCHES)
            .where(BATCHES.c.id == batch_id)
            .values(state=state, payload=None, leased_until=None, next_attempt_at=None, finished_at=self._at)
        )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
