"""From the rows of the database to the data of alerts and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from search_ui.alerts.model import (
    Delivery,
    DeliveryState,
    Event,
    EventKind,
    HistoryLine,
    Reason,
    Subscriber,
    Subscription,
)
from search_ui.alerts.schema import BATCHES, HISTORY, PROGRESS
from search_ui.alerts.secrecy import Vault
from search_ui.library.database import batches


def stamp(moment: datetime) -> str:
    """A moment as it is stored. Raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(stored: str | None) -> datetime | None:
    """A stored moment."""
    return None if stored is None else datetime.fromisoformat(stored)


def subscriber_from(row: RowMapping, vault: Vault) -> Subscriber:
    """A subscriber from its row."""
    return Subscriber(
        id=row["id"],
        email=vault.open_text(row["email_sealed"]),
        language=row["language"],
        time_zone=row["time_zone"],
        state=row["state"],
        paused_reason=row["paused_reason"],
        created_at=moment(row["created_at"]),
    )


def subscription_from(row: RowMapping, vault: Vault) -> Subscription:
    """A subscription from its row."""
    return Subscription(
        id=row["id"],
        subscriber_id=row["subscriber_id"],
        name=row["name"],
        kind=row["kind"],
        query=row["query"],
        filters={facet: tuple(values) for facet, values in row["filters"].items()},
        concepts_on=row["concepts_on"],
        target=row["target"],
        events=tuple(EventKind(kind) for kind in row["events"]),
        channel=row["channel"],
        webhook_url=vault.open_text(row["webhook_url_sealed"]),
        webhook_secret=vault.open_text(row["webhook_secret_sealed"]),
        cadence=row["cadence"],
        digest_when_silent=row["digest_when_silent"],
        include_backfills=row["include_backfills"],
        state=row["state"],
        state_reason=row["state_reason"],
        created_at=moment(row["created_at"]),
        starts_at_sequence=row["starts_at_sequence"],
    )


def event_from(row: RowMapping) -> Event:
    """An event of the event log from its row."""
    return Event(
        decision_id=row["decision_id"],
        kind=EventKind(row["kind"]),
        key=row["key"],
        sequence=row["sequence"],
        at=row["at"],
        backfill=row["backfill"],
        related=row["related"],
        note=row["note"],
    )


def deliveries_from(connection: Connection, rows: Iterable[RowMapping], *, history: bool = True) -> list[Delivery]:
    """Deliveries from their rows, in the order given, with message and history."""
    rows = list(rows)
    of_batch: dict[str, RowMapping] = {}
    lines: dict[str, list[HistoryLine]] = {}
    for ids in batches(sorted({row["batch_id"] for row in rows if row["batch_id"]})):
        columns = select(BATCHES.c.id, BATCHES.c.message_id, BATCHES.c.attempts, BATCHES.c.next_attempt_at)
        of_batch |= {row["id"]: row for row in connection.execute(columns.where(BATCHES.c.id.in_(ids))).mappings()}
    if history:
        for ids in batches([row["id"] for row in rows]):
            found = (
                select(HISTORY).where(HISTORY.c.delivery_id.in_(ids)).order_by(HISTORY.c.delivery_id, HISTORY.c.step)
            )
            for line in connection.execute(found):
                at = datetime.fromisoformat(line.at)
                lines.setdefault(line.delivery_id, []).append(HistoryLine(at, DeliveryState(line.state), line.note))
    return [_delivery(row, of_batch.get(row["batch_id"]), lines.get(row["id"], ())) for row in rows]


def _delivery(row: RowMapping, batch: RowMapping | None, lines: Sequence[HistoryLine]) -> Delivery:
    return Delivery(
        id=row["id"],
        subscription_id=row["subscription_id"],
        decision_id=row["decision_id"],
        event=Event(
            decision_id=row["decision_id"],
            kind=EventKind(row["kind"]),
            key=row["event_key"],
            sequence=row["sequence"],
            at=row["event_at"],
            backfill=row["backfill"],
            related=row["related"],
            note=row["note"],
        ),
        state=DeliveryState(row["state"]),
        evidence=tuple(reason_from(reason) for reason in row["evidence"]),
        withheld_reason=row["withheld_reason"],
        message_id=batch["message_id"] if batch else None,
        batch_id=row["batch_id"],
        attempts=batch["attempts"] if batch else 0,
        next_attempt_at=moment(batch["next_attempt_at"]) if batch else None,
        matched_at=moment(row["matched_at"]),
        history=tuple(lines),
    )


def reason_from(stored: Mapping[str, Any]) -> Reason:
    """A reason as it was stored."""
    marks = tuple((start, end) for start, end in stored.get("marks", ()))
    return Reason(**{**stored, "marks": marks})


def reason_to(reason: Reason) -> dict[str, Any]:
    """A reason as it is stored: what it leaves open is left out."""
    return {name: value for name, value in asdict(reason).items() if value not in (None, ())}


def progress(connection: Connection, name: str) -> str | None:
    """A value of the table of progress."""
    return connection.execute(select(PROGRESS.c.value).where(PROGRESS.c.name == name)).scalar()


def set_progress(connection: Connection, name: str, value: str) -> None:
    """Write a value of the table of progress."""
    if progress(connection, name) is None:
        connection.execute(PROGRESS.insert().values(name=name, value=value))
    else:
        connection.execute(PROGRESS.update().where(PROGRESS.c.name == name).values(value=value))
