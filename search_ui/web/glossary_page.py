"""The glossary: every concept with its meaning, found by a term of any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enrichment.vocabulary import Concept, load_concepts
from search_ui.index.engine import EngineUnavailable
from search_ui.index.folding import folded_words
from search_ui.index.recorded import recorded
from search_ui.web.addresses import concept_address
from search_ui.web.browsing import search_for
from search_ui.web.concept_page import TYPE_NAMES, counted
from search_ui.web.site import Site
from search_ui.web.wording import language_name, sentence_case, text_direction


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A concept in the glossary: its English name, and the one in the language the reader asked for."""

    id: str
    name: str
    href: str
    definition: str
    term: str
    decisions: int
    search_href: str


@dataclass(frozen=True, slots=True)
class GlossaryGroup:
    """The concepts of one type."""

    id: str
    heading: str
    entries: tuple[GlossaryEntry, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A language of the glossary."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Glossary:
    """Everything the template shows. `language` is that of the terms shown beside the English ones, or empty."""

    typed: str
    language: str
    language_name: str
    direction: str
    languages: tuple[Choice, ...]
    groups: tuple[GlossaryGroup, ...]
    total: int
    found: int


def glossary_languages() -> tuple[str, ...]:
    """The languages in which concepts have names, English first."""
    found = {code for concept in load_concepts() for code in concept.labels}
    return tuple(sorted(found, key=lambda code: (code != "en", language_name(code))))


def glossary(site: Site, typed: str, language: str) -> Glossary:
    """The glossary, with `typed` only the concepts that have these words in a name (of any language) or the meaning."""
    counts = decisions_by_concept(site)
    chosen = language if language in glossary_languages() and language != "en" else ""
    wanted = folded_words(typed)
    groups = []
    for type_, (heading, _) in TYPE_NAMES.items():
        entries = tuple(
            _entry(concept, chosen, counts.get(concept.id, 0))
            for concept in load_concepts()
            if concept.type == type_ and _matches(concept, wanted)
        )
        if entries:
            groups.append(GlossaryGroup(type_.replace("_", "-"), heading, entries))
    return Glossary(
        typed=typed,
        language=chosen,
        language_name=language_name(chosen) if chosen else "",
        direction=text_direction(chosen),
        languages=tuple(Choice(code, language_name(code), code == (chosen or "en")) for code in glossary_languages()),
        groups=tuple(groups),
        total=len(load_concepts()),
        found=sum(len(group.entries) for group in groups),
    )


def decisions_by_concept(site: Site) -> Mapping[str, int]:
    """How many decisions each concept is a recorded fact of; empty while the index cannot be asked."""
    counts = {}
    for concept in load_concepts():
        known = recorded(concept)
        if known is not None:
            try:
                counts[concept.id] = site.tallies.of(counted(known)).total
            except EngineUnavailable:
                return {}
    return counts


def _entry(concept: Concept, language: str, decisions: int) -> GlossaryEntry:
    known = recorded(concept)
    terms = concept.labels.get(language, ()) if language else ()
    return GlossaryEntry(
        id=concept.id,
        name=sentence_case(concept.preferred("en")),
        href=concept_address(concept.id),
        definition=concept.definition,
        term=terms[0] if terms else "",
        decisions=decisions,
        search_href=search_for(counted(known), sort="-date") if known and decisions else "",
    )


def _matches(concept: Concept, wanted: list[str]) -> bool:
    if not wanted:
        return True
    texts = (*(name for names in concept.labels.values() for name in names), concept.definition)
    return any(all(any(have.startswith(want) for have in folded) for want in wanted) for folded in map(_folded, texts))


@cache
def _folded(text: str) -> tuple[str, ...]:
    return tuple(folded_words(text))


def routes(site: Site) -> APIRouter:
    """`/concepts`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/concepts")
    def index(request: Request, q: str = "", language: str = "") -> Response:
        page = glossary(site, q.replace("\x00", "").strip()[:100], language)
        return site.page("concepts.html", here="concepts", canonical=f"{site.origin(request)}/concepts", page=page)

    return router
