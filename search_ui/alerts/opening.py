"""The database of alerts: opened with its keys, and changed in one transaction at a time."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select, update
from sqlalchemy.engine import make_url

from search_ui.alerts.ledger import Ledger
from search_ui.alerts.model import AlertsError, Clock, Subscriber, Subscription
from search_ui.alerts.people import People
from search_ui.alerts.rows import progress, set_progress, stamp, subscriber_from, subscription_from
from search_ui.alerts.schema import BATCHES, REVISION, SUBSCRIBERS, SUBSCRIPTIONS
from search_ui.alerts.secrecy import Vault
from search_ui.alerts.subscriptions import Desk
from search_ui.library.database import Database, Layout


def _upgrade(connection: Connection, current: str | None) -> bool:
    from search_ui.alerts.migrations import upgrade

    return upgrade(connection, current)


LAYOUT = Layout("alerts database", REVISION, "alert_schema", _upgrade, 0x756A_616C_7274)  # the bytes of "ujalrt"


def keep_from_others(url: str) -> None:
    """Who follows what is nobody else's affair on this machine either: a new SQLite file is readable by its owner only
    (its log takes that over)."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
        path = Path(parsed.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def random_id() -> str:
    """An id that nobody can guess."""
    return secrets.token_hex(10)


@dataclass(frozen=True, slots=True)
class Work:
    """One transaction that has the database to itself, and what works in it."""

    connection: Connection
    ledger: Ledger
    desk: Desk
    people: People
    now: datetime


class AlertsDatabase:
    """The database behind one SQLAlchemy URL, and what every part of `store.Alerts` needs of it."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        key: str | None = None,
        domain: str = "localhost",
        new_id: Callable[[], str] = random_id,
    ) -> None:
        self._database = database
        self._clock = clock
        self._vault = Vault(key)
        self._domain = domain
        self._new_id = new_id
        self._address_key = self._read_address_key()

    def __repr__(self) -> str:
        return "Alerts()"

    def close(self) -> None:
        """Release the connections."""
        self._database.close()

    @contextmanager
    def _writing(self, now: datetime | None = None) -> Iterator[Work]:
        at = now or self._clock()
        with self._database.write() as connection:
            ledger = Ledger(connection, self._vault, at, self._domain)
            desk = Desk(connection, ledger, self._vault, stamp(at))
            people = People(connection, ledger, self._vault, self._address_key, stamp(at))
            yield Work(connection, ledger, desk, people, at)

    def _read_address_key(self) -> bytes:
        """The key of address hashes, made with the database; what was stored in plain is encrypted once there is a
        key."""
        with self._database.read() as connection:
            stored = progress(connection, "address_key")
            if stored is not None and not self._vault.is_stale(stored.encode()):
                return self._vault.open(stored.encode())
        with self._database.write() as connection:
            stored = progress(connection, "address_key")
            if stored is None:
                sealed = self._vault.seal(secrets.token_hex(32).encode())
            elif self._vault.is_stale(stored.encode()):
                sealed = self._vault.seal(self._vault.open(stored.encode()))
                self._seal_all(connection)
            else:
                sealed = stored.encode()
            set_progress(connection, "address_key", sealed.decode())
        self._database.erase_remains()
        return self._vault.open(sealed)

    def _seal_all(self, connection: Connection) -> None:
        columns = (
            SUBSCRIBERS.c.email_sealed,
            SUBSCRIPTIONS.c.webhook_url_sealed,
            SUBSCRIPTIONS.c.webhook_secret_sealed,
            BATCHES.c.payload,
        )
        for column in columns:
            table = column.table
            for row in connection.execute(select(table.c.id, column).where(column.is_not(None))).all():
                sealed = self._vault.seal(self._vault.open(row[1]))
                connection.execute(update(table).where(table.c.id == row[0]).values({column.name: sealed}))

    def _find_subscriber(self, connection: Connection, subscriber_id: str) -> Subscriber | None:
        found = select(SUBSCRIBERS).where(SUBSCRIBERS.c.id == subscriber_id)
        row = connection.execute(found).mappings().one_or_none()
        return subscriber_from(row, self._vault) if row else None

    def _subscriber(self, connection: Connection, subscriber_id: str) -> Subscriber:
        found = self._find_subscriber(connection, subscriber_id)
        if found is None:
            raise AlertsError("there is no such subscriber")
        return found

    def _find_subscription(self, connection: Connection, subscription_id: str) -> Subscription | None:
        found = select(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.id == subscription_id)
        row = connection.execute(found).mappings().one_or_none()
        return subscription_from(row, self._vault) if row else None

    def _subscription(self, connection: Connection, subscription_id: str) -> Subscription:
        found = self._find_subscription(connection, subscription_id)
        if found is None:
            raise AlertsError(f"there is no alert {subscription_id}")
        return found
