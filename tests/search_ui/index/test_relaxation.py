"""Which clauses may be given up, and what they weigh."""

from __future__ import annotations

import pytest

from search_ui.index.query import parse_query
from search_ui.index.relaxation import relaxation


def way(typed, in_full=0, **more):
    return relaxation(parse_query(typed, relax_below=3, **more), in_full)


def test_the_words_of_one_name_stand_or_fall_together():
    taken_apart = way("command responsibility Koblenz")
    assert [len(group.clauses) for group in taken_apart.groups] == [2, 1]
    assert [group.text for group in taken_apart.groups] == ["command responsibility", "Koblenz"]
    assert [group.concept for group in taken_apart.groups] == [True, False]


def test_two_names_next_to_each_other_are_two():
    assert [group.text for group in way("universal jurisdiction command responsibility").groups] == [
        "universal jurisdiction",
        "command responsibility",
    ]


@pytest.mark.parametrize(
    "typed", ['"dolus specialis" one two', "genoc* one two", "accused:Raslan one two", "three OR four one two"]
)
def test_what_was_asked_for_expressly_is_fixed(typed):
    taken_apart = way(typed, expand=False)
    assert len(taken_apart.fixed) == 1
    assert [group.text for group in taken_apart.groups] == ["one", "two"]


def test_beside_a_number_the_year_weighs_most():
    taken_apart = way("51357/07 Switzerland Grand 2018")
    weights = taken_apart.weights([1, 1, 1], 2)
    assert dict(zip((group.text for group in taken_apart.groups), weights, strict=True))["2018"] == 3
    assert sorted(weights) == [1, 1, 3]


def test_there_is_nothing_to_give_up():
    assert way("torture") is None
    assert way('"dolus specialis" torture') is None
    assert way("3 StR 564/19") is None
    assert way("") is None
    assert way("torture Koblenz", in_full=3) is None
    assert relaxation(parse_query("torture Koblenz", relax_below=0), 0) is None


def test_rare_words_and_concepts_weigh_more():
    taken_apart = way("torture conviction returnee Koblenz", expand=False)
    assert taken_apart.weights([100, 50, 1, 0], 200) == [1, 1, 3, 0]
    rare, common = way("xylophone torture").weights([5, 5], 200), way("torture xylophone").weights([5, 5], 200)
    assert rare[1] > rare[0]
    assert common[0] > common[1]


def test_a_quarter_of_the_weight_is_enough_and_a_number_needs_none():
    assert way("one two three", expand=False).needed([3, 3, 3]) == 3
    assert way("one two three", expand=False).needed([1, 1, 2]) == 1
    assert way("one two 3 StR 564/19", expand=False).needed([3, 3]) == 0


def test_the_reader_is_told_what_happened():
    taken_apart = way("one two", expand=False)
    assert taken_apart.notes(0, 7, [1, 1]) == ("no decision holds all words; shown are those that hold most of them",)
    assert taken_apart.notes(2, 7, [1, 1]) == (
        "only 2 decisions hold all words; after that come those that hold most of them",
    )
    assert taken_apart.notes(0, 7, [1, 0])[1:] == ("not found: “two”",)
    assert taken_apart.notes(2, 2, [1, 1]) == ()
