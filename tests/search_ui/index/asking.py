"""Ways to ask an engine under test."""

from __future__ import annotations

from search_ui.index.engine import Query
from search_ui.index.query import parse_query


def ask(subject, typed="", **more):
    more.setdefault("expand", False)
    more.setdefault("facets", ())
    more.setdefault("relax_below", 0)
    return subject.engine.search(parse_query(typed, **more))


def found(subject, typed="", **more):
    return [hit.id for hit in ask(subject, typed, **more).hits]


def search(subject, **query):
    query.setdefault("facets", ())
    return [hit.id for hit in subject.engine.search(Query(**query)).hits]


def marked(passage):
    return [passage.text[start:end] for start, end in passage.marks]
