"""Words a second of the rule layer and of everything with entities, beside spaCy's own tokenizer in the same run.

python -m tests.bench.entities

On judgments made for it, and where real ones are at hand (UJ_SHARED) on a cross-section of those."""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import spacy

from enrichment.enrich import enrich
from enrichment.entities import find_entities
from enrichment.errors import Unreadable
from enrichment.read import read
from enrichment.text import Paragraph, Text

_HERE = Path(__file__).parent
_JUDGMENTS = _HERE.parent / "enrichment" / "concepts" / "judgments.jsonl"
_SYLLABLES = ("ba", "ben", "chi", "dor", "el", "fa", "gun", "hal", "ja", "kor", "lu", "mar", "nes", "qua", "sa", "tir")
_DOCUMENT = 5_000  # words
_REAL = 100  # documents
_PERSONS = 20  # named in a document
_TOLD = {"de": 1, "en": 2}  # lines about crimes or verdicts for two sentences of reasons


def run(words: int = 100_000) -> dict[str, Any]:
    """Words a second of CPU time on one core by layer and language, for texts of about `words` words in each; `memory_mb`
    is the most this process ever held."""
    figures: dict[str, Any] = {}
    for language in ("de", "en"):
        documents = list(_documents(language, words))
        count = _words(documents)
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
    if real := list(_real_judgments()):
        for text in real:  # the words of ten languages are loaded once in the life of a worker
            enrich(text)
        started = time.process_time()
        for text in real:
            enrich(text)
        figures["real judgments"] = {
            "rule layer": round(_words(real) / (time.process_time() - started)),
            "words": _words(real),
        }
    figures["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


def _words(documents: Iterable[Text]) -> int:
    return sum(len(paragraph.text.split()) for text in documents for paragraph in text.paragraphs)


def _real_judgments() -> Iterator[Text]:
    """A cross-section of the judgments of all courts in the folder of real material; none where there is none."""
    folder = Path(os.environ.get("UJ_SHARED", _HERE.parents[2] / "shared")) / "data" / "texts"
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    for file in files[:: max(1, len(files) // _REAL)]:
        with suppress(Unreadable):
            yield read(file.read_bytes(), file_name=file.name, ocr=False)


def _documents(language: str, words: int) -> Iterator[Text]:
    """Long judgments on international crimes as dense as real ones: what such courts write of crimes, verdicts and
    witnesses among ordinary reasons, with some twenty persons whose names nobody bears.

    Real judgments on these crimes hold 8 sentences about them in 1,000 words, every tenth word in the tables of the
    rules, 4 protected names; the tests keep ours no thinner."""
    chance = random.Random(7)
    told = [
        line
        for record in map(json.loads, _JUDGMENTS.read_text("utf-8").splitlines())
        if record["lang"] == language
        for line in record["text"].split("\n")
        if line.strip()
    ]
    reasons = (_HERE / f"reasons.{language}.txt").read_text("utf-8").splitlines()
    for _ in range(max(1, words // _DOCUMENT)):
        paragraphs: list[Paragraph] = []
        names = [_name(chance) for _ in range(_PERSONS)]
        count = 0
        while count < _DOCUMENT:
            sentences = [*chance.sample(reasons, 2), *chance.sample(told, _TOLD[language])]
            line = f"{chance.choice(names)}: {' '.join(sentences)}"
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
