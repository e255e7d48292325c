"""The web application over this home's library, index and archive."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.confirmation import VARIABLE, is_switched_on
from pipelines.home import Home
from pipelines.state import WITHDRAWN, ProcessingState
from pipelines.steps.alerts import alert_settings, open_alerts
from pipelines.steps.collect import last_runs
from search_ui.index.choose import open_engine
from search_ui.library import Library
from search_ui.web import create_app
from search_ui.web.alert_desk import AlertDesk
from search_ui.web.settings import Original, SourceState, WebSettings
from spiders.archive import Archive, CorruptOriginal, MissingOriginal
from spiders.catalogue import Catalogue
from spiders.sources import SOURCES, Source

if TYPE_CHECKING:
    from fastapi import FastAPI


def build_site(home: Home) -> FastAPI:
    """The application, reading what the pipeline writes while it runs."""
    home.create()
    settings = WebSettings(
        sources=lambda: source_states(home),
        original=(lambda sha256: _original(home, sha256)) if os.environ.get("UJ_SERVE_ORIGINALS") == "1" else None,
        public_url=os.environ.get("UJ_PUBLIC_URL"),
        operator=os.environ.get("UJ_OPERATOR"),
        contact=os.environ.get("UJ_CONTACT"),
    )
    alerts = alert_settings(home)
    desk = AlertDesk(open_alerts(home, alerts), alerts)
    engine = open_engine(home.root, os.environ, read_only=True)
    return create_app(Library.open(home.library_url), engine, settings, desk)


def source_states(home: Home) -> Sequence[SourceState]:
    """Every source with its terms and what became of its last runs."""
    state = ProcessingState(home.state_url)
    try:
        counts = state.counts()
    finally:
        state.close()
    return [_state(home, source, counts.get(source.id, {})) for source in SOURCES.values()]


def _state(home: Home, source: Source, counts: dict[str, int]) -> SourceState:
    runs = last_runs(home, source.id)
    latest = runs[0] if runs else None
    success = next((run for run in runs if run.ok), None)
    on = is_switched_on(source)
    return SourceState(
        id=source.id,
        name=source.name,
        publisher=source.publisher,
        country=source.country,
        languages=tuple(source.languages),
        landing_page=source.landing_page,
        licence=source.licence,
        reuse_terms=source.reuse_terms,
        robots_position=source.robots_position,
        covers=", ".join(source.courts),
        schedule=source.schedule,
        active=on,
        inactive_reason=None if on else f"waits for the operator's confirmation of its terms ({VARIABLE})",
        last_run=latest.finished if latest else None,
        last_success=success.finished if success else None,
        records=counts.get("records"),
        quarantined=counts.get("quarantined"),
        failures=tuple(latest.errors[:10]) if latest else (),
    )


def _original(home: Home, sha256: str) -> Original | None:
    """Bytes of a portal's published record, where the operator hands originals on. Files out of somebody's folder are
    never handed on, nor is what was withdrawn: an original is not masked."""
    state = ProcessingState(home.state_url)
    try:
        rows = [row for row in state.all() if row.sha256 == sha256 and row.source != "folder"]
    finally:
        state.close()
    if not rows or any(row.published_key is None or row.published_event == WITHDRAWN for row in rows):
        return None
    with Catalogue(home.catalogue) as catalogue:
        record = catalogue.get(rows[0].source, rows[0].record_id)
    try:
        data = Archive(home.archive).get(sha256)
    except (MissingOriginal, CorruptOriginal):
        return None
    return Original(data, record.media_type, record.file_name) if record else Original(data)
