"""A parsed query as tantivy queries: one for the decisions, one for the passages of a decision that is shown.

tantivy's own query language is not used: it answers `A AND NOT B` with nothing and takes an unquoted ECLI for an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import tantivy

from search_ui.index.embedded_schema import facet_field, head_field, passage_field, text_field
from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.folding import folded_words
from search_ui.index.highlight import typos_allowed
from search_ui.index.hits import keys_of, worth_of_part
from search_ui.index.order import days
from search_ui.index.relaxation import Relaxation
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
_HELD = 20.0  # a clause that need not match, times its weight
_PREFIX = 0.05
_TYPO_IN_NAME, _TYPO = 0.01, 0.000_01
_TOGETHER = 1.0  # words of the query that stand near each other
_NEAR = 4  # words that may stand between them
_REMEMBERED = 50_000  # words of queries
_REMEMBERED_CLAUSES = 5_000


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
        self._holds: dict[tuple[str, str], bool] = {}  # (field, word) -> whether the index holds it
        # names of concepts come back in query after query
        self._known_clauses: dict[tuple[Clause, bool, bool], tantivy.Query | None] = {}
        self._known_in_passage: dict[tuple[Clause, bool], tantivy.Query | None] = {}

    def compile(self, query: Query) -> CompiledQuery:
        """`query` made ready; its parts are used for the page, the counts and the passages."""
        return CompiledQuery(
            self,
            query,
            must=[part for clause in query.must if (part := self._clause(clause)) is not None],
            must_not=[part for clause in query.must_not if (part := self._clause(clause, exactly=True)) is not None],
        )

    def relax(self, query: Query, way: Relaxation) -> tuple[CompiledQuery, tuple[int, ...]]:
        """`query` with so many of its loose clauses as `way` asks for, and the weight of each group of them. Near
        spellings count for words that are nowhere as typed."""
        groups = [
            [part for clause in group.clauses if (part := self._clause(clause, guess=False)) is not None]
            for group in way.groups
        ]
        fixed = [part for clause in way.fixed if (part := self._clause(clause)) is not None]
        must_not = [part for clause in query.must_not if (part := self._clause(clause, exactly=True)) is not None]
        whole = [tantivy.Query.boolean_query([(_MUST, part) for part in parts]) for parts in groups]
        among = CompiledQuery(self, query, must=fixed, must_not=must_not).decisions()
        narrowed = fixed or must_not or any(query.filters.values()) or query.date_from or query.date_to
        counts = [
            self._count(tantivy.Query.boolean_query([(_MUST, among), (_MUST, part)]) if narrowed else part)
            if parts
            else 0
            for part, parts in zip(whole, groups, strict=True)
        ]
        weights = tuple(way.weights(counts, self._count(among)))
        needed = way.needed(weights)
        must = list(fixed)
        if needed:
            must.append(self.constant(self._held(list(zip(whole, weights, strict=True)), needed), 0.0))
        should = [part for parts, weight in zip(groups, weights, strict=True) if weight for part in parts]
        should += [self.constant(part, _HELD * weight) for part, weight in zip(whole, weights, strict=True) if weight]
        return CompiledQuery(self, query, must=must or [self._nothing], must_not=must_not, should=should), weights

    def _count(self, query: tantivy.Query) -> int:
        return total(self._searcher.search(query, limit=1))

    def _held(self, weighted: Sequence[tuple[tantivy.Query, int]], needed: int) -> tantivy.Query:
        """What matches parts that weigh at least `needed` together."""
        sets = _smallest_sets([weight for _, weight in weighted], needed, most=sum(weight for _, weight in weighted))
        if sets is None:  # too many: a part that weighs three counts as three
            held = [(_SHOULD, part) for part, weight in weighted for _ in range(weight)]
            return tantivy.Query.boolean_query(held, minimum_number_should_match=needed)
        return self._any(
            [tantivy.Query.boolean_query([(_MUST, weighted[index][0]) for index in chosen]) for chosen in sets]
        )

    def every_decision(self) -> tantivy.Query:
        """All decisions, none of their passages."""
        return self.constant(self._raw("kind", "decision"), 1.0)

    def filter(self, facet: str, values: Iterable[str]) -> tantivy.Query:
        """Decisions with one of the values of a facet."""
        return self.constant(tantivy.Query.term_set_query(self._schema, facet_field(facet), list(values)), 0.0)

    def dates(self, date_from: str | None, date_to: str | None) -> list[tantivy.Query]:
        """Decisions inside a range; one of which only the year is known is inside if a part of that year is."""
        found = []
        whole = tantivy.FieldType.Unsigned
        if lower := days(date_from):
            found.append(tantivy.Query.range_query(self._schema, "last_day", whole, lower_bound=lower[0]))
        if upper := days(date_to):
            found.append(tantivy.Query.range_query(self._schema, "first_day", whole, upper_bound=upper[1]))
        return [self.constant(part, 0.0) for part in found]

    def known(self, folded: str) -> bool:
        """Whether a folded word stands in the text, title or names of any decision."""
        return self._in_index("text", folded)

    def _in_index(self, field: str, word: str) -> bool:
        known = self._holds.get((field, word))
        if known is None:
            known = self._searcher.doc_freq(field, word) > 0
            if len(self._holds) < _REMEMBERED:
                self._holds[field, word] = known
        return known

    # -- decisions ---------------------------------------------------------------------------------------------------

    def _clause(self, clause: Clause, *, exactly: bool = False, guess: bool = True) -> tantivy.Query | None:
        """A clause over the fields of decisions; None where it has nothing to look for (`§`). Without `guess` near
        spellings are looked for only where the word as typed is nowhere in the index."""
        known = clause, exactly, guess
        if known not in self._known_clauses:
            if len(self._known_clauses) >= _REMEMBERED_CLAUSES:
                self._known_clauses.clear()
            self._known_clauses[known] = self._new_clause(clause, exactly, guess)
        return self._known_clauses[known]

    def _new_clause(self, clause: Clause, exactly: bool, guess: bool) -> tantivy.Query | None:
        match clause:
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
                return self._best_of(
                    clause, [self._clause(part, exactly=exactly, guess=guess) for part in clause.parts]
                )

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
        if word.fuzzy and (guess or not self.known(folded)):
            parts += self._typo("text", folded, _TYPO)
            parts += self._typo("names", folded, _TYPO_IN_NAME)
        return self._any(parts)

    def _written(self, words: Sequence[str]) -> list[tantivy.Query]:
        """Words in their written form and this order, in all fields of a decision."""
        more = 1.0 if len(words) == 1 else 1.5
        return [
            *self._boosted(self._in_order("text", words), more * _TEXT),
            *self._boosted(self._in_order("head", words), more * _HEAD),
            *self._boosted(self._in_order("title", words), more * _TITLE),
            *self._boosted(self._in_order("names", words), more * _NAMES),
        ]

    def together(self, clauses: Sequence[Clause]) -> list[tantivy.Query]:
        """Two to six typed words that stand near each other are worth more."""
        typed = [clause.parts[0] if isinstance(clause, AnyOf) and clause.parts else clause for clause in clauses]
        words = [folded for clause in typed if isinstance(clause, Word) for folded in _words((clause.text,))]
        if not 2 <= len(words) <= 6 or not all(map(self.known, words)):
            return []
        near = tantivy.Query.phrase_query(self._schema, "text", list(words), slop=_NEAR)
        return self._boosted([near], _TOGETHER)

    # -- passages ----------------------------------------------------------------------------------------------------

    def passages(self, query: Query, decision_ids: Sequence[str], *, near_spellings: bool) -> tantivy.Query | None:
        """The passages of some decisions in which anything of `query` stands; None when the query has no words.

        Near spellings are looked for where the word as typed is nowhere in the index, and elsewhere on request."""
        parts = [part for clause in query.must if (part := self._in_passage(clause, near_spellings)) is not None]
        if not parts:
            return None
        own = tantivy.Query.term_set_query(self._schema, "decision", list(decision_ids))
        return tantivy.Query.boolean_query([(_MUST, self.constant(own, 0.0)), (_MUST, self._any(parts))])

    def _in_passage(self, clause: Clause, near_spellings: bool) -> tantivy.Query | None:
        known = clause, near_spellings
        if known not in self._known_in_passage:
            if len(self._known_in_passage) >= _REMEMBERED_CLAUSES:
                self._known_in_passage.clear()
            self._known_in_passage[known] = self._new_in_passage(clause, near_spellings)
        return self._known_in_passage[known]

    def _new_in_passage(self, clause: Clause, near_spellings: bool) -> tantivy.Query | None:
        match clause:
            case Word():
                words = _words((clause.text,))
                if not words:
                    return None
                parts = self._in_order("passage", words)
                if len(words) > 1:
                    return self._any([*parts, *self._in_order("passage", ["".join(words)])])
                for stemmer, forms in self._stems(clause.text):
                    for form in forms:
                        parts += self._boosted(self._term(passage_field(stemmer), form), _STEM)
                if clause.prefix:
                    parts.append(self._prefix("passage", words[0], _PREFIX))
                if clause.fuzzy and (near_spellings or not self.known(words[0])):
                    parts += self._typo("passage", words[0], _TYPO)
                return self._any(parts)
            case Phrase():
                words = _words(clause.words)
                return self._any(self._boosted(self._in_order("passage", words), 1.5)) if words else None
            case Identifier() | Fact():
                return None
            case AnyOf():
                return self._best_of(clause, [self._in_passage(part, near_spellings) for part in clause.parts])

    # -- building blocks ---------------------------------------------------------------------------------------------

    def _stems(self, text: str) -> list[tuple[str, frozenset[str]]]:
        by_language = stems(text, tuple(self._languages.values()))
        return [(stemmer, by_language.get(language, frozenset())) for stemmer, language in self._languages.items()]

    def _term(self, field: str, value: str, detail: Literal["basic", "freq"] = "freq") -> list[tantivy.Query]:
        """A word of a field; nothing where the index does not hold it, which most names of concepts are."""
        if not self._in_index(field, value):
            return []
        return [tantivy.Query.term_query(self._schema, field, value, detail)]

    def _in_order(self, field: str, words: Sequence[str]) -> list[tantivy.Query]:
        if len(words) == 1:
            return self._term(field, words[0])
        if not all(self._in_index(field, word) for word in words):
            return []
        return [tantivy.Query.phrase_query(self._schema, field, list(words))]

    def _raw(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, "basic")

    def _prefix(self, field: str, folded: str, worth: float) -> tantivy.Query:
        query = tantivy.Query.fuzzy_term_query(self._schema, field, folded, distance=0, prefix=True)
        return self.constant(query, worth)

    def _typo(self, field: str, folded: str, worth: float) -> list[tantivy.Query]:
        """Near spellings of a word. Two wrong letters are allowed only in a long word that is nowhere in the index as
        typed: of a known word they find other words, and the search takes five times as long."""
        typos = min(typos_allowed(folded), 1 if self.known(folded) else 2)
        if not typos:
            return []
        query = tantivy.Query.fuzzy_term_query(self._schema, field, folded, distance=typos)
        return [self.constant(query, worth)]

    def _best_of(self, clause: AnyOf, parts: Sequence[tantivy.Query | None]) -> tantivy.Query | None:
        """Any of the parts of an alternative; what was typed comes before what a concept added. Recorded facts have a
        worth of their own."""
        facts = [isinstance(part, Fact) for part in clause.parts]
        asked = [(index, part) for index, part in enumerate(parts) if part is not None]
        found = [(index, part) for index, part in asked if part is not self._nothing]
        if not found:
            return self._nothing if asked else None
        if len(found) == 1:
            return found[0][1]
        worth = [
            query
            for index, part in found
            for query in self._boosted([part], 1.0 if facts[index] else worth_of_part(index - sum(facts[:index])))
        ]
        if found[0][0] == 0:
            worth[0] = self._any([worth[0], self.constant(found[0][1], _TYPED)])
        return tantivy.Query.disjunction_max_query(worth, tie_breaker=0.3)

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


class CompiledQuery:
    """One query over the decisions, with or without one of its filters."""

    def __init__(
        self,
        compiler: Compiler,
        query: Query,
        *,
        must: list[tantivy.Query],
        must_not: list[tantivy.Query],
        should: Sequence[tantivy.Query] = (),
    ) -> None:
        self._compiler, self._query = compiler, query
        self._should = tuple(should)
        self.ranks = bool(must)
        """Whether the query has anything to rank by."""
        self._parts = [(_MUST, part) for part in must or [compiler.every_decision()]]
        self._parts += [(_NOT, part) for part in must_not]
        self._parts += [(_MUST, part) for part in compiler.dates(query.date_from, query.date_to)]

    def decisions(self, *, without_filter: str | None = None, scored: bool = False) -> tantivy.Query:
        """The decisions that match, leaving out the filter on one facet (for that facet's own counts)."""
        parts = list(self._parts)
        for facet, values in self._query.filters.items():
            if values and facet != without_filter:
                parts.append((_MUST, self._compiler.filter(facet, values)))
        if scored:
            parts += [(_SHOULD, part) for part in (*self._should, *self._compiler.together(self._query.must))]
        return tantivy.Query.boolean_query(parts)


def _smallest_sets(weights: Sequence[int], needed: int, *, most: int) -> list[tuple[int, ...]] | None:
    """The sets of places in `weights` that reach `needed` and no longer do so without any one of them; None where they
    have more than `most` places together."""
    order = sorted((index for index, weight in enumerate(weights) if weight), key=lambda index: -weights[index])
    sets: list[tuple[int, ...]] = []
    places = 0
    waiting: list[tuple[tuple[int, ...], int, int]] = [((), 0, 0)]  # chosen, their weight, the next to look at
    steps = 0
    while waiting:
        chosen, weight, following = waiting.pop()
        steps += 1
        if weight >= needed:
            # heaviest first: without the last and lightest one it was not enough yet
            sets.append(chosen)
            places += len(chosen)
        else:
            for position in range(following, len(order)):
                waiting.append(((*chosen, order[position]), weight + weights[order[position]], position + 1))
        if places > most or steps > 20 * most:
            return None
    return sets


def total(result: tantivy.SearchResult) -> int:
    """The number of all documents that match."""
    count: int = getattr(result, "count")  # noqa: B009 - tantivy's type stubs leave it out
    return count


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in folded_words(text)]
