"""The one door to alerts: subscribers, subscriptions, matching, and the ledger of what was sent."""

from __future__ import annotations

from collections.abc import Callable

from search_ui.alerts.ledger_store import LedgerStore
from search_ui.alerts.matching_store import MatchingStore
from search_ui.alerts.message_store import MessageStore
from search_ui.alerts.model import Clock
from search_ui.alerts.opening import LAYOUT, keep_from_others, random_id
from search_ui.alerts.subscriber_store import SubscriberStore
from search_ui.alerts.subscription_store import SubscriptionStore
from search_ui.library.database import Database


class Alerts(SubscriberStore, SubscriptionStore, MatchingStore, MessageStore, LedgerStore):
    """Everything about alerts behind one SQLAlchemy URL: `sqlite:///path` (WAL) or `postgresql+psycopg2://...`.

    Every call is one transaction (`examine` is several); writers wait for each other, in this process and others. No
    module of alerts reads the clock: all times are those of `clock`."""

    @classmethod
    def open(
        cls,
        url: str,
        clock: Clock,
        *,
        key: str | None = None,
        domain: str = "localhost",
        new_id: Callable[[], str] = random_id,
    ) -> Alerts:
        """The alerts at `url`, made or brought to this version's schema where needed. `key` (a Fernet key, or several
        with the newest first) encrypts addresses, webhook secrets and messages on their way; `domain` is the right side
        of Message-IDs; `new_id` makes the ids of subscribers and subscriptions. Raises `AlertsError` for a wrong key
        and `LibraryTooNew` for a database of a later version."""
        keep_from_others(url)
        database = Database.open(url, LAYOUT)
        try:
            return cls(database, clock, key=key, domain=domain, new_id=new_id)
        except BaseException:
            database.close()
            raise
