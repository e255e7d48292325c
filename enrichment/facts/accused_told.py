"""Accused whom no word for one stands beside, but what is said of them: the defence of Doe, the warrant against Doe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from enrichment.facts.names import NAME_LIST, TITLE, names_in
from enrichment.facts.reading import Sentence
from enrichment.vocabulary.patterns import load_patterns

_LOOK_BACK = 160  # characters before what is said in which the names may stand
_NAMES_AT_END = re.compile(rf"(?<![\w'-]){TITLE}(?P<name>{NAME_LIST})$")


class _Rule(NamedTuple):
    """What is said of an accused. `hints`: pieces of text one of which every match holds. The pattern ends with the
    name, or begins right behind it where the name comes first."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    name_first: bool


def accused_told(sentence: Sentence, language: str) -> Iterator[tuple[int, int]]:
    """Spans of the names of accused in the sentence, by what `accused_told.json` lists for the language."""
    text = sentence.text
    for rule in _rules(language):
        for hint in rule.hints:
            if hint in text:
                yield from _by_rule(rule, text)
                break


def _by_rule(rule: _Rule, text: str) -> Iterator[tuple[int, int]]:
    for match in rule.pattern.finditer(text):
        if rule.name_first:
            begin = max(0, match.start() - _LOOK_BACK)
            before = _NAMES_AT_END.search(text[begin : match.start()])
            if before is not None:
                yield from names_in(text, begin + before.start("name"), match.start())
        else:
            yield from names_in(text, *match.span("name"))


def has_accused_told(language: str) -> bool:
    """Whether there are patterns for the language (ISO 639-1)."""
    return bool(_rules(language))


@cache
def _rules(language: str) -> tuple[_Rule, ...]:
    one = rf"(?<![\w'-]){TITLE}(?P<name>{NAME_LIST})"
    return tuple(
        _Rule(
            tuple(rule["hints"]),
            re.compile(rule["after"] if "after" in rule else rule["before"].replace("@NAMES", one)),
            "after" in rule,
        )
        for rule in load_patterns("accused_told.json").get(language, ())
    )
