"""The catalogue: which record of which source holds which bytes, and how that changed.

SQLite in WAL mode. Every write is one transaction, made after the bytes are safe in the archive, so a process killed at
any point leaves a catalogue that names only what the archive holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from spiders.errors import TooManyGone

SCHEMA_VERSION = 1
GONE_LIMIT = 0.03
"""The largest share of a source that may vanish at once without the operator's word (a practice of Swiss and German
collectors: above it, the listing is more likely broken than the decisions withdrawn)."""

_SCHEMA = """
CREATE TABLE record (
    source TEXT NOT NULL,
    record_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    url TEXT NOT NULL,
    media_type TEXT NOT NULL,
    file_name TEXT NOT NULL,
    marker TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    headers TEXT NOT NULL,
    spider TEXT NOT NULL,
    listing TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('present', 'gone')),
    change INTEGER NOT NULL UNIQUE,
    PRIMARY KEY (source, record_id)
);
CREATE INDEX record_sha256 ON record (sha256);
CREATE TABLE earlier (
    source TEXT NOT NULL,
    record_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    url TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    replaced_at TEXT NOT NULL,
    change INTEGER NOT NULL
);
CREATE INDEX earlier_record ON earlier (source, record_id);
CREATE TABLE bookmark (
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (source, name)
);
CREATE TABLE change_counter (last INTEGER NOT NULL);
INSERT INTO change_counter VALUES (0);
"""
_COLUMNS = (
    "source, record_id, sha256, url, media_type, file_name, marker, fetched_at, headers, spider, listing, status, "
    "last_seen, change"
)
_CHUNK = 500

Change = Literal["new", "changed", "same"]


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """One record of a source and the bytes it was last served with.

    `record_id` is the source's own id. `marker` is the portal's change marker (empty: none). Times are ISO 8601 in UTC:
    `fetched_at` of these bytes, `last_seen` of the last listing or fetch that confirmed them. `listing` holds what the
    portal's listing says of the record, under the portal's own field names. `change` grows with every record that is
    new, changed or gone; records that only were seen again keep theirs.
    """

    source: str
    record_id: str
    sha256: str
    url: str
    media_type: str
    file_name: str
    marker: str
    fetched_at: str
    headers: Mapping[str, str] = field(default_factory=dict)
    spider: str = ""
    listing: Mapping[str, str] = field(default_factory=dict)
    status: Literal["present", "gone"] = "present"
    last_seen: str = ""
    change: int = 0


@dataclass(frozen=True, slots=True)
class EarlierBytes:
    """Bytes a record was served with before a correction."""

    sha256: str
    url: str
    fetched_at: str
    replaced_at: str


class Catalogue:
    """The catalogue at `path` (created when absent). Use one object per thread; processes may share the file."""

    def __init__(self, path: Path) -> None:
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(path, timeout=60, isolation_level=None)
        self._database.execute("PRAGMA busy_timeout = 60000")
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        with self.transaction():
            version = self._database.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                for statement in _SCHEMA.split(";"):
                    self._database.execute(statement)
                self._database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            elif version != SCHEMA_VERSION:
                raise RuntimeError(f"{path} has catalogue schema {version}, this program reads {SCHEMA_VERSION}")

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One write transaction around several calls; nested use joins the outer one."""
        if self._database.in_transaction:
            yield
            return
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def marker(self, source: str, record_id: str) -> str | None:
        """The marker under which a present record was last seen; None when it is unknown or gone."""
        row = self._database.execute(
            "SELECT marker FROM record WHERE source = ? AND record_id = ? AND status = 'present'", (source, record_id)
        ).fetchone()
        return None if row is None else str(row[0])

    def markers(self, source: str) -> dict[str, str]:
        """Record id -> marker of every present record of `source`."""
        return dict(
            self._database.execute(
                "SELECT record_id, marker FROM record WHERE source = ? AND status = 'present'", (source,)
            ).fetchall()
        )

    def get(self, source: str, record_id: str) -> FetchRecord | None:
        """One record, whatever its status."""
        row = self._database.execute(
            f"SELECT {_COLUMNS} FROM record WHERE source = ? AND record_id = ?",  # noqa: S608 - constant columns
            (source, record_id),
        ).fetchone()
        return None if row is None else _record(row)

    def record(self, fetched: FetchRecord) -> Change:
        """Enter what was fetched; its bytes must be in the archive already.

        Other bytes than before are `changed` and the earlier hash is kept; the same bytes only refresh marker, listing,
        address and `last_seen`. A record that was gone and is served again is `changed`.
        """
        last_seen = fetched.last_seen or fetched.fetched_at
        with self.transaction():
            known = self.get(fetched.source, fetched.record_id)
            if known is not None and known.sha256 == fetched.sha256 and known.status == "present":
                self._database.execute(
                    "UPDATE record SET marker = ?, listing = ?, url = ?, last_seen = ? "
                    "WHERE source = ? AND record_id = ?",
                    (fetched.marker, _json(fetched.listing), fetched.url, last_seen, fetched.source, fetched.record_id),
                )
                return "same"
            if known is not None and known.sha256 != fetched.sha256:
                self._database.execute(
                    "INSERT INTO earlier VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (
                        known.source,
                        known.record_id,
                        known.sha256,
                        known.url,
                        known.fetched_at,
                        fetched.fetched_at,
                        known.change,
                    ),
                )
            self._database.execute(
                f"INSERT OR REPLACE INTO record ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'present', ?, ?)",  # noqa: S608
                (
                    fetched.source,
                    fetched.record_id,
                    fetched.sha256,
                    fetched.url,
                    fetched.media_type,
                    fetched.file_name,
                    fetched.marker,
                    fetched.fetched_at,
                    _json(fetched.headers),
                    fetched.spider,
                    _json(fetched.listing),
                    last_seen,
                    self._next_change(),
                ),
            )
            return "new" if known is None else "changed"

    def seen(self, source: str, record_ids: Collection[str], at: str) -> None:
        """Note that a listing still has these records, unchanged."""
        with self.transaction():
            self._database.executemany(
                "UPDATE record SET last_seen = ? WHERE source = ? AND record_id = ?",
                [(at, source, record_id) for record_id in record_ids],
            )

    def mark_gone(
        self, source: str, record_ids: Collection[str], *, complete: bool, at: str, force: bool = False
    ) -> tuple[str, ...]:
        """Mark records as no longer published; returns those that were present until now.

        Raises ValueError unless the run was `complete` (what a partial run did not see proves nothing), and
        `TooManyGone` when that would be more than 3 % of the source's present records, unless `force` (the operator's
        word). Bytes stay in the archive.
        """
        if not complete:
            raise ValueError("only a complete run may mark records as gone")
        with self.transaction():
            present = self.markers(source)
            going = tuple(sorted(set(record_ids) & present.keys()))
            if len(going) > GONE_LIMIT * len(present) and not force:
                raise TooManyGone(
                    f"{len(going)} of {len(present)} records of {source} are no longer published, more than "
                    f"{GONE_LIMIT:.0%}: left as they are; look at the portal, then repeat with --allow-gone"
                )
            for record_id in going:
                self._database.execute(
                    "UPDATE record SET status = 'gone', last_seen = ?, change = ? WHERE source = ? AND record_id = ?",
                    (at, self._next_change(), source, record_id),
                )
            return going

    def records(self, source: str | None = None, since_change: int = 0) -> Iterator[FetchRecord]:
        """Records in the order of their last change, from `since_change` (exclusive) to the newest at the call."""
        newest = self.last_change()
        last = since_change
        while True:
            rows = self._database.execute(
                f"SELECT {_COLUMNS} FROM record WHERE change > ? AND change <= ? AND (? IS NULL OR source = ?) "  # noqa: S608
                "ORDER BY change LIMIT ?",
                (last, newest, source, source, _CHUNK),
            ).fetchall()
            for row in rows:
                yield _record(row)
            if len(rows) < _CHUNK:
                return
            last = rows[-1][-1]

    def earlier(self, source: str, record_id: str) -> tuple[EarlierBytes, ...]:
        """What the record was served with before, oldest first."""
        rows = self._database.execute(
            "SELECT sha256, url, fetched_at, replaced_at FROM earlier "
            "WHERE source = ? AND record_id = ? ORDER BY rowid",
            (source, record_id),
        ).fetchall()
        return tuple(EarlierBytes(*row) for row in rows)

    def hashes(self) -> set[str]:
        """The SHA-256 of everything the archive must hold, earlier bytes included."""
        return {
            str(row[0])
            for row in self._database.execute("SELECT sha256 FROM record UNION SELECT sha256 FROM earlier").fetchall()
        }

    def last_change(self) -> int:
        """The highest change number given so far (0 in an empty catalogue)."""
        return int(self._database.execute("SELECT last FROM change_counter").fetchone()[0])

    def bookmark(self, source: str, name: str) -> str | None:
        """A place kept from an earlier run of `source`, such as how far its listing was read."""
        row = self._database.execute(
            "SELECT value FROM bookmark WHERE source = ? AND name = ?", (source, name)
        ).fetchone()
        return None if row is None else str(row[0])

    def set_bookmark(self, source: str, name: str, value: str) -> None:
        """Keep a place for the next run."""
        with self.transaction():
            self._database.execute("INSERT OR REPLACE INTO bookmark VALUES (?, ?, ?)", (source, name, value))

    def _next_change(self) -> int:
        row = self._database.execute("UPDATE change_counter SET last = last + 1 RETURNING last").fetchone()
        return int(row[0])


def _json(mapping: Mapping[str, str]) -> str:
    return json.dumps(dict(mapping), ensure_ascii=False, sort_keys=True)


def _record(row: tuple[str, ...]) -> FetchRecord:
    (
        source,
        record_id,
        sha256,
        url,
        media_type,
        file_name,
        marker,
        fetched_at,
        headers,
        spider,
        listing,
        status,
        last_seen,
        change,
    ) = row
    return FetchRecord(
        source=source,
        record_id=record_id,
        sha256=sha256,
        url=url,
        media_type=media_type,
        file_name=file_name,
        marker=marker,
        fetched_at=fetched_at,
        headers=json.loads(headers),
        spider=spider,
        listing=json.loads(listing),
        status="gone" if status == "gone" else "present",
        last_seen=last_seen,
        change=int(change),
    )
