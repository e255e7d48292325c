"""The figures on our gold may rise but not fall: each floor stands slightly under what was measured.

A test that fails here names the metric; `uj eval KIND --gold tests/gold/FILE` shows the records behind it.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import pytest

from enrichment.evaluation.citations import evaluate_citations
from enrichment.evaluation.facts import evaluate_facts
from enrichment.evaluation.ner import evaluate_ner
from enrichment.evaluation.people import evaluate_people
from enrichment.evaluation.reading import evaluate_text
from enrichment.evaluation.relevance import evaluate_relevance
from enrichment.evaluation.scores import Report

GOLD = Path(__file__).resolve().parents[2] / "gold"
REAL_SENTENCES = 1500


def check(report: Report, floors: Mapping[str, float]) -> None:
    """`floors` are given as `metric` (overall) or `part/metric` (by kind, field, label or role)."""
    fallen = {}
    for name, floor in floors.items():
        part, _, metric = name.rpartition("/")
        measured = (report.by[part] if part else report.overall)[metric]
        if measured < floor:
            fallen[name] = f"{measured} < {floor}"
    assert not fallen, fallen


def test_citations() -> None:
    report = evaluate_citations(GOLD / "citations.jsonl")
    spans = sum(row["right"] + row["missed"] for row in report.by.values())
    assert spans >= 190
    assert set(report.more["by_language"]) == {"de", "en", "fr", "nl", "es", "sv"}
    check(
        report,
        {
            "precision": 0.99,
            "recall": 0.98,
            "norm_accuracy": 0.99,
            "ecli/f1": 1.0,
            "docket/f1": 0.96,
            "neutral/f1": 0.99,
            "international/f1": 0.99,
            "provision/f1": 0.99,
        },
    )


def test_citations_in_real_judgments(shared_data: Path) -> None:
    report = evaluate_citations(GOLD / "citations.real.jsonl", [shared_data])
    spans = sum(row["right"] + row["missed"] for row in report.by.values())
    assert spans >= 1150
    check(
        report,
        {
            "precision": 0.985,
            "recall": 0.975,
            "norm_accuracy": 0.99,
            "docket/f1": 0.985,
            "ecli/f1": 1.0,
            "echr_application/f1": 0.99,
            "neutral/f1": 0.99,
            "provision/f1": 0.975,
        },
    )


def test_facts_of_real_judgments(shared_data: Path) -> None:
    """Mostly ordinary cases, of which no core crime and no scene of one may be read, and four of the Yugoslavia Tribunal."""
    report = evaluate_facts(GOLD / "facts.real.jsonl", [shared_data])
    check(
        report,
        {
            "accused/f1": 0.9,
            "crimes/accuracy": 0.95,
            "outcome/accuracy": 0.9,
            "sentence/accuracy": 0.94,
            "territorial_states/accuracy": 0.94,
        },
    )


def test_facts() -> None:
    report = evaluate_facts(GOLD / "facts.jsonl")
    assert report.n >= 160
    check(
        report,
        {
            "f1": 0.96,
            "precision": 0.98,
            "accused/f1": 0.95,
            "crimes/f1": 0.98,
            "court/f1": 0.93,
            "decision_date/f1": 0.94,
            "docket_numbers/f1": 0.98,
            "findings/f1": 0.95,
            "instances/f1": 0.95,
            "issues/f1": 0.95,
            "jurisdiction_basis/f1": 0.95,
            "modes_of_liability/f1": 0.95,
            "nationality/f1": 0.96,
            "organisations/f1": 0.92,
            "outcome/f1": 0.96,
            "participation/f1": 0.95,
            "places/f1": 0.9,
            "presence/f1": 0.85,
            "sentence/f1": 0.96,
            "territorial_states/f1": 0.96,
        },
    )


def test_relevance() -> None:
    report = evaluate_relevance(GOLD / "relevance.jsonl")
    assert report.n >= 1100
    check(report, {"precision": 0.97, "recall": 0.97, "accuracy": 0.97, "neither/f1": 0.97})


def test_people() -> None:
    report = evaluate_people(GOLD / "people.jsonl")
    assert report.n >= 150
    # Where a sentence does not tell victim from accused, the name is masked: protection comes before legibility.
    floors = {"recall": 0.98, "kept": 0.965, "precision": 0.96, "address/recall": 1.0, "birth_date/recall": 1.0}
    check(report, floors)


def test_reading() -> None:
    report = evaluate_text(GOLD / "text.jsonl")
    assert report.overall["wer"] == 0.0
    check(report, {"paragraph_f1": 1.0, "number_accuracy": 1.0})


def test_entities() -> None:
    check(evaluate_ner(GOLD / "ner.conll"), {"f1": 0.9, "NRM/f1": 1.0, "PER/f1": 1.0})


@pytest.mark.parametrize(
    ("language", "floor"), [("de", 0.84), ("en", 0.78), ("fr", 0.86), ("nl", 0.9), ("es", 0.88), ("sv", 0.88)]
)
def test_entities_of_the_field(language: str, floor: float) -> None:
    check(evaluate_ner(GOLD / f"ner.{language}.conll", language), {"f1": floor})


def test_entities_without_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UJ_NER_WEIGHTS", str(tmp_path))
    check(evaluate_ner(GOLD / "ner.conll"), {"precision": 0.94, "recall": 0.6, "NRM/f1": 1.0})


def test_entities_in_real_judgments(shared_data: Path, tmp_path: Path) -> None:
    lines = (shared_data / "ner" / "german-ler" / "train.bgh.conll").read_text("utf-8").split("\n")
    ends = (number for number, line in enumerate(lines) if not line.strip())
    cut = next(itertools.islice(ends, REAL_SENTENCES, None))
    (tmp_path / "bgh.conll").write_text("\n".join(lines[:cut]) + "\n", "utf-8")
    # the shipped model has seen these sentences: this floor guards the weights, not how good they are elsewhere
    check(evaluate_ner(tmp_path / "bgh.conll"), {"f1": 0.95, "NRM/f1": 0.95, "RS/f1": 0.95})
