"""What every page of one site shares: the library, the engine, the settings and the templates."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from search_ui.index.engine import SearchEngine
from search_ui.library import Library
from search_ui.web.addresses import contact_address
from search_ui.web.court_names import CourtNames
from search_ui.web.settings import WebSettings
from search_ui.web.tallies import Tallies

HERE = Path(__file__).parent
STATIC = HERE / "static"
SITE_NAME = "Universal Jurisdiction Case Law"
REGISTRY_NAME = "Registry of known cases"


@dataclass(frozen=True, slots=True)
class Site:
    """One site: what it reads from and how it is rendered."""

    library: Library
    engine: SearchEngine
    settings: WebSettings
    templates: Environment
    courts: CourtNames
    tallies: Tallies
    source_names: Mapping[str, str]

    @classmethod
    def build(
        cls, library: Library, engine: SearchEngine, settings: WebSettings, *, offers_alerts: bool = False
    ) -> Site:
        """A site with its templates loaded: everything is escaped, and a name a template misspells is an error."""
        templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        templates.globals |= {
            "site_name": SITE_NAME,
            "static": static_address,
            "operator": settings.operator,
            "contact": settings.contact,
            "contact_href": contact_address(settings.contact),
            "offers_alerts": offers_alerts,
        }
        names = {source.id: source.name for source in settings.sources()}
        known = {"registry": REGISTRY_NAME} | names
        return cls(library, engine, settings, templates, CourtNames(library), Tallies(engine), known)

    def page(self, template: str, *, here: str = "", status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
        """The page `template` with `values`; `here` names the entry of the main navigation it belongs to."""
        return HTMLResponse(self.templates.get_template(template).render(here=here, **values), status)

    def missing(self, heading: str, paragraph: str, links: Sequence[tuple[str, str]]) -> HTMLResponse:
        """404 in words, with `links` (text, address) to what may have been meant."""
        return self.page("message.html", status=404, heading=heading, paragraphs=(paragraph,), links=links)

    def origin(self, request: Request) -> str:
        """Scheme and host of this site without a final slash, for addresses that leave it (feeds, citations)."""
        return (self.settings.public_url or str(request.base_url)).rstrip("/")


@cache
def static_address(name: str) -> str:
    """The address of a file of ours with a mark of its content, so that browsers may keep it for good."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
