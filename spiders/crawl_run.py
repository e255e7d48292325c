"""What one run of a spider works with, and how it tells where it stands."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from spiders.archive import Archive
from spiders.catalogue import Catalogue
from spiders.replay import Captures
from spiders.run_report import RunReport
from spiders.sources import Source

_REPORT_EVERY_S = 1.0
_TELL_EVERY_S = 30.0


@dataclass(slots=True)
class CrawlRun:
    """What one run of a spider works with.

    `since`: an ISO date, records that did not change since are left out. `limit`: fetch at most so many documents.
    `full`: fetch again what is unchanged, too. `select`: a choice of courts, Länder or words in place of the default;
    `everything`: no choice at all. `allow_gone`: the operator's word for more than 3 % gone.
    """

    source: Source
    archive: Archive
    catalogue: Catalogue
    report: RunReport
    base_url: str
    since: str | None = None
    limit: int | None = None
    full: bool = False
    select: tuple[str, ...] = ()
    everything: bool = False
    allow_gone: bool = False
    captures: Captures | None = None
    report_paths: tuple[Path, ...] = ()
    tell: Callable[[str], None] = lambda line: None
    _reported_at: float = 0.0
    _told_at: float = field(default_factory=time.monotonic)

    @property
    def loose_replay(self) -> bool:
        """Captures without a manifest: they are what there is, not what a query or a court selection would give."""
        return self.captures is not None and not self.captures.has_manifest

    def keep_report(self, *, at_once: bool = False) -> None:
        """Write the report as it stands, once a second at most, and tell whoever started us, twice a minute."""
        if at_once or time.monotonic() - self._reported_at >= _REPORT_EVERY_S:
            self._reported_at = time.monotonic()
            for path in self.report_paths:
                self.report.write(path)
        if time.monotonic() - self._told_at >= _TELL_EVERY_S:
            self._told_at = time.monotonic()
            self.tell(self.report.summary())
