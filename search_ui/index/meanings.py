"""A text in the forms in which it is indexed: folded, stemmed, and what is named in it.

A *meaning* is the sign of a concept, state or everyday word in one language, like
`concept:superior_responsibility@fr`: one of its French names stands here, a single word as written or by its stem in
the language of the text, a name of several words as written. That is where the words and phrases of an expanded query
(see `search_ui.index.expand`) match, so that a query for all names of a concept need not look for some hundred of them.
`concept:superior_responsibility` says that it is named in any language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from search_ui.index.expand import vocabulary
from search_ui.index.folding import fold, folded_words
from search_ui.index.small_words import SMALL_WORDS
from search_ui.index.stemming import STEMMERS, analyzer, stems

_WORD = re.compile(r"[^\W_]+")
_REMEMBERED = 60_000  # words of each language
_Form = tuple[str, str, "_Named | None"]


@dataclass(frozen=True, slots=True)
class TextForms:
    """A text as it is indexed. `folded` and `stems` (empty without a stemmer) are words with blanks between them."""

    folded: str
    stems: str
    meanings: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """What a word names, and the names of several words in which it is the longest."""

    meanings: frozenset[str]
    within: tuple[tuple[str, str], ...]


def text_forms(text: str, stemmer: str | None = None) -> TextForms:
    """The forms of `text`; `stemmer` is that of its language."""
    forms = list(map(_forms(stemmer).__getitem__, text.split()))
    folded = " ".join([form[0] for form in forms])
    named = {form[2] for form in forms}
    found: set[str] = set()
    if len(named) > 1 or (named and None not in named):
        whole = f" {folded} "
        for name in named:
            if name is not None:
                found |= name.meanings
                for words, meaning in name.within:
                    if words in whole:
                        found.add(meaning)
    return TextForms(folded, " ".join([form[1] for form in forms]) if stemmer else "", frozenset(found))


class _Forms(dict[str, _Form]):
    """What stands between two blanks -> its words folded, its stems, what it names. Words come back in text after text,
    so each is looked at once."""

    def __init__(self, stemmer: str | None) -> None:
        super().__init__()
        self._analyzer = analyzer(stemmer) if stemmer else None
        self._by_stem = _stems_of_names(stemmer) if stemmer else {}

    def __missing__(self, written: str) -> _Form:
        if len(self) >= _REMEMBERED:
            self.clear()
        single, several = _names()
        words = _WORD.findall(fold(written))
        stemmed = self._analyzer.analyze(written) if self._analyzer else []
        meanings = {meaning for word in words for meaning in single.get(word, ())}
        meanings |= {meaning for stem in stemmed for meaning in self._by_stem.get(stem, ())}
        within = tuple(name for word in words for name in several.get(word, ()))
        named = _Named(frozenset(meanings), within) if meanings or within else None
        found = self[written] = (" ".join(words), " ".join(stemmed), named)
        return found


@cache
def _forms(stemmer: str | None) -> _Forms:
    return _Forms(stemmer)


@cache
def _names() -> tuple[dict[str, frozenset[str]], dict[str, tuple[tuple[str, str], ...]]]:
    """Names of one word, and of several (with a blank at both ends) by their longest."""
    single: dict[str, set[str]] = {}
    several: dict[str, dict[tuple[str, str], None]] = {}
    for named in vocabulary():
        for language, names in named.names.items():
            for name in names:
                words = folded_words(name)
                if len(words) == 1 and words[0] not in SMALL_WORDS:
                    single.setdefault(words[0], set()).update((named.meaning(language), named.meaning()))
                elif len(words) > 1:
                    by_longest = several.setdefault(max(words, key=len), {})
                    by_longest[f" {' '.join(words)} ", named.meaning(language)] = None
                    by_longest[f" {' '.join(words)} ", named.meaning()] = None
    return (
        {word: frozenset(meanings) for word, meanings in single.items()},
        {word: tuple(found) for word, found in several.items()},
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
