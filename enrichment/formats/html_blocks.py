"""From HTML-like markup to paragraphs: what a browser would show as separate blocks becomes separate paragraphs.

Shared by HTML pages, the HTML fragments in JSON answers and the XML formats that borrow HTML for their bodies. A
paragraph number that the markup sets apart (`<a name="rd_3">3</a>`, `<span class="absatzRechts">3</span>`, `<rd
nr="3"/>`, a cell or a line with nothing but a number) becomes the number of the paragraph after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from enrichment.formats.characters import clean
from enrichment.formats.numbering import (
    follows,
    marker_at_start,
    number_standing_alone,
    paragraph_numbers,
    structural_number,
)
from enrichment.formats.section_roles import heading_level, is_enumeration_alone, role_of_heading
from enrichment.formats.text_builder import TextBuilder
from enrichment.formats.xml_safety import all_text, attribute, local_name
from enrichment.text import Role

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "dir",
        "menu",
        "para",
        "parablock",
        "listitem",
    ]
)
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "svg",
        "math",
        "object",
        "embed",
        "iframe",
        "applet",
        "canvas",
        "audio",
        "video",
        "map",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "label",
    ]
)
_NUMBER_CLASSES = re.compile(
    r"\b(absatzRechts|randnummer\w*|absatz-?nummer|rd-?nr|rn|margin(al)?-?number|paragraph-?number|paranumber|parnum|para-?num|numpara|avsnitts?-?nr)\b",
    re.IGNORECASE,
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Block:
    """One block of running text. `number` is set where the markup gives it; `level` makes it a heading."""

    text: str
    number: str | None = None
    level: int | None = None
    role: Role | None = None
    bold: bool = False


@dataclass(slots=True)
class _Walk:
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    strong: list[bool] = field(default_factory=list)
    number: str | None = None
    level: int | None = None
    prefix: str = ""
    notes: list[tuple[str | None, str]] = field(default_factory=list)

    def flush(self) -> None:
        text = clean("".join(self.pieces))
        bold = bool(self.strong) and all(self.strong)
        self.pieces, self.strong = [], []
        if text:
            if self.prefix and not re.match(r"\(?(?:[IVXLC]+|\d+|[a-z]{1,2})[.)]", text):
                text = f"{self.prefix} {text}"
            self.prefix = ""
            self.blocks.append(Block(text, self.number, self.level, bold=bold))
            self.number = None

    def say(self, text: str | None, strong: bool) -> None:
        if text:
            self.pieces.append(text)
            if not text.isspace():
                self.strong.append(strong)


def blocks_of(element: etree._Element) -> list[Block]:
    """The blocks of text in `element`, in document order, with the numbers its markup sets apart."""
    walk = _Walk()
    _visit(element, walk, strong=False)
    walk.flush()
    return walk.blocks


def add_blocks(element: etree._Element, builder: TextBuilder, *, roles: bool = False) -> None:
    """Add the blocks of `element` to `builder`. With `roles`, headings such as `Gründe` open parts of the decision."""
    add(blocks_of(element), builder, roles=roles)


def add(blocks: list[Block], builder: TextBuilder, *, roles: bool = False) -> None:
    """Add blocks to `builder`, finding numbers and headings that stand in the text rather than in the markup."""
    blocks = list(_numbers_from_own_lines(blocks))
    skipped = [index for index, block in enumerate(blocks) if block.level is not None or block.role is not None]
    found = paragraph_numbers([block.text for block in blocks], skip=skipped)
    if len(found) > sum(1 for block in blocks if block.number and block.role is None):
        for index, marker in found.items():
            rest = blocks[index].text[marker.end :]
            if rest and blocks[index].number is None:
                blocks[index].number, blocks[index].text = marker.number, rest
    for block in blocks:
        _add_block(block, builder, roles=roles)


def _add_block(block: Block, builder: TextBuilder, *, roles: bool) -> None:
    role = role_of_heading(block.text) if roles else None
    if role is not None and (block.level is not None or block.bold or len(block.text) < 60):
        builder.heading(block.text, level=heading_level(block.text), number=block.number, role=role)
    elif block.level is not None:
        builder.heading(block.text, level=max(2, block.level), number=block.number)
    elif (block.number is None and is_enumeration_alone(block.text)) or (
        block.number is None and block.bold and _can_head(block.text)
    ):
        builder.heading(block.text, level=heading_level(block.text))
    else:
        builder.paragraph(block.text, number=block.number, role=block.role)


def _can_head(text: str) -> bool:
    return len(text) < 150 and not text.endswith((".", ";", ",")) and re.search(r"[^\W\d_]{3}", text) is not None


def _numbers_from_own_lines(blocks: list[Block]) -> Iterator[Block]:
    """Turn a block that is only a number in sequence (`Randnummer 12`, `13`) into the number of the next block."""
    waiting: str | None = None
    last: tuple[int, ...] = (0,)
    alone = [
        number_standing_alone(block.text) if block.level is None and block.number is None else None for block in blocks
    ]
    counted = paragraph_numbers([f"{number}. x" if number else "" for number in alone])
    if len(counted) < 5 and all(blocks[index].text.endswith((".", ")")) for index in counted):
        counted = {}  # `1.` and `2.` on lines of their own, a few times: an outline
    for index, block in enumerate(blocks):
        if index in counted and index + 1 < len(blocks):
            waiting = counted[index].number
            continue
        if re.fullmatch(r"(?:Randnummer|Randziffer|Rdnr\.?|Rn\.?)", block.text):
            continue
        if waiting is not None and block.number is None:
            block.number, waiting = waiting, None
        marker = marker_at_start(f"{block.number} x") if block.number else None
        if marker is not None and follows(last, marker.parts) is not None:
            last = marker.parts
        yield block


def _visit(element: etree._Element, walk: _Walk, *, strong: bool) -> None:
    name = local_name(element).lower()
    if name in _UNSEEN or _is_hidden(element):
        return
    number = _markup_number(element, name)
    if number is not None:
        walk.flush()
        walk.number = number
        return
    block = name in _BLOCKS
    level = _HEADINGS.get(name)
    if name == "tr" and _as_row(element, walk):
        return
    if block:
        walk.flush()
        if level is not None:
            walk.level = level
        if name == "li":
            walk.prefix = _list_mark(element)
    strong = strong or name in ("b", "strong") or level is not None or "bold" in (attribute(element, "style") or "")
    walk.say(element.text, strong)
    for item in element:
        if isinstance(item.tag, str):
            if local_name(item).lower() == "br":
                _line_break(item, walk)
            else:
                _visit(item, walk, strong=strong)
        walk.say(item.tail, strong)
    if block:
        walk.flush()
        if level is not None:
            walk.level = None
        if name == "li":
            walk.prefix = ""


def _line_break(element: etree._Element, walk: _Walk) -> None:
    """One `<br>` is a line, two in a row are how old pages separate paragraphs."""
    following = element.getnext()
    doubled = following is not None and local_name(following).lower() == "br" and not (element.tail or "").strip()
    if doubled:
        walk.flush()
    else:
        walk.pieces.append("\n")


def _is_hidden(element: etree._Element) -> bool:
    if attribute(element, "hidden") is not None or attribute(element, "aria-hidden") == "true":
        return True
    style = (attribute(element, "style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style


def _markup_number(element: etree._Element, name: str) -> str | None:
    """The number, where this element exists only to hold one."""
    if name == "rd":
        return structural_number(attribute(element, "nr"))
    classes = attribute(element, "class") or ""
    anchor = attribute(element, "name") or attribute(element, "id") or ""
    marks = (name == "a" and re.fullmatch(r"rd_?\d+\w?", anchor)) or _NUMBER_CLASSES.search(classes)
    if name == "dt" or marks:
        text = all_text(element)
        number = structural_number(re.sub(r"^\s*(Randnummer|Randziffer|Rdnr\.?|Rn\.?)\s*", "", text))
        return number if number and (marks or number.isdigit() or "Randnummer" in text) else None
    return None


def _list_mark(element: etree._Element) -> str:
    """What a browser prints before the item of an ordered list."""
    parent = element.getparent()
    if parent is None or local_name(parent).lower() != "ol" or "none" in (attribute(parent, "style") or ""):
        return ""
    if re.search(r"\bol\b|no-?marker", attribute(parent, "class") or ""):
        return ""
    items = [item for item in parent if local_name(item).lower() == "li"]
    try:
        position = int(attribute(element, "value") or int(attribute(parent, "start") or 1) + items.index(element))
    except ValueError:
        position = items.index(element) + 1
    kind = attribute(parent, "type") or "1"
    if kind in "aA" and 1 <= position <= 26:
        letter = _ALPHABET[position - 1]
        return f"{letter.upper() if kind == 'A' else letter})"
    if kind in "iI":
        numeral = roman(position)
        return f"{numeral if kind == 'I' else numeral.lower()}."
    return f"{position}."


def roman(number: int) -> str:
    """`number` (1..3999) as a Roman numeral."""
    numeral = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        count, number = divmod(number, value)
        numeral += sign * count
    return numeral


def _as_row(element: etree._Element, walk: _Walk) -> bool:
    """Add a row of a table of figures as one paragraph; False for rows that only lay out blocks of text."""
    cells = [item for item in element if local_name(item).lower() in ("td", "th")]
    texts = []
    for cell in cells:
        if any(
            local_name(item).lower() in ("table", "ul", "ol", "dl", "div", "h1", "h2", "h3", "h4", "tr")
            for item in cell.iterdescendants()
        ):
            return False
        paragraphs = sum(1 for item in cell.iterdescendants() if local_name(item).lower() == "p")
        text = clean(" ".join(block.text for block in blocks_of_cell(cell)))
        if paragraphs > 1 and len(text) > 300:
            return False
        texts.append(text)
    filled = [text for text in texts if text]
    if len(filled) < 2:
        return False
    walk.flush()
    if len(filled) == 2 and (number := number_standing_alone(filled[0])) and len(filled[1]) > 40:
        walk.number = number
        filled = filled[1:]
    walk.pieces = [" | ".join(filled)]
    walk.flush()
    return True


def blocks_of_cell(cell: etree._Element) -> list[Block]:
    """The blocks inside one table cell."""
    walk = _Walk()
    for item in (cell,):
        walk.say(item.text, strong=False)
        for part in item:
            if isinstance(part.tag, str):
                _visit(part, walk, strong=False)
            walk.say(part.tail, strong=False)
    walk.flush()
    return walk.blocks
