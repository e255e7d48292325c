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
from enrichment.ner.reader import EntityReader, in_order
from enrichment.ner.sentence import Span
from enrichment.ner.zones import signature_lines
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
    """Without the dev part, and without the criminal court; a fifth of the general corpus stays out of both."""
    legal = [example for example in examples if example.part.startswith("german-ler/")]
    general, general_rest = _drawn([example for example in examples if not example.part.startswith("german-ler/")])
    found: dict[str, HoldOut] = {}
    dev = [example for example in legal if example.part.endswith("/dev.conll")]
    criminal = [example for example in legal if ".bgh." in example.part]
    others = [example for example in legal if ".bgh." not in example.part and not example.part.endswith("/dev.conll")]
    if dev and others:
        training = [*without([*others, *criminal], dev), *general_rest]
        found["de without dev"] = HoldOut(training, {"LER dev part": dev, "GermEval, one fifth held out": general})
    if criminal and others:
        training = [*without(others, criminal), *general_rest]
        found["de without the criminal court"] = HoldOut(training, {"Criminal court (BGH) held out": criminal})
    return found


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
    signed: dict[int, list[Span]] = defaultdict(list)
    for number, start, end in signature_lines([Paragraph(example.text) for example in examples]):
        signed[number].append(Span(start, end, "PER"))
    total = Tally()
    by: dict[str, Tally] = defaultdict(Tally)
    for number, example in enumerate(examples):
        found = set(signed[number] or in_order(reader.find(example.text)))
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
