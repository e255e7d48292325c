"""What is passed over quickly must be what the patterns would not have matched anyway."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.facts import (
    citation_lookalikes,
    dockets_european,
    dockets_world,
    international,
    neutral_citations,
    reporters,
)
from enrichment.facts.dates import find_dates
from enrichment.facts.docket_cues import find_cued_dockets
from enrichment.facts.forms import Form, Setting, shape_of
from tests.enrichment.identifiers.texts_of_patterns import texts_of

_LOOKED_AT_QUICKLY = [
    form
    for forms in (citation_lookalikes, dockets_european, dockets_world, international, neutral_citations, reporters)
    for form in forms.FORMS.forms
    if form.shapes or form.needs
]


def test_the_shape_of_a_text_keeps_its_places():
    assert shape_of("Az. 3 StR 564/19, §\u00a07") == "Az. 0 StR 000/00, §\u00a00"


@pytest.mark.parametrize("form", _LOOKED_AT_QUICKLY, ids=lambda form: f"{form.name}-{(form.shapes or form.needs)[0]}")
def test_no_match_is_passed_over(form: Form):
    matched = [
        text
        for text in texts_of(form.pattern, 400)
        if any(form.holds is None or form.holds(match) for match in form.pattern.finditer(text))
    ]
    assert [text for text in matched if not form.may_stand_in(text, shape_of(text))] == []
    assert matched or form.holds is not None


def test_a_quick_look_that_is_too_narrow_is_noticed():
    pattern = re.compile(r"(?P<no>(?:Rs|Vr) \d/[12]\d)(?!\d)")
    narrow = Form("narrow", None, pattern, ("Rs ",))
    texts = [text for text in texts_of(pattern, 50) if pattern.search(text)]
    assert any(narrow.may_stand_in(text, shape_of(text)) for text in texts)
    assert not all(narrow.may_stand_in(text, shape_of(text)) for text in texts)


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("Case No. 17 of 1999 and", "en", "17 of 1999"),
        ("CLAIM NUMBER: QB-2020-1234 is", "en", "QB-2020-1234"),
        ("see Docket: 12-345.", "en", "12-345"),
        ("Aktenzeichen: 12 O 345/19", "de", "12 O 345/19"),
        ("zaaknummer: 09/748001-18", "nl", "09/748001-18"),
        ("sygn. akt II K 12/05", "pl", "II K 12/05"),
        ("Case No. IT-94-1 again", "fr", "IT-94-1"),
    ],
)
def test_announced_numbers_are_not_passed_over(text, language, number):
    assert [hit.norm for hit in find_cued_dockets(text, Setting(language, None))] == [number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("am 3. Mai 2019", "2019-05-03"),
        ("on March 5th, 2003", "2003-03-05"),
        ("MARCH 5 2003", "2003-03-05"),
        ("2003-03-05", "2003-03-05"),
        ("5 / 3 / 2003", "2003-03-05"),
        ("a doce de julio de dos mil veintiuno", "2021-07-12"),
        ("Doce de julio de Mil novecientos noventa", "1990-07-12"),
        ("2019 m. gegužės 7 d.", "2019-05-07"),
        ("2019. május 7.", "2019-05-07"),
    ],
)
def test_dates_of_every_form_are_found(text, value):
    assert [found.value for found in find_dates(text)] == [value]


@given(st.text(alphabet=st.sampled_from("12 09.-/,thmMayil"), max_size=40))
def test_a_text_without_a_year_has_no_date(text):
    if re.search(r"1[6-9]\d\d|20\d\d", text) is None and "mil" not in text.lower():
        assert find_dates(text) == ()
