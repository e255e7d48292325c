"""From letters to words, columns and lines, in the order in which a person reads a page."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from enrichment.formats.pdf_page import Box, Letter

_WORD_GAP = 0.15  # of the type size: narrower blanks than this lie within words (measured on typeset and LaTeX files)
_ROW_TOLERANCE = 0.2  # of the type size: how far baselines of one row may differ
_MIN_COLUMN_LINES = 6
_MIN_GUTTER = 8.0
_LEADER = re.compile(r"(?:\s*\.){4,}\s*|_{4,}")


@dataclass(slots=True)
class Word:
    """A word with its place in points; `size` is that of its type. `raised` says it stands above the line (a mark)."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool = False
    raised: bool = False
    height: float = 0.0  # of the letters themselves, where recognition measured it


@dataclass(slots=True)
class Line:
    """One line of one column. `marks` are raised numbers taken out of the text: references to footnotes."""

    words: list[Word]
    page: int
    column: int = 0
    marks: list[str] = field(default_factory=list)
    text: str = ""
    underlined: bool = False

    @property
    def x0(self) -> float:
        """Left edge."""
        return min(word.x0 for word in self.words)

    @property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def baseline(self) -> float:
        """Where the letters stand."""
        return statistics.median(word.baseline for word in self.words)

    @property
    def size(self) -> float:
        """The type size of most of the line."""
        return _commonest_size(self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words if re.search(r"\w", word.text))

    @property
    def gaps(self) -> list[float]:
        """The blanks between neighbouring words."""
        return [right.x0 - left.x1 for left, right in zip(self.words, self.words[1:], strict=False)]


def words_of(letters: Iterable[Letter]) -> list[Word]:
    """The words on a page, row by row. Letters printed twice to look bold become one."""
    words: list[Word] = []
    for row in _rows(letters):
        row.sort(key=lambda letter: (letter.x0, letter.order))
        words += _words_in_row(row)
    return words


def _rows(letters: Iterable[Letter]) -> list[list[Letter]]:
    rows: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.baseline):
        if rows and letter.baseline - rows[-1][0].baseline <= _ROW_TOLERANCE * max(letter.size, 4):
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return rows


def _words_in_row(row: list[Letter]) -> list[Word]:
    words: list[Word] = []
    current: list[Letter] = []

    def close() -> None:
        if current:
            words.append(_word(current))
            current.clear()

    for letter in row:
        if not letter.text.strip() or letter.text == "\u00a0":
            close()
            continue
        if current:
            before = current[-1]
            if _is_double(before, letter):
                before.bold = True
                continue
            size = max(letter.size, before.size, 1.0)
            if letter.x0 - before.x1 > _WORD_GAP * size or abs(letter.size - before.size) > 0.25 * size:
                close()
        current.append(letter)
    close()
    return words


def _is_double(before: Letter, letter: Letter) -> bool:
    """The same letter again, shifted by a hair: fake bold."""
    return letter.text == before.text and abs(letter.x0 - before.x0) < 0.25 * max(before.x1 - before.x0, 1.0)


def _word(letters: Sequence[Letter]) -> Word:
    text = (
        unicodedata.normalize("NFKC", "".join(letter.text for letter in letters))
        if _has_forms(letters)
        else "".join(letter.text for letter in letters)
    )
    if sum(unicodedata.bidirectional(character) in ("R", "AL") for character in text) > len(text) / 2:
        text = text[::-1]  # Arabic and Hebrew are painted from left to right
    return Word(
        text=text,
        x0=letters[0].x0,
        x1=max(letter.x1 for letter in letters),
        top=min(letter.top for letter in letters),
        bottom=max(letter.bottom for letter in letters),
        baseline=statistics.median(letter.baseline for letter in letters),
        size=statistics.median(letter.size for letter in letters),
        bold=sum(letter.bold for letter in letters) > len(letters) / 2,
    )


def _has_forms(letters: Sequence[Letter]) -> bool:
    """Whether there are ligatures or Arabic presentation forms to be taken apart."""
    return any("\ufb00" <= letter.text[:1] <= "\ufdff" or "\ufe70" <= letter.text[:1] <= "\ufeff" for letter in letters)


def lines_of(words: list[Word], page: int, rules: Sequence[Box] = ()) -> list[Line]:
    """The lines of a page in reading order, columns one after the other. `rules` tell which are underlined."""
    lines: list[Line] = []
    for column, region in enumerate(_regions(words)):
        for line in _lines_in_region(region, page):
            line.column = column
            line.text = _text_of(line)
            line.underlined = _is_underlined(line, rules)
            if line.text:
                lines.append(line)
    return lines


def _is_underlined(line: Line, rules: Sequence[Box]) -> bool:
    """Whether ruled lines run under most of the line."""
    left, right, baseline = line.x0, line.x1, line.baseline
    under = [
        rule for rule in rules if -1 < rule.top - baseline < 0.35 * line.size and rule.x0 < right and rule.x1 > left
    ]
    covered = sum(min(rule.x1, right) - max(rule.x0, left) for rule in under)
    beyond = any(rule.x0 < left - 30 or rule.x1 > right + 30 for rule in under)
    return covered > 0.8 * (right - left) and not beyond


def _commonest_size(words: Sequence[Word]) -> float:
    weights: dict[float, int] = {}
    for word in words:
        size = round(word.size * 2) / 2
        weights[size] = weights.get(size, 0) + len(word.text)
    return max(weights, key=lambda size: (weights[size], size)) if weights else 0.0


def _lines_in_region(words: list[Word], page: int) -> list[Line]:
    size = _commonest_size(words)
    ordinary = [word for word in words if word.size >= 0.8 * size]
    small = [word for word in words if word.size < 0.8 * size]
    lines = _stacked(ordinary, page)
    left_over: list[Word] = []
    for word in small:
        host = _host(word, lines)
        if host is None:
            left_over.append(word)
        else:
            word.raised = word.baseline < host.baseline - 0.12 * host.size and word.size < 0.8 * host.size
            host.words.append(word)
    lines += _stacked(left_over, page)
    for line in lines:
        line.words.sort(key=lambda word: word.x0)
    _raise_marks_of_small_lines(lines)
    lines.sort(key=lambda line: (line.baseline, line.x0))
    return lines


def _stacked(words: list[Word], page: int) -> list[Line]:
    lines: list[Line] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        if lines and word.baseline - lines[-1].words[0].baseline <= 0.35 * max(word.size, lines[-1].words[0].size):
            lines[-1].words.append(word)
        else:
            lines.append(Line([word], page))
    return lines


def _host(word: Word, lines: list[Line]) -> Line | None:
    """The line of larger type that a small word stands in."""
    for line in lines:
        top, bottom = line.words[0].top, line.words[0].bottom
        middle = (word.top + word.bottom) / 2
        if top - 0.25 * (bottom - top) <= middle <= bottom and line.x0 - 12 <= word.x1 and word.x0 <= line.x1 + 12:
            return line
    return None


def _raise_marks_of_small_lines(lines: list[Line]) -> None:
    """In a footnote's own line the mark is smaller than the note: find it by its place."""
    for line in lines:
        size = line.size
        small = [word for word in line.words if word.size < 0.8 * size]
        usual = [word.baseline for word in line.words if word.size >= 0.8 * size]
        if not small or not usual:
            continue
        baseline = statistics.median(usual)
        for word in small:
            word.raised = word.raised or word.baseline < baseline - 0.1 * word.size


def _text_of(line: Line) -> str:
    """The line's text; raised numbers are taken out as marks unless they open the line."""
    _close_up_letter_spacing(line)
    pieces: list[str] = []
    for index, word in enumerate(line.words):
        before = line.words[index - 1] if index else None
        if word.raised and index > 0 and re.fullmatch(r"[\d,*†‡§]{1,6}", word.text):
            line.marks.append(word.text)
            continue
        near = before is not None and word.x0 - before.x1 <= 1.5 * _WORD_GAP * max(word.size, before.size)
        # `15` `th` and fractions are set smaller, not apart; so are words that begin with a larger capital
        glued = before is not None and near and (word.raised or abs(word.size - before.size) > 0.15 * before.size)
        if pieces and not glued:
            pieces.append(" ")
        pieces.append(word.text)
    return re.sub(r"\s+", " ", _LEADER.sub(" ", "".join(pieces))).strip()


def _close_up_letter_spacing(line: Line) -> None:
    """`O R D E R` is one word set wide."""
    words = line.words
    start = 0
    while start < len(words):
        end = start
        while end < len(words) and len(words[end].text) == 1 and words[end].text.isalpha():
            end += 1
        if end - start >= 4:
            gaps = [words[index + 1].x0 - words[index].x1 for index in range(start, end - 1)]
            usual = statistics.median(gaps)
            if usual < 2.5 * words[start].size:
                merged = [words[start]]
                for index in range(start + 1, end):
                    if words[index].x0 - merged[-1].x1 > 1.7 * usual + 1:
                        merged.append(words[index])
                    else:
                        merged[-1] = _merged(merged[-1], words[index])
                words[start:end] = merged
                end = start + len(merged)
        start = max(end, start + 1)


def _merged(left: Word, right: Word) -> Word:
    return Word(
        left.text + right.text, left.x0, right.x1, min(left.top, right.top), max(left.bottom, right.bottom),
        left.baseline, left.size, left.bold and right.bold, left.raised,
    )  # fmt: skip


def _regions(words: list[Word]) -> list[list[Word]]:
    """The page cut into blocks in reading order: full width, left column, right column, full width, ..."""
    if len(words) < 4 * _MIN_COLUMN_LINES:
        return [words] if words else []
    rows = _visual_rows(words)
    found = _best_gutter(rows)
    if found is None:
        return [words]
    gutter, first, last = found
    above = [word for row in rows[:first] for word in row]
    inside = [word for row in rows[first : last + 1] for word in row]
    below = [word for row in rows[last + 1 :] for word in row]
    left = [word for word in inside if (word.x0 + word.x1) / 2 <= gutter]
    right = [word for word in inside if (word.x0 + word.x1) / 2 > gutter]
    return [*_regions(above), *_regions(left), *_regions(right), *_regions(below)]


def _visual_rows(words: list[Word]) -> list[list[Word]]:
    """Words at about the same height, whichever column they belong to."""
    rows: list[list[Word]] = []
    floor = 0.0
    for word in sorted(words, key=lambda word: (word.top + word.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if rows and middle <= floor:
            rows[-1].append(word)
        else:
            rows.append([word])
            floor = middle + 0.35 * max(word.size, 4)
    return rows


def _best_gutter(rows: list[list[Word]]) -> tuple[float, int, int] | None:
    """The vertical blank that divides most rows into two columns of prose: its place, first and last row."""
    left_edge = min(word.x0 for row in rows for word in row)
    right_edge = max(word.x1 for row in rows for word in row)
    width = right_edge - left_edge
    if width < 150:
        return None
    best: tuple[float, float, int, int] | None = None
    step = max(4.0, width / 250)
    position = left_edge + 0.22 * width
    while position < right_edge - 0.22 * width:
        run = _longest_free_run(rows, position)
        if run is not None:
            first, last = run
            weight = _prose_weight(rows[first : last + 1], position)
            if weight > 0 and (best is None or weight > best[0]):
                best = (weight, position, first, last)
        position += step
    return (best[1], best[2], best[3]) if best else None


def _longest_free_run(rows: list[list[Word]], position: float) -> tuple[int, int] | None:
    """The longest run of rows without a word across `position`; the blank is as wide as a gutter in nearly all of
    them."""
    best: tuple[int, int] | None = None
    start, narrow = 0, 0
    for index in range(len(rows) + 1):
        row = rows[index] if index < len(rows) else None
        if row is not None and not any(word.x0 < position + 1 and word.x1 > position - 1 for word in row):
            half = _MIN_GUTTER / 2
            narrow += any(word.x0 < position + half and word.x1 > position - half for word in row)
            continue
        length = index - start
        if length >= _MIN_COLUMN_LINES and narrow <= 0.12 * length and (best is None or length > best[1] - best[0] + 1):
            best = (start, index - 1)
        start, narrow = index + 1, 0
    return best


def _prose_weight(rows: list[list[Word]], position: float) -> float:
    """How much the two sides look like columns of prose: runs of several words, set flush along a common left edge on
    either side, and mostly filling their column; not cells of a table, numbers before paragraphs or short lists."""
    left_runs: list[list[Word]] = []
    right_runs: list[list[Word]] = []
    for row in rows:
        ordered = sorted(row, key=lambda word: word.x0)
        left = _runs([word for word in ordered if word.x1 <= position])
        right = _runs([word for word in ordered if word.x0 >= position])
        left_runs += left[-1:]
        right_runs += right[:1]
    weight = 0.0
    if max(len(left_runs), len(right_runs)) < _MIN_COLUMN_LINES:
        return 0.0
    for runs in (left_runs, right_runs):
        if len(runs) < 3:
            return 0.0
        spoken = sum(1 for run in runs if len(run) >= 3)
        usual = statistics.median(run[-1].x1 - run[0].x0 for run in runs)
        if spoken < 0.5 * len(runs) or usual < 75:
            return 0.0
        if len(runs) < _MIN_COLUMN_LINES:  # the last column of a text is often short
            weight += spoken
            continue
        if _flush_share([run[0].x0 for run in runs]) < 0.4:
            return 0.0
        widths = sorted(run[-1].x1 - run[0].x0 for run in runs)
        full = sum(1 for width in widths if width > 0.72 * widths[int(0.9 * len(widths))])
        if full < 0.4 * len(runs):
            return 0.0
        weight += full
    return weight


def _runs(words: list[Word]) -> list[list[Word]]:
    """Words with no gutter between them."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and word.x0 - runs[-1][-1].x1 < max(_MIN_GUTTER, 0.8 * word.size):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _flush_share(edges: list[float]) -> float:
    """The share of left edges that stand at the commonest place."""
    return max(sum(1 for other in edges if abs(other - edge) < 4) for edge in edges) / len(edges)
