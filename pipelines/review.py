"""Which decisions are published, which wait for a person, which are left out; and what reviewers decided.

Portals are searched broadly, so what they bring is judged by its relevance: a score of at least `UJ_RELEVANCE_PUBLISH`
(default 0.5) is published, at least `UJ_RELEVANCE_REVIEW` (default 0.1) waits in the review queue, and so does whatever
is about core crimes but perhaps not UJ case law; the rest is left out. What users hand in themselves (the source
`folder`) and decisions of the registry are always published, with their label. A reviewer's decision outranks all
this, and stays when texts are read or enriched again. It lies in the processing state and is backed up with it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Column, Float, MetaData, String, Table, delete, select

from enrichment.decision import Decision, Relevance
from pipelines.state import state_engine, upsert

PUBLISH_VARIABLE, REVIEW_VARIABLE, DAYS_VARIABLE = "UJ_RELEVANCE_PUBLISH", "UJ_RELEVANCE_REVIEW", "UJ_REVIEW_DAYS"
_PUBLISH, _REVIEW, _DAYS = 0.5, 0.1, 30
HANDED_IN = ("folder",)
LABELS = ("uj", "core_crime", "neither")

_METADATA = MetaData()
_JUDGED = Table(
    "relevance_judged",
    _METADATA,
    Column("source", String, primary_key=True),
    Column("record_id", String, primary_key=True),
    Column("decision_key", String, nullable=False),
    Column("label", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("registry_id", String),
    Column("title", String),
    Column("court", String),
    Column("decision_date", String),
    Column("since", String, nullable=False),
)
_REVIEWS = Table(
    "reviews",
    _METADATA,
    Column("source", String, primary_key=True),
    Column("record_id", String, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("label", String),
    Column("note", String, nullable=False),
    Column("reviewer", String, nullable=False),
    Column("decided_at", String, nullable=False),
    Column("decision_key", String),
)


class Standing(StrEnum):
    """What is to happen with a decision."""

    PUBLISH = "publish"
    REVIEW = "review"
    REJECT = "reject"


class BadThreshold(ValueError):
    """A threshold in the environment that cannot be used; the message is one line with the mend."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score a portal's decision is published, and from which it waits for a person."""

    publish: float = _PUBLISH
    review: float = _REVIEW

    @classmethod
    def from_env(cls) -> Thresholds:
        """As `UJ_RELEVANCE_PUBLISH` and `UJ_RELEVANCE_REVIEW` say. Raises `BadThreshold`."""
        publish, review = _number(PUBLISH_VARIABLE, _PUBLISH), _number(REVIEW_VARIABLE, _REVIEW)
        if not 0.0 <= review <= publish <= 1.0:
            raise BadThreshold(
                f"{REVIEW_VARIABLE}={review} and {PUBLISH_VARIABLE}={publish} have to be 0 <= review <= publish <= 1"
            )
        return cls(publish, review)


def _number(variable: str, default: float) -> float:
    written = os.environ.get(variable, "").strip()
    try:
        return float(written) if written else default
    except ValueError:
        raise BadThreshold(f"{variable}={written!r} is not a number between 0 and 1") from None


def patience_days() -> int:
    """After how many days a waiting decision is a reason for a warning (`UJ_REVIEW_DAYS`). Raises `BadThreshold`."""
    return int(_number(DAYS_VARIABLE, _DAYS))


@dataclass(frozen=True, slots=True)
class Judged:
    """What our rules said about one record's decision, kept so that the queue needs no decision to be loaded.

    `since`: when this record was first judged (ISO 8601, UTC)."""

    source: str
    record_id: str
    decision_key: str
    label: str
    score: float
    registry_id: str | None
    title: str | None
    court: str | None
    decision_date: str | None
    since: str

    @property
    def id(self) -> str:
        """The short name of the record in the queue."""
        return queue_id(self.source, self.record_id)


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision about one record. `verdict`: publish or reject; `label` where the person set one."""

    source: str
    record_id: str
    verdict: str
    label: str | None
    note: str
    reviewer: str
    decided_at: str
    decision_key: str | None = None

    @property
    def id(self) -> str:
        """The short name of the record in the queue."""
        return queue_id(self.source, self.record_id)


def queue_id(source: str, record_id: str) -> str:
    """Eight hex digits that name a record in the queue, the same on every machine."""
    return hashlib.sha256(f"{source}\0{record_id}".encode()).hexdigest()[:8]


def standing_of(judged: Judged, review: Review | None, thresholds: Thresholds) -> Standing:
    """What is to happen with a record's decision."""
    if review is not None:
        return Standing(review.verdict)
    if judged.source in HANDED_IN or judged.registry_id is not None or judged.score >= thresholds.publish:
        return Standing.PUBLISH
    if judged.score >= thresholds.review or judged.label != "neither":
        return Standing.REVIEW
    return Standing.REJECT


def as_reviewed(decision: Decision, review: Review | None) -> Decision:
    """The decision with the label its reviewer set."""
    if review is None or review.label is None:
        return decision
    reason = f"set by a reviewer{f': {review.note}' if review.note else ''}"
    score = 1.0 if review.label == "uj" else 0.0
    return replace(decision, relevance=Relevance(review.label, score, (reason, *decision.relevance.reasons)))


def publication_key(decision_key: str, review: Review | None) -> str:
    """What the library holds once a decision is published: the derived decision and the label a reviewer set."""
    return decision_key if review is None or review.label is None else f"{decision_key}:{review.label}"


def now() -> str:
    """The present moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class ReviewQueue:
    """The judged records and the reviews behind the URL of the processing state (SQLite or PostgreSQL)."""

    def __init__(self, url: str) -> None:
        self._engine = state_engine(url)
        _METADATA.create_all(self._engine)

    def judged(self, source: str | None = None) -> dict[tuple[str, str], Judged]:
        """What is known of each record (of `source`)."""
        query = select(_JUDGED) if source is None else select(_JUDGED).where(_JUDGED.c.source == source)
        with self._engine.connect() as connection:
            return {(row.source, row.record_id): Judged(**row._mapping) for row in connection.execute(query)}

    def judge(self, source: str, record_id: str, decision_key: str, decision: Decision, known: Judged | None) -> Judged:
        """Remember what our rules say about a decision; `known` is what they said before."""
        judged = Judged(
            source=source,
            record_id=record_id,
            decision_key=decision_key,
            label=decision.relevance.label,
            score=decision.relevance.score,
            registry_id=decision.registry_id,
            title=decision.title,
            court=decision.court.name if decision.court else None,
            decision_date=decision.decision_date,
            since=known.since if known is not None else now(),
        )
        with self._engine.begin() as connection:
            connection.execute(
                upsert(self._engine, _JUDGED), {column.name: getattr(judged, column.name) for column in _JUDGED.columns}
            )
        return judged

    def reviews(self, source: str | None = None) -> dict[tuple[str, str], Review]:
        """What reviewers decided (about records of `source`)."""
        query = select(_REVIEWS) if source is None else select(_REVIEWS).where(_REVIEWS.c.source == source)
        with self._engine.connect() as connection:
            return {(row.source, row.record_id): Review(**row._mapping) for row in connection.execute(query)}

    def decide(self, review: Review) -> None:
        """Keep a person's decision; an earlier one on the same record gives way."""
        values = {column.name: getattr(review, column.name) for column in _REVIEWS.columns}
        with self._engine.begin() as connection:
            connection.execute(upsert(self._engine, _REVIEWS), values)

    def undo(self, source: str, record_id: str) -> bool:
        """Forget a person's decision: the rules count again. False when there was none."""
        with self._engine.begin() as connection:
            done = connection.execute(
                delete(_REVIEWS).where(_REVIEWS.c.source == source, _REVIEWS.c.record_id == record_id)
            )
        return bool(done.rowcount)

    def waiting(self, thresholds: Thresholds, source: str | None = None) -> list[Judged]:
        """The records that wait for a person, likeliest UJ case law first."""
        return sorted(self._standing(Standing.REVIEW, thresholds, source), key=lambda item: (-item.score, item.id))

    def rejected(self, thresholds: Thresholds, source: str | None = None) -> list[Judged]:
        """The records left out, by rule or by a reviewer."""
        return sorted(self._standing(Standing.REJECT, thresholds, source), key=lambda item: (-item.score, item.id))

    def _standing(self, standing: Standing, thresholds: Thresholds, source: str | None) -> Iterator[Judged]:
        reviews = self.reviews(source)
        for key, judged in self.judged(source).items():
            if standing_of(judged, reviews.get(key), thresholds) is standing:
                yield judged

    def close(self) -> None:
        """Release the connections."""
        self._engine.dispose()


@dataclass(frozen=True, slots=True)
class QueueState:
    """How many decisions wait and are left out, and since when the oldest waits (ISO 8601)."""

    waiting: int
    rejected: int
    oldest: str | None

    @property
    def oldest_days(self) -> int:
        """Days since the oldest began to wait; 0 when none does."""
        if self.oldest is None:
            return 0
        return (datetime.now(UTC) - datetime.fromisoformat(self.oldest)).days


def queue_state(url: str, source: str | None = None) -> QueueState:
    """The state of the queue. Raises `BadThreshold`."""
    thresholds = Thresholds.from_env()
    queue = ReviewQueue(url)
    try:
        waiting = queue.waiting(thresholds, source)
        rejected = len(queue.rejected(thresholds, source))
    finally:
        queue.close()
    return QueueState(len(waiting), rejected, min((item.since for item in waiting), default=None))
