"""Classes of words by the company they keep (Brown clusters): `Koblenz` stands where `Berlin` stands, so what a model
learnt about one holds for the other, although the corpus never named it.

The file is small text under gzip: a line `=N` opens class N, every other line is a word of it in order, its first
character saying (as an offset from `0`) how many letters it shares with the word before.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

WEIGHTS = Path(__file__).with_name("weights")
"""The folder of what ships: models and tables of words."""

_MOST_SHARED = 60
_LONGEST_WORD = 30
_RAREST = -30.0  # log chance of a word that is not in the table
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-.'’][^\W\d_'’.-]+)*\.?")
_ZERO = ord("0")


def write_word_classes(classes: Mapping[str, int], file: Path) -> None:
    """Write `classes` (word -> class); the same classes give the same bytes."""
    members: dict[int, list[str]] = {}
    for word, number in classes.items():
        members.setdefault(number, []).append(word)
    lines: list[str] = []
    for number in sorted(members):
        lines.append(f"={number}")
        lines.extend(_shortened(sorted(members[number])))
    file.write_bytes(gzip.compress("\n".join(lines).encode(), compresslevel=9, mtime=0))


def read_word_classes(file: Path) -> dict[str, int]:
    """The table that `write_word_classes` wrote. Raises OSError, EOFError or ValueError when it is damaged."""
    classes: dict[str, int] = {}
    number = -1
    word = ""
    for line in gzip.decompress(file.read_bytes()).decode().split("\n"):
        shared = line[:1]
        if shared == "=":
            number = int(line[1:])
            word = ""
        elif shared:
            word = word[: ord(shared) - _ZERO] + line[1:]
            classes[word] = number
    return classes


def _shortened(words: Iterable[str]) -> Iterable[str]:
    before = ""
    for word in words:
        shared = 0
        while shared < min(len(before), len(word), _MOST_SHARED) and before[shared] == word[shared]:
            shared += 1
        # `=` opens a class, so thirteen shared letters are written as twelve
        if chr(_ZERO + shared) == "=":
            shared -= 1
        yield chr(_ZERO + shared) + word[shared:]
        before = word


def published_classes(language: str, most: int) -> dict[str, int]:
    """The `most` frequent words with their Brown clusters, as published in `spacy-lookups-data` (MIT); the word class
    files that ship with the models are made of them. Raises ModuleNotFoundError without that package."""
    folder = resources.files("spacy_lookups_data") / "data"
    clusters = json.loads(gzip.decompress((folder / f"{language}_lexeme_cluster.json.gz").read_bytes()))
    chances = json.loads(gzip.decompress((folder / f"{language}_lexeme_prob.json.gz").read_bytes()))
    words = [word for word in clusters if len(word) <= _LONGEST_WORD and _WORD.fullmatch(word)]
    words.sort(key=lambda word: (-chances.get(word, _RAREST), word))
    return {word: int(clusters[word]) for word in words[:most]}
