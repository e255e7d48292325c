"""One decision with all that is known of it: put together from its registry entry, documents and text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from enrichment.decision import CitationKind, Evidence, Fact, Finding, Instance, Sentence
from enrichment.text import Paragraph
from enrichment.vocabulary.courts import find_court_by_name
from search_ui.library import contents
from search_ui.library.anonymity import NameMask
from search_ui.library.database import Database
from search_ui.library.keys import reference_keys
from search_ui.library.merging import Merged, merge
from search_ui.library.references import Status, candidate_ids
from search_ui.library.schema import (
    ALIASES,
    CITATIONS,
    DECISIONS,
    DOCUMENT_VERSIONS,
    DOCUMENTS,
    IDENTIFIERS,
    IDENTITY_KEYS,
    REGISTRY_ENTRIES,
    TOMBSTONES,
)
from search_ui.library.settling import ranked_documents
from search_ui.library.views import CitationView, Conflict, DecisionView, DocumentView, Withdrawal

_Structured = TypeVar("_Structured", Finding, Sentence, Instance)


@dataclass(frozen=True, slots=True)
class Assembled:
    """A decision put together from its registry entry and documents (best first), before its texts are read."""

    id: str
    problems: tuple[str, ...]
    registry: Mapping[str, Any] | None
    documents: Sequence[Mapping[str, Any]]
    merged: Merged

    @property
    def shown_content_id(self) -> int | None:
        """The content whose paragraphs are shown."""
        return self.documents[0]["content_id"] if self.documents else None

    @property
    def text_language(self) -> str | None:
        """The language of the shown text."""
        return self.documents[0]["header"]["language"] if self.documents else None

    def paragraphs(self, connection: Connection) -> tuple[Paragraph, ...]:
        """The paragraphs of the shown text, names masked."""
        if self.shown_content_id is None:
            return ()
        paragraphs = contents.paragraphs_of(connection, self.shown_content_id)
        return tuple(self.merged.mask.paragraph(paragraph) for paragraph in paragraphs)


def assemble(connection: Connection, decision_id: str) -> Assembled | None:
    """The decision with exactly this id."""
    row = connection.execute(select(DECISIONS).where(DECISIONS.c.id == decision_id)).mappings().one_or_none()
    if row is None:
        return None
    registry = connection.execute(
        select(REGISTRY_ENTRIES.c.body).where(REGISTRY_ENTRIES.c.decision_id == decision_id)
    ).scalar()
    documents = ranked_documents(connection, decision_id, registry)
    merged = merge(decision_id, registry, [document["header"] for document in documents])
    return Assembled(decision_id, tuple(row["problems"]), registry, documents, merged)


def decision(database: Database, decision_id: str) -> DecisionView | None:
    """See `Library.decision`."""
    with database.read() as connection:
        assembled = assemble(connection, decision_id)
        if assembled is not None:
            return view(connection, assembled)
        if withdrawal := withdrawal_of(connection, decision_id):
            return DecisionView(withdrawal.decision_id, withdrawn=withdrawal)
        other = connection.execute(
            select(DOCUMENTS.c.decision_id)
            .join(ALIASES, ALIASES.c.document_id == DOCUMENTS.c.id)
            .where(ALIASES.c.alias == decision_id)
            .distinct()
        ).scalars()
        others = list(other)
        assembled = assemble(connection, others[0]) if len(others) == 1 else None
        return view(connection, assembled) if assembled is not None else None


def withdrawal_of(connection: Connection, decision_id: str) -> Withdrawal | None:
    """The withdrawal of the decision that has this id, or had it before it was moved."""
    as_alias = select(func.substr(IDENTITY_KEYS.c.member, 2)).where(
        IDENTITY_KEYS.c.key == decision_id, IDENTITY_KEYS.c.kind == "alias"
    )
    row = connection.execute(
        select(TOMBSTONES)
        .where((TOMBSTONES.c.decision_id == decision_id) | TOMBSTONES.c.decision_id.in_(as_alias))
        .order_by(TOMBSTONES.c.decision_id != decision_id, TOMBSTONES.c.decision_id)
    ).first()
    return Withdrawal(row.decision_id, row.reason, row.at) if row else None


def view(connection: Connection, assembled: Assembled) -> DecisionView:
    """The whole view of a decision."""
    registry: Mapping[str, Any] = assembled.registry or {}
    merged, mask = assembled.merged, assembled.merged.mask
    paragraphs = assembled.paragraphs(connection)
    content_id = assembled.shown_content_id
    header = assembled.documents[0]["header"] if assembled.documents else None
    facts = () if content_id is None else _facts(connection, content_id, paragraphs, mask)
    persons = () if content_id is None else contents.persons_of(connection, content_id)
    return DecisionView(
        id=assembled.id,
        title=merged.title,
        court=merged.court,
        court_en=merged.court_en,
        court_id=merged.court_id,
        forum=merged.forum,
        respondent_state=merged.respondent_state,
        chamber=merged.chamber,
        instance=merged.instance,
        date=merged.date,
        decision_type=merged.decision_type,
        language=merged.language,
        ecli=merged.ecli,
        docket_numbers=merged.docket_numbers,
        neutral_citation=merged.neutral_citation,
        accused=merged.accused,
        nationality=merged.nationality,
        territorial_states=merged.territorial_states,
        situation=merged.situation,
        crimes=merged.crimes,
        legal_provisions=merged.legal_provisions,
        modes_of_liability=merged.modes_of_liability,
        jurisdiction_basis=merged.jurisdiction_basis,
        issues=merged.issues,
        immunity_issue=registry.get("immunity_issue"),
        outcome=merged.outcome,
        sentence=merged.sentence,
        findings=tuple(_placed(item, paragraphs) for item in merged.findings),
        sentences=tuple(_placed(item, paragraphs) for item in merged.sentences),
        finality=merged.finality,
        presence=merged.presence,
        participation=merged.participation,
        organisations=merged.organisations,
        roles=tuple(map(mask.text, merged.roles)),
        places=merged.places,
        instances=tuple(_placed(item, paragraphs) for item in merged.instances),
        instance_ids=tuple(_instance_id(connection, assembled.id, item, merged.forum) for item in merged.instances),
        ngo_involved=tuple(registry.get("ngo_involved", ())),
        relevance=replace(merged.relevance, reasons=tuple(mask.text(reason) for reason in merged.relevance.reasons)),
        case_key=merged.case_key,
        case_name=merged.case_name,
        summaries={language: tuple(sentences) for language, sentences in registry.get("summaries", {}).items()},
        official_url=registry.get("official_url"),
        evidence_urls=tuple(registry.get("evidence", ())),
        related=tuple(registry.get("related", ())),
        confidence=registry.get("confidence"),
        omitted_fields=tuple(registry.get("omitted_fields", ())),
        registered=assembled.registry is not None,
        from_registry=merged.from_registry,
        text_available=merged.text_available,
        documents=_documents(connection, assembled.documents, mask),
        paragraphs=paragraphs,
        facts=facts,
        citations=() if content_id is None else _citations(connection, content_id, paragraphs),
        persons=tuple(replace(person, form=mask.form(person.form)) for person in persons),
        conflicts=tuple(_with_evidence(conflict, facts) for conflict in merged.conflicts),
        unread={field: mask.text(reason) for field, reason in header["unread"].items()} if header else {},
        problems=(*assembled.problems, *(header["problems"] if header else ())),
        masked_names=mask.notes(),
    )


def _facts(
    connection: Connection, content_id: int, paragraphs: Sequence[Paragraph], mask: NameMask
) -> tuple[Fact, ...]:
    facts = contents.facts_of(connection, content_id)
    if not mask:
        return facts
    masked = []
    for fact in map(mask.fact, facts):
        evidence = tuple(_requoted(item, paragraphs) for item in fact.evidence)
        masked.append(replace(fact, evidence=evidence))
    return tuple(masked)


def _instance_id(connection: Connection, own_id: str, instance: Instance, forum: str | None) -> str | None:
    """The one decision of the library that has the number of `instance`, or its court and day."""
    keys = {key for number in (instance.ecli, instance.docket) if number for key in reference_keys(number)}
    court = find_court_by_name(instance.court, forum) if instance.court else None
    same_day = DECISIONS.c.date == instance.date if instance.date else None
    found: set[str] = set()
    if keys:
        query = select(IDENTIFIERS.c.decision_id).where(IDENTIFIERS.c.key.in_(keys)).distinct()
        if same_day is not None:
            query = query.join(DECISIONS, DECISIONS.c.id == IDENTIFIERS.c.decision_id).where(same_day)
        found = set(connection.execute(query).scalars())
    elif court is not None and same_day is not None:
        query = select(DECISIONS.c.id).where(DECISIONS.c.court_id == court.id, same_day)
        found = set(connection.execute(query).scalars())
    found.discard(own_id)
    return found.pop() if len(found) == 1 else None


def _placed(item: _Structured, paragraphs: Sequence[Paragraph]) -> _Structured:
    return replace(item, evidence=tuple(_requoted(evidence, paragraphs) for evidence in item.evidence))


def _requoted(evidence: Evidence, paragraphs: Sequence[Paragraph]) -> Evidence:
    """A quote must be what stands at its place, also where a mask reaches beyond the quote."""
    if evidence.paragraph is None or evidence.start is None or evidence.end is None:
        return evidence
    return replace(evidence, quote=paragraphs[evidence.paragraph].text[evidence.start : evidence.end])


def _citations(connection: Connection, content_id: int, paragraphs: Sequence[Paragraph]) -> tuple[CitationView, ...]:
    rows = (
        connection.execute(select(CITATIONS).where(CITATIONS.c.content_id == content_id).order_by(CITATIONS.c.n))
        .mappings()
        .all()
    )
    candidates = candidate_ids(connection, {row["key"] for row in rows if row["status"] == "ambiguous"})
    views = []
    for row in rows:
        citation = contents.citation_from(row)
        citation = replace(citation, text=paragraphs[citation.paragraph].text[citation.start : citation.end])
        status: Status | None = row["status"] or "unresolved"
        if citation.kind is CitationKind.PROVISION:
            status = None
        may_mean = candidates.get(row["key"], ()) if status == "ambiguous" else ()
        views.append(CitationView(citation, status, row["resolved_id"], may_mean))
    return tuple(views)


def _documents(
    connection: Connection, documents: Sequence[Mapping[str, Any]], mask: NameMask
) -> tuple[DocumentView, ...]:
    views = []
    for rank, document in enumerate(documents):
        header = document["header"]
        versions = connection.execute(
            select(DOCUMENT_VERSIONS.c.sha256)
            .where(
                DOCUMENT_VERSIONS.c.source == document["source"],
                DOCUMENT_VERSIONS.c.record_id == document["record_id"],
                DOCUMENT_VERSIONS.c.sha256 != document["sha256"],
            )
            .order_by(DOCUMENT_VERSIONS.c.fetched_at, DOCUMENT_VERSIONS.c.sha256)
        ).scalars()
        views.append(
            DocumentView(
                source=document["source"],
                record_id=document["record_id"],
                sha256=document["sha256"],
                text_sha256=header["text_sha256"],
                url=document["url"],
                fetched_at=document["fetched_at"],
                media_type=document["media_type"],
                format=document["format"],
                method=document["method"],
                quality=contents.quality_from(document["quality"]),
                editorial_note=document["editorial_note"],
                licence=document["licence"],
                reader_version=document["reader_version"],
                enricher_version=document["enricher_version"],
                title=mask.optional(header["title"]),
                language=header["language"],
                characters=document["characters"],
                shown=rank == 0,
                duplicate=document["duplicate"],
                problem=document["problem"],
                earlier_versions=tuple(versions),
            )
        )
    return tuple(views)


def _with_evidence(conflict: Conflict, facts: Iterable[Fact]) -> Conflict:
    field = {"date": "decision_date"}.get(conflict.field, conflict.field)
    found = tuple(
        item for fact in facts if fact.field == field and fact.value in conflict.text for item in fact.evidence
    )
    return replace(conflict, evidence=found)
