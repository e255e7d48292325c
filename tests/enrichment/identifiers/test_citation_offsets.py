"""Spans are exact whatever characters the court's text is made of, and reading is linear in its length."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.facts.citations import find_citations
from enrichment.facts.normalise import fold
from enrichment.text import Paragraph
from tests.enrichment.identifiers.reading_citations import cited

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Urteil 3\u00a0StR\u00a0564/19", "3\u00a0StR\u00a0564/19"),
        ("Urteil 3 StR  564/19 ", "3 StR  564/19"),
        ("Urteil 3\u202fStR\u2009564/19.", "3\u202fStR\u2009564/19"),
        ("Urteil 3\nStR 564/19", "3\nStR 564/19"),
        ("Urteil 3 St\u00adR 56\u00ad4/19", "3 St\u00adR 56\u00ad4/19"),
        ("\u200b\u200bSache C\u2011416/04 P", "C\u2011416/04 P"),
        ("Verfu\u0308gung und 3 StR 564/19", "3 StR 564/19"),
    ],
)
def test_spans_lead_back_to_the_original_characters(text, expected):
    assert [citation.text for citation in cited(text)] == [expected]


def test_statute_names_with_soft_hyphens_are_read():
    (citation,) = cited("§ 7 Abs. 1 des Völker\u00adstraf\u00adgesetz\u00adbuchs")
    assert citation.norm == "VStGB/7/1"
    assert citation.text.endswith("buchs")


_ODD = "a ä\u0308\u00ad\u00a0\u2009\u200b\n§/.,-\u2011\u20131902()[]IVXStRABsNrECLI:dv"


@given(st.text(alphabet=_ODD, max_size=80))
@settings(max_examples=400, deadline=None)
def test_every_span_is_its_quote(text):
    for citation in find_citations([Paragraph(text)], language="de", country="DEU"):
        assert text[citation.start : citation.end] == citation.text
        assert citation.start < citation.end


@given(st.text(max_size=60), st.sampled_from(["de", "en", "fr", "nl", "es", "sv", "pl", "hr", None]))
@settings(max_examples=300, deadline=None)
def test_no_text_is_too_odd(text, language):
    hits = find_citations([Paragraph(text)], language=language, country=None)
    assert list(hits) == sorted(hits, key=lambda hit: (hit.paragraph, hit.start))


@given(st.text(alphabet=_ODD, max_size=60))
@settings(max_examples=400, deadline=None)
def test_folding_keeps_the_way_back(text):
    folded = fold(text)
    assert fold(folded.text).text == folded.text or folded.text.startswith(" ")
    for start in range(len(folded.text)):
        first, last = folded.span(start, start + 1)
        assert 0 <= first < last <= len(text)


def test_citations_do_not_overlap():
    text = "§ 7 Abs. 1 VStGB, BGH, Urteil vom 28.1.2021 - 3 StR 564/19, ECLI:DE:BGH:2021:280121U3STR564.19.0, BGHSt 65, 286"
    found = cited(text)
    assert len(found) == 4
    assert all(one.end <= other.start for one, other in pairwise(found))


# Strings that make a regular expression with nested repetition run for ages. The limit is no measure of speed: a linear
# scan needs seconds for all of them, a catastrophic one would not end.
_ADVERSARIAL = """
    from enrichment.facts.citations import find_citations
    from enrichment.facts.dates import find_dates
    from enrichment.text import Paragraph

    size = 40_000
    units = [
        "1 ", "1/", "12/34 ", "3 A ", "§ 1, ", "§§ 1, 2, ", "§ 1 Abs. 1 Nr. 1, ", "Art. 1(1)", "(1)(a)", "section 1(1), ",
        "a" * 50 + " ", "A ", "The A Of And ", "of the Act and ", "no. ", "1 and ", "n° 1/11, ", "12/11, ", "BGHSt 1, 1; ",
        "ICC-01/", "-A" * 3, "I.", "X", "Code de la ", "lagen (2000:1) om ", "[2019] ", "ECLI:DE:", "v. ", "1.1.", "F.",
        "Regulation (EU) ", "C-1/11, ", " ", "\\u00ad", "u\\u0308", "del artículo 1 ", "artikel 1, eerste lid, ", "1 kap. 1 § ",
        "arrêt n° 1 ", "cour, ", "Cass. 1 ", "sentenza n. ", "1 luvun 1 §:n ", "1, 2 ja ", "straipsnio 1 dalies ", "1. § ",
        "vom 1.1.2000 - ", "Rol N° 1-", "OC-1/", "BFH vom ", "(1/11 ", "Zürich, ", "1 of 2000, ", "§ 1 odst. 1 ",
    ]
    for unit in units:
        text = unit * (size // len(unit))
        for language in ("de", "en", "fr", "nl", "es", "sv", "pl", "hr", "it", "pt", "da", "fi", "hu", "lt", "cs", None):
            find_citations([Paragraph(text)], language=language, country=None)
        find_dates(text[:20_000])
    print("read")
"""


def test_reading_ends_on_hostile_repetition():
    code = textwrap.dedent(_ADVERSARIAL)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.stdout.strip() == "read", done.stderr[-2000:]


def test_a_paragraph_of_half_a_million_words_is_read_whole():
    sentence = (
        "Der Angeklagte hat sich nach § 7 Abs. 1 Nr. 5 VStGB strafbar gemacht (BGH, 3 StR 564/19; EGMR, Nr. 74613/01). "
    )
    count = 500_000 // len(sentence.split())
    found = find_citations([Paragraph(sentence * count)], language="de", country="DEU")
    assert len(found) == 3 * count
