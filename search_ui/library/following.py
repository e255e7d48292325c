"""Decisions as alerts follow them: what the search index takes, and beside it case, standing and citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from search_ui.index.engine import IndexedDecision
from search_ui.library.database import Database, batches
from search_ui.library.indexing import indexed
from search_ui.library.keys import reference_keys
from search_ui.library.schema import ALIASES, CITATIONS, DECISIONS, DOCUMENTS
from search_ui.library.views import TextAvailable
from search_ui.library.whole_decision import Assembled, assemble, withdrawal_of


@dataclass(frozen=True, slots=True)
class FollowedDecision:
    """One decision in its present state. `accused` in the form that may be shown; `cites` are ids of decisions of the
    library that its shown text cites. `finality` is `final`, `not_final` or None where nothing says so; `appealed`
    whether its portal or text names a later instance that has not decided. `earlier` are the keys (see
    `keys.reference_keys`) of the decisions below that its text names."""

    indexed: IndexedDecision
    case_key: str
    accused: tuple[str, ...]
    docket_numbers: tuple[str, ...]
    instance: str | None
    text_available: TextAvailable
    cites: frozenset[str]
    finality: str | None = None
    appealed: bool = False
    earlier: frozenset[str] = frozenset()


def followed(database: Database, decision_ids: Sequence[str]) -> Iterator[FollowedDecision]:
    """See `Library.followed`."""
    for batch in batches(decision_ids):
        with database.read() as connection:
            for decision_id in batch:
                assembled = assemble(connection, decision_id)
                if assembled is not None:
                    yield _followed(connection, assembled)


def current_id(database: Database, decision_id: str, *, even_withdrawn: bool = False) -> str | None:
    """See `Library.current_id`."""
    with database.read() as connection:
        if connection.execute(select(DECISIONS.c.id).where(DECISIONS.c.id == decision_id)).one_or_none():
            return decision_id
        of_documents = (
            select(DOCUMENTS.c.decision_id)
            .join(ALIASES, ALIASES.c.document_id == DOCUMENTS.c.id)
            .where(ALIASES.c.alias == decision_id)
            .distinct()
        )
        found = list(connection.execute(of_documents).scalars())
        if not found and even_withdrawn:
            found = [one.decision_id for one in [withdrawal_of(connection, decision_id)] if one]
    return str(found[0]) if len(found) == 1 else None


def _followed(connection: Connection, assembled: Assembled) -> FollowedDecision:
    merged = assembled.merged
    later = [instance for instance in merged.instances if instance.relation == "later"]
    earlier = [instance for instance in merged.instances if instance.relation == "earlier"]
    names = [name for instance in earlier for name in (instance.ecli, instance.docket) if name]
    return FollowedDecision(
        indexed=indexed(connection, assembled),
        case_key=merged.case_key,
        accused=merged.accused,
        docket_numbers=merged.docket_numbers,
        instance=merged.instance,
        text_available=merged.text_available,
        cites=_cites(connection, assembled),
        finality=merged.finality,
        appealed=bool(later) and not any(instance.date or instance.outcome for instance in later),
        earlier=frozenset(key for name in names for key in reference_keys(name)),
    )


def _cites(connection: Connection, assembled: Assembled) -> frozenset[str]:
    if assembled.shown_content_id is None:
        return frozenset()
    resolved = select(CITATIONS.c.resolved_id).where(
        CITATIONS.c.content_id == assembled.shown_content_id, CITATIONS.c.resolved_id.is_not(None)
    )
    return frozenset(str(cited) for cited in connection.execute(resolved.distinct()).scalars()) - {assembled.id}
