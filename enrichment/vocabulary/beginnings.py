"""With which letters the matches of a pattern can begin, so that a text without such words need not be searched.

Patterns of our data files are lists of words and turns of phrase, matched from the beginning of a word whatever their
case. To hold the first letters of a text's words against those of a hundred patterns costs less than one search."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONGEST, _SHORTEST = 4, 2  # letters
_PLAIN = re.compile(rf"\w{{{_SHORTEST},{_LONGEST}}}")
_FIRST_LETTERS = re.compile(rf"(?<!\w)\w{{{_SHORTEST},{_LONGEST}}}")
_PARTS = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|[^\\]", re.DOTALL)
_REPEATED = tuple("?*+{")


def beginnings(pattern: str) -> frozenset[str] | None:
    """The first two to four letters, in small, of everything `pattern` can match; None where that cannot be told."""
    found = _all(_ways(_small(pattern)))
    return None if found is None else frozenset(found)


def beginnings_of_words(text: str) -> set[str]:
    """The first two, three and four letters, in small, of every word of `text`."""
    longest = set(_FIRST_LETTERS.findall(text.lower()))
    return longest | {word[:3] for word in longest} | {word[:2] for word in longest}


def _small(pattern: str) -> str:
    """The pattern with its letters small; what stands behind a backslash is no letter."""
    return "".join(part if part.startswith("\\") else part.lower() for part in _PARTS.findall(pattern))


def _first(way: str) -> set[str] | None:
    """The beginnings of one way to match, without any choice outside brackets."""
    plain = _PLAIN.match(way)
    if plain is not None:
        letters = plain.group()
        if way[plain.end() :].startswith(_REPEATED):
            letters = letters[:-1]
        return {letters} if len(letters) >= _SHORTEST else None
    if not way.startswith("(?:"):
        return None
    end = _closing(way)
    found = _all(_ways(way[3:end]))
    rest = way[end + 1 :]
    if rest.startswith("?"):
        behind = _first(rest[1:])
        return None if found is None or behind is None else found | behind
    return None if rest.startswith(_REPEATED) else found


def _all(ways: Iterable[str]) -> set[str] | None:
    found: set[str] = set()
    for way in ways:
        first = _first(way)
        if first is None:
            return None
        found |= first
    return found


def _ways(pattern: str) -> list[str]:
    """The pattern cut at the choices that stand outside brackets."""
    ways = [""]
    depth = 0
    for part in _PARTS.findall(pattern):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if part == "|" and depth == 0:
            ways.append("")
        else:
            ways[-1] += part
    return ways


def _closing(pattern: str) -> int:
    """Where the bracket closes that `pattern` begins with."""
    depth = position = 0
    for part in _PARTS.findall(pattern):
        depth += {"(": 1, ")": -1}.get(part, 0)
        if depth == 0:
            return position
        position += len(part)
    return position
