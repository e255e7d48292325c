"""Taking a decision out for good: a court's order, a re-anonymisation, a justified request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, tuple_

from search_ui.library.contents import discard_unused
from search_ui.library.database import Database
from search_ui.library.keys import Keys, document_member, registry_member, withdrawn_member
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
        aliases = _aliases(connection, documents)
        entry = registry_member(decision_id)
        keys, versions = _delete_documents(connection, documents)
        keys |= _keys(connection, [entry])
        connection.execute(delete(IDENTITY_KEYS).where(IDENTITY_KEYS.c.member == entry))
        connection.execute(delete(REGISTRY_ENTRIES).where(REGISTRY_ENTRIES.c.decision_id == decision_id))

        connection.execute(insert(TOMBSTONES).values(decision_id=decision_id, reason=reason, at=at))
        tombstone = withdrawn_member(decision_id)
        recognised_by = sorted(keys | {("alias", alias) for alias in aliases})
        if recognised_by:
            rows = [{"member": tombstone, "kind": kind, "key": key} for kind, key in recognised_by]
            connection.execute(insert(IDENTITY_KEYS), rows)
        settlement = Settlement(connection)
        settlement.include_keys(keys)
        settlement.changed_decision(decision_id)
        settlement.settle(at, gone=Event.WITHDRAWN)
        discard_unused(connection, sorted({document.content_id for document in documents}))
    database.erase_remains()
    return Withdrawal(decision_id, reason, at, versions)


def remove_document(database: Database, source: str, record_id: str, now: Callable[[], str]) -> str | None:
    """See `Library.remove_document`."""
    with database.write() as connection:
        document = connection.execute(
            select(DOCUMENTS).where(DOCUMENTS.c.source == source, DOCUMENTS.c.record_id == record_id)
        ).one_or_none()
        if document is None:
            return None
        keys, _ = _delete_documents(connection, [document])
        settlement = Settlement(connection)
        settlement.include_keys(keys)
        settlement.changed_decision(document.decision_id)
        settlement.settle(now(), gone=Event.REMOVED)
        discard_unused(connection, [document.content_id])
    database.erase_remains()
    return str(document.decision_id)


def _delete_documents(
    connection: Connection, documents: Sequence[Row[Any]]
) -> tuple[Keys, tuple[WithdrawnRecord, ...]]:
    """Delete documents and what leads to them (but not their contents). Returns their keys and all their versions."""
    ids = [document.id for document in documents]
    members = [document_member(document_id) for document_id in ids]
    records = [(document.source, document.record_id) for document in documents]
    of_records = tuple_(DOCUMENT_VERSIONS.c.source, DOCUMENT_VERSIONS.c.record_id).in_(records)
    keys = _keys(connection, members)
    versions = connection.execute(select(DOCUMENT_VERSIONS).where(of_records)).all()
    connection.execute(delete(ALIASES).where(ALIASES.c.document_id.in_(ids)))
    connection.execute(delete(IDENTITY_KEYS).where(IDENTITY_KEYS.c.member.in_(members)))
    connection.execute(delete(DOCUMENT_VERSIONS).where(of_records))
    connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id.in_(ids)))
    return keys, tuple(sorted(WithdrawnRecord(row.source, row.record_id, row.sha256) for row in versions))


def _keys(connection: Connection, members: Sequence[str]) -> Keys:
    of_members = IDENTITY_KEYS.c.member.in_(members)
    rows = connection.execute(select(IDENTITY_KEYS.c.kind, IDENTITY_KEYS.c.key).where(of_members))
    return frozenset((row.kind, row.key) for row in rows)


def _aliases(connection: Connection, documents: Sequence[Row[Any]]) -> set[str]:
    ids = [document.id for document in documents]
    return set(connection.execute(select(ALIASES.c.alias).where(ALIASES.c.document_id.in_(ids))).scalars())


def readmit(database: Database, decision_id: str) -> bool:
    """See `Library.readmit`."""
    with database.write() as connection:
        connection.execute(delete(IDENTITY_KEYS).where(IDENTITY_KEYS.c.member == withdrawn_member(decision_id)))
        removed = connection.execute(delete(TOMBSTONES).where(TOMBSTONES.c.decision_id == decision_id))
        return removed.rowcount > 0
