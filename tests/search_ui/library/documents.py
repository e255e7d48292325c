"""Documents and registry entries to publish in tests. All persons are invented."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from enrichment.decision import (
    Certainty,
    Citation,
    CitationKind,
    Court,
    Decision,
    Evidence,
    Fact,
    Person,
    Relevance,
)
from enrichment.registry import RegistryDecision
from enrichment.text import Paragraph, Role, Text
from search_ui.library import DocumentInfo, Publication

BGH = Court("DEU/BGH", "Bundesgerichtshof", "DEU", "Federal Court of Justice", "supreme")
KOBLENZ = Court("DEU/OLGKOBL", "Oberlandesgericht Koblenz", "DEU", "Higher Regional Court Koblenz", "first")
HOGE_RAAD = Court("NLD/HR", "Hoge Raad", "NLD", "Supreme Court", "supreme")
ICC = Court("INTL/ICC", "International Criminal Court", None, None, "international")


def document(
    record: str,
    *paragraphs: str,
    source: str = "portal",
    court: Court | None = BGH,
    date: str | None = "2021-01-28",
    fetched_at: str | None = "2026-11-01T10:00:00+00:00",
    bytes_: str | None = None,
    editorial_note: bool = False,
    enricher_version: str = "1",
    url: str | None = None,
    cites: Sequence[tuple[str, str]] = (),
    facts: Sequence[Fact] = (),
    **fields: Any,
) -> Publication:
    """A document; `cites` are (kind, words of a paragraph), each becomes a citation where the words first stand."""
    texts = paragraphs or (f"Text of {record}.",)
    read = tuple(Paragraph(text, str(n), 1, ("Gründe",), Role.REASONS) for n, text in enumerate(texts, start=1))
    values: dict[str, Any] = {
        "language": "de",
        "title": None,
        "chamber": None,
        "relevance": Relevance("core_crime", 0.4, ("names torture",)),
        "citations": tuple(_citation(read, CitationKind(kind), words) for kind, words in cites),
        "facts": tuple(facts),
        "text_sha256": Text(read, "html", "html").sha256,
        "format": "html",
        "method": "html",
    } | fields
    decision = Decision(court=court, paragraphs=read, decision_date=date, editorial_note=editorial_note, **values)
    info = DocumentInfo(
        source=source,
        record_id=record,
        sha256=hashlib.sha256((bytes_ or f"{record}{texts}").encode()).hexdigest(),
        text_sha256=decision.text_sha256,
        url=url,
        fetched_at=fetched_at,
        media_type="text/html",
        format="html",
        method="html",
        editorial_note=editorial_note,
        licence="public domain",
        reader_version="1",
        enricher_version=enricher_version,
    )
    return Publication(decision, info)


def _citation(paragraphs: Sequence[Paragraph], kind: CitationKind, words: str) -> Citation:
    n, start = next((n, item.text.index(words)) for n, item in enumerate(paragraphs) if words in item.text)
    return Citation(kind, words, words, n, start, start + len(words), "test@1")


def fact(
    field: str, value: str, paragraph: int, text: str, quote: str, certainty: Certainty = Certainty.CERTAIN
) -> Fact:
    """A fact with one piece of evidence: `quote` in `text`, which is the paragraph's text."""
    start = text.index(quote)
    return Fact(field, value, "test@1", certainty, (Evidence(quote, paragraph, start, start + len(quote)),))


def person(role: str, form: str, *, masked: bool = False) -> Person:
    """A person of the proceedings."""
    return Person(role, form, masked)


def known(decision_id: str, **fields: Any) -> RegistryDecision:
    """A registry decision."""
    values: dict[str, Any] = {
        "case_key": decision_id.partition("--")[0],
        "case_name": "Case of the border camp",
        "court": "Bundesgerichtshof",
        "court_en": "Federal Court of Justice",
        "court_id": "DEU/BGH",
        "forum_country": "DEU",
        "respondent_state": None,
        "instance": "supreme",
        "docket_numbers": (),
        "ecli": None,
        "neutral_citation": None,
        "decision_date": "2021-01-28",
        "decision_type": "Urteil",
        "accused": ("Kamal N.",),
        "nationality": ("SYR",),
        "territorial_states": ("SYR",),
        "crimes": ("war_crimes",),
        "legal_provisions": ("VStGB § 8",),
        "jurisdiction_basis": ("universal",),
        "modes_of_liability": (),
        "immunity_issue": True,
        "outcome": "convicted",
        "sentence": "5 years",
        "ngo_involved": (),
        "language": "de",
        "official_url": "https://court.example/1",
        "evidence": ("https://court.example/press",),
        "related": (),
        "summaries": {
            "en": ("He was charged with war crimes in a camp.", "The court held that immunity is no bar."),
            "de": ("Ihm wurden Kriegsverbrechen in einem Lager vorgeworfen.", "Immunität steht nicht entgegen."),
        },
        "confidence": "high",
        "omitted_fields": (),
    } | fields
    return RegistryDecision(decision_id=decision_id, **values)
