"""How well search answers judged queries: nDCG@10, MRR and recall@50, over all, by type of query and by language."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from enrichment.evaluation.gold import MalformedGold
from enrichment.evaluation.scores import Report, rounded
from enrichment.registry import load_registry
from search_ui.index.embedded import EmbeddedEngine
from search_ui.index.engine import IndexedDecision, SearchEngine
from search_ui.index.query import parse_query
from search_ui.index.semantic import Embedder
from search_ui.library import Library

_DEEP = 50  # decisions looked at for recall
_TOP = 10  # decisions looked at for nDCG
_FACETS = {
    "forum_country": "forum",
    "territorial_states": "territorial_state",
    "nationality": "nationality",
    "crimes": "crime",
    "modes_of_liability": "mode",
    "jurisdiction_basis": "basis",
    "outcome": "outcome",
    "instance": "instance",
    "language": "language",
    "court_id": "court",
}
"""What the registry calls a field, as filters of gold queries do, and the facet it is searched by."""

_IMMUNITY_ISSUES = tuple(
    f"{kind}:{polarity}"
    for kind in ("functional_immunity", "personal_immunity", "state_immunity", "immunity")
    for polarity in ("argued", "rejected", "accepted", "left_open")
)
"""`immunity_issue: true` of the registry: any immunity, whatever became of it."""


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with its filters and the grade (2 exact, 1 related) of every decision that answers it."""

    id: str
    type: str
    language: str
    typed: str
    filters: Mapping[str, tuple[str, ...]]
    date_from: str | None
    date_to: str | None
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Scores:
    """The three figures of one query."""

    ndcg: float
    reciprocal_rank: float
    recall: float


def read_queries(gold: Path) -> list[JudgedQuery]:
    """The judged queries of a gold file (a JSON array). Raises `MalformedGold`, naming the query."""
    try:
        rows = json.loads(gold.read_text(encoding="utf-8"))
    except OSError as error:
        raise MalformedGold(gold, None, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise MalformedGold(gold, None, f"not UTF-8 at byte {error.start}") from None
    except json.JSONDecodeError as error:
        raise MalformedGold(gold, error.lineno, f"not JSON: {error.msg}") from None
    if not isinstance(rows, list) or not rows:
        raise MalformedGold(gold, None, "a JSON array of judged queries is wanted")
    return [_judged(row, number, gold) for number, row in enumerate(rows, start=1)]


def score_ranking(found: Sequence[str], grades: Mapping[str, int]) -> Scores:
    """The figures for a ranking against graded decisions; decisions without a grade count as 0.

    nDCG with the grade itself as gain and a discount of log2(rank + 1) (Järvelin and Kekäläinen 2002); the reciprocal
    rank is that of the first decision of the highest grade: who asks for one decision wants that one, not its case."""
    gains = [grades.get(decision, 0) for decision in found[:_TOP]]
    ideal = sorted(grades.values(), reverse=True)[:_TOP]
    best = max(grades.values())
    first = next((rank for rank, decision in enumerate(found, start=1) if grades.get(decision) == best), None)
    return Scores(
        ndcg=_discounted(gains) / _discounted(ideal),
        reciprocal_rank=1 / first if first else 0.0,
        recall=len(set(found[:_DEEP]) & set(grades)) / len(grades),
    )


def evaluate_search(
    queries: Sequence[JudgedQuery], engine: SearchEngine, *, expand: bool = True, semantic: bool = False
) -> Report:
    """Ask `engine` every query as the search page would and score the decisions it returns.

    `expand` False searches for the plain words alone, without the thesaurus; `semantic` by meaning as well, where the
    engine knows it."""
    figures: list[Scores] = []
    by_type: dict[str, list[Scores]] = defaultdict(list)
    by_language: dict[str, list[Scores]] = defaultdict(list)
    asked: list[dict[str, Any]] = []
    for judged in queries:
        query = parse_query(
            judged.typed,
            filters=judged.filters,
            date_from=judged.date_from,
            date_to=judged.date_to,
            limit=_DEEP,
            facets=(),
            passages_per_decision=1,
            expand=expand,
            semantic=semantic,
        )
        found = [hit.id for hit in engine.search(query).hits]
        scores = score_ranking(found, judged.grades)
        figures.append(scores)
        by_type[judged.type].append(scores)
        by_language[judged.language].append(scores)
        asked.append(
            {
                "id": judged.id,
                "type": judged.type,
                "lang": judged.language,
                "query": judged.typed,
                **_shown(scores),
                "found": len(found),
                "first": found[:3],
                "missed": sorted(set(judged.grades) - set(found))[:5],
            }
        )
    overall = _means(figures)
    wrong = [item for item in asked if item["ndcg@10"] < 1 or item["mrr"] < 1]
    wrong.sort(key=lambda item: (item["ndcg@10"], item["mrr"], item["id"]))
    return Report(
        kind="search",
        n=len(figures),
        overall=overall,
        by={
            "type": {name: {**_means(scores), "n": len(scores)} for name, scores in sorted(by_type.items())},
            "lang": {name: {**_means(scores), "n": len(scores)} for name, scores in sorted(by_language.items())},
        },
        more=overall,
        worst=wrong[:20],
    )


def index_of_registry(folder: Path, *, embedder: Embedder | None = None) -> EmbeddedEngine:
    """An embedded index in `folder` over the shipped registry alone: figures from it depend on nothing else."""
    library = Library.open(f"sqlite:///{folder / 'library.sqlite'}")
    try:
        library.publish_registry(load_registry())
        engine = EmbeddedEngine(folder / "index", embedder=embedder)
        engine.rebuild(item for item in library.indexed_decisions() if isinstance(item, IndexedDecision))
    finally:
        library.close()
    return engine


def _judged(row: object, number: int, gold: Path) -> JudgedQuery:
    def malformed(reason: str) -> MalformedGold:
        return MalformedGold(gold, None, f"query {number}: {reason}")

    if not isinstance(row, dict):
        raise malformed("an object is wanted")
    name = str(row.get("id") or number)
    for key in ("query", "type", "lang"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise malformed(f"({name}) {key!r} has to be a string")
    expected = row.get("expected")
    if not isinstance(expected, list) or not expected:
        raise malformed(f"({name}) 'expected' has to be a list of judgements")
    grades: dict[str, int] = {}
    for item in expected:
        ids = item.get("decision_ids") if isinstance(item, dict) else None
        grade = item.get("grade") if isinstance(item, dict) else None
        if not isinstance(ids, list) or not all(isinstance(value, str) for value in ids) or grade not in (1, 2):
            raise malformed(f"({name}) 'expected' needs 'decision_ids' (strings) and a 'grade' of 1 or 2 each")
        for decision in ids:
            grades[decision] = max(grade, grades.get(decision, 0))
    if not grades:
        raise malformed(f"({name}) no decision is judged")
    given = row.get("filters") or {}
    if not isinstance(given, dict):
        raise malformed(f"({name}) 'filters' has to be an object")
    filters: dict[str, tuple[str, ...]] = {}
    dates: dict[str, str | None] = {"date_from": None, "date_to": None}
    for key, value in given.items():
        if key in dates:
            dates[key] = str(value)
        elif key == "immunity_issue":
            if value is not True:
                raise malformed(f"({name}) 'immunity_issue' can only be true")
            filters["issue"] = _IMMUNITY_ISSUES
        elif key in _FACETS:
            filters[_FACETS[key]] = tuple(str(item) for item in (value if isinstance(value, list) else [value]))
        else:
            known = ", ".join((*_FACETS, *dates, "immunity_issue"))
            raise malformed(f"({name}) there is no filter {key!r}; filters are {known}")
    first, last = dates["date_from"], dates["date_to"]
    return JudgedQuery(name, row["type"], row["lang"], row["query"], filters, first, last, grades)


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _means(figures: Sequence[Scores]) -> dict[str, Any]:
    count = len(figures)
    return _shown(
        Scores(
            ndcg=sum(scores.ndcg for scores in figures) / count,
            reciprocal_rank=sum(scores.reciprocal_rank for scores in figures) / count,
            recall=sum(scores.recall for scores in figures) / count,
        )
    )


def _shown(scores: Scores) -> dict[str, Any]:
    return {
        "ndcg@10": rounded(scores.ndcg),
        "mrr": rounded(scores.reciprocal_rank),
        "recall@50": rounded(scores.recall),
    }
