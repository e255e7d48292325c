"""Subscribers as `store.Alerts` keeps them: who they are, what is never sent, tokens that count once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from search_ui.alerts import keeping
from search_ui.alerts.model import AlertsError, Language, Subscriber, SubscriberState, Suppression
from search_ui.alerts.opening import AlertsDatabase
from search_ui.alerts.rows import stamp, subscriber_from
from search_ui.alerts.schema import SUBSCRIBERS, SUPPRESSIONS, TOKENS
from search_ui.alerts.secrecy import address_hash, token_hash


class SubscriberStore(AlertsDatabase):
    """The part of `store.Alerts` about subscribers."""

    def add_subscriber(self, email: str, *, language: Language = "en", time_zone: str = "UTC") -> Subscriber:
        """A new unconfirmed subscriber, or the one who has this address already. Raises `AlertsError` for what is no
        address and for an unknown language."""
        with self._writing() as work:
            name = work.people.add(self._new_id(), email, language, time_zone)
            return self._subscriber(work.connection, name)

    def subscriber(self, subscriber_id: str) -> Subscriber | None:
        """The subscriber with this id."""
        with self._database.read() as connection:
            return self._find_subscriber(connection, subscriber_id)

    def find_subscriber(self, email: str) -> Subscriber | None:
        """The subscriber with this address, however its capitals are written."""
        hashed = address_hash(self._address_key, email)
        with self._database.read() as connection:
            found = select(SUBSCRIBERS).where(SUBSCRIBERS.c.email_hash == hashed)
            row = connection.execute(found).mappings().one_or_none()
            return subscriber_from(row, self._vault) if row else None

    def subscribers(self, state: SubscriberState | None = None) -> list[Subscriber]:
        """All subscribers, or those in one state, oldest first."""
        found = select(SUBSCRIBERS).order_by(SUBSCRIBERS.c.created_at, SUBSCRIBERS.c.id)
        if state is not None:
            found = found.where(SUBSCRIBERS.c.state == state)
        with self._database.read() as connection:
            return [subscriber_from(row, self._vault) for row in connection.execute(found).mappings()]

    def confirm(self, subscriber_id: str) -> Subscriber:
        """The owner of the address agreed. What was published since their alerts were saved is matched at the next
        `examine`. Raises `AlertsError` when there is no such subscriber."""
        with self._writing() as work:
            work.people.confirm(subscriber_id)
            return self._subscriber(work.connection, subscriber_id)

    def change_subscriber(
        self, subscriber_id: str, *, language: Language | None = None, time_zone: str | None = None
    ) -> Subscriber:
        """Another language or time zone."""
        with self._writing() as work:
            work.people.change(subscriber_id, language, time_zone)
            return self._subscriber(work.connection, subscriber_id)

    def pause_subscriber(self, subscriber_id: str, reason: str) -> None:
        """Send nothing more to a subscriber; `reason` is shown at the next sign-in. What waits, and what matches from
        now on, is recorded as withheld."""
        with self._writing() as work:
            work.people.pause(subscriber_id, reason)

    def resume_subscriber(self, subscriber_id: str) -> None:
        """Send to a paused subscriber again, from now on."""
        with self._writing() as work:
            work.people.resume(subscriber_id)

    def erase(self, subscriber_id: str) -> None:
        """Forget a subscriber entirely: address, alerts, ledger, messages, tokens. A message being handed over at this
        moment cannot be called back."""
        with self._writing() as work:
            work.people.erase(subscriber_id)
        self._database.erase_remains()

    def export(self, subscriber_id: str) -> dict[str, Any]:
        """Everything kept of a subscriber, ready for JSON. Raises `AlertsError` when there is no such subscriber."""
        with self._database.read() as connection:
            found = keeping.export(connection, subscriber_id, self._vault)
        if found is None:
            raise AlertsError("there is no such subscriber")
        return found

    def suppress(self, email: str, reason: str) -> None:
        """Never send to this address again, whoever enters it."""
        with self._writing() as work:
            work.people.suppress(email, reason)

    def suppressed(self, email: str) -> Suppression | None:
        """Whether, why and since when nothing is sent to this address."""
        hashed = address_hash(self._address_key, email)
        return next((one for one in self.suppressions() if one.address_hash == hashed), None)

    def lift_suppression(self, address_hash: str) -> bool:
        """Allow sending to an address again. False when it was not suppressed."""
        with self._writing() as work:
            lifted = delete(SUPPRESSIONS).where(SUPPRESSIONS.c.address_hash == address_hash)
            return work.connection.execute(lifted).rowcount > 0

    def suppressions(self) -> list[Suppression]:
        """All suppressed addresses (by hash), oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(SUPPRESSIONS).order_by(SUPPRESSIONS.c.at)).all()
        return [Suppression(row.address_hash, row.reason, datetime.fromisoformat(row.at)) for row in rows]

    def keep_token(self, token: str, *, purpose: str, subject: str, expires_at: datetime) -> None:
        """Remember (the hash of) a token until it is used or expires."""
        with self._writing() as work:
            hashed = token_hash(token)
            work.connection.execute(delete(TOKENS).where(TOKENS.c.token_hash == hashed))
            work.connection.execute(
                insert(TOKENS).values(token_hash=hashed, purpose=purpose, subject=subject, expires_at=stamp(expires_at))
            )

    def use_token(self, token: str, *, purpose: str) -> str | None:
        """The subject of an unused, unexpired token, which is used up by this; else None."""
        with self._writing() as work:
            own = (TOKENS.c.token_hash == token_hash(token)) & (TOKENS.c.purpose == purpose)
            row = work.connection.execute(select(TOKENS).where(own)).one_or_none()
            if row is None:
                return None
            work.connection.execute(delete(TOKENS).where(own))
            return str(row.subject) if row.expires_at > stamp(work.now) else None

    def last_message_at(self, subscriber_id: str) -> datetime | None:
        """When a message for this subscriber was last accepted."""
        with self._database.read() as connection:
            found = select(SUBSCRIBERS.c.last_message_at).where(SUBSCRIBERS.c.id == subscriber_id)
            at = connection.execute(found).scalar()
        return None if at is None else datetime.fromisoformat(at)
