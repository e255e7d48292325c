"""Joining lines that a printed page broke, with the hyphen at a line's end taken away only where it was put there."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_WORD = 80  # characters at a seam that can matter
_HYPHENS = "\u2010\u00ad-"
_BROKEN = re.compile(rf"(?P<head>[^\s{_HYPHENS}]*[^\W_])[{_HYPHENS}]$")
# `Vor-` `und Nachteile`: the hyphen stands for a word that comes later
_SUSPENDED = frozenset(
    [
        "und",
        "oder",
        "bzw",
        "sowie",
        "noch",
        "als",
        "bis",
        "beziehungsweise",
        "et",
        "ou",
        "en",
        "of",
        "and",
        "or",
        "och",
        "eller",
        "samt",
        "og",
        "y",
        "e",
        "u",
        "ni",
        "o",
        "i",
        "a",
        "oraz",
        "ja",
        "tai",
    ]
)
# compounds that English, French and Dutch write with a hyphen wherever they stand
_KEPT_PREFIXES = frozenset(
    [
        "non",
        "self",
        "cross",
        "ex",
        "anti",
        "pro",
        "vice",
        "quasi",
        "co",
        "well",
        "so",
        "sous",
        "ci",
        "celui",
        "contre",
        "arrière",
        "demi",
        "mi",
        "oud",
    ]
)


def join_lines(lines: Sequence[str], known_words: frozenset[str] = frozenset()) -> str:
    """The lines as one run of text.

    `known_words` are the document's own words in lower case: where the word is known with its hyphen but not without,
    the hyphen stays (`self-` `defence`).
    """
    pieces: list[str] = []
    for line in lines:
        line = line.strip()
        if not line:
            continue
        if pieces:
            pieces[-1], between = _seam(pieces[-1], line, known_words)
            pieces.append(between)
        pieces.append(line)
    return "".join(pieces)


def _seam(before: str, line: str, known_words: frozenset[str]) -> tuple[str, str]:
    """The end of one line as it shall stand, and what stands between it and the next."""
    if before.endswith("\u00ad"):
        return before[:-1], ""
    end = before[-_LONGEST_WORD:]
    broken = _BROKEN.search(end)
    if broken is None:
        open_slash = re.search(r"\w/$", end) is not None and re.match(r"\w", line) is not None
        return before, "" if open_slash else " "
    following = re.match(r"[^\W_]+", line[:_LONGEST_WORD])
    if following is None:
        return before, "" if line[:1] in ".,;:)" else " "
    head, tail = broken["head"], following[0]
    if tail.lower() in _SUSPENDED and line[len(tail) : len(tail) + 1] != "-":
        return before, " "
    if _keeps_hyphen(head, tail, line, known_words):
        return before[:-1] + "-", ""
    return before[:-1], ""


def _keeps_hyphen(head: str, tail: str, line: str, known_words: frozenset[str]) -> bool:
    if tail[0].isupper() or tail[0].isdigit() or head[-1].isdigit():
        # IStGH-Statut, Al-Bashir, 689-11, ICC-01/04-01/06-2842; a word in capitals is broken like any other
        both_capitals = len(head) > 1 and len(tail) > 1 and head.isupper() and tail.isupper() and head.isalpha()
        return not (both_capitals and f"{head}{tail}".lower() in known_words)
    head_word = re.split(r"\W", head)[-1].lower()
    if f"{head_word}{tail}".lower() in known_words:
        return False
    if f"{head_word}-{tail}".lower() in known_words or head_word in _KEPT_PREFIXES:
        return True
    hyphenated = re.match(r"[\w-]+", line[:_LONGEST_WORD])
    # state- of-the-art
    return hyphenated is not None and "-" in hyphenated[0] and (len(head_word) <= 4 or len(tail) <= 3)
