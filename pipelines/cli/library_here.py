"""Whether there is a library to work on."""

from __future__ import annotations

import os

from pipelines.cli.failure import CommandFailure
from pipelines.home import Home


def needs_library(home: Home) -> None:
    """Raises `CommandFailure` with the mend where nothing was ever published."""
    if "UJ_LIBRARY_URL" not in os.environ and not (home.root / "library.sqlite").is_file():
        raise CommandFailure("there is no library here yet: run `uj demo`, `uj run` or `uj ingest PATH...` first")
