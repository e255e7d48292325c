"""What the ledger quotes of decisions, for whoever checks that no protected name stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url, select

from search_ui.alerts.opening import LAYOUT
from search_ui.alerts.schema import DELIVERIES
from search_ui.library.database import Database


def open_ledger(url: str) -> Database | None:
    """The database of the alerts at a SQLAlchemy URL; None where there is none yet (a file is not made)."""
    at = make_url(url)
    if at.get_backend_name() == "sqlite" and not (at.database and Path(at.database).is_file()):
        return None
    return Database.open(url, LAYOUT)


def quotations(ledger: Database, decision_id: str) -> Iterator[str]:
    """The passages quoted as evidence in the lines about a decision. What a subscriber typed is not quoted from it."""
    with ledger.read() as connection:
        of_decision = select(DELIVERIES.c.evidence).where(DELIVERIES.c.decision_id == decision_id)
        for evidence in connection.execute(of_decision).scalars():
            yield from (reason["snippet"] for reason in evidence if reason.get("snippet"))
