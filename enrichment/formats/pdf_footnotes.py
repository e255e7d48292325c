"""Footnotes: the smaller text at the foot of a page, under a short rule, each beginning with its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from enrichment.formats.pdf_lines import Line, Word
from enrichment.formats.pdf_page import Box

_MARK = re.compile(r"(\d{1,3}|[*†‡§]{1,4}|[a-z](?=\s))\s*\.?\s*(?=\S)")


@dataclass(slots=True)
class Note:
    """One footnote. `mark` is None for the rest of a note that began on the page before."""

    mark: str | None
    lines: list[Line] = field(default_factory=list)


def take_footnotes(
    lines: list[Line], rules: Sequence[Box], height: float, body_size: float
) -> tuple[list[Line], list[Note]]:
    """The body lines of one page, and its footnotes in order."""
    body: list[Line] = []
    notes: list[Note] = []
    for column in sorted({line.column for line in lines}):
        members = sorted((line for line in lines if line.column == column), key=lambda line: line.baseline)
        start = _first_note_line(members, rules, height, body_size)
        body += members[:start]
        notes += _divided(members[start:])
    return body, notes


def _first_note_line(lines: list[Line], rules: Sequence[Box], height: float, body_size: float) -> int:
    """The index of the first footnote line, or the number of lines when there is none."""
    for rule in sorted(rules, key=lambda rule: -rule.top):
        below = next((index for index, line in enumerate(lines) if line.baseline > rule.bottom), len(lines))
        if not 0 < below < len(lines) or rule.top < 0.3 * height:
            continue
        left = min(line.x0 for line in lines)
        first = lines[below]
        short = rule.width <= 0.62 * (max(line.x1 for line in lines) - left) and rule.x0 < left + 40
        underlines = any(
            abs(line.baseline - rule.top) < 4 for line in lines[:below] if line.x0 - 2 <= rule.x0 <= line.x1
        )
        smaller = first.size <= 0.93 * body_size
        if short and not underlines and (smaller or _begins_note(first)):
            return below
    start = len(lines)
    while start > 0 and lines[start - 1].size <= 0.93 * body_size:
        start -= 1
    if start == 0:
        return len(lines)  # all of the page is set small
    while start < len(lines) and not (_begins_note(lines[start]) and lines[start].top > 0.4 * height):
        start += 1
    return start


def _begins_note(line: Line) -> bool:
    first = line.words[0]
    if first.raised and re.fullmatch(r"[\d*†‡§]{1,4}[.)]?", first.text):
        return True
    return re.match(r"(?:\d{1,3}|[*†‡])\.?\s+[\"“„«(\[]?[A-ZÀ-Ý§\d]", line.text) is not None


def _divided(lines: list[Line]) -> list[Note]:
    notes: list[Note] = []
    for line in lines:
        mark = _mark_of(line, notes)
        if mark is not None:
            notes.append(Note(mark, [line]))
        elif notes:
            notes[-1].lines.append(line)
        else:
            notes.append(Note(None, [line]))
    return notes


def _mark_of(line: Line, notes: list[Note]) -> str | None:
    first = line.words[0]
    glued = re.match(r"\d{1,3}|[*†‡§]{1,4}", first.text) if first.raised else None
    match = re.match(r"\d{1,3}|[*†‡§]{1,4}", line.text)
    if match is None or not (glued or _begins_note(line)):
        return None
    mark = match[0]
    last = next((note.mark for note in reversed(notes) if note.mark is not None), None)
    if (
        not (first.raised and glued)
        and mark.isdigit()
        and last is not None
        and last.isdigit()
        and int(mark) != int(last) + 1
    ):
        return None  # a figure at the start of a line of the note before
    return mark


def text_without_mark(note: Note) -> list[str]:
    """The note's lines, without the mark that opens the first."""
    texts = [line.text for line in note.lines]
    if note.mark is not None and texts:
        texts[0] = re.sub(r"^[\s.)]+", "", texts[0][len(note.mark) :])
    return texts


def underscore_rules(words: list[Word]) -> tuple[list[Word], list[Box]]:
    """Words, and the rows of underscores among them as the ruled lines they stand for."""
    kept: list[Word] = []
    rules: list[Box] = []
    for word in words:
        if re.fullmatch(r"[_‗]{8,}|[—–─]{4,}", word.text):
            rules.append(Box(word.x0, word.x1, word.baseline, word.baseline + 1))
        else:
            kept.append(word)
    return kept, rules
