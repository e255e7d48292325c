from __future__ import annotations

import pytest

from enrichment.facts.concepts import CONCEPT
from enrichment.facts.reading import read_sentences
from tests.bench.entities import _documents, _real_judgments

_LIKE_REAL_ONES = 8  # sentences on international crimes in 1,000 words of a judgment about them


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_judgments_made_for_the_bench_are_no_thinner_than_real_ones(language):
    (text,) = _documents(language, 5_000)
    reading = read_sentences(text.paragraphs, title=None, language=language)
    assert reading.words >= 5_000
    about_crimes = sum(sentence.has(CONCEPT) for sentence in reading.sentences)
    assert 1_000 * about_crimes / reading.words >= _LIKE_REAL_ONES


def test_real_judgments_are_measured_only_where_they_are(monkeypatch, tmp_path):
    monkeypatch.setenv("UJ_SHARED", str(tmp_path))
    assert list(_real_judgments()) == []
    folder = tmp_path / "data" / "texts"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text("Urteil\n\nDie Revision wird verworfen.\n")
    (folder / "empty.txt").write_text("")
    (text,) = _real_judgments()
    assert text.paragraphs[-1].text == "Die Revision wird verworfen."
