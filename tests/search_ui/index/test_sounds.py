"""Names by their consonants."""

from __future__ import annotations

import pytest

from search_ui.index.sounds import consonants


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("أنور", "Anwar"),
        ("رسلان", "Raslan"),
        ("حسين", "Hissène"),
        ("حبري", "Habré"),
        ("الغريب", "Gharib"),
        ("الخطيب", "Khatib"),
        ("محمد", "Mohammed"),
        ("محمد", "Muhamad"),
        ("بشار", "Bashar"),
        ("بشار", "Baschar"),
    ],
)
def test_both_scripts_have_the_same_consonants(arabic, latin):
    assert consonants(arabic) == consonants(latin) != ""


@pytest.mark.parametrize("word", ["Al", "Eyad", "12", "§", "", "علي"])
def test_a_word_with_fewer_than_two_consonants_is_like_too_many_names(word):
    assert consonants(word) == ""
