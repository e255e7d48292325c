"""The check that nothing derived still holds a name that protection took out of its text.

The names are kept nowhere, not even hashed: a hash of a name is found by trying names. They are read anew from the
stored reading of the original by the rules of today, so that a decision published under older, weaker rules is found
as well. Searched are everything the library keeps of the document, its export, the stored decision, the index, and
what the ledger of the alerts quotes. A report says where a name stands, never which."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from enrichment.decision import Decision
from enrichment.enrich import enrich_fully
from enrichment.text import Text
from pipelines.derived import DerivedStore
from pipelines.home import Home
from pipelines.state import WITHDRAWN, ProcessingState, RecordState
from search_ui.alerts.quotations import open_ledger, quotations
from search_ui.index.choose import open_engine
from search_ui.index.engine import SearchEngine
from search_ui.index.query import parse_query
from search_ui.library import Library
from search_ui.library.database import Database
from search_ui.library.schema import CITATIONS, CONTENTS, DECISIONS, DOCUMENTS, FACTS, PARAGRAPHS, PERSONS

_CASE_NAME = re.compile(r"\s(?:v|vs|c)\.?\s|\s(?:gegen|contre|tegen|contra|mot)\s|/\.")


@dataclass(frozen=True, slots=True)
class Leak:
    """A place where a protected name can be read: the decision, its record, and the place (never the name)."""

    decision_id: str
    source: str
    record_id: str
    place: str

    def __str__(self) -> str:
        return f"{self.decision_id} ({self.source}/{self.record_id}): a protected name stands in {self.place}"


@dataclass(frozen=True, slots=True)
class LeakReport:
    """`searched` published texts with protected names, `without` such names, `unread` whose stored reading is gone."""

    searched: int
    without: int
    unread: int
    leaks: tuple[Leak, ...]


def find_leaks(home: Home, *, index: bool = True, everything: bool = False) -> LeakReport:
    """Search everything derived from each published text for the names protection takes out of it.

    Read again are the texts in which protection found something; with `everything` all of them, which shows
    what today's rules would mask in decisions that older ones let through (minutes for a thousand judgments)."""
    texts = DerivedStore(home.root / "texts", Text)
    decisions = DerivedStore(home.root / "decisions", Decision)
    state = ProcessingState(home.state_url)
    database = Database.open(home.library_url)
    library = Library.open(home.library_url)
    engine = open_engine(home.root, os.environ, read_only=True) if index else None
    ledger = open_ledger(home.alerts_url)
    searched = without = unread = 0
    leaks: list[Leak] = []
    try:
        for row in state.all():
            if row.published_key is None or row.published_event == WITHDRAWN or row.published_as is None:
                continue
            decision = decisions.get(row.decision_key) if row.decision_key else None
            if not everything and decision is not None and not _is_masked(decision):
                without += 1
                continue
            text = texts.get(row.text_key) if row.text_key else None
            if text is None:
                unread += 1
                continue
            names = enrich_fully(text).names
            if not names:
                without += 1
                continue
            searched += 1
            pattern = _any_of(names)
            decision = decisions.get(row.decision_key) if row.decision_key else None
            with database.read() as connection:
                titles = _case_names(connection, row, decision)
                places = list(_in_library(connection, row, pattern, titles))
            places += _in_export(library, row, pattern, titles)
            if decision is not None and any(pattern.search(line) for line in _strings(_as_json(decision), titles)):
                places.append("the stored decision")
            if engine is not None:
                places += _in_index(engine, row.published_as, names, pattern)
            if ledger is not None and any(map(pattern.search, quotations(ledger, row.published_as))):
                places.append("the ledger of the alerts")
            leaks += [Leak(row.published_as, row.source, row.record_id, place) for place in dict.fromkeys(places)]
    finally:
        if engine is not None:
            engine.close()
        if ledger is not None:
            ledger.close()
        library.close()
        database.close()
        state.close()
    return LeakReport(searched, without, unread, tuple(leaks))


def _is_masked(decision: Decision) -> bool:
    return any(note.startswith("protection:") for note in decision.problems)


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


def _document(connection: Connection, row: RecordState) -> tuple[int, str] | None:
    """The content and the decision of a record's document, by id."""
    found = connection.execute(
        select(DOCUMENTS.c.content_id, DOCUMENTS.c.decision_id).where(
            DOCUMENTS.c.source == row.source, DOCUMENTS.c.record_id == row.record_id
        )
    ).first()
    return None if found is None else (found.content_id, found.decision_id)


def _case_names(connection: Connection, row: RecordState, decision: Decision | None) -> frozenset[str]:
    """The case name ("Doe v. Roe") as the decision and its documents have it: it stays as the court gives it."""
    titles = {decision.title if decision else None}
    document = _document(connection, row)
    if document is not None:
        _, decided = document
        titles.update(connection.scalars(select(DECISIONS.c.title).where(DECISIONS.c.id == decided)))
        titles.update(connection.scalars(select(DECISIONS.c.case_name).where(DECISIONS.c.id == decided)))
        together = select(DOCUMENTS.c.content_id).where(DOCUMENTS.c.decision_id == decided)
        for header in connection.scalars(select(CONTENTS.c.header).where(CONTENTS.c.id.in_(together))):
            titles.add(header.get("title"))
    return frozenset(title for title in titles if title and _CASE_NAME.search(title))


def _in_library(
    connection: Connection, row: RecordState, pattern: re.Pattern[str], titles: frozenset[str]
) -> Iterator[str]:
    document = _document(connection, row)
    if document is None:
        return
    content, decided = document
    for table in (CONTENTS, PARAGRAPHS, FACTS, CITATIONS, PERSONS):
        key = table.c.id if table is CONTENTS else table.c.content_id
        for found in connection.execute(select(table).where(key == content)):
            values = dict(found._mapping)
            if any(pattern.search(value) for value in _strings(values, titles)):
                number = f" (n {values['n']})" if "n" in values else ""
                yield f"the library's {table.name}{number}"
    for found in connection.execute(select(DECISIONS).where(DECISIONS.c.id == decided)):
        if any(pattern.search(value) for value in _strings(dict(found._mapping), titles)):
            yield "the library's decisions"


def _in_export(library: Library, row: RecordState, pattern: re.Pattern[str], titles: frozenset[str]) -> list[str]:
    assert row.published_as is not None
    try:
        lines = "".join(library.export([row.published_as], "jsonl")).splitlines()
    except KeyError:
        return []
    for line in lines:
        if any(pattern.search(value) for value in _strings(json.loads(line), titles)):
            return ["the export"]
    return []


def _in_index(engine: SearchEngine, decision_id: str, names: Iterable[str], pattern: re.Pattern[str]) -> list[str]:
    for name in names:
        query = parse_query(f'"{name}"', limit=200, facets=(), expand=False, relax_below=0)
        for hit in engine.search(query).hits:
            if hit.id == decision_id and any(
                pattern.search(passage.text) and passage.kind != "title" for passage in hit.passages
            ):
                return ["the index"]
    return []


def _strings(value: object, titles: frozenset[str] = frozenset()) -> Iterator[str]:
    """All strings within a value, but for the case name in the title."""
    if isinstance(value, str):
        if value not in titles:
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item, titles)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item, titles)


_DECISION = TypeAdapter(Decision)


def _as_json(decision: Decision) -> object:
    return _DECISION.dump_python(decision, mode="json")
