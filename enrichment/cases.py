"""Which decisions belong together: the case of the registry, else one key made from the first instance known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enrichment.decision import CitationKind, Decision, Instance
from enrichment.facts.citations import find_citations
from enrichment.facts.dockets import docket_key
from enrichment.registry import RegistryDecision, load_registry
from enrichment.registry.match import match_registry
from enrichment.text import Paragraph
from enrichment.vocabulary.courts import find_court_by_name

# Portals that say which decision came before by its ECLI; elsewhere the docket number says it.
_RELATES_BY_ECLI = frozenset(("NLD",))
_ECLI = re.compile(r"ECLI\s?:\s?[A-Z]{2}\s?:\s?[A-Z0-9]{1,7}\s?:\s?\d{4}\s?:\s?[A-Z0-9.]{1,25}", re.IGNORECASE)


def known_decision(decision: Decision) -> RegistryDecision | None:
    """The decision of the registry that this is, by ECLI, citation, or docket number with court and day."""
    return match_registry(
        decision.ecli,
        decision.docket_numbers,
        court_id=decision.court.id if decision.court else None,
        country=decision.court.country if decision.court else None,
        decision_date=decision.decision_date,
        neutral_citation=decision.neutral_citation,
    )


def case_key(
    decision: Decision, earlier_instances: Sequence[str] = (), instances: Sequence[Instance] = ()
) -> str | None:
    """A key equal for all decisions of one case, lower-case words joined by hyphens; None without any identifier.

    The registry's key where the decision, or one it came from, is known there. Otherwise the key of the first
    instance: `earlier_instances` are the references to earlier decisions as the portal or the caption gives them
    ("OLG Koblenz, 24. Februar 2021, 1 StE 3/21"), oldest last or first; the one without a known predecessor names
    the case, and a decision without predecessors names it itself. `instances` are those that the text itself names:
    a known one, of whatever court and State, leads to its case."""
    known = known_decision(decision)
    if known is not None:
        return known.case_key
    country = decision.court.country if decision.court else None
    eclis = [match.group().replace(" ", "").upper() for line in earlier_instances for match in _ECLI.finditer(line)]
    for ecli in eclis:
        before = match_registry(ecli)
        if before is not None:
            return before.case_key
    for instance in instances:
        other = _known_instance(instance, country)
        if other is not None:
            return other.case_key
    earlier = [instance for instance in instances if instance.relation == "earlier"]
    eclis += [instance.ecli for instance in earlier if instance.ecli]
    if country in _RELATES_BY_ECLI:
        first = min((e for e in (*eclis, decision.ecli) if e), key=_year_and_instance, default=None)
        return _slug(first) if first else _own(decision, country)
    dockets = _dockets(earlier_instances, decision.language, country)
    dockets = dockets or [instance.docket for instance in earlier if instance.docket]
    if dockets and country:
        return _slug(country, dockets[-1])
    return _own(decision, country)


def _known_instance(instance: Instance, country: str | None) -> RegistryDecision | None:
    """The decision of the registry that `instance` is: by its numbers, else by court and day where one only fits."""
    court = find_court_by_name(instance.court, country) if instance.court else None
    state = court.country if court else country
    if instance.ecli or instance.docket:
        found = match_registry(
            instance.ecli,
            (instance.docket,) if instance.docket else (),
            court_id=court.id if court else None,
            country=state,
            decision_date=instance.date,
        )
        if found is not None or instance.docket:
            return found
    if court is None or instance.date is None:
        return None
    that_day = [
        known for known in load_registry() if known.court_id == court.id and known.decision_date == instance.date
    ]
    return that_day[0] if len(that_day) == 1 else None


def _own(decision: Decision, country: str | None) -> str | None:
    """The key from the decision's own number: `deu-1-ste-3-21`, with the court where that is known not to be unique."""
    if decision.docket_numbers:
        court = decision.court.id if decision.court else None
        return _slug(country or court or "xxx", decision.docket_numbers[0])
    if decision.ecli:
        return _slug(decision.ecli)
    if decision.neutral_citation:
        return _slug(decision.neutral_citation)
    return None


def _dockets(lines: Sequence[str], language: str | None, country: str | None) -> list[str]:
    if not lines:
        return []
    paragraphs = [Paragraph(line) for line in lines]
    found = find_citations(paragraphs, language=language, country=country)
    return [citation.norm for citation in found if citation.kind is CitationKind.DOCKET and citation.norm]


def _year_and_instance(ecli: str) -> tuple[str, int]:
    """Oldest year first; within a year district courts before courts of appeal before the supreme court."""
    _, _, court, year, *_ = ecli.split(":")
    rank = 0 if court.startswith("RB") else 1 if court.startswith("GH") else 2
    return year, rank


def _slug(*parts: str) -> str:
    docket = docket_key(parts[-1]) or parts[-1]
    words = re.findall(r"[a-z0-9]+", " ".join((*parts[:-1], docket)).lower())
    return "-".join(words)
