"""Which collected records are back-fills: nothing new at a court, and so nothing to alert anybody about.

A source's first complete collection brings years of decisions at once; `--full` fetches everything again; `uj ingest
--backfill` is an operator's word for a folder. Each is kept as a stretch of the catalogue's change numbers, so that
what is published later, by whichever run, is still known for what it is. Alerts pass over it unless asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from pipelines.home import Home
from pipelines.state import ProcessingState
from spiders.catalogue import Catalogue
from spiders.sources import SOURCES

_FIRST_COLLECTION_AT_MOST = timedelta(days=30)
"""A source that never completes a run must still alert one day."""


@contextmanager
def collecting(home: Home, source: str, *, backfill: bool = False) -> Iterator[None]:
    """Around a collection of `source`: what it brings is a back-fill where the caller says so, and as long as the
    source has not been collected completely once. A stretch that a killed run left open ends with the next run."""
    is_backfill = backfill or _is_first_collection(home, source)
    _set(home, source, "end")
    if is_backfill:
        _set(home, source, "begin")
    yield
    if is_backfill:
        _set(home, source, "end")


def backfilled(state: ProcessingState, source: str, change: int) -> bool:
    """Whether the record of `source` with this change number came in a back-fill."""
    return any(first < change and (last is None or change <= last) for first, last in state.backfills(source))


def _set(home: Home, source: str, what: str) -> None:
    with Catalogue(home.catalogue) as catalogue:
        change = catalogue.last_change()
    state = ProcessingState(home.state_url)
    try:
        if what == "begin":
            state.begin_backfill(source, change)
        else:
            state.end_backfill(source, change)
    finally:
        state.close()


def _is_first_collection(home: Home, source: str) -> bool:
    if source not in SOURCES or source == "folder":  # a folder is never complete: what is dropped there is new
        return False
    reports = sorted((home.archive / "runs" / source).glob("*.json"), reverse=True)
    started = None
    for path in reports:
        try:
            report = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        if report.get("complete"):
            return False
        started = report.get("started") or started
    return started is None or datetime.now(UTC) - datetime.fromisoformat(started) < _FIRST_COLLECTION_AT_MOST
