"""The web application: pages, API and feeds over one library and one search engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from search_ui.index.engine import SearchEngine
from search_ui.library import Library
from search_ui.web import (
    alert_metrics,
    alert_routes,
    api,
    browse_api,
    case_page,
    concept_page,
    country_page,
    court_page,
    coverage_page,
    decision_routes,
    errors,
    feed,
    fixed_pages,
    glossary_page,
    home_page,
    prosecutions_page,
    search_page,
)
from search_ui.web.alert_desk import AlertDesk
from search_ui.web.response_headers import ResponseHeaders
from search_ui.web.settings import WebSettings
from search_ui.web.site import SITE_NAME, STATIC, Site

if TYPE_CHECKING:
    from os import PathLike, stat_result

    from starlette.responses import Response
    from starlette.types import Scope


class FingerprintedFiles(StaticFiles):
    """Our own files. Their addresses carry a mark of their content, so that browsers may keep them for good."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file with a long life."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def create_app(
    library: Library, engine: SearchEngine, settings: WebSettings | None = None, alerts: AlertDesk | None = None
) -> FastAPI:
    """The site as an ASGI application. It reads `library` and `engine` and changes neither; closing them (and the
    alerts) is the caller's. Without `alerts` none are offered. Serve it without an access log, which would keep what
    people search."""
    site = Site.build(library, engine, settings or WebSettings(), offers_alerts=alerts is not None)
    # The interactive API pages of the framework would load scripts from elsewhere; the description itself is enough.
    app = FastAPI(
        title=f"{SITE_NAME} API",
        version="1",
        description=api.DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        # Spans of the framework would carry every query to whatever collector the environment names.
        telemetry={"tracing": False, "operation_spans": False, "logs": False, "auto_configure": False},
    )
    for module in (home_page, search_page, feed, decision_routes, case_page, coverage_page, fixed_pages, api):
        app.include_router(module.routes(site))
    for module in (glossary_page, concept_page, country_page, court_page, prosecutions_page, browse_api):
        app.include_router(module.routes(site))
    if alerts is not None:
        app.include_router(alert_routes.routes(site, alerts))
        app.include_router(alert_metrics.routes(site, alerts))
    app.mount("/static", FingerprintedFiles(directory=STATIC), name="static")
    errors.install(app, site)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=4)
    app.add_middleware(ResponseHeaders)
    return app
