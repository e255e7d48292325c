"""Concepts, states and everyday words of the field by all their names: who types `command responsibility` also finds
`Vorgesetztenverantwortlichkeit`, and the decisions of which this mode of liability is recorded.

What was typed stays first in every clause and ranks first; other names in its language follow, then other languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Any

from enrichment.vocabulary import Concept, load_concepts, load_countries
from search_ui.index.engine import AnyOf, Clause, Fact, Phrase, Query, Word
from search_ui.index.folding import WORD, folded_words
from search_ui.index.recorded import recorded
from search_ui.index.small_words import SMALL_WORDS
from search_ui.index.sounds import consonants, in_arabic

_LONGEST_NAME = 8  # words
_SHORTEST_INFLECTED = 4  # letters of each word, on the average: shorter ones have too many namesakes
_LANGUAGES = ("en", "de", "fr", "es", "nl", "sv", "ar")
_SHORTEST_PART, _SHORTEST_REST = 6, 4  # letters of a name in a compound, and of what is joined to it
_ARABIC_AND = re.compile(r"^و(?=\w{4})")
_ARABIC_ARTICLE = re.compile(r"^(?:[وفبك]?ال|لل)(?=\w{3})")  # with what is written together with it
_YEAR = re.compile(r"(?:19|20)\d\d")
_EVERYDAY = Path(__file__).with_name("everyday_words.json")


@dataclass(frozen=True, slots=True)
class Named:
    """A concept, state or everyday word: its id, kind (`concept`, `state` or `word`) and names by language; what else
    names it, by language, without being searched for in its stead (`Syrian` for Syria; `arrest`, which Dutch courts
    call their judgments); how decisions about it are recorded."""

    id: str
    kind: str
    names: Mapping[str, tuple[str, ...]]
    also_named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
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
        for length in range(len(words), 0, -1):
            if meant := _meant(tuple(words[:length])):
                must.extend(_widened(words[:length], *meant))
                position += length
                break
        else:
            must.append(_read_closely(query.must[position]))
            position += 1
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
            parts = clause.parts[0].words if isinstance(clause.parts[0], Phrase) else (typed,)
            _, meanings = _meant(tuple(map(Word, parts))) or ((), ())
            for meaning in meanings:
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


def _plain_words(clauses: Sequence[Clause]) -> list[Word]:
    """The words that stand plain and unquoted at the beginning of `clauses`."""
    words: list[Word] = []
    for clause in clauses[:_LONGEST_NAME]:
        if not isinstance(clause, Word) or clause.prefix or clause.required or not folded_words(clause.text):
            break
        words.append(clause)
    return words


def _meant(words: Sequence[Word]) -> tuple[tuple[str, ...], tuple[Named, ...]] | None:
    """The name (folded) that `words` are, as they stand or inflected, and what bears it; None where they name nothing
    together."""
    typed = tuple(folded for word in words for folded in folded_words(word.text))
    if bearers := _named().get(typed):
        return typed, bearers
    if sum(map(len, typed)) < _SHORTEST_INFLECTED * len(typed):
        return None
    names: dict[tuple[str, ...], None] = {}
    for language, forms in _stems_by_language([word.text for word in words]):
        for form in forms:
            names |= dict.fromkeys(_inflected().get((language, form), ()))
    if not names and len(typed) == 1 and (part := _part_of_compound(typed[0])):
        names = {(part,): None}
    if not names:
        return None
    bearers_of_names = {(named.kind, named.id): named for name in names for named in _named()[name]}
    return next(iter(names)), tuple(bearers_of_names.values())


def _stems_by_language(words: Sequence[str]) -> Iterator[tuple[str, Iterable[tuple[str, ...]]]]:
    from search_ui.index.stemming import stems

    pieces = [match[0] for word in words for match in WORD.finditer(word)]
    of_pieces = [stems(piece, _LANGUAGES) for piece in pieces]
    for language, first in of_pieces[0].items():
        if any((language, stem) in _first_stems() for stem in first):
            yield language, product(*(sorted(found[language]) for found in of_pieces))
    folded = tuple(_without_article(word) for written in words for word in folded_words(written))
    yield "ar", [folded, (_ARABIC_AND.sub("", folded[0]), *folded[1:])]


def _without_article(word: str) -> str:
    return _ARABIC_ARTICLE.sub("", word)


def _part_of_compound(word: str) -> str | None:
    """The name that a German, Dutch or Swedish compound begins with, or else ends in (`Völkermordprozess`,
    `Rebellenkommandeur`); the longest one."""
    parts = _names_in_compounds()
    beginnings = (word[:end] for end in range(len(word) - _SHORTEST_REST, _SHORTEST_PART - 1, -1))
    endings = (word[start:] for start in range(_SHORTEST_REST, len(word) - _SHORTEST_PART + 1))
    return next((part for part in (*beginnings, *endings) if part in parts), None)


def _widened(words: Sequence[Word], name: tuple[str, ...], meanings: Sequence[Named]) -> Iterator[Clause]:
    """Typed `words`, a form of `name`, or any other name. Several words give a clause each, (a or N) and (b or N),
    which is the same as (a and b) or N; each begins with the words together."""
    together = Phrase(tuple(word.text for word in words))
    recorded = tuple(dict.fromkeys(fact for meaning in meanings for fact in meaning.facts))
    typed = tuple(folded for word in words for folded in folded_words(word.text))
    others = _other_names(typed, meanings, name)
    names = (*recorded, *others)
    signs = _meanings(name, meanings) if others else ()
    for word in words:
        first: tuple[Clause, ...] = (word,) if len(words) == 1 else (together, word)
        yield AnyOf((*first, *names), meanings=signs) if names else word


def _other_names(
    typed: Sequence[str], meanings: Sequence[Named], name_typed: Sequence[str] | None = None
) -> tuple[Clause, ...]:
    """The names of some concepts other than the words typed (a form of `name_typed`), those in their language first.
    Names that hold another name (`crime of genocide`) find nothing more and are left out."""
    taken = [f" {' '.join(typed)} "]
    names: list[Clause] = []
    for name in _in_order(name_typed or typed, meanings):
        words = _folded_name(name)
        whole = f" {' '.join(words)} "
        if not words or any(known in whole for known in taken):
            continue
        if len(words) == 1 and words[0] in SMALL_WORDS:
            continue  # `IS` would find every English text
        taken.append(whole)
        names.append(Word(name, fuzzy=False) if len(words) == 1 else Phrase(tuple(name.split())))
    return tuple(names)


@cache  # names of the vocabulary only
def _folded_name(name: str) -> tuple[str, ...]:
    return tuple(folded_words(name))


def _meanings(typed: Sequence[str], meanings: Sequence[Named]) -> tuple[str, ...]:
    """The signs of some concepts: in the language typed, then in any."""
    own = [meaning.meaning(language) for meaning in meanings for language in _own_and_others(typed, meaning)[0]]
    return (*own, *(meaning.meaning() for meaning in meanings))


def _own_and_others(typed: Sequence[str], meaning: Named) -> tuple[list[str], list[str]]:
    """The languages in which what was typed is a name of a concept, and the others that have names for it."""
    own = [
        language
        for language, names in meaning.names.items()
        if any(_folded_name(name) == tuple(typed) for name in names)
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


def _text(clause: Word | Phrase) -> str:
    return clause.text if isinstance(clause, Word) else " ".join(clause.words)


@cache
def signs() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Folded words of a name -> the signs of what bears it, each in the language of the name (see `Named.meaning`)."""
    found: dict[tuple[str, ...], set[str]] = {}
    for named in vocabulary():
        for language, names in named.names.items():
            for name in names:
                words = tuple(folded_words(name))
                if words and not (len(words) == 1 and words[0] in SMALL_WORDS):
                    found.setdefault(words, set()).add(named.meaning(language))
    return {words: frozenset(bearers) for words, bearers in found.items()}


@cache
def _named() -> dict[tuple[str, ...], tuple[Named, ...]]:
    """Folded words of a name -> what bears it."""
    found: dict[tuple[str, ...], list[Named]] = {}
    for named in vocabulary():
        for name in dict.fromkeys(name for names in _all_names(named).values() for name in names):
            words = tuple(folded_words(name))
            if words and len(words) <= _LONGEST_NAME and not (len(words) == 1 and words[0] in SMALL_WORDS):
                bearers = found.setdefault(words, [])
                if named not in bearers:
                    bearers.append(named)
    return {words: tuple(bearers) for words, bearers in found.items()}


@cache
def _inflected() -> dict[tuple[str, tuple[str, ...]], tuple[tuple[str, ...], ...]]:
    """Language and stems of a name -> the names (folded) that have them."""
    from search_ui.index.stemming import STEMMERS, analyzer

    found: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], None]] = {}
    for language in _LANGUAGES:
        names = list(dict.fromkeys(name for named in vocabulary() for name in _all_names(named).get(language, ())))
        stemmed = iter(analyzer(STEMMERS[language]).analyze("\n".join(names)))
        for name in names:
            words = tuple(folded_words(name))
            stems_of_name = tuple(islice(stemmed, len(words)))
            if words in _named():
                found.setdefault((language, stems_of_name), {})[words] = None
                if language == "ar":
                    found.setdefault((language, tuple(map(_without_article, words))), {})[words] = None
        assert next(stemmed, None) is None, "the stemmer counts other words than we do"
    return {stems_of_name: tuple(names) for stems_of_name, names in found.items()}


@cache
def _names_in_compounds() -> frozenset[str]:
    return frozenset(
        words[0]
        for named in vocabulary()
        for language in ("de", "nl", "sv")
        for name in _all_names(named).get(language, ())
        if len(words := _folded_name(name)) == 1 and len(words[0]) >= _SHORTEST_PART and words in _named()
    )


@cache
def _first_stems() -> frozenset[tuple[str, str]]:
    """Languages and stems that a name begins with."""
    return frozenset((language, stems_of_name[0]) for language, stems_of_name in _inflected())


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
            also_named=country.adjectives,
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
            _by_language(word["names"]),
            _by_language(word.get("also", {})),
            facts=tuple(Fact(facet, tuple(values)) for facet, values in word.get("facts", {}).items()),
        )
        for word in everyday["words"]
    )
    return (*concepts, *states, *words)


def _by_language(names: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(of_language) for language, of_language in names.items()}


def _all_names(named: Named) -> dict[str, tuple[str, ...]]:
    return {
        language: (*named.names.get(language, ()), *named.also_named.get(language, ()))
        for language in dict.fromkeys((*named.names, *named.also_named))
    }


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
