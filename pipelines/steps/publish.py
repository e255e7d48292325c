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
from pipelines.state import GONE, WITHDRAWN, ProcessingState, RecordState
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
    state = ProcessingState(home.state_url)
    catalogue = Catalogue(home.catalogue)
    library = Library.open(home.library_url)
    try:
        records = {(record.source, record.record_id): record for record in catalogue.records(source)}
        rows = [row for row in state.all(source) if _is_publishable(row)]
        pending = [
            row
            for row in rows
            if row.published_key != row.decision_key and records[row.source, row.record_id].status == "present"
        ]
        report.examined = len(rows)
        report.unchanged = len(rows) - len(pending)
        with home.exclusive("library"):
            for row in rows:
                if records[row.source, row.record_id].status == "gone":
                    report.events[_gone(library, row, state)] += 1
            for done, row in enumerate(pending, start=1):
                record = records[row.source, row.record_id]
                backfill = backfilled(state, row.source, record.change)
                published = _publish(library, row, record, decisions, backfill=backfill)
                state.save(published)
                report.events[published.published_event or "unchanged"] += 1
                report.done += 1
                progress(done, len(pending), f"published {row.record_id}")
    finally:
        state.close()
        catalogue.close()
        library.close()
    report.seconds = time.monotonic() - started
    return report


def _is_publishable(row: RecordState) -> bool:
    return bool(row.decision_key) and row.quarantine_kind is None and row.published_event != WITHDRAWN


def _publish(
    library: Library,
    row: RecordState,
    record: FetchRecord,
    decisions: DerivedStore[Decision],
    *,
    backfill: bool,
) -> RecordState:
    assert row.decision_key is not None
    decision = decisions.get(row.decision_key)
    if decision is None:
        # A damaged derived file: forget the step, the next run derives it again.
        return replace(row, decision_key=None, published_event="to be enriched again")
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
    return replace(row, published_key=row.decision_key, published_as=result.decision_id, published_event=result.event)


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
