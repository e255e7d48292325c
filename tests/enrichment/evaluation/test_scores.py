"""Precision, recall and F1 by hand, and edit distance against its textbook definition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.evaluation.edit_distance import edit_distance
from enrichment.evaluation.scores import Report, Tally, compare, worst_first


def test_precision_recall_and_f1() -> None:
    tally = Tally(right=6, wrong=2, missed=4)
    assert tally.precision == 0.75
    assert tally.recall == 0.6
    assert tally.f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)


def test_nothing_to_find_and_nothing_found_is_right() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (1.0, 1.0, 1.0)


def test_finding_nothing_or_something_that_is_not_there_is_wrong() -> None:
    assert (Tally(missed=3).precision, Tally(missed=3).recall, Tally(missed=3).f1) == (0.0, 0.0, 0.0)
    assert (Tally(wrong=3).precision, Tally(wrong=3).recall, Tally(wrong=3).f1) == (0.0, 0.0, 0.0)


def test_sets_of_values() -> None:
    assert compare(["DEU", "SYR"], ["SYR", "IRQ", "IRQ"]) == Tally(right=1, wrong=1, missed=1)


def test_worst_first_leaves_out_what_is_right() -> None:
    records = [{"id": n, "errors": errors} for n, errors in enumerate([0, 2, 5, 0, 1])]
    assert [item["id"] for item in worst_first(records, lambda item: item["errors"])] == [2, 1, 4]


def test_the_report_has_the_published_keys() -> None:
    report = Report("facts", 2, {"f1": 1.0}, {"crimes": {"f1": 1.0}}, [], more={"by_language": {}})
    assert list(report.to_dict()) == ["kind", "n", "overall", "by", "by_language", "worst"]


def by_definition(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


@given(st.text("abc", max_size=40), st.text("abc", max_size=40))
def test_edit_distance_is_levenshtein_s(one: str, other: str) -> None:
    assert edit_distance(one, other) == by_definition(one, other)


def test_edit_distance_over_words_and_long_texts() -> None:
    assert edit_distance(["der", "Senat", "hat", "entschieden"], ["der", "3.", "Senat", "entschied"]) == 3
    assert edit_distance("ab" * 20_000, "ab" * 10_000 + "x" + "ab" * 10_000) == 1
