"""What of a text matched a query, and how: marks for words, stems, prefixes, near spellings and phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from search_ui.index.engine import AnyOf, Clause, Fact, Identifier, Phrase, Query, Word
from search_ui.index.expand import signs
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
    signs: frozenset[str] = frozenset()
    """Of a name that was not typed: it stands only in texts in which an index found one of these meanings."""


class Match(NamedTuple):
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
    found: list[Leaf] = []
    before: Clause | None = None
    for index, clause in enumerate(query.must):
        if one_name(before, clause):
            assert isinstance(clause, AnyOf)
            found += _leaves(clause.parts[1], index, text_of(clause))  # the other parts were those of the word before
        else:
            found += _leaves(clause, index, None)
        before = clause
    return tuple(found)


def one_name(one: Clause | None, other: Clause | None) -> bool:
    """Whether two clauses are words of one name (`command responsibility`), as `search_ui.index.expand` writes them:
    the words together, one of them, and then the same other names."""
    return (
        isinstance(one, AnyOf)
        and isinstance(other, AnyOf)
        and all(len(clause.parts) > 1 and isinstance(clause.parts[1], Word) for clause in (one, other))
        and isinstance(one.parts[0], Phrase)
        and one.parts[0] == other.parts[0]
        and one.parts[2:] == other.parts[2:]
    )


def _leaves(clause: Clause, index: int, typed: str | None) -> Iterator[Leaf]:
    if isinstance(clause, AnyOf):
        for part in clause.parts:
            yield from _leaves(part, index, typed)
            typed = typed or text_of(part)
    elif isinstance(clause, Word):
        words = _folded_text(clause.text)
        if words:
            one = len(words) == 1
            typos = typos_allowed(words[0]) if clause.fuzzy and one else 0
            known = signs().get(words, _NO_SIGNS) if typed and not clause.prefix else _NO_SIGNS
            yield Leaf(
                index, clause.text, typed or clause.text, words, not one, clause.prefix, typos, _longest(words), known
            )
    elif isinstance(clause, Phrase):
        text = " ".join(clause.words)
        words = _folded_text(text)
        if words:
            known = signs().get(words, _NO_SIGNS) if typed else _NO_SIGNS
            yield Leaf(index, text, typed or text, words, True, False, 0, _longest(words), known)


@lru_cache(maxsize=20_000)
def _folded_text(text: str) -> tuple[str, ...]:
    return tuple(folded_words(text))


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
        flat = None if language in _PREFIXED else _flat(text)
        for start, end in self._candidates(text, flat, language, meanings):
            written = text[start:end]
            matched = decided.get(written)
            if matched is None:
                matched = decided[written] = tuple(self._decide(written, language))
            around: _Around | None = None
            for leaf, how in matched:
                if not leaf.phrase:
                    found.append(Match(start, end, leaf, how))
                    continue
                if flat is not None and (span := _as_written(leaf, flat, start)):
                    found.append(Match(*span, leaf, how))
                    continue
                if not _fits_beside(leaf, text, start, end):
                    continue
                around = around or _around(text, start, end, [leaf for leaf, _ in matched if leaf.phrase])
                if span := _span_of_phrase(leaf, around, start, end):
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
            return sorted(span for written in words if decided[written] for span in _spans_of(text, written))
        here = self._signs if meanings is None else self._signs & meanings
        looked_for = self._looked_for.get((language, here))
        if looked_for is None:
            looked_for = self._looked_for[language, here] = self._beginnings_of(language, here)
        starts: set[int] = set()
        for beginning in looked_for:
            starts.update(_places(flat, beginning))
        return [match.span() for at in sorted(starts) if (match := WORD.match(text, at))]

    def _beginnings_of(self, language: str | None, here: AbstractSet[str]) -> tuple[str, ...]:
        """How words may begin that match in a text in which some meanings stand."""
        inside = {leaf for leaf in self._leaves if not leaf.signs or not here.isdisjoint(leaf.signs)}
        found = {form for leaf in inside for form in _written_forms(leaf.words[leaf.anchor], leaf.text)}
        for stem, leaves_of_stem in self._leaves_by_stem(language).items():
            if not inside.isdisjoint(leaves_of_stem):
                found.add(stem[: max(2, len(stem) - _CHANGED_LETTERS)])
        return _shortest(found)

    def _near_matches(self, text: str, matched: AbstractSet[Leaf]) -> list[Match]:
        missing = {leaf for leaf in self._near if leaf not in matched and (not matched or leaf in self._misspelt)}
        if not missing:
            return []
        flat = _flat(text)
        found = []
        for leaf in [leaf for leaf in missing if self._spellings[leaf] and flat is not None]:
            missing.remove(leaf)
            for spelling in self._spellings[leaf]:
                for at in _places(flat or "", spelling):
                    token = WORD.match(text, at)
                    if token and _folded(token[0]).startswith(spelling):
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
                found += [Match(*span, leaf, How.TYPO) for span in _spans_of(text, written) for leaf in wanted]
        self._not_near |= words
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


_NO_SIGNS: frozenset[str] = frozenset()
_REMEMBERED = 100_000  # words
_SHORTER, _LONGER = 2, 4  # letters: a near spelling as it is written, where several letters may fold to one
_LONG_WORD = 40  # letters with what stands between it and the next
_PREFIXED = {"ar", "he", "fa", "ur"}  # languages that write articles and prepositions in front of a word
_CHANGED_LETTERS = 2  # at its end by which a stem may differ from the words it is the stem of (`immuniti`)


@lru_cache(maxsize=_REMEMBERED)
def _folded(word: str) -> str:
    return fold(word)


@lru_cache(maxsize=_REMEMBERED)
def _stems_of(written: str, language: str | None) -> tuple[str, ...]:
    from search_ui.index.stemming import STEMMERS, analyzer  # tantivy, which other engines do without

    return tuple(analyzer(STEMMERS[language]).analyze(written)) if language in STEMMERS else ()


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@cache  # one entry per character of Unicode at most
def _flat_character(character: str) -> str:
    """The one letter a character is like; empty where it is like none or several."""
    folded = fold(character)
    if not folded.isalnum():
        return character if not character.isalnum() and folded else ""
    return folded if len(folded) == 1 else "s" if character == "ß" else ""


@lru_cache(maxsize=10_000)
def _flat(text: str) -> str | None:
    """`text` in lower case without accents, character for character; None where that cannot be."""
    try:
        written = text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    else:
        table, without = _flat_latin()
        flattened = written.translate(table, without)
        return flattened.decode("latin-1") if len(flattened) == len(written) else None
    flat = text.lower()
    if len(flat) != len(text):
        return None
    if not flat.isascii():
        for character in {*"".join(_NOT_ASCII.findall(flat))}:
            plain = _flat_character(character)
            if not plain:
                return None
            if plain != character:
                flat = flat.replace(character, plain)
    return flat


@cache
def _flat_latin() -> tuple[bytes, bytes]:
    """The letter that each of the first 256 characters is like, and those that are like none."""
    letters = [_flat_character(chr(number).lower()) for number in range(256)]
    # one that is like a letter beyond these 256 (the micro sign) is left to be found by itself
    known = [letter if letter and ord(letter) < 256 else "" for letter in letters]
    table = bytes(ord(letter) if letter else number for number, letter in enumerate(known))
    return table, bytes(number for number, letter in enumerate(known) if not letter)


def _spans_of(text: str, written: str) -> Iterator[tuple[int, int]]:
    """Where a word stands just as it is written."""
    at = text.find(written)
    while at >= 0:
        token = WORD.match(text, at)
        if token and token[0] == written and not (at and _goes_on(text[at - 1])):
            yield token.span()
        at = text.find(written, at + 1)


@cache  # one entry per character of Unicode at most
def _goes_on(character: str) -> bool:
    """Whether a word that holds a character goes on after it."""
    return WORD.fullmatch(f"a{character}a") is not None


def _places(flat: str, beginning: str) -> list[int]:
    """Where words of a flat text begin so."""
    places = []
    at = flat.find(beginning)
    while at >= 0:
        if at == 0 or not flat[at - 1].isalnum():
            places.append(at)
        at = flat.find(beginning, at + 1)
    return places


@lru_cache(maxsize=20_000)
def _written_forms(word: str, text: str) -> tuple[str, ...]:
    """How a folded word of a text that was typed may begin in a flat text: `völkermord` is written with ö, oe or o."""
    forms = {word: None}
    for written in WORD.findall(text):
        if fold(written) == word:
            lower = written.lower()
            with_letters = lower
            for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
                with_letters = with_letters.replace(umlaut, letters)
            # ß is one letter
            forms |= dict.fromkeys(_flat(form) or word for form in (lower, with_letters, lower.replace("ss", "s")))
    return tuple(forms)


def _shortest(forms: AbstractSet[str]) -> tuple[str, ...]:
    """Beginnings of words without those that begin with another one."""
    found: list[str] = []
    for form in sorted(forms):
        if form and not (found and form.startswith(found[-1])):
            found.append(form)
    return tuple(found)


_Token = tuple[int, int, str]  # start, end, folded


@dataclass(frozen=True, slots=True)
class _Around:
    """The words before and after one, as many as some phrases have."""

    before: list[_Token]
    after: list[_Token]


def _around(text: str, start: int, end: int, phrases: Sequence[Leaf]) -> _Around:
    most_before = max(leaf.anchor for leaf in phrases)
    most_after = max(len(leaf.words) - leaf.anchor for leaf in phrases) - 1
    # more than enough text for so many words
    near = max(0, start - _LONG_WORD * most_before)
    before = [(*word.span(), _folded(word[0])) for word in WORD.finditer(text, near, start)] if most_before else []
    after = [(*word.span(), _folded(word[0])) for word in islice(WORD.finditer(text, end), most_after)]
    return _Around(before, after)


def _fits_beside(leaf: Leaf, text: str, start: int, end: int) -> bool:
    """Whether the letters beside a word can be those of a phrase: nearly always they are others."""
    if leaf.anchor and text[start - 1 : start] == " ":
        before = text[start - 2 : start - 1]
        last = leaf.words[leaf.anchor - 1][-1], "e"  # ae, oe and ue are folded to one letter
        return not (before.isascii() and before.isalnum()) or before.lower() in last
    if leaf.anchor + 1 < len(leaf.words) and text[end : end + 1] == " ":
        after = text[end + 1 : end + 2]
        return not (after.isascii() and after.isalnum()) or after.lower() == leaf.words[leaf.anchor + 1][0]
    return True


@lru_cache(maxsize=20_000)
def _flat_phrase(text: str, words: tuple[str, ...], anchor: int) -> tuple[str, int] | None:
    """A phrase as it stands in a flat text, and how far into it its longest word begins."""
    written = WORD.findall(text)
    if len(written) != len(words):
        return None
    flat = [_flat(word) for word in written]
    if None in flat:
        return None
    plain = [word or "" for word in flat]
    return " ".join(plain), sum(len(word) + 1 for word in plain[:anchor])


def _as_written(leaf: Leaf, flat: str, at: int) -> tuple[int, int] | None:
    """The span of a phrase whose longest word begins at `at`, where all of it stands there just as it was typed."""
    phrase = _flat_phrase(leaf.text, leaf.words, leaf.anchor)
    if phrase is None:
        return None
    start = at - phrase[1]
    end = start + len(phrase[0])
    if start < 0 or not flat.startswith(phrase[0], start):
        return None
    if (start and flat[start - 1].isalnum()) or flat[end : end + 1].isalnum():
        return None
    return start, end


def _span_of_phrase(leaf: Leaf, around: _Around, start: int, end: int) -> tuple[int, int] | None:
    """The span of a phrase whose longest word stands at `start`; None where the other words do not stand around it."""
    anchor, others = leaf.anchor, len(leaf.words) - leaf.anchor - 1
    before = around.before[len(around.before) - anchor :] if anchor else []
    after = around.after[:others]
    if tuple(word[2] for word in before) != leaf.words[:anchor]:
        return None
    if tuple(word[2] for word in after) != leaf.words[anchor + 1 :]:
        return None
    return (before[0][0] if before else start), (after[-1][1] if after else end)


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
    return within(word, _folded(written), leaf.typos)


def within(one: str, other: str, distance: int) -> bool:
    """Whether `other` is at most `distance` (1 or 2) letters from `one`: added, left out, exchanged, or two
    neighbours swapped."""
    if abs(len(one) - len(other)) > distance:
        return False
    if one[:1] != other[:1] and one[-1:] != other[-1:]:  # wrong at both ends: no near spelling to a reader
        return False
    return _reached(one, other, distance)


def _reached(one: str, other: str, distance: int) -> bool:
    """Whether the optimal string alignment distance is at most `distance`."""
    if abs(len(one) - len(other)) > distance:
        return False
    start = 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    end = 0
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    one, other = one[start : len(one) - end], other[start : len(other) - end]
    if not one or not other:
        return True  # the rest is added or left out, and not longer than the distance
    if distance == 0:
        return False
    if max(len(one), len(other)) == 1 or (len(one) == len(other) == 2 and one == other[::-1]):
        return True
    return distance > 1 and (
        _reached(one[1:], other[1:], distance - 1)
        or _reached(one[1:], other, distance - 1)
        or _reached(one, other[1:], distance - 1)
        or (one[:2] == other[1::-1] and _reached(one[2:], other[2:], distance - 1))
    )


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
