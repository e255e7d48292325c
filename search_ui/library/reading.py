"""Several decisions at once: list entries, cases, who cites whom, and whose number one is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Row, func, select

from search_ui.library.browsing import card
from search_ui.library.database import Database, batches
from search_ui.library.keys import reference_keys
from search_ui.library.schema import CITATIONS, DECISIONS, IDENTIFIERS, REGISTRY_ENTRIES
from search_ui.library.views import CaseCard, CaseView, CitingDecision, DecisionCard

# -- several decisions -----------------------------------------------------------------------------------------------


def cards(database: Database, decision_ids: Sequence[str]) -> dict[str, DecisionCard]:
    """See `Library.cards`."""
    with database.read() as connection:
        found = cards_of(connection, decision_ids)
    return {decision_id: found[decision_id] for decision_id in decision_ids if decision_id in found}


def cards_of(connection: Connection, decision_ids: Iterable[str]) -> dict[str, DecisionCard]:
    """The list entries of these decisions, by id."""
    found: dict[str, DecisionCard] = {}
    for batch in batches(sorted(set(decision_ids))):
        rows = connection.execute(select(DECISIONS).where(DECISIONS.c.id.in_(batch))).mappings()
        found |= {row["id"]: card(row) for row in rows}
    return found


def published_ids(database: Database) -> set[str]:
    """See `Library.published_ids`."""
    with database.read() as connection:
        return set(connection.execute(select(DECISIONS.c.id)).scalars())


_INSTANCES = ("first", "appeal", "supreme", "constitutional", "international")


def _by_time(item: DecisionCard) -> tuple[bool, str, int, str]:
    instance = _INSTANCES.index(item.instance) if item.instance in _INSTANCES else len(_INSTANCES)
    return (item.date is None, item.date or "", instance, item.id)


def case(database: Database, case_key: str) -> CaseView | None:
    """See `Library.case`."""
    with database.read() as connection:
        rows = connection.execute(select(DECISIONS).where(DECISIONS.c.case_key == case_key)).mappings()
        decisions = sorted((card(row) for row in rows), key=_by_time)
        if not decisions:
            return None
        bodies = connection.execute(
            select(REGISTRY_ENTRIES.c.body).where(
                REGISTRY_ENTRIES.c.decision_id.in_([item.id for item in decisions if item.registered])
            )
        ).scalars()
        names = {name for body in bodies for name in body["related"]}
        related = connection.execute(
            select(DECISIONS.c.case_key, func.min(DECISIONS.c.case_name))
            .where(DECISIONS.c.case_key.in_(names) | DECISIONS.c.id.in_(names), DECISIONS.c.case_key != case_key)
            .group_by(DECISIONS.c.case_key)
            .order_by(DECISIONS.c.case_key)
        ).all()
    named = next((item for item in decisions if item.registered), decisions[0])
    return CaseView(case_key, named.case_name, tuple(decisions), tuple((row[0], row[1]) for row in related))


def cases(database: Database, *, registered: bool | None, limit: int, offset: int) -> list[CaseCard]:
    """See `Library.cases`."""
    last = func.max(DECISIONS.c.date)
    query = select(DECISIONS.c.case_key).group_by(DECISIONS.c.case_key)
    if registered is not None:
        query = query.where(DECISIONS.c.registered == registered)
    query = query.order_by(last.is_(None), last.desc(), DECISIONS.c.case_key).limit(limit).offset(offset)
    found = []
    with database.read() as connection:
        for key in connection.execute(query).scalars().all():
            rows = connection.execute(select(DECISIONS).where(DECISIONS.c.case_key == key)).mappings()
            decisions = sorted((card(row) for row in rows), key=_by_time)
            named = next((item for item in decisions if item.registered), decisions[0])
            dates = [item.date for item in decisions if item.date]
            forums = tuple(sorted({item.forum for item in decisions if item.forum}))
            first, latest = (min(dates), max(dates)) if dates else (None, None)
            found.append(CaseCard(key, named.case_name, len(decisions), forums, first, latest))
    return found


# -- citations and identifiers ---------------------------------------------------------------------------------------


def cited_by(database: Database, decision_id: str) -> list[CitingDecision]:
    """See `Library.cited_by`."""
    with database.read() as connection:
        rows = connection.execute(
            select(DECISIONS.c.id, CITATIONS.c.paragraph)
            .join(CITATIONS, CITATIONS.c.content_id == DECISIONS.c.shown_content_id)
            .where(CITATIONS.c.resolved_id == decision_id, DECISIONS.c.id != decision_id)
        ).all()
        found = _citing(connection, rows)
    return sorted(found, key=lambda item: (item.decision.date or "", item.decision.id), reverse=True)


def citations_of(database: Database, decision_id: str) -> list[CitingDecision]:
    """See `Library.citations_of`."""
    with database.read() as connection:
        rows = connection.execute(
            select(CITATIONS.c.resolved_id, CITATIONS.c.paragraph)
            .join(DECISIONS, CITATIONS.c.content_id == DECISIONS.c.shown_content_id)
            .where(
                DECISIONS.c.id == decision_id,
                CITATIONS.c.resolved_id.is_not(None),
                CITATIONS.c.resolved_id != decision_id,
            )
        ).all()
        found = _citing(connection, rows)
    return sorted(found, key=lambda item: (item.paragraphs, item.decision.id))


def _citing(connection: Connection, rows: Iterable[Row[str, int]]) -> list[CitingDecision]:
    paragraphs: dict[str, set[int]] = {}
    for decision_id, paragraph in rows:
        paragraphs.setdefault(decision_id, set()).add(paragraph)
    found = cards_of(connection, paragraphs)
    return [CitingDecision(found[name], tuple(sorted(numbers))) for name, numbers in paragraphs.items()]


def find_by_identifier(database: Database, typed: str) -> list[DecisionCard]:
    """See `Library.find_by_identifier`."""
    keys = reference_keys(typed)
    with database.read() as connection:
        ids = connection.execute(select(IDENTIFIERS.c.decision_id).where(IDENTIFIERS.c.key.in_(keys))).scalars()
        return sorted(cards_of(connection, ids).values(), key=_by_time)
