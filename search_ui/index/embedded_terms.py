"""The words of an index as tantivy queries: how often they stand in it, what is spelt like them, and how they are asked
for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import tantivy

from search_ui.index.folding import folded_words
from search_ui.index.near_spellings import typos_allowed, within
from search_ui.index.stemming import STEMMERS, stems

MUST, SHOULD, NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot

_MOST_NEAR = 20  # near spellings of one word
_REMEMBERED = 50_000  # words of queries


@dataclass(frozen=True, slots=True)
class NearSpellings:
    """Near spellings of a word: these words, or all with so many wrong letters."""

    words: tuple[str, ...]
    typos: int


class Terms:
    """The words of one state of the index. `stemmers` are those that it holds text of."""

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
        self._known_near: dict[str, NearSpellings] = {}

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

    def _near_spellings(self, folded: str) -> NearSpellings:
        """The words of the index nearest to a word that it does not hold, or hardly. Most typists err after the first
        letters: words that begin like this one are looked at first, for the search for all others takes long."""
        known = self._known_near.get(folded)
        if known is None:
            known = self._find_near_spellings(folded, typos_allowed(folded))
            if len(self._known_near) < _REMEMBERED:
                self._known_near[folded] = known
        return known

    def _find_near_spellings(self, folded: str, typos: int) -> NearSpellings:
        if not typos:
            return NearSpellings((), 0)
        beginning = folded[: max(3, len(folded) // 2)]
        alike = [word for word, _ in self._searcher.terms_with_prefix("text", beginning) if word != folded]
        for distance in range(1, typos + 1 if not self._frequency("text", folded) else 2):
            if words := tuple(word for word in alike if within(folded, word, distance)):
                return NearSpellings(words[:_MOST_NEAR], 0)
            (near,) = self._typo("text", folded, distance, 1.0)
            if _total(self._searcher.search(near, limit=1)):
                return NearSpellings((), distance)
        return NearSpellings((), 0)

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
        return tantivy.Query.boolean_query([(SHOULD, part) for part in parts])

    @staticmethod
    def _boosted(queries: Sequence[tantivy.Query], worth: float) -> list[tantivy.Query]:
        return [query if worth == 1.0 else tantivy.Query.boost_query(query, worth) for query in queries]

    @staticmethod
    def constant(query: tantivy.Query, worth: float) -> tantivy.Query:
        """`query` with one score for all that match."""
        return tantivy.Query.const_score_query(query, worth)


def _total(result: tantivy.SearchResult) -> int:
    """The number of all documents that match."""
    count: int = getattr(result, "count")  # noqa: B009 - tantivy's type stubs leave it out
    return count


def words_of_texts(texts: Iterable[str]) -> list[str]:
    """The folded words of some texts, in order."""
    return [word for text in texts for word in folded_words(text)]
