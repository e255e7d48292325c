"""Documents made to break readers: one clear line each, within bounded time and memory."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from pathlib import Path

import own_documents as own
import pytest
from reportlab.pdfgen.canvas import Canvas

from enrichment.errors import KINDS, Unreadable
from enrichment.formats import zip_container
from enrichment.formats.original import MAX_ORIGINAL_BYTES
from enrichment.read import read

ENTITY_BOMB = b"""<?xml version="1.0"?><!DOCTYPE dokument [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><dokument><tenor>&c;</tenor></dokument>"""
FILE_INCLUSION = b'<!DOCTYPE dokument [<!ENTITY x SYSTEM "file:///etc/passwd">]><dokument><tenor>&x;</tenor></dokument>'
PARAMETER_ENTITY = b'<!DOCTYPE dokument [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]><dokument/>'


def claim_size(data: bytes, size: int) -> bytes:
    """A ZIP whose directory claims `size` for its first file."""
    place = data.index(b"PK\x01\x02")
    return data[: place + 24] + struct.pack("<I", size) + data[place + 28 :]


def encrypted_zip() -> bytes:
    data = bytearray(own.zipped({"a.xml": own.rii()}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(signature)
        data[place + offset] |= 1
    return bytes(data)


def bomb(name: str = "a.xml", megabytes: int = 60) -> bytes:
    return own.zipped({name: b"\x20" * megabytes * 1024 * 1024})


CASES: dict[str, tuple[bytes, str, str, str]] = {
    "nothing": (b"", "x.pdf", "empty", "empty"),
    "blanks": (b"  \n\t ", "x.txt", "empty", "blanks"),
    "zip without files": (own.zipped({}), "x.zip", "empty", "no file"),
    "zip broken off": (own.zipped({"a.xml": own.rii()})[:300], "x.zip", "truncated", "ZIP"),
    "docx broken off": (own.word()[:5000], "x.docx", "truncated", "ZIP"),
    "pdf broken off in its head": (b"%PDF-1.7\n%\xe2\xe3", "x.pdf", "truncated", "PDF"),
    "pdf with nothing behind its name": (b"%PDF-1.4\n1 0 obj\n<</Length 2147483647>>\nstream\n", "x.pdf", "truncated", "PDF"),
    "xml broken off": (own.rii()[:900], "x.xml", "truncated", "breaks off"),
    "json broken off": (own.json_record()[:-20], "x.json", "truncated", "breaks off"),
    "entity bomb": (ENTITY_BOMB, "x.xml", "hostile", "entities"),
    "file inclusion": (FILE_INCLUSION, "x.xml", "hostile", "entities"),
    "parameter entity": (PARAMETER_ENTITY, "x.xml", "hostile", "entities"),
    "entity bomb in utf-16": (ENTITY_BOMB.decode().encode("utf-16"), "x.xml", "hostile", "entities"),
    "entity bomb in a word file": (own.zipped({"word/document.xml": ENTITY_BOMB, "[Content_Types].xml": b"<Types/>"}), "x.docx", "hostile", "document type"),
    "zip bomb": (bomb(), "x.zip", "hostile", "bomb"),
    "zip in a zip": (own.zipped({"inner.zip": own.zipped({"a.xml": own.rii()})}), "x.zip", "hostile", "inside a ZIP"),
    "zip that claims 2 GB": (claim_size(own.zipped({"a.xml": own.rii()}), 2**31), "x.zip", "too_large", "claims"),
    "several documents in a zip": (own.zipped({"a.xml": own.rii(), "b.xml": own.rii()}), "x.zip", "unsupported", "unpack"),
    "encrypted zip": (encrypted_zip(), "x.zip", "encrypted", "password"),
    "encrypted pdf": (own.pdf([lambda canvas: canvas.drawString(72, 700, "secret")], password="user"), "x.pdf", "encrypted", "password"),
    "encrypted office file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "x.docx", "encrypted", "password"),
    "old word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "x.doc", "unsupported", ".doc"),
    "wordperfect": (b"\xffWPC" + bytes(100), "x.wpd", "unsupported", "WordPerfect"),
    "image": (b"\x89PNG\r\n\x1a\n" + bytes(50), "x.png", "unsupported", "image"),
    "binary named html": (bytes(range(256)) * 40, "x.html", "wrong_type", "binary"),
    "html named pdf": (own.court_page(), "x.pdf", "wrong_type", "HTML"),
    "many zero bytes": (b"\x00" * 5000 + b"x", "x.txt", "wrong_type", "binary"),
    "deep xml": (b"<dokument>" + b"<p>" * 5000 + b"x" + b"</p>" * 5000 + b"</dokument>", "x.xml", "hostile", "nested"),
    "deep html": (b"<!doctype html><body>" + b"<div>" * 20_000 + b"x", "x.html", "hostile", "nested"),
    "deep json": (b'{"a":' * 100_000, "x.json", "hostile", "nested"),
    "50 MB paragraph of text": (b"word " * 10_500_000, "x.txt", "too_large", "characters"),
    "50 MB paragraph of json": (json.dumps({"text": "word " * 10_500_000}).encode(), "x.json", "too_large", "characters"),
    "50 MB paragraph of xml": (own.rii(body=f"<p>{'word ' * 10_500_000}</p>"), "x.xml", "too_large", "larger than any"),
    "2 MB paragraph of html": (b"<html><body><p>" + b"word " * 420_000 + b"</p></body></html>", "x.html", "too_large", "single paragraph"),
    "listing": (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>', "x.xml", "unsupported", "feed"),
    "unknown xml": (b'<?xml version="1.0"?><inventory><item/></inventory>', "x.xml", "unsupported", "inventory"),
    "settings": (b"key: value\n", "x.yml", "unsupported", ".yml"),
    "broken utf-8 in xml": (b'<?xml version="1.0" encoding="UTF-8"?><dokument><tenor>\xff\xfe\xfa</tenor></dokument>', "x.xml", "encoding", "encoding"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_bad_document_is_refused_in_one_clear_line(name: str) -> None:
    data, file_name, kind, words = CASES[name]
    with pytest.raises(Unreadable) as caught:
        read(data, file_name=file_name)
    assert caught.value.kind == kind
    assert words in caught.value.reason
    assert "\n" not in caught.value.reason
    assert str(Path.cwd()) not in caught.value.reason


def test_a_file_beyond_the_limit_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enrichment.read.MAX_ORIGINAL_BYTES", 10)
    with pytest.raises(Unreadable, match="11 bytes") as caught:
        read(b"x" * 11)
    assert caught.value.kind == "too_large"
    assert MAX_ORIGINAL_BYTES > 50_000_000


def test_an_entry_that_is_longer_than_it_claims_is_cut_off() -> None:
    archive = zip_container.open_zip(own.zipped({"a.txt": b"x" * 1000}))
    with pytest.raises(Unreadable) as caught:
        zip_container.read_entry(archive, "a.txt", limit=999)
    assert caught.value.kind == "too_large"


def test_a_zip_of_very_many_files_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(zip_container.MAX_ENTRIES + 1):
            archive.writestr(f"{number}", b"")
    with pytest.raises(Unreadable, match="files") as caught:
        read(buffer.getvalue())
    assert caught.value.kind == "hostile"


def test_an_external_dtd_is_accepted_and_not_followed() -> None:
    data = own.rii().replace(
        b"http://www.rechtsprechung-im-internet.de/dtd/v1/rii-dok.dtd", b"file:///nonexistent/evil.dtd"
    )
    assert read(data).format == "rii"


def test_mathematics_and_drawings_do_not_disturb() -> None:
    math = "<math><mi>x</mi></math><svg><text>drawn</text></svg>"
    page = f"<html><body><p>{own.SENTENCE}</p>{math}<p>{own.SENTENCE}</p></body></html>"
    assert "drawn" not in " ".join(paragraph.text for paragraph in read(page.encode()).paragraphs)


def test_a_pdf_with_an_empty_user_password_is_read() -> None:
    data = own.pdf([lambda canvas: own.lines(canvas, [own.SENTENCE] * 3)], password="")
    assert "court finds" in read(data).paragraphs[0].text


def test_a_page_that_claims_to_be_as_large_as_a_house_is_read() -> None:
    def page(canvas: Canvas) -> None:
        own.lines(canvas, [own.SENTENCE] * 3, size=200, step=260, y=9000)
        canvas.drawString(10, 10, "covered")
        canvas.rect(0, 0, 100, 100, fill=1)

    text = read(own.pdf([page], size=(14400, 14400)), ocr=False)
    assert "court finds" in text.paragraphs[0].text


def test_words_before_the_head_of_a_pdf_are_mended() -> None:
    data = own.pdf([lambda canvas: own.lines(canvas, [own.SENTENCE] * 3)])
    text = read(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + data)
    assert "court finds" in text.paragraphs[0].text


def test_every_kind_is_listed() -> None:
    assert {kind for _, _, kind, _ in CASES.values()} <= set(KINDS)
