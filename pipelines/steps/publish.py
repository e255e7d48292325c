"""Publish decisions to the library: each document goes to the decision it is a text of."""

from __future__ import annotations

import time
from dataclasses import replace

from enrichment.decision import Decision
from enrichment.enrich import ENRICHER_VERSION
from enrichment.read import READER_VERSION
from enrichment.registry import load_registry
from pipelines.backfills import backfilled
from pipelines.derived import DerivedStore
from pipelines.home import Home
from pipelines.review import (
    HANDED_IN,
    Judged,
    Review,
    ReviewQueue,
    Standing,
    Thresholds,
    as_reviewed,
    publication_key,
    standing_of,
)
from pipelines.state import GONE, REJECTED, WAITING, WITHDRAWN, ProcessingState, RecordState
from pipelines.steps.report import Progress, StageReport, silent
from search_ui.library import DocumentInfo, Library, Publication
from spiders.catalogue import Catalogue, FetchRecord
from spiders.sources import SOURCES


def publish_registry(home: Home) -> StageReport:
    """Publish the known cases; idempotent."""
    started = time.monotonic()
    report = StageReport("registry", None)
    decisions = load_registry()
    library = Library.open(home.library_url)
    try:
        with home.exclusive("library"):
            changed = library.publish_registry(decisions, backfill=True)
    finally:
        library.close()
    report.examined = len(decisions)
    report.done = changed
    report.unchanged = len(decisions) - changed
    report.seconds = time.monotonic() - started
    return report


def publish_pending(home: Home, *, source: str | None = None, progress: Progress = silent) -> StageReport:
    """Publish every enriched decision of `source` (all when None) whose content is not in the library yet."""
    started = time.monotonic()
    report = StageReport("publish", source)
    decisions = DerivedStore(home.root / "decisions", Decision)
    thresholds = Thresholds.from_env()
    state = ProcessingState(home.state_url)
    queue = ReviewQueue(home.state_url)
    catalogue = Catalogue(home.catalogue)
    library = Library.open(home.library_url)
    try:
        records = {(record.source, record.record_id): record for record in catalogue.records(source)}
        rows = [row for row in state.all(source) if _is_publishable(row)]
        reviews, judged = queue.reviews(source), queue.judged(source)
        work = []
        for row in rows:
            key = (row.source, row.record_id)
            if records[key].status != "present":
                continue
            known = _judge(row, judged.get(key), queue, decisions)
            todo = _todo(row, known, reviews.get(key), thresholds)
            if todo is not None:
                work.append((row, todo, reviews.get(key)))
        report.examined = len(rows)
        report.unchanged = len(rows) - len(work)
        with home.exclusive("library"):
            for row in rows:
                if records[row.source, row.record_id].status == "gone":
                    report.events[_gone(library, row, state)] += 1
            for done, (row, todo, review) in enumerate(work, start=1):
                if todo is Standing.PUBLISH:
                    record = records[row.source, row.record_id]
                    backfill = backfilled(state, row.source, record.change)
                    row = _publish(library, row, record, decisions, review, backfill=backfill)
                else:
                    row = _hold(library, row, todo)
                state.save(row)
                report.events[row.published_event or "unchanged"] += 1
                report.done += 1
                progress(done, len(work), f"published {row.record_id}")
    finally:
        state.close()
        queue.close()
        catalogue.close()
        library.close()
    report.seconds = time.monotonic() - started
    return report


def _judge(
    row: RecordState, known: Judged | None, queue: ReviewQueue, decisions: DerivedStore[Decision]
) -> Judged | None:
    """What our rules say about the row's decision; None where it does not matter or the stored decision is damaged."""
    if row.source in HANDED_IN:
        return None
    assert row.decision_key is not None
    if known is not None and known.decision_key == row.decision_key:
        return known
    decision = decisions.get(row.decision_key)
    return queue.judge(row.source, row.record_id, row.decision_key, decision, known) if decision is not None else None


def _todo(row: RecordState, judged: Judged | None, review: Review | None, thresholds: Thresholds) -> Standing | None:
    """What has to be done with a row for the library to be as it should; None when it is."""
    standing = Standing.PUBLISH
    if review is not None:
        standing = Standing(review.verdict)
    elif judged is not None:
        standing = standing_of(judged, None, thresholds)
    if standing is Standing.REVIEW and row.published_key is not None:
        standing = Standing.PUBLISH  # what people can read already stays until a reviewer takes it out
    if standing is Standing.PUBLISH:
        assert row.decision_key is not None
        return standing if row.published_key != publication_key(row.decision_key, review) else None
    if row.published_key is not None:
        return standing
    return standing if row.published_event != _HELD[standing] else None


_HELD = {Standing.REVIEW: WAITING, Standing.REJECT: REJECTED}


def _hold(library: Library, row: RecordState, standing: Standing) -> RecordState:
    """Keep a record's decision out of the library, and take it out where it is in."""
    if row.published_key is not None:
        library.remove_document(row.source, row.record_id)
    return replace(row, published_key=None, published_event=_HELD[standing])


def _is_publishable(row: RecordState) -> bool:
    return bool(row.decision_key) and row.quarantine_kind is None and row.published_event != WITHDRAWN


def _publish(
    library: Library,
    row: RecordState,
    record: FetchRecord,
    decisions: DerivedStore[Decision],
    review: Review | None,
    *,
    backfill: bool,
) -> RecordState:
    assert row.decision_key is not None
    decision = decisions.get(row.decision_key)
    if decision is None:
        # A damaged derived file: forget the step, the next run derives it again.
        return replace(row, decision_key=None, published_event="to be enriched again")
    decision = as_reviewed(decision, review)
    source = SOURCES.get(record.source)
    document = DocumentInfo(
        source=record.source,
        record_id=record.record_id,
        sha256=record.sha256,
        text_sha256=decision.text_sha256,
        url=record.url,
        fetched_at=record.fetched_at,
        media_type=record.media_type,
        format=decision.format,
        method=decision.method,
        quality=decision.quality,
        editorial_note=decision.editorial_note,
        licence=source.licence if source is not None else None,
        reader_version=READER_VERSION,
        enricher_version=ENRICHER_VERSION,
    )
    result = library.publish(Publication(decision, document), backfill=backfill)
    key = publication_key(row.decision_key, review)
    return replace(row, published_key=key, published_as=result.decision_id, published_event=result.event)


def _gone(library: Library, row: RecordState, state: ProcessingState) -> str:
    """What the portal took back leaves the library, unless the registry or another document knows the decision."""
    if row.published_key is not None and library.remove_document(row.source, row.record_id) is not None:
        state.save(replace(row, published_key=None, published_event=GONE))
        return "taken out: gone at its source"
    return "gone at its source"


def library_problems(home: Home) -> list[str]:
    """What is unsound in the library, one line each."""
    library = Library.open(home.library_url)
    try:
        return list(library.check_integrity())
    finally:
        library.close()
