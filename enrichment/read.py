"""Bytes in, `Text` out: one function for every format courts publish in."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Mapping

from enrichment.errors import Unreadable
from enrichment.formats.detection import detect_format
from enrichment.formats.original import MAX_ORIGINAL_BYTES, Original
from enrichment.formats.xml_safety import false_encoding
from enrichment.formats.zip_container import only_document
from enrichment.text import Text

__all__ = ["READER_VERSION", "Unreadable", "detect_format", "read"]

READER_VERSION = "4"
"""Part of the key of every stored text: raise it when any reader gives other text than before."""

_XML_FORMATS = ("rii", "rechtspraak", "akoma_ntoso", "byrecht")


def read(
    data: bytes,
    *,
    file_name: str | None = None,
    media_type: str | None = None,
    language: str | None = None,
    listing: Mapping[str, str] | None = None,
    ocr: bool = True,
) -> Text:
    """The text of one court document.

    `language` (ISO 639-1) is what is known from outside and steers character recognition; `listing` is what the
    portal's list said about the record, used where the document itself says nothing; `ocr` False leaves images
    unread. Raises `Unreadable` with its kind and a one-line reason, and nothing else, whatever the bytes are.
    """
    if len(data) > MAX_ORIGINAL_BYTES:
        raise Unreadable("too_large", f"the file has {len(data):,} bytes; the limit is {MAX_ORIGINAL_BYTES:,}")
    original = Original(data, file_name, media_type, language, dict(listing or {}), ocr)
    try:
        return _with_listing(_read(original, packed=False), original)
    except RecursionError:
        raise Unreadable("hostile", "the document is nested too deeply") from None
    except MemoryError:
        raise Unreadable("memory", "the document needs more memory than a reader may use") from None


def _read(original: Original, *, packed: bool) -> Text:
    name = detect_format(original.data, original.file_name, original.media_type)
    if name == "zip":
        if packed:
            raise Unreadable("hostile", "a ZIP inside a ZIP")
        inner_name, inner = only_document(original.data)
        return _read(dataclasses.replace(original, data=inner, file_name=inner_name, media_type=None), packed=True)
    # each reader is loaded when it is first needed: most documents never need the PDF or Word libraries
    text: Text = importlib.import_module(f"enrichment.formats.{name}").read(original)
    problem = false_encoding(original.data) if name in _XML_FORMATS else None
    return dataclasses.replace(text, problems=(*text.problems, problem)) if problem else text


def _with_listing(text: Text, original: Original) -> Text:
    if not original.listing:
        return text
    from enrichment.formats.declared_names import declare_listing
    from enrichment.formats.text_builder import TextBuilder

    builder = TextBuilder()
    for item in text.declared:
        builder.declare(item.field, item.value, item.path)
    declare_listing(builder, original.listing)
    return dataclasses.replace(text, declared=builder.declared)
