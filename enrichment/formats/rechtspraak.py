"""Dutch decisions from data.rechtspraak.nl: `open-rechtspraak` XML.

Source of the format: Rechtspraak open data (content?id=ECLI) and captures of its answers. Two `rdf:Description` hold
the metadata: the first about the decision, the second about its page (address, title). `inhoudsindicatie` is the
court's own summary; `uitspraak` or `conclusie` (of an advocate general) holds the text, from flat `para` lines of the
1990s to `section` / `paragroup` / `nr` trees. Elements that others have added (annotations of researchers) are looked
through.
"""

from __future__ import annotations

import re

from lxml import etree

from enrichment.errors import Unreadable
from enrichment.formats.characters import clean
from enrichment.formats.metadata_values import iso_date, iso_language
from enrichment.formats.numbering import paragraph_numbers, structural_number
from enrichment.formats.original import Original
from enrichment.formats.section_roles import heading_level, is_enumeration_alone, role_of_heading
from enrichment.formats.text_builder import TextBuilder
from enrichment.formats.xml_safety import attribute, child, inline_text, local_name, parse_xml
from enrichment.text import DeclaredField, Role, Text

_SECTION_ROLES = {
    "beslissing": Role.OPERATIVE_PART,
    "dictum": Role.OPERATIVE_PART,
    "overwegingen": Role.REASONS,
    "beoordeling": Role.REASONS,
    "motivering": Role.REASONS,
    "procesverloop": Role.FACTS,
    "feiten": Role.FACTS,
    "bijlage": Role.ANNEX,
}
_INLINE = frozenset(
    [
        "emphasis",
        "link",
        "ulink",
        "superscript",
        "subscript",
        "phrase",
        "quote",
        "citetitle",
        "footnoteref",
        "anchor",
        "inlinemediaobject",
        "nr",
    ]
)
_NOT_TEXT = frozenset(("inlinemediaobject", "mediaobject", "imageobject", "imagedata", "colspec"))

_Line = tuple[str, str | None, int | None, Role | None]  # text, number, level of a heading, role it opens


def read(original: Original) -> Text:
    """The decision in `original`. Raises `Unreadable` (no_text) for records of which only the metadata is published."""
    root = parse_xml(original.data)
    builder = TextBuilder()
    language = _declare(root, builder)
    summary = child(root, "inhoudsindicatie")
    if summary is not None and re.search(r"\w", inline_text(summary)):
        builder.section(Role.HEADNOTE, "Inhoudsindicatie")
        _add(summary, builder)
    bodies = [item for item in root if local_name(item) in ("uitspraak", "conclusie")]
    for body in bodies:
        builder.section(Role.BODY)
        _add(body, builder)
    if not any(re.search(r"\w", inline_text(body)) for body in bodies):
        raise Unreadable("no_text", "only the metadata of this decision is published (no uitspraak or conclusie)")
    title = builder.first_declared(DeclaredField.TITLE)
    return builder.build(original, format="rechtspraak", method="lxml", title=title, language=language or "nl")


def _declare(root: etree._Element, builder: TextBuilder) -> str | None:
    language = None
    for about in root.iter():
        if local_name(about) != "Description":
            continue
        for item in about:
            name, value = local_name(item), inline_text(item).strip()
            path = f"rdf:Description/{name}"
            if name == "identifier":
                is_ecli = value.upper().startswith("ECLI:")
                builder.declare(DeclaredField.ECLI if is_ecli else DeclaredField.URL, value, path)
            elif name == "creator":
                builder.declare(DeclaredField.COURT, value, path)
            elif name == "date":
                builder.declare(DeclaredField.DATE, iso_date(value), path)
            elif name == "zaaknummer":
                for docket in _dockets(value):
                    builder.declare(DeclaredField.DOCKET, docket, path)
            elif name == "type":
                builder.declare(DeclaredField.TYPE, value, path)
            elif name == "coverage":
                builder.declare(DeclaredField.COUNTRY, "NLD" if value.upper() == "NL" else None, path)
            elif name == "language":
                language = language or iso_language(value)
                builder.declare(DeclaredField.LANGUAGE, iso_language(value), path)
            elif name == "references":
                builder.declare(DeclaredField.NORM, value, path)
            elif name == "subject" or name == "procedure":
                builder.declare(DeclaredField.SUBJECT, value, path)
            elif name == "title":
                builder.declare(DeclaredField.TITLE, value, path)
            elif name == "relation":
                later = "latere" in (attribute(item, "aanleg") or "").lower()
                builder.declare(DeclaredField.LATER_INSTANCE if later else DeclaredField.EARLIER_INSTANCE, value, path)
            elif name == "replaces":
                # the LJN number that was this decision's identifier until 28 June 2013
                builder.declare(
                    DeclaredField.NEUTRAL_CITATION,
                    f"LJN {value}" if re.fullmatch(r"[A-Z]{2}\d{4}", value) else None,
                    path,
                )
    return language


def _dockets(value: str) -> list[str]:
    """`12/00440 12/00443` and `12/00440, 12/00443` are two numbers, `AWB 11/1655` and `C/13/1 / HA ZA 12-1` are one."""
    pieces = [piece.strip() for piece in re.split(r"[,;]\s*|\s+en\s+", value) if piece.strip()]
    found: list[str] = []
    for piece in pieces:
        words = piece.split()
        found += words if len(words) > 1 and all(re.fullmatch(r"\d[\w./-]*\d\w*", word) for word in words) else [piece]
    return found


def _add(element: etree._Element, builder: TextBuilder) -> None:
    """Add the paragraphs of one part. Old texts have their numbers and headings only in the words."""
    for info in (item for item in element if local_name(item).endswith(".info")):
        builder.section(Role.RUBRUM)
        for line in info.iter():
            if local_name(line) in ("para", "bridgehead"):
                builder.paragraph(inline_text(line))
        builder.section(Role.BODY)
    lines: list[_Line] = []
    _collect(element, lines, depth=0)
    numbered = any(number for _, number, _, _ in lines)
    found = {} if numbered else paragraph_numbers([text for text, _, _, _ in lines])
    for index, (text, number, level, role) in enumerate(lines):
        if index in found and text[found[index].end :]:
            number, text = found[index].number, text[found[index].end :]
        own_role = role_of_heading(text)
        if level is not None:
            builder.heading(text, level=level, number=number, role=role or own_role)
        elif own_role is not None and own_role is not Role.HEADNOTE and (number is None or len(text) < 60):
            builder.heading(text, level=1, number=number, role=own_role)
        elif number is None and is_enumeration_alone(text):
            builder.heading(text, level=heading_level(text))
        else:
            builder.paragraph(text, number=number)


def _collect(element: etree._Element, lines: list[_Line], depth: int) -> None:
    name = local_name(element)
    if name in _NOT_TEXT or name.endswith(".info"):
        return
    if name in ("title", "bridgehead"):
        mark = child(element, "nr")
        number = structural_number(clean(inline_text(mark))) if mark is not None else None
        text = clean(inline_text(element, instead=lambda item: " " if local_name(item) == "nr" and number else None))
        parent = element.getparent()
        role = (
            _SECTION_ROLES.get((attribute(parent, "role") or "").lower())
            if parent is not None and local_name(parent) == "section"
            else None
        )
        lines.append((text, number, 2 + depth, role))
        return
    if name == "row":
        cells = [clean(inline_text(cell)) for cell in element]
        lines.append((" | ".join(cell for cell in cells if cell), None, None, None))
        return
    if all(local_name(item) in _INLINE for item in element if isinstance(item.tag, str)) and name != "paragroup":
        text = clean(inline_text(element))
        if text:
            lines.append((text, None, None, None))
        return
    if (element.text or "").strip() and name != "nr":
        lines.append((clean(element.text or ""), None, None, None))
    waiting: str | None = None
    for item in element:
        if not isinstance(item.tag, str):
            continue
        if local_name(item) == "nr":
            waiting = clean(inline_text(item))
            continue
        before = len(lines)
        _collect(item, lines, depth + (1 if local_name(item) in ("section", "paragroup") else 0))
        first = next((index for index in range(before, len(lines)) if lines[index][0]), None)
        if waiting and first is not None:
            text, own, level, role = lines[first]
            number = structural_number(waiting)
            lines[first] = (text, own or number, level, role) if number else (f"{waiting} {text}", own, level, role)
            waiting = None
        if (item.tail or "").strip():
            lines.append((clean(item.tail or ""), None, None, None))
