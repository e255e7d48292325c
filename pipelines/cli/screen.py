"""What commands print: progress while work runs (on a terminal), plain tables after it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pipelines.progress import shown_by


@contextmanager
def progress_bar(quiet: bool) -> Iterator[None]:
    """Show the steps that run inside the block: a bar on a terminal, a line now and then elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<60.60}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def show(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what)

        with shown_by(show):
            yield


def say(line: str = "") -> None:
    """One line on standard output."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def say_json(value: object) -> None:
    """One JSON document on standard output."""
    say(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def say_table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table of left-aligned text and right-aligned numbers."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in [list(headings), *cells]) for i in range(len(headings))]

    def line(row: Sequence[str], original: Sequence[object]) -> str:
        parts = (
            text.rjust(width) if isinstance(cell, int) else text.ljust(width)
            for text, width, cell in zip(row, widths, original, strict=True)
        )
        return "  ".join(parts).rstrip()

    numbers = [bool(rows) and isinstance(rows[0][i], int) for i in range(len(headings))]
    say("  ".join(h.rjust(w) if n else h.ljust(w) for h, w, n in zip(headings, widths, numbers, strict=True)).rstrip())
    for row, original in zip(cells, rows, strict=True):
        say(line(row, original))
