"""Words a second of the rule layer and of everything with entities, beside spaCy's own tokenizer in the same run.

python -m tests.bench.entities
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy

from enrichment.enrich import enrich
from enrichment.entities import find_entities
from enrichment.text import Paragraph, Text

_JUDGMENTS = Path(__file__).parents[1] / "enrichment" / "concepts" / "judgments.jsonl"
_SYLLABLES = ("ba", "ben", "chi", "dor", "el", "fa", "gun", "hal", "ja", "kor", "lu", "mar", "nes", "qua", "sa", "tir")
_DOCUMENT = 5_000  # words


def run(words: int = 100_000) -> dict[str, Any]:
    """Words a second of CPU time on one core by layer and language, for texts of about `words` words in each; `memory_mb`
    is the most this process ever held."""
    figures: dict[str, Any] = {}
    for language in ("de", "en"):
        documents = list(_documents(language, words))
        count = sum(len(paragraph.text.split()) for text in documents for paragraph in text.paragraphs)
        blank = spacy.blank(language)
        layers: dict[str, Callable[[Text], object]] = {
            "plain nlp.pipe": lambda text, nlp=blank: list(nlp.pipe(p.text for p in text.paragraphs)),  # type: ignore[misc]
            "rule layer": enrich,
            "entities": lambda text, code=language: find_entities(text.paragraphs, code),  # type: ignore[misc]
        }
        seconds = {}
        for name, layer in layers.items():
            layer(documents[0])  # models and vocabulary are loaded once in the life of a worker
            started = time.process_time()
            for text in documents:
                layer(text)
            seconds[name] = time.process_time() - started
        seconds["everything with entities"] = seconds["rule layer"] + seconds["entities"]
        figures[language] = {name: round(count / spent) for name, spent in seconds.items()}
        figures[language]["words"] = count
    figures["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


def _documents(language: str, words: int) -> Iterator[Text]:
    """Long judgments made of the short ones we wrote, with names nobody bears, so that few words are seen twice."""
    chance = random.Random(7)
    lines = [
        line
        for record in map(json.loads, _JUDGMENTS.read_text("utf-8").splitlines())
        if record["lang"] == language
        for line in record["text"].split("\n")
        if line.strip()
    ]
    for _ in range(max(1, words // _DOCUMENT)):
        paragraphs: list[Paragraph] = []
        count = 0
        while count < _DOCUMENT:
            line = f"{_name(chance)}: {chance.choice(lines)} {_name(chance)} {chance.choice(lines)}"
            count += len(line.split())
            paragraphs.append(Paragraph(line, number=str(len(paragraphs) + 1)))
        yield Text(tuple(paragraphs), "plain", "plain", language=language)


def _name(chance: random.Random) -> str:
    return " ".join(
        "".join(_picked(chance, _SYLLABLES, 2 + chance.randrange(2))).capitalize()
        for _ in range(2 + chance.randrange(2))
    )


def _picked(chance: random.Random, choices: Sequence[str], count: int) -> list[str]:
    return [chance.choice(choices) for _ in range(count)]


if __name__ == "__main__":
    json.dump(run(), sys.stdout, indent=1)
