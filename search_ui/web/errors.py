"""What a reader sees when something is missing, withdrawn, or went wrong; the API gets the same as JSON."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from search_ui.index.engine import EngineUnavailable
from search_ui.web.decision_routes import Gone
from search_ui.web.response_headers import EVERY_ANSWER
from search_ui.web.site import Site

_MISSING = (
    "Not found",
    "There is nothing at this address. It may have been mistyped, or the decision may never have been here.",
)
_BROKEN = ("Something went wrong here", "The fault is ours and has been noted. Nothing you asked was recorded.")
_NO_INDEX = ("The search is not available now", "The decisions themselves can still be read. Please try again shortly.")


def install(app: FastAPI, site: Site) -> None:
    """Let `app` answer errors in the site's own words."""

    def answer(request: Request, status: int, heading: str, *paragraphs: str) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": heading, "detail": " ".join(paragraphs)}, status)
        return site.page("message.html", status=status, heading=heading, paragraphs=paragraphs)

    def gone(request: Request, error: Exception) -> Response:
        reason, day = (error.reason, error.day) if isinstance(error, Gone) else ("", "")
        return answer(
            request,
            410,
            "This decision was withdrawn",
            f"It was taken out of this library on {day}. Reason: {reason}",
            "Its text, its facts and its entry in the search are gone; its address is kept so that links are answered.",
        )

    def http_error(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 404:
            return answer(request, 404, *_MISSING)
        detail = str(error.detail) if isinstance(error, HTTPException) else ""
        response = answer(request, status, "This request cannot be answered", detail)
        response.headers.update((error.headers if isinstance(error, HTTPException) else None) or {})
        return response

    def invalid(request: Request, error: Exception) -> Response:
        problems = error.errors() if isinstance(error, RequestValidationError) else []
        lines = [f"{'.'.join(map(str, problem['loc'][1:]))}: {problem['msg']}" for problem in problems]
        return answer(request, 422, "This request cannot be read", *lines)

    def unavailable(request: Request, _error: Exception) -> Response:
        return answer(request, 503, *_NO_INDEX)

    def broken(request: Request, _error: Exception) -> Response:
        response = answer(request, 500, *_BROKEN)
        # This answer is given outside of all middleware, so it has to carry the headers itself.
        response.headers.update(EVERY_ANSWER)
        return response

    app.add_exception_handler(Gone, gone)
    app.add_exception_handler(HTTPException, http_error)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(EngineUnavailable, unavailable)
    app.add_exception_handler(Exception, broken)
