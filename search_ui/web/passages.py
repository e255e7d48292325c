"""A passage of a result in short: the sentence or two around what matched, with its marks."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from search_ui.web.marks import Span, marked

_LENGTH = 420  # code points shown of a passage: about four lines
_LEAD = 110  # of them before the first mark
_CUT = "… "


def excerpt(text: str, marks: Sequence[tuple[int, int]], length: int = _LENGTH) -> Markup:
    """Up to `length` code points of `text` around the densest marks, cut between words, the marks kept."""
    start, end = _window(text, marks, length)
    spans = [Span(max(left, start) - start, min(right, end) - start) for left, right in marks]
    shown = marked(text[start:end], spans)
    return Markup("{}{}{}").format(_CUT if start else "", shown, " …" if end < len(text) else "")


def _window(text: str, marks: Sequence[tuple[int, int]], length: int) -> tuple[int, int]:
    if len(text) <= length:
        return 0, len(text)
    begins = sorted(left for left, right in marks if 0 <= left < right <= len(text))
    best = max(
        begins, key=lambda begin: (sum(begin <= other < begin + length - _LEAD for other in begins), -begin), default=0
    )
    start = _between_words(text, max(0, min(best - _LEAD, len(text) - length)))
    end = min(len(text), start + length)
    return start, _between_words(text, end, forward=False)


def _between_words(text: str, at: int, *, forward: bool = True) -> int:
    """The nearest place between two words within 40 code points, else `at` (scripts without blanks)."""
    if at in (0, len(text)):
        return at
    places = range(at, min(at + 40, len(text))) if forward else range(at, max(at - 40, 0), -1)
    found = next((place for place in places if text[place - 1 if forward else place].isspace()), None)
    return at if found is None else found
