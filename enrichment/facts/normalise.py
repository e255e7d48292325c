"""Characters in their plain form for matching, with the way back to the original offsets.

Courts, word processors and PDF fonts write one identifier with many different blanks, hyphens and invisible marks.
Rules are written for the plain form only: one blank between words, ASCII hyphen and slash, composed letters. `fold`
gives that form and remembers where it dropped or composed anything, so that every span leads back exactly.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_BLANKS = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f\u0085\u2028\u2029"
)
_SAME_LENGTH = str.maketrans(
    dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_BLANKS, " ")
    | {
        "\u2044": "/",
        "\u2215": "/",
        "\uff0f": "/",
        "\uff1a": ":",
        "\uff0e": ".",
        "\uff0c": ",",
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
    }
)
_CHANGED = re.compile(f"[{''.join(map(chr, _SAME_LENGTH))}]")  # most texts hold none: a look is cheaper than a table
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\ufeff"
_DROPPED = re.compile(rf"(?<= )[{_INVISIBLE} ]+|[{_INVISIBLE}]+")
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the plain form of `original`; `span` turns offsets of the first into offsets of the second."""

    text: str
    original: str
    starts: tuple[int, ...] = ()  # offsets in `text` from which on `shifts` holds, ascending
    shifts: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code-point span of `original` that `text[start:end]` stands for; `end` must be greater than `start`."""
        if not self.starts:
            return start, end
        first = start + self._shift(start)
        last = end - 1 + self._shift(end - 1) + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return first, last

    def _shift(self, offset: int) -> int:
        position = bisect_right(self.starts, offset)
        return self.shifts[position - 1] if position else 0


def fold(original: str) -> Folded:
    """The plain form of `original`, of the same length wherever nothing had to be dropped or composed."""
    text = original.translate(_SAME_LENGTH) if _CHANGED.search(original) else original
    starts: list[int] = []
    shifts: list[int] = []
    if "  " in text or not text.isascii():
        text = _rewrite(text, _DROPPED, _drop, starts, shifts)
    if not unicodedata.is_normalized("NFC", text):
        inner_starts: list[int] = []
        inner_shifts: list[int] = []
        text = _rewrite(text, _DECOMPOSED, _compose, inner_starts, inner_shifts)
        if inner_starts:
            starts, shifts = _chain(starts, shifts, inner_starts, inner_shifts)
    return Folded(text, original, tuple(starts), tuple(shifts))


def plain(text: str) -> str:
    """`text` in its plain form, without the offsets, trimmed."""
    return fold(text).text.strip()


def _compose(found: str) -> str:
    return unicodedata.normalize("NFC", found)


def _drop(found: str) -> str:
    return ""


def _rewrite(
    text: str, pattern: re.Pattern[str], change: Callable[[str], str], starts: list[int], shifts: list[int]
) -> str:
    pieces: list[str] = []
    position = length = shift = 0
    for match in pattern.finditer(text):
        piece = change(match[0])
        if len(piece) == len(match[0]):
            continue
        pieces.append(text[position : match.start()])
        length += match.start() - position
        pieces.append(piece)
        length += len(piece)
        position = match.end()
        shift += len(match[0]) - len(piece)
        starts.append(length)
        shifts.append(shift)
    if not pieces:
        return text
    pieces.append(text[position:])
    return "".join(pieces)


def _chain(
    outer_starts: list[int], outer_shifts: list[int], inner_starts: list[int], inner_shifts: list[int]
) -> tuple[list[int], list[int]]:
    """One map out of two: `inner` leads from the last form to the one before, `outer` from that to the original."""
    points: dict[int, int] = {}
    outer = Folded("", "", tuple(outer_starts), tuple(outer_shifts))
    inner = Folded("", "", tuple(inner_starts), tuple(inner_shifts))
    candidates = set(inner_starts)
    for start in outer_starts:  # where the change of the first step lands in the last form
        position = bisect_right([s + h for s, h in zip(inner_starts, inner_shifts, strict=True)], start)
        candidates.add(start - (inner_shifts[position - 1] if position else 0))
    for point in sorted(candidates):
        middle = point + inner._shift(point)
        points[point] = inner._shift(point) + outer._shift(middle)
    return list(points), list(points.values())
