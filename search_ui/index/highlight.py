"""What of a text matched a query, and how: marks for words, stems, prefixes, near spellings and phrases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.folding import WORD, fold, folded_words

RARE = 5
"""Decisions: a word that fewer hold may be a misspelling, so that near spellings are looked for as well."""


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
    anchor: int  # the place of the longest word

    @property
    def between_blanks(self) -> str:
        """The folded words with a blank at both ends."""
        return f" {' '.join(self.words)} "


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
            yield Leaf(index, clause.text, typed or clause.text, words, not one, clause.prefix, typos, _longest(words))
    elif isinstance(clause, Phrase):
        words = tuple(word for part in clause.words for word in folded_words(part))
        if words:
            text = " ".join(clause.words)
            yield Leaf(index, text, typed or text, words, True, False, 0, _longest(words))


def _longest(words: Sequence[str]) -> int:
    return max(range(len(words)), key=lambda place: len(words[place]))


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


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that a leaf may match, inside a piece of text without blanks: code points from the start of the piece, and
    the word's place among the words of the piece."""

    start: int
    end: int
    word: int
    leaf: Leaf
    how: How


class Highlighter:
    """Finds the matches of one query in any number of texts; remembers what it decided about each word.

    `frequency(word)` says how many decisions hold a folded word as typed. Near spellings of words that none holds are
    marked everywhere, of rare ones in texts where nothing else matches, of others nowhere: they are not searched for.
    """

    def __init__(
        self, query: Query, *, stemming: bool = True, frequency: Callable[[str], int] = lambda word: 0
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
            # a phrase is looked for from its longest word, which is the rarest
            self._by_word.setdefault(leaf.words[leaf.anchor], []).append(leaf)
        often = {leaf: frequency(leaf.words[0]) for leaf in self._words if leaf.typos}
        self._near = [leaf for leaf, count in often.items() if count < RARE]
        self._misspelt = {leaf for leaf, count in often.items() if not count}
        self._stemming = stemming
        # language -> what stands between two blanks -> what matches in it
        self._decided: dict[str | None, dict[str, tuple[_Place, ...]]] = {}
        self._near_decided: dict[str, tuple[_Place, ...]] = {}
        self._by_stem: dict[str, dict[str, list[Leaf]]] = {}

    def marks(self, text: str, language: str | None = None) -> tuple[tuple[int, int], ...]:
        """Spans of `text` that matched, in order and not overlapping."""
        return merge_marks((match.start, match.end) for match in self.matches(text, language))

    def matches(self, text: str, language: str | None = None) -> list[Match]:
        """Every match in `text`. Near spellings are marked only for words that match in no better way in this text."""
        if not self._by_word:
            return []
        pieces = text.split()
        decided = self._decided.get(language)
        if decided is None:
            decided = self._decided[language] = {}
        if new := set(pieces).difference(decided):
            self._decide_all(new, language, decided)
        placed = [(index, places) for index, piece in enumerate(pieces) if (places := decided[piece])]
        found: list[Match] = []
        if placed:
            starts = _starts(text, pieces[: placed[-1][0] + _LONGEST_PHRASE])
            whole = ""
            for index, places in placed:
                for place in places:
                    if not place.leaf.phrase:
                        start = starts[index]
                        found.append(Match(start + place.start, start + place.end, place.leaf, place.how))
                        continue
                    whole = whole or f" {' '.join([_WORDS[piece].folded for piece in pieces])} "
                    if place.leaf.between_blanks in whole and (
                        span := _span_of_phrase(place, index, pieces[: len(starts)], starts)
                    ):
                        found.append(Match(*span, place.leaf, place.how))
        if self._near:
            found += self._near_matches(text, pieces, {match.leaf for match in found})
        return found

    def _near_matches(self, text: str, pieces: Sequence[str], matched: AbstractSet[Leaf]) -> list[Match]:
        missing = {leaf for leaf in self._near if leaf not in matched and (not matched or leaf in self._misspelt)}
        if not missing:
            return []
        for piece in set(pieces).difference(self._near_decided):
            self._near_decided[piece] = self._decide_near(piece)
        placed = [(index, places) for index, piece in enumerate(pieces) if (places := self._near_decided[piece])]
        starts = _starts(text, pieces) if placed else []
        return [
            Match(starts[index] + place.start, starts[index] + place.end, place.leaf, place.how)
            for index, places in placed
            for place in places
            if place.leaf in missing
        ]

    def _decide_all(
        self, pieces: AbstractSet[str], language: str | None, decided: dict[str, tuple[_Place, ...]]
    ) -> None:
        """Decide about pieces of text; nearly all of them hold nothing that was asked for."""
        by_stem = self._leaves_by_stem(language)
        decided.update(dict.fromkeys(pieces, ()))
        nothing_in = self._by_word.keys().isdisjoint
        if not by_stem and not self._beginnings:
            candidates = [piece for piece in pieces if not nothing_in(_WORDS[piece].forms)]
        elif self._beginnings:
            candidates = list(pieces)
        else:
            no_stem_in = by_stem.keys().isdisjoint
            stemmed = _stemmed(language)
            candidates = [
                piece for piece in pieces if not (nothing_in(_WORDS[piece].forms) and no_stem_in(stemmed[piece]))
            ]
        for piece in candidates:
            decided[piece] = tuple(self._decide(piece, language, by_stem))

    def _decide(self, piece: str, language: str | None, by_stem: Mapping[str, list[Leaf]]) -> Iterator[_Place]:
        for number, (start, end, folded) in enumerate(_WORDS[piece].words):
            decided: list[Leaf] = []
            for leaf in self._by_word.get(folded, ()):
                yield _Place(start, end, number, leaf, How.EXACT)
                decided.append(leaf)
            for leaf in self._beginnings:
                if leaf not in decided and folded.startswith(leaf.words[0]):
                    yield _Place(start, end, number, leaf, How.PREFIX)
                    decided.append(leaf)
            for stem in _stemmed(language)[piece[start:end]] if by_stem else ():
                for leaf in by_stem.get(stem, ()):
                    if leaf not in decided:
                        yield _Place(start, end, number, leaf, How.STEM)

    def _decide_near(self, piece: str) -> tuple[_Place, ...]:
        return tuple(
            _Place(start, end, number, leaf, How.TYPO)
            for number, (start, end, folded) in enumerate(_WORDS[piece].words)
            for leaf in self._near
            if -leaf.typos <= len(folded) - len(leaf.words[0]) <= leaf.typos
            and within(leaf.words[0], folded, leaf.typos)
        )

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


_REMEMBERED = 200_000  # pieces of text between blanks
_LONGEST_PHRASE = 60  # pieces


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of text without blanks: start, end and folded form of its words; their forms; these with blanks."""

    words: tuple[tuple[int, int, str], ...]
    forms: tuple[str, ...]
    folded: str


class _Pieces(dict[str, _Piece]):
    def __missing__(self, piece: str) -> _Piece:
        if len(self) >= _REMEMBERED:
            self.clear()
        words = tuple((*match.span(), fold(match[0])) for match in WORD.finditer(piece))
        forms = tuple(folded for _, _, folded in words)
        found = self[piece] = _Piece(words, forms, " ".join(forms))
        return found


_WORDS = _Pieces()


class _Stemmed(dict[str, tuple[str, ...]]):
    """A piece of text without blanks -> its stems in one language."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        from search_ui.index.stemming import STEMMERS, analyzer  # tantivy, which other engines do without

        self._analyzer = analyzer(STEMMERS[language]) if language in STEMMERS else None

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[piece] = tuple(self._analyzer.analyze(piece)) if self._analyzer else ()
        return found


@cache
def _stemmed(language: str | None) -> _Stemmed:
    return _Stemmed(language)


def _starts(text: str, pieces: Sequence[str]) -> list[int]:
    """Where each of the pieces between blanks begins."""
    starts: list[int] = []
    position = 0
    for piece in pieces:
        position = text.index(piece, position)
        starts.append(position)
        position += len(piece)
    return starts


def _span_of_phrase(place: _Place, index: int, pieces: Sequence[str], starts: Sequence[int]) -> tuple[int, int] | None:
    """The span of a phrase whose longest word stands at `place` of the piece `index`; None where the other words do not
    stand around it."""
    leaf = place.leaf
    # start, end, folded: of the words around
    words = [(starts[index] + start, starts[index] + end, folded) for start, end, folded in _WORDS[pieces[index]].words]
    found = words[: place.word + 1]
    before = index
    while len(found) <= leaf.anchor and before > 0:
        before -= 1
        at = starts[before]
        found = [(at + start, at + end, folded) for start, end, folded in _WORDS[pieces[before]].words] + found
    first = len(found) - 1 - leaf.anchor
    if first < 0:
        return None
    found = found[first:] + words[place.word + 1 :]
    after = index
    while len(found) < len(leaf.words) and after + 1 < len(pieces):
        after += 1
        at = starts[after]
        found += [(at + start, at + end, folded) for start, end, folded in _WORDS[pieces[after]].words]
    found = found[: len(leaf.words)]
    if tuple(folded for _, _, folded in found) != leaf.words:
        return None
    return found[0][0], found[-1][1]


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
