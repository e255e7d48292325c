"""What a decision cites, each thing once, with the paragraphs where it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enrichment.decision import CitationKind
from search_ui.library import CitationView, DecisionCard, DecisionView
from search_ui.web.addresses import decision_address
from search_ui.web.judgment_text import Pin, paragraph_place
from search_ui.web.lines import decision_line
from search_ui.web.wording import word

_MOST_PINS = 4  # places shown beside one cited thing


@dataclass(frozen=True, slots=True)
class Cited:
    """Something the text cites, once, with the places where it does. `candidates` are the decisions it may mean where
    that is not certain."""

    text: str
    title: str
    href: str
    pins: tuple[Pin, ...]
    candidates: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class CitedGroup:
    """Cited things of one kind."""

    name: str
    items: tuple[Cited, ...]


def cited_groups(view: DecisionView, cards: Mapping[str, DecisionCard]) -> Iterator[CitedGroup]:
    """By kind, decisions before provisions; what is cited several times stands once with its places."""
    by_kind: dict[CitationKind, dict[str, list[CitationView]]] = {}
    for citation in view.citations:
        key = citation.decision_id or citation.citation.norm or citation.citation.text
        by_kind.setdefault(citation.citation.kind, {}).setdefault(key, []).append(citation)
    for kind in CitationKind:
        if kind in by_kind:
            items = tuple(_cited(view, group, cards) for group in by_kind[kind].values())
            yield CitedGroup(word("citation_kind", kind.value), items)


def _cited(view: DecisionView, group: list[CitationView], cards: Mapping[str, DecisionCard]) -> Cited:
    first = group[0]
    card = cards.get(first.decision_id or "")
    places = list(dict.fromkeys(item.citation.paragraph for item in group))
    return Cited(
        text=first.citation.text
        if first.citation.kind is CitationKind.PROVISION
        else first.citation.norm or first.citation.text,
        title=decision_line(card).title if card else "",
        href=decision_address(card.id) if card else "",
        pins=tuple(Pin(f"#p{place}", paragraph_place(view, place)) for place in places[:_MOST_PINS]),
        candidates=tuple(
            Pin(decision_address(candidate), decision_line(cards[candidate]).title)
            for candidate in first.candidates[:_MOST_PINS]
            if candidate in cards
        ),
    )
