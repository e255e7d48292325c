"""Corpora in CoNLL columns: sentences put together again as they were printed, with their entities as spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from enrichment.evaluation.gold import MalformedGold, read_lines

COARSE = {
    "PER": "PER", "RR": "PER", "AN": "PER",
    "LOC": "LOC", "LD": "LOC", "ST": "LOC", "STR": "LOC", "LDS": "LOC",
    "ORG": "ORG", "UN": "ORG", "INN": "ORG", "GRT": "ORG", "MRK": "ORG",
    "NRM": "NRM", "GS": "NRM", "VO": "NRM", "EUN": "NRM",
    "REG": "REG", "VS": "REG", "VT": "REG",
    "RS": "RS",
    "LIT": "LIT",
}  # fmt: skip
"""Fine class of the German LER corpus (Leitner, Rehm, Moreno-Schneider 2019) or coarse class -> coarse class."""

_OTHER = ("OTH", "MISC")  # classes of general corpora that have no counterpart
_OTHER_ENDINGS = ("deriv", "part")  # GermEval 2014: `LOCderiv`, `ORGpart`
_TIGHT_BEFORE = frozenset([",", ".", ";", ":", ")", "]", "}", ">", "?", "!", "%", "…", "“", "”", "’", "‘"])
_TIGHT_AFTER = frozenset(["(", "[", "{", "<", "„", "‚"])
_QUOTE = '"'
_DOTS = frozenset(["...", "[...]", "…"])


@dataclass(frozen=True, slots=True)
class Entity:
    """`start:end` in code points of the sentence; `label` as the corpus has it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it was printed, the line it began on, and its entities in order."""

    line: int
    text: str
    entities: tuple[Entity, ...]


def read_sentences(file: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL file: token and IOB2 tag in a line, or GermEval's `number token tag ...`; lines that
    begin with `#` and a tab are comments. Raises `MalformedGold`."""
    tokens: list[str] = []
    tags: list[str] = []
    begin = 1
    found = False
    for number, line in enumerate([*read_lines(file), ""], start=1):
        if line.strip():
            if line.startswith("#\t"):
                continue
            if not tokens:
                begin = number
            token, tag = _columns(line, file, number)
            tokens.append(token)
            tags.append(tag)
        elif tokens:
            text, places = put_together(tokens)
            yield Sentence(begin, text, tuple(_entities(tags, places)))
            found, tokens, tags = True, [], []
    if not found:
        raise MalformedGold(file, None, "there is no sentence in it")


def put_together(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The tokens as a printed sentence, and the span of each: no blank before closing and after opening marks, straight
    quotes taken in turns as opening and closing."""
    text = ""
    places: list[tuple[int, int]] = []
    quoted = False
    before = ""
    for written in tokens:
        opens = written == _QUOTE and not quoted
        apart = bool(text) and before not in _TIGHT_AFTER and "/" not in (written, before)
        if written in _TIGHT_BEFORE and written not in _DOTS:
            apart = False
        if quoted and _QUOTE in (written, before):
            apart = False
        if written == _QUOTE:
            quoted = opens
        text += " " if apart else ""
        places.append((len(text), len(text) + len(written)))
        text += written
        before = written
    return text, places


def _columns(line: str, file: Path, number: int) -> tuple[str, str]:
    columns = line.rstrip("\n").split("\t") if "\t" in line else line.split()
    if len(columns) >= 3 and columns[0].isdigit():
        columns = columns[1:3]
    if len(columns) < 2:
        raise MalformedGold(file, number, "a line has a token and a tag")
    token, tag = columns[0], columns[-1]
    label = tag[2:]
    if tag != "O" and (tag[:2] not in ("B-", "I-") or not _is_known(label)):
        raise MalformedGold(file, number, f"tag {tag!r}: tags are O, or B- or I- before {', '.join(COARSE)}")
    return token, tag


def _is_known(label: str) -> bool:
    return label in COARSE or label in _OTHER or label.endswith(_OTHER_ENDINGS)


def _entities(tags: Sequence[str], places: Sequence[tuple[int, int]]) -> Iterator[Entity]:
    first = None
    for index, tag in enumerate((*tags, "O")):
        if first is not None and (not tag.startswith("I-") or tag[2:] != tags[first][2:]):
            yield Entity(places[first][0], places[index - 1][1], tags[first][2:])
            first = None
        if first is None and tag != "O":
            first = index
