"""Whether the library is whole, and a hash to compare two libraries by."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select, text

from search_ui.library import contents
from search_ui.library.database import Database
from search_ui.library.schema import (
    ALIASES,
    CITATIONS,
    CONTENTS,
    DECISIONS,
    DOCUMENT_VERSIONS,
    DOCUMENTS,
    FACTS,
    IDENTIFIERS,
    IDENTITY_KEYS,
    LATEST_CHANGES,
    PARAGRAPHS,
    PERSONS,
    PUBLICATIONS,
    REGISTRY_ENTRIES,
    TOMBSTONES,
)


def fingerprint(database: Database) -> str:
    """See `Library.fingerprint`."""
    digest = hashlib.sha256()
    with database.read() as connection:
        for part in _parts(connection):
            digest.update(json.dumps(part, ensure_ascii=False, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def _parts(connection: Connection) -> Iterator[Any]:
    """Everything the library holds but numbers and times given on the way in, in an order of its own."""
    yield from _rows(connection, select(REGISTRY_ENTRIES).order_by(REGISTRY_ENTRIES.c.decision_id))
    content_hash = {row.id: row.sha256 for row in connection.execute(select(CONTENTS.c.id, CONTENTS.c.sha256))}
    for content_id in sorted(content_hash, key=lambda key: content_hash[key]):
        yield content_hash[content_id]
        yield connection.execute(select(CONTENTS.c.header).where(CONTENTS.c.id == content_id)).scalar_one()
        yield contents.stored_rows(connection, content_id)
        resolved = select(CITATIONS.c.key, CITATIONS.c.status, CITATIONS.c.resolved_id).order_by(CITATIONS.c.n)
        yield from _rows(connection, resolved.where(CITATIONS.c.content_id == content_id))
    aliases = defaultdict(list)
    for row in connection.execute(select(ALIASES).order_by(ALIASES.c.alias)):
        aliases[row.document_id].append(row.alias)
    keys = defaultdict(list)
    for row in connection.execute(select(IDENTITY_KEYS).order_by(IDENTITY_KEYS.c.kind, IDENTITY_KEYS.c.key)):
        keys[row.member].append((row.kind, row.key))
    for document in _rows(connection, select(DOCUMENTS).order_by(DOCUMENTS.c.source, DOCUMENTS.c.record_id)):
        document_id = document.pop("id")
        del document["fetched_at"]
        document["content"] = content_hash[document.pop("content_id")]
        yield [document, aliases[document_id], keys.pop(f"d{document_id}", [])]
    yield sorted(keys.items())
    versions = (DOCUMENT_VERSIONS.c.source, DOCUMENT_VERSIONS.c.record_id, DOCUMENT_VERSIONS.c.sha256)
    yield from _rows(connection, select(*versions).order_by(*versions))
    for decision in _rows(connection, select(DECISIONS).order_by(DECISIONS.c.id)):
        shown = decision.pop("shown_content_id")
        yield [decision, None if shown is None else content_hash[shown]]
    yield from _rows(connection, select(IDENTIFIERS).order_by(IDENTIFIERS.c.decision_id, IDENTIFIERS.c.key))
    tombstones = select(TOMBSTONES.c.decision_id, TOMBSTONES.c.reason).order_by(TOMBSTONES.c.decision_id)
    yield from _rows(connection, tombstones)


def _rows(connection: Connection, query: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any select
    for row in connection.execute(query).mappings():
        yield dict(row)


def check(database: Database) -> list[str]:
    """See `Library.check_integrity`."""
    with database.read() as connection:
        return [problem for check_ in _CHECKS for problem in check_(connection)]


def _database_is_sound(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for (line,) in connection.execute(text("PRAGMA integrity_check(20)")):
            if line != "ok":
                yield f"database: {line}"


def _contents_are_what_was_published(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(CONTENTS.c.id, CONTENTS.c.sha256)).all():
        header = connection.execute(select(CONTENTS.c.header).where(CONTENTS.c.id == row.id)).scalar_one()
        if contents.hash_rows(header, *contents.stored_rows(connection, row.id)) != row.sha256:
            yield f"content {row.sha256[:12]} is not what was published"


def _everything_has_its_owner(connection: Connection) -> Iterator[str]:
    used = select(DOCUMENTS.c.content_id)
    for sha256 in connection.execute(select(CONTENTS.c.sha256).where(CONTENTS.c.id.not_in(used))).scalars():
        yield f"content {sha256[:12]} belongs to no document"
    for table in (PARAGRAPHS, FACTS, CITATIONS, PERSONS):
        orphans = connection.execute(
            select(func.count()).select_from(table).where(table.c.content_id.not_in(select(CONTENTS.c.id)))
        ).scalar_one()
        if orphans:
            yield f"{orphans} rows of {table.name} belong to no content"
    of_no_decision = select(DOCUMENTS).where(DOCUMENTS.c.decision_id.not_in(select(DECISIONS.c.id)))
    for row in connection.execute(of_no_decision):
        yield f"document {row.source}/{row.record_id} belongs to no decision"
    of_nothing = select(DECISIONS.c.id).where(
        DECISIONS.c.id.not_in(select(DOCUMENTS.c.decision_id)),
        DECISIONS.c.id.not_in(select(REGISTRY_ENTRIES.c.decision_id)),
    )
    for decision_id in connection.execute(of_nothing).scalars():
        yield f"{decision_id} has neither documents nor a registry entry"
    unlisted = select(REGISTRY_ENTRIES.c.decision_id).where(
        REGISTRY_ENTRIES.c.decision_id.not_in(select(DECISIONS.c.id))
    )
    for decision_id in connection.execute(unlisted).scalars():
        yield f"the registry entry {decision_id} is not among the decisions"


def _withdrawn_is_gone(connection: Connection) -> Iterator[str]:
    back = select(TOMBSTONES.c.decision_id).where(
        TOMBSTONES.c.decision_id.in_(select(DECISIONS.c.id))
        | TOMBSTONES.c.decision_id.in_(select(REGISTRY_ENTRIES.c.decision_id))
        | TOMBSTONES.c.decision_id.in_(select(DOCUMENTS.c.decision_id))
    )
    for decision_id in connection.execute(back).scalars():
        yield f"{decision_id} was withdrawn but something of it is there"


def _sequence_is_complete(connection: Connection) -> Iterator[str]:
    count, last = connection.execute(select(func.count(), func.max(PUBLICATIONS.c.sequence))).one()
    if count != (last or 0):
        yield f"the sequence log ends at {last} but has {count} lines"
    unlogged = select(DECISIONS.c.id).where(DECISIONS.c.id.not_in(select(LATEST_CHANGES.c.decision_id)))
    for decision_id in connection.execute(unlogged).scalars():
        yield f"{decision_id} was never written to the sequence log"


def _citations_lead_somewhere(connection: Connection) -> Iterator[str]:
    lost = connection.execute(
        select(func.count()).where(
            CITATIONS.c.resolved_id.is_not(None), CITATIONS.c.resolved_id.not_in(select(DECISIONS.c.id))
        )
    ).scalar_one()
    if lost:
        yield f"{lost} citations lead to decisions that are not there"


_CHECKS = (
    _database_is_sound,
    _contents_are_what_was_published,
    _everything_has_its_owner,
    _withdrawn_is_gone,
    _sequence_is_complete,
    _citations_lead_somewhere,
)
