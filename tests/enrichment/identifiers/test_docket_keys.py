"""Normal forms and comparison keys of case numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.facts.dockets import docket_key, normalise_docket, same_docket


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("3StR564/19", "3 StR 564/19"),
        ("3 StR 564 / 19", "3 StR 564/19"),
        ("Az.: 3 StR 564/19", "3 StR 564/19"),
        ("3-3 StE 5/2018", "3-3 StE 5/18"),
        ("5 - 3 StE 4/10 - 4 - 3/10", "5-3 StE 4/10-4-3/10"),
        ("SK.2019.17", "SK 2019 17"),
        ("B 4084-04", "mål nr B 4084-04"),
        ("2200119722", "22-001197-22"),
        ("22-80057", "n° 22-80.057"),
        ("C‑416/04 P", "C-416/04P"),
        ("No. 09-10461", "09-10461"),
        ("HR-2010-02057-P", "HR-2010-2057-P"),
        ("sumario 63-2008", "63-2008"),
        ("Recurso de amparo 4589-2024", "4589-2024"),
        ("87 0 К 027752 20 Кжж", "87 0 K 027752 20 Kžž"),
    ],
)
def test_forms_of_one_number_are_the_same(first, second):
    assert same_docket(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("3 StR 564/19", "3 StR 564/20"),
        ("1 StE 9/19", "1 StR 9/19"),
        ("SK.2019.17", "SK.2019.1"),
        ("12 C 3/19", "1 C 23/19"),
        ("", ""),
    ],
)
def test_different_numbers_differ(first, second):
    assert not same_docket(first, second)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("3StR564/19", "3 StR 564/19"),
        ("Aktenzeichen: StB 14/19", "StB 14/19"),
        ("n° 21-24283", "21-24.283"),
        ("No. 09-10461", "09-10461"),
        ("5-3 StE 1/20 - 4 - 1/20", "5-3 StE 1/20-4-1/20"),
        ("C‑416/04 P", "C-416/04 P"),
        ("Criminal Case 40/61", "Criminal Case 40/61"),
        ("something else", "something else"),
        ("", ""),
    ],
)
def test_normal_forms(written, normal):
    assert normalise_docket(written) == normal


def test_keys_are_letters_and_numbers():
    assert docket_key("3 StR 564/19") == "3STR564-19"
    assert docket_key("09/748011-12") == "9-748011-12"


@given(st.text(alphabet="3StRAz.: /-19nN°oBVI().,\u00a0\u2011 KEC", max_size=24))
@settings(max_examples=500, deadline=None)
def test_normal_form_is_stable_and_keeps_the_key(written):
    once = normalise_docket(written)
    assert normalise_docket(once) == once
