"""Bars to trial (immunity, limitation, amnesty, ne bis in idem, retroactivity) and what the court made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from enrichment.decision import Certainty, Evidence, Fact, Issue
from enrichment.facts.concepts import CONCEPT, Mention
from enrichment.facts.reading import Reading, Sentence
from enrichment.vocabulary.patterns import load_patterns

RULE = "issues/1"

_KIND_OF_CONCEPT = {
    "functional_immunity": "functional_immunity",
    "personal_immunity": "personal_immunity",
    "state_immunity": "state_immunity",
    "statute_of_limitations": "statute_of_limitations",
    "amnesty": "amnesty",
    "ne_bis_in_idem": "ne_bis_in_idem",
    "legality": "retroactivity",
}
_WORDS = load_patterns("issue_words.json")
_POLARITY = tuple(
    (polarity, re.compile(rf"(?<!\w)(?:{_WORDS[polarity]})(?!\w)", re.IGNORECASE))
    for polarity in ("left_open", "rejected", "accepted", "argued")
)
# A party's words: what stands in such a sentence is its plea, not the court's finding.
_RANK = {"accepted": 3, "rejected": 3, "left_open": 3, "argued": 1}
_PARTY = re.compile(_WORDS["party"], re.IGNORECASE)
_BY_COURT = re.compile(_WORDS["by_court"], re.IGNORECASE)


def read_issues(reading: Reading) -> tuple[tuple[Fact, ...], tuple[Issue, ...], str | None]:
    """The issues with their polarity: one fact per issue, its value `kind:polarity`.

    The court's own word outranks a party's; of several words of the court on one issue the last counts, because
    reasons end with the result."""
    seen: dict[str, tuple[int, str, list[Evidence]]] = {}
    for sentence, mention, kind in _mentions(reading):
        polarity = _polarity(sentence, kind, mention)
        if polarity is None:
            continue
        rank = _RANK[polarity]
        known = seen.get(kind)
        proof = sentence.evidence()
        if known is None or rank > known[0] or (rank == known[0] and polarity != known[1]):
            seen[kind] = (rank, polarity, [proof])
        elif rank == known[0] and len(known[2]) < 5 and proof not in known[2]:
            known[2].append(proof)
    facts = tuple(
        Fact("issues", f"{kind}:{polarity}", RULE, Certainty.CERTAIN, tuple(proofs))
        for kind, (_, polarity, proofs) in seen.items()
    )
    issues = tuple(Issue(kind, polarity) for kind, (_, polarity, _) in seen.items())
    return facts, issues, None if issues else "no bar to trial is discussed"


def _mentions(reading: Reading) -> Iterator[tuple[Sentence, Mention, str]]:
    for sentence in reading.having(CONCEPT):
        done: set[str] = set()
        for mention in sentence.of(CONCEPT):
            kind = _KIND_OF_CONCEPT.get(mention.id)
            if kind is not None and kind not in done:
                done.add(kind)
                yield sentence, mention, kind


def _polarity(sentence: Sentence, kind: str, mention: Mention) -> str | None:
    """What the sentence says about the issue; None where it only names it."""
    text = sentence.text
    words = {polarity for polarity, pattern in _POLARITY if pattern.search(text)}
    if kind == "statute_of_limitations" and re.search(
        r"(?:im|un|on)(?:prescriptib|verjähr|verjaarba)", text, re.IGNORECASE
    ):
        return "rejected"
    if "left_open" in words:
        return "left_open"
    if _PARTY.search(text) and not _BY_COURT.search(text):
        return "argued"
    for polarity in ("rejected", "accepted", "argued"):
        if polarity in words:
            return polarity
    return None
