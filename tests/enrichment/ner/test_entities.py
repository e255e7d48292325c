"""What a decision's entities are: spans of its own paragraphs, in order, whatever the text holds."""

from __future__ import annotations

import itertools
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.entities import CLASSES, find_entities
from enrichment.text import Paragraph, Role

PIECES = st.sampled_from(
    ["§ 7 Abs. 1 Nr. 5 VStGB", "BGH", "3 StR 564/19", "Anwar R.", "Dr. Meyer", "Syrien", "den Angeklagten", ",", "(",
     ")", "\n", "  ", "\u00ad", "\u00a0", "é", "e\u0301", "\U0001f469", "IS", "U.S.", "Koblenz-", "A.", "“", "12.3.2019"]
)  # fmt: skip


def found_in(texts: list[str], language: str | None) -> list[tuple[str, str]]:
    paragraphs = [Paragraph(text) for text in texts]
    return [(texts[e.paragraph][e.start : e.end], e.label) for e in find_entities(paragraphs, language)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(PIECES, max_size=8).map(" ".join), max_size=4), st.sampled_from(["de", "en", "sv", "fr", None])
)
def test_entities_lie_in_their_paragraphs_in_order_without_overlap(texts: list[str], language: str | None) -> None:
    found = find_entities([Paragraph(text) for text in texts], language)
    assert all(0 <= e.start < e.end <= len(texts[e.paragraph]) and e.label in CLASSES for e in found)
    assert all(texts[e.paragraph][e.start : e.end].strip() for e in found)
    places = [(e.paragraph, e.start, e.end) for e in found]
    assert places == sorted(places)
    for one, other in itertools.pairwise(places):
        assert one[0] < other[0] or one[2] <= other[1]


def test_judges_sign_line_by_line() -> None:
    texts = ["Die Revision wird verworfen.", "Winkler", "Raum", "Dr. Hoch", "von Dose"]
    assert found_in(texts, "de") == [("Winkler", "PER"), ("Raum", "PER"), ("Hoch", "PER"), ("von Dose", "PER")]


@pytest.mark.parametrize("lines", [["Gründe", "Raum"], ["Strafzumessung", "Beweiswürdigung", "Kosten"]])
def test_headings_are_no_signatures(lines: list[str]) -> None:
    assert ("Gründe", "PER") not in found_in(lines, "de")
    assert ("Strafzumessung", "PER") not in found_in(lines, "de")


@pytest.mark.parametrize("language", ["de", "en", "sv", "fr"])
def test_a_company_is_no_person_though_it_stands_accused(language: str) -> None:
    assert ("Lafarge SA", "ORG") in found_in(["Lafarge SA"], language)


def test_declared_headings_are_no_signatures() -> None:
    paragraphs = [Paragraph(word, role=Role.HEADING) for word in ("Haus", "Garten", "Baum")]
    assert find_entities(paragraphs, "nl") == ()


def test_a_long_paragraph_is_read_to_its_end() -> None:
    text = "Der Angeklagte fuhr mit dem Wagen nach Hause. " * 2000 + "Er floh nach Syrien."
    (last,) = found_in([text], "de")[-1:]
    assert last == ("Syrien", "LOC")


def test_models_are_imported_with_the_first_text() -> None:
    code = "import sys, enrichment.entities; sys.exit('pycrfsuite' in sys.modules or 'enrichment.ner.tagger' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_damaged_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "de.crf.gz").write_bytes(b"no gzip")
    monkeypatch.setenv("UJ_NER_WEIGHTS", str(tmp_path))
    with pytest.raises(OSError, match="gzip"):
        find_entities([Paragraph("Koblenz")], "de")
