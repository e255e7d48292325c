"""A decision as read from one document, as rows of the library and back."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, func, insert, select

from enrichment.decision import (
    Certainty,
    Citation,
    CitationKind,
    Court,
    Decision,
    Evidence,
    Fact,
    Finding,
    Instance,
    Issue,
    Person,
    Relevance,
    Sentence,
)
from enrichment.text import Paragraph, Quality, Role
from search_ui.library.keys import ecli_key, reference_keys
from search_ui.library.schema import CITATIONS, CONTENTS, DOCUMENTS, FACTS, PARAGRAPHS, PERSONS

_APART = ("paragraphs", "facts", "citations", "persons")  # fields with tables of their own


@dataclass(frozen=True, slots=True)
class Content:
    """A decision ready to be stored. `sha256` covers everything below it, so that equal contents are stored once."""

    sha256: str
    header: dict[str, Any]
    paragraphs: list[dict[str, Any]]
    facts: list[dict[str, Any]]
    citations: list[dict[str, Any]]
    persons: list[dict[str, Any]]


def content_of(decision: Decision) -> Content:
    """The rows of `decision`. Forms of masked persons are left out: they have no place in the library."""
    header: dict[str, Any] = {
        field.name: _plain(getattr(decision, field.name)) for field in fields(decision) if field.name not in _APART
    }
    header["doubtful"] = _doubtful(decision)
    header["named_accused"] = _named_accused(decision)
    paragraphs = [
        {
            "n": n,
            "number": _storable(paragraph.number),
            "page": paragraph.page,
            "role": paragraph.role.value,
            "heading_path": _plain(paragraph.heading_path),
            "text": _storable(paragraph.text),
        }
        for n, paragraph in enumerate(decision.paragraphs)
    ]
    facts = [
        {
            "n": n,
            "field": fact.field,
            "value": _storable(fact.value),
            "by": fact.by,
            "certainty": fact.certainty.value,
            "evidence": _plain(fact.evidence),
        }
        for n, fact in enumerate(decision.facts)
    ]
    citations = [
        {
            "n": n,
            "kind": citation.kind.value,
            "text": _storable(citation.text),
            "norm": _storable(citation.norm),
            "paragraph": citation.paragraph,
            "start": citation.start,
            "end": citation.end,
            "by": citation.by,
        }
        for n, citation in enumerate(decision.citations)
    ]
    persons = [
        {
            "n": n,
            "role": person.role,
            "form": "" if person.masked else _storable(person.form),
            "masked": person.masked,
        }
        for n, person in enumerate(decision.persons)
    ]
    return Content(
        hash_rows(header, paragraphs, facts, citations, persons), header, paragraphs, facts, citations, persons
    )


def hash_rows(header: Mapping[str, Any], *tables: Sequence[Mapping[str, Any]]) -> str:
    """The hash of a content from its header and rows."""
    digest = hashlib.sha256()
    for part in (header, *tables):
        digest.update(json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def citation_key(kind: str, norm: str | None, text: str) -> str | None:
    """What a citation is looked up by; None for provisions and for what has no comparison key."""
    if kind == CitationKind.PROVISION:
        return None
    if kind == CitationKind.ECLI:
        return ecli_key(norm or text)
    return next(iter(reference_keys(norm or text)), None)


def _doubtful(decision: Decision) -> dict[str, list[str]]:
    """By field, the values no rule was certain of: shown with their evidence, never used as facets or for identity."""
    certain: set[tuple[str, str]] = set()
    probable: dict[str, set[str]] = defaultdict(set)
    for fact in decision.facts:
        if fact.certainty is Certainty.CERTAIN:
            certain.add((fact.field, fact.value))
        else:
            probable[fact.field].add(fact.value)
    doubtful = {
        field: sorted(value for value in values if (field, value) not in certain) for field, values in probable.items()
    }
    return {field: values for field, values in sorted(doubtful.items()) if values}


def _named_accused(decision: Decision) -> list[str]:
    """Every form in which the document names an accused person, whether certain or not: for masking."""
    facts = [fact for fact in decision.facts if fact.field == "accused"]
    forms = {*decision.accused, *(fact.value for fact in facts)}
    # The value may be shortened already, while the quote is the name as it stands in the text.
    forms |= {evidence.quote for fact in facts for evidence in fact.evidence if evidence.paragraph is not None}
    forms |= {person.form for person in decision.persons if person.role == "accused" and not person.masked}
    return sorted(_plain(form) for form in forms)


# -- plain values ----------------------------------------------------------------------------------------------------


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value a field of the domain model can have
    if isinstance(value, str):
        return value.value if isinstance(value, Enum) else _storable(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _storable(text: str | None) -> str | None:
    """`text` without NUL, which PostgreSQL refuses; its length stays."""
    return text.replace("\x00", "\ufffd") if text else text


# -- storing ---------------------------------------------------------------------------------------------------------


def store(connection: Connection, content: Content) -> int:
    """The id of `content`, stored now or before."""
    known = connection.execute(select(CONTENTS.c.id).where(CONTENTS.c.sha256 == content.sha256)).scalar()
    if known is not None:
        return int(known)
    inserted = connection.execute(
        insert(CONTENTS).values(
            sha256=content.sha256,
            text_sha256=content.header["text_sha256"],
            header=content.header,
            paragraph_count=len(content.paragraphs),
            characters=sum(len(" ".join(row["text"].split())) for row in content.paragraphs),
        )
    )
    assert inserted.inserted_primary_key is not None
    content_id = int(inserted.inserted_primary_key[0])
    for table, rows in (
        (PARAGRAPHS, content.paragraphs),
        (FACTS, content.facts),
        (CITATIONS, [row | {"key": citation_key(row["kind"], row["norm"], row["text"])} for row in content.citations]),
        (PERSONS, content.persons),
    ):
        if rows:
            connection.execute(insert(table), [{"content_id": content_id, **row} for row in rows])
    return content_id


def discard_unused(connection: Connection, content_ids: Sequence[int]) -> None:
    """Delete those contents that no document has any more."""
    used = set(
        connection.execute(select(DOCUMENTS.c.content_id).where(DOCUMENTS.c.content_id.in_(content_ids))).scalars()
    )
    unused = [content_id for content_id in content_ids if content_id not in used]
    if not unused:
        return
    for table in (PARAGRAPHS, FACTS, CITATIONS, PERSONS):
        connection.execute(delete(table).where(table.c.content_id.in_(unused)))
    connection.execute(delete(CONTENTS).where(CONTENTS.c.id.in_(unused)))


# -- reading ---------------------------------------------------------------------------------------------------------


def paragraphs_of(connection: Connection, content_id: int) -> tuple[Paragraph, ...]:
    """The paragraphs of a content in reading order."""
    rows = connection.execute(
        select(PARAGRAPHS).where(PARAGRAPHS.c.content_id == content_id).order_by(PARAGRAPHS.c.n)
    ).mappings()
    return tuple(
        Paragraph(row["text"], row["number"], row["page"], tuple(row["heading_path"]), Role(row["role"]))
        for row in rows
    )


def facts_of(connection: Connection, content_id: int) -> tuple[Fact, ...]:
    """The facts of a content in the order they were found."""
    rows = connection.execute(select(FACTS).where(FACTS.c.content_id == content_id).order_by(FACTS.c.n)).mappings()
    return tuple(
        Fact(
            row["field"],
            row["value"],
            row["by"],
            Certainty(row["certainty"]),
            tuple(Evidence(**evidence) for evidence in row["evidence"]),
        )
        for row in rows
    )


def persons_of(connection: Connection, content_id: int) -> tuple[Person, ...]:
    """The persons of a content that may be named."""
    rows = connection.execute(
        select(PERSONS).where(PERSONS.c.content_id == content_id, ~PERSONS.c.masked).order_by(PERSONS.c.n)
    ).mappings()
    return tuple(Person(row["role"], row["form"], row["masked"]) for row in rows)


def citation_from(row: RowMapping) -> Citation:
    """The citation of a row of the citations table."""
    return Citation(
        CitationKind(row["kind"]), row["text"], row["norm"], row["paragraph"], row["start"], row["end"], row["by"]
    )


def court_from(header: Mapping[str, Any]) -> Court | None:
    """The court of a header."""
    return Court(**header["court"]) if header["court"] else None


def issues_from(header: Mapping[str, Any]) -> tuple[Issue, ...]:
    """The issues of a header."""
    return tuple(Issue(**issue) for issue in header["issues"])


def findings_from(header: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings of a header; none in one that was stored before findings were read."""
    return tuple(
        Finding(**_tuples(item, "crimes", "modes", "provisions") | _evidence(item))
        for item in header.get("findings", ())
    )


def sentences_from(header: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """The structured sentences of a header."""
    return tuple(Sentence(**{**item, **_evidence(item)}) for item in header.get("sentences", ()))


def instances_from(header: Mapping[str, Any]) -> tuple[Instance, ...]:
    """The other instances a header names."""
    return tuple(Instance(**{**item, **_evidence(item)}) for item in header.get("instances", ()))


def _tuples(item: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {key: tuple(value) if key in names else value for key, value in item.items()}


def _evidence(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"evidence": tuple(Evidence(**evidence) for evidence in item["evidence"])}


def relevance_from(header: Mapping[str, Any]) -> Relevance:
    """The relevance of a header."""
    relevance = header["relevance"]
    return Relevance(relevance["label"], relevance["score"], tuple(relevance["reasons"]))


def quality_from(data: Mapping[str, Any]) -> Quality:
    """The quality of a stored reading."""
    return Quality(**data)


def certain(header: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """The values of a field (one or several) that a rule was certain of."""
    value = header.get(field)
    values = [value] if isinstance(value, str) else value or []
    doubtful = header["doubtful"].get(field, ())
    return tuple(item for item in values if item not in doubtful)


def stored_rows(connection: Connection, content_id: int) -> tuple[list[dict[str, Any]], ...]:
    """The rows of a content as `hash_rows` hashes them: paragraphs, facts, citations, persons."""
    tables = []
    for table, left_out in (
        (PARAGRAPHS, ()),
        (FACTS, ()),
        (CITATIONS, ("key", "status", "resolved_id")),
        (PERSONS, ()),
    ):
        columns = [column for column in table.columns if column.name not in ("content_id", *left_out)]
        rows = connection.execute(select(*columns).where(table.c.content_id == content_id).order_by(table.c.n))
        tables.append([dict(row) for row in rows.mappings()])
    return tuple(tables)


def paragraph_count(connection: Connection) -> int:
    """How many paragraphs the shown and other texts of the library have."""
    return int(connection.execute(select(func.coalesce(func.sum(CONTENTS.c.paragraph_count), 0))).scalar_one())
