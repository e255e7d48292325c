"""After something came, changed or went: which documents now belong to which decision, and what that changes.

Everything here is computed anew from what is stored of the documents and registry entries concerned, so the outcome
does not depend on what came first."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from search_ui.library.database import batches
from search_ui.library.grouping import Document, Grouping, Known, group_documents
from search_ui.library.keys import LINKING, KeyKind, Keys, document_member, id_of_record, reference_keys
from search_ui.library.merging import Header, Merged, merge
from search_ui.library.publication import Event
from search_ui.library.references import resolve_citations
from search_ui.library.schema import (
    CONTENTS,
    DECISIONS,
    DOCUMENTS,
    IDENTIFIERS,
    IDENTITY_KEYS,
    LATEST_CHANGES,
    PUBLICATIONS,
    REGISTRY_ENTRIES,
)

_TEXT_RANK = {"none": 0, "editorial_note": 1, "court": 2}


class Settlement:
    """Collects what was touched in a transaction, then settles it all at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: set[tuple[KeyKind, str]] = set()
        self._documents: set[int] = set()
        self._decisions: set[str] = set()
        self._events: dict[str, Event] = {}
        self._changed_identifiers: set[str] = set()
        self._changed_texts: set[int] = set()

    def include_keys(self, keys: Keys) -> None:
        """These keys were added to or taken from a document or registry entry."""
        self._keys |= {(kind, key) for kind, key in keys if kind in LINKING}

    def changed_document(self, document_id: int) -> None:
        """This document is new or has other content."""
        self._documents.add(document_id)

    def changed_decision(self, decision_id: str) -> None:
        """The registry entry or the set of documents of this decision changed."""
        self._decisions.add(decision_id)

    def settle(self, at: str, *, gone: Event = Event.MOVED, backfill: bool = False) -> dict[str, Event]:
        """Bring decisions, identifiers and citations up to date and write the sequence log. Returns what happened to
        each decision; `gone` is the event of those that have nothing left; `backfill` marks the lines."""
        self._regroup()
        for decision_id in sorted(self._decisions):
            self._refresh(decision_id, gone)
        cited = resolve_citations(self._connection, self._changed_texts, self._changed_identifiers)
        for decision_id in _existing(self._connection, cited - self._events.keys()):
            self._events[decision_id] = Event.CITED
        _append(self._connection, self._events, at, backfill)
        return self._events

    # -- which document belongs where --------------------------------------------------------------------------------

    def _regroup(self) -> None:
        keys_of = self._connected()
        rows = self._document_rows([int(member[1:]) for member in keys_of if member.startswith("d")])
        documents = [
            Document(
                document_member(row["id"]),
                frozenset(keys_of[document_member(row["id"])]),
                id_of_record(row["source"], row["record_id"]),
            )
            for row in rows
        ]
        # A withdrawn decision keeps its place, or a document that could be its text would be taken for another's.
        known = [Known(member[1:], frozenset(keys)) for member, keys in keys_of.items() if member[0] in "rt"]
        withdrawn = {member[1:] for member in keys_of if member.startswith("t")}
        grouping = group_documents(documents, known)
        for row in rows:
            self._move(row, grouping, withdrawn)

    def _move(self, row: RowMapping, grouping: Grouping, withdrawn: set[str]) -> None:
        member = document_member(row["id"])
        decision_id, problem = grouping.decision_of[member], grouping.problems.get(member)
        if decision_id in withdrawn:
            problem = f"its identifiers are those of {decision_id}, which was withdrawn"
            decision_id = id_of_record(row["source"], row["record_id"])
        if (decision_id, problem) != (row["decision_id"], row["problem"]):
            self._connection.execute(
                update(DOCUMENTS).where(DOCUMENTS.c.id == row["id"]).values(decision_id=decision_id, problem=problem)
            )
        elif row["id"] not in self._documents:
            return
        self._decisions |= {name for name in (decision_id, row["decision_id"]) if name}

    def _connected(self) -> dict[str, set[tuple[KeyKind, str]]]:
        """Every owner of keys that the touched keys lead to, directly or over others, with its keys."""
        keys_of: dict[str, set[tuple[KeyKind, str]]] = {}
        asked: set[tuple[KeyKind, str]] = set()
        asking = set(self._keys)
        while asking:
            members = self._members_with(asking) - keys_of.keys()
            asked |= asking
            asking = set()
            for batch in batches(sorted(members)):
                rows = self._connection.execute(select(IDENTITY_KEYS).where(IDENTITY_KEYS.c.member.in_(batch)))
                for row in rows:
                    keys_of.setdefault(row.member, set()).add((row.kind, row.key))
                    if row.kind in LINKING and (row.kind, row.key) not in asked:
                        asking.add((row.kind, row.key))
        return keys_of

    def _members_with(self, keys: set[tuple[KeyKind, str]]) -> set[str]:
        members: set[str] = set()
        for batch in batches(sorted({key for _, key in keys})):
            rows = self._connection.execute(select(IDENTITY_KEYS).where(IDENTITY_KEYS.c.key.in_(batch)))
            members |= {row.member for row in rows if (row.kind, row.key) in keys}
        return members

    def _document_rows(self, ids: Sequence[int]) -> list[RowMapping]:
        columns = (
            DOCUMENTS.c.id,
            DOCUMENTS.c.decision_id,
            DOCUMENTS.c.problem,
            DOCUMENTS.c.source,
            DOCUMENTS.c.record_id,
        )
        rows: list[RowMapping] = []
        for batch in batches(sorted(ids)):
            rows += self._connection.execute(select(*columns).where(DOCUMENTS.c.id.in_(batch))).mappings().all()
        return rows

    # -- what a decision is ------------------------------------------------------------------------------------------

    def _refresh(self, decision_id: str, gone: Event) -> None:
        connection = self._connection
        old = connection.execute(select(DECISIONS).where(DECISIONS.c.id == decision_id)).mappings().one_or_none()
        registry = connection.execute(
            select(REGISTRY_ENTRIES).where(REGISTRY_ENTRIES.c.decision_id == decision_id)
        ).one_or_none()
        documents = ranked_documents(connection, decision_id, registry.body if registry else None)
        if registry is None and not documents:
            if old is not None:
                self._replace_identifiers(decision_id, set())
                self._changed_texts |= _given(old["shown_content_id"])
                connection.execute(delete(DECISIONS).where(DECISIONS.c.id == decision_id))
                self._events[decision_id] = gone
            return
        self._rank(documents)
        headers = [document["header"] for document in documents]
        merged = merge(decision_id, registry.body if registry else None, headers)
        state = _state(decision_id, registry.sha256 if registry else None, documents)
        row = _row(decision_id, merged, documents, registered=registry is not None) | {"state_sha256": state}
        self._write(old, row)
        identifiers = _identifiers(merged, headers)
        self._replace_identifiers(decision_id, identifiers)
        if old is not None and any(old[name] != row[name] for name in ("date", "court", "court_id")):
            self._changed_identifiers |= identifiers

    def _write(self, old: RowMapping | None, row: dict[str, Any]) -> None:
        decision_id = row["id"]
        if old is None:
            self._connection.execute(insert(DECISIONS).values(**row))
            self._events[decision_id] = Event.NEW
            self._changed_texts |= _given(row["shown_content_id"])
            return
        if all(old[name] == value for name, value in row.items()):
            return
        self._connection.execute(update(DECISIONS).where(DECISIONS.c.id == decision_id).values(**row))
        better = _TEXT_RANK[row["text_available"]] > _TEXT_RANK[old["text_available"]]
        self._events[decision_id] = Event.TEXT_PUBLISHED if better else Event.CHANGED
        if old["shown_content_id"] != row["shown_content_id"]:
            self._changed_texts |= _given(old["shown_content_id"]) | _given(row["shown_content_id"])

    def _rank(self, documents: Sequence[Mapping[str, Any]]) -> None:
        seen: set[str] = set()
        for rank, document in enumerate(documents):
            text = document["header"]["text_sha256"]
            duplicate = bool(text) and text in seen
            seen.add(text)
            if (document["rank"], document["duplicate"]) != (rank, duplicate):
                self._connection.execute(
                    update(DOCUMENTS).where(DOCUMENTS.c.id == document["id"]).values(rank=rank, duplicate=duplicate)
                )

    def _replace_identifiers(self, decision_id: str, keys: set[str]) -> None:
        where = IDENTIFIERS.c.decision_id == decision_id
        before = set(self._connection.execute(select(IDENTIFIERS.c.key).where(where)).scalars())
        for batch in batches(sorted(before - keys)):
            self._connection.execute(delete(IDENTIFIERS).where(where, IDENTIFIERS.c.key.in_(batch)))
        if keys - before:
            self._connection.execute(
                insert(IDENTIFIERS), [{"decision_id": decision_id, "key": key} for key in sorted(keys - before)]
            )
        self._changed_identifiers |= before ^ keys


def ranked_documents(
    connection: Connection, decision_id: str, registry: Mapping[str, Any] | None
) -> list[dict[str, Any]]:
    """The documents of a decision with their headers, the best first: the court's own words before an editorial note,
    the language of the decision before a translation, a text layer before OCR, the longer text, one with an address;
    then by record."""
    rows = connection.execute(
        select(DOCUMENTS, CONTENTS.c.sha256.label("content_sha256"), CONTENTS.c.header, CONTENTS.c.characters)
        .join(CONTENTS, CONTENTS.c.id == DOCUMENTS.c.content_id)
        .where(DOCUMENTS.c.decision_id == decision_id)
    ).mappings()
    documents = [dict(row) for row in rows]
    for document in documents:
        document["header"] = document["header"] | {"editorial_note": document["editorial_note"]}
    language = registry["language"] if registry else None
    documents.sort(
        key=lambda document: (
            document["editorial_note"],
            language is not None and document["header"]["language"] != language,
            document["quality"]["ocr_pages"] > 0,
            -document["characters"],
            document["url"] is None,
            document["source"],
            document["record_id"],
        )
    )
    return documents


_VISIBLE = (
    "source", "record_id", "content_sha256", "url", "media_type", "format", "method", "quality", "editorial_note",
    "licence", "problem",
)  # fmt: skip


def _state(decision_id: str, registry_sha256: str | None, documents: Sequence[Mapping[str, Any]]) -> str:
    """A hash over everything a reader can see of the decision."""
    visible = [[document[name] for name in _VISIBLE] for document in documents]
    return hashlib.sha256(json.dumps([decision_id, registry_sha256, visible], sort_keys=True).encode()).hexdigest()


def _row(
    decision_id: str, merged: Merged, documents: Sequence[Mapping[str, Any]], *, registered: bool
) -> dict[str, Any]:
    problems = [
        f"{document['source']}/{document['record_id']}: {document['problem']}"
        for document in documents
        if document["problem"]
    ]
    return {
        "id": decision_id,
        "registered": registered,
        "title": merged.title,
        "court": merged.court,
        "court_id": merged.court_id,
        "forum": merged.forum,
        "instance": merged.instance,
        "date": merged.date,
        "decision_type": merged.decision_type,
        "language": merged.language,
        "docket_numbers": list(merged.docket_numbers),
        "ecli": merged.ecli,
        "neutral_citation": merged.neutral_citation,
        "accused": list(merged.accused),
        "crimes": list(merged.crimes),
        "territorial_states": list(merged.territorial_states),
        "outcome": merged.outcome,
        "sentence": merged.sentence,
        "case_key": merged.case_key,
        "case_name": merged.case_name,
        "relevance": merged.relevance.label,
        "relevance_score": float(merged.relevance.score),
        "text_available": merged.text_available,
        "shown_content_id": documents[0]["content_id"] if documents else None,
        "problems": problems,
    }


def _identifiers(merged: Merged, headers: Sequence[Header]) -> set[str]:
    """The keys the decision is cited and found by: those of the registry and of every document."""
    names: list[str | None] = [merged.ecli, merged.neutral_citation, *merged.docket_numbers]
    for header in headers:
        names += [header["ecli"], header["neutral_citation"], *header["docket_numbers"]]
    return {key for name in names if name for key in reference_keys(name)}


def _given(content_id: int | None) -> set[int]:
    return set() if content_id is None else {content_id}


def _existing(connection: Connection, ids: Iterable[str]) -> list[str]:
    found: list[str] = []
    for batch in batches(sorted(ids)):
        found += connection.execute(select(DECISIONS.c.id).where(DECISIONS.c.id.in_(batch))).scalars()
    return sorted(found)


def _append(connection: Connection, events: Mapping[str, Event], at: str, backfill: bool) -> None:
    """Write the sequence log. The caller holds the writers' lock, so the numbers have no gaps and become visible in
    their order."""
    if not events:
        return
    last = connection.execute(select(func.coalesce(func.max(PUBLICATIONS.c.sequence), 0))).scalar_one()
    rows = [
        {
            "sequence": last + step,
            "decision_id": decision_id,
            "event": events[decision_id].value,
            "at": at,
            "backfill": backfill,
        }
        for step, decision_id in enumerate(sorted(events), start=1)
    ]
    connection.execute(insert(PUBLICATIONS), rows)
    for batch in batches(sorted(events)):
        connection.execute(delete(LATEST_CHANGES).where(LATEST_CHANGES.c.decision_id.in_(batch)))
    connection.execute(
        insert(LATEST_CHANGES), [{"decision_id": row["decision_id"], "sequence": row["sequence"]} for row in rows]
    )
