"""Articles, prepositions and the like: a question loses nothing without them, and a decision in another language would
not hold them."""

from __future__ import annotations

from dataclasses import replace

from search_ui.index.engine import AnyOf, Clause, Phrase, Query, Word
from search_ui.index.folding import fold

_BY_LANGUAGE = (
    "the of and a an in on for to by with from at as is are was were be been that this these those or into against "
    "between who which what when how not no had has have its their does do during under",
    "der das den dem ein eine einer eines einem und oder im am zum zur von vom mit bei nach über für auf aus ist sind "
    "durch ohne gegen unter zwischen als wie bis wird werden wurde wurden nicht kein keine sich ihre seine",
    "le la les l un une d du et ou en dans sur par pour avec au aux est sont contre entre sans qui que ce cette ses "
    "leur leurs lors",
    "el los las y o del con por para en contra entre que se su sus una como",
    "het een de van en op met voor bij uit te tegen tussen zonder door naar zijn tijdens",
    "och i av på för med till som att ett mot mellan utan genom vid från om under",
    "e il lo gli di da nel della",
    # what stands around the name of a case
    "case cases affaire fall zaak caso v vs",
    "في من على إلى عن مع أو ضد",
)
SMALL_WORDS = frozenset(fold(word) for words in _BY_LANGUAGE for word in words.split())
"""Folded. Words that mean something in another of the languages are left out (`war`, `die`, `des hommes`)."""


def without_small_words(query: Query) -> Query:
    """`query` without the clauses that ask for a small word alone, unless nothing else is asked for. Phrases keep
    theirs."""
    kept = tuple(clause for clause in query.must if not _is_small(clause))
    return replace(query, must=kept) if kept else query


def _is_small(clause: Clause) -> bool:
    match clause:
        case Word():
            return not clause.prefix and fold(clause.text) in SMALL_WORDS
        case AnyOf(parts=(Phrase(), Word() as word, *_)):
            # one word of a concept's name (`crime of aggression`); the others stand for the name as well
            return _is_small(word)
        case _:
            return False
