"""How much the library holds, from where, and the log of what was published."""

from __future__ import annotations

from sqlalchemy import distinct, func, select

from search_ui.library.database import Database
from search_ui.library.publication import Change, Event
from search_ui.library.schema import CONTENTS, DECISIONS, DOCUMENTS, PUBLICATIONS, TOMBSTONES
from search_ui.library.views import SourceCoverage

REGISTRY = "registry"
"""The name of the registry among the sources."""


def coverage(database: Database) -> list[SourceCoverage]:
    """See `Library.coverage`."""
    with database.read() as connection:
        rows = connection.execute(
            select(
                DOCUMENTS.c.source,
                func.count(distinct(DOCUMENTS.c.decision_id)),
                func.count(),
                func.count().filter(DOCUMENTS.c.duplicate),
                func.count().filter(DOCUMENTS.c.editorial_note),
                func.min(DECISIONS.c.date),
                func.max(DECISIONS.c.date),
                func.max(DOCUMENTS.c.fetched_at),
            )
            .join(DECISIONS, DECISIONS.c.id == DOCUMENTS.c.decision_id)
            .group_by(DOCUMENTS.c.source)
        ).all()
        found = [
            SourceCoverage(source, decisions, documents, duplicates, notes, 0, oldest, newest, fetched)
            for source, decisions, documents, duplicates, notes, oldest, newest, fetched in rows
        ]
        registered = connection.execute(
            select(
                func.count(),
                func.count().filter(DECISIONS.c.text_available == "none"),
                func.min(DECISIONS.c.date),
                func.max(DECISIONS.c.date),
            ).where(DECISIONS.c.registered)
        ).one()
        if registered[0]:
            count, without_text, oldest, newest = registered
            found.append(SourceCoverage(REGISTRY, count, 0, 0, 0, without_text, oldest, newest, None))
    return sorted(found, key=lambda item: item.source)


def counts(database: Database) -> dict[str, int]:
    """See `Library.counts`."""
    text = DECISIONS.c.text_available
    with database.read() as connection:
        totals = connection.execute(
            select(
                func.count().label("decisions"),
                func.count().filter(text == "court").label("with_court_text"),
                func.count().filter(text == "editorial_note").label("with_editorial_note"),
                func.count().filter(text == "none").label("without_text"),
                select(func.count()).select_from(DOCUMENTS).scalar_subquery().label("documents"),
                select(func.coalesce(func.sum(CONTENTS.c.paragraph_count), 0)).scalar_subquery().label("paragraphs"),
                func.count(distinct(DECISIONS.c.case_key)).label("cases"),
                func.count(distinct(DECISIONS.c.court_id)).label("courts"),
                func.count(distinct(DECISIONS.c.forum)).filter(DECISIONS.c.forum != "INTL").label("countries"),
                func.count(distinct(DECISIONS.c.language)).label("languages"),
                select(func.count()).select_from(TOMBSTONES).scalar_subquery().label("withdrawn"),
            )
        ).one()
        return {name: int(value) for name, value in totals._mapping.items()}


def last_sequence(database: Database) -> int:
    """See `Library.last_sequence`."""
    with database.read() as connection:
        return int(connection.execute(select(func.coalesce(func.max(PUBLICATIONS.c.sequence), 0))).scalar_one())


def changes(database: Database, since_sequence: int, limit: int) -> list[Change]:
    """See `Library.changes`."""
    query = select(PUBLICATIONS).where(PUBLICATIONS.c.sequence > since_sequence).order_by(PUBLICATIONS.c.sequence)
    with database.read() as connection:
        rows = connection.execute(query.limit(limit)).all()
    return [Change(row.sequence, row.decision_id, Event(row.event), row.at, row.backfill) for row in rows]
