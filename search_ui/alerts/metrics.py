"""Figures for monitoring, in the text format Prometheus reads (version 0.0.4). They name no subscriber."""

from __future__ import annotations

import re
from datetime import datetime

from search_ui.alerts.brake import Brake
from search_ui.alerts.store import Alerts

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_NOT_A_NAME = re.compile(r"[^a-z0-9_]+")


def exposition(alerts: Alerts, now: datetime, most_per_hour: int, last_sequence: int | None = None) -> str:
    """One `uj_alerts_...` line for each figure. With the library's `last_sequence` also how far matching is behind."""
    figures: dict[str, int | float] = dict(alerts.metrics())
    figures["brake_stopped"] = int(Brake(alerts, most_per_hour).stopped() is not None)
    last_pass = alerts.note("last_pass")
    if last_pass is not None:
        figures["seconds_since_last_pass"] = round((now - datetime.fromisoformat(last_pass)).total_seconds(), 1)
    if last_sequence is not None:
        figures["changes_not_yet_examined"] = max(last_sequence - alerts.watermark(), 0)
    lines = []
    for name in sorted(figures):
        metric = f"uj_alerts_{_NOT_A_NAME.sub('_', name.lower()).strip('_')}"
        lines += [f"# TYPE {metric} gauge", f"{metric} {figures[name]}"]
    return "\n".join(lines) + "\n"
