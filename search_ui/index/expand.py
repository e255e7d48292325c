"""Concepts and states by all their names: who types `command responsibility` also finds
`Vorgesetztenverantwortlichkeit`.

What was typed stays first in every clause and ranks first; other names in its language follow, then other languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from enrichment.vocabulary import load_concepts, load_countries
from search_ui.index.engine import AnyOf, Clause, Phrase, Query, Word
from search_ui.index.folding import folded_words

_LONGEST_NAME = 8  # words
_MOST_NAMES = 30  # names added for one concept
_LANGUAGES = ("en", "de", "fr", "es", "nl", "sv", "ar")


@dataclass(frozen=True, slots=True)
class Named:
    """A concept or state of the vocabulary: its id, kind (`concept` or `state`) and names by language."""

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was added to a query: the words typed, the concept they name, and its other names that are searched for."""

    typed: str
    id: str
    names: tuple[str, ...]


def expand_query(query: Query) -> Query:
    """`query` with the other names of every concept and state that its plain words name. Phrases, exclusions,
    beginnings of words and alternatives (OR) stay as they were typed."""
    must: list[Clause] = []
    position = 0
    while position < len(query.must):
        words = _plain_words(query.must[position:])
        found = next(
            (
                (length, meanings)
                for length in range(len(words), 0, -1)
                if (meanings := _named().get(tuple(words[:length])))
            ),
            None,
        )
        if found is None:
            must.append(query.must[position])
            position += 1
            continue
        length, meanings = found
        must.extend(_widened(query.must[position : position + length], meanings))
        position += length
    return replace(query, must=tuple(must))


def expansions(query: Query) -> tuple[Expansion, ...]:
    """What `expand_query` added to a query, in order; to be shown to its reader."""
    found: dict[tuple[str, str], Expansion] = {}
    for clause in query.must:
        if isinstance(clause, AnyOf) and isinstance(clause.parts[0], Word | Phrase):
            typed = _text(clause.parts[0])
            names = tuple(_text(part) for part in clause.parts[1:] if isinstance(part, Word | Phrase))
            for meaning in _named().get(tuple(folded_words(typed)), ()):
                own = {tuple(folded_words(name)) for of_language in meaning.names.values() for name in of_language}
                added = tuple(name for name in names if tuple(folded_words(name)) in own)
                if added:
                    found.setdefault((typed, meaning.id), Expansion(typed, meaning.id, added))
    return tuple(found.values())


def _plain_words(clauses: Sequence[Clause]) -> list[str]:
    """The folded words that stand plain and unquoted at the beginning of `clauses`."""
    words: list[str] = []
    for clause in clauses[:_LONGEST_NAME]:
        if not isinstance(clause, Word) or clause.prefix:
            break
        folded = folded_words(clause.text)
        if len(folded) != 1:
            break
        words.append(folded[0])
    return words


def _widened(typed: Sequence[Clause], meanings: Sequence[Named]) -> Iterator[Clause]:
    """`typed` words or any other name. Several words give a clause each, (a or N) and (b or N), which is the same as
    (a and b) or N; each begins with the words together."""
    words = [clause for clause in typed if isinstance(clause, Word)]
    together = Phrase(tuple(word.text for word in words))
    names = _other_names([folded_words(word.text)[0] for word in words], meanings)
    for word in words:
        first: tuple[Clause, ...] = (word,) if len(words) == 1 else (together, word)
        yield AnyOf((*first, *names)) if names else word


def _other_names(typed: Sequence[str], meanings: Sequence[Named]) -> tuple[Clause, ...]:
    """The names of some concepts other than the one typed, those in its language first. Names that hold another name
    (`crime of genocide`) find nothing more and are left out."""
    taken: list[tuple[str, ...]] = [tuple(typed)]
    names: list[Clause] = []
    for name in _in_order(typed, meanings):
        words = tuple(folded_words(name))
        if not words or any(_holds(words, known) for known in taken):
            continue
        taken.append(words)
        names.append(Word(name, fuzzy=False) if len(words) == 1 else Phrase(tuple(name.split())))
        if len(names) >= _MOST_NAMES:
            break
    return tuple(names)


def _in_order(typed: Sequence[str], meanings: Sequence[Named]) -> Iterable[str]:
    for meaning in meanings:
        own = [
            language
            for language, names in meaning.names.items()
            if any(folded_words(name) == list(typed) for name in names)
        ]
        # the preferred name of every language before any variant in a foreign one
        for language in own:
            yield from meaning.names[language]
        others = [language for language in _LANGUAGES if language in meaning.names and language not in own]
        for language in others:
            yield meaning.names[language][0]
        for language in others:
            yield from meaning.names[language][1:]


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[start : start + len(part)] == part for start in range(len(words) - len(part) + 1))


def _text(clause: Word | Phrase) -> str:
    return clause.text if isinstance(clause, Word) else " ".join(clause.words)


@cache
def _named() -> dict[tuple[str, ...], tuple[Named, ...]]:
    """Folded words of a name -> what bears it."""
    found: dict[tuple[str, ...], list[Named]] = {}
    for named in _vocabulary():
        for name in dict.fromkeys(name for names in named.names.values() for name in names):
            words = tuple(folded_words(name))
            if words and len(words) <= _LONGEST_NAME:
                bearers = found.setdefault(words, [])
                if named not in bearers:
                    bearers.append(named)
    return {words: tuple(bearers) for words, bearers in found.items()}


@cache
def _vocabulary() -> tuple[Named, ...]:
    concepts = (Named(concept.id, "concept", concept.labels) for concept in load_concepts())
    states = (Named(country.id, "state", country.names) for country in load_countries())
    return (*concepts, *states)


# -- names of filter values ------------------------------------------------------------------------------------------

_STATE_FACETS = frozenset({"forum", "territorial_state", "nationality"})
_OUR_WORDS = frozenset({"crime", "mode", "basis", "issue", "outcome", "instance", "situation", "relevance", "text"})


def names_to_ids(facet: str, value: str) -> tuple[str, ...]:
    """The values of `facet` that `value` names: states by name in any language or by code, concepts by name, the rest
    as written in the facet's own form. Empty where `value` can be no value of the facet."""
    words = tuple(folded_words(value.replace("_", " ")))
    if not words:
        return ()
    named = _named().get(words, ())
    if facet in _STATE_FACETS:
        code = value.strip().upper()
        states = tuple(meaning.id for meaning in named if meaning.kind == "state")
        if states:
            return states
        return (code,) if (len(code) == 3 and code.isalpha()) or code == "INTL" else ()
    if facet in {"crime", "mode", "basis"}:
        concepts = tuple(meaning.id for meaning in named if meaning.kind == "concept")
        return concepts or ("_".join(words),)
    if facet in _OUR_WORDS:
        return (value.strip().lower().replace(" ", "_"),)
    if facet == "court":
        return _courts(value.strip())
    if facet == "language":
        return (value.strip().lower()[:2],)
    return (value.strip(),)


def _courts(value: str) -> tuple[str, ...]:
    """Courts by id (`DEU/OLGKOBL`), code (`OLGKOBL`) or name (`OLG Koblenz`)."""
    from enrichment.vocabulary.courts import find_court_by_name, load_courts  # 0.3 MB of data, for those who ask for it

    asked = value.upper()
    if "/" in asked:
        return (asked,)
    coded = tuple(court for court in load_courts() if court.partition("/")[2] == asked)
    if coded:
        return coded
    named = find_court_by_name(value)
    return (named.id,) if named else ()
