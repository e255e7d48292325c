"""How a query was read, told to its reader."""

from __future__ import annotations

from search_ui.index.query import parse_query
from search_ui.index.read_as import ReadAs, read_as


def told(typed, **more):
    return {part.kind: part for part in read_as(parse_query(typed, **more))}


def test_every_part_of_a_query_is_told():
    parts = told(
        'genoc* "dolus specialis" xylophone zither -coffee accused:Raslan cites:3StR564/19 forum:germany date:2015..2021'
    )
    assert parts["beginning"].text == "genoc*"
    assert parts["phrase"].text == "dolus specialis"
    assert parts["word"] == ReadAs("word", "zither", (), may_miss=True)
    assert parts["excluded"].text == "coffee"
    assert parts["accused"].text == "Raslan"
    assert parts["citing"].text == "3StR564 19"
    assert parts["filter"] == ReadAs("filter", "forum", ("DEU",))
    assert (parts["from"].text, parts["to"].text) == ("2015", "2021")


def test_a_concept_is_told_once_with_its_other_names():
    (part,) = read_as(parse_query("command responsibility"))
    assert (part.kind, part.text) == ("concept", "command responsibility")
    assert "Vorgesetztenverantwortlichkeit" in part.others
    assert any(other.endswith("recorded as the mode of liability") for other in part.others)
    assert read_as(parse_query("command responsibility", expand=False))[0] == ReadAs(
        "word", "command", (), may_miss=True
    )


def test_numbers_and_alternatives_are_told():
    assert told("3StR564/19")["number"].text == "3StR564 19"
    either = told("coffee OR tea")["either"]
    assert (either.text, either.others) == ("coffee", ("tea",))


def test_strict_queries_give_nothing_up():
    assert not any(part.may_miss for part in read_as(parse_query("one two three", relax_below=0)))
