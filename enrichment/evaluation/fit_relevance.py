"""Fit the weights of `relevance.py` on labelled texts: two logistic regressions, no weight of an unexpected sign.

`python -m enrichment.evaluation.fit_relevance GOLD... [--neither FOLDER]` reads gold files of `uj eval relevance`, the
registry's summaries (known UJ decisions, counted little) and, where given, a folder of real texts whose labels stand in
`FOLDER_LABELS`, and writes `enrichment/vocabulary/relevance_weights.json`. A minute on one core; the result depends on
the texts alone."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from enrichment.decision import Relevance
from enrichment.enrich import enrich
from enrichment.evaluation.gold import read_records
from enrichment.evaluation.placed_text import place_text
from enrichment.evaluation.relevance import LABELS
from enrichment.facts.matter import Proceedings
from enrichment.facts.reading import Reading
from enrichment.read import read
from enrichment.registry import load_registry
from enrichment.relevance_signals import Findings, read_signals
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
_REGISTRY_WEIGHT, _FOLDER_WEIGHT = 0.05, 0.2
_LARGEST = 250_000  # bytes of a real text
_PENALTY = 0.3
_NEGATIVE = (
    "about_", "title_", "administrative_court", "asylum_", "extradition_", "incitement_", "citizenship_", "other_",
    "human_rights_court", "terrorism_", "crime_only_", "crime_in_passing", "crime_as_", "nazi_", "scene_is_forum",
    "scene_may_be_forum", "no_scene",
)  # fmt: skip
_EITHER_ABROAD = (
    "human_rights_court", "known_conflict", "scene_without_forum", "forum_had_a_conflict_of_its_own",
    "scene_abroad_by_language",
)  # fmt: skip
_ABROAD = (
    "international_tribunal", "scene", "forum_", "suit_", "no_scene", "known_conflict", "universal_", "jurisdiction_by",
    "civil_claim", "acts_abroad", "accused_came", "code_of", "foreign_accused", "power_to_try", "human_rights", "nazi_",
    "law_for",
)  # fmt: skip
_NOT_CORE = ("scene", "forum_", "no_scene", "accused_came", "foreign_accused", "nazi_")


@dataclass(frozen=True, slots=True)
class _Example:
    label: str
    weight: float
    values: dict[str, float]


def fit(examples: Sequence[_Example]) -> dict[str, dict[str, object]]:
    """The table of weights for both questions."""
    core = sorted({name for item in examples for name in item.values if not name.startswith(_NOT_CORE)})
    guilty = [item for item in examples if item.label != "neither"]
    abroad = sorted({name for item in guilty for name in item.values if name.startswith(_ABROAD)})
    return {
        "core": _fit_signed(examples, core, [item.label != "neither" for item in examples], "core"),
        "abroad": _fit_signed(guilty, abroad, [item.label == "uj" for item in guilty], "abroad"),
    }


def _sign(name: str, question: str) -> int:
    if question == "abroad":
        if name == "international_tribunal":
            return -1
        if name in _EITHER_ABROAD:
            return 0
    return -1 if name.startswith(_NEGATIVE) else 1


def _fit_signed(
    examples: Sequence[_Example], names: list[str], truth: Sequence[bool], question: str
) -> dict[str, object]:
    y = np.array(truth, float)
    w = np.array([item.weight for item in examples])
    while True:
        x = np.array([[1.0, *(item.values.get(name, 0.0) for name in names)] for item in examples])
        beta = _logistic_regression(x, y, w)
        wrong = [name for name, value in zip(names, beta[1:], strict=True) if _sign(name, question) * value < 0]
        if not wrong:
            weights = {name: round(float(value), 3) for name, value in zip(names, beta[1:], strict=True)}
            return {"bias": round(float(beta[0]), 3), "weights": weights}
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


def examples_of(gold: Sequence[Path], folder: Path | None) -> list[_Example]:
    """The signals of all labelled texts."""
    found = []
    for file in gold:
        for record in read_records(file):
            placed = place_text(record.text(()), language=record.language, title=record.string("title"))
            found.append(_Example(record.choice("label", LABELS), 1.0, signals_of(placed.text)))
    for row in load_registry():
        for language, sentences in row.summaries.items():
            lines = f"{row.court}\n{' '.join(sentences)}".split("\n")
            text = Text(tuple(Paragraph(line) for line in lines), "plain", "plain", language=language)
            found.append(_Example("uj", _REGISTRY_WEIGHT, signals_of(text)))
    for file in sorted(folder.glob("*/*/*.json")) if folder is not None else ():
        if file.parent.name not in _LEFT_OUT and file.stat().st_size <= _LARGEST:
            text = read(file.read_bytes(), file_name=file.name)
            found.append(_Example(FOLDER_LABELS.get(file.parent.name, "neither"), _FOLDER_WEIGHT, signals_of(text)))
    return found


def signals_of(text: Text) -> dict[str, float]:
    """The signals `enrich` sees in a text."""
    seen: dict[str, float] = {}

    def catch(reading: Reading, proceedings: Proceedings, facts: Findings) -> Relevance:
        seen.update(read_signals(reading, proceedings, facts).values)
        return Relevance("neither", 0.0, ())

    with patch("enrichment.enrich.judge_relevance", catch):
        enrich(text)
    return seen


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--neither", type=Path, help="folder of real texts, <group>/<source>/<file>.json")
    arguments = parser.parse_args()
    table = fit(examples_of(arguments.gold, arguments.neither))
    TARGET.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
