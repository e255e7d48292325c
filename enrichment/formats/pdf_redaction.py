"""Words that a black or white box covers: the file still holds them, but the court meant them to be unreadable.

A box drawn over text hides it from the eye only. Whether a letter is really hidden is asked of the page as painted: if
the place where it stands shows one colour, nobody can read it, and then neither do we.
"""

from __future__ import annotations

from PIL import Image
from pypdfium2 import PdfPage

from enrichment.formats.pdf_page import Letter, PageContent, picture_of

REDACTED = "[redacted]"
_SCALE = 2.0
_FLAT = 24  # levels of grey, of 255: anything printed differs from its ground by far more


def without_hidden(content: PageContent, page: PdfPage) -> int:
    """Replace covered letters by one mark for each run of them; how many letters were covered."""
    covered = [letter for letter in content.letters if _may_be_covered(letter, content)]
    if not covered:
        return 0
    image, scale = picture_of(page, _SCALE)
    hidden = {id(letter) for letter in covered if letter.text.strip() and _is_flat(image, scale, letter)}
    if not hidden:
        return 0
    kept: list[Letter] = []
    run: list[Letter] = []
    for letter in content.letters:
        if id(letter) in hidden:
            if run and (letter.order - run[-1].order > 3 or abs(letter.baseline - run[-1].baseline) > 1):
                kept.append(_mark(run))
                run = []
            run.append(letter)
        elif letter.text.strip() or not run:
            if run:
                kept.append(_mark(run))
                run = []
            kept.append(letter)
    if run:
        kept.append(_mark(run))
    content.letters = kept
    return len(hidden)


def _may_be_covered(letter: Letter, content: PageContent) -> bool:
    middle_x, middle_y = (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
    return any(
        box.x0 <= middle_x <= box.x1 and box.top <= middle_y <= box.bottom and (box.dark or box.order > letter.order)
        for box in content.boxes
    )


def _is_flat(image: Image.Image, scale: float, letter: Letter) -> bool:
    left, right = letter.x0 + 0.15 * (letter.x1 - letter.x0), letter.x1 - 0.15 * (letter.x1 - letter.x0)
    top, bottom = letter.top + 0.3 * (letter.bottom - letter.top), letter.bottom - 0.25 * (letter.bottom - letter.top)
    place = (int(left * scale), int(top * scale), int(right * scale) + 1, int(bottom * scale) + 1)
    if place[0] < 0 or place[1] < 0 or place[2] > image.width or place[3] > image.height:
        return False
    low, high = image.crop(place).getextrema()
    return float(high) - float(low) < _FLAT  # type: ignore[arg-type]


def _mark(run: list[Letter]) -> Letter:
    first = run[0]
    return Letter(
        REDACTED,
        first.x0,
        max(letter.x1 for letter in run),
        first.top,
        first.bottom,
        first.baseline,
        first.size,
        False,
        first.order,
    )
