"""Paragraphs from text that is only lines: plain text files, and text others have taken out of PDF or HTML.

Four kinds occur. One line is one paragraph (and a number may stand on a line of its own); blank lines separate
paragraphs; lines are broken at the width of a printed page, with running headers and page numbers between them; or the
whole text is one line, and only the court's paragraph numbers show where it was divided.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from enrichment.formats.characters import clean
from enrichment.formats.hyphenation import join_lines
from enrichment.formats.numbering import Marker, marker_at_start, number_standing_alone, paragraph_numbers
from enrichment.formats.section_roles import heading_level, is_enumeration_alone, role_of_heading
from enrichment.formats.text_builder import TextBuilder
from enrichment.text import Role

_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:page|seite|pagina|página|sida|side|strona|str\.|s\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|van|de|av|sur|\()\s*\d{1,4}\)?)?[-–—\s|.]*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;…][\"”“»«’')\]]*\s*(?:\d{1,3})?$")
_ITEM = re.compile(
    r"(?:[-–—•▪*]\s|\(?[a-zA-Z]\)\s|\(?[ivx]{1,5}[.)]\s|\(\d{1,2}\)\s|[A-Z]\.\s|\d{1,3}(?:\.\d{1,3})*[.)]\s|\[\d{1,4}\]\s|§\s?\d)"
)
_STYLE_RULE = re.compile(r"[#.][\w-]+(?:\s[.#][\w-]+)*\s*\{[^}]*\}")
_LONE_MARK = re.compile(r"\(?(?:[a-z]{1,2}|[ivx]{1,5})[.)]|[•▪–—-]")
_NUMBER_WORD = re.compile(r"Randnummer|Randziffer|Rdnr\.?|Rn\.?")
_POSSIBLE_DIVISION = re.compile(
    r"(?:(?:(?<=[.!?:;”»\"’)\]])|(?<=[A-ZÀ-Ý]{3})|^)\s+(?=\[?\d{1,4}[a-z]?\]?\.?\s)|\s+(?=\d{1,3}(?:\.\d{1,2})+\.?\s))"
    r"(?=\S+\s+[\"“«„(\[]?[A-ZÀ-ÝÄÖÜ])"
)
_PART_MARK = re.compile(r"={2,}\s*(.+?)\s*={2,}")
_GOING_ON = tuple(
    f" {word}"
    for word in ["vom", "am", "der", "des", "den", "im", "in", "und", "§", "of", "the", "see", "at", "von", "nach"]
)
# a line does not end a paragraph with the sign of a provision or with an abbreviation that announces a number or date
_ANNOUNCING = re.compile(
    r"(?:^|[\s(,;])(?:§§?|[Aa]rtt?s?\.?|[Aa]rticles?|[Aa]rtikel(?:en|s)?|[Aa]rtículos?|Abs\.|Nrn?\.|[Nn][or]s?\.|[nN][°º]|núm\.|"
    r"br\.|čl\.|U\.S\.C\.|C\.F\.R\.|Rn\.|Rz\.|paras?\.|(?:Urt|Beschl|Urteil|Beschluss)\.? v\.|[Vv]gl\.|"
    r"z\.B\.|i\.V\.m\.|General List)$"
)
# nor with the sign of a subdivision, where its number stands on the next line
_SUBDIVISION_BEGUN = re.compile(
    r"\d\S{0,6},? (?:numeral(?:es)?|incisos?|apartados?|literal(?:es)?|párrafos?|alinéas?|paragraphes?|"
    r"paragraphs?|leden|"
    r"lid|stav|stk\.|subsections?|comm[ai])$"
)
# nor between the parts of one: `§ 66 Abs. 3` / `Satz 3 GKG`
_PROVISION_BEGUN = re.compile(r"(?:§§? ?\d{1,4}[a-z]?|(?:Art|Abs|Nr)\. ?\d{1,4}[a-z]?|Satz \d{1,2})$")
# what links two parts of a sentence, alone on its line between two that were set apart (`section 5` / `of` / `the Act`)
_LINKING = re.compile(r"(?:of|and|or|the|to|in|under|by|v\.?|de|du|la|et|des|van|het|en|und|der|des|del|y)(?= |$)")
_PROVISION_GOES_ON = re.compile(
    r"(?:Abs\.|Satz|Sätze|Nr\.|Buchst\.|lit\.|Halbs\.|Alt\.|"
    r"[A-ZÄÖÜ][A-Za-zäöü]{0,12}(?:G|O|B|GG|PO)\b)"
)
_MIN_WRAPPED_LINES = 5
_MIN_WRAP_WIDTH = 45
_MAX_WRAP_WIDTH = 140


@dataclass(slots=True)
class _Piece:
    text: str
    number: str | None = None


def add_lines(text: str, builder: TextBuilder) -> None:
    """Add the paragraphs of `text` to `builder`, with numbers, headings and the roles they open."""
    pieces, wrapped = _divided(text)
    _add_all(_with_marks_before(_numbered(pieces, bare=not wrapped)), builder)


def add_parts(parts: Sequence[tuple[str, Role]], builder: TextBuilder) -> None:
    """Add a text whose parts and their roles are known beforehand; its own numbers count on through the parts."""
    divided = [(_divided(text), role) for text, role in parts]
    counted = [piece for (pieces, _), role in divided if role not in (Role.RUBRUM, Role.ANNEX) for piece in pieces]
    wrapped = any(lines_broken for (_, lines_broken), _ in divided)
    numbered = {id(piece) for piece in _numbered(counted, bare=not wrapped)}
    for (pieces, _), role in divided:
        kept = pieces if role in (Role.RUBRUM, Role.ANNEX) else [piece for piece in pieces if id(piece) in numbered]
        builder.section(role)
        _add_all(_with_marks_before(kept), builder)


def _divided(text: str) -> tuple[list[_Piece], bool]:
    """The paragraphs of `text`, and whether its lines were broken at the width of a page."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    lines = [_closed_up(line) for line in lines if not _STYLE_RULE.fullmatch(line.strip())]
    width = _wrap_width(lines)
    wrapped = width is not None
    pieces = _unwrapped(lines, width) if width else _line_by_line(lines)
    if len(pieces) <= 6 and any(len(piece.text) > 3000 for piece in pieces):
        pieces = [part for piece in pieces for part in _divided_at_numbers(piece)]
    return pieces, wrapped


def _add_all(pieces: Sequence[_Piece], builder: TextBuilder) -> None:
    for index, piece in enumerate(pieces):
        _add(piece, builder, late=index > len(pieces) // 2)


def _add(piece: _Piece, builder: TextBuilder, *, late: bool) -> None:
    marked = _PART_MARK.fullmatch(piece.text)
    text = marked[1] if marked else piece.text
    role = role_of_heading(text)
    if role in (Role.ANNEX, Role.DISSENT) and not late:
        role = None  # a line of the table of contents
    short = len(text) < 100 and not text.endswith((".", ";", ","))
    if role is not None and (short or marked):
        builder.heading(text, level=heading_level(text), number=piece.number, role=role)
    elif marked:
        builder.heading(text, level=1)
    elif piece.number is None and (is_enumeration_alone(text) or _shouted(text)):
        builder.heading(text, level=heading_level(text))
    else:
        builder.paragraph(text, number=piece.number)


def _closed_up(line: str) -> str:
    """A line without blanks at its end, except one where it had any; letter-spaced words closed up."""
    stripped = line.strip()
    words = stripped.split()
    if len(words) >= 6 and sum(1 for word in words if len(word) <= 2) > 0.75 * len(words):
        stripped = " ".join(re.sub(r"\s", "", part) for part in re.split(r"\s{2,}", stripped))
    return f"{stripped} " if stripped and line[-1:] in " \t\xa0" else stripped


def _shouted(text: str) -> bool:
    """A short line in capitals: a heading in every tradition."""
    letters = [character for character in text if character.isalpha()]
    shouted = len(letters) >= 4 and len(text) < 90 and not any(letter.islower() for letter in letters)
    return shouted and not text.endswith((",", ";", ".")) and not text.startswith(("[", "("))


def _wrap_width(lines: list[str]) -> int | None:
    """The width at which lines were broken, or None where a line is a paragraph."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if len(lengths) < _MIN_WRAPPED_LINES:
        return None
    width = lengths[int(len(lengths) * 0.95)]
    if not _MIN_WRAP_WIDTH <= width <= _MAX_WRAP_WIDTH:
        return None
    full = [line for line in lines if len(line.strip()) > 0.75 * width]
    unfinished = sum(1 for line in full if not _SENTENCE_END.search(line))
    return width if len(full) > 0.25 * len(lengths) and unfinished > 0.5 * len(full) else None


def _line_by_line(lines: list[str]) -> list[_Piece]:
    """Each line is a paragraph, unless it plainly goes on: a reader of HTML that broke at every inline element."""
    written = [line for line in lines if line]
    # where few lines end in a blank, such a blank is the one before a link or an emphasis
    telling = sum(1 for line in written if line.endswith(" ")) < 0.4 * len(written)
    pieces: list[list[str]] = []
    blank_before, open_before = True, False
    for line in lines:
        text = clean(line)
        if not text:
            blank_before = True
            continue
        before = pieces[-1][-1] if pieces else ""
        joins = before and not blank_before and not number_standing_alone(text) and not number_standing_alone(before)
        headed = role_of_heading(before) is not None or role_of_heading(text) is not None
        if joins and not headed and (open_before or _goes_on(before, text)):
            pieces[-1].append(text)
        else:
            pieces.append([text])
        blank_before, open_before = False, telling and line.endswith(" ") and len(text) > 1
    return [_Piece(join_lines(piece)) for piece in pieces]


def _goes_on(before: str, text: str) -> bool:
    if text[0] in ",;.:)]!?»”’" and before[-1] not in ".:;" and not text.startswith("..."):
        return True
    if before.endswith(("(", "[", "„", "«")) or (text[0] == "-" and text[1:2] == ","):
        return True
    if _breaks_off(before, text):
        return True
    if role_of_heading(before) or _shouted(before) or _ITEM.match(text) or is_enumeration_alone(before):
        return False
    if text[0].islower() and not _SENTENCE_END.search(before) and before[-1] != ",":
        return len(before) > 12 or _LINKING.match(text) is not None or _LINKING.fullmatch(before) is not None
    return before.endswith(_GOING_ON)


def _breaks_off(before: str, text: str) -> bool:
    """Whether a reference to law or to a decision was broken between the two lines."""
    if _ANNOUNCING.search(before):
        return True
    if text[0].isdigit() and _SUBDIVISION_BEGUN.search(before):
        return True
    return _PROVISION_BEGUN.search(before) is not None and _PROVISION_GOES_ON.match(text) is not None


def _unwrapped(lines: list[str], width: int) -> list[_Piece]:
    """Paragraphs from lines broken at `width`."""
    lines = _without_page_furniture([line.strip() for line in lines])
    spaced = _double_spaced(lines)
    if spaced:
        lines = _single_spaced(lines)
    numbered = paragraph_numbers(lines, bare=False)  # a bare number at the start of a line is a footnote's or a page's
    widths = [len(line.strip()) for line in lines if len(line.strip()) > 0.6 * width]
    typical = statistics.median(widths) if widths else width
    pieces: list[_Piece] = []
    current: list[str] = []

    def close() -> None:
        if current:
            pieces.append(_Piece(clean(join_lines(current))))
            current.clear()

    for index, line in enumerate(lines):
        text = line.strip()
        if not text:
            if current and not _unfinished(current[-1], typical):
                close()
            continue
        if current and (index in numbered or _begins_paragraph(current[-1].strip(), text, typical)):
            close()
        current.append(text)
    close()
    return pieces


def _unfinished(line: str, typical: float) -> bool:
    """A full line without a sentence's end before a blank: the page ended, not the paragraph."""
    return len(line) > 0.85 * typical and not _SENTENCE_END.search(line) and not _shouted(line)


def _begins_paragraph(before: str, text: str, typical: float) -> bool:
    if _breaks_off(before, text):
        return False
    # a full line that opens like a heading ("For these reasons the appeal is dismissed and") is a sentence's beginning
    if role_of_heading(text) is not None or (role_of_heading(before) is not None and len(before) < 0.8 * typical):
        return True
    if _shouted(before) != _shouted(text):
        return True
    ended = _SENTENCE_END.search(before) is not None
    short = len(before) < 0.8 * typical
    if _ITEM.match(text) and (ended or short):
        return True
    if before.endswith("-") or text[0].islower():
        return False
    return (ended and short) or len(before) < 0.5 * typical


def _double_spaced(lines: list[str]) -> bool:
    written = [index for index, line in enumerate(lines) if line]
    followed = sum(1 for index in written if index + 1 < len(lines) and not lines[index + 1])
    return len(written) > 10 and followed > 0.8 * len(written)


def _single_spaced(lines: list[str]) -> list[str]:
    """Text with a blank line after every line: one blank means nothing, two mean a paragraph."""
    kept: list[str] = []
    blanks = 0
    for line in lines:
        if line:
            if blanks >= 2:
                kept.append("")
            kept.append(line)
            blanks = 0
        else:
            blanks += 1
    return kept


def _without_page_furniture(lines: list[str]) -> list[str]:
    """Drop page numbers and running headers: short lines that come again and again, digits apart."""
    shaped: dict[str, list[str]] = {}
    for line in lines:
        if 3 < len(line) < 100:
            shaped.setdefault(_shape(line), []).append(line)
    footers = {
        shape
        for shape, found in shaped.items()
        if len(found) >= 4 and "#" in shape and not re.match(r"[\[(]?#[.\])]", shape) and _counts_pages(found)
    }
    pages = sum(1 for line in lines if line and _is_page_number(line))
    often = max(4, pages // 2)
    kept: list[str] = []
    for line in lines:
        if line and _is_page_number(line) and (pages >= 3 or not line.isdigit()):
            continue
        shape = _shape(line) if len(line) < 100 else ""
        if shape in footers:
            continue
        again = len(shaped.get(shape, ())) >= often and pages >= 3 and len(shape) > 5
        if again and not _SENTENCE_END.search(line):
            continue
        kept.append(line)
    return kept


def _counts_pages(lines: list[str]) -> bool:
    """Whether lines of one shape have a number in them that goes up by one from each to the next."""
    rows = [[int(number[:9]) for number in re.findall(r"\d+", line)] for line in lines]
    steps = len(rows) - 1
    return any(
        sum(1 for first, second in itertools.pairwise(column) if second == first + 1) >= 0.8 * steps
        for column in zip(*rows, strict=True)
    )


def _is_page_number(line: str) -> bool:
    return _PAGE_NUMBER.fullmatch(line.strip()) is not None and not re.fullmatch(r"\d{1,4}[.)]", line.strip())


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _divided_at_numbers(piece: _Piece) -> list[_Piece]:
    """A text that lost its line breaks, divided where paragraph numbers count on."""
    found: list[tuple[int, Marker]] = []
    for match in _POSSIBLE_DIVISION.finditer(piece.text):
        marker = marker_at_start(piece.text[match.end() : match.end() + 16])
        if marker is not None:
            found.append((match.end(), marker))
    chain = paragraph_numbers([f"{marker.number}. x" for _, marker in found])
    if len(chain) < 3:
        return [piece]
    cuts = [found[index] for index in sorted(chain)]
    ends = [start for start, _ in cuts[1:]] + [len(piece.text)]
    pieces = [_Piece(piece.text[: cuts[0][0]].strip())] if cuts[0][0] else []
    for (start, marker), end in zip(cuts, ends, strict=True):
        pieces.append(_Piece(piece.text[start + marker.end : end].strip(), marker.number))
    return [part for part in pieces if part.text]


def _with_marks_before(pieces: list[_Piece]) -> list[_Piece]:
    """`a)`, `ii.` or a bullet on a line of its own is the mark of the paragraph after it."""
    kept: list[_Piece] = []
    for piece in pieces:
        before = kept[-1] if kept else None
        if before is not None and _LONE_MARK.fullmatch(before.text) and piece.number is None:
            before.text = f"{before.text} {piece.text}"
        else:
            kept.append(piece)
    return kept


def _numbered(pieces: list[_Piece], *, bare: bool) -> list[_Piece]:
    """Take the court's numbers from lines of their own (`Randnummer` `12`), else from the beginnings of paragraphs."""
    if any(piece.number for piece in pieces):
        return pieces
    alone = [number_standing_alone(piece.text) for piece in pieces]
    own_lines = paragraph_numbers([f"{number}. x" if number else "" for number in alone])
    outline = len(own_lines) < 5 and all(pieces[index].text.endswith((".", ")")) for index in own_lines)
    if len(own_lines) >= 2 and not outline:
        kept: list[_Piece] = []
        number: str | None = None
        for index, piece in enumerate(pieces):
            if index in own_lines:
                number = own_lines[index].number
            elif _NUMBER_WORD.fullmatch(piece.text) is None:
                piece.number, number = number, None
                kept.append(piece)
        return kept
    for index, marker in paragraph_numbers([piece.text for piece in pieces], bare=bare).items():
        rest = pieces[index].text[marker.end :]
        if rest:
            pieces[index].number, pieces[index].text = marker.number, rest
    return pieces
