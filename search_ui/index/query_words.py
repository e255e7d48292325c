"""What of a query can stand in a text: its words and phrases, its numbers, the facts it asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.expand import signs
from search_ui.index.folding import folded_words
from search_ui.index.near_spellings import typos_allowed


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One word or phrase of a query. `clause` is the index of the top-level clause it belongs to; `typed` the words
    the reader typed for it, which differ from `text` where a concept brought it in."""

    clause: int
    text: str
    typed: str
    words: tuple[str, ...]  # folded
    phrase: bool
    prefix: bool
    typos: int
    anchor: int  # the place of the longest word
    signs: frozenset[str] = frozenset()
    """Of a name that was not typed: it stands only in texts in which an index found one of these meanings."""


def leaves(query: Query) -> tuple[Leaf, ...]:
    """The words and phrases of the `must` clauses, in order; identifiers are no words."""
    found: list[Leaf] = []
    before: Clause | None = None
    for index, clause in enumerate(query.must):
        if one_name(before, clause):
            assert isinstance(clause, AnyOf)
            found += _leaves(clause.parts[1], index, text_of(clause))  # the other parts were those of the word before
        else:
            found += _leaves(clause, index, None)
        before = clause
    return tuple(found)


def one_name(one: Clause | None, other: Clause | None) -> bool:
    """Whether two clauses are words of one name (`command responsibility`), as `search_ui.index.expand` writes them:
    the words together, one of them, and then the same other names."""
    return (
        isinstance(one, AnyOf)
        and isinstance(other, AnyOf)
        and all(len(clause.parts) > 1 and isinstance(clause.parts[1], Word) for clause in (one, other))
        and isinstance(one.parts[0], Phrase)
        and one.parts[0] == other.parts[0]
        and one.parts[2:] == other.parts[2:]
    )


def _leaves(clause: Clause, index: int, typed: str | None) -> Iterator[Leaf]:
    if isinstance(clause, AnyOf):
        for part in clause.parts:
            yield from _leaves(part, index, typed)
            typed = typed or text_of(part)
    elif isinstance(clause, Word):
        words = _folded_text(clause.text)
        if words:
            one = len(words) == 1
            typos = typos_allowed(words[0]) if clause.fuzzy and one else 0
            known = signs().get(words, _NO_SIGNS) if typed and not clause.prefix else _NO_SIGNS
            yield Leaf(
                index, clause.text, typed or clause.text, words, not one, clause.prefix, typos, _longest(words), known
            )
    elif isinstance(clause, Phrase):
        text = " ".join(clause.words)
        words = _folded_text(text)
        if words:
            known = signs().get(words, _NO_SIGNS) if typed else _NO_SIGNS
            yield Leaf(index, text, typed or text, words, True, False, 0, _longest(words), known)


@lru_cache(maxsize=20_000)
def _folded_text(text: str) -> tuple[str, ...]:
    return tuple(folded_words(text))


def _longest(words: Sequence[str]) -> int:
    return max(range(len(words)), key=lambda place: len(words[place]))


def identifiers_of(query: Query) -> tuple[Identifier, ...]:
    """The identifiers asked for, in order."""

    def find(clause: Clause) -> Iterator[Identifier]:
        if isinstance(clause, Identifier):
            yield clause
        elif isinstance(clause, AnyOf):
            for part in clause.parts:
                yield from find(part)

    return tuple(identifier for clause in query.must for identifier in find(clause))


def facts_of(query: Query) -> tuple[tuple[str, Fact], ...]:
    """What is asked for as a recorded fact, with the words it was asked in, in order."""
    found = {
        (text_of(clause), part): None
        for clause in query.must
        if isinstance(clause, AnyOf)
        for part in clause.parts
        if isinstance(part, Fact)
    }
    return tuple(found)


def text_of(clause: Clause) -> str:
    """A clause in the words of its reader."""
    match clause:
        case Word():
            return clause.text
        case Phrase():
            return " ".join(clause.words)
        case Identifier():
            return clause.norm
        case Fact():
            return " ".join(clause.values)
        case AnyOf():
            return text_of(clause.parts[0]) if clause.parts else ""


_NO_SIGNS: frozenset[str] = frozenset()
