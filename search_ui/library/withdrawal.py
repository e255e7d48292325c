"""Taking a decision out for good: a court's order, a re-anonymisation, a justified request."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, insert, select, tuple_

from search_ui.library.contents import discard_unused
from search_ui.library.database import Database
from search_ui.library.keys import document_member, registry_member, withdrawn_member
from search_ui.library.publication import Event
from search_ui.library.schema import (
    ALIASES,
    DECISIONS,
    DOCUMENT_VERSIONS,
    DOCUMENTS,
    IDENTITY_KEYS,
    REGISTRY_ENTRIES,
    TOMBSTONES,
)
from search_ui.library.settling import Settlement
from search_ui.library.views import Withdrawal, WithdrawnRecord


def withdraw(database: Database, decision_id: str, reason: str, now: Callable[[], str]) -> Withdrawal | None:
    """See `Library.withdraw`."""
    with database.write() as connection:
        earlier = connection.execute(select(TOMBSTONES).where(TOMBSTONES.c.decision_id == decision_id)).one_or_none()
        if earlier is not None:
            return Withdrawal(decision_id, earlier.reason, earlier.at)
        if connection.execute(select(DECISIONS.c.id).where(DECISIONS.c.id == decision_id)).one_or_none() is None:
            return None
        at = now()
        documents = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.decision_id == decision_id)).all()
        ids = [document.id for document in documents]
        records = [(document.source, document.record_id) for document in documents]
        members = [registry_member(decision_id), *(document_member(document_id) for document_id in ids)]
        of_members = IDENTITY_KEYS.c.member.in_(members)
        keys = frozenset(
            (row.kind, row.key)
            for row in connection.execute(select(IDENTITY_KEYS.c.kind, IDENTITY_KEYS.c.key).where(of_members))
        )
        aliases = set(connection.execute(select(ALIASES.c.alias).where(ALIASES.c.document_id.in_(ids))).scalars())
        of_records = tuple_(DOCUMENT_VERSIONS.c.source, DOCUMENT_VERSIONS.c.record_id).in_(records)
        versions = connection.execute(select(DOCUMENT_VERSIONS).where(of_records)).all()

        connection.execute(insert(TOMBSTONES).values(decision_id=decision_id, reason=reason, at=at))
        connection.execute(delete(ALIASES).where(ALIASES.c.document_id.in_(ids)))
        connection.execute(delete(IDENTITY_KEYS).where(of_members))
        tombstone = withdrawn_member(decision_id)
        recognised_by = sorted(keys | {("alias", alias) for alias in aliases})
        if recognised_by:
            rows = [{"member": tombstone, "kind": kind, "key": key} for kind, key in recognised_by]
            connection.execute(insert(IDENTITY_KEYS), rows)
        connection.execute(delete(DOCUMENT_VERSIONS).where(of_records))
        connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id.in_(ids)))
        connection.execute(delete(REGISTRY_ENTRIES).where(REGISTRY_ENTRIES.c.decision_id == decision_id))
        settlement = Settlement(connection)
        settlement.include_keys(keys)
        settlement.changed_decision(decision_id)
        settlement.settle(at, gone=Event.WITHDRAWN)
        discard_unused(connection, sorted({document.content_id for document in documents}))
    database.erase_remains()
    withdrawn = tuple(sorted(WithdrawnRecord(row.source, row.record_id, row.sha256) for row in versions))
    return Withdrawal(decision_id, reason, at, withdrawn)


def readmit(database: Database, decision_id: str) -> bool:
    """See `Library.readmit`."""
    with database.write() as connection:
        connection.execute(delete(IDENTITY_KEYS).where(IDENTITY_KEYS.c.member == withdrawn_member(decision_id)))
        removed = connection.execute(delete(TOMBSTONES).where(TOMBSTONES.c.decision_id == decision_id))
        return removed.rowcount > 0
