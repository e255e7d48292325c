"""Which matches travel together: those of one subscriber, channel and cadence; of a webhook, those of one alert."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, select

from search_ui.alerts import cadence as clockwork
from search_ui.alerts.model import Channel, DeliveryState
from search_ui.alerts.rows import moment
from search_ui.alerts.schema import DELIVERIES, SUBSCRIBERS, SUBSCRIPTIONS

MOST_IN_A_MESSAGE = 200


@dataclass(frozen=True, slots=True)
class Together:
    """Rows of the ledger (by id) that make one message. `subscription_id` only where it has a message of its own."""

    ids: tuple[str, ...]
    subscriber_id: str | None
    channel: str
    cadence: str
    subscription_id: str | None


def gathered(
    connection: Connection, channel: Channel | None, window: timedelta | None, now: datetime
) -> Iterator[Together]:
    """The rows that wait for a message (of one channel, or of all) and have waited long enough, oldest first; all are
    read before the first is given."""
    found = (
        select(
            DELIVERIES.c.id,
            DELIVERIES.c.matched_at,
            DELIVERIES.c.subscription_id,
            SUBSCRIPTIONS.c.subscriber_id,
            SUBSCRIPTIONS.c.channel,
            SUBSCRIPTIONS.c.cadence,
            SUBSCRIBERS.c.time_zone,
        )
        .join(SUBSCRIPTIONS, SUBSCRIPTIONS.c.id == DELIVERIES.c.subscription_id)
        .outerjoin(SUBSCRIBERS, SUBSCRIBERS.c.id == SUBSCRIPTIONS.c.subscriber_id)
        .where(
            DELIVERIES.c.state == DeliveryState.MATCHED.value,
            (SUBSCRIBERS.c.state == "active") | SUBSCRIPTIONS.c.subscriber_id.is_(None),
            SUBSCRIPTIONS.c.channel != "atom",
        )
        .order_by(DELIVERIES.c.sequence, DELIVERIES.c.id)
    )
    if channel is not None:
        found = found.where(SUBSCRIPTIONS.c.channel == channel)
    groups: dict[tuple[str | None, str, str, str | None], list[RowMapping]] = {}
    for row in connection.execute(found).mappings():
        alone = row["subscription_id"] if row["channel"] == "webhook" else None
        groups.setdefault((row["subscriber_id"], row["channel"], row["cadence"], alone), []).append(row)
    options = {} if window is None else {"window": window}
    for (subscriber_id, of_channel, how_often, alone), members in groups.items():
        since = min(moment(row["matched_at"]) or now for row in members)
        if clockwork.is_due(how_often, since, now, members[0]["time_zone"] or "UTC", **options):
            for start in range(0, len(members), MOST_IN_A_MESSAGE):
                ids = tuple(row["id"] for row in members[start : start + MOST_IN_A_MESSAGE])
                yield Together(ids, subscriber_id, of_channel, how_often, alone)
