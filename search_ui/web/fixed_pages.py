"""Pages that do not depend on what is asked: about, privacy, robots.txt, health."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from search_ui.web.site import Site


def routes(site: Site) -> APIRouter:
    """`/about`, `/privacy`, `/robots.txt` and `/healthz`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/about")
    def about() -> Response:
        return site.page("about.html", here="about")

    @router.get("/privacy")
    def privacy() -> Response:
        return site.page("privacy.html")

    @router.get("/robots.txt")
    def robots() -> Response:
        # Everything may be crawled, nothing may be listed: the reason stands beside the header X-Robots-Tag.
        return PlainTextResponse("User-agent: *\nAllow: /\n")

    @router.get("/healthz")
    def health() -> Response:
        """200 while library and index answer; the two numbers differ while the index catches up."""
        return JSONResponse({"library": site.library.last_sequence(), "index": site.engine.watermark()})

    return router
