"""The pages people read: `create_app(library, engine, settings)` gives the web application."""

from __future__ import annotations

from search_ui.web.app import create_app
from search_ui.web.settings import Original, SourceState, WebSettings

__all__ = ["Original", "SourceState", "WebSettings", "create_app"]
