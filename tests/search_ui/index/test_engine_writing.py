"""How every engine changes; the same tests for each (see conftest.py)."""

from __future__ import annotations

import dataclasses

import pytest
from sample_decisions import DECISIONS, decision

from search_ui.index.engine import EngineUnavailable, Query, Word
from search_ui.index.query import parse_query


def found(engine, typed=""):
    return {hit.id for hit in engine.search(parse_query(typed, expand=False, facets=())).hits}


def test_without_an_index_the_mend_is_named(empty):
    with pytest.raises(EngineUnavailable, match="rebuild-index"):
        empty.engine.search(Query())
    assert empty.engine.ids() == set()
    assert empty.engine.watermark() == 0
    empty.engine.delete(["nothing"])


def test_what_is_put_in_is_visible_at_once_to_everyone(empty):
    reader = empty.reopen()
    assert empty.engine.upsert(DECISIONS[:2]) == 2
    assert found(empty.engine) == found(reader) == {item.id for item in DECISIONS[:2]}
    assert empty.engine.upsert([DECISIONS[4]]) == 1
    assert found(empty.engine, "extradition") == found(reader, "extradition") == {"gb-general--1999"}


def test_a_changed_decision_replaces_the_old_one_with_all_its_passages(empty):
    old = decision("x", "alpha words here", "beta words here", forum="DEU", identifiers=["3 StR 1/19"], date="2019")
    new = decision("x", "gamma words here", forum="FRA", identifiers=["3 StR 2/19"], date="2020")
    empty.engine.upsert([old])
    empty.engine.upsert([new])
    assert found(empty.engine, "alpha") == found(empty.engine, "beta") == found(empty.engine, "3 StR 1/19") == set()
    assert found(empty.engine, "gamma") == found(empty.engine, "3 StR 2/19") == {"x"}
    results = empty.engine.search(Query(must=(Word("words"),)))
    assert results.total == 1
    assert results.facets["forum"] == {"FRA": 1}
    assert [passage.text for passage in results.hits[0].passages] == ["gamma words here"]


def test_of_two_versions_in_one_batch_the_later_counts(empty):
    old = decision("x", "alpha", "beta")
    new = decision("x", "gamma")
    empty.engine.rebuild([old, new])
    assert found(empty.engine, "alpha OR beta") == set()
    assert found(empty.engine, "gamma") == {"x"}
    empty.engine.upsert([new, old])
    assert found(empty.engine, "gamma") == set()
    assert found(empty.engine, "beta") == {"x"}
    assert empty.engine.search(Query()).total == 1


def test_deleted_decisions_are_gone_at_once_unknown_ones_do_not_matter(empty):
    empty.engine.rebuild(DECISIONS, watermark=4)
    empty.engine.delete(["gb-general--1999", "unknown"])
    assert found(empty.engine, "extradition") == set()
    assert empty.engine.ids() == {item.id for item in DECISIONS} - {"gb-general--1999"}
    assert empty.engine.watermark() == 4
    assert empty.engine.suggest("belmo") == []


def test_a_rebuild_leaves_nothing_of_the_old_index(empty):
    empty.engine.rebuild(DECISIONS[:3], watermark=3)
    assert empty.engine.rebuild(DECISIONS[3:5], watermark=9) == 2
    assert empty.engine.ids() == {item.id for item in DECISIONS[3:5]}
    assert empty.engine.watermark() == 9
    assert empty.engine.rebuild([]) == 0
    assert empty.engine.search(Query()).total == 0
    assert empty.engine.watermark() == 0


def test_readers_see_the_old_index_until_the_new_one_is_whole(empty):
    empty.engine.rebuild(DECISIONS[:3], watermark=3)
    reader = empty.reopen()
    seen = []

    def growing():
        for item in DECISIONS:
            seen.append(found(reader))
            yield item

    empty.engine.rebuild(growing(), watermark=11)
    assert all(ids == {item.id for item in DECISIONS[:3]} for ids in seen)
    assert found(reader) == found(empty.engine) == {item.id for item in DECISIONS}


def test_a_rebuild_that_fails_changes_nothing(empty):
    empty.engine.rebuild(DECISIONS[:3], watermark=3)

    def failing():
        yield DECISIONS[5]
        raise LookupError("the library went away")

    with pytest.raises(LookupError, match="went away"):
        empty.engine.rebuild(failing(), watermark=99)
    assert found(empty.engine) == {item.id for item in DECISIONS[:3]}
    assert empty.engine.watermark() == 3
    assert empty.engine.rebuild(DECISIONS[:4], watermark=4) == 4


def test_the_watermark_lasts(empty):
    empty.engine.set_watermark(5)
    assert empty.reopen().watermark() == 5
    empty.engine.upsert(DECISIONS[:1])
    assert empty.engine.watermark() == 5
    empty.engine.set_watermark(6)
    assert empty.reopen().watermark() == 6
    assert found(empty.engine) == {DECISIONS[0].id}


def test_ids_of_any_shape_are_kept(empty):
    odd = [dataclasses.replace(DECISIONS[0], id=id) for id in ("ECLI:NL:HR:2009:BG1", "a b/ü?", "x" * 600)]
    empty.engine.upsert(odd)
    assert empty.engine.ids() == {item.id for item in odd}
    empty.engine.delete([odd[1].id])
    assert empty.engine.ids() == {odd[0].id, odd[2].id}


def test_the_last_word_of_a_very_long_decision_is_found(empty):
    text = " ".join(["wort"] * 300)
    long = decision("long", *[text] * 280, "Schlusswort", language="de")
    empty.engine.rebuild([long])
    assert found(empty.engine, "Schlusswort") == {"long"}
    assert found(empty.engine, '"wort wort" Schlusswort') == {"long"}
    (hit,) = empty.engine.search(Query(must=(Word("Schlusswort"),))).hits
    assert [passage.text for passage in hit.passages] == ["Schlusswort"]


def test_equal_decisions_keep_one_order_over_pages_and_changes(empty):
    same = [decision(f"d{number:02}", "equal words", date="2020-01-01", forum="DEU") for number in range(12)]
    empty.engine.rebuild(same)

    def order(engine, **more):
        query = Query(must=(Word("equal"),), facets=(), **more)
        return [hit.id for hit in engine.search(query).hits]

    before = order(empty.engine)
    assert [id for offset in range(0, 12, 5) for id in order(empty.engine, limit=5, offset=offset)] == before
    empty.engine.upsert([same[3], same[8]])
    assert order(empty.engine) == before
    assert order(empty.engine, sort="date") == order(empty.engine, sort="-date")
