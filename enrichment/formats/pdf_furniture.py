"""What is printed on a page but belongs to the paper, not to the decision: filing stamps, running headers and footers,
page numbers, and the line numbers of pleading paper and transcripts."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from enrichment.formats.pdf_lines import Line, Word

_STAMP = re.compile(
    r"""(?:Appellate\ |USCA\S*\ )?(?:Case|Appeal|USCA\d*)\s?(?:\#|No\.?)?:?\s?\S*\d\S*.*
        \b(?:Doc(?:ument)?|DktEntry|Entry(?:\ ID)?|Filed|Pg|Page)\b.*\d.*
      | Document\s+Page\s?\d+\s+of\s+\d+
      | of\s+\d{1,4}
      | (?:FILED:|NYSCEF\ DOC|RECEIVED\ NYSCEF|INDEX\ NO\.).*
      | \d+:\d\d-\w\w-\d{3,}\S*\s+Doc(?:ument)?\s?\#?\s?\d+.*(?:Page|Pg).*\d""",
    re.VERBOSE,
)
_PAGE_NUMBER = re.compile(
    r"""[-–—\[(|\s]*(?:(?:page|seite|pagina|página|sida|side|pg\.?|p\.|s\.)\s*:?\s*)?
        (?:\d{1,4}|(?-i:[ivxlc]{1,6})(?!\.))(?:\s*(?:/|\||of|von|van|de|sur|av)\s*\d{1,4})?[-–—\])|\s.]*""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS_WITH_PAGE = re.compile(r".{3,90}?[\s–—-]+(?:page\s*:?\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_REPORTER = re.compile(r"\b(?:Reporting|Reporters?|CSR|RMR|FCRR|Transcription)\b")
_EDGE = 0.14  # of the page's height: where furniture can stand
_LINES_AT_EDGE = 4


@dataclass(frozen=True, slots=True)
class MarginNumber:
    """A number alone in the margin beside the text: the Randnummer of German and Austrian courts."""

    number: str
    baseline: float


def without_line_numbers(words: list[Word]) -> list[Word]:
    """The words without the column of 1, 2, 3, ... down the left edge of pleading paper and transcripts."""
    candidates = [word for word in words if re.fullmatch(r"\d{1,2}", word.text)]
    if len(candidates) < 8:
        return words
    for anchor in candidates:
        column = sorted((word for word in candidates if abs(word.x1 - anchor.x1) < 7), key=lambda word: word.baseline)
        if len(column) < 8 or not _counts_evenly(column):
            continue
        edge = max(word.x1 for word in column)
        others = [word for word in words if not any(word is number for number in column)]
        beside = sum(1 for word in others if word.x0 > edge)
        if beside >= 0.9 * len(others):
            return others
    return words


def without_star_pages(words: list[Word], height: float) -> list[Word]:
    """The words without `[*12]`, the mark of the page in another edition, at the head of the page."""
    return [word for word in words if word.top > _EDGE * height * 1.5 or not re.fullmatch(r"\[\*\d{1,4}\]", word.text)]


def _counts_evenly(column: Sequence[Word]) -> bool:
    numbers = [int(word.text) for word in column]
    rising = sum(1 for first, second in itertools.pairwise(numbers) if 1 <= second - first <= 2)
    if numbers[0] > 3 or rising < 0.85 * (len(numbers) - 1):
        return False
    steps = [
        (after.baseline - before.baseline) / max(1, second - first)
        for before, after, first, second in zip(column, column[1:], numbers, numbers[1:], strict=False)
    ]
    usual = statistics.median(steps)
    return sum(1 for step in steps if abs(step - usual) <= 0.2 * usual) >= 0.75 * len(steps)


def margin_numbers(words: list[Word]) -> tuple[list[Word], list[MarginNumber]]:
    """Words and, apart from them, numbers that stand alone in either margin of the text."""
    prose = [word for word in words if len(word.text) > 3 and word.text.isalpha()]
    if len(prose) < 30:
        return words, []
    lefts = sorted(word.x0 for word in prose)
    rights = sorted(word.x1 for word in prose)
    left, right = lefts[len(lefts) // 100], rights[-1 - len(rights) // 100]
    kept: list[Word] = []
    found: list[MarginNumber] = []
    for word in words:
        outside = word.x1 < left - 8 or word.x0 > right + 8
        number = re.fullmatch(r"¶?\s*[\[(]?(\d{1,4}[a-z]?)[\])]?|(?:¶|Rn\.?|Rz\.?)", word.text) if outside else None
        if number is None:
            kept.append(word)
        elif number[1]:
            found.append(MarginNumber(number[1], word.baseline))
    return kept, found


def is_stamp(text: str) -> bool:
    """Whether a line was printed by a court's filing system."""
    return len(text) < 200 and _STAMP.fullmatch(text) is not None


def without_furniture(pages: list[list[Line]], heights: Sequence[float]) -> tuple[list[list[Line]], list[str]]:
    """The lines of each page that belong to the decision, and the filing stamps found, each once."""
    repeated = _repeated_lines(pages, heights)
    kept: list[list[Line]] = []
    stamps: list[str] = []
    for lines, height in zip(pages, heights, strict=True):
        body: list[Line] = []
        ordered = sorted(lines, key=lambda line: line.baseline)
        edge = {id(line) for line in (*ordered[:_LINES_AT_EDGE], *ordered[-_LINES_AT_EDGE:])}
        outer = {id(line) for line in (*ordered[:1], *ordered[-1:])}
        for line in lines:
            near_edge = id(line) in edge and (line.top < _EDGE * height or line.bottom > (1 - _EDGE) * height)
            if near_edge and is_stamp(line.text):
                shape = _shape(line.text)
                if shape not in map(_shape, stamps):
                    stamps.append(line.text)
                continue
            if id(line) in repeated:
                continue
            if near_edge and _PAGE_NUMBER.fullmatch(line.text):
                continue
            if id(line) in outer and _PAGE_NUMBER.fullmatch(line.text):
                continue
            body.append(line)
        kept.append(_without_outer_lines(body, height))
    return kept, stamps


def _without_outer_lines(lines: list[Line], height: float) -> list[Line]:
    """Take running titles and page numbers from the edges, one after the other."""
    leading = _leading(sorted(lines, key=lambda line: line.baseline))
    while lines:
        ordered = sorted(lines, key=lambda line: line.baseline)
        for line in (ordered[0], ordered[-1]):
            at_edge = line.top < _EDGE * height or line.bottom > (1 - _EDGE) * height
            if (at_edge and _PAGE_NUMBER.fullmatch(line.text)) or _stands_apart(line, ordered, height, leading):
                lines = [other for other in lines if other is not line]
                break
        else:
            return lines
    return lines


def _leading(ordered: list[Line]) -> float:
    steps = [after.baseline - before.baseline for before, after in itertools.pairwise(ordered)]
    steps = [step for step in steps if step > 2]
    return statistics.median(steps) if steps else 14.0


def _stands_apart(line: Line, ordered: list[Line], height: float, leading: float) -> bool:
    """A short line at the very edge, well away from the text: a running title, with or without a page number."""
    if len(line.text) > 100 or len(ordered) < 5:
        return False
    if line is ordered[-1]:
        distance, edge, verge = (
            line.baseline - ordered[-2].baseline,
            line.bottom > 0.86 * height,
            line.bottom > 0.92 * height,
        )
    else:
        distance, edge, verge = (
            ordered[1].baseline - line.baseline,
            line.bottom < 0.1 * height,
            line.bottom < 0.07 * height,
        )
    if edge and re.search(r"\b[Pp](?:age|AGE)\s\d{1,4}$", line.text):
        return True
    if not edge or distance < 1.6 * leading:
        return False
    smaller = line.size < 0.92 * statistics.median(other.size for other in ordered)
    if _ENDS_WITH_PAGE.fullmatch(line.text) or _REPORTER.search(line.text) or smaller:
        return True
    return verge and re.search(r"[.;:]$", line.text) is None


def _repeated_lines(pages: list[list[Line]], heights: Sequence[float]) -> set[int]:
    """The lines (by id) at the head or foot of pages that come back at the same height on other pages."""
    if len(pages) < 2:
        return set()
    places: dict[str, list[tuple[int, float, Line]]] = {}
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        ordered = sorted(lines, key=lambda line: line.baseline)
        for line in {id(line): line for line in (*ordered[:_LINES_AT_EDGE], *ordered[-_LINES_AT_EDGE:])}.values():
            place = line.baseline if line.baseline < height / 2 else line.baseline - height
            places.setdefault(_shape(line.text), []).append((number, place, line))
    needed = 2 if len(pages) <= 4 else 3
    repeated: set[int] = set()
    for shape, found in places.items():
        if len(shape) < 2 or len({number for number, _, _ in found}) < needed:
            continue
        for _, place, line in found:
            if (
                len({number for number, other, _ in found if abs(other - place) <= (8 if len(shape) < 15 else 18)})
                >= needed
            ):
                repeated.add(id(line))
    return repeated


def _shape(text: str) -> str:
    """A line with its numbers, blanks and points evened out: the same running title is not always spaced the same."""
    return re.sub(r"[^\w#]", "", re.sub(r"\d+", "#", text)).lower()
