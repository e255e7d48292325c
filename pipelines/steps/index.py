"""Bring the search index up to the library, or build it anew from the library alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

from pipelines.home import Home
from pipelines.steps.report import Progress, StageReport, silent
from search_ui.index.choose import open_engine
from search_ui.index.engine import IndexedDecision
from search_ui.library import Library, Withdrawn

BATCH = 200


def index_pending(home: Home, *, progress: Progress = silent) -> StageReport:
    """Index every decision published or changed since the index's watermark; take out what was withdrawn."""
    started = time.monotonic()
    report = StageReport("index", None)
    library = Library.open(home.library_url)
    try:
        with home.exclusive("index"):
            engine = open_engine(home.root, os.environ)
            try:
                last = library.last_sequence()
                batch: list[IndexedDecision] = []
                withdrawn: list[str] = []
                for item in library.indexed_decisions(since_sequence=engine.watermark()):
                    report.examined += 1
                    if isinstance(item, Withdrawn):
                        withdrawn.append(item.id)
                        report.events["withdrawn"] += 1
                    else:
                        batch.append(item)
                        report.events["indexed"] += 1
                    if len(batch) >= BATCH:
                        engine.upsert(batch)
                        batch = []
                    progress(report.examined, report.examined, f"indexed {item.id}")
                if batch:
                    engine.upsert(batch)
                if withdrawn:
                    engine.delete(withdrawn)
                # Only after everything up to `last` is in: a crash before this line repeats work, never loses any.
                engine.set_watermark(last)
            finally:
                engine.close()
    finally:
        library.close()
    report.done = report.examined
    report.seconds = time.monotonic() - started
    return report


def rebuild_index(home: Home) -> int:
    """Build a new generation of the index from the library alone and swap it in. Returns the number of decisions."""
    library = Library.open(home.library_url)
    try:
        with home.exclusive("index"):
            engine = open_engine(home.root, os.environ)
            try:
                return engine.rebuild(_current(library), watermark=library.last_sequence())
            finally:
                engine.close()
    finally:
        library.close()


def _current(library: Library) -> Iterator[IndexedDecision]:
    for item in library.indexed_decisions():
        if isinstance(item, IndexedDecision):
            yield item


def index_difference(home: Home) -> tuple[set[str], set[str]]:
    """Ids that the index lacks, and ids it holds but the library does not."""
    library = Library.open(home.library_url)
    engine = open_engine(home.root, os.environ)
    try:
        published = library.published_ids()
        indexed = engine.ids()
    finally:
        engine.close()
        library.close()
    return published - indexed, indexed - published
