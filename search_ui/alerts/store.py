"""The one door to alerts: subscribers, subscriptions, matching, and the ledger of what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from search_ui.alerts.model import (
    Batch,
    Channel,
    Clock,
    Delivery,
    DeliveryState,
    Draft,
    DryRun,
    Examination,
    Explanation,
    Language,
    Replayed,
    Subscriber,
    SubscriberState,
    Subscription,
    SubscriptionState,
    Suppression,
)
from search_ui.index.engine import SearchEngine
from search_ui.library.library import Library


class Alerts:
    """Everything about alerts behind one SQLAlchemy URL (see `search_ui.library.database` for what may be used)."""

    @classmethod
    def open(cls, url: str, clock: Clock, *, key: str | None = None, domain: str = "localhost") -> Alerts:
        """The alerts at `url`, made or brought to this version's schema where needed. `key` (a Fernet key) encrypts
        addresses and webhook secrets; `domain` is the right side of Message-IDs."""
        raise NotImplementedError

    def close(self) -> None:
        """Release the connections."""
        raise NotImplementedError

    # -- subscribers -------------------------------------------------------------------------------------------------

    def add_subscriber(self, email: str, *, language: Language = "en", time_zone: str = "UTC") -> Subscriber:
        """A new unconfirmed subscriber, or the one who has this address already."""
        raise NotImplementedError

    def subscriber(self, subscriber_id: str) -> Subscriber | None:
        raise NotImplementedError

    def find_subscriber(self, email: str) -> Subscriber | None:
        raise NotImplementedError

    def subscribers(self, state: SubscriberState | None = None) -> list[Subscriber]:
        raise NotImplementedError

    def confirm(self, subscriber_id: str) -> Subscriber:
        raise NotImplementedError

    def change_subscriber(
        self, subscriber_id: str, *, language: Language | None = None, time_zone: str | None = None
    ) -> Subscriber:
        raise NotImplementedError

    def pause_subscriber(self, subscriber_id: str, reason: str) -> None:
        raise NotImplementedError

    def resume_subscriber(self, subscriber_id: str) -> None:
        raise NotImplementedError

    def erase(self, subscriber_id: str) -> None:
        raise NotImplementedError

    def export(self, subscriber_id: str) -> dict[str, object]:
        raise NotImplementedError

    def suppress(self, email: str, reason: str) -> None:
        raise NotImplementedError

    def suppressed(self, email: str) -> Suppression | None:
        raise NotImplementedError

    def lift_suppression(self, address_hash: str) -> bool:
        raise NotImplementedError

    def suppressions(self) -> list[Suppression]:
        raise NotImplementedError

    # -- tokens that count once (opt-in, magic links) ----------------------------------------------------------------

    def keep_token(self, token: str, *, purpose: str, subject: str, expires_at: datetime) -> None:
        """Remember (the hash of) a token until it is used or expires."""
        raise NotImplementedError

    def use_token(self, token: str, *, purpose: str) -> str | None:
        """The subject of an unused, unexpired token, which is used up by this; else None."""
        raise NotImplementedError

    # -- subscriptions -----------------------------------------------------------------------------------------------

    def subscribe(self, subscriber_id: str | None, draft: Draft, library: Library) -> Subscription:
        """Save; only what is published from now on counts. Raises `InvalidSubscription`. Without a subscriber only for
        the channel `atom`."""
        raise NotImplementedError

    def subscription(self, subscription_id: str) -> Subscription | None:
        raise NotImplementedError

    def subscriptions(
        self, subscriber_id: str | None = None, *, state: SubscriptionState | None = None
    ) -> list[Subscription]:
        raise NotImplementedError

    def edit(self, subscription_id: str, draft: Draft, library: Library) -> Subscription:
        raise NotImplementedError

    def pause(self, subscription_id: str, reason: str) -> None:
        raise NotImplementedError

    def resume(self, subscription_id: str) -> None:
        raise NotImplementedError

    def delete(self, subscription_id: str) -> None:
        raise NotImplementedError

    # -- before saving, afterwards -----------------------------------------------------------------------------------

    def dry_run(self, draft: Draft, library: Library, engine: SearchEngine) -> DryRun:
        raise NotImplementedError

    def explain(self, subscription_id: str, decision_id: str, library: Library) -> Explanation:
        raise NotImplementedError

    def replay(
        self, subscription_id: str, library: Library, *, since: datetime | int, until: datetime | int | None = None
    ) -> list[Replayed]:
        raise NotImplementedError

    # -- matching ----------------------------------------------------------------------------------------------------

    def watermark(self) -> int:
        raise NotImplementedError

    def examine(self, library: Library) -> Examination:
        """Match everything published since the watermark. Any number of workers may call it at once."""
        raise NotImplementedError

    def ledger_differences(self, library: Library) -> list[str]:
        """Where the ledger is not what matching every subscription with every decision one by one gives."""
        raise NotImplementedError

    # -- delivery ----------------------------------------------------------------------------------------------------

    def due_batches(
        self, now: datetime | None = None, *, channel: Channel | None = None, lease: timedelta = timedelta(minutes=5)
    ) -> list[Batch]:
        """Messages to hand over now, each leased to the caller: new ones, refused ones whose wait is over. Call
        `uncertain_batches` first."""
        raise NotImplementedError

    def uncertain_batches(self, now: datetime | None = None, *, lease: timedelta = timedelta(minutes=5)) -> list[Batch]:
        """Messages handed over without a known answer (the lease ran out, or `unanswered`), leased to the caller:
        hand over `payload` again after `begin(batch, batch.payload)`."""
        raise NotImplementedError

    def notice_batch(self, subscriber_id: str, purpose: str, period: str) -> Batch | None:
        """A message without deliveries (`silence` for `2026-W47`), leased; None when it is leased, or was accepted or
        bounced."""
        raise NotImplementedError

    def begin(self, batch: Batch, payload: bytes) -> Batch:
        """Write that `payload` is about to be handed over. Call the transport only after this returned. Raises
        `LeaseLost`, also when a row was withdrawn meanwhile, or `payload` differs from what was begun before."""
        raise NotImplementedError

    def accepted(self, batch: Batch, note: str = "") -> None:
        raise NotImplementedError

    def refused(
        self,
        batch: Batch,
        kind: Literal["temporary", "permanent", "ours"],
        note: str,
        *,
        next_attempt_at: datetime | None = None,
    ) -> None:
        raise NotImplementedError

    def unanswered(self, batch: Batch, note: str) -> None:
        raise NotImplementedError

    def withhold(self, batch: Batch, reason: str) -> None:
        raise NotImplementedError

    def release(self, batch: Batch) -> None:
        """Give the lease back without having begun (a brake, shutting down)."""
        raise NotImplementedError

    def resend(self, delivery_id: str, note: str) -> bool:
        """Put a withheld, bounced or cancelled row back in line (an operator's decision)."""
        raise NotImplementedError

    # -- reading the ledger ------------------------------------------------------------------------------------------

    def delivery(self, delivery_id: str) -> Delivery | None:
        raise NotImplementedError

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
        raise NotImplementedError

    def feed(self, subscription_id: str, limit: int = 50) -> Sequence[Delivery]:
        raise NotImplementedError

    def unsent_older_than(self, age: timedelta, now: datetime | None = None) -> list[Delivery]:
        raise NotImplementedError

    def last_message_at(self, subscriber_id: str) -> datetime | None:
        raise NotImplementedError

    def handed_over_since(self, since: datetime) -> int:
        """How many messages were accepted since (for the brake)."""
        raise NotImplementedError

    def metrics(self) -> dict[str, int | float]:
        raise NotImplementedError

    def retention(self, now: datetime | None = None) -> dict[str, int]:
        raise NotImplementedError
