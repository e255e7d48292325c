"""PDF: the text layer where there is one, character recognition page by page where there is none or it is garbled.

pypdfium2 opens, mends and renders; pdfplumber gives letters with their places. From those come columns, lines,
footnotes and paragraphs as a reader sees them, without stamps, running headers, page and line numbers.
"""

from __future__ import annotations

import contextlib
import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pdfplumber
import pypdfium2
from pdfplumber.pdf import PDF

from enrichment.errors import Unreadable
from enrichment.formats import ocr
from enrichment.formats.hyphenation import join_lines
from enrichment.formats.numbering import Marker, marker_at_start, paragraph_numbers
from enrichment.formats.original import Original
from enrichment.formats.pdf_caption import caption_length
from enrichment.formats.pdf_footnotes import Note, take_footnotes, text_without_mark, underscore_rules
from enrichment.formats.pdf_furniture import (
    MarginNumber,
    is_stamp,
    margin_numbers,
    without_furniture,
    without_line_numbers,
    without_star_pages,
)
from enrichment.formats.pdf_lines import Line, Word, lines_of, words_of
from enrichment.formats.pdf_page import Box, PageContent, page_content, picture_of
from enrichment.formats.pdf_paragraphs import Block, blocks_of
from enrichment.formats.pdf_redaction import without_hidden
from enrichment.formats.section_roles import heading_level, role_of_heading
from enrichment.formats.text_builder import TextBuilder
from enrichment.text import Quality, Role, Text

_MAX_PAGES = 3_000
_MAX_OCR_PAGES = 600
_MIN_LETTERS = 25  # fewer on a page that shows an image are a stamp, not its text
_MIN_LETTERS_OVER_SCAN = 150
_SCAN_SHARE = 0.5
_GARBLED = 0.1
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD


@dataclass(slots=True)
class _Page:
    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    margin: list[MarginNumber] = field(default_factory=list)
    letters: int = 0
    unreadable: int = 0
    confidence: float | None = None
    lines: list[Line] = field(default_factory=list)


def read(original: Original) -> Text:
    """The text of a PDF. Raises `Unreadable` (encrypted, truncated, too_large, needs_ocr, no_text)."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    builder = TextBuilder()
    document, plumber, repaired = _open(original.data)
    try:
        pages, unread = _pages(document, plumber, builder)
        if unread:
            _recognise(document, pages, unread, original, builder)
        total = len(document)
    finally:
        if plumber is not None:
            plumber.close()
        document.close()
    quality = _quality(pages, total, repaired)
    _add_text([pages[number] for number in sorted(pages)], builder)
    method = (
        "pdfplumber"
        if not quality.ocr_pages
        else "tesseract"
        if quality.ocr_pages == total
        else "pdfplumber, tesseract"
    )
    return builder.build(original, format="pdf", method=method, quality=quality, nothing="the PDF shows no text")


def _open(data: bytes) -> tuple[pypdfium2.PdfDocument, PDF | None, bool]:
    """The document, pdfplumber's view of it (None where that fails), and whether it had to be mended first."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise Unreadable("encrypted", "the PDF needs a password; save it without") from None
        raise Unreadable("truncated", "the PDF is broken off or damaged beyond repair") from None
    if count == 0:
        document.close()
        raise Unreadable("truncated", "the PDF has no pages")
    if count > _MAX_PAGES:
        document.close()
        raise Unreadable("too_large", f"the PDF has {count:,} pages; the limit is {_MAX_PAGES:,}")
    plumber = _plumber(data, count)
    if plumber is not None:
        return document, plumber, False
    mended = io.BytesIO()
    document.save(mended, flags=3)  # FPDF_REMOVE_SECURITY: a copy without encryption, its tables written anew
    return document, _plumber(mended.getvalue(), count), True


def _plumber(data: bytes, count: int) -> PDF | None:
    try:
        opened = pdfplumber.open(io.BytesIO(data))
        return opened if len(opened.pages) == count else None
    except Exception:  # noqa: BLE001 - pdfminer raises anything at all on damaged files; mending is the answer
        return None


def _pages(
    document: pypdfium2.PdfDocument, plumber: PDF | None, builder: TextBuilder
) -> tuple[dict[int, _Page], list[int]]:
    """The pages with a usable text layer by number, and the numbers of those that need recognition."""
    pages: dict[int, _Page] = {}
    unread: list[int] = []
    covered: list[int] = []
    lost: list[int] = []
    for index in range(len(document)):
        number = index + 1
        try:
            painted = document[index]
        except pypdfium2.PdfiumError:
            lost.append(number)
            continue
        plumbed = plumber.pages[index] if plumber is not None else None
        try:
            content = _content(plumbed, painted, number, builder)
            if without_hidden(content, painted):
                covered.append(number)
            page = _prepared(content)
            pages[number] = page
            if _needs_recognition(content, page, painted):
                unread.append(number)
        except pypdfium2.PdfiumError:  # it cannot be painted
            lost.append(number)
        finally:
            if plumbed is not None:
                plumbed.close()
            painted.close()
    if covered:
        builder.problem(f"words under black or white boxes were left out (pages {_ranges(covered)})")
    if lost:
        builder.problem(f"damaged pages could not be read ({_ranges(lost)})")
    return pages, unread


def _content(
    plumbed: pdfplumber.page.Page | None, painted: pypdfium2.PdfPage, number: int, builder: TextBuilder
) -> PageContent:
    with contextlib.suppress(Exception):  # one damaged page must not cost the others
        if plumbed is not None:
            return page_content(plumbed)
    builder.problem(f"page {number} is damaged and was taken for an image")
    width, height = painted.get_size()
    return PageContent(number, width, height, images=[Box(0, width, 0, height)])


def _prepared(content: PageContent) -> _Page:
    words = [word for word in words_of(content.letters) if _is_on_the_page(word, content)]
    words, underscores = underscore_rules(words)
    words = without_line_numbers(without_star_pages(words, content.height))
    words, margin = margin_numbers(words)
    letters = sum(sum(character.isalpha() for character in letter.text) for letter in content.letters)
    rules = [*content.rules, *underscores]
    return _Page(content.number, content.width, content.height, words, rules, margin, letters, content.unreadable)


def _is_on_the_page(word: Word, content: PageContent) -> bool:
    """Also damaged pages are bounded: a word may claim to stand, or to end, a mile away."""
    beside = word.x1 >= 0 and word.x0 <= content.width + 5 and word.x1 - word.x0 <= 2 * content.width
    return beside and -content.height <= word.top <= word.bottom <= 2 * content.height


def _needs_recognition(content: PageContent, page: _Page, painted: pypdfium2.PdfPage) -> bool:
    """Whether the page shows text that its text layer does not hold."""
    own = _letters_besides_stamps(page)
    characters = sum(1 for letter in content.letters if letter.text.strip())
    if characters > 40 and page.unreadable > _GARBLED * characters:
        return True
    if own >= _MIN_LETTERS_OVER_SCAN or (own >= _MIN_LETTERS and content.image_share < _SCAN_SHARE):
        return False
    return content.image_share >= _SCAN_SHARE / 2 or (own < _MIN_LETTERS and not _is_blank(painted, own))


def _letters_besides_stamps(page: _Page) -> int:
    if page.letters > 4 * _MIN_LETTERS_OVER_SCAN:
        return page.letters
    lines = lines_of(list(page.words), page.number)
    return sum(sum(character.isalpha() for character in line.text) for line in lines if not is_stamp(line.text))


def _is_blank(painted: pypdfium2.PdfPage, own_letters: int) -> bool:
    """Whether hardly anything is printed on the page besides the few letters known."""
    histogram = picture_of(painted, 0.5)[0].histogram()
    ground = max(range(256), key=histogram.__getitem__)
    printed = sum(count for level, count in enumerate(histogram) if abs(level - ground) > 40)
    return printed < 0.002 * sum(histogram) + 12 * own_letters


def _recognise(
    document: pypdfium2.PdfDocument,
    pages: dict[int, _Page],
    unread: list[int],
    original: Original,
    builder: TextBuilder,
) -> None:
    """Fill the unread pages with recognised words, or say why not.

    Raises `Unreadable` (needs_ocr) when nothing is left.
    """
    others = [page for number, page in pages.items() if number not in unread]
    readable = any(page.letters >= _MIN_LETTERS for page in others)
    label = "page" if len(unread) == 1 else "pages"
    try:
        if not original.ocr:
            raise ocr.OcrUnavailable("character recognition was not asked for")
        if len(unread) > _MAX_OCR_PAGES:
            raise ocr.OcrUnavailable(f"{len(unread)} pages are more than the {_MAX_OCR_PAGES} that are recognised")
        ocr.require(original.language)
    except ocr.OcrUnavailable as reason:
        if not readable:
            what = (
                "the only page is an image"
                if len(document) == 1
                else f"{len(unread)} of {len(document)} pages are images"
            )
            raise Unreadable("needs_ocr", f"needs OCR: {what}; {reason}") from None
        builder.problem(f"{label} {_ranges(unread)} could not be read: images without OCR ({reason})")
        return
    language = original.language or _language_of(others)
    for number in unread:
        try:
            found, language = _recognise_page(document[number - 1], language, builder)
        except TimeoutError:
            builder.problem(f"page {number} could not be recognised in time")
            continue
        page = pages[number]
        words, underscores = underscore_rules(found.words)
        words = without_line_numbers(words)
        words, margin = margin_numbers(words)
        pages[number] = _Page(
            number, found.width, found.height, words, underscores, margin,
            sum(len(word.text) for word in words), 0, found.confidence if words else page.confidence,
        )  # fmt: skip


def _recognise_page(
    painted: pypdfium2.PdfPage, language: str | None, builder: TextBuilder
) -> tuple[ocr.Recognised, str]:
    """The words of one page and the language they were read in. Without a known language, the first page is read in
    English, its language told from the outcome, and read again in that."""
    try:
        image, _ = picture_of(painted, ocr.RESOLUTION / 72)
    finally:
        painted.close()
    if language is not None and language in ocr.installed_languages():
        return ocr.recognise(image, [language]), language
    first = "en" if "en" in ocr.installed_languages() else min(ocr.installed_languages())
    found = ocr.recognise(image, [first])
    guessed = _language_of_text(" ".join(word.text for word in found.words))
    if guessed is not None and guessed != first and guessed in ocr.installed_languages():
        found, first = ocr.recognise(image, [guessed]), guessed
    builder.problem(f"the language of the scan was not given; recognised as {first}")
    return found, first


def _language_of(pages: Sequence[_Page]) -> str | None:
    text = " ".join(word.text for page in pages for word in page.words[:400])
    language = _language_of_text(text)
    return language if language in ocr.installed_languages() else None


def _language_of_text(text: str) -> str | None:
    """The language of a longer text by py3langid; None for a short one."""
    if sum(character.isalpha() for character in text) < 120:
        return None
    import py3langid

    return str(py3langid.classify(text[:5000])[0])


def _ranges(numbers: Sequence[int]) -> str:
    """`1-3, 7` for 1, 2, 3, 7."""
    parts: list[str] = []
    start = previous = numbers[0]
    for number in [*numbers[1:], -1]:
        if number == previous + 1:
            previous = number
            continue
        parts.append(str(start) if start == previous else f"{start}-{previous}")
        start = previous = number
    return ", ".join(parts)


def _quality(pages: dict[int, _Page], total: int, repaired: bool) -> Quality:
    recognised = [page for page in pages.values() if page.confidence is not None]
    weight = sum(page.letters for page in recognised)
    confidence = sum((page.confidence or 0) * page.letters for page in recognised) / weight if weight else None
    letters = sum(page.letters + page.unreadable for page in pages.values())
    garbled = sum(page.unreadable for page in pages.values()) / letters if letters else 0.0
    return Quality(
        ocr_confidence=round(confidence, 1) if confidence is not None else None,
        garbled_share=round(min(1.0, garbled), 4),
        pages=total,
        ocr_pages=len(recognised),
        repaired=repaired,
    )


def _add_text(pages: list[_Page], builder: TextBuilder) -> None:
    """Make paragraphs of the pages' words and add them with headings, numbers, roles and footnotes."""
    for page in pages:
        page.lines = lines_of(page.words, page.number, page.rules)
        if page.confidence is not None:
            for line in page.lines:
                line.text = re.sub(
                    r"^(\d{1,3}),(?=\s+[A-Z]|$)", r"\1.", line.text
                )  # Tesseract reads many a point as a comma
        page.words = []
    bodies, stamps = without_furniture([page.lines for page in pages], [page.height for page in pages])
    body_size = _body_size(bodies)
    notes: dict[int, list[Note]] = {}
    flow: list[Line] = []
    starts: dict[int, str] = {}
    for page, lines in zip(pages, bodies, strict=True):
        body, found = (
            take_footnotes(lines, page.rules, page.height, body_size)
            if page.confidence is None or page.rules
            else (lines, [])
        )
        notes[page.number] = found
        flow += body
        for number in page.margin:
            host = next((line for line in body if abs(line.baseline - number.baseline) < 0.6 * line.size), None)
            if host is not None:
                starts[id(host)] = number.number
    _join_continued_notes(notes)
    if not _are_paragraph_numbers(list(starts.values())):
        starts = {}
    blocks = blocks_of(flow, starts)
    known = _known_words(flow)
    for stamp in stamps[:1]:
        builder.paragraph(stamp, page=1, role=Role.RUBRUM)
    _add_blocks(blocks, notes, known, builder)


def _join_continued_notes(notes: dict[int, list[Note]]) -> None:
    """Put what a footnote says on the next page where it began."""
    for page in sorted(notes):
        earlier = notes.get(page - 1)
        if earlier and notes[page] and notes[page][0].mark is None:
            earlier[-1].lines += notes[page].pop(0).lines


def _are_paragraph_numbers(numbers: list[str]) -> bool:
    return len(numbers) >= 2 and len(paragraph_numbers([f"{number}. x" for number in numbers])) >= 0.7 * len(numbers)


def _body_size(pages: Sequence[Sequence[Line]]) -> float:
    weights: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            weights[round(line.size * 2) / 2] += len(line.text)
    return weights.most_common(1)[0][0] if weights else 12.0


def _known_words(lines: Sequence[Line]) -> frozenset[str]:
    """The words of the text that no line's end divides, for telling real hyphens from put-in ones."""
    known: set[str] = set()
    for line in lines:
        words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", line.text)
        known.update(word.lower() for word in (words[:-1] if line.text.endswith("-") else words))
    return frozenset(known)


def _add_blocks(blocks: list[Block], notes: dict[int, list[Note]], known: frozenset[str], builder: TextBuilder) -> None:
    texts = [join_lines([line.text for line in block.lines], known) for block in blocks]
    rubrum = caption_length(blocks, texts)
    numbers = _numbers(blocks, texts, rubrum)
    pending = [page for page in sorted(notes) if notes[page]]
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        while pending and pending[0] < block.page:
            _add_notes(notes[pending.pop(0)], known, builder)
        number, text = numbers.get(index, (block.number, text))
        if index < rubrum:
            builder.paragraph(text, page=block.page, role=Role.RUBRUM)
        elif block.heading:
            builder.heading(text, level=_level(block, text), page=block.page, number=number, role=role_of_heading(text))
        else:
            builder.paragraph(text, number=number, page=block.page)
    for page in pending:
        _add_notes(notes[page], known, builder)


def _level(block: Block, text: str) -> int:
    level = heading_level(text)
    return 1 if level == 2 and block.centred else level


def _numbers(blocks: list[Block], texts: list[str], rubrum: int) -> dict[int, tuple[str, str]]:
    """Number and remaining text of the paragraphs that begin with a number of the court's count."""
    if any(block.number for block in blocks):
        return {}
    found = paragraph_numbers(texts, skip=range(rubrum), bare=False, lists=True)
    if not found:
        found = _only_number(blocks, texts, rubrum)
    numbers = {}
    for index, marker in found.items():
        rest = texts[index][marker.end :]
        if rest and not (blocks[index].heading and marker.style == "bare"):
            numbers[index] = (marker.number, rest)
    return numbers


def _only_number(blocks: list[Block], texts: list[str], rubrum: int) -> dict[int, Marker]:
    """A page or an order with a single numbered paragraph has nothing to count on to."""
    found = {}
    for index in range(rubrum, len(texts)):
        marker = marker_at_start(texts[index])
        if marker is not None and marker.style == "dotted" and not blocks[index].heading and "." not in marker.number:
            found[index] = marker
    return found if len(found) == 1 else {}


def _add_notes(notes: list[Note], known: frozenset[str], builder: TextBuilder) -> None:
    for note in notes:
        text = join_lines(text_without_mark(note), known)
        builder.paragraph(text, number=note.mark, page=note.lines[0].page, role=Role.FOOTNOTE)
