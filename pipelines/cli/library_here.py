"""Whether there is a library to work on."""

from __future__ import annotations

import os

from pipelines.cli.failure import CommandFailure
from pipelines.home import Home


def has_library(home: Home) -> bool:
    """Whether anything was ever published."""
    return "UJ_LIBRARY_URL" in os.environ or (home.root / "library.sqlite").is_file()


def needs_library(home: Home) -> None:
    """Raises `CommandFailure` with the mend where nothing was ever published."""
    if not has_library(home):
        raise CommandFailure("there is no library here yet: run `uj demo`, `uj run` or `uj ingest PATH...` first")
