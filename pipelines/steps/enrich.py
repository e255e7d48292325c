"""Read the facts out of every text that is new or was read again, each in a worker that may be killed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from enrichment.decision import Decision
from enrichment.enrich import ENRICHER_VERSION, enrich
from enrichment.text import Text
from pipelines.derived import DerivedStore, derivation_key
from pipelines.home import Home
from pipelines.state import WITHDRAWN, ProcessingState, RecordState
from pipelines.steps.report import Progress, Quarantined, StageReport, silent
from pipelines.workers import Failure, Workers

TIMEOUT_S = 300
MEMORY_MB = 900


@dataclass(frozen=True, slots=True)
class EnrichJob:
    """All a worker needs to enrich one text."""

    texts: Path
    decisions: Path
    key: str
    row: RecordState


def enrich_record(job: EnrichJob) -> Failure | None:
    """Enrich one stored text and store the decision under the job's key (in a worker)."""
    assert job.row.text_key is not None
    text = DerivedStore(job.texts, Text).get(job.row.text_key)
    if text is None:
        return Failure("archive", "the stored text is damaged; `uj run` reads the original again")
    DerivedStore(job.decisions, Decision).put(job.key, enrich(text))
    return None


def enrich_pending(
    home: Home, *, source: str | None = None, workers: int = 2, progress: Progress = silent
) -> StageReport:
    """Bring the decision of every text of `source` (all when None) up to date with our rules."""
    started = time.monotonic()
    report = StageReport("enrich", source)
    decisions = DerivedStore(home.root / "decisions", Decision)
    state = ProcessingState(home.state_url)
    try:
        jobs: list[EnrichJob] = []
        for row in state.all(source):
            if row.text_key is None or row.published_event == WITHDRAWN:
                continue
            key = derivation_key("decision", ENRICHER_VERSION, row.text_key)
            if row.quarantine_kind is not None:
                failed_here = row.quarantine_kind.startswith("enrich_")
                if not failed_here or row.decision_key == key:
                    continue
                # Set aside by an older version of our rules: try again.
                row = replace(row, quarantine_kind=None, quarantine_reason=None)
            report.examined += 1
            if row.decision_key == key and key in decisions:
                report.unchanged += 1
            else:
                jobs.append(EnrichJob(home.root / "texts", home.root / "decisions", key, row))
        for done, (job, result) in enumerate(_results(jobs, workers), start=1):
            row = replace(job.row, decision_key=job.key)
            if result is not None:
                row = replace(row, quarantine_kind=f"enrich_{result.kind}", quarantine_reason=result.reason)
                report.quarantined.append(
                    Quarantined(row.source, row.record_id, f"enrich_{result.kind}", result.reason)
                )
            else:
                report.done += 1
            state.save(row)
            progress(done, len(jobs), f"enriched {row.record_id}")
    finally:
        state.close()
    report.seconds = time.monotonic() - started
    return report


def _results(jobs: list[EnrichJob], workers: int) -> Iterator[tuple[EnrichJob, Failure | None]]:
    if not jobs:
        return
    with Workers[EnrichJob](
        "pipelines.steps.enrich:enrich_record",
        count=min(workers, len(jobs)),
        timeout_s=TIMEOUT_S,
        memory_mb=MEMORY_MB,
    ) as pool:
        yield from pool.map(jobs)
