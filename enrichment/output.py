"""A decision as `uj enrich --json` prints it: plain JSON values, every fact with its evidence beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from enrichment.decision import Citation, Decision, Evidence, Fact, Finding, Instance, Sentence

Resolve = Callable[[Citation], str | None]


def to_gold_json(decision: Decision, *, resolve: Resolve | None = None) -> dict[str, Any]:
    """The decision as one JSON-ready object in the published output format.

    Paragraph numbers `n` count from 0 and are what `paragraph` in citations and evidence refers to; offsets count
    Unicode code points. `resolve` gives the id of the decision a citation means (None: not known)."""
    court = decision.court
    return {
        "language": decision.language,
        "title": decision.title,
        "court": {"id": court.id, "name": court.name, "country": court.country} if court else None,
        "chamber": decision.chamber,
        "ecli": decision.ecli,
        "docket_numbers": list(decision.docket_numbers),
        "neutral_citation": decision.neutral_citation,
        "decision_date": decision.decision_date,
        "decision_type": decision.decision_type,
        "paragraphs": [
            {"n": n, "number": p.number, "role": str(p.role), "page": p.page, "text": p.text}
            for n, p in enumerate(decision.paragraphs)
        ],
        "citations": [
            {
                "kind": str(citation.kind),
                "text": citation.text,
                "norm": citation.norm,
                "paragraph": citation.paragraph,
                "start": citation.start,
                "end": citation.end,
                "resolved": resolve(citation) if resolve else None,
            }
            for citation in decision.citations
        ],
        "accused": list(decision.accused),
        "territorial_states": list(decision.territorial_states),
        "nationality": list(decision.nationality),
        "situation": decision.situation,
        "crimes": list(decision.crimes),
        "modes_of_liability": list(decision.modes_of_liability),
        "jurisdiction_basis": list(decision.jurisdiction_basis),
        "issues": [{"kind": issue.kind, "polarity": issue.polarity} for issue in decision.issues],
        "outcome": decision.outcome,
        "sentence": decision.sentence,
        "findings": [_evidenced(finding) for finding in decision.findings],
        "sentences": [_evidenced(sentence) for sentence in decision.sentences],
        "finality": decision.finality,
        "presence": decision.presence,
        "participation": list(decision.participation),
        "organisations": list(decision.organisations),
        "roles": list(decision.roles),
        "places": list(decision.places),
        "instances": [_evidenced(instance) for instance in decision.instances],
        "facts": [_fact(fact, evidence) for fact in decision.facts for evidence in fact.evidence or (None,)],
        "persons": [{"role": p.role, "form": p.form, "masked": p.masked} for p in decision.persons],
        "relevance": {
            "label": decision.relevance.label,
            "score": round(decision.relevance.score, 4),
            "reasons": list(decision.relevance.reasons),
        },
        "case_key": decision.case_key,
        "registry_id": decision.registry_id,
        "editorial_note": decision.editorial_note,
        "reading": {"method": decision.method, "format": decision.format, "quality": asdict(decision.quality)},
        "unread": dict(sorted(decision.unread.items())),
        "problems": list(decision.problems),
    }


def _evidenced(item: Finding | Sentence | Instance) -> dict[str, Any]:
    """All fields of a structured fact as plain values, with its evidence."""
    plain = asdict(item)
    plain["evidence"] = [_where(evidence) for evidence in item.evidence]
    return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}


def _where(evidence: Evidence) -> dict[str, Any]:
    if evidence.paragraph is None:
        return {"declared": evidence.declared, "quote": evidence.quote}
    return {
        "paragraph": evidence.paragraph,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _fact(fact: Fact, evidence: Evidence | None) -> dict[str, Any]:
    """One row per piece of evidence: a fact read in three places is three rows."""
    return {
        "field": fact.field,
        "value": fact.value,
        "by": fact.by,
        "certainty": str(fact.certainty),
        "evidence": _where(evidence) if evidence is not None else None,
    }
