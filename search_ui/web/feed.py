"""Every search as an Atom feed (RFC 4287), newest decisions first."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from fastapi import APIRouter, Request
from fastapi.responses import Response

from search_ui.library import DecisionCard
from search_ui.web.lines import decision_line
from search_ui.web.search_page import build_query
from search_ui.web.search_request import SearchRequest
from search_ui.web.site import SITE_NAME, Site

_ATOM = "http://www.w3.org/2005/Atom"
_ENTRIES = 50
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BEGINNING = "1970-01-01T00:00:00Z"


def atom_feed(asked: SearchRequest, cards: list[DecisionCard], origin: str) -> bytes:
    """The feed document for `cards`, newest first. An entry's time is the day of the decision (the first of the year
    where only the year is known): Atom wants one, and the day a decision became known here is no fact about it."""
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    here = f"{origin}{asked.address(path='/search.atom')}"
    _add(feed, "id", here)
    _add(feed, "title", f"{SITE_NAME}: {asked.typed}" if asked.typed else SITE_NAME)
    _add(feed, "updated", max((_time(card.date) for card in cards), default=_BEGINNING))
    _link(feed, "self", here, "application/atom+xml")
    _link(feed, "alternate", f"{origin}{asked.address()}", "text/html")
    author = ElementTree.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", SITE_NAME)
    for card in cards:
        line = decision_line(card)
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "id", f"{origin}{line.href}")
        _add(entry, "title", line.title)
        _add(entry, "updated", _time(card.date))
        _link(entry, "alternate", f"{origin}{line.href}", "text/html")
        _add(entry, "summary", " · ".join(filter(None, (line.court, line.date, *line.dockets, line.outcome))))
    ElementTree.register_namespace("", _ATOM)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _time(date: str | None) -> str:
    if not date:
        return _BEGINNING
    day = date if _DAY.fullmatch(date) else f"{date[:4]}-01-01"
    return f"{day}T00:00:00Z"


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = _NOT_IN_XML.sub(" ", text)


def _link(parent: ElementTree.Element, relation: str, href: str, media_type: str) -> None:
    attributes = {"rel": relation, "href": _NOT_IN_XML.sub("", href), "type": media_type}
    ElementTree.SubElement(parent, f"{{{_ATOM}}}link", attributes)


def routes(site: Site) -> APIRouter:
    """`/search.atom`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/search.atom")
    def feed(request: Request) -> Response:
        asked = SearchRequest.from_address(request.query_params).sorted_by("-date")
        # who follows a query wants what holds all of it
        query = replace(build_query(asked, page_size=_ENTRIES), relax_below=0, semantic=False)
        results = site.engine.search(query)
        cards = site.library.cards([hit.id for hit in results.hits])
        ordered = [cards[hit.id] for hit in results.hits if hit.id in cards]
        return Response(atom_feed(asked, ordered, site.origin(request)), media_type="application/atom+xml")

    return router
