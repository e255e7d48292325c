"""Concepts, states and everyday words of the field by all their names: who types `command responsibility` also finds
`Vorgesetztenverantwortlichkeit`, and the decisions of which this mode of liability is recorded.

What was typed stays first in every clause and ranks first; other names in its language follow, then other languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from enrichment.vocabulary import Concept, load_concepts, load_countries
from search_ui.index.engine import AnyOf, Clause, Fact, Phrase, Query, Word
from search_ui.index.folding import folded_words
from search_ui.index.recorded import recorded
from search_ui.index.small_words import SMALL_WORDS
from search_ui.index.sounds import consonants, in_arabic

_LONGEST_NAME = 8  # words
_LANGUAGES = ("en", "de", "fr", "es", "nl", "sv", "ar")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EVERYDAY = Path(__file__).with_name("everyday_words.json")


@dataclass(frozen=True, slots=True)
class Named:
    """A concept, state or everyday word: its id, kind (`concept`, `state` or `word`) and names by language; what else
    names it without being searched for in its stead (`Syrian` for Syria); how decisions about it are recorded."""

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    also_named: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()

    def meaning(self, language: str | None = None) -> str:
        """The sign under which an index knows where its names in one language stand, or those in any."""
        return f"{self.kind}:{self.id}@{language}" if language else f"{self.kind}:{self.id}"


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
            must.append(_read_closely(query.must[position]))
            position += 1
            continue
        length, meanings = found
        must.extend(_widened(query.must[position : position + length], meanings))
        position += length
    return replace(query, must=tuple(must))


def _read_closely(clause: Clause) -> Clause:
    """A word that names nothing in the vocabulary: a year is also the year of a decision, a name in Arabic letters also
    one that sounds like it."""
    if isinstance(clause, Word) and not clause.prefix and not clause.required:
        if _YEAR.fullmatch(clause.text):
            return AnyOf((clause, Fact("year", (clause.text,))))
        if in_arabic(clause.text) and (sound := consonants(clause.text)):
            return AnyOf((clause, Fact("sound", (sound,))))
    return clause


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


def clause_for(concept_id: str) -> AnyOf | None:
    """A concept by all its names and as it is recorded, its preferred name first; None when the vocabulary has no such
    concept."""
    named = next((named for named in vocabulary() if named.id == concept_id and named.kind == "concept"), None)
    if named is None:
        return None
    preferred = next(names[0] for language in _LANGUAGES if (names := named.names.get(language)))
    words = tuple(preferred.split())
    first: Clause = Word(preferred, fuzzy=False) if len(folded_words(preferred)) == 1 else Phrase(words)
    typed = folded_words(preferred)
    others = _other_names(typed, (named,))
    return AnyOf((first, *named.facts, *others), required=True, meanings=_meanings(typed, (named,)) if others else ())


def _plain_words(clauses: Sequence[Clause]) -> list[str]:
    """The folded words that stand plain and unquoted at the beginning of `clauses`."""
    words: list[str] = []
    for clause in clauses[:_LONGEST_NAME]:
        if not isinstance(clause, Word) or clause.prefix or clause.required:
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
    recorded = tuple(dict.fromkeys(fact for meaning in meanings for fact in meaning.facts))
    folded = [folded_words(word.text)[0] for word in words]
    others = _other_names(folded, meanings)
    names = (*recorded, *others)
    signs = _meanings(folded, meanings) if others else ()
    for word in words:
        first: tuple[Clause, ...] = (word,) if len(words) == 1 else (together, word)
        yield AnyOf((*first, *names), meanings=signs) if names else word


def _other_names(typed: Sequence[str], meanings: Sequence[Named]) -> tuple[Clause, ...]:
    """The names of some concepts other than the one typed, those in its language first. Names that hold another name
    (`crime of genocide`) find nothing more and are left out."""
    taken: list[tuple[str, ...]] = [tuple(typed)]
    names: list[Clause] = []
    for name in _in_order(typed, meanings):
        words = tuple(folded_words(name))
        if not words or any(_holds(words, known) for known in taken):
            continue
        if len(words) == 1 and words[0] in SMALL_WORDS:
            continue  # `IS` would find every English text
        taken.append(words)
        names.append(Word(name, fuzzy=False) if len(words) == 1 else Phrase(tuple(name.split())))
    return tuple(names)


def _meanings(typed: Sequence[str], meanings: Sequence[Named]) -> tuple[str, ...]:
    """The signs of some concepts: in the language typed, then in any."""
    own = [meaning.meaning(language) for meaning in meanings for language in _own_and_others(typed, meaning)[0]]
    return (*own, *(meaning.meaning() for meaning in meanings))


def _own_and_others(typed: Sequence[str], meaning: Named) -> tuple[list[str], list[str]]:
    """The languages in which what was typed is a name of a concept, and the others that have names for it."""
    own = [
        language
        for language, names in meaning.names.items()
        if any(folded_words(name) == list(typed) for name in names)
    ]
    return own, [language for language in _LANGUAGES if meaning.names.get(language) and language not in own]


def _in_order(typed: Sequence[str], meanings: Sequence[Named]) -> Iterable[str]:
    for meaning in meanings:
        own, others = _own_and_others(typed, meaning)
        # the preferred name of every language before any variant in a foreign one
        for language in own:
            yield from meaning.names[language]
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
    for named in vocabulary():
        for name in dict.fromkeys((*(name for names in named.names.values() for name in names), *named.also_named)):
            words = tuple(folded_words(name))
            if words and len(words) <= _LONGEST_NAME and not (len(words) == 1 and words[0] in SMALL_WORDS):
                bearers = found.setdefault(words, [])
                if named not in bearers:
                    bearers.append(named)
    return {words: tuple(bearers) for words, bearers in found.items()}


@cache
def vocabulary() -> tuple[Named, ...]:
    """Everything that is searched for by all its names."""
    everyday: Mapping[str, Any] = json.loads(_EVERYDAY.read_text(encoding="utf-8"))
    arabic = everyday["arabic_names_of_states"]
    concepts = (Named(concept.id, "concept", concept.labels, facts=_facts(concept)) for concept in load_concepts())
    states = (
        Named(
            country.id,
            "state",
            {**country.names, "ar": tuple(arabic.get(country.id, ()))},
            also_named=tuple(word for words in country.adjectives.values() for word in words),
            facts=(
                Fact("territorial_state", (country.id,)),
                Fact("nationality", (country.id,)),
                Fact("forum", (country.id,)),
            ),
        )
        for country in load_countries()
    )
    words = (
        Named(
            word["id"],
            "word",
            {language: tuple(names) for language, names in word["names"].items()},
            facts=tuple(Fact(facet, tuple(values)) for facet, values in word.get("facts", {}).items()),
        )
        for word in everyday["words"]
    )
    return (*concepts, *states, *words)


def _facts(concept: Concept) -> tuple[Fact, ...]:
    """How decisions about a concept are recorded; nothing for concepts of which no facet tells."""
    known = recorded(concept)
    return (Fact(known.facet, known.values),) if known else ()


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
