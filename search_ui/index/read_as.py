"""How a typed query was read, in words for its reader: what has to stand in a decision, what else counts as that, what
must not, which filters and dates hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.hits import RECORDED_FACETS
from search_ui.index.relaxation import named_together, relaxation
from search_ui.index.semantic import words_meant


@dataclass(frozen=True, slots=True)
class ReadAs:
    """One part of a query: its `kind` (word, beginning, phrase, concept, number, accused, citing, either, excluded,
    filter, from, to, meaning), what was typed or chosen, and what `else` counts as that. `may_miss` parts can be given
    up where hardly any decision holds all of them."""

    kind: str
    text: str
    others: tuple[str, ...] = ()
    may_miss: bool = False


def read_as(query: Query, *, by_meaning: bool = False) -> tuple[ReadAs, ...]:
    """The parts of `query` in order: clauses, exclusions, filters, dates; with `by_meaning` (see `Results`) the words
    whose meaning was looked for as well."""
    way = relaxation(query, -1) if query.relax_below > 0 else None
    loose = {clause for group in way.groups for clause in group.clauses} if way else set()
    parts = [_part(clauses, clauses[0] in loose) for clauses in named_together(query.must)]
    parts += [ReadAs("excluded", _text(clause)) for clause in query.must_not]
    parts += [ReadAs("filter", facet, tuple(values)) for facet, values in query.filters.items() if values]
    parts += [ReadAs("from", query.date_from)] if query.date_from else []
    parts += [ReadAs("to", query.date_to)] if query.date_to else []
    parts += [ReadAs("meaning", words_meant(query))] if by_meaning else []
    return tuple(parts)


def _part(clauses: tuple[Clause, ...], may_miss: bool) -> ReadAs:
    clause = clauses[0]
    if not isinstance(clause, AnyOf):
        return ReadAs(_kind(clause), _text(clause), (), may_miss)
    kinds = {type(part) for part in clause.parts}
    names = tuple(dict.fromkeys(_names(clause)))
    typed = _text(clause)
    if Identifier in kinds:
        return ReadAs("number", typed, tuple(name for name in names if name != typed))
    if any(isinstance(part, Fact) and part.facet == "cites" for part in clause.parts):
        return ReadAs("citing", typed)
    if clause.required and not clause.meanings:
        return ReadAs("either", typed, names)
    return ReadAs("concept" if clause.meanings else _kind(clause.parts[0]), typed, names, may_miss)


def _names(clause: AnyOf) -> Iterator[str]:
    typed = 2 if clause.meanings and isinstance(clause.parts[0], Phrase) and len(clause.parts) > 1 else 1
    for part in clause.parts[typed:]:
        if not isinstance(part, Fact):
            yield _text(part)
        elif part.facet == "sound":
            yield "names that sound like it"
        elif part.facet in RECORDED_FACETS:
            values = " or ".join(value.replace("_", " ") for value in part.values)
            yield f"{values} recorded as {RECORDED_FACETS[part.facet]}"


def _kind(clause: Clause) -> str:
    match clause:
        case Word(accused=True):
            return "accused"
        case Word(prefix=True):
            return "beginning"
        case Word():
            return "word"
        case Phrase():
            return "phrase"
        case Identifier():
            return "number"
        case Fact(facet="cites"):
            return "citing"
        case _:
            return "either"


def _text(clause: Clause) -> str:
    match clause:
        case Word():
            return clause.text + ("*" if clause.prefix else "")
        case Phrase():
            return " ".join(clause.words)
        case Identifier():
            return clause.norm
        case Fact():
            return ", ".join(clause.values)
        case AnyOf():
            # of a number the written form says more than its keys
            written = next((part for part in clause.parts if isinstance(part, Phrase | Word)), None)
            first = written or (clause.parts[0] if clause.parts else None)
            return _text(first) if first is not None else ""
