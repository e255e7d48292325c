"""Word documents: the numbers Word prints, footnotes, tables, deletions."""

from __future__ import annotations

import io

import docx
import own_documents as own
import pytest
from docx.document import Document as DocxDocument

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


def _list(number: str, *begins: tuple[int, int]) -> str:
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>' for depth, start in begins
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{overrides}</w:num>'


def _labels(lists: str, *used: tuple[str, int]) -> list[str]:
    numbers = ListNumbers(own.numbering_part(LEVELS, lists))
    return [numbers.label(identity, depth) for identity, depth in used]


def test_a_list_that_begins_anew_does_so_once_and_the_others_count_on_from_it() -> None:
    lists = _list("1") + _list("2", (0, 10))
    assert _labels(lists, ("1", 0), ("1", 0), ("2", 0), ("2", 0), ("1", 0)) == ["1.", "2.", "10.", "11.", "12."]


def test_only_the_level_a_list_is_first_used_at_begins_anew() -> None:
    lists = _list("1") + _list("2", (0, 1), (1, 6))
    assert _labels(lists, ("1", 0), ("1", 0), ("2", 1), ("2", 0)) == ["1.", "2.", "(f)", "3."]


def test_a_level_used_before_its_parent_stands_under_the_parents_first_number() -> None:
    assert _labels(_list("1"), ("1", 3), ("1", 0)) == ["1.1", "2."]


def test_a_level_without_a_counter_prints_its_words() -> None:
    numbers = ListNumbers(own.numbering_part(_level(0, "none", "%14.43")))
    assert numbers.label("1", 0) == "4.43"


def test_a_field_can_number_a_paragraph() -> None:
    numbers = ListNumbers(own.numbering_part(LEVELS))
    assert numbers.label("1", 0) == "1."
    assert numbers.label_of_field(" LISTNUM Main \\l 1 ") == "2."
    assert numbers.label_of_field(' LISTNUM "Main" \\l 2') == "(a)"
    assert numbers.label_of_field("LISTNUM Other") == ""
    assert numbers.label_of_field("PAGE") == ""


def test_empty_items_count_only_where_they_were_made_items() -> None:
    document = docx.Document()
    for words in ("One.", "", "Two."):
        document.add_paragraph(words, style="List Number")
    item = document.add_paragraph("", style="List Number")
    item._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = _list_of(document)
    document.add_paragraph("Four.", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    assert [(p.number, p.text) for p in read(buffer.getvalue()).paragraphs] == [
        ("1", "One."), ("2", "Two."), ("4", "Four."),
    ]  # fmt: skip


def _list_of(document: DocxDocument) -> int:
    return int(document.styles["List Number"].element.pPr.numPr.numId.val)
