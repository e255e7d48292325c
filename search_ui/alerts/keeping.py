"""What is kept, for how long, what a subscriber can take along, and the numbers an operator sees."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from search_ui.alerts.ledger import WAITING
from search_ui.alerts.rows import deliveries_from, stamp, subscriber_from, subscription_from
from search_ui.alerts.schema import (
    BATCHES,
    DELIVERIES,
    EVENTS,
    HISTORY,
    SUBSCRIBERS,
    SUBSCRIPTIONS,
    SUPPRESSIONS,
    TOKENS,
)
from search_ui.alerts.secrecy import Vault

KEEP_EVIDENCE = timedelta(days=90)
"""How long the ledger says why, and every step. After that it says only that something was told, when and how it ended:
enough never to tell it twice."""

KEEP_DELETED = timedelta(days=30)
"""How long the ledger of a deleted alert stays."""

KEEP_UNCONFIRMED = timedelta(days=7)
"""How long an address waits for its owner to agree."""

_FINISHED = ("sent", "bounced", "withheld", "cancelled")


def retention(connection: Connection, now: datetime) -> dict[str, int]:
    """See `Alerts.retention` (unconfirmed subscribers are erased by the caller)."""
    done: dict[str, int] = {}
    old = (DELIVERIES.c.state.in_(_FINISHED)) & (DELIVERIES.c.state_at < stamp(now - KEEP_EVIDENCE))
    rows = select(DELIVERIES.c.id).where(old)
    done["history"] = connection.execute(delete(HISTORY).where(HISTORY.c.delivery_id.in_(rows))).rowcount
    done["evidence"] = connection.execute(update(DELIVERIES).where(old).values(evidence=[], batch_id=None)).rowcount
    deleted = select(SUBSCRIPTIONS.c.id).where(SUBSCRIPTIONS.c.state == "deleted")
    gone = (DELIVERIES.c.subscription_id.in_(deleted)) & (DELIVERIES.c.state_at < stamp(now - KEEP_DELETED))
    gone &= DELIVERIES.c.state.in_(_FINISHED)
    rows = select(DELIVERIES.c.id).where(gone)
    connection.execute(delete(HISTORY).where(HISTORY.c.delivery_id.in_(rows)))
    done["deliveries"] = connection.execute(delete(DELIVERIES).where(gone)).rowcount
    in_use = select(DELIVERIES.c.subscription_id).distinct()
    done["subscriptions"] = connection.execute(
        delete(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.state == "deleted", SUBSCRIPTIONS.c.id.not_in(in_use))
    ).rowcount
    held = select(DELIVERIES.c.batch_id).where(DELIVERIES.c.batch_id.is_not(None)).distinct()
    finished = (BATCHES.c.finished_at < stamp(now - KEEP_EVIDENCE)) & BATCHES.c.id.not_in(held)
    done["messages"] = connection.execute(delete(BATCHES).where(finished)).rowcount
    done["tokens"] = connection.execute(delete(TOKENS).where(TOKENS.c.expires_at < stamp(now))).rowcount
    return done


def never_confirmed(connection: Connection, now: datetime) -> list[str]:
    """The subscribers that have not agreed in time."""
    late = (SUBSCRIBERS.c.state == "unconfirmed") & (SUBSCRIBERS.c.created_at < stamp(now - KEEP_UNCONFIRMED))
    return list(connection.execute(select(SUBSCRIBERS.c.id).where(late).order_by(SUBSCRIBERS.c.id)).scalars())


def export(connection: Connection, subscriber_id: str, vault: Vault) -> dict[str, Any] | None:
    """Everything kept of a subscriber, ready for JSON; None when there is no such subscriber."""
    found = select(SUBSCRIBERS).where(SUBSCRIBERS.c.id == subscriber_id)
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        return None
    who = subscriber_from(row, vault)
    of_subscriber = select(SUBSCRIPTIONS).where(
        SUBSCRIPTIONS.c.subscriber_id == subscriber_id, SUBSCRIPTIONS.c.state != "deleted"
    )
    own = connection.execute(of_subscriber.order_by(SUBSCRIPTIONS.c.created_at, SUBSCRIPTIONS.c.id)).mappings().all()
    ids = select(SUBSCRIPTIONS.c.id).where(SUBSCRIPTIONS.c.subscriber_id == subscriber_id)
    told = connection.execute(
        select(DELIVERIES).where(DELIVERIES.c.subscription_id.in_(ids)).order_by(DELIVERIES.c.sequence, DELIVERIES.c.id)
    ).mappings()
    return {
        "subscriber": {
            "id": who.id,
            "email": who.email,
            "language": who.language,
            "time_zone": who.time_zone,
            "state": who.state,
            "paused_reason": who.paused_reason,
            "created_at": row["created_at"],
            "last_message_at": row["last_message_at"],
        },
        "alerts": [_exported(item, vault) for item in own],
        "ledger": [
            {
                "alert": item.subscription_id,
                "decision": item.decision_id,
                "event": item.event.kind.value,
                "state": item.state.value,
                "matched_at": stamp(item.matched_at) if item.matched_at else None,
                "message_id": item.message_id,
                "withheld_reason": item.withheld_reason,
                "why": [reason.how for reason in item.evidence],
                "history": [
                    {"at": stamp(line.at), "state": line.state.value, "note": line.note} for line in item.history
                ],
            }
            for item in deliveries_from(connection, told)
        ],
    }


def _exported(row: Any, vault: Vault) -> dict[str, Any]:  # noqa: ANN401 - a row of the database
    one = subscription_from(row, vault)
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind,
        "query": one.query,
        "filters": {facet: list(values) for facet, values in one.filters.items()},
        "concepts_on": one.concepts_on,
        "target": one.target,
        "events": [kind.value for kind in one.events],
        "channel": one.channel,
        "webhook_url": one.webhook_url,
        "cadence": one.cadence,
        "digest_when_silent": one.digest_when_silent,
        "include_backfills": one.include_backfills,
        "state": one.state,
        "state_reason": one.state_reason,
        "created_at": row["created_at"],
    }


def metrics(connection: Connection, now: datetime) -> dict[str, int | float]:
    """See `Alerts.metrics`."""
    found: dict[str, int | float] = {}
    for table, name in ((SUBSCRIBERS, "subscribers"), (SUBSCRIPTIONS, "subscriptions"), (DELIVERIES, "deliveries")):
        counted = select(table.c.state, func.count()).group_by(table.c.state)
        found |= {f"{name}_{row[0]}": row[1] for row in connection.execute(counted)}
    counted = select(BATCHES.c.state, func.count()).group_by(BATCHES.c.state)
    found |= {f"messages_{row[0]}": row[1] for row in connection.execute(counted)}
    found["events"] = connection.execute(select(func.count()).select_from(EVENTS)).scalar_one()
    found["suppressions"] = connection.execute(select(func.count()).select_from(SUPPRESSIONS)).scalar_one()
    oldest = connection.execute(
        select(func.min(DELIVERIES.c.matched_at))
        .join(SUBSCRIPTIONS, SUBSCRIPTIONS.c.id == DELIVERIES.c.subscription_id)
        .where(DELIVERIES.c.state.in_(WAITING), SUBSCRIPTIONS.c.cadence == "at_once")
    ).scalar()
    waiting = (now - datetime.fromisoformat(oldest)).total_seconds() if oldest else 0.0
    found["oldest_waiting_at_once_seconds"] = max(waiting, 0.0)
    return found
