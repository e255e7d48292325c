"""What has been done with each archived record: read, enriched, published or quarantined, and by which version.

All this can be derived again from the archive; it only spares the work. (What reviewers decided cannot: it lies in the
same database, see `review.py`, and is backed up with it.) One row per record, each step committed on its own, so a run
killed at any point goes on where it stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, create_engine, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.sql import Insert

WITHDRAWN = "withdrawn"
"""`published_event` of a record whose decision was withdrawn: its bytes are not read again until they change."""

GONE = "gone"
"""`published_event` of a record that its portal took back; it is published again when the portal serves it again."""

WAITING = "waiting for review"
"""`published_event` of a record whose decision a person has to look at before it is published."""

REJECTED = "left out"
"""`published_event` of a record whose decision is not relevant, by our rules or by a reviewer's word."""

_METADATA = MetaData()

_RECORDS = Table(
    "records",
    _METADATA,
    Column("source", String, primary_key=True),
    Column("record_id", String, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("text_key", String),
    Column("decision_key", String),
    Column("published_key", String),
    Column("published_as", String),
    Column("published_event", String),
    Column("quarantine_kind", String),
    Column("quarantine_reason", String),
)

_BACKFILLS = Table(
    "backfills",
    _METADATA,
    Column("source", String, primary_key=True),
    Column("after_change", Integer, primary_key=True),
    Column("until_change", Integer),
)
"""Stretches of the catalogue's change numbers that were back-fills; the last one may still be open."""


@dataclass(frozen=True, slots=True)
class RecordState:
    """One record's progress. Keys are derivation keys; a quarantined record keeps the key of the failed attempt, so it
    is tried again only when its bytes or our version change."""

    source: str
    record_id: str
    sha256: str
    text_key: str | None = None
    decision_key: str | None = None
    published_key: str | None = None
    published_as: str | None = None
    published_event: str | None = None
    quarantine_kind: str | None = None
    quarantine_reason: str | None = None


class ProcessingState:
    """The table of record states behind a SQLAlchemy URL (SQLite or PostgreSQL)."""

    def __init__(self, url: str) -> None:
        self._engine = state_engine(url)
        _METADATA.create_all(self._engine)

    def all(self, source: str | None = None) -> Iterator[RecordState]:
        """Every row (of `source`), ordered by source and record id."""
        query = select(_RECORDS).order_by(_RECORDS.c.source, _RECORDS.c.record_id)
        if source is not None:
            query = query.where(_RECORDS.c.source == source)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield RecordState(**row._mapping)

    def save(self, *rows: RecordState) -> None:
        """Insert or replace rows in one transaction."""
        if not rows:
            return
        values = [{column.name: getattr(row, column.name) for column in _RECORDS.columns} for row in rows]
        with self._engine.begin() as connection:
            connection.execute(upsert(self._engine, _RECORDS), values)

    def forget(self, source: str, record_id: str) -> None:
        """Drop a row, so that the record is processed from the start."""
        with self._engine.begin() as connection:
            connection.execute(_RECORDS.delete().where(_RECORDS.c.source == source, _RECORDS.c.record_id == record_id))

    def counts(self) -> dict[str, dict[str, int]]:
        """Per source: records, read, enriched, published, quarantined."""
        columns = {
            "records": func.count(),
            "read": func.count(_RECORDS.c.text_key).filter(_RECORDS.c.quarantine_kind.is_(None)),
            "enriched": func.count(_RECORDS.c.decision_key).filter(_RECORDS.c.quarantine_kind.is_(None)),
            "published": func.count(_RECORDS.c.published_key).filter(_RECORDS.c.quarantine_kind.is_(None)),
            "quarantined": func.count(_RECORDS.c.quarantine_kind),
        }
        query = select(_RECORDS.c.source, *(value.label(name) for name, value in columns.items()))
        with self._engine.connect() as connection:
            rows = connection.execute(query.group_by(_RECORDS.c.source).order_by(_RECORDS.c.source)).all()
        return {row.source: {name: row._mapping[name] for name in columns} for row in rows}

    def quarantined(self, source: str | None = None) -> list[RecordState]:
        """Records that could not be read or enriched, with the reason."""
        return [row for row in self.all(source) if row.quarantine_kind]

    def begin_backfill(self, source: str, change: int) -> None:
        """Records of `source` with a higher change number are back-fills, until `end_backfill`."""
        with self._engine.begin() as connection:
            own = (_BACKFILLS.c.source == source) & (_BACKFILLS.c.after_change == change)
            connection.execute(_BACKFILLS.delete().where(own))
            connection.execute(_BACKFILLS.insert().values(source=source, after_change=change))

    def end_backfill(self, source: str, change: int) -> None:
        """The back-fill of `source`, if one is open, ends with this change number."""
        with self._engine.begin() as connection:
            is_open = (_BACKFILLS.c.source == source) & _BACKFILLS.c.until_change.is_(None)
            connection.execute(_BACKFILLS.update().where(is_open).values(until_change=change))

    def backfills(self, source: str) -> list[tuple[int, int | None]]:
        """The back-fills of `source`: change numbers above the first, up to the second (None: still open)."""
        found = select(_BACKFILLS.c.after_change, _BACKFILLS.c.until_change).where(_BACKFILLS.c.source == source)
        with self._engine.connect() as connection:
            return [(row[0], row[1]) for row in connection.execute(found.order_by(_BACKFILLS.c.after_change))]

    def close(self) -> None:
        """Release the connections."""
        self._engine.dispose()


def state_engine(url: str) -> Engine:
    """The engine behind the URL of the processing state; SQLite in WAL mode, patient with other writers."""
    engine = create_engine(url)
    if make_url(url).get_backend_name() == "sqlite":

        @event.listens_for(engine, "connect")
        def _configure(connection: object, _record: object) -> None:
            cursor = connection.cursor()  # type: ignore[attr-defined]
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=NORMAL")
            cursor.execute("PRAGMA busy_timeout=60000")
            cursor.close()

    return engine


def upsert(engine: Engine, table: Table) -> Insert:
    """An insert into `table` that replaces the row with the same primary key."""
    dialect = postgresql if engine.dialect.name == "postgresql" else sqlite
    statement: sqlite.Insert | postgresql.Insert = dialect.insert(table)
    changed = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    keys = [column.name for column in table.primary_key.columns]
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
