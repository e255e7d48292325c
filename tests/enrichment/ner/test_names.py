"""What could name a person, and what capitals alone make look like a name."""

from __future__ import annotations

import pytest

from enrichment.ner.names import could_name_a_person


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Polly Blenkin", "en"),
        ("Meikle's", "en"),
        ("Murwanashyaka", "en"),
        ("Beate Zschäpe", "de"),
        ("Nadia", "de"),
        ("Raslan", "de"),
        ("Al-Tamimi", "de"),
        ("Beamten V.", "de"),
    ],
)
def test_names_could(name: str, language: str) -> None:
    assert could_name_a_person(name, language) is True


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Skeleton Argument", "en"),
        ("Universal Credit", "en"),
        ("Antragsteller Gefangene", "de"),
        ("von Gewalt", "de"),
        ("Fällen Zugang", "de"),
        ("", "de"),
    ],
)
def test_other_words_could_not(words: str, language: str) -> None:
    assert could_name_a_person(words, language) is False


@pytest.mark.parametrize("language", ["nl", "ar", None, "../de"])
def test_where_no_table_is_nothing_is_said(language: str | None) -> None:
    assert could_name_a_person("Polly Blenkin", language) is None
