"""The passages of decisions that are shown, asked for what a query has in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import tantivy

from search_ui.index.embedded_schema import passage_field
from search_ui.index.embedded_terms import MUST, Terms, words_of_texts
from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.hits import worth_of_part
from search_ui.index.near_spellings import RARE
from search_ui.index.recent import Recent
from search_ui.index.stemming import STEMMERS

# what a match is worth beside one of the word as typed
BEGINNING = 0.05
NEAR_SPELLING = 0.000_01

_SHORTEST_STEM, _LONGEST_ENDING = 4, 5  # letters
REMEMBERED_CLAUSES = 1_000
"""Clauses whose compiled form is remembered."""


class PassageQueries(Terms):
    """Compiles queries for the passages of one state of the index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, stemmers: Iterable[str]) -> None:
        super().__init__(schema, searcher, stemmers)
        self._known_in_passage = Recent[Clause, tantivy.Query | None](REMEMBERED_CLAUSES)

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
        folded = [words_of_texts((clause.text,)) for clause in typed if isinstance(clause, Word) and clause.fuzzy]
        parts = [part for words in folded if len(words) == 1 for part in self._near_in_passage(words[0], in_use)]
        return self._of_decisions(parts, decision_ids) if parts else None

    def _of_decisions(self, parts: Sequence[tantivy.Query], decision_ids: Sequence[str]) -> tantivy.Query:
        own = tantivy.Query.term_set_query(self._schema, "decision", list(decision_ids))
        return tantivy.Query.boolean_query([(MUST, self.constant(own, 0.0)), (MUST, self._any(parts))])

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
                asked = clause.parts if not clause.meanings else typed_parts(clause)
                parts = [self._in_passage(part) for part in asked]
                found = [
                    query
                    for place, part in enumerate(parts)
                    if part is not None and part is not self._nothing
                    for query in self._boosted([part], 2.0 if place == 0 else worth_of_part(place))
                ]
                for meaning in clause.meanings:
                    found += self._boosted(self._term("passage_meaning", meaning), worth_of_meaning(meaning))
                if not found:
                    return self._nothing if clause.meanings or any(part is not None for part in parts) else None
                return tantivy.Query.disjunction_max_query(found, tie_breaker=0.3)

    def _word_in_passage(self, word: Word) -> tantivy.Query | None:
        words = words_of_texts((word.text,))
        if not words:
            return None
        if len(words) > 1:
            return self._any([*self._in_order_in_passage(words), *self._in_order_in_passage(("".join(words),))])
        parts = self._in_order_in_passage((word.text,))
        if word.prefix:
            parts += [self._prefix(field, words[0], BEGINNING) for field in self._passage_fields()]
        if word.fuzzy and not self.frequency(words[0]):
            near = self._near_spellings(words[0]).words
            parts += [
                self.constant(part, NEAR_SPELLING)
                for spelling in near
                for part in self._in_order_in_passage((spelling,))
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
            *(self.constant(part, NEAR_SPELLING) for word in near.words for part in self._in_order_in_passage((word,))),
            *self._typo(passage_field(None), folded, near.typos, NEAR_SPELLING),
            *(
                part
                for stemmer in stemmers
                for beginning in beginnings
                for part in self._typo(passage_field(stemmer), beginning, near.typos, NEAR_SPELLING)
            ),
        ]

    def _passage_fields(self) -> list[str]:
        return [passage_field(stemmer) for stemmer in (*self._languages, None)]

    def _in_order_in_passage(self, words: Sequence[str]) -> list[tantivy.Query]:
        """Words in this order in passages of any language, by their stems."""
        found = self._in_order(passage_field(None), words_of_texts(words))
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


def typed_parts(clause: AnyOf) -> tuple[Clause, ...]:
    """The parts of an alternative that were typed: the first, or the words of a name together and one of them."""
    two = clause.meanings and len(clause.parts) > 1 and isinstance(clause.parts[0], Phrase)
    return clause.parts[:2] if two and isinstance(clause.parts[1], Word) else clause.parts[:1]


def worth_of_meaning(meaning: str) -> float:
    """What another name is worth: in the language that was typed, or in any."""
    return worth_of_part(1) if "@" in meaning else worth_of_part(5)
