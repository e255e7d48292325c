"""Where everything lives: the folder `UJ_HOME` (default `./var`) and what stands under it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """The paths under one `UJ_HOME`. Nothing is created before it is needed."""

    root: Path

    @classmethod
    def from_env(cls) -> Home:
        """The home named by `UJ_HOME`, else `./var`."""
        return cls(Path(os.environ.get("UJ_HOME", "var")).resolve())

    @property
    def archive(self) -> Path:
        """Originals, their catalogue and the run reports (written by the spiders)."""
        return self.root / "archive"

    @property
    def catalogue(self) -> Path:
        """The catalogue of the archive: which record holds which bytes."""
        return self.archive / "catalogue.sqlite"

    @property
    def inbox(self) -> Path:
        """The folder the sensor watches: what is dropped here is collected."""
        return self.root / "inbox"

    @property
    def state_url(self) -> str:
        """SQLAlchemy URL of the processing state (`UJ_STATE_URL` overrides)."""
        return os.environ.get("UJ_STATE_URL", f"sqlite:///{self.root / 'state.sqlite'}")

    @property
    def library_url(self) -> str:
        """SQLAlchemy URL of the library (`UJ_LIBRARY_URL` overrides)."""
        return os.environ.get("UJ_LIBRARY_URL", f"sqlite:///{self.root / 'library.sqlite'}")

    @property
    def alerts_url(self) -> str:
        """SQLAlchemy URL of the alerts (`UJ_ALERTS_URL` overrides)."""
        return os.environ.get("UJ_ALERTS_URL", f"sqlite:///{self.root / 'alerts.sqlite'}")

    def create(self) -> Home:
        """Make the folders that others expect to exist."""
        for folder in (self.root, self.archive, self.inbox):
            folder.mkdir(parents=True, exist_ok=True)
        return self

    @contextmanager
    def exclusive(self, name: str) -> Iterator[None]:
        """Hold the writers' lock `name` (waits for another process; a killed one frees it at once)."""
        folder = self.root / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / f"{name}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
