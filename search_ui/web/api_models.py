"""What the JSON API answers with: the names of `uj enrich --json`, plus addresses and provenance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Literal

from pydantic import BaseModel, Field

from enrichment.decision import Evidence, Finding, Instance, Sentence
from search_ui.index.engine import Hit
from search_ui.library import DecisionCard, DecisionView
from search_ui.web.addresses import case_address, decision_address


class Court(BaseModel):
    """The deciding court; `country` is ISO 3166-1 alpha-3, null for international courts."""

    id: str | None
    name: str | None
    country: str | None


class PassageFound(BaseModel):
    """A passage that matched. `paragraph` counts from 0; `marks` are (start, end) code-point offsets into `text`."""

    paragraph: int
    number: str | None
    kind: str
    text: str
    language: str | None
    marks: list[tuple[int, int]]
    url: str


class SuggestionFound(BaseModel):
    """Something to offer while somebody types. `kind`: decision, accused, court, concept, person or word."""

    kind: str
    text: str
    url: str


class QueryPart(BaseModel):
    """A part of the query as it was read: `others` count as what was typed, `may_miss` parts can be given up."""

    kind: str
    text: str
    others: list[str]
    may_miss: bool


class DecisionSummary(BaseModel):
    """A decision in a list. Dates are ISO 8601 (a day or a year), crimes and outcome taxonomy ids."""

    id: str
    url: str
    title: str
    court: Court
    decision_date: str | None
    decision_type: str | None
    language: str | None
    docket_numbers: list[str]
    ecli: str | None
    neutral_citation: str | None
    accused: list[str]
    crimes: list[str]
    territorial_states: list[str]
    outcome: str | None
    sentence: str | None
    case_key: str
    text: Literal["court", "editorial_note", "none"] = Field(description="Whose words can be read here.")


class DecisionFound(BaseModel):
    """A decision of a result with its best passages and, in plain words, why it matched."""

    decision: DecisionSummary
    score: float
    passages: list[PassageFound]
    why: list[str]


class SearchAnswer(BaseModel):
    """A page of results. `total` and the counts of `facets` are exact numbers of decisions; `notes` say what of the
    request was not understood."""

    total: int
    page: int
    pages: int
    took_ms: float
    notes: list[str]
    read_as: list[QueryPart] | None = Field(description="How the query was read, when asked for with `explain=1`.")
    results: list[DecisionFound]
    facets: dict[str, dict[str, int]]


class ParagraphText(BaseModel):
    """`n` counts from 0, `number` is the court's own, `page` counts from 1."""

    n: int
    number: str | None
    role: str
    page: int | None
    headings: list[str]
    text: str


class EvidenceFound(BaseModel):
    """Where a fact was read: paragraph and code-point offsets, or the source's own record (`declared`)."""

    paragraph: int | None
    start: int | None
    end: int | None
    declared: str | None
    quote: str


class FactRead(BaseModel):
    """One value of one field and what it was read from."""

    field: str
    value: str
    by: str
    certainty: str
    evidence: list[EvidenceFound]


class CitationFound(BaseModel):
    """A citation or provision in the text; `resolved` is the id of the cited decision."""

    kind: str
    text: str
    norm: str | None
    paragraph: int
    start: int
    end: int
    status: str | None
    resolved: str | None


class IssueFound(BaseModel):
    """A bar or preliminary issue and what the court made of it."""

    kind: str
    polarity: str


class FindingRead(BaseModel):
    """What one accused is charged with, convicted or acquitted of."""

    result: str
    accused: str | None
    count: str | None
    crimes: list[str]
    modes: list[str]
    provisions: list[str]
    evidence: list[EvidenceFound]


class SentenceRead(BaseModel):
    """The sentence of one accused; `duration` and `minimum_term` are ISO 8601 durations."""

    kind: str
    accused: str | None
    duration: str | None
    suspended: bool
    special_gravity: bool
    minimum_term: str | None
    evidence: list[EvidenceFound]


class InstanceRead(BaseModel):
    """Another decision of the same proceedings that the text or the portal names."""

    relation: str
    court: str | None
    docket: str | None
    ecli: str | None
    date: str | None
    evidence: list[EvidenceFound]


class Document(BaseModel):
    """A text of the decision and where it comes from; `shown` is the one whose paragraphs are given."""

    source: str
    record_id: str
    url: str | None
    fetched_at: str | None
    sha256: str
    text_sha256: str
    format: str
    method: str
    licence: str | None
    editorial_note: bool
    reader_version: str
    enricher_version: str
    shown: bool


class DecisionRecord(DecisionSummary):
    """Everything known of one decision."""

    court_en: str | None
    chamber: str | None
    instance: str | None
    forum: str | None
    nationality: list[str]
    situation: str | None
    modes_of_liability: list[str]
    jurisdiction_basis: list[str]
    issues: list[IssueFound]
    findings: list[FindingRead]
    sentences: list[SentenceRead]
    finality: str | None
    presence: str | None
    participation: list[str]
    organisations: list[str]
    roles: list[str]
    places: list[str]
    instances: list[InstanceRead]
    legal_provisions: list[str]
    summaries: dict[str, list[str]]
    official_url: str | None
    evidence_urls: list[str]
    case_url: str | None
    case_name: str
    related: list[str]
    from_registry: list[str] = Field(description="Fields whose value is the reviewed registry's.")
    unread: dict[str, str] = Field(description="Why a field is empty.")
    masked_names: list[str]
    documents: list[Document]
    paragraphs: list[ParagraphText]
    facts: list[FactRead]
    citations: list[CitationFound]


class Failure(BaseModel):
    """An error in words."""

    error: str
    detail: str


def summary(card: DecisionCard) -> DecisionSummary:
    """`card` as the API gives it."""
    return DecisionSummary(
        id=card.id,
        url=decision_address(card.id),
        title=card.title,
        court=Court(id=card.court_id, name=card.court, country=None if card.forum == "INTL" else card.forum),
        decision_date=card.date,
        decision_type=card.decision_type,
        language=card.language,
        docket_numbers=list(card.docket_numbers),
        ecli=card.ecli,
        neutral_citation=card.neutral_citation,
        accused=list(card.accused),
        crimes=list(card.crimes),
        territorial_states=list(card.territorial_states),
        outcome=card.outcome,
        sentence=card.sentence,
        case_key=card.case_key,
        text=card.text_available,
    )


def found(hit: Hit, card: DecisionCard) -> DecisionFound:
    """`hit` as the API gives it."""
    page = decision_address(card.id)
    return DecisionFound(
        decision=summary(card),
        score=hit.score,
        passages=[
            PassageFound(
                paragraph=passage.paragraph,
                number=passage.number,
                kind=passage.kind,
                text=passage.text,
                language=passage.language,
                marks=list(passage.marks),
                url=f"{page}#p{passage.paragraph}",
            )
            for passage in hit.passages
        ],
        why=list(hit.why),
    )


def record(view: DecisionView, card: DecisionCard) -> DecisionRecord:
    """`view` as the API gives it."""
    return DecisionRecord(
        **dict(summary(card)),
        court_en=view.court_en,
        chamber=view.chamber,
        instance=view.instance,
        forum=view.forum,
        nationality=list(view.nationality),
        situation=view.situation,
        modes_of_liability=list(view.modes_of_liability),
        jurisdiction_basis=list(view.jurisdiction_basis),
        issues=[IssueFound(kind=issue.kind, polarity=issue.polarity) for issue in view.issues],
        findings=[FindingRead(**_plain(item)) for item in view.findings],
        sentences=[SentenceRead(**_plain(item)) for item in view.sentences],
        finality=view.finality,
        presence=view.presence,
        participation=list(view.participation),
        organisations=list(view.organisations),
        roles=list(view.roles),
        places=list(view.places),
        instances=[InstanceRead(**_plain(item)) for item in view.instances],
        legal_provisions=list(view.legal_provisions),
        summaries={language: list(sentences) for language, sentences in view.summaries.items()},
        official_url=view.official_url,
        evidence_urls=list(view.evidence_urls),
        case_url=case_address(view.case_key) if view.case_key else None,
        case_name=view.case_name,
        related=list(view.related),
        from_registry=list(view.from_registry),
        unread=dict(view.unread),
        masked_names=list(view.masked_names),
        documents=_documents(view),
        paragraphs=[
            ParagraphText(
                n=index,
                number=paragraph.number,
                role=paragraph.role.value,
                page=paragraph.page,
                headings=list(paragraph.heading_path),
                text=paragraph.text,
            )
            for index, paragraph in enumerate(view.paragraphs)
        ],
        facts=_facts(view),
        citations=_citations(view),
    )


def _documents(view: DecisionView) -> list[Document]:
    return [
        Document(
            source=document.source,
            record_id=document.record_id,
            url=document.url,
            fetched_at=document.fetched_at,
            sha256=document.sha256,
            text_sha256=document.text_sha256,
            format=document.format,
            method=document.method,
            licence=document.licence,
            editorial_note=document.editorial_note,
            reader_version=document.reader_version,
            enricher_version=document.enricher_version,
            shown=document.shown,
        )
        for document in view.documents
    ]


def _facts(view: DecisionView) -> list[FactRead]:
    return [
        FactRead(
            field=fact.field,
            value=fact.value,
            by=fact.by,
            certainty=fact.certainty.value,
            evidence=_evidence(fact.evidence),
        )
        for fact in view.facts
    ]


def _plain(item: Finding | Sentence | Instance) -> dict[str, Any]:
    return asdict(item) | {"evidence": _evidence(item.evidence)}


def _evidence(proofs: Iterable[Evidence]) -> list[EvidenceFound]:
    return [
        EvidenceFound(
            paragraph=evidence.paragraph,
            start=evidence.start,
            end=evidence.end,
            declared=evidence.declared,
            quote=evidence.quote,
        )
        for evidence in proofs
    ]


def _citations(view: DecisionView) -> list[CitationFound]:
    return [
        CitationFound(
            kind=cited.citation.kind.value,
            text=cited.citation.text,
            norm=cited.citation.norm,
            paragraph=cited.citation.paragraph,
            start=cited.citation.start,
            end=cited.citation.end,
            status=cited.status,
            resolved=cited.decision_id,
        )
        for cited in view.citations
    ]
