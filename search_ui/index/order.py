"""What puts decisions in order, in every engine: their day, their standing, the parts of a text that weigh more."""

from __future__ import annotations

from search_ui.index.engine import IndexedDecision

UNDATED = 99_999_999
"""The day of a decision without a date: it comes last whichever way one sorts."""

HEAD_KINDS = frozenset({"headnote", "summary", "operative_part", "title"})
"""Kinds of passages in which a word says more about the decision than in its reasons."""

_TIERS = {"uj": 0, "core_crime": 1}


def days(date: str | None) -> tuple[int, int] | None:
    """First and last day an ISO date (`2019`, `2019-07`, `2019-07-26`) can mean, as numbers YYYYMMDD; None for no
    date."""
    if not date:
        return None
    try:
        numbers = [int(part) for part in date.split("-")[:3]]
    except ValueError:
        return None
    if not 0 < numbers[0] < 10_000 or any(not 0 <= number < 100 for number in numbers[1:]):
        return None
    year, *rest = numbers
    first = [*rest, 0, 0]
    last = [*rest, 99, 99]
    return year * 10_000 + first[0] * 100 + first[1], year * 10_000 + last[0] * 100 + last[1]


def relevance_tier(decision: IndexedDecision) -> int:
    """0 for universal jurisdiction, 1 for core crimes, 2 for the rest: the order where nothing was asked for."""
    labels = decision.facets.get("relevance") or ("",)
    return min(_TIERS.get(label, 2) for label in labels)


def standing_bonus(decision: IndexedDecision) -> float:
    """Up to 0.2 for authority, 2 for universal jurisdiction, 0.6 for core crimes; log2(2 + this) multiplies the score.

    Files that somebody holds bring ordinary judgments into the library, in which `statute of limitations` stands far
    more often than in the field's own: these come first where both answer."""
    authority = min(max(decision.authority, 0.0), 1.0)
    return 0.2 * authority + (2.0, 0.6, 0.0)[relevance_tier(decision)]
