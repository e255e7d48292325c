"""Matching as `store.Alerts` does it: everything published since the watermark, into the ledger."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import replace

from sqlalchemy import select

from search_ui.alerts.answers import Asking
from search_ui.alerts.examining import Examiner, Loaded, watermark
from search_ui.alerts.model import Clock, Examination
from search_ui.alerts.opening import AlertsDatabase, Work, random_id
from search_ui.alerts.rows import stamp
from search_ui.alerts.schema import SUBSCRIPTIONS
from search_ui.library.database import Database
from search_ui.library.library import Library


class MatchingStore(AlertsDatabase):
    """The part of `store.Alerts` about matching."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        key: str | None = None,
        domain: str = "localhost",
        new_id: Callable[[], str] = random_id,
    ) -> None:
        super().__init__(database, clock, key=key, domain=domain, new_id=new_id)
        self._loaded = Loaded()
        self._examining = threading.Lock()  # what is loaded is for one thread at a time

    def watermark(self) -> int:
        """The last sequence of the library that was examined."""
        with self._database.read() as connection:
            return watermark(connection)

    def examine(self, library: Library) -> Examination:
        """Match everything published since the watermark, in the library's order, into the ledger. Any number of
        workers may call it at once; one that dies leaves the rest to the next."""
        with self._examining:
            try:
                return self._examine(library)
            except BaseException:
                self._loaded.version = -1  # what was read in a transaction that came to nothing counts for nothing
                raise

    def _examine(self, library: Library) -> Examination:
        until = library.last_sequence()
        with self._database.read() as connection:
            # reading thousands of subscriptions takes a while: not while others wait for the lock
            self._loaded.refresh(connection, self._vault)
        total: Examination | None = None
        faulty = 0
        if self.watermark() > until:
            with self._writing() as work:
                self._examiner(work, library).start_over(until)
        while True:
            with self._writing() as work:
                examiner = self._examiner(work, library)
                faulty += examiner.check_faults()
                done = examiner.catch_up() or examiner.next_stretch(until)
                if done is None:
                    break
            total = _together(total, done)
        if total is None:
            here = self.watermark()
            total = Examination(here, here)
        return replace(total, faulty=faulty)

    def ledger_differences(self, library: Library, only: Collection[str] | None = None) -> list[str]:
        """Where the ledger is not what asking every subscription (or `only` those of these ids) of every examined
        decision, one by one, gives; one line each, empty when all is well. Slow on purpose: it uses nothing of the
        reverse index."""
        with self._database.read() as connection:
            loaded = Loaded()
            loaded.refresh(connection, self._vault)
            behind = select(SUBSCRIPTIONS.c.id, SUBSCRIPTIONS.c.behind_since).where(
                SUBSCRIPTIONS.c.behind_since.is_not(None)
            )
            waiting = {row[0]: row[1] for row in connection.execute(behind)}
            asking = Asking(connection, library)
            held = loaded.matcher.subscriptions.values()
            return asking.differences([one for one in held if only is None or one.id in only], waiting)

    def _examiner(self, work: Work, library: Library) -> Examiner:
        self._loaded.refresh(work.connection, self._vault)
        return Examiner(
            work.connection,
            library,
            self._loaded,
            ledger=work.ledger,
            desk=work.desk,
            vault=self._vault,
            now=stamp(work.now),
        )


def _together(before: Examination | None, after: Examination) -> Examination:
    if before is None:
        return after
    return Examination(
        min(before.first, after.first),
        max(before.last, after.last),
        before.decisions + after.decisions,
        before.events + after.events,
        before.matched + after.matched,
        before.withheld + after.withheld,
    )
