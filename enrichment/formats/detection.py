"""Which format a file has: by its content first; its name and media type only break ties."""

from __future__ import annotations

import re

from enrichment.errors import Unreadable
from enrichment.formats.xml_safety import local_name, parse_xml, root_element
from enrichment.formats.zip_container import open_zip

_XML_ROOTS = {
    "dokument": "rii",
    "open-rechtspraak": "rechtspraak",
    "akomaNtoso": "akoma_ntoso",
    "byrecht-rspr": "byrecht",
    "html": "html",
}
_LISTINGS = {
    "feed": "an Atom feed",
    "rss": "an RSS feed",
    "items": "a table of contents",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
}
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xffWPC", "a WordPerfect file; save it as .docx or PDF"),
    (b"{\\rtf", "an RTF file; save it as .docx or PDF"),
    (b"\x89PNG", "an image; put scans into a PDF"),
    (b"\xff\xd8\xff", "an image; put scans into a PDF"),
    (b"GIF8", "an image; put scans into a PDF"),
    (b"II*\x00", "an image; put scans into a PDF"),
    (b"MM\x00*", "an image; put scans into a PDF"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"Salted__", "an encrypted file; decrypt it first"),
    (b"-----BEGIN PGP MESSAGE", "an encrypted file; decrypt it first"),
)
_NOT_DOCUMENTS = frozenset(
    (
        ".yml",
        ".yaml",
        ".csv",
        ".tsv",
        ".xsd",
        ".xsl",
        ".xslt",
        ".dtd",
        ".css",
        ".js",
        ".py",
        ".ini",
        ".toml",
        ".cfg",
        ".log",
        ".md",
        ".rst",
        ".conll",
    )
)
_PDF_WITHIN = 1024  # ISO 32000-1, annex H: readers accept the header within the first 1024 bytes


def detect_format(data: bytes, file_name: str | None = None, media_type: str | None = None) -> str:
    """The name of the format: pdf, docx, zip, rii, rechtspraak, akoma_ntoso, byrecht, html, json_record or plain.

    Raises `Unreadable` (empty, unsupported, encrypted, wrong_type, hostile) for what no reader here can take.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise Unreadable("empty", "the file is empty" if not data else "the file holds only blanks")
    suffix = _suffix(file_name)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable("encrypted" if "encrypted" in what else "unsupported", what)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _old_office(data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(data)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    found = _text_format(data, suffix)
    if suffix in (".pdf", ".docx", ".doc", ".zip") and found is not None:
        if data.startswith(b"%PD"):
            raise Unreadable("truncated", "the PDF breaks off in its first bytes")
        raise Unreadable(
            "wrong_type", f"called {suffix} but holds {_SPOKEN.get(found, found)} (an error page, perhaps)"
        )
    if found is None and b"%PDF-" in data[: 64 * _PDF_WITHIN]:
        return "pdf"
    if found is None:
        raise Unreadable(
            "wrong_type", f"called {suffix} but holds binary data" if suffix else "binary data of no known kind"
        )
    if found == "plain" and suffix in (".html", ".htm", ".xhtml"):
        return "html"
    if found == "plain" and suffix in _NOT_DOCUMENTS:
        raise Unreadable("unsupported", f"a {suffix} file, not a document of a court")
    if found == "plain" and (media_type or "").split(";")[0].strip() == "application/json":
        return "json_record"
    return found


_SPOKEN = {
    "html": "an HTML page",
    "plain": "plain text",
    "json_record": "JSON",
    "rii": "XML",
    "rechtspraak": "XML",
    "akoma_ntoso": "XML",
}


def _suffix(file_name: str | None) -> str:
    match = re.search(r"\.[A-Za-z0-9]{1,6}$", file_name or "")
    return match[0].lower() if match else ""


def _old_office(data: bytes) -> Unreadable:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Unreadable("encrypted", "an Office document with a password; save it without")
    if "WordDocument".encode("utf-16-le") in data:
        return Unreadable("unsupported", "an old Word file (.doc); save it as .docx or PDF")
    return Unreadable("unsupported", "an old Office file; save it as .docx or PDF")


def _zip_format(data: bytes) -> str:
    names = {entry.filename for entry in open_zip(data).infolist()}
    if "word/document.xml" in names or any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise Unreadable("unsupported", "a spreadsheet or a presentation, not a document of a court")
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable("unsupported", "an OpenDocument file; save it as .docx or PDF")
    if "META-INF/container.xml" in names:
        raise Unreadable("unsupported", "an e-book (EPUB); save it as PDF")
    return "zip"


def _text_format(data: bytes, suffix: str) -> str | None:
    """The format of a text file; None for binary data."""
    head = _readable_head(data)
    if head is None:
        return None
    start = head.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _markup_format(data, start, suffix)
    if start.startswith(("{", "[")) and (
        suffix in (".json", ".jsonl", ".ndjson") or re.match(r"[\[{]\s*[\"{\[\]}]", start)
    ):
        return "json_record"
    return "plain"


def _readable_head(data: bytes) -> str | None:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if head.count(0) > len(head) // 5:
        encoding = "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
        wide = head[: len(head) // 2 * 2].decode(encoding, "replace")
        return (
            wide
            if wide.isprintable()
            or sum(character.isprintable() or character.isspace() for character in wide) > 0.95 * len(wide)
            else None
        )
    odd = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b\x0b")
    return None if odd > 0.02 * len(head) else head.decode("utf-8", "replace")


def _markup_format(data: bytes, start: str, suffix: str) -> str:
    lowered = start[:2000].lower()
    if re.match(
        r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<!doctype\s+html|(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<html\b",
        lowered,
        re.DOTALL,
    ):
        return "html"
    root = root_element(data)
    if root in _XML_ROOTS:
        return _XML_ROOTS[root]
    if root in _LISTINGS:
        raise Unreadable("unsupported", f"{_LISTINGS[root]}, not a decision")
    if suffix in (".html", ".htm", ".xhtml") or re.search(r"<(?:body|p|div|h[1-6]|table|br|span|font)\b", lowered):
        if not (lowered.startswith("<?xml") and suffix == ".xml"):
            return "html"
    elif not lowered.startswith("<?xml") and suffix != ".xml":
        return "plain"
    if root is None:
        root = local_name(parse_xml(data))  # says what is broken
    raise Unreadable("unsupported", f"XML with the root element <{root}>, no format of a court known here")
