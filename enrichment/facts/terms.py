"""Lists of terms, and every place in a text where one of them stands.

A term is a run of words and punctuation; terms and texts are cut by one expression for all languages. A list is a
tree by words, so that a line costs one look per word however many terms there are. (spaCy's PhraseMatcher finds the
same, but wants a document of its own made of every line first: four fifths of the time went there.)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_TOKEN = re.compile(r"\w+|[^\w\s]")


class _Node:
    """What can follow the words so far, and the keys of the terms that end here."""

    __slots__ = ("further", "keys")

    def __init__(self) -> None:
        self.further: dict[str, _Node] = {}
        self.keys: dict[str, None] = {}


class TermList:
    """Terms with the key each stands for: some matter as written ("ICC"), others whatever their case."""

    def __init__(self) -> None:
        self._as_written = _Node()
        self._any_case = _Node()

    def add(self, key: str, terms: Iterable[str], *, as_written: bool) -> None:
        """`terms` stand for `key`; terms without any word are left out."""
        for term in terms:
            words = _TOKEN.findall(term)
            node = self._as_written if as_written else self._any_case
            for word in words if as_written else map(str.lower, words):
                node = node.further.setdefault(word, _Node())
            if words:
                node.keys[key] = None

    def find(self, line: str) -> list[tuple[int, int, str]]:
        """Start, end (code points) and key of every term in `line`; terms may overlap, the order is not told."""
        words = _TOKEN.findall(line)
        hits = [*_hits(words, self._as_written), *_hits([word.lower() for word in words], self._any_case)]
        if not hits:
            return hits
        spans = [match.span() for match in _TOKEN.finditer(line)]
        return [(spans[first][0], spans[last][1], key) for first, last, key in hits]


def _hits(words: Sequence[str], terms: _Node) -> Iterator[tuple[int, int, str]]:
    """Number of the first and of the last word, and key of every term."""
    beginnings = terms.further
    for first in [number for number, word in enumerate(words) if word in beginnings]:
        node: _Node | None = beginnings[words[first]]
        last = first
        while node is not None:
            for key in node.keys:
                yield first, last, key
            last += 1
            node = node.further.get(words[last]) if last < len(words) else None
