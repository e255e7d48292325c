"""Decisions of the German federal courts from Rechtsprechung im Internet: `dokument` XML of rii-dok.dtd.

Source of the format: https://www.rechtsprechung-im-internet.de (rii-dok.dtd v1) and captures of its answers. The
court's Randnummern are anchors `rd_N` in the `dt` before the `dd` that holds the text. What stands in `leitsatz`,
`tenor` and so on is told by the element, so those names become headings of the path without being added to the text.
"""

from __future__ import annotations

import re

from lxml import etree

from enrichment.errors import Unreadable
from enrichment.formats.html_blocks import add_blocks
from enrichment.formats.metadata_values import comma_list, iso_date, norm_list
from enrichment.formats.original import Original
from enrichment.formats.text_builder import TextBuilder
from enrichment.formats.xml_safety import child, inline_text, parse_xml
from enrichment.text import DeclaredField, Role, Text

_SECTIONS: tuple[tuple[str, Role, str], ...] = (
    ("leitsatz", Role.HEADNOTE, "Leitsatz"),
    ("sonstosatz", Role.HEADNOTE, "Orientierungssatz"),
    ("mitwirkung", Role.RUBRUM, "Mitwirkung"),
    ("tenor", Role.OPERATIVE_PART, "Tenor"),
    ("tatbestand", Role.FACTS, "Tatbestand"),
    ("entscheidungsgruende", Role.REASONS, "Entscheidungsgründe"),
    ("gruende", Role.REASONS, "Gründe"),
    ("abwmeinung", Role.DISSENT, "Abweichende Meinung"),
    ("sonstlt", Role.BODY, "Sonstiger Langtext"),
)
_KNOWN = {
    "doknr", "ecli", "gertyp", "gerort", "spruchkoerper", "entsch-datum", "aktenzeichen", "doktyp", "norm",
    "vorinstanz",
    "region", "titelzeile", "identifier", "coverage", "language", "publisher", "accessRights",
    *(name for name, _, _ in _SECTIONS),
}  # fmt: skip


def read(original: Original) -> Text:
    """The decision in a bare XML. Raises `Unreadable` (unsupported) when the portal does not mark it as public."""
    root = parse_xml(original.data)
    builder = TextBuilder()
    access = _value(root, "accessRights")
    if access and access != "public":
        raise Unreadable("unsupported", f"the portal marks this decision as '{access}', not as public")
    _declare(root, builder)
    for name, role, label in _SECTIONS:
        element = child(root, name)
        if element is not None and re.search(r"\w", inline_text(element)):
            builder.section(role, label)
            add_blocks(element, builder)
    unknown = sorted({str(item.tag) for item in root if isinstance(item.tag, str)} - _KNOWN)
    if unknown:
        builder.problem(f"elements unknown to this reader were passed over: {', '.join(unknown)[:200]}")
    return builder.build(
        original,
        format="rii",
        method="lxml",
        title=_value(root, "titelzeile"),
        language="de",
        nothing="the portal gives this decision without a text",
    )


def _value(root: etree._Element, name: str) -> str | None:
    element = child(root, name)
    return inline_text(element).strip() or None if element is not None else None


def _declare(root: etree._Element, builder: TextBuilder) -> None:
    builder.declare(DeclaredField.ECLI, _value(root, "ecli"), "dokument/ecli")
    court = " ".join(filter(None, (_value(root, "gertyp"), _value(root, "gerort"))))
    builder.declare(DeclaredField.COURT, court, "dokument/gertyp")
    builder.declare(DeclaredField.CHAMBER, _value(root, "spruchkoerper"), "dokument/spruchkoerper")
    day = _value(root, "entsch-datum")
    builder.declare(DeclaredField.DATE, iso_date(day), "dokument/entsch-datum")
    if day and not iso_date(day):
        builder.problem(f"entsch-datum is not a date: {day[:40]}")
    for docket in comma_list(_value(root, "aktenzeichen")):
        builder.declare(DeclaredField.DOCKET, docket, "dokument/aktenzeichen")
    builder.declare(DeclaredField.TYPE, _value(root, "doktyp"), "dokument/doktyp")
    for norm in norm_list(_value(root, "norm")):
        builder.declare(DeclaredField.NORM, norm, "dokument/norm")
    earlier = child(root, "vorinstanz")
    if earlier is not None:
        for line in inline_text(earlier, instead=lambda item: "\n" if item.tag == "br" else None).split("\n"):
            direction = (
                DeclaredField.LATER_INSTANCE
                if line.strip().startswith("nachgehend")
                else DeclaredField.EARLIER_INSTANCE
            )
            builder.declare(direction, re.sub(r"^\s*(vor|nach)gehend\s+", "", line), "dokument/vorinstanz")
    region = child(root, "region")
    if region is not None and _value(region, "abk") == "DEU":
        builder.declare(DeclaredField.COUNTRY, "DEU", "dokument/region/abk")
    builder.declare(DeclaredField.TITLE, _value(root, "titelzeile"), "dokument/titelzeile")
    builder.declare(
        DeclaredField.LANGUAGE,
        "de" if _value(root, "language") in ("deutsch", "de", "deu") else None,
        "dokument/language",
    )
    builder.declare(DeclaredField.URL, _value(root, "identifier"), "dokument/identifier")
