"""The benchmark itself: the same library every time, every engine asked the same, no times asserted."""

from __future__ import annotations

import pytest

from search_ui.index.embedded import EmbeddedEngine
from search_ui.index.query import parse_query
from tests.bench.search import hostile_queries, run
from tests.bench.search_corpus import decisions, queries
from tests.bench.search_in_fts5 import Fts5Index


def test_the_library_and_the_queries_are_the_same_every_time() -> None:
    assert list(decisions(120)) == list(decisions(120))
    assert sum(len(decision.passages) for decision in decisions(120)) == 120
    assert [asked.query for asked in queries(28, of_decisions=9)] == [
        asked.query for asked in queries(28, of_decisions=9)
    ]
    assert len({asked.kind for asked in queries(28, of_decisions=9)}) == 12


def test_every_engine_is_measured_with_the_same_questions() -> None:
    figures = run((300,), asked=14, asked_of_slow=14, concurrency=(1, 2), hostile=10, env={})
    (at_size,) = figures["sizes"].values()
    for engine in ("embedded", "fts5", "fts5_with_signs"):
        assert at_size[engine]["passages_per_s"] > 0
        assert set(at_size[engine]["page_ms"]) == {"p50", "p95", "p99", "max", "mean"}
    assert set(at_size["embedded"]["concurrent"]) == {1, 2}
    assert at_size["embedded"]["hostile"]["errors"] == 0
    assert "meilisearch" not in at_size


@pytest.mark.parametrize("signs", [False, True])
def test_fts5_answers_the_same_questions(tmp_path, signs) -> None:  # type: ignore[no-untyped-def]
    library = list(decisions(400))
    engine, index = EmbeddedEngine(tmp_path / "index"), Fts5Index(tmp_path / "fts5.sqlite", signs=signs)
    engine.rebuild(library)
    index.build(library)
    same = 0
    asked = queries(84, of_decisions=len(library))
    for question in asked:
        ours, theirs = engine.search(question.query), index.search(question.query)
        # it has fewer near spellings
        same += (ours.total, ours.facets) == (theirs.total, theirs.facets)
        assert theirs.total >= len(theirs.hits) or question.query.offset
        assert all(hit.why for hit in theirs.hits if question.kind in ("term", "phrase", "by_name"))
    assert same >= 0.9 * len(asked)


def test_hostile_queries_are_answered(tmp_path) -> None:  # type: ignore[no-untyped-def]
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(decisions(200))
    for typed in hostile_queries(300, seed=5):
        engine.search(parse_query(typed))
        engine.suggestions(typed[:60])
