"""How decisions and passages are laid out on a Meilisearch server, and the settings of the three indexes.

A *decision* document holds all words of the decision, folded by us (so that both engines find the same spellings) and
without punctuation (each sentence end would cost eight of the 65,535 positions an attribute has). A *passage* document
holds one passage. A third index holds one document: what the others are complete to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from search_ui.index.court_words import court_words
from search_ui.index.engine import FACETS, IndexedDecision, Passage
from search_ui.index.folding import folded_words
from search_ui.index.hits import Shown, recorded_facts
from search_ui.index.identifiers import partial_keys
from search_ui.index.order import HEAD_KINDS, UNDATED, days, relevance_tier, standing_bonus
from search_ui.index.suggestions import suggestions

VERSION = 5
"""To be raised whenever the layout, the settings or the folding change."""

_WORDS_PER_FIELD = 60_000  # the server reads 65,535 positions of an attribute
_TEXT_FIELDS = tuple(f"text_{number}" for number in range(32))  # 1.9 million words of one decision
_LONGEST_WORD = 200  # the server leaves out words over 250 bytes
_LONGEST_VALUE = 460  # bytes of a filterable value

_TYPOS = {
    "enabled": True,
    "disableOnNumbers": True,
    "disableOnAttributes": ["numbers", "number_parts", "facts"],
    "minWordSizeForTypos": {"oneTypo": 5, "twoTypos": 9},
}
# One language for all texts: the server would cut German compounds in a text but not in a query too short for its
# language to be recognised.
_LOCALES = [{"attributePatterns": ["*"], "locales": ["eng"]}]
QUERY_LOCALES = ["eng"]


def _filterable(patterns: list[str], *, compared: bool = False, searched: bool = False) -> dict[str, Any]:
    return {
        "attributePatterns": patterns,
        "features": {"facetSearch": searched, "filter": {"equality": True, "comparison": compared}},
    }


DECISION_SETTINGS: dict[str, Any] = {
    "searchableAttributes": ["numbers", "number_parts", "names", "court", "title", "head", "facts", *_TEXT_FIELDS],
    "filterableAttributes": [
        _filterable(["facet_*", "key"]),
        _filterable(["first_day", "last_day"], compared=True),
        _filterable(["suggestions"], searched=True),
    ],
    "sortableAttributes": ["oldest", "newest", "standing"],
    "rankingRules": [
        "sort",
        "words",
        "typo",
        "attributeRank",
        "proximity",
        "wordPosition",
        "exactness",
        "weight:desc",
        "newest:asc",
    ],
    "typoTolerance": _TYPOS,
    "localizedAttributes": _LOCALES,
    "proximityPrecision": "byWord",
    "searchCutoffMs": 10_000,
    "pagination": {"maxTotalHits": 10_000_000},
    "faceting": {"maxValuesPerFacet": 60_000},
}
PASSAGE_SETTINGS: dict[str, Any] = {
    "searchableAttributes": ["text"],
    "filterableAttributes": [_filterable(["key", "owner"])],
    "sortableAttributes": [],
    "rankingRules": ["words", "typo", "proximity", "exactness", "weight:desc", "position:asc"],
    "typoTolerance": _TYPOS,
    "localizedAttributes": _LOCALES,
    "proximityPrecision": "byWord",
    "searchCutoffMs": 10_000,
    "pagination": {"maxTotalHits": 10_000},
}
STATE_SETTINGS: dict[str, Any] = {"searchableAttributes": [], "filterableAttributes": [_filterable(["key"])]}


def document_key(decision_id: str) -> str:
    """A decision's key on the server, which allows only letters, digits, hyphen and underscore in keys."""
    return hashlib.sha256(decision_id.encode()).hexdigest()[:32]


def number_word(identifier: str) -> str:
    """An identifier or recorded fact as one word that nothing is like: they are found whole or not at all."""
    return "id" + hashlib.sha256(identifier.encode()).hexdigest()[:24]


def decision_document(decision: IndexedDecision) -> dict[str, Any]:
    """The document of a decision."""
    key = document_key(decision.id)
    tie = int(key[:6], 16)  # 24 bits: the server compares whole numbers exactly up to 2^53
    span = days(decision.date)
    newest = ((UNDATED - span[0] if span else UNDATED) << 24) | tie
    parts = dict.fromkeys(part for identifier in decision.identifiers for part in partial_keys(identifier))
    facts = recorded_facts(decision)
    accused = dict.fromkeys(word for name in decision.accused for word in folded_words(name))
    court = (decision.court_name, *court_words(decision))
    document: dict[str, Any] = {
        "key": key,
        "shown": {
            "id": decision.id,
            "title": decision.title,
            "court": decision.court_name,
            "names": decision.names,
            "identifiers": decision.identifiers,
            "language": decision.language,
            "facts": facts,
        },
        "numbers": [number_word(identifier) for identifier in decision.identifiers],
        "number_parts": [number_word(part) for part in parts],
        "facts": [*map(number_word, facts), *(number_word(f"accused={word}") for word in accused)],
        "names": [_folded(name) for name in decision.names],
        # before the title: who names a court with a name wants what that court decided in the case
        "court": [_folded(name) for name in court],
        "title": _folded(decision.title),
        "head": [_folded(passage.text) for passage in decision.passages if passage.kind in HEAD_KINDS],
        "suggestions": [value for value in suggestions(decision) if len(value.encode()) <= _LONGEST_VALUE],
        "oldest": ((span[0] if span else UNDATED) << 24) | tie,
        "newest": newest,
        "standing": (relevance_tier(decision) << 51) + newest,
        "weight": standing_bonus(decision),
    }
    if span:
        document["first_day"], document["last_day"] = span
    for facet in FACETS:
        document[f"facet_{facet}"] = list(dict.fromkeys(decision.facets.get(facet, ())))
    texts = [
        decision.title,
        *court,
        *decision.keywords,
        *decision.names,
        *(passage.text for passage in decision.passages),
    ]
    for field, pieces in zip(_TEXT_FIELDS, _in_fields(texts), strict=False):
        document[field] = pieces
    return document


def passage_documents(decision: IndexedDecision) -> Iterator[dict[str, Any]]:
    """The documents of a decision's passages."""
    owner = document_key(decision.id)
    for position, passage in enumerate(decision.passages):
        yield {
            "key": f"{owner}-{position}",
            "owner": owner,
            "position": position,
            "weight": 1 if passage.kind in HEAD_KINDS else 0,
            "text": _folded(passage.text),
            "shown": {
                "paragraph": passage.paragraph,
                "text": passage.text,
                "number": passage.number,
                "kind": passage.kind,
                "language": passage.language or decision.language,
            },
        }


def read_decision(document: dict[str, Any]) -> Shown:
    """What is shown of a decision document."""
    shown = document["shown"]
    return Shown(
        shown["id"],
        shown["title"],
        shown["court"],
        tuple(shown["names"]),
        tuple(shown["identifiers"]),
        shown["language"],
        tuple(shown["facts"]),
    )


def read_passage(document: dict[str, Any]) -> Passage:
    """The passage of a passage document."""
    shown = document["shown"]
    return Passage(shown["paragraph"], shown["text"], shown["number"], shown["kind"], shown["language"])


def _folded(text: str) -> str:
    return " ".join(word[:_LONGEST_WORD] for word in folded_words(text))


def _in_fields(texts: list[str]) -> Iterator[list[str]]:
    """Folded texts in groups that fit into one attribute each. Separate texts stay separate values, so that no phrase
    reaches from one into the next; a value costs eight positions more."""
    field: list[str] = []
    room = _WORDS_PER_FIELD
    for text in texts:
        words = folded_words(text)
        for start in range(0, len(words), _WORDS_PER_FIELD // 2):
            piece = [word[:_LONGEST_WORD] for word in words[start : start + _WORDS_PER_FIELD // 2]]
            if field and len(piece) + 8 > room:
                yield field
                field, room = [], _WORDS_PER_FIELD
            field.append(" ".join(piece))
            room -= len(piece) + 8
    if field:
        yield field
