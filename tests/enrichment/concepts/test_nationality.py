"""Whose nationality a text tells: that of the accused, also where it is the forum's own."""

from __future__ import annotations

import pytest

from enrichment.facts.nationality import read_nationality
from enrichment.facts.reading import read_sentences
from enrichment.text import Paragraph

NATIONALITIES = [
    ("de", "Das Gericht verurteilte eine 35 Jahre alte Deutsche wegen Versklavung.", {"DEU"}),
    ("de", "Die Angeklagte, eine Deutsche, reiste aus.", {"DEU"}),
    ("de", "Der Angeklagte wandte sich an den Deutschen Bundestag.", set()),
    ("es", "Los querellados, de nacionalidad marroquí, viven fuera.", {"MAR"}),
]


@pytest.mark.parametrize(("language", "text", "states"), NATIONALITIES)
def test_nationality_of_the_accused(language, text, states):
    facts, reason = read_nationality(read_sentences([Paragraph(text)], title=None, language=language), "DEU")
    assert {fact.value for fact in facts} == states, reason
