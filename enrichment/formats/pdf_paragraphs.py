"""Paragraphs from a document's lines: by blanks, indentation, type, and where a line could have gone on."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from enrichment.formats.pdf_lines import Line
from enrichment.formats.section_roles import is_enumeration_alone

_SENTENCE_END = re.compile(r"[.!?:;…][\"”“»«’')\]]*$")
_FULL_STOP = re.compile(r"[.!?…][\"”“»«’')\]]*$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Hon|Nos?|vs?|Inc|Co|Corp|Ltd|Jr|Sr|St|pp?|cf|vgl|bzw|ca|Abs|Art|Nr|Rn|Rz|Az|lit|Ziff|Dkt|Ex"
    r"|Fed|Civ|Crim|App|Cir|art|arts|para|paras|al)\.$"
)
_ITEM = re.compile(
    r"(?:[-–—•▪●◦*o]\s|\(?[a-zA-Z][.)]\s|\(?[ivxIVX]{1,5}[.)]\s|\(\d{1,3}\)\s|\d{1,4}(?:\.\d{1,3})*[.)]\s|\[\d{1,4}\]\s|¶\s?\d|§\s?\d+\.\s|(?:Q|A)[.:]?\s(?=[A-Z]))"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_TOLERANCE = 6.0


@dataclass(slots=True)
class Block:
    """The lines of one paragraph or heading. `number` is the court's, where the margin gave it."""

    lines: list[Line] = field(default_factory=list)
    number: str | None = None
    heading: bool = False
    centred: bool = False

    @property
    def page(self) -> int:
        """The page it begins on, from 1."""
        return self.lines[0].page


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the text of one column stands: its edges and the usual step from line to line."""

    left: float
    right: float
    leading: float

    @property
    def width(self) -> float:
        """In points."""
        return self.right - self.left


def blocks_of(lines: Sequence[Line], starts: dict[int, str]) -> list[Block]:
    """The paragraphs and headings that `lines` make. `starts` gives lines (by id) that a margin number marks."""
    measures = _measures(lines)
    indents = _uses_first_line_indents(lines, measures)
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        measure = measures[(line.page, line.column)]
        current = blocks[-1] if blocks else None
        if (
            current is None
            or id(line) in starts
            or _begins_block(current, line, following, measure, measures, indents=indents)
        ):
            blocks.append(Block([line], starts.get(id(line)), centred=_is_centred(line, measure)))
        else:
            current.lines.append(line)
    for block in blocks:
        block.heading = _is_heading(block, measures[(block.page, block.lines[0].column)])
    return _joined_headings(blocks, measures)


def _measures(lines: Sequence[Line]) -> dict[tuple[int, int], Measure]:
    members: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        members[(line.page, line.column)].append(line)
    steps: Counter[float] = Counter()
    own_steps: dict[tuple[int, int], Counter[float]] = {}
    for place, column in members.items():
        own: Counter[float] = Counter()
        for before, after in itertools.pairwise(column):
            step = round((after.baseline - before.baseline) * 2) / 2
            if 4 < step < 60:
                own[step] += len(after.text)
        own_steps[place] = own
        steps.update(own)
    usual = steps.most_common(1)[0][0] if steps else 14.0
    lefts = {place: _edge([line.x0 for line in column], usual_first=True) for place, column in members.items()}
    rights = {place: max(line.x1 for line in column) for place, column in members.items()}
    typical_right = statistics.median(rights.values()) if rights else 0.0
    typical_left = statistics.median(lefts.values()) if lefts else 0.0
    measures = {}
    for place, column in members.items():
        left, right = lefts[place], rights[place]
        alone = place[1] == 0 and not any(other[0] == place[0] and other[1] != 0 for other in members)
        if alone and abs(right - typical_right) > 20 and len(column) < 12:
            right = max(right, typical_right)  # a last page with a few short lines has the width of the others
        if alone and len(column) < 6:
            left = min(left, typical_left)
        commonest = own_steps[place].most_common(1)
        leading = commonest[0][0] if commonest and sum(own_steps[place].values()) > 200 else usual
        measures[place] = Measure(left, right, leading)
    return measures


def _edge(values: Sequence[float], *, usual_first: bool) -> float:
    """The left edge most lines share; where two are usual, the outer one."""
    counts: Counter[float] = Counter(round(value / 3) * 3 for value in values)
    needed = max(2, 0.12 * len(values))
    shared = [value for value, count in counts.items() if count >= needed]
    return min(shared) if shared and usual_first else min(values)


def _uses_first_line_indents(lines: Sequence[Line], measures: dict[tuple[int, int], Measure]) -> bool:
    """Whether paragraphs begin with an indented line, rather than after a blank one."""
    indented = flush = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        measure = measures[(line.page, line.column)]
        if not _ends_sentence(before.text) or before.page != line.page or _ITEM.match(line.text):
            continue
        if before.x1 > measure.right - 0.1 * measure.width:
            continue
        if 9 < line.x0 - measure.left < 0.3 * measure.width and abs(after.x0 - measure.left) < _TOLERANCE:
            indented += 1
        elif abs(line.x0 - measure.left) < _TOLERANCE and abs(after.x0 - measure.left) < _TOLERANCE:
            flush += 1
    return indented >= max(1, flush)


def _ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text) is not None and _ABBREVIATION.search(text) is None


def _is_centred(line: Line, measure: Measure) -> bool:
    left_blank, right_blank = line.x0 - measure.left, measure.right - line.x1
    symmetrical = abs(left_blank - right_blank) < max(8.0, 0.035 * measure.width)
    return left_blank > 0.06 * measure.width and symmetrical and _ITEM.match(line.text) is None


def _begins_block(
    block: Block,
    line: Line,
    following: Line | None,
    measure: Measure,
    measures: dict[tuple[int, int], Measure],
    *,
    indents: bool,
) -> bool:
    before = block.lines[-1]
    if (before.page, before.column) != (line.page, line.column):
        return _begins_on_new_page(block, line, measure, measures[(before.page, before.column)], indents=indents)
    step = line.baseline - before.baseline
    usual = _usual_step(block, measure)
    if step <= 0 or (step > 1.3 * usual + 1.5 and not _plainly_goes_on(block, line, step, measure)):
        return True
    if abs(line.size - before.size) > 0.08 * before.size + 0.4:
        return True
    if _is_table_row(before) != _is_table_row(line) or _is_table_row(line):
        return True
    if is_enumeration_alone(line.text) or (
        len(block.lines) == 1 and is_enumeration_alone(before.text) and block.centred
    ):
        return True
    ended = _ends_sentence(before.text)
    if (before.bold, before.underlined) != (line.bold, line.underlined) and (
        ended or _could_go_on(before, line, measure) or (before.bold and len(block.lines) == 1)
    ):
        return True
    if _is_centred(line, measure) and block.centred:
        return _capitals(line.text) != _capitals(before.text)
    if (
        block.centred
        and len(block.lines) == 1
        and before.x1 < measure.right - 0.15 * measure.width
        and not line.text[:1].islower()
    ):
        return True
    blank = measure.right - before.x1
    if (
        blank > 0.18 * measure.width
        and _could_go_on(before, line, measure, _own_right(block))
        and not line.text[:1].islower()
    ):
        return True  # names and addresses: each line is meant as one
    return _begins_by_place(block, before, line, following, measure, ended=ended)


def _begins_by_place(
    block: Block, before: Line, line: Line, following: Line | None, measure: Measure, *, ended: bool
) -> bool:
    goes_on = _could_go_on(before, line, measure, _own_right(block))
    first = len(block.lines) == 1
    here = [other.x0 for other in block.lines[1:] if (other.page, other.column) == (line.page, line.column)]
    rest_left = min(here, default=before.x0)
    shift = line.x0 - rest_left
    item = _ITEM.match(line.text) is not None
    if item and (ended or goes_on or shift > _TOLERANCE or _is_next_item(block.lines[0].text, line.text)):
        return not before.text.endswith("-")
    if not first:
        if abs(shift) > _TOLERANCE:
            return shift > 0 or ended or goes_on
        return goes_on and (ended or before.x1 < measure.left + 0.65 * measure.width)
    if shift > _TOLERANCE:
        hanging = _ITEM.match(before.text) is not None and _hangs_under(before, line)
        if line.text[:1].islower() and not ended:
            return False
        set_in = (
            following is not None
            and abs(following.x0 - line.x0) < _TOLERANCE
            and (following.page, following.column) == (line.page, line.column)
        )
        return not hanging and (ended or goes_on or set_in or shift > 2.5 * line.size)
    if shift < -_TOLERANCE:
        back_to_edge = line.x0 < measure.left + _TOLERANCE or (
            following is not None and abs(following.x0 - line.x0) < _TOLERANCE
        )
        return goes_on and (ended or not back_to_edge)
    return goes_on and (ended or before.x1 < measure.left + 0.65 * measure.width)


def _plainly_goes_on(block: Block, line: Line, step: float, measure: Measure) -> bool:
    """A full first line that ends in mid-sentence goes on below, be the lines set ever so wide."""
    before = block.lines[-1]
    full = not _could_go_on(before, line, measure) and before.x1 > measure.left + 0.8 * measure.width
    middle = not _ends_sentence(before.text) and not block.centred
    return len(block.lines) == 1 and full and middle and step < 2.7 * before.size and line.x0 < before.x0 + _TOLERANCE


def _is_next_item(first: str, text: str) -> bool:
    """Whether `text` begins with the mark after the one that opens `first`: (b) after (a), iii) after ii)."""
    marks = [re.match(r"([(\[]?)(\w{1,5})([)\].])\s", item) for item in (first, text)]
    if marks[0] is None or marks[1] is None or marks[0].group(1, 3) != marks[1].group(1, 3):
        return False
    before, after = marks[0][2], marks[1][2]
    if before.isdigit() and after.isdigit():
        return int(after) == int(before) + 1
    if before in _ROMAN and after in _ROMAN and _ROMAN.index(after) == _ROMAN.index(before) + 1:
        return True
    return len(before) == len(after) == 1 and ord(after) == ord(before) + 1


def _usual_step(block: Block, measure: Measure) -> float:
    steps = [
        after.baseline - first.baseline
        for first, after in itertools.pairwise(block.lines)
        if first.page == after.page and first.column == after.column
    ]
    return statistics.median(steps) if steps else measure.leading


def _own_right(block: Block) -> float | None:
    """The right edge of a block of three lines or more: a quotation is set narrower than the page."""
    last = block.lines[-1]
    here = [line.x1 for line in block.lines if (line.page, line.column) == (last.page, last.column)]
    return max(here) if len(here) >= 3 else None


def _could_go_on(before: Line, line: Line, measure: Measure, right: float | None = None) -> bool:
    """Whether the next line's first word would have fitted on the line before: then the break was meant."""
    first = line.words[0]
    edge = measure.right if right is None else min(measure.right, right)
    return before.x1 + 0.3 * before.size + (first.x1 - first.x0) < edge - 0.012 * measure.width


def _hangs_under(before: Line, line: Line) -> bool:
    return len(before.words) > 1 and line.x0 < before.words[1].x0 + 1.5 * line.size


def _is_table_row(line: Line) -> bool:
    """Several wide blanks in one line: figures in columns."""
    wide = sum(1 for gap in line.gaps if gap > 2.2 * line.size)
    return wide >= 2 or (
        wide == 1
        and _ITEM.match(line.text) is None
        and line.gaps[0] <= 2.2 * line.size
        and max(line.gaps) > 4 * line.size
    )


def _capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 3 and sum(letter.isupper() for letter in letters) > 0.85 * len(letters)


def _begins_on_new_page(block: Block, line: Line, measure: Measure, earlier: Measure, *, indents: bool) -> bool:
    before = block.lines[-1]
    if abs(line.size - before.size) > 0.08 * before.size + 0.4 or before.bold != line.bold:
        return True
    if _is_centred(line, measure) and not line.text[:1].islower():
        return True
    if _is_table_row(line):
        return True
    ended = _FULL_STOP.search(before.text) is not None and _ABBREVIATION.search(before.text) is None
    if before.x1 < earlier.right - 0.3 * earlier.width and not line.text[:1].islower():
        return True
    if _ITEM.match(line.text):
        return ended or before.text.endswith((":", ";")) or line.x0 > measure.left + _TOLERANCE
    if line.text[:1].islower() or not (ended or before.text.endswith(":")):
        return False
    short = before.x1 < earlier.right - 0.12 * earlier.width
    if indents:
        return line.x0 > measure.left + 8 or short
    return True if short else line.x0 > measure.left + 8


def _is_heading(block: Block, measure: Measure) -> bool:
    text = " ".join(line.text for line in block.lines)
    letters = sum(character.isalpha() for character in text)
    if block.number is not None or len(text) > 240 or len(block.lines) > 4:
        return False
    if is_enumeration_alone(text) or (block.centred and re.fullmatch(r"\d{1,2}\.?", text)):
        return True
    if letters < 3 or letters < 0.5 * len(text.replace(" ", "")):
        return False
    if any(_is_table_row(line) for line in block.lines):
        return False
    bold = all(line.bold or line.underlined for line in block.lines)
    capitals = _capitals(text)
    centred = block.centred and all(_is_centred(line, measure) for line in block.lines)
    if text.endswith((",", ";")) or (text.endswith(".") and not (bold or capitals) and len(text) > 12):
        return False
    if bold or capitals:
        return len(text) <= 200 and not (text.endswith(".") and len(text) > 120)
    words = re.findall(r"[^\W\d_]+", text)
    titled = sum(1 for word in words if word[0].isupper()) >= 0.6 * len(words)
    return centred and len(text) <= 100 and titled and not text.endswith(":")


def _joined_headings(blocks: list[Block], measures: dict[tuple[int, int], Measure]) -> list[Block]:
    """A heading broken over two centred lines of the same kind is one."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.heading
            and block.heading
            and (before.centred or block.centred)
            and before.page == block.page
        ):
            step = block.lines[0].baseline - before.lines[-1].baseline
            same = before.lines[-1].bold == block.lines[0].bold and _capitals(before.lines[-1].text) == _capitals(
                block.lines[0].text
            )
            alone = any(is_enumeration_alone(" ".join(line.text for line in part.lines)) for part in (before, block))
            if same and not alone and 0 < step < 1.35 * block.lines[0].size and not _ITEM.match(block.lines[0].text):
                before.lines += block.lines
                continue
        joined.append(block)
    return joined
