"""What of a text matched a query, and how: marks for words, stems, prefixes, near spellings and phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.folding import WORD, fold, folded_words


class How(IntEnum):
    """How a place in a text matches, best first."""

    EXACT = 0
    PREFIX = 1
    STEM = 2
    TYPO = 3


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """One word or phrase of a query. `clause` is the index of the top-level clause it belongs to; `typed` the words
    the reader typed for it, which differ from `text` where a concept brought it in."""

    clause: int
    text: str
    typed: str
    words: tuple[str, ...]  # folded
    phrase: bool
    prefix: bool
    typos: int


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a text (code points) that a leaf of the query matches."""

    start: int
    end: int
    leaf: Leaf
    how: How


def typos_allowed(word: str) -> int:
    """How many letters of a (folded) word may be wrong: one from five letters, two from nine, none in numbers."""
    if any(character.isdigit() for character in word):
        return 0
    return 2 if len(word) >= 9 else 1 if len(word) >= 5 else 0


def leaves(query: Query) -> tuple[Leaf, ...]:
    """The words and phrases of the `must` clauses, in order; identifiers are no words."""
    return tuple(leaf for index, clause in enumerate(query.must) for leaf in _leaves(clause, index, None))


def _leaves(clause: Clause, index: int, typed: str | None) -> Iterator[Leaf]:
    if isinstance(clause, AnyOf):
        for part in clause.parts:
            yield from _leaves(part, index, typed)
            typed = typed or text_of(part)
    elif isinstance(clause, Word):
        words = tuple(folded_words(clause.text))
        if words:
            one = len(words) == 1
            typos = typos_allowed(words[0]) if clause.fuzzy and one else 0
            yield Leaf(index, clause.text, typed or clause.text, words, not one, clause.prefix, typos)
    elif isinstance(clause, Phrase):
        words = tuple(word for part in clause.words for word in folded_words(part))
        if words:
            text = " ".join(clause.words)
            yield Leaf(index, text, typed or text, words, True, False, 0)


def identifiers_of(query: Query) -> tuple[Identifier, ...]:
    """The identifiers asked for, in order."""

    def find(clause: Clause) -> Iterator[Identifier]:
        if isinstance(clause, Identifier):
            yield clause
        elif isinstance(clause, AnyOf):
            for part in clause.parts:
                yield from find(part)

    return tuple(identifier for clause in query.must for identifier in find(clause))


def facts_of(query: Query) -> tuple[tuple[str, Fact], ...]:
    """What is asked for as a recorded fact, with the words it was asked in, in order."""
    found = {
        (text_of(clause), part): None
        for clause in query.must
        if isinstance(clause, AnyOf)
        for part in clause.parts
        if isinstance(part, Fact)
    }
    return tuple(found)


def text_of(clause: Clause) -> str:
    """A clause in the words of its reader."""
    match clause:
        case Word():
            return clause.text
        case Phrase():
            return " ".join(clause.words)
        case Identifier():
            return clause.norm
        case Fact():
            return " ".join(clause.values)
        case AnyOf():
            return text_of(clause.parts[0]) if clause.parts else ""


class Highlighter:
    """Finds the matches of one query in any number of texts; remembers what it decided about each word.

    `known(word)` says whether a folded word is in the index as typed: near spellings of words that are not are marked
    everywhere, of the others only in texts where nothing else matches.
    """

    def __init__(
        self, query: Query, *, stemming: bool = True, known: Callable[[str], bool] = lambda word: False
    ) -> None:
        found = leaves(query)
        self.identifiers = identifiers_of(query)
        """The identifiers asked for; they are no words of a text."""
        self.facts = facts_of(query)
        """The facts asked for, with the words they were asked in."""
        self._words = [leaf for leaf in found if not leaf.phrase]
        self._beginnings = [leaf for leaf in self._words if leaf.prefix]
        self._by_word: dict[str, list[Leaf]] = {}
        for leaf in found:
            self._by_word.setdefault(leaf.words[0], []).append(leaf)
        self._misspelt = {leaf for leaf in self._words if leaf.typos and not known(leaf.words[0])}
        self._stemming = stemming
        self._candidates = _candidates(found)
        # language -> word as written -> what it matches
        self._decided: dict[str | None, dict[str, tuple[tuple[Leaf, How], ...]]] = {}
        self._near_decided: dict[str, tuple[Leaf, ...]] = {}
        self._by_stem: dict[str, dict[str, list[Leaf]]] = {}

    def marks(self, text: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
        """Spans of `text` that matched, in order and not overlapping."""
        return merge_marks((match.start, match.end) for match in self.matches(text, language))

    def matches(self, text: str, language: str | None = None) -> list[Match]:
        """Every match in `text`. Near spellings are marked only for words that match in no better way in this text."""
        if self._candidates is None:
            return []
        decided = self._decided.setdefault(language, {})
        found: list[Match] = []
        # Arabic words carry article and prepositions in front: there every word is a candidate
        for token in (WORD if language == "ar" else self._candidates).finditer(text):
            written = token[0]
            leaves_matched = decided.get(written)
            if leaves_matched is None:
                leaves_matched = decided[written] = tuple(self._decide(written, language))
            for leaf, how in leaves_matched:
                if not leaf.phrase:
                    found.append(Match(token.start(), token.end(), leaf, how))
                elif (end := _end_of_phrase(leaf, text, token.start())) is not None:
                    found.append(Match(token.start(), end, leaf, how))
        matched = {match.leaf for match in found}
        missing = [
            leaf for leaf in self._words if leaf.typos and leaf not in matched and (not found or leaf in self._misspelt)
        ]
        if missing:
            for token in WORD.finditer(text):
                for leaf in self._near(token[0]):
                    if leaf in missing:
                        found.append(Match(token.start(), token.end(), leaf, How.TYPO))
        return found

    def _decide(self, written: str, language: str | None) -> Iterator[tuple[Leaf, How]]:
        word = _folded(written)
        exact = self._by_word.get(word, ())
        yield from ((leaf, How.EXACT) for leaf in exact)
        decided = {leaf for leaf in exact if not leaf.phrase}
        for leaf in self._beginnings:
            if leaf not in decided and word.startswith(leaf.words[0]):
                decided.add(leaf)
                yield leaf, How.PREFIX
        for leaf in self._same_stem(written, language):
            if leaf not in decided:
                decided.add(leaf)
                yield leaf, How.STEM

    def _near(self, written: str) -> tuple[Leaf, ...]:
        near = self._near_decided.get(written)
        if near is None:
            word = _folded(written)
            near = tuple(leaf for leaf in self._words if leaf.typos and within(leaf.words[0], word, leaf.typos))
            self._near_decided[written] = near
        return near

    def _same_stem(self, written: str, language: str | None) -> list[Leaf]:
        if not self._stemming or language is None:
            return []
        from search_ui.index.stemming import STEMMERS, analyzer, stems  # tantivy, which other engines do without

        if language not in STEMMERS:
            return []
        by_stem = self._by_stem.get(language)
        if by_stem is None:
            by_stem = self._by_stem[language] = {}
            for leaf in self._words:
                for stem in stems(leaf.text, (language,))[language]:
                    by_stem.setdefault(stem, []).append(leaf)
        return [leaf for stem in analyzer(STEMMERS[language]).analyze(written) for leaf in by_stem.get(stem, ())]


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return fold(word)


def _end_of_phrase(leaf: Leaf, text: str, start: int) -> int | None:
    """Where the phrase ends that begins at `start`; None where another word stands in it."""
    end = None
    tokens = WORD.finditer(text, start)
    for asked in leaf.words:
        token = next(tokens, None)
        if token is None or _folded(token[0]) != asked:
            return None
        end = token.end()
    return end


def _candidates(found: Iterable[Leaf]) -> re.Pattern[str] | None:
    """Words that begin like one of the query's words; all others need no closer look."""
    seconds: dict[str, str] = {}  # first letter -> second letters
    for leaf in found:
        first, second = leaf.words[0][0], leaf.words[0][1:2]
        if second not in seconds.setdefault(first, ""):
            seconds[first] += second
        if not second:
            seconds[first] = "*"  # a word of one letter: whatever follows
    if not seconds:
        return None
    starts = "|".join(
        # ae, oe and ue fold to one letter
        f"[{_written_as(first)}]" + ("" if "*" in following else f"[eE]?[{_written_as(following)}]")
        for first, following in sorted(seconds.items())
    )
    return re.compile(rf"(?<![^\W_])(?={starts}){WORD.pattern}")


@lru_cache(maxsize=1)
def _written_forms() -> dict[str, str]:
    """Folded letter -> the letters of Latin, Greek, Cyrillic and Armenian that fold to it or to a word beginning so."""
    forms: dict[str, str] = {}
    for code in (
        *range(0x30, 0x3A),
        *range(0x41, 0x5B),
        *range(0x61, 0x7B),
        *range(0xAA, 0x590),
        *range(0x1E00, 0x2000),
    ):
        folded = fold(chr(code))
        if folded:
            forms[folded[0]] = forms.get(folded[0], "") + chr(code)
    return forms


def _written_as(letters: str) -> str:
    return "".join(re.escape(_written_forms().get(letter, "") + letter) for letter in letters)


def merge_marks(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans sorted, with overlapping and touching ones made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def within(one: str, other: str, distance: int) -> bool:
    """Whether `other` is at most `distance` (1 or 2) letters from `one`: added, left out, exchanged, or two
    neighbours swapped."""
    if abs(len(one) - len(other)) > distance:
        return False
    if one[:1] != other[:1] and one[-1:] != other[-1:]:  # wrong at both ends: no near spelling to a reader
        return False
    start = 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    end = 0
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if max(len(one), len(other)) <= 1:
        return True
    if len(one) == len(other) == 2 and one == other[::-1]:
        return True
    return distance > 1 and _distance(one, other) <= distance


def _distance(one: str, other: str) -> int:
    """Optimal string alignment distance."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, candidate in enumerate(other, 1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != candidate))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == candidate:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


_PLACES: Mapping[str, str] = {
    "title": "the title",
    "summary": "our summary",
    "headnote": "the headnote",
    "operative_part": "the operative part",
    "dissent": "a dissent",
    "annex": "an annex",
    "footnote": "a footnote",
    "rubrum": "the caption",
}


def place(kind: str, number: str | None) -> str:
    """Where a passage stands, in words: `the headnote`, `paragraph 17`, `the text`."""
    named = _PLACES.get(kind)
    if named and number:
        return f"{named}, paragraph {number}"
    return named or (f"paragraph {number}" if number else "the text")


def explain(text: str, match: Match, where: str) -> str:
    """One match in plain words: `“Folter” in the headnote (for “torture”)`."""
    found = text[match.start : match.end]
    leaf = match.leaf
    sentence = f"“{found}” in {where}"
    if leaf.typed != leaf.text:
        return f"{sentence} (for “{leaf.typed}”)"
    if match.how is How.TYPO:
        return f"{sentence} (spelt like “{leaf.text}”)"
    return sentence


def best_matches(matches: Iterable[Match]) -> list[Match]:
    """One match for each clause of the query: the one found in the best way, then the first."""
    best: dict[int, Match] = {}
    for match in matches:
        known = best.get(match.leaf.clause)
        if known is None or (match.how, match.start) < (known.how, known.start):
            best[match.leaf.clause] = match
    return [best[clause] for clause in sorted(best)]
