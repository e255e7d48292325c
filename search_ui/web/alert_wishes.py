"""What an alert asks for, in words: on the pages in English, in letters in the language of their reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from enrichment.vocabulary import load_concepts
from search_ui.alerts.model import Draft, Subscription
from search_ui.alerts.phrases import Phrases
from search_ui.web.alert_forms import KINDS
from search_ui.web.lines import decision_line
from search_ui.web.site import Site
from search_ui.web.wording import FACET_NAMES, country_name, facet_value, sentence_case


def what_it_asks(site: Site, draft: Draft | Subscription) -> tuple[str, ...]:
    """A line for each thing that has to be so."""
    return tuple(_asks(site, draft))


def _asks(site: Site, draft: Draft | Subscription) -> Iterator[str]:
    if draft.kind != "search":
        yield f"{KINDS[draft.kind]}: {target_name(site, draft.kind, draft.target or '')}"
        return
    if draft.query:
        yield f"Words: {draft.query}"
    for facet, values in draft.filters.items():
        names = [facet_label(site, facet, value) for value in values]
        yield f"{FACET_NAMES.get(facet, sentence_case(facet)).split(' (')[0]}: {' or '.join(names)}"
    if not draft.query and not draft.filters:
        yield "Every decision"
    if draft.query and not draft.concepts_on:
        yield "Only these words, not other names of the same concepts"


def asked_in_a_letter(site: Site, draft: Draft, language: str) -> tuple[str, ...]:
    """The same in the language of the messages, for the one that asks for confirmation."""
    phrases = Phrases(language)
    return tuple(map(sentence_case, _asked_in(site, draft, phrases)))


def _asked_in(site: Site, draft: Draft, phrases: Phrases) -> Iterator[str]:
    if draft.kind != "search":
        target = draft.target or ""
        named = {"state": phrases.country, "concept": phrases.concept}.get(draft.kind)
        name = named(target) if named else target_name(site, draft.kind, target)
        yield f"{phrases(f'asks_{draft.kind}')}{phrases.colon}{name}"
        return
    if draft.query:
        yield f"{phrases('asks_words')}{phrases.colon}{draft.query}"
    for facet, values in draft.filters.items():
        named_here = facet in ("court", "source")
        shown = [facet_label(site, facet, value) if named_here else value for value in values]
        yield phrases.filter_words(facet, ", ".join(shown))
    if not draft.query and not draft.filters:
        yield phrases("asks_every")
    if draft.query and not draft.concepts_on:
        yield phrases("asks_typed_only")


def facet_label(site: Site, facet: str, value: str) -> str:
    """The word for one value of a filter."""
    if facet == "court":
        return site.courts.name(value)
    if facet == "source":
        return site.source_names.get(value, value)
    return facet_value(facet, value)


def target_name(site: Site, kind: str, target: str) -> str:
    """What is followed, by its name; its identifier where it has none here (any more)."""
    if kind == "case":
        case = site.library.case(target)
        return case.name if case is not None else target
    if kind == "cites":
        cards = site.library.cards([target])
        return decision_line(cards[target]).title if target in cards else target
    if kind == "court":
        return site.courts.name(target)
    if kind == "state":
        return country_name(target)
    if kind == "concept":
        return sentence_case(_concept_names().get(target, target))
    return target


@cache
def _concept_names() -> Mapping[str, str]:
    return {concept.id: concept.preferred("en") for concept in load_concepts()}


def proposed_name(site: Site, draft: Draft) -> str:
    """A name for a new alert, to be changed by its owner."""
    if draft.kind == "cites":
        return f"Cites {target_name(site, draft.kind, draft.target or '')}"[:120]
    if draft.kind != "search":
        return target_name(site, draft.kind, draft.target or "")[:120]
    words = [draft.query] if draft.query else []
    words += [facet_label(site, facet, value) for facet, values in draft.filters.items() for value in values]
    return ", ".join(words)[:120] or "Every new decision"
