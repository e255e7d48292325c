"""Word stems per language, by tantivy's Snowball stemmers: `Misshandlung` and `Misshandlungen` are one word."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

import tantivy

STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}
"""ISO 639-1 code -> tantivy's name of the stemmer. Other languages are searched by their written forms."""

# German, Swedish and Finnish words are typed both ways; the stemmer knows them in one
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"))
_WITH_UMLAUTS = {"de", "sv", "fi"}


@cache
def analyzer(stemmer: str) -> tantivy.TextAnalyzer:
    """The analyzer of a stemmer (a value of `STEMMERS`): words in lower case, stemmed, then without accents."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(200))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer(stemmer))
        .filter(tantivy.Filter.ascii_fold())
        .build()
    )


@lru_cache(maxsize=10_000)
def stems(word: str, languages: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
    """The stems `word` can have in each of `languages` (codes without a stemmer are left out): of the word as written,
    without its accents, and with its umlauts written in the other way."""
    lower = unicodedata.normalize("NFC", word.lower())
    bare = "".join(letter for letter in unicodedata.normalize("NFD", lower) if not unicodedata.combining(letter))
    written = {lower, bare}
    with_umlauts = written | {lower}
    for umlaut, letters in _UMLAUTS:
        with_umlauts |= {lower.replace(letters, umlaut), lower.replace(umlaut, letters)}
    found: dict[str, frozenset[str]] = {}
    for language in languages:
        if language in STEMMERS:
            analyze = analyzer(STEMMERS[language]).analyze
            forms = with_umlauts if language in _WITH_UMLAUTS else written
            # a form that falls apart into several words ("l'humanité") has no stem of its own
            found[language] = frozenset(
                pieces[0] for pieces in (analyze(form) for form in forms) if len(pieces) == 1 and pieces[0]
            )
    return found
