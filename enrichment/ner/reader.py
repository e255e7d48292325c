"""The entities of one text, from the model of its language (where there is one), rules and lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from enrichment.ner import rules
from enrichment.ner.sentence import Sentence, Span, read_sentence
from enrichment.ner.tagger import EntityTagger, load_tagger
from enrichment.ner.word_classes import WEIGHTS

_LEARNT_ALL = "de"  # the one language whose model knows all classes, rules being among its features
_LIST = re.compile(r",| (?:and|och|the) ")
_NAMES_OF_THE_FIELD = ("state", "place", "group", "organisation", "accused")


class Finder(Protocol):
    """A second opinion on persons, places and organisations."""

    def find(self, sentence: Sentence) -> list[Span]:
        """The entities of a paragraph."""


class EntityReader:
    """Reads entities in texts of `language` (ISO 639-1, None if unknown).

    `tagger` is our model of the language, `general` a foreign one that fills what rules and lists leave; without
    either, rules and lists find what they can."""

    def __init__(self, language: str | None, tagger: EntityTagger | None, general: Finder | None = None) -> None:
        self.language = language
        self.tagger = tagger
        self._general = general

    def find(self, text: str) -> list[Span]:
        """The entities of a paragraph in order, without overlaps."""
        sentence = read_sentence(text, self.language)
        if not sentence.words:
            return []
        if self.tagger is None:
            return in_order(self._by_rules(sentence), self._general.find(sentence) if self._general else ())
        found = [rules.as_company(sentence, span) for span in self.tagger.find(sentence)]
        if self.language == _LEARNT_ALL:
            # it weighs what rules say of numbers and courts; names of the field are rare in its corpora
            listed = list(rules.listed(sentence, *_NAMES_OF_THE_FIELD))
            by_place = {span[:2]: span for span in listed}
            found = [by_place.get(span[:2], rules.trimmed(sentence, span)) for span in found]
            return in_order(found, listed)
        # rules own numbers of norms and decisions, lists the names of the field; small models tell the rest
        known = [
            span
            for span in rules.listed(sentence, *_NAMES_OF_THE_FIELD)
            if not any(_is_one_name(sentence.text, other, span) for other in found)
        ]
        return in_order(
            rules.cited(sentence, self.language),
            known,
            found,
            rules.court_names(sentence, self.language),
            rules.persons(sentence, self.language),
            rules.listed(sentence, "court"),
        )

    def _by_rules(self, sentence: Sentence) -> list[Span]:
        found = [*rules.cited(sentence, self.language), *rules.listed(sentence)]
        found += rules.court_names(sentence, self.language)
        found += rules.persons(sentence, self.language)
        if self.language == "de":
            found += rules.german_forms(sentence)
        # of two readings the longer one stands
        return in_order(sorted(found, key=lambda span: span.start - span.end))


def _is_one_name(text: str, longer: Span, part: Span) -> bool:
    """`Government of Chile`: the organisation is meant, not the State in its name; a list of States is no name."""
    inside = longer.start <= part.start and part.end <= longer.end and longer[:2] != part[:2]
    return inside and _LIST.search(text, longer.start, longer.end) is None


def load_reader(language: str | None, weights: Path = WEIGHTS) -> EntityReader:
    """The reader of a language with the weights in the folder `weights`; see `load_tagger` for what is raised."""
    if language is None:
        return EntityReader(None, None)
    return EntityReader(language, load_tagger(language, weights), load_general(language))


def load_general(language: str) -> Finder | None:
    """The foreign model for a language, where one is installed."""
    if language == "fr":
        from enrichment.ner.french import load_french

        return load_french()
    return None


def in_order(*layers: Iterable[Span]) -> list[Span]:
    """The spans of all layers in order of place, without those that overlap one of an earlier layer or place."""
    kept: list[Span] = []
    taken: set[int] = set()
    for layer in layers:
        for span in layer:
            if span.start < span.end and taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                kept.append(span)
    return sorted(kept)
