"""Addresses under `/decisions/`: the page, exports for reference managers, the original bytes."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response

from search_ui.library import DecisionView
from search_ui.web.addresses import decision_address
from search_ui.web.dates import readable_date
from search_ui.web.decision_page import decision_page
from search_ui.web.provenance import is_sha256, original_may_be_given
from search_ui.web.site import Site

_EXPORTS = {
    "ris": ("ris", "application/x-research-info-systems", "ris"),
    "bib": ("bibtex", "application/x-bibtex", "bib"),
    "csl.json": ("csl-json", "application/vnd.citationstyles.csl+json", "json"),
}
# Types a browser may be told of; whatever else a portal served goes out as bytes. Everything is an attachment, so that
# no foreign page runs under our address.
_TOLD_TYPES = {"application/pdf", "application/xml", "text/xml", "text/plain", "application/zip"}
_EXTENSIONS = {
    "application/pdf": "pdf",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "txt",
    "application/zip": "zip",
}


class Gone(HTTPException):
    """The decision was withdrawn; `reason` is in general words, `day` is readable."""

    def __init__(self, reason: str, day: str) -> None:
        super().__init__(410)
        self.reason = reason
        self.day = day


def shown_decision(site: Site, decision_id: str) -> DecisionView:
    """The decision, under its present id. Raises HTTPException 404 when there is none, `Gone` when it was withdrawn."""
    view = site.library.decision(decision_id)
    if view is None:
        raise HTTPException(404)
    if view.withdrawn is not None:
        raise Gone(view.withdrawn.reason, readable_date(view.withdrawn.at[:10]))
    return view


def routes(site: Site) -> APIRouter:
    """`/decisions/{id}`, `/decisions/{id}/export.{format}` and `/decisions/{id}/original/{sha256}`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/decisions/{decision_id}")
    def decision(decision_id: str, request: Request) -> Response:
        view = shown_decision(site, decision_id)
        if view.id != decision_id:
            return RedirectResponse(decision_address(view.id), 301)
        named = {view.id, *(citation.decision_id or "" for citation in view.citations)}
        named |= {candidate for citation in view.citations for candidate in citation.candidates}
        cards = site.library.cards(sorted(named))
        page = decision_page(
            view,
            cards[view.id],
            site.library.case(view.case_key),
            site.library.cited_by(view.id),
            cards,
            address=f"{site.origin(request)}{decision_address(view.id)}",
            sources=site.source_names,
            originals=site.settings.original is not None,
        )
        return site.page("decision.html", page=page)

    @router.get("/decisions/{decision_id}/export.{kind}")
    def export(decision_id: str, kind: str) -> Response:
        view = shown_decision(site, decision_id)
        if kind not in _EXPORTS:
            raise HTTPException(404)
        format_, media_type, extension = _EXPORTS[kind]
        text = "".join(site.library.export([view.id], format_))
        return PlainTextResponse(text, headers=_attachment(f"{view.id}.{extension}"), media_type=media_type)

    @router.get("/decisions/{decision_id}/original/{sha256}")
    def original(decision_id: str, sha256: str) -> Response:
        view = shown_decision(site, decision_id)
        belongs = is_sha256(sha256) and any(document.sha256 == sha256 for document in view.documents)
        if site.settings.original is None or not belongs or not original_may_be_given(view):
            raise HTTPException(404)
        found = site.settings.original(sha256)
        if found is None:
            raise HTTPException(404)
        media_type = found.media_type if found.media_type in _TOLD_TYPES else "application/octet-stream"
        name = f"{view.id}-{sha256[:12]}.{_EXTENSIONS.get(media_type, 'bin')}"
        headers = _attachment(name) | {"Content-Security-Policy": "default-src 'none'; sandbox"}
        return Response(found.data, media_type=media_type, headers=headers)

    return router


def _attachment(file_name: str) -> dict[str, str]:
    plain = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "-" for sign in file_name)
    return {"Content-Disposition": f'attachment; filename="{plain}"'}
