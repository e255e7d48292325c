"""Named entities: exact spans with their coarse class."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from enrichment.entities import find_entities
from enrichment.evaluation.conll import COARSE, Sentence, read_sentences
from enrichment.evaluation.scores import Report, Tally, rounded, worst_first
from enrichment.facts.language import detect_language
from enrichment.text import Paragraph, Text

_GENERAL = frozenset({"PER", "LOC", "ORG"})
_Key = tuple[int, int, str]
_SAMPLE = 300  # sentences from which the corpus' language is told


def evaluate_ner(gold: Path, language: str | None = None) -> Report:
    """Score `find_entities` on a CoNLL corpus, span and coarse class exact.

    `language` is ISO 639-1 (told from the sentences when None). A corpus that knows only persons, places and
    organisations is scored on these alone: it says nothing about norms and decisions. Raises `MalformedGold`."""
    sentences = list(read_sentences(gold))
    if language is None:
        sample = tuple(Paragraph(sentence.text) for sentence in sentences[:_SAMPLE])
        language = detect_language(Text(sample, format="conll", method="gold"))
    present = {COARSE[entity.label] for sentence in sentences for entity in sentence.entities if entity.label in COARSE}
    scored = _GENERAL if present <= _GENERAL else frozenset(COARSE.values())
    classes: dict[str, Tally] = defaultdict(Tally)
    total, overlap = Tally(), Tally()
    records: list[dict[str, Any]] = []
    read = find_entities([Paragraph(sentence.text) for sentence in sentences], language)
    by_sentence: dict[int, set[_Key]] = defaultdict(set)
    for entity in read:
        by_sentence[entity.paragraph].add((entity.start, entity.end, entity.label))
    for number, sentence in enumerate(sentences):
        expected = {
            (entity.start, entity.end, COARSE[entity.label])
            for entity in sentence.entities
            if COARSE.get(entity.label) in scored
        }
        found = {key for key in by_sentence[number] if key[2] in scored}
        for name in {key[2] for key in expected | found}:
            own, theirs = ({key for key in keys if key[2] == name} for keys in (expected, found))
            tally = Tally(len(own & theirs), len(theirs - own), len(own - theirs))
            classes[name].add(tally)
            total.add(tally)
        touched = sum(1 for key in expected if any(_touch(key, other) for other in found))
        overlap.add(Tally(touched, 0, len(expected) - touched))
        records.append(_record(sentence, expected, found))
    return Report(
        kind="ner",
        n=len(sentences),
        overall={**total.to_dict(), "overlap_recall": rounded(overlap.recall)},
        by={name: classes[name].to_dict() for name in sorted(classes)},
        more={"language": language},
        worst=worst_first(records, lambda item: len(item["missed"]) + len(item["wrong"])),
    )


def _touch(one: _Key, other: _Key) -> bool:
    return one[2] == other[2] and one[0] < other[1] and other[0] < one[1]


def _record(sentence: Sentence, expected: set[_Key], found: set[_Key]) -> dict[str, Any]:
    def shown(keys: set[_Key]) -> list[dict[str, Any]]:
        return [
            {"start": start, "end": end, "class": name, "text": sentence.text[start:end]}
            for start, end, name in sorted(keys)
        ]

    return {"id": f"line {sentence.line}", "missed": shown(expected - found), "wrong": shown(found - expected)}
