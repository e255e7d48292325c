"""The library as the search index takes it: passages with the facets of their decision."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, distinct, func, select

from search_ui.index.engine import IndexedDecision, Passage
from search_ui.index.identifiers import identifier_keys
from search_ui.index.passages import make_passages
from search_ui.library import contents
from search_ui.library.database import Database
from search_ui.library.schema import CITATIONS, DECISIONS, IDENTIFIERS, LATEST_CHANGES
from search_ui.library.totals import REGISTRY
from search_ui.library.views import Withdrawn
from search_ui.library.whole_decision import Assembled, assemble

_PAGE = 200
_OFFICIALS = ("judge", "prosecutor", "counsel")

# How much a decision weighs beside its fit to the query: the instance first, then how often it is cited.
_INSTANCE_WEIGHT = {"international": 0.5, "constitutional": 0.5, "supreme": 0.5, "appeal": 0.35, "first": 0.2}
_CITATION_WEIGHT = 0.5
_HALF_CITED = 5  # this many citing decisions give half the weight


def stream_indexed(database: Database, since_sequence: int) -> Iterator[IndexedDecision | Withdrawn]:
    """See `Library.indexed_decisions`."""
    with database.read() as connection:
        last = since_sequence
        while True:
            page = connection.execute(
                select(LATEST_CHANGES)
                .where(LATEST_CHANGES.c.sequence > last)
                .order_by(LATEST_CHANGES.c.sequence)
                .limit(_PAGE)
            ).all()
            if not page:
                return
            for change in page:
                assembled = assemble(connection, change.decision_id)
                if assembled is not None:
                    yield indexed(connection, assembled)
                elif since_sequence > 0:
                    yield Withdrawn(change.decision_id)
            last = page[-1].sequence


def indexed(connection: Connection, assembled: Assembled) -> IndexedDecision:
    """One decision with its passages: title, the registry's summaries, then the shown text."""
    merged = assembled.merged
    summaries = (assembled.registry or {}).get("summaries", {})
    passages = [Passage(0, merged.title, kind="title", language=None)]
    passages += [
        Passage(0, " ".join(sentences), kind="summary", language=language)
        for language, sentences in sorted(summaries.items())
    ]
    passages += make_passages(assembled.paragraphs(connection), assembled.text_language)
    return IndexedDecision(
        id=assembled.id,
        title=merged.title,
        court_name=merged.court or "",
        date=merged.date,
        language=merged.language,
        identifiers=tuple(
            connection.execute(
                select(IDENTIFIERS.c.key).where(IDENTIFIERS.c.decision_id == assembled.id).order_by(IDENTIFIERS.c.key)
            ).scalars()
        ),
        names=_names(connection, assembled),
        facets=_facets(assembled),
        passages=tuple(passages),
        authority=_authority(connection, assembled),
        keywords=tuple(filter(None, (merged.court_en, merged.decision_type, *merged.legal_provisions))),
        accused=tuple(merged.accused),
        cites=_cited_numbers(connection, assembled),
        case=merged.case_key or "",
    )


def _names(connection: Connection, assembled: Assembled) -> tuple[str, ...]:
    """The accused in the form that may be shown, and the court's officials; nobody else."""
    names = list(assembled.merged.accused)
    if assembled.shown_content_id is not None:
        persons = contents.persons_of(connection, assembled.shown_content_id)
        names += [person.form for person in persons if person.role in _OFFICIALS]
    return tuple(dict.fromkeys(names))


def _cited_numbers(connection: Connection, assembled: Assembled) -> tuple[str, ...]:
    """Every normal form of the decisions that the shown text cites; of those in the library all their numbers."""
    if assembled.shown_content_id is None:
        return ()
    cited = connection.execute(
        select(CITATIONS.c.norm, CITATIONS.c.resolved_id).where(
            CITATIONS.c.content_id == assembled.shown_content_id, CITATIONS.c.key.is_not(None)
        )
    ).all()
    keys = {key for norm in {row.norm for row in cited if row.norm} for key in identifier_keys(norm)}
    known = {row.resolved_id for row in cited if row.resolved_id}
    if known:
        keys |= set(connection.execute(select(IDENTIFIERS.c.key).where(IDENTIFIERS.c.decision_id.in_(known))).scalars())
    return tuple(sorted(keys))


def _facets(assembled: Assembled) -> dict[str, tuple[str, ...]]:
    merged = assembled.merged
    languages = {language for language in (merged.language, assembled.text_language) if language}
    sources = {document["source"] for document in assembled.documents}
    if assembled.registry is not None:
        sources.add(REGISTRY)
    return {
        "forum": _given(merged.forum),
        "territorial_state": merged.territorial_states,
        "nationality": merged.nationality,
        "crime": merged.crimes,
        "mode": merged.modes_of_liability,
        "basis": merged.jurisdiction_basis,
        "issue": tuple(f"{issue.kind}:{issue.polarity}" for issue in merged.issues) or _immunity(assembled),
        "outcome": _given(merged.outcome),
        "court": _given(merged.court_id),
        "instance": _given(merged.instance),
        "situation": _given(merged.situation),
        "year": _given(merged.date[:4] if merged.date else None),
        "language": tuple(sorted(languages)),
        "source": tuple(sorted(sources)),
        "relevance": (merged.relevance.label,),
        "text": (merged.text_available,),
    }


def _immunity(assembled: Assembled) -> tuple[str, ...]:
    """What the registry says where nothing more exact was read: that immunity was argued."""
    return ("immunity:argued",) if (assembled.registry or {}).get("immunity_issue") else ()


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _authority(connection: Connection, assembled: Assembled) -> float:
    citing = connection.execute(
        select(func.count(distinct(DECISIONS.c.id)))
        .join(CITATIONS, CITATIONS.c.content_id == DECISIONS.c.shown_content_id)
        .where(CITATIONS.c.resolved_id == assembled.id, DECISIONS.c.id != assembled.id)
    ).scalar_one()
    return _INSTANCE_WEIGHT.get(assembled.merged.instance or "", 0.0) + _CITATION_WEIGHT * citing / (
        citing + _HALF_CITED
    )
