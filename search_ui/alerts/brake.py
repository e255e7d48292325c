"""The brake on mass mail: whatever went wrong in matching, no more than so many messages leave within an hour.

Once it has stopped it stays stopped, in the database, until an operator has looked and released it. Nothing is lost
meanwhile: what was to be sent waits in the ledger.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from search_ui.alerts.store import Alerts

WINDOW = timedelta(hours=1)
_NOTE = "brake"


@dataclass(frozen=True, slots=True)
class Stopped:
    """That the brake has stopped: since when (ISO 8601) and why, in one line."""

    since: str
    why: str


class Brake:
    """Asked before each message. `most` is the number of messages within an hour that is still no alarm."""

    def __init__(self, alerts: Alerts, most: int) -> None:
        self._alerts = alerts
        self._most = most

    def stopped(self) -> Stopped | None:
        """Why nothing is sent, None while all is well."""
        kept = self._kept()
        return Stopped(kept["since"], kept["why"]) if "why" in kept else None

    def may_send(self, now: datetime) -> bool:
        """Whether one more message may leave; the first one that may not stops all that follow."""
        kept = self._kept()
        if "why" in kept:
            return False
        begins = now - WINDOW
        released = datetime.fromisoformat(kept["released"]) if "released" in kept else begins
        if begins < released <= now:
            begins = released
        sent = self._alerts.handed_over_since(begins)
        if sent < self._most:
            return True
        why = f"{sent} messages within an hour, {self._most} are allowed (UJ_ALERTS_BRAKE)"
        self._alerts.set_note(_NOTE, json.dumps({"since": now.isoformat(), "why": why}))
        return False

    def release(self, now: datetime) -> bool:
        """Let messages leave again, counting anew from `now`. False when nothing was stopped."""
        if self.stopped() is None:
            return False
        self._alerts.set_note(_NOTE, json.dumps({"released": now.isoformat()}))
        return True

    def _kept(self) -> dict[str, str]:
        written = self._alerts.note(_NOTE)
        return dict(json.loads(written)) if written else {}
