"""Bavarian decisions from gesetze-bayern.de: `byrecht-rspr` XML (usually ISO-8859-1, in a ZIP).

Source of the format: byrecht.rspr.dtd and captures of /Content/Zip/{id}. Randnummern are empty `<rd nr="3"/>` elements.
"""

from __future__ import annotations

import re

from lxml import etree

from enrichment.formats.characters import clean
from enrichment.formats.html_blocks import add_blocks, blocks_of
from enrichment.formats.metadata_values import iso_date
from enrichment.formats.original import Original
from enrichment.formats.text_builder import TextBuilder
from enrichment.formats.xml_safety import child, inline_text, local_name, parse_xml
from enrichment.text import DeclaredField, Role, Text

_SECTIONS: tuple[tuple[str, Role, str], ...] = (
    ("leitsatz", Role.HEADNOTE, "Leitsatz"),
    ("osatz", Role.HEADNOTE, "Orientierungssatz"),
    ("orientierungssatz", Role.HEADNOTE, "Orientierungssatz"),
    ("rubrum", Role.RUBRUM, "Rubrum"),
    ("tenor", Role.OPERATIVE_PART, "Tenor"),
    ("tatbestand", Role.FACTS, "Tatbestand"),
    ("entscheidungsgruende", Role.REASONS, "Entscheidungsgründe"),
    ("gruende", Role.REASONS, "Gründe"),
    ("abwmeinung", Role.DISSENT, "Abweichende Meinung"),
)
_TYPES = {"Urt": "Urteil", "Bes": "Beschluss", "Ent": "Entscheidung"}


def read(original: Original) -> Text:
    """The decision in a bare XML."""
    root = parse_xml(original.data)
    builder = TextBuilder()
    metadata, body = child(root, "metadaten"), child(root, "textdaten")
    if metadata is not None:
        _declare(metadata, builder)
    title = None
    for name, role, label in _SECTIONS if body is not None else ():
        assert body is not None
        parts = [item for item in body if local_name(item) == name and re.search(r"\w", inline_text(item))]
        if not parts:
            continue
        builder.section(role, label)
        for part in parts:
            if role is Role.HEADNOTE:
                # the headnote's own count stands in a `span` of its own before the sentence
                builder.paragraph(" ".join(block.text for block in blocks_of(part)))
            else:
                add_blocks(part, builder)
    line = child(body, "titelzeile") if body is not None else None
    if line is not None:
        title = clean(inline_text(line))
        builder.declare(DeclaredField.TITLE, title, "textdaten/titelzeile")
    return builder.build(original, format="byrecht", method="lxml", title=title, language="de")


def _declare(metadata: etree._Element, builder: TextBuilder) -> None:
    builder.declare(DeclaredField.COUNTRY, "DEU", "byrecht-rspr")
    for item in metadata.iter():
        name, value = local_name(item), inline_text(item)
        path = f"metadaten/{name}"
        if name == "aktenzeichen":
            builder.declare(DeclaredField.DOCKET, value, path)
        elif name == "ecli":
            builder.declare(DeclaredField.ECLI, value, path)
        elif name == "doktyp":
            builder.declare(DeclaredField.TYPE, _TYPES.get(value.strip(), value), path)
        elif name == "entsch-datum":
            builder.declare(DeclaredField.DATE, iso_date(value), path)
        elif name == "gericht":
            words = [inline_text(part) for part in item if local_name(part) in ("gertyp", "gerort")]
            builder.declare(DeclaredField.COURT, " ".join(words), path)
        elif name == "spruchkoerper":
            builder.declare(DeclaredField.CHAMBER, value, path)
        elif name == "enbez":
            builder.declare(DeclaredField.NORM, value, path)
        elif name == "schlagwort":
            builder.declare(DeclaredField.SUBJECT, value, path)
        elif name in ("vorinstanz", "verfahrensgang"):
            builder.declare(DeclaredField.EARLIER_INSTANCE, value, path)
