"""A text in the forms in which it is indexed: folded, stemmed, and what is named in it.

A *meaning* is the sign of a concept, state or everyday word in one language, like
`concept:superior_responsibility@fr`: one of its French names stands here, a single word as written or by its stem in
the language of the text, a name of several words as written. That is where the words and phrases of an expanded query
(see `search_ui.index.expand`) match, so that a query for all names of a concept need not look for some hundred of them.
`concept:superior_responsibility` says that it is named in any language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress, islice

from search_ui.index.expand import vocabulary
from search_ui.index.folding import fold, folded_words
from search_ui.index.small_words import SMALL_WORDS
from search_ui.index.stemming import STEMMERS, analyzer, stems

_WORD = re.compile(r"[^\W_]+")
_AROUND_WORDS = ".,;:!?()[]{}<>\"'`´’‘“”„«»‹›…–—-_/|*§"
_ORDINARY = 40  # characters: up to here no stemmer leaves a word out
_REMEMBERED = 60_000  # words of each language
_NOTHING: frozenset[str] = frozenset()
_Form = tuple[str, str, "_Named | None"]


@dataclass(frozen=True, slots=True)
class TextForms:
    """A text as it is indexed. `folded` and `stems` (empty without a stemmer) are words with blanks between them."""

    folded: str
    stems: str
    meanings: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """What a word names, and the names of several words in which it is the longest, with what they mean."""

    meanings: frozenset[str]
    within: tuple[tuple[str, frozenset[str]], ...]


def text_forms(text: str, stemmer: str | None = None) -> TextForms:
    """The forms of `text`; `stemmer` is that of its language."""
    forms = _forms(stemmer).of(text.split())
    if not forms:
        return TextForms("", "", _NOTHING)
    words, stemmed, named = zip(*forms, strict=True)
    folded = " ".join(words)
    found: set[str] = set()
    naming = {*named}
    naming.discard(None)
    if naming:
        whole = f" {folded} "
        for name in naming:
            found |= name.meanings
            for several, meanings in name.within:
                if several in whole:
                    found |= meanings
    return TextForms(folded, " ".join(stemmed) if stemmer else "", frozenset(found))


class _Forms:
    """What stands between two blanks -> its words folded, its stems, what it names. Words come back in text after text,
    so each is looked at once, all that are new in a text together."""

    def __init__(self, stemmer: str | None) -> None:
        self._analyze = analyzer(stemmer).analyze if stemmer else None
        self._by_stem = _stems_of_names(stemmer) if stemmer else {}
        self._known: dict[str, _Form] = {}

    def of(self, pieces: Sequence[str]) -> list[_Form]:
        """The forms of the `pieces` of a text, in their order."""
        known = self._known
        try:
            return [*map(known.__getitem__, pieces)]
        except KeyError:
            new = {*pieces}.difference(known)
        if len(known) + len(new) > _REMEMBERED:
            # the words met first are those that are met often; another thread may still read the dictionary before
            known = self._known = dict(islice(known.items(), _REMEMBERED // 2))
            new = {*pieces}.difference(known)
        self._learn([*new], known)
        return [*map(known.__getitem__, pieces)]

    def _learn(self, pieces: list[str], known: dict[str, _Form]) -> None:
        single, several = _names()
        by_stem = self._by_stem
        for piece, folded, stemmed in zip(pieces, _folded(pieces), self._stemmed(pieces), strict=True):
            meanings = _NOTHING
            within: tuple[tuple[str, frozenset[str]], ...] = ()
            for word in folded.split(" ") if " " in folded else (folded,):
                if word in single:
                    meanings |= single[word]
                if word in several:
                    within += several[word]
            for stem in stemmed.split(" ") if " " in stemmed else (stemmed,):
                if stem in by_stem:
                    meanings |= by_stem[stem]
            known[piece] = folded, stemmed, _Named(meanings, within) if meanings or within else None

    def _stemmed(self, pieces: list[str]) -> list[str]:
        """The stems of each piece, with blanks between them. Plain words are given to the stemmer together."""
        analyze = self._analyze
        if analyze is None:
            return [""] * len(pieces)
        words = [piece.strip(_AROUND_WORDS) for piece in pieces]
        plain = [word.isalnum() and len(word) <= _ORDINARY for word in words]
        stems_of_plain = analyze("\n".join(compress(words, plain)))
        if len(stems_of_plain) != sum(plain):  # a letter that is none for the stemmer
            plain = [False] * len(pieces)
        following = iter(stems_of_plain)
        return [
            next(following) if is_plain else " ".join(analyze(piece))
            for piece, is_plain in zip(pieces, plain, strict=True)
        ]


def _folded(pieces: list[str]) -> list[str]:
    """The words of each piece, folded, with blanks between them."""
    found = []
    for piece, folded in zip(pieces, fold("\n".join(pieces)).split("\n"), strict=True):
        word = folded.strip(_AROUND_WORDS)
        if not word.isalnum():
            word = " ".join(_WORD.findall(folded))
        found.append(piece if word == piece else word)  # the same object takes no room
    return found


@cache
def _forms(stemmer: str | None) -> _Forms:
    return _Forms(stemmer)


@cache
def _names() -> tuple[dict[str, frozenset[str]], dict[str, tuple[tuple[str, frozenset[str]], ...]]]:
    """Names of one word, and of several (with a blank at both ends) by their longest; each with what it means."""
    single: dict[str, set[str]] = {}
    several: dict[str, dict[str, set[str]]] = {}
    for named in vocabulary():
        for language, names in named.names.items():
            for name in names:
                words = folded_words(name)
                meanings = (named.meaning(language), named.meaning())
                if len(words) == 1 and words[0] not in SMALL_WORDS:
                    single.setdefault(words[0], set()).update(meanings)
                elif len(words) > 1:
                    by_longest = several.setdefault(max(words, key=len), {})
                    by_longest.setdefault(f" {' '.join(words)} ", set()).update(meanings)
    return (
        {word: frozenset(meanings) for word, meanings in single.items()},
        {
            word: tuple((words, frozenset(meanings)) for words, meanings in found.items())
            for word, found in several.items()
        },
    )


@cache
def _stems_of_names(stemmer: str) -> dict[str, frozenset[str]]:
    """Stem -> the meanings of the names of one word that have it; names of any language, as in a query."""
    language = next(code for code, name in STEMMERS.items() if name == stemmer)
    found: dict[str, set[str]] = {}
    for named in vocabulary():
        for own, names in named.names.items():
            for name in names:
                words = folded_words(name)
                if len(words) == 1 and words[0] not in SMALL_WORDS:
                    for stem in stems(name, (language,))[language]:
                        found.setdefault(stem, set()).update((named.meaning(own), named.meaning()))
    return {stem: frozenset(meanings) for stem, meanings in found.items()}
