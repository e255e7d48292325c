"""Joining lines that a printed page broke, with the hyphen at a line's end taken away only where it was put there."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    text = ""
    for line in lines:
        line = line.strip()
        if not line:
            continue
        text = _joined(text, line, known_words) if text else line
    return text


def _joined(text: str, line: str, known_words: frozenset[str]) -> str:
    if text.endswith("\u00ad"):
        return text[:-1] + line
    broken = _BROKEN.search(text)
    if broken is None:
        if re.search(r"(?<=\w)[/–]$", text) and re.match(r"\w", line) and not text.endswith("–"):
            return text + line
        return f"{text} {line}"
    following = re.match(r"[^\W_]+", line)
    if following is None:
        return f"{text} {line}" if line[:1] not in ".,;:)" else text + line
    head, tail = broken["head"], following[0]
    if tail.lower() in _SUSPENDED:
        return f"{text} {line}"
    whole = text[:-1] + "-" + line
    if tail[0].isupper() or tail[0].isdigit() or head[-1].isdigit():
        # IStGH-Statut, Al-Bashir, 689-11, ICC-01/04-01/06-2842; a word in capitals is broken like any other
        both_capitals = len(head) > 1 and len(tail) > 1 and head.isupper() and tail.isupper() and head.isalpha()
        return text[:-1] + line if both_capitals and f"{head}{tail}".lower() in known_words else whole
    head_word = re.split(r"[^\w]", head)[-1].lower()
    glued = f"{head_word}{tail}".lower()
    if glued in known_words:
        return text[:-1] + line
    hyphenated = re.match(r"[\w-]+", line)
    if f"{head_word}-{tail}".lower() in known_words or head_word in _KEPT_PREFIXES:
        return whole
    if hyphenated is not None and "-" in hyphenated[0] and len(head_word) <= 4:
        return whole  # state- of-the-art
    return text[:-1] + line
