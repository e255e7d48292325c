from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from enrichment.facts.terms import TermList


def _terms() -> TermList:
    terms = TermList()
    terms.add("crime", ["war crime", "war crimes", "crime"], as_written=False)
    terms.add("court", ["ICC"], as_written=True)
    terms.add("state", ["Turkey", "United Arab Emirates", "Arab"], as_written=True)
    return terms


def _found(text: str) -> set[tuple[str, str]]:
    return {(key, text[start:end]) for start, end, key in _terms().find(text)}


def test_terms_inside_longer_ones_are_found_too():
    assert _found("a War  Crime, two WAR CRIMES") == {
        ("crime", "War  Crime"),
        ("crime", "Crime"),
        ("crime", "WAR CRIMES"),
    }
    assert _found("United Arab Emirates") == {("state", "United Arab Emirates"), ("state", "Arab")}


def test_names_and_abbreviations_count_only_as_written():
    assert _found("the ICC in Turkey") == {("court", "ICC"), ("state", "Turkey")}
    assert _found("the icc ate turkey, an icCrime") == set()


def test_a_term_cut_off_by_the_end_is_none():
    assert _found("at war") == set()
    assert _found("United Arab") == {("state", "Arab")}


def test_terms_added_later_are_found():
    terms = _terms()
    assert terms.find("genocide") == []
    terms.add("genocide", ["genocide"], as_written=False)
    assert terms.find("Genocide") == [(0, 8, "genocide")]


@given(st.lists(st.sampled_from(["war ", "War", " crimes", " crime", "ICC", "-", ".", " ", "é", "İ"])).map("".join))
def test_every_place_is_a_term(text):
    for start, end, key in _terms().find(text):
        written = " ".join(text[start:end].split())
        assert written in ("ICC",) if key == "court" else written.lower() in ("war crime", "war crimes", "crime")
