"""The connection to a database of ours: transactions, the writers' lock, and the schema brought up to date. The library
is one; the alerts are another."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, column, create_engine, event, inspect, select, text
from sqlalchemy import table as table_named
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from search_ui.library.schema import REVISION

_BUSY_MS = 120_000
_MOMENT_MS = 2_000
_PER_STATEMENT = 500

T = TypeVar("T")


class LibraryTooNew(RuntimeError):
    """A later version of this program wrote the database; the message says so in one line."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a database is laid out as: its name in messages, the schema revision this program reads and writes, the
    table Alembic keeps the revision in, how to get there (False when the revision is a later version's), and the number
    of the writers' lock (any fixed one)."""

    name: str
    revision: str
    revision_table: str
    upgrade: Callable[[Connection, str | None], bool]
    lock: int


def _upgrade(connection: Connection, current: str | None) -> bool:
    from search_ui.library.migrations import upgrade

    return upgrade(connection, current)


LIBRARY = Layout("library", REVISION, "alembic_version", _upgrade, 0x756A_6C69_6272)  # the bytes of "ujlibr"


class Database:
    """Connections to one database."""

    def __init__(self, engine: Engine, layout: Layout = LIBRARY) -> None:
        self._engine = engine
        self._layout = layout

    @classmethod
    def open(cls, url: str, layout: Layout = LIBRARY) -> Database:
        """Connect and bring the schema up to date. Raises `LibraryTooNew`."""
        database = cls(_engine(url), layout)
        try:
            # A plain query, because importing Alembic takes longer than all the rest of a search.
            with database.read() as connection:
                revision = database._revision(connection)
            if revision != layout.revision:
                database._migrate()
        except BaseException:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Release the connections."""
        self._engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one consistent state of the database and never waits for writers."""
        with self._engine.connect() as connection:
            if self._engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that has the database to itself for writing; waits for its turn. An exception undoes it all.

        The lock is taken before the first read and held until the commit is visible, so that a lower sequence number
        never becomes visible after a higher one."""
        with self._engine.connect() as connection:
            connection.execution_options(library_writer=True)
            with connection.begin():
                if self._engine.dialect.name == "postgresql":
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": self._layout.lock})
                yield connection

    def erase_remains(self) -> None:
        """Empty SQLite's log, which keeps copies of pages: what a withdrawal deleted is in no file then. Where a reader
        still needs the log for longer than a moment, SQLite empties it when the last connection closes."""
        if self._engine.dialect.name == "sqlite":
            connection = self._engine.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(f"PRAGMA busy_timeout={_MOMENT_MS}")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                cursor.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
            finally:
                connection.close()

    def _migrate(self) -> None:
        layout = self._layout
        with self.write() as connection:
            # Asked again under the lock: another process may have done it meanwhile.
            revision = self._revision(connection)
            if revision != layout.revision and not layout.upgrade(connection, revision):
                raise LibraryTooNew(
                    f"the {layout.name} has schema {revision}, this program knows {layout.revision}: update the program"
                )

    def _revision(self, connection: Connection) -> str | None:
        table = self._layout.revision_table
        if not inspect(connection).has_table(table):
            return None
        return connection.execute(select(column("version_num")).select_from(table_named(table))).scalar()


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    # Values stay out of errors and logs: addresses of subscribers and words of judgments are among them.
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, json_serializer=_to_json, hide_parameters=True)
    if parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, json_serializer=_to_json, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _configure(connection: DBAPIConnection, _record: object) -> None:
        # The driver's own transactions begin too late (at the first write) to keep writers in order: we begin them.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={_BUSY_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writer = connection.get_execution_options().get("library_writer", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writer else "BEGIN")

    return engine


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """`items` in portions that fit into one statement (databases limit the number of its values)."""
    for start in range(0, len(items), _PER_STATEMENT):
        yield items[start : start + _PER_STATEMENT]
