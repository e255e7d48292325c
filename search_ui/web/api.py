"""The JSON API, version 1: search and decisions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from search_ui.index.engine import FACETS
from search_ui.index.read_as import read_as
from search_ui.web.addresses import decision_address
from search_ui.web.api_models import DecisionRecord, Failure, QueryPart, SearchAnswer, SuggestionFound, found, record
from search_ui.web.decision_routes import shown_decision
from search_ui.web.search_page import build_query, suggested
from search_ui.web.search_request import LONGEST_QUERY, SORTS, SearchRequest
from search_ui.web.site import Site
from search_ui.web.wording import FACET_NAMES

DESCRIPTION = (
    "Universal-jurisdiction case law as JSON. `/api/v1/search` takes the parameters of the search page; "
    "`/api/v1/decisions/{id}` gives one decision with facts, evidence and paragraphs; concepts, "
    "countries, courts and prosecutions give the glossary and exact counts. No key is needed and no query is recorded. "
    "Not an official publication: the court's own version decides."
)
_MOST_RESULTS = 100


def _parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON schema
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


# The search page and the API read the address with one reader, which forgives what it does not understand; the
# parameters are therefore described here rather than declared as arguments.
_SEARCH_PARAMETERS = [
    _parameter("q", 'Words, "phrases", -exclusions, docket numbers, ECLIs.', type="string", maxLength=LONGEST_QUERY),
    *(
        _parameter(facet, f"{FACET_NAMES[facet]}. Several values: any of them.", type="array", items={"type": "string"})
        for facet in FACETS
    ),
    _parameter("from", "First date of decision: year, year-month or year-month-day.", type="string"),
    _parameter("to", "Last date of decision.", type="string"),
    _parameter("sort", "Order of results.", type="string", enum=list(SORTS), default="relevance"),
    _parameter("page", "Page, from 1.", type="integer", minimum=1, default=1),
    _parameter("concepts", "`off`: only the words as typed.", type="string", enum=["off"]),
    _parameter("semantic", "`off`: without likeness of meaning, where it is on.", type="string", enum=["off"]),
    _parameter("explain", "`1`: say how the query was read.", type="string", enum=["1"]),
    _parameter("limit", "Results a page.", type="integer", minimum=1, maximum=_MOST_RESULTS, default=20),
]


def routes(site: Site) -> APIRouter:
    """`/api/v1/search` and `/api/v1/decisions/{id}`."""
    router = APIRouter(prefix="/api/v1", tags=["case law"])

    @router.get("/search", openapi_extra={"parameters": _SEARCH_PARAMETERS}, responses={503: {"model": Failure}})
    def search(request: Request) -> SearchAnswer:
        """Decisions that match, best first, with their best passages."""
        asked = SearchRequest.from_address(request.query_params)
        limit = _limit(request.query_params.get("limit", ""), site.settings.page_size)
        query = build_query(asked, page_size=limit)
        results = site.engine.search(query)
        cards = site.library.cards([hit.id for hit in results.hits])
        return SearchAnswer(
            total=results.total,
            page=asked.page,
            pages=-(-results.total // limit),
            took_ms=results.took_ms,
            notes=[*asked.notes, *query.problems, *results.notes],
            read_as=[QueryPart.model_validate(asdict(part)) for part in read_as(query, by_meaning=results.by_meaning)]
            if request.query_params.get("explain") == "1"
            else None,
            results=[found(hit, cards[hit.id]) for hit in results.hits if hit.id in cards],
            facets={facet: dict(counts) for facet, counts in results.facets.items()},
        )

    @router.get("/suggest", responses={503: {"model": Failure}})
    def suggest(prefix: str = "") -> list[SuggestionFound]:
        """Decisions, accused, courts, concepts, persons and words that begin with `prefix` (three characters or more);
        `url` is the page each leads to."""
        return [SuggestionFound(kind=item.kind, text=item.text, url=item.url) for item in suggested(site, prefix)]

    @router.get(
        "/decisions/{decision_id}",
        response_model=DecisionRecord,
        responses={404: {"model": Failure}, 410: {"model": Failure, "description": "Withdrawn"}},
    )
    def decision(decision_id: str) -> DecisionRecord | Response:
        """One decision with facts, evidence, citations, provenance and paragraphs."""
        view = shown_decision(site, decision_id)
        if view.id != decision_id:
            return RedirectResponse(f"/api/v1{decision_address(view.id)}", 301)
        return record(view, site.library.cards([view.id])[view.id])

    return router


def _limit(written: str, default: int) -> int:
    return (
        min(max(int(written), 1), _MOST_RESULTS)
        if written.isascii() and written.isdigit() and len(written) < 9
        else default
    )
