"""A parsed query as tantivy queries: one for the decisions, one for the passages of a decision that is shown.

tantivy's own query language is not used: it answers `A AND NOT B` with nothing and takes an unquoted ECLI for an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import tantivy

from search_ui.index.embedded_passage_query import (
    BEGINNING,
    NEAR_SPELLING,
    REMEMBERED_CLAUSES,
    PassageQueries,
    typed_parts,
    worth_of_meaning,
)
from search_ui.index.embedded_schema import head_field, text_field
from search_ui.index.embedded_terms import MUST, NOT, SHOULD, words_of_texts
from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.hits import keys_of, worth_of_part
from search_ui.index.near_spellings import RARE, typos_allowed
from search_ui.index.order import days
from search_ui.index.recent import Recent
from search_ui.index.relaxation import named_together

# What a match is worth. Identifiers stand above everything; a near spelling counts next to nothing, so that exact
# matches always come first; the rest multiplies BM25.
_IDENTIFIER, _IDENTIFIER_PART = 1000.0, 100.0
_NAMES, _TITLE, _HEAD, _TEXT = 6.0, 4.0, 2.0, 1.0
_STEM = 0.7  # of the word as written
_TYPED = 5.0  # more than other names of the same concept
_FACT, _LESSER_FACT = 2.0, 0.7
_YEAR = 15.0  # whatever the index: it is the year of the decision more often than one that the text mentions
_LESSER_FACETS = frozenset({"forum", "nationality"})  # `Syria` asks first for what happened there
_NEAR_SPELLING_IN_NAME = 0.01
_TOGETHER = 1.0  # words of the query that stand near each other
_NEAR = 4  # words that may stand between them


class Compiler(PassageQueries):
    """Compiles queries for one state of the index: for its decisions, and for their passages (`PassageQueries`)."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, stemmers: Iterable[str]) -> None:
        super().__init__(schema, searcher, stemmers)
        # names of concepts come back in query after query
        self._known_clauses = Recent[tuple[Clause, bool, bool], tantivy.Query | None](REMEMBERED_CLAUSES)

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
        typed = [tantivy.Query.boolean_query([(MUST, part) for part in words if part is not None])]
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
                words = words_of_texts((clause.text,))
                if len(words) == 1 and 0 < self._frequency("text", words[0]) < RARE:
                    return True
        return False

    def fixed(self, clauses: Iterable[Clause], query: Query) -> tantivy.Query | None:
        """The decisions that match all of `clauses` and none of those `query` excludes, inside its dates; None for all
        decisions."""
        must = [part for clause in clauses if (part := self._clause(clause)) is not None]
        return self._all_of(must, query) if must or query.must_not or query.date_from or query.date_to else None

    def _all_of(self, must: Sequence[tantivy.Query], query: Query, *should: tantivy.Query) -> tantivy.Query:
        parts = [(MUST, part) for part in must or [self.every_decision()]]
        parts += [(SHOULD, part) for part in should]
        parts += [(NOT, part) for clause in query.must_not if (part := self._clause(clause, exactly=True)) is not None]
        parts += [(MUST, part) for part in self._dates(query.date_from, query.date_to)]
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
                found = [part for key in keys_of(clause) for part in self._term("fact", key, "basic")]
                if clause.facet == "year":
                    return self._any([self.constant(part, _YEAR) for part in found])
                return self._any(self._boosted(found, _LESSER_FACT if clause.facet in _LESSER_FACETS else _FACT))
            case Phrase():
                words = words_of_texts(clause.words)
                return self._any(self._written(words)) if words else None
            case Identifier():
                own = self.constant(self._raw("identifier", clause.norm), _IDENTIFIER)
                if exactly:
                    return own
                return self._any([own, self.constant(self._raw("identifier_part", clause.norm), _IDENTIFIER_PART)])
            case AnyOf():
                typed = [self._clause(part, exactly=exactly, guess=guess) for part in typed_parts(clause)]
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
        for part in clause.parts[len(typed_parts(clause)) :]:
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
            worth = worth_of_meaning(meaning)
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
        words = words_of_texts((word.text,))
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
            parts.append(self._prefix("text", folded, BEGINNING))
            parts.append(self._prefix("names", folded, 20 * BEGINNING))
        if word.fuzzy:
            parts += self._near(folded, guess)
        return self._any(parts)

    def _accused(self, word: Word, exactly: bool) -> tantivy.Query | None:
        """A name of one of the accused."""
        words = words_of_texts((word.text,))
        if not words:
            return None
        parts = [*self._in_order("accused", words), *self._in_order("accused", ["".join(words)])]
        if word.fuzzy and not exactly and len(words) == 1:
            parts += self._typo("accused", words[0], typos_allowed(words[0]), _NEAR_SPELLING_IN_NAME)
        return self._any(self._boosted(parts, _NAMES))

    def _near(self, folded: str, guess: bool) -> list[tantivy.Query]:
        """Near spellings of a word that is hardly ever written so; of a known word they would find other words."""
        if self._frequency("text", folded) >= (RARE if guess else 1):
            return []
        near = self._near_spellings(folded)
        parts = [self.constant(part, NEAR_SPELLING) for word in near.words for part in self._term("text", word)]
        parts += [
            self.constant(part, _NEAR_SPELLING_IN_NAME) for word in near.words for part in self._term("names", word)
        ]
        return [
            *parts,
            *self._typo("text", folded, near.typos, NEAR_SPELLING),
            *self._typo("names", folded, near.typos, _NEAR_SPELLING_IN_NAME),
        ]

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
        words = [folded for clause in typed if isinstance(clause, Word) for folded in words_of_texts((clause.text,))]
        if not 2 <= len(words) <= 6 or not all(map(self.frequency, words)):
            return []
        near = tantivy.Query.phrase_query(self._schema, "text", list(words), slop=_NEAR)
        return self._boosted([near], _TOGETHER)
