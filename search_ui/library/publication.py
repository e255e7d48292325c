"""What goes into the library: a decision as read from one document, and where that document comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from enrichment.decision import Decision
from enrichment.text import Quality


class Event(StrEnum):
    """What a publication did. The first seven are written to the sequence log; the others change nothing a reader sees
    and are only told to the caller."""

    NEW = "new"  # a decision the library did not have
    TEXT_PUBLISHED = "text_published"  # a known decision got its text, or the court's text in place of a note
    CHANGED = "changed"  # text, facts or documents of a decision changed
    MOVED = "moved"  # the decision is now found under another id (its documents turned out to be another decision's)
    WITHDRAWN = "withdrawn"  # taken out; as a result of `publish`: refused, because it was withdrawn
    REMOVED = "removed"  # its only document was taken out, and may come back
    CITED = "cited"  # only the decisions that cite it changed
    SAME = "same"  # identical content
    REFRESHED = "refreshed"  # other bytes or a newer extractor, but the same content
    OLDER = "older"  # the library holds a later fetch of this record


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """Where one text of a decision comes from.

    `source` and `record_id` are the portal's own identity of the record; `sha256` is that of the original bytes,
    `text_sha256` that of the normalised text (`Text.sha256`). `fetched_at` is ISO 8601 (UTC where no offset is given)
    and decides which of two versions of one record is the later; None counts as earlier than any time.
    `editorial_note` says that the words are not the court's. `reader_version` and `enricher_version` are kept for the
    reader of the provenance and never decide anything."""

    source: str
    record_id: str
    sha256: str
    text_sha256: str
    url: str | None = None
    fetched_at: str | None = None
    media_type: str | None = None
    format: str = ""
    method: str = ""
    quality: Quality = Quality()
    editorial_note: bool = False
    licence: str | None = None
    reader_version: str = ""
    enricher_version: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """One document's decision, ready to be published."""

    decision: Decision
    document: DocumentInfo


@dataclass(frozen=True, slots=True)
class PublishResult:
    """The decision the document now belongs to and what the publication did."""

    decision_id: str
    event: Event


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the sequence log; `at` is ISO 8601, UTC. `backfill` says that nothing just happened at a court: a
    source was collected for the first time or over again, the registry was loaded, or a new version of ours read the
    same bytes."""

    sequence: int
    decision_id: str
    event: Event
    at: str
    backfill: bool = False
