"""The run report: what a run of a source asked for, found, archived and could not do. It is always written."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from spiders.errors import CollectionError

ERROR_LIMIT = 1000
"""How many error lines a report keeps; further ones are counted."""


@dataclass(frozen=True, slots=True)
class QuarantinedDocument:
    """A document that was served (or lies in a folder) but not archived, and why."""

    record_id: str
    kind: str
    reason: str


@dataclass(slots=True)
class RunReport:
    """One run of one source.

    `finish_reason` is `running` until the end, then `finished`, or why the run stopped earlier (`refused`, `shutdown`,
    `crashed`). `complete`: everything the run set out to see was seen (no `--limit`, no page missing). `items_same`
    counts records that were listed or served unchanged, `items_listed` all the listing had. `errors` has one line for
    each thing that failed; documents among them stand in `quarantined` too.
    """

    source: str
    started: str
    finished: str | None = None
    finish_reason: str = "running"
    complete: bool = False
    requests_by_status: dict[str, int] = field(default_factory=dict)
    items_listed: int = 0
    items_new: int = 0
    items_changed: int = 0
    items_same: int = 0
    items_gone: int = 0
    refused_by_robots: int = 0
    bot_challenges: int = 0
    errors: list[str] = field(default_factory=list)
    errors_omitted: int = 0
    fields_missing: dict[str, int] = field(default_factory=dict)
    quarantined: list[QuarantinedDocument] = field(default_factory=list)

    @classmethod
    def start(cls, source: str) -> RunReport:
        """A report of a run that starts now."""
        return cls(source, now())

    @property
    def ok(self) -> bool:
        """Whether the run came to its end and nothing failed."""
        return self.finish_reason == "finished" and not self.errors

    @property
    def items(self) -> int:
        """Records confirmed or archived by this run."""
        return self.items_new + self.items_changed + self.items_same

    def add_error(self, line: str) -> None:
        """Note that something failed; the same line is noted once."""
        line = " ".join(line.split())
        if line in self.errors:
            return
        if len(self.errors) < ERROR_LIMIT:
            self.errors.append(line)
        else:
            self.errors_omitted += 1

    def fail(self, error: CollectionError, about: str | None = None) -> None:
        """Note an error, and count it where it has a counter of its own."""
        if error.kind == "challenge":
            self.bot_challenges += 1
        elif error.kind == "robots":
            self.refused_by_robots += 1
        self.add_error(f"{about}: {error}" if about else str(error))

    def quarantine(self, record_id: str, error: CollectionError) -> None:
        """Note a document that was not archived."""
        self.fail(error, record_id)
        if len(self.quarantined) < ERROR_LIMIT:
            self.quarantined.append(QuarantinedDocument(record_id, error.kind, " ".join(str(error).split())))

    def hold_back(self, record_id: str, error: CollectionError) -> None:
        """Note a listing row that was not understood; rows with the same fault share one line."""
        self.fail(error)
        if len(self.quarantined) < ERROR_LIMIT:
            self.quarantined.append(QuarantinedDocument(record_id, error.kind, " ".join(str(error).split())))

    def count(self, change: str) -> None:
        """Count a record as `new`, `changed` or `same`."""
        if change == "new":
            self.items_new += 1
        elif change == "changed":
            self.items_changed += 1
        else:
            self.items_same += 1

    def missing_field(self, name: str) -> None:
        """Count a record whose listing lacks a field that others have."""
        self.fields_missing[name] = self.fields_missing.get(name, 0) + 1

    def finish(self, reason: str) -> None:
        """Close the report."""
        self.finish_reason = reason
        self.finished = now()

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        values: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        values["quarantined"] = [
            {"record_id": document.record_id, "kind": document.kind, "reason": document.reason}
            for document in self.quarantined
        ]
        values["ok"] = self.ok
        return values

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> RunReport:
        """Inverse of `to_dict`."""
        fields = {name: values[name] for name in cls.__slots__ if name in values}
        fields["quarantined"] = [QuarantinedDocument(**document) for document in fields.get("quarantined", [])]
        return cls(**fields)

    def write(self, path: Path) -> None:
        """Write the report as JSON; a reader never sees half of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_text(json.dumps(self.to_dict(), ensure_ascii=False, indent=1), encoding="utf-8")
        beside.replace(path)

    def summary(self) -> str:
        """One line for people."""
        parts = [f"{self.items_new} new", f"{self.items_changed} changed", f"{self.items_same} same"]
        if self.items_gone:
            parts.append(f"{self.items_gone} gone")
        failed = len(self.errors) + self.errors_omitted
        parts.append(f"{failed} error{'' if failed == 1 else 's'}")
        ended = "" if self.finish_reason == "finished" else f" ({self.finish_reason})"
        return f"{self.source}{ended}: {', '.join(parts)}"


def now() -> str:
    """The present moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def report_name(started: str) -> str:
    """The file name under which the archive keeps a report: its start, without colons."""
    return f"{started.replace(':', '')}.json"
