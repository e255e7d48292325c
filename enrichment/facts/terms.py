"""Lists of terms, and every place in a text where one of them stands.

A term is a run of words and punctuation; terms and texts are cut by one expression for all languages. A list is a
tree by words, so that a line costs one look per word however many terms there are. (spaCy's PhraseMatcher finds the
same, but wants a document of its own made of every line first: four fifths of the time went there.)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_TOKEN = re.compile(r"\w+|[^\w\s]")
_MAX_WORDS_KEPT = 100_000  # distinct words; beyond, they are forgotten so that a worker's memory stays flat


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
        self._begins = _Beginnings(self._as_written, self._any_case)

    def add(self, key: str, terms: Iterable[str], *, as_written: bool) -> None:
        """`terms` stand for `key`; terms without any word are left out."""
        for term in terms:
            words = _TOKEN.findall(term)
            node = self._as_written if as_written else self._any_case
            for word in words if as_written else map(str.lower, words):
                node = node.further.setdefault(word, _Node())
            if words:
                node.keys[key] = None
        self._begins.clear()

    def find(self, line: str) -> list[tuple[int, int, str]]:
        """Start, end (code points) and key of every term in `line`; terms may overlap, the order is not told."""
        words = _TOKEN.findall(line)
        begins = self._begins
        starts = [number for number, word in enumerate(words) if begins[word]]
        if not starts:
            return []
        if len(begins) > _MAX_WORDS_KEPT:
            begins.clear()
        hits = [hit for first in starts for hit in self._at(words, first)]
        if not hits:
            return []
        spans = [match.span() for match in _TOKEN.finditer(line)]
        return [(spans[first][0], spans[last][1], key) for first, last, key in hits]

    def _at(self, words: Sequence[str], first: int) -> Iterator[tuple[int, int, str]]:
        """Number of the first and of the last word, and key of every term that begins with word number `first`."""
        for terms, fold in ((self._as_written, str), (self._any_case, str.lower)):
            last = first
            node = terms.further.get(fold(words[last]))
            while node is not None:
                for key in node.keys:
                    yield first, last, key
                last += 1
                node = node.further.get(fold(words[last])) if node.further and last < len(words) else None


class _Beginnings(dict[str, bool]):
    """Whether a term can begin with a word; worked out once for each word of the texts."""

    def __init__(self, as_written: _Node, any_case: _Node) -> None:
        self._as_written, self._any_case = as_written.further, any_case.further

    def __missing__(self, word: str) -> bool:
        begins = self[word] = word in self._as_written or word.lower() in self._any_case
        return begins
