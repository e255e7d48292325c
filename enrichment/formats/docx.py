"""Word documents (.docx): paragraphs with the numbers Word prints, headings, tables, footnotes.

Tracked deletions, field codes, text boxes and page headers are left out: they are not the decision's text.
"""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from lxml import etree

from enrichment.errors import Unreadable
from enrichment.formats.characters import clean
from enrichment.formats.declared_names import declare_value, field_named
from enrichment.formats.docx_numbering import ListNumbers
from enrichment.formats.html_blocks import Block, add, roman
from enrichment.formats.metadata_values import iso_language
from enrichment.formats.numbering import structural_number
from enrichment.formats.original import Original
from enrichment.formats.text_builder import TextBuilder
from enrichment.formats.xml_safety import explained
from enrichment.formats.zip_container import open_zip, read_entry
from enrichment.text import DeclaredField, Role, Text

_MAX_PART_BYTES = 64 * 1024 * 1024
_SKIPPED = frozenset(
    qn(name)
    for name in ("w:del", "w:moveFrom", "w:instrText", "w:txbxContent", "w:pPr", "w:rPr", "w:delText", "w:footnotePr",
        "w:pict", "w:drawing", "w:object",
    )
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_BREAKS = frozenset(qn(name) for name in ("w:tab", "w:br", "w:cr", "w:ptab"))
_PICTURES = tuple(qn(name) for name in ("w:drawing", "w:pict", "w:object"))
_HEADING_STYLE = re.compile(r"(?:heading|überschrift|titre|kop|rubrik|título|título|overskrift)\s*(\d)", re.IGNORECASE)
_HEADING_STYLES = re.compile(r"(?:_Title(?:_\d)?$|_H_|^Ju_H|SubHeading|ParaHeading|^Heading|^Rubrik)", re.IGNORECASE)
_NOT_BODY = ("TOC", "Header", "Footer", "toc ")


def read(original: Original) -> Text:
    """The document in `original`. Raises `Unreadable` (truncated, hostile, too_large, unsupported, no_text)."""
    _check(original.data)
    try:
        document = docx.Document(io.BytesIO(original.data))
    except etree.XMLSyntaxError as error:
        raise explained(error) from None
    except (KeyError, PackageNotFoundError, zipfile.BadZipFile) as error:
        raise Unreadable("truncated", f"the Word document is damaged: {error}") from None
    except ValueError as error:
        raise Unreadable("unsupported", f"not an ordinary Word document: {error}") from None
    reader = _Reader(document)
    builder = TextBuilder()
    blocks = list(reader.blocks())
    for block in blocks:
        _declare_cells(block.text, builder)
    add(blocks, builder, roles=True)
    title = (document.core_properties.title or "").strip()
    title = title if len(title) >= 15 and " " in title else None  # shorter ones are names of templates
    builder.declare(DeclaredField.TITLE, title, "docProps/core.xml/title")
    language = iso_language(document.core_properties.language)
    return builder.build(
        original,
        format="docx",
        method="python-docx",
        title=title,
        language=language,
        nothing="the Word document holds no text",
    )


def _check(data: bytes) -> None:
    """Refuse packages that unpack without end or whose XML declares entities, before any parser sees them."""
    archive = open_zip(data)
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            part = read_entry(archive, entry.filename, _MAX_PART_BYTES)
            if b"<!DOCTYPE" in part[:4096] or b"<!ENTITY" in part:
                raise Unreadable("hostile", f"{entry.filename} declares a document type; Word never writes one")


def _declare_cells(text: str, builder: TextBuilder) -> None:
    """Note particulars printed as a table: `Målnummer: | T 3592-13 | Avdelning: | 2`."""
    cells = text.split(" | ") if " | " in text else []
    for label, value in itertools.pairwise(cells):
        field = field_named(label) if label.endswith(":") else None
        if field is not None and not value.endswith(":"):
            declare_value(builder, field, value, f"table/{label.rstrip(':')}")


class _Reader:
    """Walks one document, counting lists and footnotes as Word does."""

    def __init__(self, document: Document) -> None:
        self._body = document.element.body
        part = document.part
        self._styles = {style.style_id: style.element for style in document.styles}
        self._names = {style.style_id: style.name or "" for style in document.styles}
        self._numbers = ListNumbers(_related(part, "/numbering"))
        self._notes = {"w:footnoteReference": _notes(_related(part, "/footnotes"), "w:footnote"),
                       "w:endnoteReference": _notes(_related(part, "/endnotes"), "w:endnote")}  # fmt: skip
        self._counted = {"w:footnoteReference": 0, "w:endnoteReference": 0}
        self._waiting: list[Block] = []

    def blocks(self) -> Iterator[Block]:
        """The document's blocks in reading order, footnotes after the paragraph that refers to them."""
        yield from self._children(self._body)

    def _children(self, parent: etree._Element) -> Iterator[Block]:
        for item in parent:
            if item.tag == qn("w:p"):
                yield from self._paragraph(item)
            elif item.tag == qn("w:tbl"):
                yield from self._table(item)
            elif item.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:smartTag")):
                yield from self._children(item)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        text = clean(self._text(element))
        label = self._label(element) if text or self._counts_empty(element) else ""
        style = self._style_of(element)
        if text and not self._names.get(style, "").startswith(_NOT_BODY):
            number = None if label.startswith("(") or label.endswith(")") else structural_number(label)
            if label and number is None:
                text = f"{label} {text}"
            yield Block(
                text, number=number, level=self._level(element, style, text), bold=self._is_bold(element, style)
            )
        yield from self._waiting
        self._waiting = []

    def _counts_empty(self, element: etree._Element) -> bool:
        """Whether a paragraph without words takes a number of its list: one with a picture, or one that was made an
        item of the list itself. One that only ends a section or only has the style is counted nowhere."""
        if element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            return False
        return (
            element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
            or next(element.iter(*_PICTURES), None) is not None
        )

    def _table(self, table: etree._Element) -> Iterator[Block]:
        for row in table.iter(qn("w:tr")):
            if next(row.iterancestors(qn("w:tbl"))) is not table:
                continue
            cells = [cell for cell in row if cell.tag in (qn("w:tc"), qn("w:sdt"))]
            contents = [list(self._children(cell)) for cell in cells]
            filled = [content for content in contents if content]
            figures = len(filled) > 1 and all(len(content) == 1 and len(content[0].text) < 400 for content in filled)
            if figures:
                yield Block(
                    " | ".join(
                        f"{content[0].number}. {content[0].text}" if content[0].number else content[0].text
                        for content in filled
                    )
                )
            else:
                for content in filled:
                    yield from content

    def _text(self, element: etree._Element) -> str:
        pieces: list[str] = []
        for item in element:
            tag = item.tag
            if not isinstance(tag, str) or tag in _SKIPPED:
                continue
            if tag == qn("w:t"):
                pieces.append(item.text or "")
            elif tag in _BREAKS:
                pieces.append(" ")
            elif tag == qn("w:noBreakHyphen"):
                pieces.append("-")
            elif tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                self._note(item)
            else:
                pieces.append(self._text(item))
        return "".join(pieces)

    def _note(self, reference: etree._Element) -> None:
        kind = "w:footnoteReference" if reference.tag == qn("w:footnoteReference") else "w:endnoteReference"
        note = self._notes[kind].get(reference.get(qn("w:id")) or "")
        if note is None:
            return
        self._counted[kind] += 1
        count = self._counted[kind]
        mark = str(count) if kind == "w:footnoteReference" else roman(count).lower()
        for position, paragraph in enumerate(note.iter(qn("w:p"))):
            text = clean(self._text(paragraph)).lstrip(". ")
            if text:
                self._waiting.append(Block(text, number=mark if position == 0 else None, role=Role.FOOTNOTE))

    def _style_of(self, element: etree._Element) -> str:
        found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return str(found.get(qn("w:val")) or "") if found is not None else ""

    def _inherited(self, style: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style and style not in seen and style in self._styles:
            seen.add(style)
            yield self._styles[style]
            based = self._styles[style].find(qn("w:basedOn"))
            style = str(based.get(qn("w:val")) or "") if based is not None else ""

    def _property(self, element: etree._Element, style: str, path: str) -> etree._Element | None:
        own = element.find(f"{qn('w:pPr')}/{path}")
        if own is not None:
            return own
        for definition in self._inherited(style):
            found = definition.find(f"{qn('w:pPr')}/{path}")
            if found is not None:
                return found
        return None

    def _label(self, element: etree._Element) -> str:
        style = self._style_of(element)
        list_id = self._property(element, style, f"{qn('w:numPr')}/{qn('w:numId')}")
        identity = "0" if list_id is None else str(list_id.get(qn("w:val")))
        if identity == "0":  # no list; a field may number the paragraph instead
            instructions = "".join(item.text or "" for item in element.iter(qn("w:instrText")))
            return self._numbers.label_of_field(instructions) if "LISTNUM" in instructions else ""
        own = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
        if own is None and element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}") is None:
            depth = self._numbers.depth_of_style(identity, style)
            inherited = self._property(element, style, f"{qn('w:numPr')}/{qn('w:ilvl')}")
            if depth == 0 and inherited is not None:
                depth = _integer(inherited)
        else:
            depth = _integer(own) if own is not None else 0
        return self._numbers.label(identity, depth)

    def _level(self, element: etree._Element, style: str, text: str) -> int | None:
        if len(text) > 300:
            return None
        outline = self._property(element, style, qn("w:outlineLvl"))
        if outline is not None and (value := outline.get(qn("w:val"))) is not None and value in "012345678":
            return None if len(text) > 150 and text.endswith(".") else int(value) + 1
        name = self._names.get(style, "")
        if match := _HEADING_STYLE.match(name):
            return int(match[1])
        return 2 if _HEADING_STYLES.search(name) and len(text) < 200 else None

    def _is_bold(self, element: etree._Element, style: str) -> bool:
        by_style = next(
            (
                found
                for item in self._inherited(style)
                if (found := item.find(f"{qn('w:rPr')}/{qn('w:b')}")) is not None
            ),
            None,
        )
        runs = [
            run for run in element.iter(qn("w:r")) if any((piece.text or "").strip() for piece in run.iter(qn("w:t")))
        ]
        return bool(runs) and all(_on(run.find(f"{qn('w:rPr')}/{qn('w:b')}"), _on(by_style, False)) for run in runs)


def _on(switch: etree._Element | None, otherwise: bool) -> bool:
    if switch is None:
        return otherwise
    return switch.get(qn("w:val")) not in ("0", "false", "off")


def _integer(element: etree._Element) -> int:
    value = str(element.get(qn("w:val")) or "0")
    return int(value) if value.isdigit() and len(value) < 3 else 0


def _related(part: DocumentPart, kind: str) -> etree._Element | None:
    for relation in part.rels.values():
        if relation.reltype.endswith(kind) and not relation.is_external:
            try:
                return etree.fromstring(
                    relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True)
                )
            except etree.XMLSyntaxError:
                return None
    return None


def _notes(root: etree._Element | None, name: str) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {
        str(item.get(qn("w:id"))): item
        for item in root.findall(qn(name))
        if item.get(qn("w:type")) not in ("separator", "continuationSeparator", "continuationNotice")
    }
