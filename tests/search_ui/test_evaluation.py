"""Search is scored on judged queries: figures by hand, malformed gold named, filters asked as facets."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from enrichment.evaluation.gold import MalformedGold
from search_ui.evaluation import evaluate_search, index_of_registry, read_queries, score_ranking
from search_ui.index.embedded import EmbeddedEngine
from search_ui.index.engine import IndexedDecision, Passage


def gold(folder: Path, *queries: dict[str, Any]) -> Path:
    file = folder / "search.json"
    file.write_text(json.dumps(list(queries)), "utf-8")
    return file


def query(typed: str, *, filters: dict[str, Any] | None = None, **grades: int) -> dict[str, Any]:
    expected = [{"case_key": "c", "decision_ids": [name], "grade": grade} for name, grade in grades.items()]
    return {"id": typed, "lang": "en", "type": "topical", "query": typed, "filters": filters, "expected": expected}


# -- the figures -----------------------------------------------------------------------------------------------------


def test_the_ideal_ranking_has_full_marks() -> None:
    scores = score_ranking(["exact", "related", "other"], {"exact": 2, "related": 1})
    assert (scores.ndcg, scores.reciprocal_rank, scores.recall) == (1.0, 1.0, 1.0)


def test_figures_by_hand() -> None:
    # related first, then one that nobody judged, then the exact one; another related one is not found
    scores = score_ranking(["b", "x", "a"], {"a": 2, "b": 1, "c": 1})
    gained = 1 / math.log2(2) + 0 + 2 / math.log2(4)
    ideal = 2 / math.log2(2) + 1 / math.log2(3) + 1 / math.log2(4)
    assert scores.ndcg == pytest.approx(gained / ideal)
    assert scores.reciprocal_rank == pytest.approx(1 / 3)
    assert scores.recall == pytest.approx(2 / 3)


def test_nothing_found_scores_nothing() -> None:
    scores = score_ranking([], {"a": 1})
    assert (scores.ndcg, scores.reciprocal_rank, scores.recall) == (0.0, 0.0, 0.0)


def test_only_the_first_ten_count_for_ndcg_and_fifty_for_recall() -> None:
    ranking = [f"x{n}" for n in range(10)] + ["a"] + [f"y{n}" for n in range(39)] + ["b"]
    scores = score_ranking(ranking, {"a": 2, "b": 2})
    assert (scores.ndcg, scores.recall) == (0.0, 0.5)
    assert scores.reciprocal_rank == pytest.approx(1 / 11)


# -- asking an engine ------------------------------------------------------------------------------------------------


def decision(name: str, text: str, forum: str = "DEU", year: str = "2020") -> IndexedDecision:
    return IndexedDecision(
        id=name,
        title=name,
        court_name="",
        date=f"{year}-01-01",
        language="en",
        identifiers=(),
        names=(),
        facets={"forum": (forum,), "year": (year,)},
        passages=(Passage(0, text),),
    )


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(
        [
            decision("a", "The court considered pillage at length. Pillage is a war crime."),
            decision("b", "A long judgment about many things in which the word pillage stands once.", forum="NLD"),
            decision("c", "Nothing of the kind.", year="2010"),
        ]
    )
    return engine


def test_queries_are_asked_and_averaged_by_type_and_language(tmp_path: Path, engine: EmbeddedEngine) -> None:
    other = {**query("unfindableword", c=2), "type": "known_item_name", "lang": "nl"}
    report = evaluate_search(read_queries(gold(tmp_path, query("pillage", a=2, b=1), other)), engine).to_dict()
    assert (report["kind"], report["n"]) == ("search", 2)
    assert report["overall"] == {"ndcg@10": 0.5, "mrr": 0.5, "recall@50": 0.5}
    assert (report["ndcg@10"], report["mrr"], report["recall@50"]) == (0.5, 0.5, 0.5)
    assert report["by"]["type"]["topical"] == {"ndcg@10": 1.0, "mrr": 1.0, "recall@50": 1.0, "n": 1}
    assert report["by"]["lang"]["nl"]["mrr"] == 0.0
    assert [(item["query"], item["missed"]) for item in report["worst"]] == [("unfindableword", ["c"])]


def test_filters_of_the_registry_are_asked_as_facets(tmp_path: Path, engine: EmbeddedEngine) -> None:
    asked = [
        query("pillage", filters={"forum_country": "NLD"}, b=2),
        query("the", filters={"date_to": "2015"}, c=2),
    ]
    report = evaluate_search(read_queries(gold(tmp_path, *asked)), engine)
    assert report.by["type"]["topical"]["recall@50"] >= 0.5
    assert all("a" not in item["first"] for item in report.worst)


def test_the_index_of_the_registry_holds_every_registered_decision(tmp_path: Path) -> None:
    from enrichment.registry import load_registry

    engine = index_of_registry(tmp_path)
    try:
        assert engine.ids() == {decision.decision_id for decision in load_registry()}
    finally:
        engine.close()


# -- malformed gold --------------------------------------------------------------------------------------------------


def test_a_file_that_is_no_json_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "search.json"
    file.write_text('[\n {"id": 1},\n {]\n]', "utf-8")
    with pytest.raises(MalformedGold, match=r"search\.json line 3: not JSON"):
        read_queries(file)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"query": ""}, "'query' has to be a string"),
        ({"expected": []}, "'expected' has to be a list"),
        ({"expected": [{"decision_ids": ["a"], "grade": 3}]}, "'grade' of 1 or 2"),
        ({"expected": [{"decision_ids": "a", "grade": 2}]}, "'decision_ids'"),
        ({"expected": [{"decision_ids": [], "grade": 2}]}, "no decision is judged"),
        ({"filters": {"town": "Bonn"}}, "there is no filter 'town'"),
    ],
)
def test_a_malformed_query_is_named(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(MalformedGold, match=f"query 2: .*{complaint}"):
        read_queries(gold(tmp_path, query("x", a=1), {**query("y", a=1), **change}))


def test_a_decision_judged_twice_has_its_higher_grade(tmp_path: Path) -> None:
    row = query("x", a=2)
    row["expected"].append({"decision_ids": ["a", "b"], "grade": 1})
    (judged,) = read_queries(gold(tmp_path, row))
    assert judged.grades == {"a": 2, "b": 1}


# -- floors: the figures on our gold may rise but not fall -------------------------------------------------------------

GOLD = Path(__file__).resolve().parents[1] / "gold" / "search.json"
FLOORS = {
    "cross_language": {"ndcg@10": 0.87, "mrr": 0.92},
    "filtered": {"ndcg@10": 0.95, "recall@50": 0.99},
    "known_item_citation": {"mrr": 1.0},
    "known_item_docket": {"mrr": 1.0},
    "known_item_ecli": {"mrr": 1.0},
    "known_item_name": {"mrr": 0.98, "ndcg@10": 0.97},
    "topical": {"ndcg@10": 0.87, "mrr": 0.96},
}


def test_the_judged_queries_name_registered_decisions_only() -> None:
    from enrichment.registry import load_registry

    known = {decision.decision_id for decision in load_registry()}
    queries = read_queries(GOLD)
    assert len(queries) >= 120
    assert {name for judged in queries for name in judged.grades} <= known
    assert {judged.language for judged in queries} == {"de", "en", "fr", "nl", "es", "sv", "ar"}


def test_figures_on_our_judged_queries_do_not_fall(tmp_path: Path) -> None:
    engine = index_of_registry(tmp_path)
    try:
        report = evaluate_search(read_queries(GOLD), engine)
    finally:
        engine.close()
    fallen = {
        (name, metric): report.by["type"][name][metric]
        for name, floors in FLOORS.items()
        for metric, floor in floors.items()
        if report.by["type"][name][metric] < floor
    }
    assert not fallen, fallen
