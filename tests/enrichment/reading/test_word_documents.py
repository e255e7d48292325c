"""Word documents: the numbers Word prints, footnotes, tables, deletions."""

from __future__ import annotations

import io

import docx
import own_documents as own
import pytest

from enrichment.formats.docx_numbering import ListNumbers
from enrichment.read import read
from enrichment.text import Role


def test_deleted_words_are_gone_and_a_footnote_follows_its_paragraph() -> None:
    paragraphs = read(own.word()).paragraphs
    assert not any("struck out" in paragraph.text for paragraph in paragraphs)
    place = next(index for index, paragraph in enumerate(paragraphs) if paragraph.role is Role.FOOTNOTE)
    assert paragraphs[place].number == "1"
    assert paragraphs[place - 1].text == "A paragraph without a number."


def test_a_table_of_figures_is_read_row_by_row() -> None:
    assert "Count 1 | four years" in [paragraph.text for paragraph in read(own.word()).paragraphs]


def test_typed_numbers_count_when_there_are_no_automatic_ones() -> None:
    document = docx.Document()
    for number in range(1, 7):
        document.add_paragraph(f"{number}.  {own.SENTENCE}")
    buffer = io.BytesIO()
    document.save(buffer)
    paragraphs = read(buffer.getvalue()).paragraphs
    assert [paragraph.number for paragraph in paragraphs] == ["1", "2", "3", "4", "5", "6"]
    assert not paragraphs[0].text.startswith("1")


def test_a_template_name_is_no_title() -> None:
    assert read(own.word(title="Mall")).title is None
    assert read(own.word(title="Judgment in Poe v Roe")).title == "Judgment in Poe v Roe"


def _level(depth: int, form: str, words: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/>{more}</w:lvl>'


LEVELS = (
    _level(0, "decimal", "%1.")
    + _level(1, "lowerLetter", "(%2)")
    + _level(2, "lowerRoman", "%3)")
    + _level(3, "decimal", "%1.%4")
)


@pytest.mark.parametrize(
    ("depths", "labels"),
    [
        ([0, 0, 0], ["1.", "2.", "3."]),
        ([0, 1, 1, 0, 1], ["1.", "(a)", "(b)", "2.", "(a)"]),
        ([0, 1, 2, 2, 2, 2], ["1.", "(a)", "i)", "ii)", "iii)", "iv)"]),
        ([0, 0, 3, 3], ["1.", "2.", "2.1", "2.2"]),
    ],
)
def test_lists_are_counted_as_word_counts_them(depths: list[int], labels: list[str]) -> None:
    numbers = ListNumbers(own.numbering_part(LEVELS))
    assert [numbers.label("1", depth) for depth in depths] == labels


def test_bullets_and_unknown_lists_have_no_label() -> None:
    numbers = ListNumbers(own.numbering_part(_level(0, "bullet", "•")))
    assert numbers.label("1", 0) == ""
    assert numbers.label("9", 0) == ""
    assert ListNumbers(None).label("1", 0) == ""
