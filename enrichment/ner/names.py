"""Whether words could be the name of a person at all: a second opinion for rules that read names by their capitals."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from enrichment.ner.lists import LANGUAGES, common_names
from enrichment.ner.word_classes import WEIGHTS, read_word_classes

_FEWEST = 2  # common names in a class of words that is one of names
_NO_CLASS = 0  # the rest that stands nowhere in particular
_INITIAL = re.compile(r"(?<!\w)[^\W\d_a-zß-ÿ]\.(?!\w)")
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def could_name_a_person(name: str, language: str | None) -> bool | None:
    """Whether any word of `name` stands where names of persons stand, or is a word that only names could be: one that
    is in no table of the language's words. None where we have no table for the language (ISO 639-1).

    `Polly Blenkin` and `Murwanashyaka` could, `Skeleton Argument` and `Antragsteller Gefangene` could not. Surnames
    that are everyday words (`Stein`) could not either: a veto for what nothing else takes for a name."""
    words, names = _tables(language)
    if not words:
        return None
    if _INITIAL.search(name):
        return True
    for word in _WORDS.findall(name):
        for part in {word, word.removesuffix("'s").removesuffix("’s"), *re.split(r"[-'’]", word)}:
            if part[:1].isupper() and (part in names or (part not in words and part.lower() not in words)):
                return True
    return False


@cache
def _tables(language: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a language and those among them that are names of persons."""
    file = WEIGHTS / f"{language}.classes.gz"
    if language not in LANGUAGES or not file.is_file():
        return frozenset(), frozenset()
    classes = read_word_classes(file)
    seen = Counter(classes[name] for name in common_names() if name in classes)
    of_names = {number for number, count in seen.items() if count >= _FEWEST and number != _NO_CLASS}
    return (
        frozenset(word for word, number in classes.items() if number != _NO_CLASS),
        frozenset(word for word, number in classes.items() if number in of_names),
    )


def is_everyday_word(word: str, language: str | None) -> bool:
    """Whether the language writes the word small as well, and not where names stand ("Yes", "Furthermore")."""
    words, names = _tables(language)
    return word.lower() in words and word not in names


_PARTS = ((4, 4), (6, 3))  # the fewest letters of the first and the last part of a compound


def is_compound(word: str, language: str | None) -> bool:
    """Whether a word ends in another of the language ("Gefängnistor"), with one that could begin it before that."""
    words, names = _tables(language)
    return any(
        (tail := word[cut:].capitalize()) in words and tail not in names and _begins_compound(word[:cut], words, names)
        for cut in range(len(word))
        if any(cut >= first and len(word) - cut >= last for first, last in _PARTS)
    )


def _begins_compound(head: str, words: frozenset[str], names: frozenset[str]) -> bool:
    forms = (head, head.removesuffix("s"), head.removesuffix("n"), head.removesuffix("en"), f"{head}e")
    return any((form in words and form not in names) or form.lower() in words for form in forms)
