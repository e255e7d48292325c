"""Decisions from the Land portals on the juris engine: the JSON answer `{"head": html, "text": html}`.

Source: POST {host}/jportal/wsrest/recherche3/document of the portals of Rhineland-Palatinate, Hesse, Berlin and
others. `head` prints the particulars as a table of labels and values; `text` has the same `dl.RspDL` lists with
`rd_N` anchors as Rechtsprechung im Internet, under headings such as `Tenor` and `Gründe`.
"""

from __future__ import annotations

from typing import Any

from enrichment.errors import Unreadable
from enrichment.formats.characters import clean
from enrichment.formats.html import declare_labelled, parse
from enrichment.formats.html_blocks import add_blocks
from enrichment.formats.original import Original
from enrichment.formats.text_builder import TextBuilder
from enrichment.formats.xml_safety import all_text
from enrichment.text import DeclaredField, Text


def is_answer(record: dict[str, Any]) -> bool:
    """Whether a JSON object is a juris portal's answer for one document."""
    return isinstance(record.get("text"), str) and isinstance(record.get("head"), str) and "<" in record["text"]


def read(original: Original, record: dict[str, Any]) -> Text:
    """The decision in one answer. Raises `Unreadable` (no_text) when the portal sent an empty frame."""
    if not record["text"].strip():
        raise Unreadable("no_text", "the portal's answer has an empty text")
    builder = TextBuilder()
    title = None
    if record["head"].strip():
        head = parse(record["head"])
        declare_labelled(head, builder, "head/")
        heading = next((item for item in head.iter("h1", "h2", "h3")), None)
        title = clean(all_text(heading)) if heading is not None else None
    builder.declare(DeclaredField.COUNTRY, "DEU", "juris portal of a German Land")
    permalink = record.get("permalink")
    if isinstance(permalink, str) and permalink.startswith("http"):
        builder.declare(DeclaredField.URL, permalink, "permalink")
    body = parse(record["text"])
    declare_labelled(body, builder, "text/")
    add_blocks(body, builder, roles=True)
    title = title or builder.first_declared(DeclaredField.TITLE)
    return builder.build(
        original, format="juris", method="lxml", title=title, language="de", nothing="the portal's answer shows no text"
    )
