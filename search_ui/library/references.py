"""Which decision of the library a citation means.

An ECLI, neutral citation or reporter page names one decision. A docket number names a proceeding, whose orders and
judgments share it, and outside the highest courts many courts count alike (`1 K 12/20`). So a docket number resolves to
a decision only if the words around it confirm it: the day of the decision, or, where no day is given, its court.
What cannot be decided stays `ambiguous`; what nobody has published yet stays `unresolved`.

A short form (`aaO`, `the Eichmann case`) means what the last citation before it with the same key means.

The outcome is a function of the citing text and the decisions in the library, so citations are resolved again whenever
a decision with their key comes, changes or goes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, Connection, bindparam, case, exists, func, select, update

from enrichment.decision import CitationKind
from search_ui.library.database import batches
from search_ui.library.schema import CITATIONS, CONTENTS, DECISIONS, IDENTIFIERS, PARAGRAPHS

Status = Literal["resolved", "ambiguous", "unresolved"]

_BEFORE, _AFTER = 160, 60  # characters around a citation in which its court and day are looked for
_SHORT = "short_form."  # how the rules for short forms begin (`enrichment.facts.short_forms`)
_NAMES_ONE_DECISION = {CitationKind.ECLI, CitationKind.NEUTRAL, CitationKind.REPORTER}
_NAMES_ITS_COURT = {CitationKind.INTERNATIONAL, CitationKind.ECHR_APPLICATION}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A decision with the citation's key. `date` is ISO 8601 (day or year) or None, `court_id` that of the register."""

    id: str
    date: str | None
    court_names: tuple[str, ...]
    court_id: str | None = None


@dataclass(frozen=True, slots=True)
class Citing:
    """What matters of the citing text: its day (ISO 8601), the country of its court (alpha-3), and the decision it is
    the text of: a text names its own number without further words."""

    date: str | None = None
    country: str | None = None
    decision_id: str | None = None


def resolve(
    kind: str, before: str, after: str, citing: Citing, candidates: Sequence[Candidate]
) -> tuple[Status, str | None]:
    """The status of a citation and the decision it means. `before` and `after` are the text around it."""
    if kind not in _NAMES_ONE_DECISION:
        candidates = [item for item in candidates if not _later(item.date, citing.date)]
    if not candidates:
        return "unresolved", None
    if kind in _NAMES_ONE_DECISION:
        return ("resolved", candidates[0].id) if len(candidates) == 1 else ("ambiguous", None)
    if day := _nearest_day(before, after, citing.country):
        of_that_day = [item for item in candidates if item.date == day]
        if len(of_that_day) == 1:
            return "resolved", of_that_day[0].id
        if of_that_day:
            return "ambiguous", None
        only_year_known = any(item.date is None or len(item.date) < len("2000-01-01") for item in candidates)
        return ("ambiguous" if only_year_known else "unresolved"), None
    if len(candidates) == 1:
        (only,) = candidates
        if only.id == citing.decision_id or kind in _NAMES_ITS_COURT or _names_court(before + after, only):
            return "resolved", only.id
    return "ambiguous", None


def _later(date: str | None, citing_date: str | None) -> bool:
    """A decision cannot cite one that came after it."""
    if not date or not citing_date:
        return False
    length = min(len(date), len(citing_date))
    return date[:length] > citing_date[:length]


def _names_court(text: str, candidate: Candidate) -> bool:
    if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in candidate.court_names):
        return True
    if candidate.court_id is None:
        return False
    from enrichment.facts.court import find_courts  # as the court register writes it: `OLG Koblenz`, `Rb. Den Haag`

    country, _, code = candidate.court_id.partition("/")
    forum = country if code and country != "INTL" else None
    return any(mention.court.id == candidate.court_id for mention in find_courts(text, forum))


def _nearest_day(before: str, after: str, country: str | None) -> str | None:
    """The day written next to a citation: the last one before it, else the first after it in the same clause."""
    from enrichment.facts.dates import find_dates  # not needed to read a library, and slow to load

    days = find_dates(before, country)[-1:] or find_dates(after.partition(";")[0], country)[:1]
    return days[0].value if days else None


# -- in the library --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    content_id: int
    n: int
    kind: str
    key: str
    before: str
    after: str
    citing: Citing
    status: str | None
    resolved_id: str | None
    by: str


def resolve_citations(connection: Connection, content_ids: Iterable[int], keys: Iterable[str]) -> set[str]:
    """Resolve anew all citations of the texts `content_ids` and all that have one of `keys`; those of texts that no
    decision shows lose their status. Returns the decisions that are cited by others than before."""
    touched: set[str] = set()
    wanted = [CITATIONS.c.content_id.in_(batch) for batch in batches(sorted(set(content_ids)))]
    wanted += [CITATIONS.c.key.in_(batch) for batch in batches(sorted(set(keys)))]
    for condition in wanted:
        touched |= _forget_unshown(connection, condition)
        found = list(_citations(connection, condition))
        candidates = _candidates(connection, {item.key for item in found})
        changes = []
        meant: dict[tuple[int, str], tuple[Status, str | None]] = {}  # by text and key: what the last citation means
        for item in sorted(found, key=lambda item: (item.content_id, item.n)):
            if item.by.startswith(_SHORT) and (item.content_id, item.key) in meant:
                status, resolved = meant[item.content_id, item.key]
            else:
                around = (item.before, item.after, item.citing)
                status, resolved = resolve(item.kind, *around, candidates.get(item.key, ()))
                meant[item.content_id, item.key] = status, resolved
            if (status, resolved) != (item.status, item.resolved_id):
                changes.append({"c": item.content_id, "at": item.n, "s": status, "r": resolved})
                touched |= {cited for cited in (item.resolved_id, resolved) if cited and item.resolved_id != resolved}
        if changes:
            connection.execute(
                update(CITATIONS)
                .where(CITATIONS.c.content_id == bindparam("c"), CITATIONS.c.n == bindparam("at"))
                .values(status=bindparam("s"), resolved_id=bindparam("r")),
                changes,
            )
    return touched


def candidate_ids(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By key, the decisions it may name."""
    return {key: tuple(item.id for item in items) for key, items in _candidates(connection, keys).items()}


_SHOWN = exists().where(DECISIONS.c.shown_content_id == CITATIONS.c.content_id)


def _forget_unshown(connection: Connection, condition: ColumnElement[bool]) -> set[str]:
    unshown = ~_SHOWN & CITATIONS.c.status.is_not(None)
    cited = select(CITATIONS.c.resolved_id).where(condition, unshown, CITATIONS.c.resolved_id.is_not(None)).distinct()
    touched = set(connection.execute(cited).scalars())
    connection.execute(update(CITATIONS).where(condition, unshown).values(status=None, resolved_id=None))
    return touched


def _citations(connection: Connection, condition: ColumnElement[bool]) -> Iterator[_Found]:
    """The citations with a key, of texts that are shown, with the words around them."""
    start, end, text = CITATIONS.c.start, CITATIONS.c.end, PARAGRAPHS.c.text
    first = case((start > _BEFORE, start - _BEFORE), else_=0)
    rows = connection.execute(
        select(
            CITATIONS,
            func.substr(text, first + 1, start - first).label("before"),
            func.substr(text, end + 1, _AFTER).label("after"),
        )
        .join(
            PARAGRAPHS, (PARAGRAPHS.c.content_id == CITATIONS.c.content_id) & (PARAGRAPHS.c.n == CITATIONS.c.paragraph)
        )
        .where(condition, CITATIONS.c.key.is_not(None), _SHOWN)
    ).all()
    citing: dict[int, Citing] = {}
    for batch in batches(sorted({row.content_id for row in rows})):
        shown = connection.execute(
            select(CONTENTS.c.id, CONTENTS.c.header, func.min(DECISIONS.c.id).label("decision_id"))
            .join(DECISIONS, DECISIONS.c.shown_content_id == CONTENTS.c.id)
            .where(CONTENTS.c.id.in_(batch))
            .group_by(CONTENTS.c.id)
        )
        for content in shown:
            court = content.header["court"]
            country = court["country"] if court else None
            citing[content.id] = Citing(content.header["decision_date"], country, content.decision_id)
    for row in rows:
        yield _Found(
            row.content_id,
            row.n,
            row.kind,
            row.key,
            row.before,
            row.after,
            citing[row.content_id],
            row.status,
            row.resolved_id,
            row.by,
        )


def _candidates(connection: Connection, keys: Iterable[str]) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = defaultdict(list)
    for batch in batches(sorted(set(keys))):
        rows = connection.execute(
            select(IDENTIFIERS.c.key, DECISIONS.c.id, DECISIONS.c.date, DECISIONS.c.court, DECISIONS.c.court_id)
            .join(DECISIONS, DECISIONS.c.id == IDENTIFIERS.c.decision_id)
            .where(IDENTIFIERS.c.key.in_(batch))
            .order_by(DECISIONS.c.id)
        )
        for row in rows:
            names = [row.court, row.court_id.partition("/")[2] if row.court_id else None]
            known = tuple(name for name in names if name and len(name) > 1)
            found[row.key].append(Candidate(row.id, row.date, known, row.court_id))
    return found
