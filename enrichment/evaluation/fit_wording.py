"""Learn what words say about relevance: two logistic regressions on words and pairs of words, with a quadratic penalty.

There are far more words than texts, so each is solved in the space of texts (kernel form) and the weights of the words
read off. Only words that several texts of the gold share are learnt: no name of a single case, no sentence of a real
text. `fit_relevance.py` calls this and writes the table."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path

import numpy as np

from enrichment import relevance_wording
from enrichment.relevance_wording import WordingTable

TARGET = Path(__file__).parents[1] / "vocabulary" / "relevance_wording.json"
_PENALTY = 0.03
_TEXTS_SHARING = 3  # of the gold, for a word to be learnt
_STEPS = 12
_FLAT = 1e-4  # the least curvature, where a text is judged without doubt


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of a labelled text, what it counts, and whether it is of the gold."""

    label: str
    weight: float
    words: frozenset[str]
    of_gold: bool


def fit_wording(examples: Sequence[Worded]) -> WordingTable:
    """The weights of all words for both questions."""
    texts = sum(item.of_gold for item in examples)
    shared = Counter(word for item in examples if item.of_gold for word in item.words)
    words = sorted(word for word, count in shared.items() if _TEXTS_SHARING <= count < texts)
    place = {word: number for number, word in enumerate(words)}
    rarity = np.array([log(texts / shared[word]) for word in words])
    x = np.zeros((len(examples), len(words)), np.float32)
    for number, item in enumerate(examples):
        known = [place[word] for word in item.words if word in place]
        x[number, known] = rarity[known]
        x[number] /= sqrt(relevance_wording.OF_FEW_WORDS + float(x[number] @ x[number]))
    everything = list(range(len(examples)))
    guilty = [number for number in everything if examples[number].label != "neither"]
    core, core_bias = _fit(x, everything, examples, "neither", of=False)
    abroad, abroad_bias = _fit(x, guilty, examples, "uj", of=True)
    return WordingTable(
        texts,
        (core_bias, abroad_bias),
        {
            word: (shared[word], round(float(first), 3), round(float(second), 3))
            for word, first, second in zip(words, core, abroad, strict=True)
        },
    )


def _fit(
    x: np.ndarray, rows: Sequence[int], examples: Sequence[Worded], label: str, *, of: bool
) -> tuple[np.ndarray, float]:
    chosen = x[rows]
    truth = np.array([(examples[row].label == label) is of for row in rows], float)
    counts = np.array([examples[row].weight for row in rows])
    kernel = (chosen @ chosen.T).astype(float)
    size = len(rows)
    alpha, bias = np.zeros(size), 0.0
    system = np.ones((size + 1, size + 1))
    system[size, size] = 0.0
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-kernel @ alpha - bias))
        curve = np.maximum(p * (1.0 - p), _FLAT)
        system[:size, :size] = kernel + _PENALTY * np.diag(1.0 / (curve * counts))
        solved = np.linalg.solve(system, np.append(kernel @ alpha + bias + (truth - p) / curve, 0.0))
        moved = float(np.abs(solved[:size] - alpha).max())
        alpha, bias = solved[:size], float(solved[size])
        if moved < 1e-3:
            break
    return chosen.T @ alpha, round(bias, 3)


def write_wording(table: WordingTable, target: Path = TARGET) -> None:
    """Write the table, a word a line."""
    lines = ",\n".join(f"{json.dumps(word, ensure_ascii=False)}:{json.dumps(row)}" for word, row in table.words.items())
    target.write_text(f'{{"texts":{table.texts},"bias":{json.dumps(table.bias)},"words":{{\n{lines}\n}}}}\n', "utf-8")
