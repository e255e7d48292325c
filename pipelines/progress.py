"""Where the running command shows how far its steps are (nowhere, unless a command says so)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.steps.report import Progress, silent

_current: Progress = silent


def report_progress(done: int, total: int, what: str) -> None:
    """Pass on to whatever the running command set up."""
    _current(done, total, what)


@contextmanager
def shown_by(progress: Progress) -> Iterator[None]:
    """Let `progress` show the steps that run inside the block."""
    global _current
    before, _current = _current, progress
    try:
        yield
    finally:
        _current = before
