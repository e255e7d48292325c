"""The ledger as `store.Alerts` lets it be read, with its numbers and how long it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from search_ui.alerts import keeping
from search_ui.alerts.ledger import WAITING
from search_ui.alerts.model import Delivery, DeliveryState
from search_ui.alerts.opening import AlertsDatabase
from search_ui.alerts.rows import deliveries_from
from search_ui.alerts.schema import DELIVERIES, SUBSCRIBERS, SUBSCRIPTIONS

_PATIENCE = {"at_once": timedelta(0), "daily": timedelta(days=1), "weekly": timedelta(days=7)}


class LedgerStore(AlertsDatabase):
    """The part of `store.Alerts` about reading and keeping the ledger."""

    def delivery(self, delivery_id: str) -> Delivery | None:
        """One line of the ledger with its history."""
        with self._database.read() as connection:
            rows = connection.execute(select(DELIVERIES).where(DELIVERIES.c.id == delivery_id)).mappings().all()
            return next(iter(deliveries_from(connection, rows)), None)

    def deliveries(
        self,
        *,
        subscription_id: str | None = None,
        subscriber_id: str | None = None,
        decision_id: str | None = None,
        state: DeliveryState | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> list[Delivery]:
        """Lines of the ledger with their history, latest event first."""
        found = select(DELIVERIES).order_by(DELIVERIES.c.sequence.desc(), DELIVERIES.c.id)
        if subscriber_id is not None:
            own = select(SUBSCRIPTIONS.c.id).where(SUBSCRIPTIONS.c.subscriber_id == subscriber_id)
            found = found.where(DELIVERIES.c.subscription_id.in_(own))
        if subscription_id is not None:
            found = found.where(DELIVERIES.c.subscription_id == subscription_id)
        if decision_id is not None:
            found = found.where(DELIVERIES.c.decision_id == decision_id)
        if state is not None:
            found = found.where(DELIVERIES.c.state == state.value)
        with self._database.read() as connection:
            rows = connection.execute(found.limit(limit).offset(offset)).mappings().all()
            return deliveries_from(connection, rows)

    def tallies(self) -> Mapping[str, Counter[DeliveryState]]:
        """How many lines of the ledger each subscription has in each state."""
        counted = select(DELIVERIES.c.subscription_id, DELIVERIES.c.state, func.count())
        found: dict[str, Counter[DeliveryState]] = {}
        with self._database.read() as connection:
            for row in connection.execute(counted.group_by(DELIVERIES.c.subscription_id, DELIVERIES.c.state)):
                found.setdefault(row[0], Counter())[DeliveryState(row[1])] = row[2]
        return found

    def feed(self, subscription_id: str, limit: int = 50) -> list[Delivery]:
        """What a feed shows, latest first: everything told, without what was withheld or cancelled."""
        told = select(DELIVERIES).where(
            DELIVERIES.c.subscription_id == subscription_id,
            DELIVERIES.c.state.not_in([DeliveryState.WITHHELD.value, DeliveryState.CANCELLED.value]),
        )
        with self._database.read() as connection:
            latest = told.order_by(DELIVERIES.c.sequence.desc(), DELIVERIES.c.id).limit(limit)
            return deliveries_from(connection, connection.execute(latest).mappings().all(), history=False)

    def unsent_older_than(self, age: timedelta, now: datetime | None = None) -> list[Delivery]:
        """What has waited longer than `age` beyond its cadence and is neither sent nor withheld, oldest first: rows of
        active subscribers, `at_once` ones by their match, others a day or a week later."""
        at = now or self._clock()
        found = (
            select(DELIVERIES, SUBSCRIPTIONS.c.cadence)
            .join(SUBSCRIPTIONS, SUBSCRIPTIONS.c.id == DELIVERIES.c.subscription_id)
            .outerjoin(SUBSCRIBERS, SUBSCRIBERS.c.id == SUBSCRIPTIONS.c.subscriber_id)
            .where(
                DELIVERIES.c.state.in_([*WAITING, DeliveryState.HANDING_OVER.value, DeliveryState.UNCERTAIN.value]),
                (SUBSCRIBERS.c.state == "active") | SUBSCRIPTIONS.c.subscriber_id.is_(None),
            )
            .order_by(DELIVERIES.c.matched_at, DELIVERIES.c.id)
        )
        with self._database.read() as connection:
            rows = [
                row
                for row in connection.execute(found).mappings()
                if at - datetime.fromisoformat(row["matched_at"]) > age + _PATIENCE[row["cadence"]]
            ]
            return deliveries_from(connection, rows)

    def metrics(self) -> dict[str, int | float]:
        """Counts by state (`deliveries_sent`, `subscriptions_faulty` ...), and how long the oldest `at_once` match has
        waited, in seconds. Nothing that names anybody."""
        with self._database.read() as connection:
            return keeping.metrics(connection, self._clock())

    def retention(self, now: datetime | None = None) -> dict[str, int]:
        """Forget what need not be kept any longer (see `keeping`). Returns how much of what."""
        with self._writing(now) as work:
            done = keeping.retention(work.connection, work.now)
            late = keeping.never_confirmed(work.connection, work.now)
            for name in late:
                work.people.erase(name)
        self._database.erase_remains()
        return done | {"subscribers": len(late)}
