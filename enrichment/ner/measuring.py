"""How well a recipe does on what it was not trained on: figures for the model card.

The shipped model learns from everything; the figures are those of sister models, trained by the same recipe without
the part that is measured, and without any sentence that occurs in it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from enrichment.evaluation.scores import Tally
from enrichment.ner.classes import CLASSES, GENERAL
from enrichment.ner.corpora import Example, without
from enrichment.ner.reader import EntityReader
from enrichment.ner.zones import correct_by_place
from enrichment.text import Paragraph

_FOLDS = 5
_SEED = 4


@dataclass(frozen=True, slots=True)
class HoldOut:
    """What one sister model is trained on, and what it is measured on, by name."""

    training: list[Example]
    tests: dict[str, list[Example]]


def hold_outs(language: str, examples: Sequence[Example]) -> dict[str, HoldOut]:
    """The trainings by name that give a language's figures."""
    if language == "de":
        return _german(examples)
    if language == "sv":
        held = [example for example in examples if "test" in example.part or "dev" in example.part]
        rest = [example for example in examples if "train" in example.part]
        return {"sv": HoldOut(without(rest, held), {"Talbanken dev and test": held})} if held and rest else {}
    held, rest = _drawn(examples)
    return {language: HoldOut(without(rest, held), {"one fifth held out": held})}


def _german(examples: Sequence[Example]) -> dict[str, HoldOut]:
    """One sister model for all figures: without the dev part, without the criminal court, without a fifth of the
    general corpus. What it does on the dev part is therefore less than the shipped model would."""
    legal = [example for example in examples if example.part.startswith("german-ler/")]
    general, learnt = _drawn([example for example in examples if not example.part.startswith("german-ler/")])
    tests = {
        "LER dev part": [example for example in legal if example.part.endswith("/dev.conll")],
        "criminal court (BGH)": [example for example in legal if ".bgh." in example.part],
        "GermEval, one fifth": general,
    }
    tests = {name: held for name, held in tests.items() if held}
    held_out = [example for held in tests.values() for example in held]
    parts = {example.part for test in ("LER dev part", "criminal court (BGH)") for example in tests.get(test, ())}
    rest = without([*(example for example in legal if example.part not in parts), *learnt], held_out)
    return {"de": HoldOut(rest, tests)} if rest and tests else {}


def _drawn(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """A fifth of the examples, drawn, and the rest."""
    numbers = list(range(len(examples)))
    random.Random(_SEED).shuffle(numbers)  # noqa: S311 - not for secrets
    drawn = set(numbers[: len(numbers) // _FOLDS])
    return (
        [example for number, example in enumerate(examples) if number in drawn],
        [example for number, example in enumerate(examples) if number not in drawn],
    )


def score(reader: EntityReader, examples: Sequence[Example]) -> dict[str, Any]:
    """Precision, recall and F1 of exact spans with their class, in all and by class, as `uj eval ner` counts them: a
    corpus that knows only persons, places and organisations says nothing about the other classes."""
    present = {span.label for example in examples for span in example.spans}
    classes = GENERAL if present <= GENERAL else frozenset(CLASSES)
    paragraphs = [Paragraph(example.text) for example in examples]
    read = [reader.find(paragraph.text) for paragraph in paragraphs]
    correct_by_place(read, paragraphs, reader.language)
    total = Tally()
    by: dict[str, Tally] = defaultdict(Tally)
    for number, example in enumerate(examples):
        found = set(read[number])
        expected = set(example.spans)
        found, expected = ({span for span in spans if span.label in classes} for spans in (found, expected))
        for label in {span.label for span in found | expected}:
            own, theirs = ({span for span in spans if span.label == label} for spans in (expected, found))
            tally = Tally(len(own & theirs), len(theirs - own), len(own - theirs))
            total.add(tally)
            by[label].add(tally)
    return {
        "sentences": len(examples),
        "overall": _figures(total),
        "by": {label: _figures(by[label]) for label in sorted(by)},
    }


def _figures(tally: Tally) -> dict[str, float | int]:
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "n": tally.right + tally.missed,
    }
