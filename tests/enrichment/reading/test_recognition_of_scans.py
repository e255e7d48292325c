"""Character recognition, where Tesseract is installed."""

from __future__ import annotations

import own_documents as own
import pytest
from PIL import Image, ImageDraw

from enrichment.errors import Unreadable
from enrichment.formats import ocr
from enrichment.read import read
from enrichment.text import Role

needs_tesseract = pytest.mark.skipif(
    "en" not in ocr.installed_languages(), reason="Tesseract with English data is not installed"
)

LINES = [
    "The court finds that the accused knew of the order",
    "and that he passed it on to the men under his command.",
    "He is sentenced to imprisonment for four years.",
]


def words(text: object) -> str:
    return " ".join(paragraph.text for paragraph in text.paragraphs)  # type: ignore[attr-defined]


@needs_tesseract
def test_an_image_is_read_in_the_language_given() -> None:
    text = read(own.scan(LINES), language="en")
    assert "imprisonment for four years" in words(text)
    assert text.method == "tesseract"
    assert text.quality.ocr_pages == 1
    assert (text.quality.ocr_confidence or 0) > 60
    assert text.problems == ()


@needs_tesseract
def test_without_a_language_the_choice_is_noted() -> None:
    text = read(own.scan(LINES * 2))
    assert text.problems == ("the language of the scan was not given; recognised as en",)
    assert text.language is None


@needs_tesseract
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_scanned_askew_is_turned(angle: int) -> None:
    assert "sentenced to imprisonment" in words(read(own.scan(LINES * 4, turned=angle), language="en"))


@needs_tesseract
def test_text_pages_are_read_though_others_are_images() -> None:
    mixed = own.pdf(
        [
            lambda canvas: own.wrapped(canvas, own.SENTENCE * 6),
            lambda canvas: canvas.drawInlineImage(_picture(), 72, 400, 400, 100),
        ]
    )
    text = read(mixed, ocr=False)
    assert text.quality.ocr_pages == 0
    assert any("page 2 could not be read" in problem for problem in text.problems)


def test_missing_data_for_a_language_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed_languages", lambda: frozenset({"en"}))
    with pytest.raises(Unreadable, match="tesseract-ocr-khm") as caught:
        read(own.scan(LINES), language="km")
    assert caught.value.kind == "needs_ocr"


def test_a_missing_tesseract_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed_languages", frozenset)
    with pytest.raises(Unreadable, match="install Tesseract") as caught:
        read(own.scan(LINES))
    assert caught.value.kind == "needs_ocr"


@needs_tesseract
def test_white_writing_on_black_is_read() -> None:
    image = Image.new("L", (1200, 300), 0)
    ImageDraw.Draw(image).text((40, 100), "The accused is acquitted", font=_font(), fill=255)
    found = ocr.recognise(image, ["en"])
    assert "acquitted" in [word.text for word in found.words]


@needs_tesseract
def test_the_rule_of_pleading_paper_and_its_numbers_are_cut_away() -> None:
    image = Image.new("L", (2550, 3300), 255)
    draw = ImageDraw.Draw(image)
    draw.line((350, 0, 362, 3300), fill=0, width=6)
    for number in range(1, 26):
        draw.text((250, 100 + number * 120), str(number), font=_font(), fill=0)
        draw.text((420, 100 + number * 120), "The court finds the accused guilty.", font=_font(), fill=0)
    found = ocr.recognise(image, ["en"])
    assert min(word.x0 for word in found.words) > 350 * 72 / ocr.RESOLUTION
    assert sum(word.text == "guilty." for word in found.words) >= 23


@needs_tesseract
def test_recognised_paragraphs_keep_their_numbers() -> None:
    numbered = [
        line
        for number in range(1, 5)
        for line in (f"{number}. The court finds that the accused knew of the order.", "")
    ]
    text = read(own.scan(numbered), language="en")
    assert [paragraph.number for paragraph in text.paragraphs if paragraph.role is Role.BODY] == ["1", "2", "3", "4"]


def _font() -> object:
    from PIL import ImageFont

    return ImageFont.load_default(size=48)


def _picture() -> Image.Image:
    image = Image.new("RGB", (1200, 300), "white")
    ImageDraw.Draw(image).text((40, 100), "The accused is acquitted", font=_font(), fill="black")  # type: ignore[arg-type]
    return image
