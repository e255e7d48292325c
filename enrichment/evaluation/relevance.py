"""Relevance: which of the three labels a decision gets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enrichment.enrich import enrich
from enrichment.evaluation.gold import read_records
from enrichment.evaluation.placed_text import place_text
from enrichment.evaluation.scores import Report, Tally, ratio, rounded

LABELS = ("uj", "core_crime", "neither")


def evaluate_relevance(gold: Path, folders: Sequence[Path] = ()) -> Report:
    """Score `enrich().relevance`.

    Precision, recall and F1 in `overall` are those of the label `uj`; `confusion` counts by gold label, then by the
    label given. Raises `MalformedGold`."""
    confusion: Counter[tuple[str, str]] = Counter()
    languages: dict[str, list[bool]] = defaultdict(list)
    worst: list[dict[str, Any]] = []
    for record in read_records(gold):
        label = record.choice("label", LABELS)
        title = record.string("title")
        placed = place_text(record.text(folders), language=record.language, title=title)
        found = enrich(placed.text).relevance
        confusion[label, found.label] += 1
        languages[record.language or "?"].append(found.label == label)
        if found.label != label:
            worst.append(
                {
                    "id": record.id,
                    "expected": label,
                    "found": found.label,
                    "score": rounded(found.score),
                    "reasons": list(found.reasons),
                }
            )
    tallies = {label: _tally(confusion, label) for label in LABELS}
    n = confusion.total()
    right = sum(confusion[label, label] for label in LABELS)
    # the surest mistakes first: a score far from the middle
    worst.sort(key=lambda item: abs(item["score"] - 0.5), reverse=True)
    return Report(
        kind="relevance",
        n=n,
        overall={
            **tallies["uj"].to_dict(),
            "accuracy": rounded(ratio(right, n)),
            "macro_f1": rounded(sum(tally.f1 for tally in tallies.values()) / len(tallies)),
        },
        by={label: tally.to_dict() for label, tally in tallies.items()},
        more={
            "confusion": {label: {other: confusion[label, other] for other in LABELS} for label in LABELS},
            "by_language": {
                language: {"accuracy": rounded(ratio(sum(rights), len(rights))), "n": len(rights)}
                for language, rights in sorted(languages.items())
            },
        },
        worst=worst,
    )


def _tally(confusion: Counter[tuple[str, str]], label: str) -> Tally:
    return Tally(
        right=confusion[label, label],
        wrong=sum(confusion[other, label] for other in LABELS if other != label),
        missed=sum(confusion[label, other] for other in LABELS if other != label),
    )
