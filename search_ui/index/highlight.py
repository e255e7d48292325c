"""What of a text matched a query, and how: marks for words, stems, prefixes, near spellings and phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from search_ui.index.engine import Fact, Query
from search_ui.index.flat_text import (
    REMEMBERED,
    flat_text,
    folded_word,
    places_of_words,
    shortest_beginnings,
    spans_of,
    written_forms,
)
from search_ui.index.folding import WORD
from search_ui.index.near_spellings import RARE, within
from search_ui.index.phrases_in_text import Around, as_written, fits_beside, span_of_phrase, words_around
from search_ui.index.query_words import Leaf, facts_of, identifiers_of, leaves


class How(IntEnum):
    """How a place in a text matches, best first."""

    EXACT = 0
    PREFIX = 1
    STEM = 2
    TYPO = 3


class Match(NamedTuple):
    """A place in a text (code points) that a leaf of the query matches."""

    start: int
    end: int
    leaf: Leaf
    how: How


class Highlighter:
    """Finds the matches of one query in any number of texts; remembers what it decided about each word.

    `frequency(word)` says how many decisions hold a folded word as typed. Near spellings of words that none holds are
    marked everywhere, of rare ones in texts where nothing else matches, of others nowhere: they are not searched for.
    `near(word)` gives the near spellings that were searched for, nothing where these are all that are near enough.
    """

    def __init__(
        self,
        query: Query,
        *,
        stemming: bool = True,
        frequency: Callable[[str], int] = lambda word: 0,
        near: Callable[[str], Sequence[str]] = lambda word: (),
    ) -> None:
        found = leaves(query)
        self.identifiers = identifiers_of(query)
        """The identifiers asked for; they are no words of a text."""
        self.facts = facts_of(query)
        """The facts asked for, with the words they were asked in."""
        self.cases: Fact | None = None
        """The cases of which decisions are listed because the number of one was asked for."""
        self._words = [leaf for leaf in found if not leaf.phrase]
        self._beginnings = [leaf for leaf in self._words if leaf.prefix]
        self._by_word: dict[str, list[Leaf]] = {}
        for leaf in found:
            # a phrase is looked for from its longest word, which is the rarest
            self._by_word.setdefault(leaf.words[leaf.anchor], []).append(leaf)
        self._leaves = found
        self._signs = frozenset(sign for leaf in found for sign in leaf.signs)
        often = {leaf: frequency(leaf.words[0]) for leaf in self._words if leaf.typos}
        self._near = [leaf for leaf, count in often.items() if count < RARE]
        self._spellings = {leaf: tuple(near(leaf.words[0])) for leaf in self._near}
        self._misspelt = {leaf for leaf, count in often.items() if not count}
        self._stemming = stemming
        # language -> word as written -> what it matches
        self._decided: dict[str | None, dict[str, tuple[tuple[Leaf, How], ...]]] = {}
        lengths = [len(leaf.words[0]) for leaf in self._near] or [0]
        self._lengths_near = min(lengths) - _SHORTER, max(lengths) + _LONGER
        self._near_decided: dict[str, tuple[Leaf, ...]] = {}
        self._not_near: set[str] = set()
        self._by_stem: dict[str, dict[str, list[Leaf]]] = {}
        self._looked_for: dict[tuple[str | None, frozenset[str]], tuple[str, ...]] = {}

    def marks(self, text: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
        """Spans of `text` that matched, in order and not overlapping."""
        return merge_marks((match.start, match.end) for match in self.matches(text, language))

    def matches(self, text: str, language: str | None = None, meanings: AbstractSet[str] | None = None) -> list[Match]:
        """Every match in `text`. Near spellings are marked only for words that match in no better way in this text.
        `meanings` are those that the index found in the text: other names of what was typed are then looked for only
        where one of theirs is among them."""
        if not self._by_word:
            return []
        decided = self._decided.get(language)
        if decided is None:
            decided = self._decided[language] = {}
        found: list[Match] = []
        flat = None if language in _PREFIXED else flat_text(text)
        for start, end in self._candidates(text, flat, language, meanings):
            written = text[start:end]
            matched = decided.get(written)
            if matched is None:
                matched = decided[written] = tuple(self._decide(written, language))
            around: Around | None = None
            for leaf, how in matched:
                if not leaf.phrase:
                    found.append(Match(start, end, leaf, how))
                    continue
                if flat is not None and (span := as_written(leaf, flat, start)):
                    found.append(Match(*span, leaf, how))
                    continue
                if not fits_beside(leaf, text, start, end):
                    continue
                around = around or words_around(text, start, end, [leaf for leaf, _ in matched if leaf.phrase])
                if span := span_of_phrase(leaf, around, start, end):
                    found.append(Match(*span, leaf, how))
        if self._near:
            found += self._near_matches(text, {match.leaf for match in found})
        return found

    def _candidates(
        self, text: str, flat: str | None, language: str | None, meanings: AbstractSet[str] | None
    ) -> Iterable[tuple[int, int]]:
        """The words of a text that may match, as spans: those that begin like something that is looked for."""
        if flat is None:
            decided = self._decided.setdefault(language, {})
            words = {*WORD.findall(text)}
            for written in words.difference(decided):
                decided[written] = tuple(self._decide(written, language))
            return sorted(span for written in words if decided[written] for span in spans_of(text, written))
        here = self._signs if meanings is None else self._signs & meanings
        looked_for = self._looked_for.get((language, here))
        if looked_for is None:
            looked_for = self._looked_for[language, here] = self._beginnings_of(language, here)
        starts: set[int] = set()
        for beginning in looked_for:
            starts.update(places_of_words(flat, beginning))
        return [match.span() for at in sorted(starts) if (match := WORD.match(text, at))]

    def _beginnings_of(self, language: str | None, here: AbstractSet[str]) -> tuple[str, ...]:
        """How words may begin that match in a text in which some meanings stand."""
        inside = {leaf for leaf in self._leaves if not leaf.signs or not here.isdisjoint(leaf.signs)}
        found = {form for leaf in inside for form in written_forms(leaf.words[leaf.anchor], leaf.text)}
        for stem, leaves_of_stem in self._leaves_by_stem(language).items():
            if not inside.isdisjoint(leaves_of_stem):
                found.add(stem[: max(2, len(stem) - _CHANGED_LETTERS)])
        return shortest_beginnings(found)

    def _near_matches(self, text: str, matched: AbstractSet[Leaf]) -> list[Match]:
        missing = {leaf for leaf in self._near if leaf not in matched and (not matched or leaf in self._misspelt)}
        if not missing:
            return []
        flat = flat_text(text)
        found = []
        for leaf in [leaf for leaf in missing if self._spellings[leaf] and flat is not None]:
            missing.remove(leaf)
            for spelling in self._spellings[leaf]:
                for at in places_of_words(flat or "", spelling):
                    token = WORD.match(text, at)
                    if token and folded_word(token[0]).startswith(spelling):
                        found.append(Match(*token.span(), leaf, How.TYPO))
        if not missing:
            return found
        shortest, longest = self._lengths_near
        words = {*WORD.findall(text)} - self._not_near
        for written in [word for word in words if shortest <= len(word) <= longest]:
            near = self._near_decided.get(written)
            if near is None:
                near = tuple([leaf for leaf in self._near if _may_be(leaf, written)])
                if not near:
                    continue
                self._near_decided[written] = near
            words.remove(written)
            if wanted := [leaf for leaf in near if leaf in missing]:
                found += [Match(*span, leaf, How.TYPO) for span in spans_of(text, written) for leaf in wanted]
        self._not_near |= words
        return found

    def _decide(self, written: str, language: str | None) -> Iterator[tuple[Leaf, How]]:
        word = folded_word(written)
        exact = self._by_word.get(word, ())
        yield from ((leaf, How.EXACT) for leaf in exact)
        decided = {leaf for leaf in exact if not leaf.phrase}
        for leaf in self._beginnings:
            if leaf not in decided and word.startswith(leaf.words[0]):
                decided.add(leaf)
                yield leaf, How.PREFIX
        if by_stem := self._leaves_by_stem(language):
            for stem in _stems_of(written, language):
                for leaf in by_stem.get(stem, ()):
                    if leaf not in decided:
                        decided.add(leaf)
                        yield leaf, How.STEM

    def _leaves_by_stem(self, language: str | None) -> Mapping[str, list[Leaf]]:
        if not self._stemming or language is None:
            return {}
        by_stem = self._by_stem.get(language)
        if by_stem is None:
            from search_ui.index.stemming import stems  # tantivy, which other engines do without

            by_stem = self._by_stem[language] = {}
            for leaf in self._words:
                for stem in stems(leaf.text, (language,)).get(language, ()):
                    by_stem.setdefault(stem, []).append(leaf)
        return by_stem


_SHORTER, _LONGER = 2, 4  # letters: a near spelling as it is written, where several letters may fold to one

_PREFIXED = {"ar", "he", "fa", "ur"}  # languages that write articles and prepositions in front of a word
_CHANGED_LETTERS = 2  # at its end by which a stem may differ from the words it is the stem of (`immuniti`)


@lru_cache(maxsize=REMEMBERED)
def _stems_of(written: str, language: str | None) -> tuple[str, ...]:
    from search_ui.index.stemming import STEMMERS, analyzer  # tantivy, which other engines do without

    return tuple(analyzer(STEMMERS[language]).analyze(written)) if language in STEMMERS else ()


def merge_marks(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans sorted, with overlapping and touching ones made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _may_be(leaf: Leaf, written: str) -> bool:
    """Whether a word of a text may be a near spelling of a word that was typed."""
    word = leaf.words[0]
    if not -_SHORTER <= len(written) - len(word) <= _LONGER:
        return False
    # wrong at the beginning and at the end (see `within`); an E at the end may be folded with the letter before it
    if written.isascii() and written[0].lower() != word[0] and written[-1].lower() not in (word[-1], "e"):
        return False
    return within(word, folded_word(written), leaf.typos)
