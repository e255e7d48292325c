"""A parsed query as Meilisearch queries.

Meilisearch has no OR and reads ten words of a query. It does merge many queries into one answer with exact totals and
facets (federated search), so a query becomes its alternatives, each a set of words and phrases that all have to match.
What does not fit is looked up first and becomes a filter on keys.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.folding import folded_words
from search_ui.index.hits import keys_of, worth_of_part
from search_ui.index.meilisearch_documents import number_word
from search_ui.index.near_spellings import typos_allowed
from search_ui.index.order import days
from search_ui.index.relaxation import Group

MOST_WORDS = 10  # the server reads no more
MOST_ALTERNATIVES = 128
_LEAST = 0.01
_FACT = 0.7  # what a recorded fact is worth beside the word as typed; a year is more often that of the decision


@dataclass(frozen=True, slots=True, order=True)
class Atom:
    """One thing to match: `exact` words in their order, a `near` word that may be misspelt, or the `beginning` of a
    word."""

    kind: Literal["exact", "near", "beginning"]
    text: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Atoms that all have to match, and what a match is worth (0..1]."""

    atoms: frozenset[Atom]
    worth: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Alternatives of which one has to match; of each group of `looked_up` one has to match as well, `excluded` must
    not."""

    alternatives: tuple[Alternative, ...]
    looked_up: tuple[tuple[Alternative, ...], ...]
    excluded: tuple[Atom, ...]


def plan(query: Query) -> Plan:
    """The plan for a query, every alternative within the limits of the server."""
    groups = [group for clause in query.must if (group := _alternatives(clause))]
    joined: tuple[Alternative, ...] = (Alternative(frozenset()),)
    looked_up: list[tuple[Alternative, ...]] = []
    for group in groups:
        together = _join(joined, group)
        if len(together) <= MOST_ALTERNATIVES and all(_fits(alternative.atoms) for alternative in together):
            joined = together
        else:
            looked_up.append(group)
    excluded = tuple(
        dict.fromkeys(
            atom
            for clause in query.must_not
            for alternative in _alternatives(clause, exactly=True)
            for atom in sorted(alternative.atoms)
        )
    )
    return Plan(joined, tuple(looked_up), excluded)


def query_text(atoms: frozenset[Atom], excluded: Sequence[Atom] = ()) -> str:
    """Atoms as the server reads them: a word at the very end is the beginning of one, a blank after it makes it
    whole."""
    exact = [f'"{atom.text}"' for atom in sorted(atoms) if atom.kind == "exact"]
    near = [atom.text for atom in sorted(atoms) if atom.kind == "near"]
    without = [f'-"{atom.text}"' for atom in excluded if atom.kind == "exact"]
    beginning = next((atom.text for atom in sorted(atoms) if atom.kind == "beginning"), "")
    return " ".join([*without, *exact, *near, beginning])


def condition(query: Query, *, without_filter: str | None = None) -> str:
    """Filters and dates of a query as a filter expression, empty where there are none."""
    parts = [
        f"facet_{facet} IN {json.dumps(list(values), ensure_ascii=False)}"
        for facet, values in query.filters.items()
        if values and facet != without_filter
    ]
    if lower := days(query.date_from):
        parts.append(f"last_day >= {lower[0]}")
    if upper := days(query.date_to):
        parts.append(f"first_day <= {upper[1]}")
    return " AND ".join(parts)


def of_group(group: Group) -> tuple[tuple[Alternative, ...], ...]:
    """Alternatives for the clauses of a group; of each tuple one has to match, of every tuple."""
    found: tuple[Alternative, ...] = (Alternative(frozenset()),)
    apart: list[tuple[Alternative, ...]] = []
    for clause in group.clauses:
        if not (alternatives := _alternatives(clause)):
            continue
        together = _join(found, alternatives)
        if len(together) <= MOST_ALTERNATIVES and all(_fits(alternative.atoms) for alternative in together):
            found = together
        else:
            apart.append(alternatives)
    return (found, *apart) if found[0].atoms or apart else ()


def of_fact(fact: Fact) -> Alternative:
    """The decisions with the first value of a recorded fact, below all others."""
    return Alternative(frozenset({Atom("exact", number_word(keys_of(fact)[0]))}), _LEAST)


def leaf_alternatives(query: Query) -> tuple[Alternative, ...]:
    """Every word and phrase of a query on its own, for passages in which only some of them stand."""
    found: dict[frozenset[Atom], float] = {}
    for clause in query.must:
        for alternative in _alternatives(clause):
            for atom in sorted(alternative.atoms):
                alone = frozenset({atom})
                found[alone] = max(alternative.worth, found.get(alone, 0.0))
    return tuple(Alternative(atoms, worth) for atoms, worth in found.items())


def _alternatives(clause: Clause, *, exactly: bool = False) -> tuple[Alternative, ...]:
    match clause:
        case Word(accused=True):
            # among the facts a name is found as it is written, or not at all
            names = [number_word(f"accused={name}") for name in folded_words(clause.text)]
            return (Alternative(frozenset(Atom("exact", name) for name in names)),) if names else ()
        case Word():
            return _word(clause, exactly)
        case Phrase():
            words = [word for part in clause.words for word in folded_words(part)]
            return (_exact(words),) if words else ()
        case Identifier():
            # stands among a decision's numbers, or among their parts, which rank lower
            return (_exact([number_word(clause.norm)]),)
        case Fact():
            return tuple(_exact([number_word(key)]) for key in keys_of(clause))
        case AnyOf():
            found: dict[frozenset[Atom], float] = {}
            facts = 0
            for index, part in enumerate(clause.parts):
                facts += isinstance(part, Fact)
                for alternative in _alternatives(part, exactly=exactly):
                    worth = alternative.worth * (
                        _worth_of_fact(part) if isinstance(part, Fact) else worth_of_part(index - facts)
                    )
                    found[alternative.atoms] = max(worth, found.get(alternative.atoms, 0.0))
            return tuple(Alternative(atoms, worth) for atoms, worth in found.items())


def _worth_of_fact(fact: Fact) -> float:
    return 1.0 if fact.facet == "year" else _FACT


def _word(word: Word, exactly: bool) -> tuple[Alternative, ...]:
    words = folded_words(word.text)
    if not words:
        return ()
    if len(words) > 1:  # al-Khatib
        return _exact(words), _exact(["".join(words)])
    if word.prefix:
        return (Alternative(frozenset({Atom("beginning", words[0])})),)
    # the server also tries neighbouring words as one (`x march` as a near spelling of `march`): not those it must find
    # as they are
    if exactly or not word.fuzzy or not typos_allowed(words[0]):
        return (_exact(words),)
    return (Alternative(frozenset({Atom("near", words[0])})),)


def _exact(words: Sequence[str]) -> Alternative:
    return Alternative(frozenset({Atom("exact", " ".join(words))}))


def _join(one: Sequence[Alternative], other: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """All pairs, without those that ask for more than another one that is worth as much."""
    found: dict[frozenset[Atom], float] = {}
    for first, second in product(one, other):
        atoms = first.atoms | second.atoms
        found[atoms] = max(first.worth * second.worth, found.get(atoms, 0.0))
        if len(found) > 20 * MOST_ALTERNATIVES:
            break
    shared = {atom for alternative in one for atom in alternative.atoms} & {
        atom for alternative in other for atom in alternative.atoms
    }
    kept = dict(found)
    if shared:
        for atoms in found:
            if any(smaller < atoms for smaller in kept):
                del kept[atoms]
    return tuple(Alternative(atoms, worth) for atoms, worth in kept.items())


def _fits(atoms: frozenset[Atom]) -> bool:
    return len(atoms) <= MOST_WORDS and sum(atom.kind == "beginning" for atom in atoms) <= 1


def keys_condition(keys: Sequence[str]) -> str:
    """A filter expression for the documents with one of `keys`; one that nothing fulfils for none."""
    return f"key IN {json.dumps(list(keys))}" if keys else "key = none"


def joined_conditions(parts: Sequence[str]) -> str | None:
    """Filter expressions that all have to be fulfilled."""
    return " AND ".join(part for part in parts if part) or None
