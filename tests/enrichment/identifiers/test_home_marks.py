"""The State of a text without a court's name, told by what only its courts cite."""

from __future__ import annotations

import pytest

from enrichment.decision import Court
from enrichment.facts.home_marks import home_state, state_by_marks
from enrichment.text import Paragraph


@pytest.mark.parametrize(
    ("text", "language", "state"),
    [
        ("claims brought under 42 U.S.C. § 1983, see 101 F.4th 361", "en", "USA"),
        ("the pourvoi was declared inadmissible", "en", None),
        ("le pourvoi formé par M. X", "fr", "FRA"),
        ("publié au Moniteur belge du 1er mars", "fr", "BEL"),
        ("wegens strijd met artikel 3:46 van de Awb", "nl", "NLD"),
        ("(CSJ, rad. 2001-670)", "es", "COL"),
        ("Das Gericht hat entschieden", "de", None),
        ("nothing of the kind", None, None),
    ],
)
def test_marks_of_one_state_tell_it(text, language, state):
    assert state_by_marks([text], language) == state


def test_marks_of_two_states_tell_nothing():
    assert state_by_marks(["see [2019] UKSC 5", "and 42 U.S.C. § 1983"], "en") is None


def test_a_court_of_no_state_cites_the_law_of_all():
    assert state_by_marks(["The Trial Chamber compares 18 U.S.C. § 2340"], "en") is None


def test_the_court_goes_before_the_marks():
    text = (Paragraph("claims under 42 U.S.C. § 1983"),)
    assert home_state(Court("INTL/ICC", "International Criminal Court", None), text, "en") is None
    assert home_state(None, text, "en") == "USA"
