"""Decisions in lists."""

from __future__ import annotations

from typing import Literal, cast

from sqlalchemy import ColumnElement, RowMapping, func, select

from search_ui.library.database import Database
from search_ui.library.schema import DECISIONS, LATEST_CHANGES
from search_ui.library.views import DecisionCard, TextAvailable

CardOrder = Literal["newest", "oldest", "published"]


def card(row: RowMapping) -> DecisionCard:
    """The list entry of a row of the decisions table."""
    return DecisionCard(
        id=row["id"],
        title=row["title"],
        court=row["court"],
        court_id=row["court_id"],
        forum=row["forum"],
        instance=row["instance"],
        date=row["date"],
        decision_type=row["decision_type"],
        language=row["language"],
        docket_numbers=tuple(row["docket_numbers"]),
        ecli=row["ecli"],
        neutral_citation=row["neutral_citation"],
        accused=tuple(row["accused"]),
        crimes=tuple(row["crimes"]),
        territorial_states=tuple(row["territorial_states"]),
        outcome=row["outcome"],
        sentence=row["sentence"],
        case_key=row["case_key"],
        case_name=row["case_name"],
        relevance=row["relevance"],
        text_available=cast(TextAvailable, row["text_available"]),
        registered=row["registered"],
    )


def browse_cards(
    database: Database,
    *,
    forum: str | None,
    court_id: str | None,
    text: TextAvailable | None,
    relevance: str | None,
    registered: bool | None,
    order: CardOrder,
    limit: int,
    offset: int,
) -> list[DecisionCard]:
    """See `Library.browse`."""
    wanted = {
        DECISIONS.c.forum: forum,
        DECISIONS.c.court_id: court_id,
        DECISIONS.c.text_available: text,
        DECISIONS.c.relevance: relevance,
        DECISIONS.c.registered: registered,
    }
    query = select(DECISIONS).where(*(column == value for column, value in wanted.items() if value is not None))
    if order == "published":
        query = query.join(LATEST_CHANGES, LATEST_CHANGES.c.decision_id == DECISIONS.c.id)
        query = query.order_by(LATEST_CHANGES.c.sequence.desc())
    else:
        date: ColumnElement[str] = DECISIONS.c.date
        query = query.order_by(date.is_(None), date.asc() if order == "oldest" else date.desc(), DECISIONS.c.id)
    with database.read() as connection:
        return [card(row) for row in connection.execute(query.limit(limit).offset(offset)).mappings()]


def count_cards(database: Database, column: Literal["forum", "court_id"], *, registered: bool | None) -> dict[str, int]:
    """How many decisions have each value of `column`, most first."""
    value = DECISIONS.c[column]
    query = select(value, func.count()).where(value.is_not(None)).group_by(value)
    if registered is not None:
        query = query.where(DECISIONS.c.registered == registered)
    with database.read() as connection:
        rows = connection.execute(query).all()
    return {row[0]: row[1] for row in sorted(rows, key=lambda row: (-row[1], row[0]))}
