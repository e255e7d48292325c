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
_BINS = (0.1, 0.3, 0.5, 0.7, 0.9, 1.0)  # upper bounds of the scores in the reliability table


def evaluate_relevance(gold: Path, folders: Sequence[Path] = ()) -> Report:
    """Score `enrich().relevance`.

    Precision, recall and F1 in `overall` are those of the label `uj`; `confusion` counts by gold label, then by the
    label given; `reliability` sets the mean score beside the share of texts that are `uj`. Raises `MalformedGold`."""
    confusion: Counter[tuple[str, str]] = Counter()
    languages: dict[str, list[bool]] = defaultdict(list)
    worst: list[dict[str, Any]] = []
    scored: list[tuple[float, bool]] = []
    for record in read_records(gold):
        label = record.choice("label", LABELS)
        title = record.string("title")
        placed = place_text(record.text(folders), language=record.language, title=title)
        found = enrich(placed.text).relevance
        confusion[label, found.label] += 1
        scored.append((found.score, label == "uj"))
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
            "reliability": reliability(scored),
            "by_language": {
                language: {"accuracy": rounded(ratio(sum(rights), len(rights))), "n": len(rights)}
                for language, rights in sorted(languages.items())
            },
        },
        worst=worst,
    )


def reliability(scored: Sequence[tuple[float, bool]]) -> dict[str, dict[str, Any]]:
    """By range of scores: number of texts, mean score and share of `uj`; the two are alike when calibrated."""
    table: dict[str, dict[str, Any]] = {}
    low = 0.0
    for high in _BINS:
        inside = [(score, right) for score, right in scored if low <= score < high or score == high == 1.0]
        if inside:
            table[f"{low:.1f}-{high:.1f}"] = {
                "mean_score": rounded(sum(score for score, _ in inside) / len(inside)),
                "share_uj": rounded(sum(right for _, right in inside) / len(inside)),
                "n": len(inside),
            }
        low = high
    return table


def _tally(confusion: Counter[tuple[str, str]], label: str) -> Tally:
    return Tally(
        right=confusion[label, label],
        wrong=sum(confusion[other, label] for other in LABELS if other != label),
        missed=sum(confusion[label, other] for other in LABELS if other != label),
    )
