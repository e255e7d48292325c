"""Texts made flat (lower case without accents, character for character), and where words begin or stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from search_ui.index.folding import WORD, fold

REMEMBERED = 100_000
"""Words whose forms are remembered."""


@lru_cache(maxsize=REMEMBERED)
def folded_word(word: str) -> str:
    """`folding.fold` of one word, remembered."""
    return fold(word)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


@cache  # one entry per character of Unicode at most
def _flat_character(character: str) -> str:
    """The one letter a character is like; empty where it is like none or several."""
    folded = fold(character)
    if not folded.isalnum():
        return character if not character.isalnum() and folded else ""
    return folded if len(folded) == 1 else "s" if character == "ß" else ""


@lru_cache(maxsize=10_000)
def flat_text(text: str) -> str | None:
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


def spans_of(text: str, written: str) -> Iterator[tuple[int, int]]:
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


def places_of_words(flat: str, beginning: str) -> list[int]:
    """Where words of a flat text begin so."""
    places = []
    at = flat.find(beginning)
    while at >= 0:
        if at == 0 or not flat[at - 1].isalnum():
            places.append(at)
        at = flat.find(beginning, at + 1)
    return places


@lru_cache(maxsize=20_000)
def written_forms(word: str, text: str) -> tuple[str, ...]:
    """How a folded word of a text that was typed may begin in a flat text: `völkermord` is written with ö, oe or o."""
    forms = {word: None}
    for written in WORD.findall(text):
        if fold(written) == word:
            lower = written.lower()
            with_letters = lower
            for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
                with_letters = with_letters.replace(umlaut, letters)
            # ß is one letter
            forms |= dict.fromkeys(flat_text(form) or word for form in (lower, with_letters, lower.replace("ss", "s")))
    return tuple(forms)


def shortest_beginnings(forms: AbstractSet[str]) -> tuple[str, ...]:
    """Beginnings of words without those that begin with another one."""
    found: list[str] = []
    for form in sorted(forms):
        if form and not (found and form.startswith(found[-1])):
            found.append(form)
    return tuple(found)
