from __future__ import annotations

import pytest

from search_ui.index.expand import signs, vocabulary
from search_ui.index.folding import folded_words
from search_ui.index.meanings import text_forms


@pytest.mark.parametrize("stemmer", ["german", "french", None])
def test_where_a_name_stands_the_index_signs_it(stemmer):
    # highlighting looks for other names only in texts that have their signs
    known = signs()
    missing = [
        name
        for named in vocabulary()
        for names in named.names.values()
        for name in names
        if not known.get(tuple(folded_words(name)), frozenset()) <= text_forms(f"({name}), x", stemmer).meanings
    ]
    assert missing == []
    assert known["folter",] == {"concept:torture@de"}


def test_a_name_of_one_word_is_signed_by_its_stem_in_the_language_of_the_text():
    assert "concept:co_perpetration@de" in text_forms("zweier Mittäterschaften", "german").meanings
    assert "concept:co_perpetration@de" not in text_forms("zweier Mittäterschaften").meanings
