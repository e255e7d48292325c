"""The case page: its decisions in order of time, what became of each, and cases that belong near."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from search_ui.library import CaseView, DecisionCard
from search_ui.web.addresses import case_address, following_address
from search_ui.web.dates import readable_date
from search_ui.web.lines import DecisionLine, decision_line
from search_ui.web.site import Site
from search_ui.web.wording import country_name, facet_value, word


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of the case; `held`: the court's own text is here."""

    line: DecisionLine
    name: str
    instance: str
    kind: str
    summary: str
    held: bool


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """Another case."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the template shows."""

    name: str
    alert_href: str
    facts: tuple[str, ...]
    standing: str
    steps: tuple[Step, ...]
    related: tuple[RelatedCase, ...]


def case_page(case: CaseView, summaries: Mapping[str, str]) -> CasePage:
    """The page for `case`; `summaries` are English summaries by decision id."""
    return CasePage(
        name=case.name,
        alert_href=following_address("case", case.key),
        facts=_facts(case.decisions),
        standing=_standing(case.decisions),
        steps=tuple(_step(card, summaries.get(card.id, "")) for card in case.decisions),
        related=tuple(RelatedCase(name, case_address(key)) for key, name in case.related),
    )


def _facts(decisions: tuple[DecisionCard, ...]) -> tuple[str, ...]:
    """Forum, place of the acts, crimes, accused: what all decisions together name."""
    forums = dict.fromkeys(country_name(card.forum) for card in decisions if card.forum)
    states = dict.fromkeys(country_name(state) for card in decisions for state in card.territorial_states)
    crimes = dict.fromkeys(facet_value("crime", crime) for card in decisions for crime in card.crimes)
    accused = dict.fromkeys(name for card in decisions for name in card.accused)
    named = (
        ("Decided in", forums),
        ("Acts in", states),
        ("Crimes at issue:", crimes),
        ("Accused:", accused),
    )
    return tuple(f"{name} {', '.join(values)}" for name, values in named if values)


def _standing(decisions: tuple[DecisionCard, ...]) -> str:
    """Where the case stands as far as this library knows; finality is not claimed."""
    if not decisions:
        return ""
    last = decisions[-1]
    when = f" of {readable_date(last.date)}" if last.date else ""
    number = (
        "The only decision known here"
        if len(decisions) == 1
        else f"The latest of {len(decisions)} decisions known here"
    )
    return f"{number} is that{when} ({last.court or 'court not established'}). Later decisions may exist."


def _step(card: DecisionCard, summary: str) -> Step:
    return Step(
        line=decision_line(card),
        name=card.court or card.title,
        instance=word("instance", card.instance) if card.instance else "",
        kind=card.decision_type or "",
        summary=summary,
        held=card.text_available == "court",
    )


def routes(site: Site) -> APIRouter:
    """`/cases/{key}`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/cases/{key:path}")
    def case(key: str) -> Response:
        found = site.library.case(key)
        if found is None or not found.decisions:
            raise HTTPException(404)
        views = (site.library.decision(card.id) for card in found.decisions if card.registered)
        summaries = {view.id: " ".join(view.summaries.get("en", ())) for view in views if view}
        return site.page("case.html", page=case_page(found, summaries))

    return router
