"""The entities of one text, from the model of its language (where there is one), rules and lists."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from enrichment.ner import rules
from enrichment.ner.sentence import Sentence, Span, read_sentence
from enrichment.ner.tagger import WEIGHTS, EntityTagger, load_tagger

_LEARNT_ALL = "de"  # the one language whose model knows all classes, rules being among its features


class EntityReader:
    """Reads entities in texts of `language` (ISO 639-1, None if unknown); `tagger` None: rules and lists alone."""

    def __init__(self, language: str | None, tagger: EntityTagger | None) -> None:
        self.language = language
        self.tagger = tagger

    def find(self, text: str) -> list[Span]:
        """The entities of a paragraph in order, without overlaps."""
        sentence = read_sentence(text, self.language)
        if not sentence.words:
            return []
        if self.tagger is None:
            return self._by_rules(sentence)
        found = self.tagger.find(sentence)
        if self.language == _LEARNT_ALL:
            return in_order(found, rules.cited(sentence, self.language))
        # rules own numbers of norms and decisions; the model tells the rest
        named = rules.court_names(sentence, self.language)
        return in_order(rules.cited(sentence, self.language), named, found, rules.listed(sentence))

    def _by_rules(self, sentence: Sentence) -> list[Span]:
        found = [*rules.cited(sentence, self.language), *rules.listed(sentence)]
        found += rules.court_names(sentence, self.language)
        found += rules.persons(sentence, self.language)
        if self.language == "de":
            found += rules.german_forms(sentence)
        # of two readings the longer one stands
        return in_order(sorted(found, key=lambda span: span.start - span.end))


def load_reader(language: str | None, weights: Path = WEIGHTS) -> EntityReader:
    """The reader of a language with the weights in the folder `weights`; see `load_tagger` for what is raised."""
    return EntityReader(language, load_tagger(language, weights) if language else None)


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
