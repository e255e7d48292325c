"""Named entities of a decision: persons, places, organisations, norms, other regulations, decisions, literature.

The seven coarse classes of the German LER corpus (Leitner, Rehm, Moreno-Schneider 2019): PER, LOC, ORG, NRM (statutes
and treaties), REG (other regulations), RS (decisions cited), LIT (legal literature). Models where we have one, rules
and lists everywhere; without the weights there are fewer entities, and nothing else changes.

The models are loaded with the first text, not with this module.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from enrichment.facts.persons import find_persons
from enrichment.facts.reading import read_sentences
from enrichment.ner.classes import CLASSES
from enrichment.ner.sentence import Span
from enrichment.ner.zones import correct_by_place
from enrichment.text import Paragraph

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["CLASSES", "Entity", "find_entities", "has_model"]

_WITH_MODEL = "uj_entities"


@dataclass(frozen=True, slots=True)
class Entity:
    """`start:end` in code points of paragraph number `paragraph` (from 0); `label` is one of `CLASSES`."""

    paragraph: int
    start: int
    end: int
    label: str


def find_entities(paragraphs: Sequence[Paragraph], language: str | None) -> tuple[Entity, ...]:
    """The entities in order, without overlaps; `language` is ISO 639-1, None if unknown.

    Where the court signs, every line is a judge's name whatever else it could mean. The models are loaded once per
    process and language: from the folder `UJ_NER_WEIGHTS` if that is set, else those shipped. Raises OSError or
    ValueError when weights are damaged."""
    nlp = _pipeline(language, os.environ.get("UJ_NER_WEIGHTS", "shipped"))
    found: list[list[Span]] = []
    # what a text adds to the vocabulary is forgotten with it: memory stays level over a library of decisions
    with nlp.memory_zone():
        for doc in nlp.pipe(paragraph.text for paragraph in paragraphs):
            found.append([Span(span.start_char, span.end_char, span.label_) for span in doc.ents])
    correct_by_place(found, paragraphs, language)
    if not has_model(language):
        _add_persons(found, paragraphs, language)
    return tuple(Entity(number, *span) for number, spans in enumerate(found) for span in spans)


def has_model(language: str | None) -> bool:
    """Whether a trained model reads texts in `language`."""
    from enrichment.ner.component import UjEntities

    component = _pipeline(language, os.environ.get("UJ_NER_WEIGHTS", "shipped")).get_pipe(_WITH_MODEL)
    return isinstance(component, UjEntities) and component.reader.tagger is not None


@cache
def _pipeline(language: str | None, weights: str) -> Language:
    from enrichment.ner.component import make_pipeline

    return make_pipeline(language, weights)


def _add_persons(found: list[list[Span]], paragraphs: Sequence[Paragraph], language: str | None) -> None:
    """Names that the words beside them tell, where no model does."""
    reading = read_sentences(paragraphs, title=None, language=language)
    for named in find_persons(reading):
        evidence = reading.sentences[named.sentence].evidence(named.start, named.end)
        if evidence.paragraph is None or evidence.start is None or evidence.end is None:
            continue
        others = found[evidence.paragraph]
        if all(evidence.end <= other.start or other.end <= evidence.start for other in others):
            others.append(Span(evidence.start, evidence.end, "PER"))
            others.sort()
