"""A trained model of one language: conditional random field over the features of words."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite

from enrichment.ner.features import WordFeatures
from enrichment.ner.lists import word_lists
from enrichment.ner.sentence import Sentence, Span, read_sentence, spans_of, without_ends
from enrichment.ner.word_classes import WEIGHTS, read_word_classes

_MOST_WORDS = 1500  # a longer text is read in pieces: memory grows with the length of what is read at once


class EntityTagger:
    """Finds entities in text of `language`. `model` is a CRFsuite model; `classes` word -> class, may be empty."""

    def __init__(self, language: str, model: bytes, classes: dict[str, int]) -> None:
        self.language = language
        self.model = model
        self.classes = classes
        self._features = WordFeatures(classes, word_lists())
        self._crf = pycrfsuite.Tagger()
        self._crf.open_inmemory(model)

    def read(self, text: str) -> Sentence:
        """`text` as the model sees it."""
        return read_sentence(text, self.language)

    def find(self, sentence: Sentence) -> list[Span]:
        """The entities of a sentence or paragraph in order, without overlaps."""
        tags: list[str] = []
        for first, last in _pieces(sentence.words):
            features = self._features.of_sentence(sentence.words[first:last], sentence.marks[first:last])
            tags += self._crf.tag(features)
        return spans_of(sentence, without_ends(tags))


def load_tagger(language: str, weights: Path = WEIGHTS) -> EntityTagger | None:
    """The model of `language` in the folder `weights`, None when there is none. Raises OSError or ValueError when a
    file is damaged."""
    model = weights / f"{language}.crf.gz"
    if not model.is_file():
        return None
    classes = weights / f"{language}.classes.gz"
    return EntityTagger(
        language, gzip.decompress(model.read_bytes()), read_word_classes(classes) if classes.is_file() else {}
    )


def _pieces(words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Cuts near `_MOST_WORDS`, after the end of a sentence where there is one in the last third."""
    first = 0
    while first < len(words):
        last = min(first + _MOST_WORDS, len(words))
        if last < len(words):
            for index in range(last, last - _MOST_WORDS // 3, -1):
                if words[index - 1] in (".", ";"):
                    last = index
                    break
        yield first, last
        first = last
