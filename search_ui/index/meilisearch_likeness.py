"""Likeness of meaning on a Meilisearch server: vectors of ours given to it with the decisions (`userProvided`), and the
decisions that it finds nearest to a query by them.

The orders by words and by meaning are fused by us as in the embedded engine, so the server is asked for meaning alone
(`semanticRatio` 1). It compares vectors approximately, and takes at most 256 of one decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from search_ui.index import meilisearch_documents as layout
from search_ui.index.engine import IndexedDecision
from search_ui.index.hits import FoundPassage
from search_ui.index.meilisearch_server import Server
from search_ui.index.order import HEAD_KINDS
from search_ui.index.semantic import LEAST_LIKE, NEAREST, Embedder, Near

_NAME = "meaning"
_MOST_VECTORS = 200  # of one decision: those of headnotes, operative part and summaries before the others
_DECIMALS = 5
_PASSAGES = 200  # looked at for the nearest one of a decision


def settings(embedder: Embedder) -> dict[str, Any]:
    """What the settings of the decisions say besides."""
    return {"embedders": {_NAME: {"source": "userProvided", "dimensions": embedder.dimensions}}}


def decision_documents(decisions: Iterable[IndexedDecision], embedder: Embedder) -> Iterator[dict[str, Any]]:
    """The documents of decisions with the vectors of their passages."""
    for decision in decisions:
        passages = sorted(decision.passages, key=lambda passage: passage.kind not in HEAD_KINDS)[:_MOST_VECTORS]
        vectors = embedder.embed([passage.text for passage in passages]) if passages else ()
        rows = [[round(float(value), _DECIMALS) for value in vector] for vector in vectors if vector.any()]
        yield {
            **layout.decision_document(decision),
            "_vectors": {_NAME: {"embeddings": rows, "regenerate": False}},
        }


def nearest(server: Server, index: str, embedder: Embedder, words: str, condition: str | None) -> dict[str, Near]:
    """The decisions (by key) nearest to `words` among those that fulfil a filter expression, the nearest first."""
    (asked,) = embedder.embed([words])
    if not asked.any():
        return {}
    query: dict[str, Any] = {
        "indexUid": index,
        "q": "",
        "vector": [round(float(value), _DECIMALS) for value in asked],
        "hybrid": {"embedder": _NAME, "semanticRatio": 1.0},
        "limit": NEAREST,
        "showRankingScore": True,
        "rankingScoreThreshold": (1 + LEAST_LIKE) / 2,  # the server's score of a cosine
        "attributesToRetrieve": ["key"],
    }
    if condition:
        query["filter"] = condition
    (answer,) = server.search([query])["results"]
    return {hit["key"]: Near(2 * float(hit["_rankingScore"]) - 1) for hit in answer["hits"]}


def nearest_passages(
    server: Server, index: str, embedder: Embedder, words: str, near: Mapping[str, Near]
) -> dict[str, list[FoundPassage]]:
    """The nearest passage of each of some decisions, with its likeness."""
    if not near:
        return {}
    (asked,) = embedder.embed([words])
    queries = [
        {"indexUid": index, "q": "", "filter": f"owner = {key}", "limit": _PASSAGES, "attributesToRetrieve": ["shown"]}
        for key in near
    ]
    found: dict[str, list[FoundPassage]] = {}
    for key, answer in zip(near, server.search(queries)["results"], strict=True):
        passages = [layout.read_passage(document) for document in answer["hits"]]
        if passages:
            likeness = embedder.embed([passage.text for passage in passages]) @ asked
            best = int(likeness.argmax())
            found[key] = [FoundPassage(float(likeness[best]), passages[best])]
    return found
