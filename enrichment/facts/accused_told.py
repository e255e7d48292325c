"""Accused whom no word for one stands beside, but what is said of them: the defence of Doe, the warrant against Doe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from enrichment.facts.names import NAME_LIST, TITLE, names_in
from enrichment.facts.reading import Sentence
from enrichment.vocabulary.patterns import load_patterns


def accused_told(sentence: Sentence, language: str) -> Iterator[tuple[int, int]]:
    """Spans of the names of accused in the sentence, by what `accused_told.json` lists for the language."""
    text = sentence.text
    for hint, pattern in _patterns(language):
        if hint in text:
            for match in pattern.finditer(text):
                yield from names_in(text, *match.span("name"))


def has_accused_told(language: str) -> bool:
    """Whether there are patterns for the language (ISO 639-1)."""
    return bool(_patterns(language))


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """With each pattern a piece of text that every match holds."""
    one = rf"(?<![\w'-]){TITLE}(?P<name>{NAME_LIST})"
    return tuple(
        (hint, re.compile(pattern.replace("@NAMES", one)))
        for hint, pattern in load_patterns("accused_told.json").get(language, ())
    )
