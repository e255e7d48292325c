"""A parsed query as tantivy queries: one for the decisions, one for the passages of a decision that is shown.

tantivy's own query language is not used: it answers `A AND NOT B` with nothing and takes an unquoted ECLI for an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import tantivy

from search_ui.index.embedded_schema import facet_field, head_field, passage_field, text_field
from search_ui.index.engine import AnyOf, Clause, Identifier, Phrase, Query, Word
from search_ui.index.folding import folded_words
from search_ui.index.highlight import typos_allowed
from search_ui.index.hits import worth_of_part
from search_ui.index.order import days
from search_ui.index.stemming import STEMMERS, stems

_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

# What a match is worth. Identifiers stand above everything; a near spelling counts next to nothing, so that exact
# matches always come first; the rest multiplies BM25.
_IDENTIFIER, _IDENTIFIER_PART = 1000.0, 100.0
_NAMES, _TITLE, _HEAD, _TEXT = 6.0, 4.0, 2.0, 1.0
_STEM = 0.7  # of the word as written
_TYPED = 5.0  # more than other names of the same concept
_PREFIX = 0.05
_TYPO_IN_NAME, _TYPO = 0.01, 0.000_01
_TOGETHER = 1.0  # words of the query that stand near each other
_NEAR = 4  # words that may stand between them


class Compiler:
    """Compiles queries for one state of the index. `stemmers` are those that it holds text of."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, stemmers: Iterable[str]) -> None:
        self._schema = schema
        self._searcher = searcher
        self._stemmers = frozenset(stemmers)
        self._languages: dict[str, str] = {}  # one language code for each stemmer in use
        for language, stemmer in STEMMERS.items():
            if stemmer in self._stemmers:
                self._languages.setdefault(stemmer, language)

    # -- decisions ---------------------------------------------------------------------------------------------------

    def decisions(self, query: Query, *, without_filter: str | None = None, scored: bool = True) -> tantivy.Query:
        """The decisions that match `query`, leaving out the filter on one facet (for that facet's own counts)."""
        parts: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for clause in query.must:
            compiled = self._clause(clause)
            if compiled is not None:
                parts.append((_MUST, compiled))
        if not parts:
            parts.append((_MUST, self.every_decision()))
        for clause in query.must_not:
            compiled = self._clause(clause, exactly=True)
            if compiled is not None:
                parts.append((_NOT, compiled))
        for facet, values in query.filters.items():
            if values and facet != without_filter:
                allowed = tantivy.Query.term_set_query(self._schema, facet_field(facet), list(values))
                parts.append((_MUST, self._constant(allowed, 0.0)))
        parts.extend((_MUST, self._constant(part, 0.0)) for part in self._dates(query.date_from, query.date_to))
        if scored and (together := self._together(query.must)) is not None:
            parts.append((_SHOULD, together))
        return tantivy.Query.boolean_query(parts)

    def every_decision(self) -> tantivy.Query:
        """All decisions, none of their passages."""
        return self._constant(self._raw("kind", "decision"), 1.0)

    def scores(self, query: Query) -> bool:
        """Whether `query` has anything to rank by."""
        return any(self._clause(clause) is not None for clause in query.must)

    def _dates(self, date_from: str | None, date_to: str | None) -> list[tantivy.Query]:
        """A decision of which only the year is known is inside a range that has a part of that year."""
        found = []
        if lower := days(date_from):
            found.append(
                tantivy.Query.range_query(self._schema, "last_day", tantivy.FieldType.Unsigned, lower_bound=lower[0])
            )
        if upper := days(date_to):
            found.append(
                tantivy.Query.range_query(self._schema, "first_day", tantivy.FieldType.Unsigned, upper_bound=upper[1])
            )
        return found

    def _clause(self, clause: Clause, *, exactly: bool = False) -> tantivy.Query | None:
        """A clause over the fields of decisions; None where it has nothing to look for (`§`)."""
        match clause:
            case Word():
                return self._word(clause, exactly)
            case Phrase():
                words = _words(clause.words)
                return self._phrase(words) if words else None
            case Identifier():
                own = self._constant(self._raw("identifier", clause.norm), _IDENTIFIER)
                if exactly:
                    return own
                return self._any([own, self._constant(self._raw("identifier_part", clause.norm), _IDENTIFIER_PART)])
            case AnyOf():
                parts = [(index, self._clause(part, exactly=exactly)) for index, part in enumerate(clause.parts)]
                return self._best_of([(index, part) for index, part in parts if part is not None])

    def _word(self, word: Word, exactly: bool) -> tantivy.Query | None:
        words = _words((word.text,))
        if not words:
            return None
        if len(words) > 1:  # al-Khatib
            return self._any([self._phrase(words), self._written("".join(words))])
        folded = words[0]
        if exactly:
            if word.prefix:
                return self._prefix("text", folded, 1.0)
            return self._term("text", folded)
        parts = [self._written(folded)]
        for stemmer, forms in self._stems(word.text):
            for form in forms:
                parts.append(self._boost(self._term(text_field(stemmer), form), _TEXT * _STEM))
                parts.append(self._boost(self._term(head_field(stemmer), form), _HEAD * _STEM))
        if word.prefix:
            parts.append(self._prefix("text", folded, _PREFIX))
            parts.append(self._prefix("names", folded, 20 * _PREFIX))
        if word.fuzzy:
            parts.extend(self._typo("text", folded, _TYPO))
            parts.extend(self._typo("names", folded, _TYPO_IN_NAME))
        return self._any(parts)

    def _written(self, folded: str) -> tantivy.Query:
        """A word in its written form, in all fields of a decision."""
        return self._any(
            [
                self._boost(self._term("text", folded), _TEXT),
                self._boost(self._term("head", folded), _HEAD),
                self._boost(self._term("title", folded), _TITLE),
                self._boost(self._term("names", folded), _NAMES),
            ]
        )

    def _phrase(self, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return self._written(words[0])
        return self._any(
            [
                self._boost(self._in_order("text", words), 1.5 * _TEXT),
                self._boost(self._in_order("head", words), 1.5 * _HEAD),
                self._boost(self._in_order("title", words), 1.5 * _TITLE),
                self._boost(self._in_order("names", words), 1.5 * _NAMES),
            ]
        )

    def _together(self, clauses: Sequence[Clause]) -> tantivy.Query | None:
        """Two to six plain words that stand near each other are worth more."""
        words = [folded for clause in clauses if isinstance(clause, Word) for folded in _words((clause.text,))]
        if not 2 <= len(words) <= 6:
            return None
        near = tantivy.Query.phrase_query(self._schema, "text", list(words), slop=_NEAR)
        return self._boost(near, _TOGETHER)

    # -- passages ----------------------------------------------------------------------------------------------------

    def passages(self, query: Query, decision_ids: Sequence[str], *, near_spellings: bool) -> tantivy.Query | None:
        """The passages of some decisions in which anything of `query` stands; None when the query has no words.

        Near spellings are looked for where the word as typed is nowhere in the index, and elsewhere on request."""
        parts = [
            (_SHOULD, part) for clause in query.must if (part := self._in_passage(clause, near_spellings)) is not None
        ]
        if not parts:
            return None
        own = tantivy.Query.term_set_query(self._schema, "decision", list(decision_ids))
        return tantivy.Query.boolean_query(
            [(_MUST, self._constant(own, 0.0)), (_MUST, tantivy.Query.boolean_query(parts))]
        )

    def _in_passage(self, clause: Clause, near_spellings: bool) -> tantivy.Query | None:
        match clause:
            case Word():
                words = _words((clause.text,))
                if not words:
                    return None
                if len(words) > 1:
                    return self._any([self._in_order("passage", words), self._term("passage", "".join(words))])
                parts = [self._term("passage", words[0])]
                for stemmer, forms in self._stems(clause.text):
                    parts.extend(self._boost(self._term(passage_field(stemmer), form), _STEM) for form in forms)
                if clause.prefix:
                    parts.append(self._prefix("passage", words[0], _PREFIX))
                if clause.fuzzy and (near_spellings or not self.known(words[0])):
                    parts.extend(self._typo("passage", words[0], _TYPO))
                return self._any(parts)
            case Phrase():
                words = _words(clause.words)
                if not words:
                    return None
                return self._boost(self._in_order("passage", words), 1.5)
            case Identifier():
                return None
            case AnyOf():
                found = [(index, self._in_passage(part, near_spellings)) for index, part in enumerate(clause.parts)]
                return self._best_of([(index, part) for index, part in found if part is not None])

    # -- building blocks ---------------------------------------------------------------------------------------------

    def _stems(self, text: str) -> list[tuple[str, frozenset[str]]]:
        by_language = stems(text, self._languages.values())
        return [(stemmer, by_language.get(language, frozenset())) for stemmer, language in self._languages.items()]

    def _term(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, "freq")

    def _raw(self, field: str, value: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, value, "basic")

    def _in_order(self, field: str, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return self._term(field, words[0])
        return tantivy.Query.phrase_query(self._schema, field, list(words))

    def _prefix(self, field: str, folded: str, worth: float) -> tantivy.Query:
        query = tantivy.Query.fuzzy_term_query(self._schema, field, folded, distance=0, prefix=True)
        return self._constant(query, worth)

    def _typo(self, field: str, folded: str, worth: float) -> list[tantivy.Query]:
        """Near spellings of a word. Two wrong letters are allowed only in a long word that is nowhere in the index as
        typed: of a known word they find other words, and the search takes five times as long."""
        typos = min(typos_allowed(folded), 1 if self.known(folded) else 2)
        if not typos:
            return []
        query = tantivy.Query.fuzzy_term_query(self._schema, field, folded, distance=typos)
        return [self._constant(query, worth)]

    def known(self, folded: str) -> bool:
        """Whether a folded word stands in the text, title or names of any decision."""
        return self._searcher.doc_freq("text", folded) > 0

    def _best_of(self, parts: Sequence[tuple[int, tantivy.Query]]) -> tantivy.Query | None:
        """Any of the parts of an alternative; what was typed comes before what a concept added."""
        if not parts:
            return None
        if len(parts) == 1:
            return parts[0][1]
        worth = [self._boost(part, worth_of_part(index)) for index, part in parts]
        if parts[0][0] == 0:
            worth[0] = self._any([worth[0], self._constant(parts[0][1], _TYPED)])
        return tantivy.Query.disjunction_max_query(worth, tie_breaker=0.3)

    @staticmethod
    def _any(parts: Sequence[tantivy.Query]) -> tantivy.Query:
        return tantivy.Query.boolean_query([(_SHOULD, part) for part in parts])

    @staticmethod
    def _boost(query: tantivy.Query, worth: float) -> tantivy.Query:
        return query if worth == 1.0 else tantivy.Query.boost_query(query, worth)

    @staticmethod
    def _constant(query: tantivy.Query, worth: float) -> tantivy.Query:
        return tantivy.Query.const_score_query(query, worth)


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in folded_words(text)]
