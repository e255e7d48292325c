"""A parsed query as tantivy queries: one for the decisions, one for the passages of a decision that is shown.

tantivy's own query language is not used: it answers `A AND NOT B` with nothing and takes an unquoted ECLI for an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import tantivy

from search_ui.index.embedded_schema import head_field, passage_field, text_field
from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.folding import folded_words
from search_ui.index.hits import keys_of, worth_of_part
from search_ui.index.near_spellings import RARE, typos_allowed, within
from search_ui.index.order import days
from search_ui.index.recent import Recent
from search_ui.index.relaxation import named_together
from search_ui.index.stemming import STEMMERS, stems

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

# What a match is worth. Identifiers stand above everything; a near spelling counts next to nothing, so that exact
# matches always come first; the rest multiplies BM25.
_IDENTIFIER, _IDENTIFIER_PART = 1000.0, 100.0
_NAMES, _TITLE, _HEAD, _TEXT = 6.0, 4.0, 2.0, 1.0
_STEM = 0.7  # of the word as written
_TYPED = 5.0  # more than other names of the same concept
_FACT, _LESSER_FACT = 2.0, 0.7
_LESSER_FACETS = frozenset({"forum", "nationality"})  # `Syria` asks first for what happened there
_PREFIX = 0.05
_TYPO_IN_NAME, _TYPO = 0.01, 0.000_01
_TOGETHER = 1.0  # words of the query that stand near each other
_NEAR = 4  # words that may stand between them
_SHORTEST_STEM, _LONGEST_ENDING = 4, 5  # letters
_MOST_NEAR = 20  # near spellings of one word
_REMEMBERED = 50_000  # words of queries
_REMEMBERED_CLAUSES = 1_000


@dataclass(frozen=True, slots=True)
class _NearSpellings:
    """Near spellings of a word: these words, or all with so many wrong letters."""

    words: tuple[str, ...]
    typos: int


class Compiler:
    """Compiles queries for one state of the index. `stemmers` are those that it holds text of."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, stemmers: Iterable[str]) -> None:
        self._schema = schema
        self._searcher = searcher
        in_use = frozenset(stemmers)
        self._languages: dict[str, str] = {}  # one language code for each stemmer in use
        for language, stemmer in STEMMERS.items():
            if stemmer in in_use:
                self._languages.setdefault(stemmer, language)
        self._nothing = tantivy.Query.empty_query()
        self._frequencies: dict[tuple[str, str], int] = {}  # (field, word) -> how many decisions or passages hold it
        self._known_near: dict[str, _NearSpellings] = {}
        # names of concepts come back in query after query
        self._known_clauses = Recent[tuple[Clause, bool, bool], tantivy.Query | None](_REMEMBERED_CLAUSES)
        self._known_in_passage = Recent[Clause, tantivy.Query | None](_REMEMBERED_CLAUSES)

    # -- decisions ---------------------------------------------------------------------------------------------------

    def matching(self, query: Query) -> tantivy.Query | None:
        """The decisions that match all clauses of `query` whatever its filters; None where it has no clause."""
        must = [part for group in named_together(query.must) if (part := self.group(group)) is not None]
        return self._all_of(must, query, *self.together(query.must)) if must else None

    def group(self, clauses: Sequence[Clause], *, guess: bool = True) -> tantivy.Query | None:
        """The decisions that match some clauses: one, or the words of one name (see `relaxation.named_together`). None
        where there is nothing to look for (`§`). Without `guess` near spellings are looked for only where the word as
        typed is nowhere in the index."""
        if len(clauses) == 1:
            return self._clause(clauses[0], guess=guess)
        # each of its words or another name: that is all of its words, or another name
        named = [clause for clause in clauses if isinstance(clause, AnyOf)]
        words = [self._clause(clause.parts[1], guess=guess) for clause in named]
        typed = [tantivy.Query.boolean_query([(_MUST, part) for part in words if part is not None])]
        if (together := self._clause(named[0].parts[0], guess=guess)) is not None:
            typed += self._boosted([together], float(len(words)))
        return self._best_of(named[0], self._any(typed), guess=guess)

    def guesses(self, clauses: Iterable[Clause]) -> bool:
        """Whether `guess` makes a difference: a word may be a misspelling although the index holds it."""
        for clause in clauses:
            if isinstance(clause, AnyOf):
                if self.guesses(clause.parts):
                    return True
            elif isinstance(clause, Word) and clause.fuzzy:
                words = _words((clause.text,))
                if len(words) == 1 and 0 < self._frequency("text", words[0]) < RARE:
                    return True
        return False

    def fixed(self, clauses: Iterable[Clause], query: Query) -> tantivy.Query | None:
        """The decisions that match all of `clauses` and none of those `query` excludes, inside its dates; None for all
        decisions."""
        must = [part for clause in clauses if (part := self._clause(clause)) is not None]
        return self._all_of(must, query) if must or query.must_not or query.date_from or query.date_to else None

    def _all_of(self, must: Sequence[tantivy.Query], query: Query, *should: tantivy.Query) -> tantivy.Query:
        parts = [(_MUST, part) for part in must or [self.every_decision()]]
        parts += [(_SHOULD, part) for part in should]
        parts += [(_NOT, part) for clause in query.must_not if (part := self._clause(clause, exactly=True)) is not None]
        parts += [(_MUST, part) for part in self._dates(query.date_from, query.date_to)]
        return tantivy.Query.boolean_query(parts)

    def every_decision(self) -> tantivy.Query:
        """All decisions, none of their passages."""
        return self.constant(self._raw("kind", "decision"), 0.0)

    def _dates(self, date_from: str | None, date_to: str | None) -> list[tantivy.Query]:
        """Decisions inside a range; one of which only the year is known is inside if a part of that year is."""
        found = []
        whole = tantivy.FieldType.Unsigned
        if lower := days(date_from):
            found.append(tantivy.Query.range_query(self._schema, "last_day", whole, lower_bound=lower[0]))
        if upper := days(date_to):
            found.append(tantivy.Query.range_query(self._schema, "first_day", whole, upper_bound=upper[1]))
        return [self.constant(part, 0.0) for part in found]

    def frequency(self, folded: str) -> int:
        """How many decisions hold a folded word in text, title or names."""
        return self._frequency("text", folded)

    def near(self, folded: str) -> tuple[str, ...]:
        """The near spellings that are searched for in the stead of a word, where they are known one by one."""
        return self._near_spellings(folded).words

    def _frequency(self, field: str, word: str) -> int:
        known = self._frequencies.get((field, word))
        if known is None:
            known = self._searcher.doc_freq(field, word)
            if len(self._frequencies) < _REMEMBERED:
                self._frequencies[field, word] = known
        return known

    def _clause(self, clause: Clause, *, exactly: bool = False, guess: bool = True) -> tantivy.Query | None:
        """A clause over the fields of decisions; None where it has nothing to look for (`§`)."""
        return self._known_clauses.get((clause, exactly, guess), lambda: self._new_clause(clause, exactly, guess))

    def _new_clause(self, clause: Clause, exactly: bool, guess: bool) -> tantivy.Query | None:
        match clause:
            case Word(accused=True):
                return self._accused(clause, exactly)
            case Word():
                return self._word(clause, exactly, guess)
            case Fact():
                worth = _LESSER_FACT if clause.facet in _LESSER_FACETS else _FACT
                found = [part for key in keys_of(clause) for part in self._term("fact", key, "basic")]
                return self._any(self._boosted(found, worth))
            case Phrase():
                words = _words(clause.words)
                return self._any(self._written(words)) if words else None
            case Identifier():
                own = self.constant(self._raw("identifier", clause.norm), _IDENTIFIER)
                if exactly:
                    return own
                return self._any([own, self.constant(self._raw("identifier_part", clause.norm), _IDENTIFIER_PART)])
            case AnyOf():
                typed = [self._clause(part, exactly=exactly, guess=guess) for part in _typed(clause)]
                found = [part for part in typed if part is not None]
                first = found[0] if len(found) == 1 else self._any(found) if found else None
                return self._best_of(clause, first, exactly=exactly, guess=guess)

    def _best_of(
        self, clause: AnyOf, typed: tantivy.Query | None, *, exactly: bool = False, guess: bool = True
    ) -> tantivy.Query | None:
        """What was `typed` or the other parts of an alternative, which are worth less the later they come. Recorded
        facts have a worth of their own."""
        asked = typed is not None or bool(clause.meanings)
        others: list[tantivy.Query] = []
        place = 0
        for part in clause.parts[len(_typed(clause)) :]:
            if isinstance(part, Fact):
                worth = 1.0
            elif clause.meanings:
                continue
            else:
                place += 1
                worth = worth_of_part(place)
            if (query := self._clause(part, exactly=exactly, guess=guess)) is not None:
                asked = True
                others += self._boosted([query] if query is not self._nothing else [], worth)
        for meaning in clause.meanings:
            worth = _worth_of_meaning(meaning)
            others += self._boosted(self._term("meaning", meaning), worth * _TEXT)
            others += self._boosted(self._term("head_meaning", meaning), worth * _HEAD)
        if typed is None or typed is self._nothing:
            if not others:
                return self._nothing if asked else None
            return others[0] if len(others) == 1 else tantivy.Query.disjunction_max_query(others, tie_breaker=0.3)
        if not others:
            return typed
        first = self._any([typed, self.constant(typed, _TYPED)])
        return tantivy.Query.disjunction_max_query([first, *others], tie_breaker=0.3)

    def _word(self, word: Word, exactly: bool, guess: bool) -> tantivy.Query | None:
        words = _words((word.text,))
        if not words:
            return None
        if len(words) > 1:  # al-Khatib
            return self._any([*self._written(words), *self._written(["".join(words)])])
        folded = words[0]
        if exactly:
            return self._prefix("text", folded, 1.0) if word.prefix else self._any(self._in_order("text", words))
        parts = self._written(words)
        for stemmer, forms in self._stems(word.text):
            for form in forms:
                parts += self._boosted(self._term(text_field(stemmer), form), _TEXT * _STEM)
                parts += self._boosted(self._term(head_field(stemmer), form), _HEAD * _STEM)
        if word.prefix:
            parts.append(self._prefix("text", folded, _PREFIX))
            parts.append(self._prefix("names", folded, 20 * _PREFIX))
        if word.fuzzy:
            parts += self._near(folded, guess)
        return self._any(parts)

    def _accused(self, word: Word, exactly: bool) -> tantivy.Query | None:
        """A name of one of the accused."""
        words = _words((word.text,))
        if not words:
            return None
        parts = [*self._in_order("accused", words), *self._in_order("accused", ["".join(words)])]
        if word.fuzzy and not exactly and len(words) == 1:
            parts += self._typo("accused", words[0], typos_allowed(words[0]), _TYPO_IN_NAME)
        return self._any(self._boosted(parts, _NAMES))

    def _near(self, folded: str, guess: bool) -> list[tantivy.Query]:
        """Near spellings of a word that is hardly ever written so; of a known word they would find other words."""
        if self._frequency("text", folded) >= (RARE if guess else 1):
            return []
        near = self._near_spellings(folded)
        parts = [self.constant(part, _TYPO) for word in near.words for part in self._term("text", word)]
        parts += [self.constant(part, _TYPO_IN_NAME) for word in near.words for part in self._term("names", word)]
        return [
            *parts,
            *self._typo("text", folded, near.typos, _TYPO),
            *self._typo("names", folded, near.typos, _TYPO_IN_NAME),
        ]

    def _near_spellings(self, folded: str) -> _NearSpellings:
        """The words of the index nearest to a word that it does not hold, or hardly. Most typists err after the first
        letters: words that begin like this one are looked at first, for the search for all others takes long."""
        known = self._known_near.get(folded)
        if known is None:
            known = self._find_near_spellings(folded, typos_allowed(folded))
            if len(self._known_near) < _REMEMBERED:
                self._known_near[folded] = known
        return known

    def _find_near_spellings(self, folded: str, typos: int) -> _NearSpellings:
        if not typos:
            return _NearSpellings((), 0)
        beginning = folded[: max(3, len(folded) // 2)]
        alike = [word for word, _ in self._searcher.terms_with_prefix("text", beginning) if word != folded]
        for distance in range(1, typos + 1 if not self._frequency("text", folded) else 2):
            if words := tuple(word for word in alike if within(folded, word, distance)):
                return _NearSpellings(words[:_MOST_NEAR], 0)
            (near,) = self._typo("text", folded, distance, 1.0)
            if total(self._searcher.search(near, limit=1)):
                return _NearSpellings((), distance)
        return _NearSpellings((), 0)

    def _written(self, words: Sequence[str]) -> list[tantivy.Query]:
        """Words in their written form and this order, in all fields of a decision."""
        more = 1.0 if len(words) == 1 else 1.5
        in_text = self._in_order("text", words)  # which holds the others
        if not in_text:
            return []
        return [
            *self._boosted(in_text, more * _TEXT),
            *self._boosted(self._in_order("head", words), more * _HEAD),
            *self._boosted(self._in_order("title", words), more * _TITLE),
            *self._boosted(self._in_order("names", words), more * _NAMES),
        ]

    def together(self, clauses: Sequence[Clause]) -> list[tantivy.Query]:
        """Two to six typed words that stand near each other are worth more."""
        typed = [clause.parts[0] if isinstance(clause, AnyOf) and clause.parts else clause for clause in clauses]
        words = [folded for clause in typed if isinstance(clause, Word) for folded in _words((clause.text,))]
        if not 2 <= len(words) <= 6 or not all(map(self.frequency, words)):
            return []
        near = tantivy.Query.phrase_query(self._schema, "text", list(words), slop=_NEAR)
        return self._boosted([near], _TOGETHER)

    # -- passages ----------------------------------------------------------------------------------------------------

    def passages(self, query: Query, decision_ids: Sequence[str]) -> tantivy.Query | None:
        """The passages of some decisions in which anything of `query` stands; None when the query has no words."""
        parts = [part for clause in query.must if (part := self._in_passage(clause)) is not None]
        return self._of_decisions(parts, decision_ids) if parts else None

    def near_passages(
        self, query: Query, decision_ids: Sequence[str], languages: Iterable[str | None]
    ) -> tantivy.Query | None:
        """The passages of some decisions in some languages in which near spellings of typed words stand; None when the
        query has no word that may be misspelt."""
        in_use = {stemmer for language in languages if (stemmer := STEMMERS.get(language or "")) in self._languages}
        typed = [
            part for clause in query.must for part in (clause.parts[:1] if isinstance(clause, AnyOf) else (clause,))
        ]
        folded = [_words((clause.text,)) for clause in typed if isinstance(clause, Word) and clause.fuzzy]
        parts = [part for words in folded if len(words) == 1 for part in self._near_in_passage(words[0], in_use)]
        return self._of_decisions(parts, decision_ids) if parts else None

    def _of_decisions(self, parts: Sequence[tantivy.Query], decision_ids: Sequence[str]) -> tantivy.Query:
        own = tantivy.Query.term_set_query(self._schema, "decision", list(decision_ids))
        return tantivy.Query.boolean_query([(_MUST, self.constant(own, 0.0)), (_MUST, self._any(parts))])

    def _in_passage(self, clause: Clause) -> tantivy.Query | None:
        return self._known_in_passage.get(clause, lambda: self._new_in_passage(clause))

    def _new_in_passage(self, clause: Clause) -> tantivy.Query | None:
        match clause:
            case Word():
                return self._word_in_passage(clause)
            case Phrase():
                return self._any(self._boosted(self._in_order_in_passage(clause.words), 1.5)) if clause.words else None
            case Identifier() | Fact():
                return None
            case AnyOf():
                asked = clause.parts if not clause.meanings else _typed(clause)
                parts = [self._in_passage(part) for part in asked]
                found = [
                    query
                    for place, part in enumerate(parts)
                    if part is not None and part is not self._nothing
                    for query in self._boosted([part], 2.0 if place == 0 else worth_of_part(place))
                ]
                for meaning in clause.meanings:
                    found += self._boosted(self._term("passage_meaning", meaning), _worth_of_meaning(meaning))
                if not found:
                    return self._nothing if clause.meanings or any(part is not None for part in parts) else None
                return tantivy.Query.disjunction_max_query(found, tie_breaker=0.3)

    def _word_in_passage(self, word: Word) -> tantivy.Query | None:
        words = _words((word.text,))
        if not words:
            return None
        if len(words) > 1:
            return self._any([*self._in_order_in_passage(words), *self._in_order_in_passage(("".join(words),))])
        parts = self._in_order_in_passage((word.text,))
        if word.prefix:
            parts += [self._prefix(field, words[0], _PREFIX) for field in self._passage_fields()]
        if word.fuzzy and not self.frequency(words[0]):
            near = self._near_spellings(words[0]).words
            parts += [
                self.constant(part, _TYPO) for spelling in near for part in self._in_order_in_passage((spelling,))
            ]
        return self._any(parts)

    def _near_in_passage(self, folded: str, stemmers: Iterable[str]) -> list[tantivy.Query]:
        """Near spellings of a word: their stems, or what is near to the word without its last letters."""
        if self.frequency(folded) >= RARE:
            return []
        near = self._near_spellings(folded)
        shortest = max(_SHORTEST_STEM, len(folded) // 2)
        beginnings = [folded[:length] for length in range(len(folded), shortest - 1, -1)][: _LONGEST_ENDING + 1]
        return [
            *(self.constant(part, _TYPO) for word in near.words for part in self._in_order_in_passage((word,))),
            *self._typo(passage_field(None), folded, near.typos, _TYPO),
            *(
                part
                for stemmer in stemmers
                for beginning in beginnings
                for part in self._typo(passage_field(stemmer), beginning, near.typos, _TYPO)
            ),
        ]

    def _passage_fields(self) -> list[str]:
        return [passage_field(stemmer) for stemmer in (*self._languages, None)]

    def _in_order_in_passage(self, words: Sequence[str]) -> list[tantivy.Query]:
        """Words in this order in passages of any language, by their stems."""
        found = self._in_order(passage_field(None), _words(words))
        forms = [dict(self._stems(word)) for word in words]
        for stemmer in self._languages:
            field = passage_field(stemmer)
            known = [
                sorted(
                    (form for form in of_word[stemmer] if self._frequency(field, form)),
                    key=lambda form: -self._frequency(field, form),
                )
                for of_word in forms
            ]
            if len(words) == 1:
                found += [part for form in known[0] for part in self._term(field, form)]
            elif all(known):
                found += self._in_order(field, [of_word[0] for of_word in known])
        return found

    # -- building blocks ---------------------------------------------------------------------------------------------

    def _stems(self, text: str) -> list[tuple[str, frozenset[str]]]:
        by_language = stems(text, tuple(self._languages.values()))
        return [(stemmer, by_language.get(language, frozenset())) for stemmer, language in self._languages.items()]

    def _term(self, field: str, value: str, detail: Literal["basic", "freq"] = "freq") -> list[tantivy.Query]:
        """A word of a field; nothing where the index does not hold it, which most names of concepts are."""
        if not self._frequency(field, value):
            return []
        return [tantivy.Query.term_query(self._schema, field, value, detail)]

    def _in_order(self, field: str, words: Sequence[str]) -> list[tantivy.Query]:
        if len(words) == 1:
            return self._term(field, words[0])
        if not words or not all(self._frequency(field, word) for word in words):
            return []
        return [tantivy.Query.phrase_query(self._schema, field, list(words))]

    def _raw(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, "basic")

    def _prefix(self, field: str, folded: str, worth: float) -> tantivy.Query:
        query = tantivy.Query.fuzzy_term_query(self._schema, field, folded, distance=0, prefix=True)
        return self.constant(query, worth)

    def _typo(self, field: str, folded: str, typos: int, worth: float) -> list[tantivy.Query]:
        if not typos:
            return []
        query = tantivy.Query.fuzzy_term_query(self._schema, field, folded, distance=typos)
        return [self.constant(query, worth)]

    def _any(self, parts: Sequence[tantivy.Query]) -> tantivy.Query:
        if not parts:
            return self._nothing
        return tantivy.Query.boolean_query([(_SHOULD, part) for part in parts])

    @staticmethod
    def _boosted(queries: Sequence[tantivy.Query], worth: float) -> list[tantivy.Query]:
        return [query if worth == 1.0 else tantivy.Query.boost_query(query, worth) for query in queries]

    @staticmethod
    def constant(query: tantivy.Query, worth: float) -> tantivy.Query:
        """`query` with one score for all that match."""
        return tantivy.Query.const_score_query(query, worth)


def _typed(clause: AnyOf) -> tuple[Clause, ...]:
    """The parts of an alternative that were typed: the first, or the words of a name together and one of them."""
    two = clause.meanings and len(clause.parts) > 1 and isinstance(clause.parts[0], Phrase)
    return clause.parts[:2] if two and isinstance(clause.parts[1], Word) else clause.parts[:1]


def _worth_of_meaning(meaning: str) -> float:
    """What another name is worth: in the language that was typed, or in any."""
    return worth_of_part(1) if "@" in meaning else worth_of_part(5)


def total(result: tantivy.SearchResult) -> int:
    """The number of all documents that match."""
    count: int = getattr(result, "count")  # noqa: B009 - tantivy's type stubs leave it out
    return count


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in folded_words(text)]
