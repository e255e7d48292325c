"""Matches in plain words: what was found, where, and for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search_ui.index.highlight import How, Match

_PLACES: Mapping[str, str] = {
    "title": "the title",
    "summary": "our summary",
    "headnote": "the headnote",
    "operative_part": "the operative part",
    "dissent": "a dissent",
    "annex": "an annex",
    "footnote": "a footnote",
    "rubrum": "the caption",
}


def place(kind: str, number: str | None) -> str:
    """Where a passage stands, in words: `the headnote`, `paragraph 17`, `the text`."""
    named = _PLACES.get(kind)
    if named and number:
        return f"{named}, paragraph {number}"
    return named or (f"paragraph {number}" if number else "the text")


def explain(text: str, match: Match, where: str) -> str:
    """One match in plain words: `“Folter” in the headnote (for “torture”)`."""
    found = text[match.start : match.end]
    leaf = match.leaf
    sentence = f"“{found}” in {where}"
    if leaf.typed != leaf.text:
        return f"{sentence} (for “{leaf.typed}”)"
    if match.how is How.TYPO:
        return f"{sentence} (spelt like “{leaf.text}”)"
    return sentence


def best_matches(matches: Iterable[Match]) -> list[Match]:
    """One match for each clause of the query: the one found in the best way, then the first."""
    best: dict[int, Match] = {}
    for match in matches:
        known = best.get(match.leaf.clause)
        if known is None or (match.how, match.start) < (known.how, known.start):
            best[match.leaf.clause] = match
    return [best[clause] for clause in sorted(best)]
