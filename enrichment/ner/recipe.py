"""How a model is trained: which corpora, which algorithm, and how its weights are written.

The same data give the same bytes: examples in a fixed order, a fixed seed for what is drawn, one process per training
(CRFsuite draws from the process' own generator).
"""

from __future__ import annotations

import gzip
import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from enrichment.ner.corpora import Example
from enrichment.ner.features import WordFeatures
from enrichment.ner.lists import word_lists
from enrichment.ner.sentence import Span, read_sentence, tags_of, with_ends

SEED = 20191028
_SENTENCE_ENDS = (".", "!", "?", ";")
_LONGEST_PARAGRAPH = 4  # sentences


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of one language's training. `iterations` over the corpus; features seen less often than `rarest` are
    left out; `paragraphs` is the share of sentences that is joined to the one before, as in a paragraph."""

    language: str
    iterations: int
    rarest: int
    paragraphs: float


RECIPES: Mapping[str, Recipe] = {
    "de": Recipe("de", iterations=12, rarest=3, paragraphs=0.3),
    "en": Recipe("en", iterations=12, rarest=2, paragraphs=0.0),
    "sv": Recipe("sv", iterations=12, rarest=2, paragraphs=0.3),
}

WORD_CLASSES: Mapping[str, int] = {"de": 600_000, "en": 150_000}
"""How many of the most frequent words of a language have their class shipped."""


def train(recipe: Recipe, examples: Sequence[Example], classes: Mapping[str, int]) -> bytes:
    """The CRFsuite model learnt from `examples`. Raises ValueError when there is nothing to learn from."""
    features = WordFeatures(classes, word_lists())
    trainer = pycrfsuite.Trainer(verbose=False, algorithm="pa")
    trainer.set_params({"max_iterations": recipe.iterations, "feature.minfreq": recipe.rarest})
    learnt = 0
    for example in as_paragraphs(examples, recipe.paragraphs):
        sentence = read_sentence(example.text, recipe.language)
        if sentence.words:
            trainer.append(
                features.of_sentence(sentence.words, sentence.marks), with_ends(tags_of(sentence, example.spans))
            )
            learnt += len(example.spans)
    if not learnt:
        raise ValueError("there is no entity in the examples")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "model.crf"
        trainer.train(str(file))
        return file.read_bytes()


def write_model(model: bytes, file: Path) -> None:
    """Write a model as it is shipped; the same model gives the same bytes."""
    file.write_bytes(gzip.compress(model, compresslevel=9, mtime=0))


def as_paragraphs(examples: Iterable[Example], share: float) -> Iterator[Example]:
    """`examples` with a share of them joined to the one before: judgments come in paragraphs, corpora in sentences."""
    chance = random.Random(SEED)  # noqa: S311 - not for secrets
    waiting: Example | None = None
    sentences = 0
    for example in examples:
        if (
            waiting is not None
            and waiting.part == example.part
            and waiting.text.endswith(_SENTENCE_ENDS)
            and sentences < _LONGEST_PARAGRAPH
            and chance.random() < share
        ):
            waiting = _joined(waiting, example)
            sentences += 1
            continue
        if waiting is not None:
            yield waiting
        waiting, sentences = example, 1
    if waiting is not None:
        yield waiting


def _joined(first: Example, second: Example) -> Example:
    shift = len(first.text) + 1
    moved = tuple(Span(span.start + shift, span.end + shift, span.label) for span in second.spans)
    return Example(f"{first.text} {second.text}", (*first.spans, *moved), first.part)
