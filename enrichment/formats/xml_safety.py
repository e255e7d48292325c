"""Parsing XML that strangers wrote: nothing is loaded from outside, no entity is declared inside, depth is bounded."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Callable
from html.entities import html5
from xml.parsers import expat

from lxml import etree

from enrichment.errors import Unreadable
from enrichment.formats.characters import is_really_utf8

_MAX_PROLOG_BYTES = 1_000_000
_XML_WHITE = b" \t\r\n"
_DOCUMENT_TYPE = re.compile(rb"<!DOCTYPE\s[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_NAMED_ENTITY = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))


class _RootReached(Exception):
    """Stops the prolog's parser at the first element."""


def root_element(data: bytes) -> str | None:
    """The local name of the root element, or None where `data` does not begin as XML.

    Reads no further than the root's start tag. Raises `Unreadable` (hostile) when the document type declares entities
    of its own: that is how entity bombs and file inclusion work, and no court portal does it. A reference to an
    external DTD, as Rechtsprechung im Internet has, is accepted and not followed.
    """
    data = _as_utf8(data)
    found: list[str] = []

    def refuse_entity(*_: object) -> None:
        raise Unreadable("hostile", "the XML declares entities of its own (entity bomb or file inclusion)")

    def stop_at_root(name: str, _: object) -> None:
        found.append(name)
        raise _RootReached

    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.EntityDeclHandler = refuse_entity
    parser.StartElementHandler = stop_at_root
    try:
        # whole prolog at once: real ones take a few hundred bytes, an endless one is refused below
        parser.Parse(data[:_MAX_PROLOG_BYTES], False)
    except _RootReached:
        return found[0].rpartition(":")[2]
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding expat does not know
        return _root_by_eye(data)
    if len(data) > _MAX_PROLOG_BYTES:
        raise Unreadable("hostile", "no root element within the first million bytes of the XML")
    return None


def _as_utf8(data: bytes) -> bytes:
    """UTF-16 with a byte order mark as UTF-8; some portals' tools write it and declare UTF-8 all the same."""
    if data[:2] not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data
    text = data.decode("utf-16", "replace").lstrip("\ufeff")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).encode("utf-8", "replace")


def _root_by_eye(data: bytes) -> str | None:
    """The root's name where expat refuses the encoding or the syntax; the real parser then says what is wrong."""
    match = re.match(
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?(?:\s|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}>)*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]",
        data[:4096],
        re.DOTALL,
    )
    return match[1].decode("ascii") if match else None


def false_encoding(data: bytes) -> str | None:
    """The problem to note when the XML declares a single-byte encoding and holds UTF-8, as re-saved files do."""
    match = re.match(rb"\s*<\?xml[^>]*encoding=[\"'](iso-8859-\d+|windows-125\d|us-ascii)[\"']", data, re.IGNORECASE)
    if match is None or not is_really_utf8(data):
        return None
    return f"declared as {match[1].decode('ascii')} but really UTF-8"


def parse_xml(data: bytes) -> etree._Element:
    """The root of the XML in `data`. Raises `Unreadable` (hostile, truncated, encoding, wrong_type, too_large)."""
    data = _as_utf8(data)
    root_element(data)
    if b"<!ENTITY" in data[:_MAX_PROLOG_BYTES]:
        raise Unreadable("hostile", "the XML declares entities of its own (entity bomb or file inclusion)")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=True,
        collect_ids=False,
        encoding="utf-8" if false_encoding(data) else None,
    )
    try:
        return etree.fromstring(_without_document_type(data.lstrip(_XML_WHITE)), parser)
    except etree.XMLSyntaxError as error:
        reason = explained(error)
        if reason.kind == "wrong_type" and not data.rstrip().endswith(b">"):
            raise Unreadable("truncated", "the XML breaks off in the middle of an element") from None
        raise reason from None
    except ValueError as error:
        raise Unreadable("wrong_type", f"not well-formed XML: {error}") from None


def _without_document_type(data: bytes) -> bytes:
    """The XML without its DOCTYPE, so that no parser looks for the DTD; HTML's entity names become numbers."""
    head, count = _DOCUMENT_TYPE.subn(b"", data[:_MAX_PROLOG_BYTES], count=1)
    if not count:
        return data
    return _NAMED_ENTITY.sub(_numbered, head + data[_MAX_PROLOG_BYTES:])


def _numbered(match: re.Match[bytes]) -> bytes:
    name = match[1].decode("ascii")
    character = html5.get(f"{name};", "") if name not in _XML_ENTITIES else ""
    return b"".join(b"&#%d;" % ord(part) for part in character) or match[0]


def explained(error: etree.XMLSyntaxError) -> Unreadable:
    """What a parser's complaint means for the person who has to mend the document."""
    message = (error.msg or "").strip()
    lowered = message.lower()
    line = error.position[0] if error.position else 0
    if "excessive depth" in lowered or "nesting" in lowered:
        return Unreadable("hostile", "the XML is nested more than 256 elements deep")
    if "huge text" in lowered or "too long" in lowered or "too big" in lowered or "amplification" in lowered:
        return Unreadable("too_large", f"one piece of the XML is larger than any court document's: {message}")
    if "entity" in lowered and "loop" in lowered:
        return Unreadable("hostile", f"the XML's entities refer to each other: {message}")
    if "encoding" in lowered or "not proper utf-8" in lowered or "input conversion failed" in lowered:
        return Unreadable("encoding", f"the XML is not in the encoding it declares: {message}")
    if (
        "premature end" in lowered
        or "end of data" in lowered
        or "document is empty" in lowered
        or "not terminated" in lowered
    ):
        return Unreadable("truncated", f"the XML breaks off: {message}")
    return Unreadable("wrong_type", f"not well-formed XML (line {line}): {message}")


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; an empty string for comments, instructions and entity references."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of an attribute whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element, name: str) -> etree._Element | None:
    """The first child element of that local name."""
    return next((item for item in element if local_name(item) == name), None)


def all_text(element: etree._Element) -> str:
    """All text inside `element`, its pieces simply joined."""
    return "".join(str(piece) for piece in element.itertext())


def inline_text(element: etree._Element, *, instead: Callable[[etree._Element], str | None] | None = None) -> str:
    """All text inside `element` as one run. `instead` may answer for an element what stands in its place (None: its
    own text)."""
    pieces: list[str] = [element.text or ""]
    for item in element:
        if not isinstance(item.tag, str):
            # entity references stay unresolved; HTML's names are harmless and what portals mean
            pieces.append(html.unescape(item.text or "") if item.tag is etree.Entity else "")
        else:
            replaced = instead(item) if instead else None
            if replaced is not None:
                pieces.append(replaced)
            elif local_name(item) in ("br", "linebreak", "tab"):
                pieces.append(" ")
            else:
                pieces.append(inline_text(item, instead=instead))
        pieces.append(item.tail or "")
    return "".join(pieces)
