"""Precision, recall, F1 and what every evaluation reports."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

MOST_WORST = 20


@dataclass(slots=True)
class Tally:
    """Counts of values found and right, found and wrong, and not found."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of `other`."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Share of what was found that is right; where nothing was to be found and nothing was, 1."""
        return self._share(self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what was to be found that was found; where nothing was to be found and nothing was, 1."""
        return self._share(self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)

    def _share(self, of: int) -> float:
        return self.right / of if of else float(self.wrong + self.missed == 0)

    def to_dict(self) -> dict[str, Any]:
        """Scores and counts, ready for JSON."""
        return {
            "precision": rounded(self.precision),
            "recall": rounded(self.recall),
            "f1": rounded(self.f1),
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
        }


def compare(expected: Iterable[Hashable], found: Iterable[Hashable]) -> Tally:
    """The tally of two sets of values."""
    gold, predicted = set(expected), set(found)
    return Tally(len(gold & predicted), len(predicted - gold), len(gold - predicted))


def ratio(part: float, whole: float) -> float:
    """`part / whole`; 1 where there is no whole (nothing to be found, nothing wrong)."""
    return part / whole if whole else 1.0


def rounded(score: float) -> float:
    """A score as it is reported: four decimals."""
    return round(score, 4)


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found. `overall` and `by` hold scores of 0..1; `worst` the records with most errors."""

    kind: str
    n: int
    overall: dict[str, Any]
    by: dict[str, Any]
    worst: list[dict[str, Any]]
    more: dict[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The published output format, ready for JSON."""
        return {
            "kind": self.kind,
            "n": self.n,
            "overall": self.overall,
            "by": self.by,
            **self.more,
            "worst": self.worst,
        }


def worst_first(records: Iterable[dict[str, Any]], badness: Callable[[dict[str, Any]], float]) -> list[dict[str, Any]]:
    """The records with errors, the worst first, at most `MOST_WORST`."""
    bad = [record for record in records if badness(record) > 0]
    return sorted(bad, key=badness, reverse=True)[:MOST_WORST]
