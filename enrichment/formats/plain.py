"""Plain text files: the encoding is found out, the paragraphs are made from the lines."""

from __future__ import annotations

from enrichment.errors import Unreadable
from enrichment.formats.characters import decode, looks_like_text
from enrichment.formats.line_text import add_lines
from enrichment.formats.original import MAX_TEXT_CHARACTERS, Original
from enrichment.formats.text_builder import TextBuilder
from enrichment.text import Text


def read(original: Original) -> Text:
    """The text in `original`. Raises `Unreadable` (encoding, wrong_type, too_large, no_text)."""
    text, problem = decode(original.data)
    if not looks_like_text(text):
        raise Unreadable("wrong_type", "binary data, not a text")
    if len(text) > MAX_TEXT_CHARACTERS:
        raise Unreadable("too_large", f"the text has {len(text):,} characters; the limit is {MAX_TEXT_CHARACTERS:,}")
    builder = TextBuilder()
    if problem:
        builder.problem(problem)
    add_lines(text, builder)
    return builder.build(original, format="plain", method="text", nothing="the file holds only blanks")
