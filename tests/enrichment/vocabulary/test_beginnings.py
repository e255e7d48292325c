from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from enrichment.vocabulary.beginnings import beginnings, beginnings_of_words
from enrichment.vocabulary.patterns import load_patterns

_TABLE = load_patterns("relevance_words.json")
_GROUPS = sorted(group for group in _TABLE if group not in ("expressions", "forum_of_language", "own_conflicts"))
_LETTERS = st.characters(max_codepoint=0x24F, categories=("Ll", "Lu", "Nd", "Zs", "Po", "Pd"))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("war crimes?", {"war"}),
        ("Genocid\\w+|crimes?", {"geno", "crim"}),
        ("crimes?|act of war", {"crim", "act"}),
        ("laws?", {"law"}),
        ("(?:foreign )?sovereign", {"fore", "sove"}),
        ("(?:aim|purpose)s? of", {"aim", "purp"}),
        ("cr[ií]menes", {"cr"}),
        ("[a-z]+ war", None),
        ("c?rime", None),
        ("(?:war )*crime", None),
        ("\\w+crime|war", None),
    ],
)
def test_beginnings_of_a_pattern(pattern, expected):
    assert beginnings(pattern) == expected


def test_beginnings_of_words_are_small_and_of_every_length():
    assert beginnings_of_words("A War; l'État 12") == {"war", "wa", "état", "éta", "ét", "12"}


@pytest.mark.parametrize("group", _GROUPS)
def test_no_match_is_passed_over(group):
    patterns = sorted({pattern for patterns in _TABLE[group].values() for pattern in patterns})
    for pattern in patterns:
        first = beginnings(pattern)
        if first is not None:
            _check(pattern, first)


def _check(pattern: str, first: frozenset[str]) -> None:
    whole = re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE)

    @settings(max_examples=3, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(pattern), fullmatch=True, alphabet=_LETTERS), st.booleans())
    def check(text: str, capitals: bool) -> None:
        text = f"In the case {text.upper() if capitals else text} it was held"
        if whole.search(text) is not None:
            assert not first.isdisjoint(beginnings_of_words(text))

    with suppress(Unsatisfiable):  # a pattern that says where words end: hardly any random text keeps to it
        check()
