"""Read every archived record that is new or changed into a `Text`, each document in a worker that may be killed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from enrichment.errors import Unreadable
from enrichment.read import READER_VERSION, read
from enrichment.text import Text
from pipelines.derived import DerivedStore, derivation_key
from pipelines.home import Home
from pipelines.state import WITHDRAWN, ProcessingState, RecordState
from pipelines.steps.report import Progress, Quarantined, StageReport, silent
from pipelines.workers import Failure, Workers
from spiders.archive import Archive, CorruptOriginal, MissingOriginal
from spiders.catalogue import Catalogue, FetchRecord
from spiders.sources import SOURCES

TIMEOUT_S = 300.0
SECONDS_A_MEGABYTE = 40.0  # a scanned page takes some 100 kB and three seconds of recognition
LONGEST_S = 3600.0
MEMORY_MB = 800


@dataclass(frozen=True, slots=True)
class ReadJob:
    """All a worker needs to read one record."""

    archive: Path
    texts: Path
    key: str
    record: FetchRecord


def read_record(job: ReadJob) -> Failure | None:
    """Read one record and store its text under the job's key (in a worker)."""
    record = job.record
    try:
        data = Archive(job.archive).get(record.sha256)
        text = read(
            data,
            file_name=record.file_name,
            media_type=record.media_type,
            language=_only_language(record.source),
            listing=record.listing,
        )
    except Unreadable as error:
        return Failure(error.kind, error.reason)
    except (CorruptOriginal, MissingOriginal) as error:
        return Failure("archive", str(error))
    DerivedStore(job.texts, Text).put(job.key, text)
    return None


def read_pending(
    home: Home, *, source: str | None = None, workers: int = 2, progress: Progress = silent
) -> StageReport:
    """Bring every record of `source` (all sources when None) up to date with its bytes and our reader."""
    started = time.monotonic()
    report = StageReport("read", source)
    texts = DerivedStore(home.root / "texts", Text)
    state = ProcessingState(home.state_url)
    catalogue = Catalogue(home.catalogue)
    try:
        known = {(row.source, row.record_id): row for row in state.all(source)}
        jobs: list[ReadJob] = []
        for record in catalogue.records(source):
            if record.status != "present":
                continue
            report.examined += 1
            key = text_key(record)
            row = known.get((record.source, record.record_id))
            if row is not None and _is_up_to_date(row, record, key, texts):
                report.unchanged += 1
                continue
            jobs.append(ReadJob(home.archive, home.root / "texts", key, record))
        for done, (job, result) in enumerate(_results(jobs, workers), start=1):
            before = known.get((job.record.source, job.record.record_id))
            row = before or RecordState(job.record.source, job.record.record_id, job.record.sha256)
            row = replace(row, sha256=job.record.sha256, text_key=job.key, quarantine_kind=None, quarantine_reason=None)
            if result is not None:
                row = replace(row, quarantine_kind=result.kind, quarantine_reason=result.reason)
                report.quarantined.append(Quarantined(row.source, row.record_id, result.kind, result.reason))
            else:
                report.done += 1
            state.save(row)
            progress(done, len(jobs), f"read {job.record.record_id}")
    finally:
        state.close()
        catalogue.close()
    report.seconds = time.monotonic() - started
    return report


def _results(jobs: list[ReadJob], workers: int) -> Iterator[tuple[ReadJob, Failure | None]]:
    if not jobs:
        return
    with Workers[ReadJob](
        "pipelines.steps.read:read_record",
        count=min(workers, len(jobs)),
        timeout_s=_patience,
        memory_mb=MEMORY_MB,
    ) as pool:
        yield from pool.map(jobs)


def _patience(job: ReadJob) -> float:
    try:
        size = Archive(job.archive).path(job.record.sha256).stat().st_size
    except FileNotFoundError:
        return TIMEOUT_S  # the worker says that the original is missing
    return min(LONGEST_S, max(TIMEOUT_S, SECONDS_A_MEGABYTE * size / 1e6))


def _is_up_to_date(row: RecordState, record: FetchRecord, key: str, texts: DerivedStore[Text]) -> bool:
    if row.published_event == WITHDRAWN and row.sha256 == record.sha256:
        return True
    return row.text_key == key and (row.quarantine_kind is not None or key in texts)


def text_key(record: FetchRecord) -> str:
    """The key of a record's text: changes with its bytes, with what the listing says of it and with our reader."""
    return derivation_key(
        "text", READER_VERSION, record.sha256, record.file_name, record.media_type, record.source, record.listing
    )


def _only_language(source: str) -> str | None:
    described = SOURCES.get(source)
    return described.languages[0] if described is not None and len(described.languages) == 1 else None
