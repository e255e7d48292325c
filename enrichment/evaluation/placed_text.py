"""A gold text divided into paragraphs as production divides it, with the way back to the offsets of the whole text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from enrichment.errors import Unreadable
from enrichment.formats import plain
from enrichment.formats.characters import clean
from enrichment.formats.original import Original
from enrichment.text import Text

_ANCHOR = 16  # letters by which the beginning of a paragraph is found again
_RESUME = 8


@dataclass(frozen=True, slots=True)
class PlacedText:
    """`text` as production reads it; `places` has for every character of every paragraph its offset in the whole text
    (None for the few that the reader put in itself, such as the blank of a joined line)."""

    text: Text
    places: tuple[tuple[int | None, ...], ...]

    def whole_span(self, paragraph: int, start: int, end: int) -> tuple[int, int] | None:
        """`start:end` of a paragraph as offsets into the whole text; None where nothing of it comes from there."""
        known = [place for place in self.places[paragraph][start:end] if place is not None]
        return (known[0], known[-1] + 1) if known else None


def place_text(whole: str, *, language: str | None, title: str | None = None) -> PlacedText:
    """`whole` read as a plain text document of this language (ISO 639-1)."""
    try:
        text = plain.read(Original(whole.encode("utf-8", "surrogatepass"), "gold.txt"))
    except Unreadable:  # blanks only
        text = Text(paragraphs=(), format="plain", method="text")
    text = replace(text, language=language, title=title)
    letters = list(_letters(whole))
    return PlacedText(text, tuple(_places([paragraph.text for paragraph in text.paragraphs], letters)))


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """The characters of `text` as a reader cleans them, without blanks, each with its offset."""
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        for character in clean(text[position:end]):
            if not character.isspace():
                yield character, position
        position = end


def _places(paragraphs: list[str], letters: list[tuple[str, int]]) -> Iterator[tuple[int | None, ...]]:
    """Follow the paragraphs through the whole text: blanks aside, a reader leaves out much and adds hardly anything."""
    squeezed = "".join(character for character, _ in letters)
    assert len(squeezed) == len(letters)
    cursor = 0
    for paragraph in paragraphs:
        written = [(index, character) for index, character in enumerate(paragraph) if not character.isspace()]
        stream = "".join(character for _, character in written)
        places: list[int | None] = [None] * len(paragraph)
        begin = _find(squeezed, stream, cursor)
        if begin is not None:
            cursor = begin
        for position, (index, character) in enumerate(written):
            if cursor < len(squeezed) and squeezed[cursor] == character:
                places[index] = letters[cursor][1]
                cursor += 1
                continue
            resumed = squeezed.find(stream[position : position + _RESUME], cursor)
            if resumed >= 0:
                places[index] = letters[resumed][1]
                cursor = resumed + 1
        yield tuple(places)


def _find(squeezed: str, stream: str, cursor: int) -> int | None:
    for length in (_ANCHOR, _RESUME, 1):
        found = squeezed.find(stream[:length], cursor)
        if found >= 0:
            return found
    return None
