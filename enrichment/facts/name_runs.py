"""Runs of words written like a name in a sentence, cut at words that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrichment.facts.deeds_and_offices import OFFICE_WORD, RANK_WORD
from enrichment.facts.names import (
    INSIDE,
    NOT_A_NAME,
    PART,
    PARTICLE,
    SHORT_SURNAMES,
    TITLE,
    given_in_full_names,
    given_names,
    is_abstract,
    is_german_noun,
    is_given,
    ordinary_words,
)
from enrichment.ner.names import is_everyday_word

_RUN = re.compile(rf"(?<![\w'-])(?:(?:{PARTICLE})\s)?{PART}(?:\s(?:(?:{PARTICLE})\s){{0,2}}{PART}){{0,6}}")
_TOKEN = re.compile(r"\S+")
_BORN_AS = re.compile(rf"\s+(?:épouse|veuve|née?|geb\.|geborene?|dite?)\s+{PART}(?:\s{PART})?")
_LEADING = frozenset(("al", "el", "ul", "ibn", "bin", "ben", "bint", "abu", "abou", "van", "von", "ould", "ag"))
_LEADING_IN_SPANISH = _LEADING - {"al", "el"}  # articles there: "el Reglamento"
_ARTICLES = frozenset(("der", "den", "dem", "das", "zum", "zur", "zu"))


def runs_of_capitals(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Runs of words written like a name, cut at words that are none."""
    for match in _RUN.finditer(text):
        start: int | None = None
        end = match.start()
        inside = False  # behind a word of the name, and not only behind its initial ("Q. Did you see")
        for token in _TOKEN.finditer(match.group()):
            bare = token.group().strip(".,;:'")
            at = match.start() + token.start()
            initial = _INITIAL_TOKEN.fullmatch(token.group()) is not None
            if (
                not initial
                and _is_word(bare, language, inside=inside and language != "de")
                and not (
                    bare in INSIDE
                    and token.end() < len(match.group())
                    and (start is not None or _opens(bare, at, language))
                )
                and not (inside and bare in SHORT_SURNAMES)
            ) or (language == "en" and not inside and (at == 0 or start is not None) and _opens_a_sentence(bare)):
                if start is not None:
                    yield from _trimmed(text, start, end, language)
                start, inside = None, False
                continue
            inside = inside or not initial
            if start is None:
                start = at
            end = match.start() + token.end()
        if start is not None:
            yield from _trimmed(text, start, end, language)


def _opens_a_sentence(word: str) -> bool:
    """ "Furthermore", and "Yes" behind the "A." of an answer."""
    return not is_given(word) and is_everyday_word(word, "en")


def _opens(particle: str, at: int, language: str) -> bool:
    """Whether a particle with a capital begins a name ("mr. Van Duijn", "Al Mahmud") and no sentence."""
    return (
        (at > 0 and particle in _DUTCH_PARTICLES)
        or (language != "es" and particle in _ARABIC_PARTICLES)
        or (particle == "Um" and language not in ("de", "nl"))
    )


_DUTCH_PARTICLES = frozenset(("Van", "De", "Von"))
_ARABIC_PARTICLES = frozenset(("Al", "El", "Abu", "Abou", "Umm", "Oum", "Bin", "Ben"))


def _is_word(bare: str, language: str, *, inside: bool) -> bool:
    """Whether a word with a capital is an ordinary one; `inside` a name of which it may be a part ("Cabrera Tot")."""
    if bare in NOT_A_NAME or bare.removesuffix("'s") in NOT_A_NAME:
        return True
    if (
        not inside
        and bare.lower() in ordinary_words(language)
        and not is_given(bare)
        and bare not in given_in_full_names()
    ):
        return True
    if is_abstract(bare):
        return True
    return language == "de" and (bare in _ARTICLES or (is_german_noun(bare) and bare not in given_names()))


_INITIAL_TOKEN = re.compile(r"[^\W\d_]\.,?")
_LEAD = re.compile(rf"{TITLE}")
_TAIL = re.compile(rf"(?:\s(?:{PARTICLE}))+$")


def _trimmed(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    first = _TOKEN.match(text, start, end)
    leading = _LEADING_IN_SPANISH if language == "es" else _LEADING
    while (
        first is not None
        and first.group()[0].islower()
        and first.group().split("-")[0] not in (_LEADING if "-" in first.group() else leading)
    ):
        start = first.end() + 1
        first = _TOKEN.match(text, start, end)
    while (
        first is not None
        and first.end() < end
        and (
            OFFICE_WORD.fullmatch(first.group()) or (RANK_WORD.fullmatch(first.group()) and not is_given(first.group()))
        )
    ):
        start = first.end() + 1
        first = _TOKEN.match(text, start, end)
    piece = text[start:end]
    tail = _TAIL.search(piece)
    if tail:
        end = start + tail.start()
    if text[start:end].endswith("'s"):
        end -= 2
    while end > start and text[end - 1] in "',-":
        end -= 1
    born = _BORN_AS.match(text, end)
    if born:
        end = born.end()
    if end > start and any(char.isupper() for char in text[start:end]):
        yield start, end
