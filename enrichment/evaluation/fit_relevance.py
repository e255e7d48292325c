"""Fit the weights of `relevance.py` on labelled texts: two logistic regressions, no weight of an unexpected sign.

`python -m enrichment.evaluation.fit_relevance GOLD... [--neither FOLDER]` reads gold files of `uj eval relevance`, the
registry's summaries (known UJ decisions, counted little) and, where given, a folder of real texts whose labels stand in
`FOLDER_LABELS`, and writes `enrichment/vocabulary/relevance_weights.json` and, for the wording (`fit_wording.py`),
`relevance_wording.json`. Three minutes on one core; the result depends on the texts alone. Printed is how well each
batch of the gold (the part of an id before the hyphen) is judged by weights fitted without it: the figure to believe,
short of texts nobody has looked at."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from enrichment.decision import Relevance
from enrichment.enrich import enrich
from enrichment.evaluation.fit_wording import Worded, fit_wording, write_wording
from enrichment.evaluation.gold import read_records
from enrichment.evaluation.placed_text import place_text
from enrichment.evaluation.relevance import LABELS
from enrichment.evaluation.scores import Tally
from enrichment.facts.matter import Proceedings
from enrichment.facts.reading import Reading
from enrichment.read import read
from enrichment.registry import load_registry
from enrichment.relevance import Weights, chances_of
from enrichment.relevance_signals import Findings, Signals, read_signals
from enrichment.relevance_wording import weigh_wording
from enrichment.text import Paragraph, Text

TARGET = Path(__file__).parents[1] / "vocabulary" / "relevance_weights.json"
# Labels of the folders of real texts; what is not named here is `neither`.
FOLDER_LABELS = dict.fromkeys(
    (
        "INTL_ECCC",
        "INTL_KSC",
        "INTL_STL",
        "INTL_IRMCTCaseLaw",
        "INTL_ICCCaseLaw",
        "INTL_ICCLegalTools",
        "INTL_ICTY",
        "INTL_LegalToolsDB",
    ),
    "core_crime",
)
_LEFT_OUT = ("KH_Courts", "INTL_ICJDecisions", "BA_SudskaPrivada")  # mixed labels
_REGISTRY_WEIGHT, _FOLDER_WEIGHT, _WORDING_WEIGHT = 0.1, 0.2, 0.3
_LARGEST = 250_000  # bytes of a real text
_PENALTY = 0.1
_NEGATIVE = (
    "about_", "title_", "administrative_court", "asylum_", "extradition_", "incitement_", "citizenship_", "other_",
    "human_rights_court", "terrorism_", "crime_only_", "crime_in_passing", "crime_as_", "nazi_", "scene_is_forum",
    "scene_may_be_forum", "speaks_of_", "torture_with_nothing",
    "speech_is", "crimes_of_the_forum", "private_life",
)  # fmt: skip
_EITHER_ABROAD = (
    "human_rights_court", "known_conflict", "scene_without_forum", "forum_had_a_conflict_of_its_own",
    "scene_abroad_by_language",
)  # fmt: skip
_ABROAD = (
    "international_tribunal", "scene", "forum_", "suit_", "no_scene", "known_conflict", "universal_", "jurisdiction_by",
    "civil_claim", "acts_abroad", "accused_came", "code_of", "foreign_accused", "power_to_try", "human_rights", "nazi_",
    "law_for", "court_for", "trial_over", "immunity", "regime", "accused_of", "crimes_of_the_forum",
)  # fmt: skip
_NOT_CORE = ("crimes_of_the_forum", "scene", "forum_", "no_scene", "accused_came", "foreign_accused", "nazi_")


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text: what it counts, its signals, the batch of the gold it belongs to, and its words."""

    label: str
    weight: float
    values: dict[str, float]
    batch: str = ""  # texts written together; empty for those that are only learnt from
    words: frozenset[str] = frozenset()


def cross_validate(examples: Sequence[Example]) -> Iterator[tuple[str, Tally]]:
    """For each batch of the gold, how the label `uj` fares with weights fitted on everything else."""
    for batch in sorted({item.batch for item in examples if item.batch}):
        others = [item for item in examples if item.batch != batch]
        weights, table = fit(others), fit_wording(worded(others))
        tally = Tally()
        for item in examples:
            if item.batch == batch:
                wording = weigh_wording(dict.fromkeys(item.words, ""), table)
                chances = chances_of(item.values, wording, weights)
                found = max(chances, key=lambda label: chances[label]) == "uj"
                tally.right += found and item.label == "uj"
                tally.wrong += found and item.label != "uj"
                tally.missed += not found and item.label == "uj"
        yield batch, tally


def fit(examples: Sequence[Example]) -> dict[str, Weights]:
    """The weights for both questions."""
    core = sorted({name for item in examples for name in item.values if not name.startswith(_NOT_CORE)})
    guilty = [item for item in examples if item.label != "neither"]
    abroad = sorted({name for item in guilty for name in item.values if name.startswith(_ABROAD)})
    return {
        "core": _fit_signed(examples, core, [item.label != "neither" for item in examples], "core"),
        "abroad": _fit_signed(guilty, abroad, [item.label == "uj" for item in guilty], "abroad"),
    }


def worded(examples: Sequence[Example]) -> list[Worded]:
    """The examples as `fit_wording` wants them; those outside the gold count alike."""
    return [
        Worded(item.label, 1.0 if item.batch else _WORDING_WEIGHT, item.words, bool(item.batch)) for item in examples
    ]


def _sign(name: str, question: str) -> int:
    if question == "abroad":
        if name in ("international_tribunal", "court_for_core_crimes_at_home"):
            return -1
        if name in _EITHER_ABROAD:
            return 0
    if name == "no_scene":
        return -1
    return -1 if name.startswith(_NEGATIVE) else 1


def _fit_signed(examples: Sequence[Example], names: list[str], truth: Sequence[bool], question: str) -> Weights:
    y = np.array(truth, float)
    w = np.array([item.weight for item in examples])
    while True:
        x = np.array([[1.0, *(item.values.get(name, 0.0) for name in names)] for item in examples])
        beta = _logistic_regression(x, y, w)
        wrong = [name for name, value in zip(names, beta[1:], strict=True) if _sign(name, question) * value < 0]
        if not wrong:
            weights = {name: round(float(value), 3) for name, value in zip(names, beta[1:], strict=True)}
            return Weights(round(float(beta[0]), 3), weights)
        names = [name for name in names if name not in wrong]


def _logistic_regression(x: np.ndarray, y: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Weighted, with a quadratic penalty on all but the bias; Newton's method."""
    beta = np.zeros(x.shape[1])
    penalty = np.eye(x.shape[1]) * _PENALTY
    penalty[0, 0] = 1e-3
    for _ in range(60):
        p = 1.0 / (1.0 + np.exp(-x @ beta))
        step = np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + penalty, x.T @ (w * (p - y)) + penalty @ beta)
        beta -= step
        if np.abs(step).max() < 1e-7:
            break
    return beta


def examples_of(gold: Sequence[Path], folder: Path | None) -> list[Example]:
    """The signals of all labelled texts."""
    found = []
    for file in gold:
        for record in read_records(file):
            placed = place_text(record.text(()), language=record.language, title=record.string("title"))
            batch = record.id.partition("-")[0]
            found.append(_example(record.choice("label", LABELS), 1.0, placed.text, batch))
    for row in load_registry():
        for language, sentences in row.summaries.items():
            lines = f"{row.court}\n{' '.join(sentences)}".split("\n")
            text = Text(tuple(Paragraph(line) for line in lines), "plain", "plain", language=language)
            found.append(_example("uj", _REGISTRY_WEIGHT, text))
    for file in sorted(folder.glob("*/*/*.json")) if folder is not None else ():
        if file.parent.name not in _LEFT_OUT and file.stat().st_size <= _LARGEST:
            text = read(file.read_bytes(), file_name=file.name)
            found.append(_example(FOLDER_LABELS.get(file.parent.name, "neither"), _FOLDER_WEIGHT, text))
    return found


def _example(label: str, weight: float, text: Text, batch: str = "") -> Example:
    seen = _read(text)
    return Example(label, weight, seen.values, batch, frozenset(seen.words))


def signals_of(text: Text) -> dict[str, float]:
    """The signals `enrich` sees in a text."""
    return _read(text).values


def _read(text: Text) -> Signals:
    seen: list[Signals] = []

    def catch(reading: Reading, proceedings: Proceedings, facts: Findings) -> Relevance:
        seen.append(read_signals(reading, proceedings, facts))
        return Relevance("neither", 0.0, ())

    with patch("enrichment.enrich.judge_relevance", catch):
        enrich(text)
    return seen[0]


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--neither", type=Path, help="folder of real texts, <group>/<source>/<file>.json")
    arguments = parser.parse_args()
    examples = examples_of(arguments.gold, arguments.neither)
    for batch, tally in cross_validate(examples):
        print(f"without {batch}: precision {tally.precision:.3f}, recall {tally.recall:.3f}")
    table = {question: {"bias": found.bias, "weights": found.of} for question, found in fit(examples).items()}
    TARGET.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", "utf-8")
    write_wording(fit_wording(worded(examples)))


if __name__ == "__main__":
    main()
