"""PDF as a reader sees it, on pages drawn for these tests."""

from __future__ import annotations

import io

import own_documents as own
import pdfplumber
import pytest
from own_documents import SENTENCE, lines, wrapped
from reportlab.pdfgen.canvas import Canvas

from enrichment.errors import Unreadable
from enrichment.formats.pdf_page import page_content
from enrichment.read import read
from enrichment.text import Paragraph, Role, Text

LONG = (SENTENCE * 5).strip()


def body(text: Text) -> list[Paragraph]:
    return [paragraph for paragraph in text.paragraphs if paragraph.role not in (Role.RUBRUM, Role.FOOTNOTE)]


def texts(text: Text) -> list[str]:
    return [paragraph.text for paragraph in body(text)]


def said(word: str) -> str:
    """A paragraph of its own for every `word`: lines that come back on other pages are running titles."""
    return LONG.replace("court", f"court of {word}").replace("men", word)


def drawn(*pages: own.Page, **more: int) -> Text:
    return read(own.pdf(pages, **more))  # type: ignore[arg-type]


def test_a_blank_line_divides_paragraphs() -> None:
    def page(canvas: Canvas) -> None:
        y = wrapped(canvas, LONG)
        wrapped(canvas, LONG, y=y - 12)

    assert texts(drawn(page)) == [LONG, LONG]


def test_an_indented_line_begins_a_paragraph() -> None:
    def page(canvas: Canvas) -> None:
        y = wrapped(canvas, LONG, first=24)
        y = wrapped(canvas, LONG, y=y, first=24)
        wrapped(canvas, LONG, y=y, first=24)

    assert texts(drawn(page)) == [LONG, LONG, LONG]


def test_a_paragraph_goes_on_over_the_page_and_its_page_is_where_it_began() -> None:
    half = LONG.split(" the men ", 1)

    def first(canvas: Canvas) -> None:
        wrapped(canvas, LONG, y=200, first=24)
        wrapped(canvas, half[0] + " the", y=120, first=24)

    def second(canvas: Canvas) -> None:
        y = wrapped(canvas, "men " + half[1])
        wrapped(canvas, LONG, y=y, first=24)

    paragraphs = body(drawn(first, second))
    assert [(paragraph.page, paragraph.text) for paragraph in paragraphs] == [(1, LONG), (1, LONG), (2, LONG)]


def test_numbered_paragraphs_with_hanging_numbers() -> None:
    def page(canvas: Canvas) -> None:
        y = 740.0
        for number in range(7, 13):
            canvas.drawString(72, y, f"{number}.")
            y = wrapped(canvas, LONG, x=96, y=y, width=427) - 8

    paragraphs = body(drawn(page))
    assert [paragraph.number for paragraph in paragraphs] == [str(number) for number in range(7, 13)]
    assert {paragraph.text for paragraph in paragraphs} == {LONG}


@pytest.mark.parametrize("side", [40, 560])
def test_numbers_in_the_margin_belong_to_the_paragraph_beside_them(side: int) -> None:
    def page(start: int) -> own.Page:
        def draw(canvas: Canvas) -> None:
            y = 740.0
            for number in range(start, start + 3):
                canvas.drawString(side, y, str(number))
                y = wrapped(canvas, said("abcdefg"[number] * 5), y=y, first=24)

        return draw

    paragraphs = body(drawn(page(1), page(4)))
    assert [paragraph.number for paragraph in paragraphs] == ["1", "2", "3", "4", "5", "6"]


def test_line_numbers_of_pleading_paper_are_no_text() -> None:
    def page(canvas: Canvas) -> None:
        for number in range(1, 26):
            canvas.drawRightString(60, 760 - 24 * number, str(number))
        wrapped(canvas, LONG * 2, y=736, x=80, width=440, step=24, first=36)

    assert texts(drawn(page)) == [LONG * 2]


def test_stamps_running_titles_and_page_numbers_are_no_text() -> None:
    def page(number: int) -> own.Page:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 9)
            canvas.drawString(150, 825, f"Case 1:31-cr-00001-ABC Document 5 Filed 01/02/31 Page {number} of 3")
            canvas.drawString(72, 800, "Poe v Roe")
            canvas.drawCentredString(300, 30, f"- {number} -")
            wrapped(canvas, said("abcd"[number] * 5), first=24)

        return draw

    text = drawn(*(page(number) for number in (1, 2, 3)))
    assert texts(text) == [said("bbbbb"), said("ccccc"), said("ddddd")]
    stamps = [paragraph.text for paragraph in text.paragraphs if paragraph.role is Role.RUBRUM]
    assert len(stamps) == 1
    assert stamps[0].startswith("Case 1:31-cr-00001-ABC")


def test_footnotes_follow_the_paragraph_at_the_foot_of_the_page() -> None:
    def first(canvas: Canvas) -> None:
        y = wrapped(canvas, LONG.removesuffix("."))
        end = canvas.stringWidth(LONG.split(" to ")[-1].removesuffix("."), "Times-Roman", 11)
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(72 + end + 14, y + 18, "1")
        canvas.line(72, 160, 216, 160)
        canvas.drawString(72, 146, "1")
        lines(
            canvas,
            ["See the annex to the judgment, where all witnesses are listed by their", "codes and nothing else."],
            x=77,
            y=143,
            size=9,
            step=11,
        )

    def second(canvas: Canvas) -> None:
        wrapped(canvas, said("others"))

    text = drawn(first, second)
    notes = [paragraph for paragraph in text.paragraphs if paragraph.role is Role.FOOTNOTE]
    assert [(note.number, note.page) for note in notes] == [("1", 1)]
    assert (
        notes[0].text
        == "See the annex to the judgment, where all witnesses are listed by their codes and nothing else."
    )
    assert [paragraph.page for paragraph in text.paragraphs].index(2) > text.paragraphs.index(notes[0])


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = LONG.replace("court", "chamber"), LONG.replace("court", "bench")

    def page(canvas: Canvas) -> None:
        lines(canvas, ["A TITLE ACROSS BOTH COLUMNS OF THE PAGE, AS WIDE AS THEY ARE TOGETHER"], y=760)
        wrapped(canvas, left * 2, width=215)
        wrapped(canvas, right * 2, x=305, y=736, width=215)

    words = " ".join(texts(drawn(page)))
    assert words.index("TITLE") < words.index("chamber") < words.index("bench")
    assert "bench" not in words[: words.rindex("chamber")]


def test_words_broken_at_the_end_of_a_line_are_whole_again() -> None:
    page = [
        "Die Kammer hat die Verantwortlich-",
        "keit des Vorgesetzten nach dem IStGH-",
        "Statut und nach den Vor-",
        "und Nebenvorschriften bejaht.",
    ]
    text = drawn(lambda canvas: lines(canvas, page, x=72))
    assert (
        " ".join(texts(text))
        == "Die Kammer hat die Verantwortlichkeit des Vorgesetzten nach dem IStGH-Statut und nach den Vor- und Nebenvorschriften bejaht."
    )


def test_letters_printed_twice_to_look_bold_are_read_once() -> None:
    def page(canvas: Canvas) -> None:
        for shift in (0, 0.3):
            canvas.drawString(72 + shift, 700, "Community")
        wrapped(canvas, LONG, y=660)

    assert texts(drawn(page))[0] == "Community"


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_pages_turned_by_their_rotation_key(rotation: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        if rotation == 90:
            canvas.translate(842, 0)
        elif rotation == 180:
            canvas.translate(595, 842)
        elif rotation == 270:
            canvas.translate(0, 595)
        canvas.rotate(rotation)  # reportlab turns the mediabox too: the page as shown stays 595 wide
        wrapped(canvas, LONG, y=500)
        canvas.restoreState()

    assert LONG in texts(drawn(page, rotate=rotation))


def test_words_under_a_black_box_are_left_out() -> None:
    def page(canvas: Canvas) -> None:
        wrapped(canvas, LONG)
        canvas.drawString(72, 600, "The witness is called Jane Example and lives in a village.")
        start = 72 + canvas.stringWidth("The witness is called ", "Times-Roman", 11)
        canvas.setFillGray(0)
        canvas.rect(start - 1, 597, canvas.stringWidth("Jane Example", "Times-Roman", 11) + 2, 12, fill=1, stroke=0)

    text = drawn(page)
    assert "Jane" not in " ".join(texts(text))
    assert "The witness is called [redacted] and lives in a village." in texts(text)
    assert any("boxes" in problem for problem in text.problems)


def test_white_words_on_a_black_ground_are_not_taken_for_covered() -> None:
    def page(canvas: Canvas) -> None:
        wrapped(canvas, LONG)
        canvas.setFillGray(0)
        canvas.rect(70, 595, 300, 20, fill=1, stroke=0)
        canvas.setFillGray(1)
        canvas.drawString(72, 600, "Heading of a table")

    assert "Heading of a table" in texts(drawn(page))


def test_the_caption_is_told_from_the_text_and_the_title_stays() -> None:
    def page(canvas: Canvas) -> None:
        for y, words in (
            (780, "IN THE COURT OF EXAMPLE"),
            (760, "Case No. 1/30"),
            (740, "MARY POE, Claimant"),
            (720, "v."),
            (700, "RICHARD ROE, Defendant"),
        ):
            canvas.drawCentredString(297, y, words)
        canvas.setFont("Times-Bold", 11)
        canvas.drawCentredString(297, 660, "JUDGMENT")
        wrapped(canvas, LONG, y=620)

    text = drawn(page)
    assert [paragraph.role for paragraph in text.paragraphs] == [*[Role.RUBRUM] * 5, Role.HEADING, Role.BODY]


def test_a_roman_numeral_at_the_head_of_a_page_is_a_heading_and_no_page_number() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawCentredString(297, 780, "II")
        wrapped(canvas, LONG)
        canvas.drawCentredString(297, 30, "iv")

    assert texts(drawn(page)) == ["II", LONG]


def test_a_page_of_running_text_has_no_caption() -> None:
    text = drawn(lambda canvas: wrapped(canvas, "Before the court the defendant and the plaintiff spoke. " + LONG))
    assert Role.RUBRUM not in {paragraph.role for paragraph in text.paragraphs}


def test_an_empty_page_is_no_text_and_asks_for_no_recognition() -> None:
    with pytest.raises(Unreadable) as caught:
        drawn(lambda canvas: None)
    assert caught.value.kind == "no_text"


def test_a_page_drawn_without_letters_needs_recognition() -> None:
    with pytest.raises(Unreadable, match="the only page is an image") as caught:
        read(own.scan(["The court finds the accused guilty."]), ocr=False)
    assert caught.value.kind == "needs_ocr"


def test_the_places_of_letters_are_pdfplumbers() -> None:
    """`page_content` walks what pdfplumber keeps to itself; this fails when a new version keeps it elsewhere."""

    def page(canvas: Canvas) -> None:
        wrapped(canvas, LONG)
        canvas.setFont("Times-Roman", 7)
        canvas.drawString(300, 400, "raised")

    with (
        pdfplumber.open(io.BytesIO(own.pdf([page]))) as document,
        pdfplumber.open(io.BytesIO(own.pdf([page]))) as stock,
    ):
        letters = page_content(document.pages[0]).letters
        for letter, char in zip(letters, stock.pages[0].chars, strict=True):
            assert letter.text == char["text"]
            assert (letter.x0, letter.x1, letter.top, letter.bottom, letter.size) == pytest.approx(
                (char["x0"], char["x1"], char["top"], char["bottom"], char["size"])
            )
