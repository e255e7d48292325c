"""Subscribers: who is told, in which language and time zone, and how they are forgotten."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from search_ui.alerts.ledger import Ledger
from search_ui.alerts.model import AlertsError, DeliveryState, Language
from search_ui.alerts.schema import (
    BATCHES,
    DELIVERIES,
    HISTORY,
    SUBSCRIBERS,
    SUBSCRIPTIONS,
    SUPPRESSIONS,
    TOKENS,
)
from search_ui.alerts.secrecy import Vault, address_hash
from search_ui.alerts.subscriptions import next_version

_LANGUAGES = ("en", "de", "fr")
_ADDRESS = re.compile(
    r"[^@\s<>\"(),;:\[\]\\\x00-\x1f]+@[^@\s<>\"(),;:\[\]\\\x00-\x1f]+\.[^@\s<>\"(),;:\[\]\\.\x00-\x1f]+"
)
_LONGEST_ADDRESS = 254  # RFC 5321, section 4.5.3.1.3


class People:
    """Changes of subscribers within one transaction that has the database to itself."""

    def __init__(self, connection: Connection, ledger: Ledger, vault: Vault, address_key: bytes, now: str) -> None:
        self._connection = connection
        self._ledger = ledger
        self._vault = vault
        self._address_key = address_key
        self._now = now

    def add(self, name: str, email: str, language: Language, time_zone: str) -> str:
        """Insert an unconfirmed subscriber as `name`; the id of whoever has this address already. Who has not confirmed
        it yet gets the language and time zone that were asked for last; for others only they may change those."""
        email = email.strip()
        if len(email) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(email):
            raise AlertsError("this is not an e-mail address")
        _check_language(language)
        hashed = address_hash(self._address_key, email)
        known = self._connection.execute(select(SUBSCRIBERS.c.id).where(SUBSCRIBERS.c.email_hash == hashed)).scalar()
        if known is not None:
            waits = (SUBSCRIBERS.c.id == known) & (SUBSCRIBERS.c.state == "unconfirmed")
            self._connection.execute(update(SUBSCRIBERS).where(waits).values(language=language, time_zone=time_zone))
            return str(known)
        self._connection.execute(
            insert(SUBSCRIBERS).values(
                id=name,
                email_sealed=self._vault.seal_text(email),
                email_hash=hashed,
                language=language,
                time_zone=time_zone,
                state="unconfirmed",
                created_at=self._now,
            )
        )
        next_version(self._connection)
        return name

    def confirm(self, name: str) -> None:
        """The owner of the address has agreed; what was published since their alerts were saved is matched now."""
        self._update(name, {"state": "active", "paused_reason": None}, only_from=("unconfirmed",))

    def change(self, name: str, language: Language | None, time_zone: str | None) -> None:
        """Another language or time zone."""
        values: dict[str, Any] = {}
        if language is not None:
            _check_language(language)
            values["language"] = language
        if time_zone is not None:
            values["time_zone"] = time_zone
        if values:
            self._update(name, values)

    def pause(self, name: str, reason: str) -> None:
        """Send nothing more; what matches meanwhile is recorded as withheld."""
        self._update(name, {"state": "paused", "paused_reason": reason}, only_from=("active", "paused"))
        own = select(SUBSCRIPTIONS.c.id).where(SUBSCRIPTIONS.c.subscriber_id == name)
        self._ledger.stop(DELIVERIES.c.subscription_id.in_(own), DeliveryState.WITHHELD, f"subscriber paused: {reason}")

    def resume(self, name: str) -> None:
        """Send again, from now on."""
        self._update(name, {"state": "active", "paused_reason": None}, only_from=("paused",))

    def erase(self, name: str) -> None:
        """Forget a subscriber: address, alerts, ledger, messages and tokens. Only a suppression of the address stays,
        by its hash, because it was asked for so that nothing is ever sent there again."""
        connection = self._connection
        own = select(SUBSCRIPTIONS.c.id).where(SUBSCRIPTIONS.c.subscriber_id == name)
        rows = select(DELIVERIES.c.id).where(DELIVERIES.c.subscription_id.in_(own))
        connection.execute(delete(HISTORY).where(HISTORY.c.delivery_id.in_(rows)))
        connection.execute(delete(DELIVERIES).where(DELIVERIES.c.subscription_id.in_(own)))
        connection.execute(delete(BATCHES).where(BATCHES.c.subscriber_id == name))
        connection.execute(delete(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.subscriber_id == name))
        pending = TOKENS.c.subject.contains(f'"subscriber_id": "{name}"', autoescape=True)  # see sign_in.Pending
        connection.execute(delete(TOKENS).where((TOKENS.c.subject == name) | pending))
        connection.execute(delete(SUBSCRIBERS).where(SUBSCRIBERS.c.id == name))
        next_version(connection)

    def suppress(self, email: str, reason: str) -> None:
        """Never send to an address again, whoever enters it."""
        hashed = address_hash(self._address_key, email)
        self._connection.execute(delete(SUPPRESSIONS).where(SUPPRESSIONS.c.address_hash == hashed))
        self._connection.execute(insert(SUPPRESSIONS).values(address_hash=hashed, reason=reason, at=self._now))

    def _update(self, name: str, values: dict[str, Any], only_from: tuple[str, ...] = ()) -> None:
        where = SUBSCRIBERS.c.id == name
        state = self._connection.execute(select(SUBSCRIBERS.c.state).where(where)).scalar()
        if state is None:
            raise AlertsError("there is no such subscriber")
        if not only_from or state in only_from:
            self._connection.execute(update(SUBSCRIBERS).where(where).values(**values))
            next_version(self._connection)


def _check_language(language: str) -> None:
    if language not in _LANGUAGES:
        raise AlertsError(f"alerts are written in {', '.join(_LANGUAGES)}, not in {language!r}")
