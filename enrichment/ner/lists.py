"""Names we know: States and places, courts, armed groups, organisations and the accused of known cases.

Whatever the language, these are found without any model; for a model they are one hint among others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from enrichment.ner.tokens import find_tokens
from enrichment.registry import load_registry
from enrichment.vocabulary import load_countries
from enrichment.vocabulary.courts import load_court_register
from enrichment.vocabulary.organisations import load_organisations

_FILE = Path(__file__).with_name("lists.json")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ARTICLE = re.compile(r"^(?:De|The|La|Le|El|Die|Der|Das|Den|Det|Het) (?=[A-ZÀ-Þ])")
_SHORTEST_NAME = 4  # letters: shorter names of States and persons are words in some language
_SHORTEST_ABBREVIATION = 3
LANGUAGES = ("de", "en", "fr", "nl", "es", "sv")


class Listed(NamedTuple):
    """A known name at `first:last` (indices of words), and the list it is from."""

    first: int
    last: int
    label: str


class NameList:
    """Finds the longest known name at each word, cases distinguished."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, label in sorted(set(names)):
            words = tuple(name[start:end] for start, end in find_tokens(name))
            if words:
                self._by_first.setdefault(words[0], []).append((words, label))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Sequence[str]) -> Iterator[Listed]:
        """The names in `words` from left to right, without overlaps."""
        index = 0
        while index < len(words):
            found = None
            for name, label in self._by_first.get(words[index], ()):
                if len(name) == 1 or tuple(words[index : index + len(name)]) == name:
                    found = Listed(index, index + len(name), label)
                    break
            if found is not None:
                yield found
                index = found.last
            else:
                index += 1


@cache
def known_names(language: str | None) -> NameList:
    """The known names as they are written in `language` (ISO 639-1), in any language when it is None or another."""
    return NameList(_names(language))


@cache
def word_lists() -> dict[str, frozenset[str]]:
    """Lists of single words in small letters: what persons of a case are called by their part in it."""
    return {"role": frozenset(_own()["roles"])}


def common_names() -> tuple[str, ...]:
    """Common given names and surnames, to tell by them where names of persons stand."""
    return (*_own()["given_names"], *_own()["surnames"])


def ranks_in(language: str | None) -> tuple[str, ...]:
    """Ranks and titles that stand before a name in a language, in small letters; none where the model needs no help."""
    return tuple(_own()["ranks"].get(language or "", ()))


@cache
def _own() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return data


def _names(language: str | None) -> Iterator[tuple[str, str]]:
    own = _own()
    for country in load_countries():
        languages = (language,) if language in LANGUAGES else LANGUAGES
        for known in languages:
            for name in country.readable_names(known):
                if len(name) >= _SHORTEST_NAME:
                    yield name, "state"
        for place in country.places:
            yield place, "place"
    for place in own["places"]:
        yield place, "place"
    for group in own["groups"]:
        yield group, "group"
    for listed in load_organisations():
        for form in listed.forms:
            if len(form) >= _SHORTEST_ABBREVIATION:
                yield form.strip('"'), "group"
    for organisation in own["organisations"]:
        yield organisation, "organisation"
    for registered in load_court_register():
        for name_of_court in (registered.court.name, registered.court.name_en, *registered.forms):
            if name_of_court:
                yield _ARTICLE.sub("", _BRACKETS.sub("", name_of_court)), "court"
    for decision in load_registry():
        for court in (decision.court, decision.court_en):
            if court:
                yield _ARTICLE.sub("", _BRACKETS.sub("", court)), "court"
        for accused in decision.accused:
            if " " in accused and "." not in accused:
                yield _BRACKETS.sub("", accused), "accused"
