"""From a decision to the pages about what it names: its concepts, countries and court."""

from __future__ import annotations

from collections.abc import Iterator

from search_ui.index.recorded import concept_of
from search_ui.library import DecisionView
from search_ui.web.addresses import concept_address, country_address, court_address
from search_ui.web.concept_page import concepts_by_id
from search_ui.web.country_page import known_country
from search_ui.web.judgment_text import Pin
from search_ui.web.wording import country_name, sentence_case


def look_up(view: DecisionView) -> tuple[Pin, ...]:
    """The pages, each once: court, forum, countries of the acts, then concepts in the order of the record."""
    return tuple({pin.href: pin for pin in _pages(view)}.values())


def page_about(meaning: str) -> str:
    """The page about a concept or a State of the vocabulary by its id; empty for everything else."""
    if meaning in concepts_by_id():
        return concept_address(meaning)
    return country_address(meaning) if known_country(meaning) else ""


def _pages(view: DecisionView) -> Iterator[Pin]:
    if view.court_id:
        yield Pin(court_address(view.court_id), view.court or view.court_en or view.court_id)
    for country in (view.forum, *view.territorial_states, *view.nationality):
        if country and known_country(country):
            yield Pin(country_address(country), country_name(country))
    for facet, values in (
        ("crime", view.crimes),
        ("mode", view.modes_of_liability),
        ("basis", view.jurisdiction_basis),
        ("issue", tuple(issue.kind for issue in view.issues)),
    ):
        for value in values:
            concept = concept_of(facet, value)
            if concept is not None:
                yield Pin(concept_address(concept), sentence_case(concepts_by_id()[concept].preferred("en")))
