"""Whether a phrase stands around its longest word in a text, and from where to where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from search_ui.index.flat_text import flat_text, folded_word
from search_ui.index.folding import WORD
from search_ui.index.query_words import Leaf

_LONG_WORD = 40  # letters with what stands between it and the next

_Token = tuple[int, int, str]  # start, end, folded


@dataclass(frozen=True, slots=True)
class Around:
    """The words before and after one, as many as some phrases have."""

    before: list[_Token]
    after: list[_Token]


def words_around(text: str, start: int, end: int, phrases: Sequence[Leaf]) -> Around:
    """The words around the one from `start` to `end`, as many as the longest of some phrases needs."""
    most_before = max(leaf.anchor for leaf in phrases)
    most_after = max(len(leaf.words) - leaf.anchor for leaf in phrases) - 1
    # more than enough text for so many words
    near = max(0, start - _LONG_WORD * most_before)
    before = [(*word.span(), folded_word(word[0])) for word in WORD.finditer(text, near, start)] if most_before else []
    after = [(*word.span(), folded_word(word[0])) for word in islice(WORD.finditer(text, end), most_after)]
    return Around(before, after)


def fits_beside(leaf: Leaf, text: str, start: int, end: int) -> bool:
    """Whether the letters beside a word can be those of a phrase: nearly always they are others."""
    if leaf.anchor and text[start - 1 : start] == " ":
        before = text[start - 2 : start - 1]
        last = leaf.words[leaf.anchor - 1][-1], "e"  # ae, oe and ue are folded to one letter
        return not (before.isascii() and before.isalnum()) or before.lower() in last
    if leaf.anchor + 1 < len(leaf.words) and text[end : end + 1] == " ":
        after = text[end + 1 : end + 2]
        return not (after.isascii() and after.isalnum()) or after.lower() == leaf.words[leaf.anchor + 1][0]
    return True


@lru_cache(maxsize=20_000)
def _flat_phrase(text: str, words: tuple[str, ...], anchor: int) -> tuple[str, int] | None:
    """A phrase as it stands in a flat text, and how far into it its longest word begins."""
    written = WORD.findall(text)
    if len(written) != len(words):
        return None
    flat = [flat_text(word) for word in written]
    if None in flat:
        return None
    plain = [word or "" for word in flat]
    return " ".join(plain), sum(len(word) + 1 for word in plain[:anchor])


def as_written(leaf: Leaf, flat: str, at: int) -> tuple[int, int] | None:
    """The span of a phrase whose longest word begins at `at`, where all of it stands there just as it was typed."""
    phrase = _flat_phrase(leaf.text, leaf.words, leaf.anchor)
    if phrase is None:
        return None
    start = at - phrase[1]
    end = start + len(phrase[0])
    if start < 0 or not flat.startswith(phrase[0], start):
        return None
    if (start and flat[start - 1].isalnum()) or flat[end : end + 1].isalnum():
        return None
    return start, end


def span_of_phrase(leaf: Leaf, around: Around, start: int, end: int) -> tuple[int, int] | None:
    """The span of a phrase whose longest word stands at `start`; None where the other words do not stand around it."""
    anchor, others = leaf.anchor, len(leaf.words) - leaf.anchor - 1
    before = around.before[len(around.before) - anchor :] if anchor else []
    after = around.after[:others]
    if tuple(word[2] for word in before) != leaf.words[:anchor]:
        return None
    if tuple(word[2] for word in after) != leaf.words[anchor + 1 :]:
        return None
    return (before[0][0] if before else start), (after[-1][1] if after else end)
