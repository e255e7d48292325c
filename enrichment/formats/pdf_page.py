"""What stands on one page of a PDF: letters, ruled lines, filled boxes and images, with their places.

pdfplumber's own character dictionaries carry some thirty keys that reading never uses, and making them takes most of
the time. Here the layout that pdfplumber's page holds is walked directly and only what is needed is kept; a test
compares the outcome with pdfplumber's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage
from pdfplumber.page import Page
from PIL import Image
from pypdfium2 import PdfPage

_MAX_DOTS = 5_000  # a side of a page's picture: a page may claim to be as large as a house
_DARK = 0.35
_BOLD = ("bold", "black", "heavy", "demi")


@dataclass(slots=True)
class Letter:
    """One character. Places are in points from the page's top left corner, as the page is shown."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    order: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the page: a filled shape, a ruled line or an image. `dark` says it was filled in a dark colour."""

    x0: float
    x1: float
    top: float
    bottom: float
    dark: bool = False
    order: int = 0

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """In points."""
        return self.bottom - self.top


@dataclass(slots=True)
class PageContent:
    """The content of one page. `unreadable` counts characters whose font does not say what they mean."""

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    unreadable: int = 0

    @property
    def image_share(self) -> float:
        """The share of the page, 0..1, that its largest images cover."""
        area = self.width * self.height or 1.0
        return min(1.0, sum(max(0.0, image.width) * max(0.0, image.height) for image in self.images) / area)


def page_content(page: Page) -> PageContent:
    """Everything on `page` that reading needs. Raises what pdfminer raises on damaged pages."""
    content = PageContent(page.page_number, float(page.width), float(page.height))
    sideways: list[tuple[Letter, tuple[float, ...]]] = []
    for order, item in enumerate(_items(page)):
        if isinstance(item, LTChar):
            letter = _letter(item, page, order)
            if _is_unreadable(letter.text):
                content.unreadable += 1
            turned = item.matrix[0] < 0 or not item.upright
            if turned:
                sideways.append((letter, item.matrix))
            else:
                content.letters.append(letter)
        elif isinstance(item, LTImage):
            content.images.append(_box(item, page, order))
        elif isinstance(item, LTCurve):
            _add_shape(item, page, order, content)
    if len(sideways) > 3 * len(content.letters) and len(sideways) > 20:
        _turn(content, sideways)
    return content


def _items(page: Page) -> Iterator[object]:
    """The layout's objects in the order in which they are painted, containers opened."""
    stack = [iter(page.layout._objs)]
    while stack:
        for item in stack[-1]:
            if isinstance(item, LTContainer):
                stack.append(iter(item._objs))
                break
            yield item
        else:
            stack.pop()


def _letter(item: LTChar, page: Page, order: int) -> Letter:
    left, up = page.mediabox[0], page.mediabox[1]
    name = item.fontname if isinstance(item.fontname, str) else item.fontname.decode("latin-1")
    lowered = name.lower()
    return Letter(
        text=item.get_text(),
        x0=item.x0 + left,
        x1=item.x1 + left,
        top=page.height - item.y1 + up,
        bottom=page.height - item.y0 + up,
        baseline=page.height - item.matrix[5] + up,
        size=item.size,
        bold=any(word in lowered for word in _BOLD),
        order=order,
    )


def _box(item: LTCurve | LTImage, page: Page, order: int, *, dark: bool = False) -> Box:
    left, up = page.mediabox[0], page.mediabox[1]
    return Box(item.x0 + left, item.x1 + left, page.height - item.y1 + up, page.height - item.y0 + up, dark, order)


def _add_shape(item: LTCurve, page: Page, order: int, content: PageContent) -> None:
    box = _box(item, page, order, dark=bool(item.fill) and _is_dark(item.non_stroking_color))
    if box.height <= 3 and box.width >= 12:
        content.rules.append(box)
    elif item.fill and box.height >= 5 and box.width >= 4:
        content.boxes.append(box)


def _is_dark(colour: object) -> bool:
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    numbers = [float(part) for part in parts if isinstance(part, (int, float))]
    if len(numbers) == 1:
        return numbers[0] <= _DARK
    if len(numbers) == 3:
        return max(numbers) <= _DARK
    return len(numbers) == 4 and (numbers[3] >= 1 - _DARK or sum(numbers[:3]) >= 3 * (1 - _DARK))


def _is_unreadable(text: str) -> bool:
    return text.startswith("(cid:") or any(
        "\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in text
    )


def _turn(content: PageContent, sideways: list[tuple[Letter, tuple[float, ...]]]) -> None:
    """Turn a page whose text was set sideways or upside down, so that it reads from left to right."""
    a, b = sideways[len(sideways) // 2][1][:2]
    width, height = content.width, content.height
    upside_down = abs(a) > abs(b)
    upwards = b > 0
    turned = []
    for letter, matrix in sideways:
        if (abs(matrix[0]) > abs(matrix[1])) != upside_down or (not upside_down and (matrix[1] > 0) != upwards):
            continue
        if upside_down:
            places = (width - letter.x1, width - letter.x0, height - letter.bottom, height - letter.top)
        elif upwards:
            places = (height - letter.bottom, height - letter.top, letter.x0, letter.x1)
        else:
            places = (letter.top, letter.bottom, width - letter.x1, width - letter.x0)
        turned.append(Letter(letter.text, *places, places[3], letter.size, letter.bold, letter.order))
    content.letters = turned
    content.rules, content.boxes = [], []
    if not upside_down:
        content.width, content.height = height, width


def picture_of(page: PdfPage, scale: float) -> tuple[Image.Image, float]:
    """The page in grey, and the dots for a point it has: `scale`, or less for a page of unusual size."""
    scale = min(scale, _MAX_DOTS / max(*page.get_size(), 1.0))
    image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    return image.convert("L"), scale
