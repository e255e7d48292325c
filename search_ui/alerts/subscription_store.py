"""Subscriptions as `store.Alerts` keeps them: saved, edited, paused, deleted, tried and explained."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from search_ui.alerts.answers import Asking, dry_run
from search_ui.alerts.model import Draft, DryRun, Explanation, Replayed, Subscription, SubscriptionState
from search_ui.alerts.opening import AlertsDatabase
from search_ui.alerts.rows import subscription_from
from search_ui.alerts.schema import SUBSCRIPTIONS
from search_ui.alerts.subscriptions import checked, draft_of
from search_ui.index.engine import SearchEngine
from search_ui.library.library import Library


class SubscriptionStore(AlertsDatabase):
    """The part of `store.Alerts` about subscriptions."""

    def subscribe(self, subscriber_id: str | None, draft: Draft, library: Library) -> Subscription:
        """Save an alert; only what is published from now on counts. Raises `InvalidSubscription` with one line for its
        author. Without a subscriber only for webhooks and feeds."""
        draft = checked(draft, library)
        name = self._new_id()
        with self._writing() as work:
            work.desk.subscribe(name, subscriber_id, draft, library.last_sequence())
            return self._subscription(work.connection, name)

    def subscription(self, subscription_id: str) -> Subscription | None:
        """The subscription with this id, in whatever state."""
        with self._database.read() as connection:
            return self._find_subscription(connection, subscription_id)

    def subscriptions(
        self, subscriber_id: str | None = None, *, state: SubscriptionState | None = None
    ) -> list[Subscription]:
        """All subscriptions (of one subscriber, in one state), oldest first; deleted ones only when asked for."""
        found = select(SUBSCRIPTIONS).order_by(SUBSCRIPTIONS.c.created_at, SUBSCRIPTIONS.c.id)
        if subscriber_id is not None:
            found = found.where(SUBSCRIPTIONS.c.subscriber_id == subscriber_id)
        found = found.where(SUBSCRIPTIONS.c.state == state if state else SUBSCRIPTIONS.c.state != "deleted")
        with self._database.read() as connection:
            return [subscription_from(row, self._vault) for row in connection.execute(found).mappings()]

    def edit(self, subscription_id: str, draft: Draft, library: Library) -> Subscription:
        """Replace what a subscription says (see `subscriptions.draft_of`). Where it now looks for something else, only
        what is published from now on counts. Raises as `subscribe` does."""
        draft = checked(draft, library)
        with self._writing() as work:
            work.desk.edit(subscription_id, draft, library.last_sequence())
            return self._subscription(work.connection, subscription_id)

    def pause(self, subscription_id: str, reason: str) -> None:
        """Stop telling. What waits, and what matches from now on, is recorded as withheld."""
        with self._writing() as work:
            work.desk.pause(subscription_id, reason)

    def resume(self, subscription_id: str, library: Library) -> Subscription:
        """Tell again, from now on. Raises `InvalidSubscription` while it cannot be matched."""
        found = self.subscription(subscription_id)
        if found is not None and found.state != "deleted":
            checked(draft_of(found), library)
        with self._writing() as work:
            work.desk.resume(subscription_id)
            return self._subscription(work.connection, subscription_id)

    def delete(self, subscription_id: str) -> None:
        """Delete for its owner: what it said is gone and what waited is cancelled."""
        with self._writing() as work:
            work.desk.delete(subscription_id)
        self._database.erase_remains()

    def dry_run(self, draft: Draft, library: Library, engine: SearchEngine) -> DryRun:
        """What a draft would have brought in the last 12 months (by date of decision), with warnings. Never raises for
        a draft: `DryRun.error` says why it cannot be saved."""
        return dry_run(draft, library, engine, self._clock())

    def explain(self, subscription_id: str, decision_id: str, library: Library) -> Explanation:
        """Why a decision did or did not match, and what else stood in the way. Raises `AlertsError` when there is no
        such subscription."""
        with self._database.read() as connection:
            subscription = self._subscription(connection, subscription_id)
            return Asking(connection, library).explain(subscription, decision_id)

    def replay(
        self,
        subscription_id: str,
        library: Library,
        *,
        since: datetime | int,
        until: datetime | int | None = None,
    ) -> list[Replayed]:
        """What a window of the past (times, or sequences of the library: after `since`, up to `until`) would have sent
        if the subscription had been there, as it is now and not paused, oldest first. Nothing is sent or recorded."""
        with self._database.read() as connection:
            subscription = self._subscription(connection, subscription_id)
            return Asking(connection, library).replay(subscription, since, until)
