"""Where the texts name a concept, in any language: the decisions that do so best, each with one passage."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from enrichment.vocabulary import Concept
from search_ui.index.engine import Hit, PassageHit, Query
from search_ui.index.expand import clause_for
from search_ui.library import DecisionCard
from search_ui.web.addresses import decision_address
from search_ui.web.browsing import PROSECUTIONS
from search_ui.web.judgment_text import place
from search_ui.web.lines import DecisionLine, decision_line
from search_ui.web.passages import excerpt
from search_ui.web.site import Site
from search_ui.web.wording import text_direction, word

_SHOWN = 5
_LOOKED_AT = 12  # of the best decisions, because some are found by their record or title and have no passage to show
_LEAST = 80  # characters; a shorter passage is a heading in all but name
_FOLDED = {"rape", "sexual_violence"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage that names the concept, and the decision it is from."""

    line: DecisionLine
    where: str
    href: str
    html: Markup
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class InTexts:
    """`total` decisions name the concept or are recorded under it; `folded` where a reader should choose to see the
    passages."""

    total: int
    quotations: tuple[Quotation, ...]
    folded: bool


def in_texts(site: Site, concept: Concept) -> InTexts:
    """The decisions on universal jurisdiction and core crimes that name `concept` in any of its names. Raises
    `EngineUnavailable`."""
    return site.tallies.kept(("texts", concept.id), lambda: _in_texts(site, concept))


def _in_texts(site: Site, concept: Concept) -> InTexts:
    clause = clause_for(concept.id)
    if clause is None:
        return InTexts(0, (), folded=False)
    query = Query(must=(clause,), filters={"relevance": PROSECUTIONS}, limit=_LOOKED_AT, facets=())
    results = site.engine.search(query)
    cards = site.library.cards([hit.id for hit in results.hits])
    found = (_quotation(hit, cards[hit.id]) for hit in results.hits if hit.id in cards)
    shown = [quotation for quotation in found if quotation is not None][:_SHOWN]
    return InTexts(results.total, tuple(shown), folded=concept.id in _FOLDED)


def _quotation(hit: Hit, card: DecisionCard) -> Quotation | None:
    passage = next(filter(_telling, hit.passages), None)
    if passage is None:
        return None
    page = decision_address(card.id)
    ours = passage.kind == "summary"
    return Quotation(
        line=decision_line(card),
        where=word("role", "summary") if ours else place(passage.paragraph, passage.number),
        href=page if ours else f"{page}#p{passage.paragraph}",
        html=excerpt(passage.text, passage.marks),
        language=_language(passage, card),
        direction=text_direction(_language(passage, card)),
    )


def _telling(passage: PassageHit) -> bool:
    """Whether a passage says something about the concept: no title, no bare heading."""
    return bool(passage.marks) and passage.kind not in ("title", "heading") and len(passage.text) >= _LEAST


def _language(passage: PassageHit, card: DecisionCard) -> str:
    return passage.language or ("" if passage.kind == "summary" else card.language or "")
