"""Putting documents and registry entries in: one transaction each, and the same state whatever came first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from enrichment.decision import Decision
from enrichment.registry import RegistryDecision
from search_ui.library import contents
from search_ui.library.database import Database, batches
from search_ui.library.grouping import Document, Known, recognised
from search_ui.library.keys import (
    LINKING,
    Keys,
    document_keys,
    document_member,
    id_of_record,
    keys_sha256,
    own_ids,
    registry_keys,
    registry_member,
    withdrawn_member,
)
from search_ui.library.publication import DocumentInfo, Event, Publication, PublishResult
from search_ui.library.schema import (
    ALIASES,
    DOCUMENT_VERSIONS,
    DOCUMENTS,
    IDENTITY_KEYS,
    REGISTRY_ENTRIES,
    TOMBSTONES,
)
from search_ui.library.settling import Settlement


def publish(
    database: Database, publication: Publication, now: Callable[[], str], *, backfill: bool = False
) -> PublishResult:
    """See `Library.publish`."""
    decision, info = publication.decision, publication.document
    content = contents.content_of(decision)
    keys = document_keys(decision, info.source, info.record_id)
    ids = own_ids(decision, info.source, info.record_id)
    with database.write() as connection:
        if withdrawn := _withdrawn_as(connection, keys, info):
            return PublishResult(withdrawn, Event.WITHDRAWN)
        stored = _stored_document(connection, info)
        fetched_at = utc(info.fetched_at)
        if stored is not None and (fetched_at or "") < (stored["fetched_at"] or ""):
            _note_version(connection, info, fetched_at)
            return PublishResult(stored["decision_id"], Event.OLDER)
        values = _document_values(decision, info, fetched_at) | {"keys_sha256": keys_sha256(keys, ids)}
        values["content_id"] = contents.store(connection, content)
        _note_version(connection, info, fetched_at)
        if stored is not None and all(stored[name] == value for name, value in values.items() if name not in _SILENT):
            if all(stored[name] == values[name] for name in _SILENT):
                return PublishResult(stored["decision_id"], Event.SAME)
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == stored["id"]).values(**values))
            return PublishResult(stored["decision_id"], Event.REFRESHED)
        settlement = Settlement(connection)
        if stored is None:
            document_id = _insert_document(connection, info, values)
        else:
            document_id = stored["id"]
            settlement.include_keys(_keys_of(connection, document_member(document_id)))
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document_id).values(**values))
        _replace_keys(connection, document_member(document_id), keys)
        connection.execute(delete(ALIASES).where(ALIASES.c.document_id == document_id))
        connection.execute(insert(ALIASES), [{"alias": alias, "document_id": document_id} for alias in ids])
        settlement.include_keys(keys)
        settlement.changed_document(document_id)
        # the same bytes read otherwise: that is our doing, not the court's
        ours = stored is not None and stored["sha256"] == values["sha256"]
        events = settlement.settle(now(), backfill=backfill or ours)
        if stored is not None and stored["content_id"] != values["content_id"]:
            contents.discard_unused(connection, [stored["content_id"]])
        decision_id = connection.execute(
            select(DOCUMENTS.c.decision_id).where(DOCUMENTS.c.id == document_id)
        ).scalar_one()
        return PublishResult(decision_id, events.get(decision_id, Event.SAME))


def publish_registry(
    database: Database, decisions: Iterable[RegistryDecision], now: Callable[[], str], *, backfill: bool = False
) -> int:
    """See `Library.publish_registry`."""
    bodies = {decision.decision_id: _body(decision) for decision in decisions}
    changed = 0
    with database.write() as connection:
        stored = {row.decision_id: row.sha256 for row in connection.execute(select(REGISTRY_ENTRIES))}
        withdrawn = set(connection.execute(select(TOMBSTONES.c.decision_id)).scalars())
        for decision_id in sorted(bodies.keys() - withdrawn):
            body = bodies[decision_id]
            sha256 = _sha256(body)
            keys = registry_keys(body)
            member = registry_member(decision_id)
            keys_before = _keys_of(connection, member)
            if stored.get(decision_id) == sha256 and keys_before == keys:
                continue
            connection.execute(delete(REGISTRY_ENTRIES).where(REGISTRY_ENTRIES.c.decision_id == decision_id))
            connection.execute(insert(REGISTRY_ENTRIES).values(decision_id=decision_id, sha256=sha256, body=body))
            _replace_keys(connection, member, keys)
            settlement = Settlement(connection)
            settlement.include_keys(keys_before | keys)
            settlement.changed_decision(decision_id)
            settlement.settle(now(), backfill=backfill)
            changed += 1
    return changed


# -- the rows --------------------------------------------------------------------------------------------------------

_SILENT = ("sha256", "fetched_at", "reader_version", "enricher_version")
"""What may change without a reader of the decision noticing."""


def _document_values(decision: Decision, info: DocumentInfo, fetched_at: str | None) -> dict[str, Any]:
    return {
        "sha256": info.sha256,
        "url": info.url,
        "fetched_at": fetched_at,
        "media_type": info.media_type,
        "format": info.format or decision.format,
        "method": info.method or decision.method,
        "quality": asdict(info.quality),
        "editorial_note": info.editorial_note or decision.editorial_note,
        "licence": info.licence,
        "reader_version": info.reader_version,
        "enricher_version": info.enricher_version,
    }


def _stored_document(connection: Connection, info: DocumentInfo) -> RowMapping | None:
    return (
        connection.execute(
            select(DOCUMENTS).where(DOCUMENTS.c.source == info.source, DOCUMENTS.c.record_id == info.record_id)
        )
        .mappings()
        .one_or_none()
    )


def _insert_document(connection: Connection, info: DocumentInfo, values: dict[str, Any]) -> int:
    unsettled = {"decision_id": "", "rank": 0, "duplicate": False, "problem": None}
    inserted = connection.execute(
        insert(DOCUMENTS).values(source=info.source, record_id=info.record_id, **unsettled, **values)
    )
    assert inserted.inserted_primary_key is not None
    return int(inserted.inserted_primary_key[0])


def _note_version(connection: Connection, info: DocumentInfo, fetched_at: str | None) -> None:
    where = (
        (DOCUMENT_VERSIONS.c.source == info.source)
        & (DOCUMENT_VERSIONS.c.record_id == info.record_id)
        & (DOCUMENT_VERSIONS.c.sha256 == info.sha256)
    )
    known = connection.execute(select(DOCUMENT_VERSIONS.c.fetched_at).where(where)).one_or_none()
    if known is None:
        connection.execute(
            insert(DOCUMENT_VERSIONS).values(
                source=info.source, record_id=info.record_id, sha256=info.sha256, fetched_at=fetched_at
            )
        )
    elif (known.fetched_at or "") < (fetched_at or ""):
        connection.execute(update(DOCUMENT_VERSIONS).where(where).values(fetched_at=fetched_at))


def _keys_of(connection: Connection, member: str) -> Keys:
    rows = connection.execute(select(IDENTITY_KEYS.c.kind, IDENTITY_KEYS.c.key).where(IDENTITY_KEYS.c.member == member))
    return frozenset((row.kind, row.key) for row in rows)


def _replace_keys(connection: Connection, member: str, keys: Keys) -> None:
    connection.execute(delete(IDENTITY_KEYS).where(IDENTITY_KEYS.c.member == member))
    rows = [{"member": member, "kind": kind, "key": key} for kind, key in sorted(keys)]
    if rows:
        connection.execute(insert(IDENTITY_KEYS), rows)


# -- refusing what was withdrawn -------------------------------------------------------------------------------------


def _withdrawn_as(connection: Connection, keys: Keys, info: DocumentInfo) -> str | None:
    """The withdrawn decision that a document would bring back, if any."""
    suspects: set[str] = set()
    for batch in batches(sorted({key for kind, key in keys if kind in LINKING})):
        suspects |= set(
            connection.execute(
                select(IDENTITY_KEYS.c.member)
                .where(IDENTITY_KEYS.c.key.in_(batch), IDENTITY_KEYS.c.member.startswith(withdrawn_member("")))
                .distinct()
            ).scalars()
        )
    document = Document("", keys, id_of_record(info.source, info.record_id))
    for member in sorted(suspects):
        decision_id = member.removeprefix(withdrawn_member(""))
        if recognised(document, Known(decision_id, _keys_of(connection, member))):
            return decision_id
    return None


# -- plain forms -----------------------------------------------------------------------------------------------------


def _body(decision: RegistryDecision) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(json.dumps(asdict(decision)))
    return body


def _sha256(body: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def utc(moment: str | None) -> str | None:
    """An ISO 8601 time in UTC to the microsecond, so that times compare as text. Raises ValueError on anything else."""
    if moment is None:
        return None
    parsed = datetime.fromisoformat(moment)
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=UTC)
    return parsed.astimezone(UTC).isoformat(timespec="microseconds")
