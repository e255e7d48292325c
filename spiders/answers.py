"""Is an answer what was asked for? A challenge, a maintenance page, an empty or broken-off file must never pass as one.

Pure functions over status, headers and bytes; all raise an error of `spiders.errors` with one line.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from enum import StrEnum

from lxml import etree

from spiders.errors import (
    ChallengePage,
    CollectionError,
    EmptyFile,
    HttpFailure,
    MaintenancePage,
    TooLarge,
    TruncatedFile,
    WrongContentType,
)


class Format(StrEnum):
    """The kinds of answer portals give us."""

    XML = "XML"
    JSON = "JSON"
    ZIP = "ZIP"


_HEAD = 65536
_UNPACKED_LIMIT = 256 * 1024 * 1024
_CHALLENGE = re.compile(
    rb"just a moment|cf-chl|cf_chl|challenge-platform|captcha|incapsula|imperva|datadome|ddos-guard|perimeterx"
    rb"|px-captcha|awswaf|sucuri website firewall|attention required!|are you (?:a )?(?:human|robot)"
    rb"|verify (?:that )?you are human|checking your browser|bot (?:detection|verification)"
    rb"|request unsuccessful|enable javascript and cookies"
    rb"|pardon our interruption|unusual traffic|sicherheits(?:ue|\xc3\xbc)berpr(?:ue|\xc3\xbc)fung",
    re.IGNORECASE,
)
_MAINTENANCE = re.compile(
    rb"maintenance|wartung|onderhoud|temporarily (?:unavailable|out of service)|service unavailable"
    rb"|back (?:soon|shortly)|vor(?:ue|\xc3\xbc|&uuml;)bergehend nicht|tijdelijk niet"
    rb"|scheduled downtime|st(?:oe|\xc3\xb6|&ouml;)rung",
    re.IGNORECASE,
)
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_XML_NOT_FINISHED = frozenset({4, 5, 62, 73, 74, 77})
"""libxml2 errors of a document that just stops: empty, ends, CDATA / tag / element not finished."""


def check_answer(status: int, body: bytes, headers: Mapping[str, str], expected: tuple[Format, ...]) -> Format:
    """The format of an answer, which is one of `expected`. `headers` has lower-case names.

    Raises `ChallengePage`, `MaintenancePage`, `HttpFailure`, `EmptyFile` or `WrongContentType`.
    """
    if status >= 400 or looks_like_html(body):
        _refuse_substitute(status, body, headers)
    if not 200 <= status < 300:
        raise HttpFailure(f"the portal answered {status}", status)
    if not body.strip():
        raise EmptyFile("the portal served an empty file")
    found = sniff(body)
    if found is None or found not in expected:
        served = found or ("HTML" if looks_like_html(body) else headers.get("content-type") or "something unknown")
        raise WrongContentType(f"{' or '.join(expected)} was asked for, {served} was served")
    return found


def sniff(body: bytes) -> Format | None:
    """What the bytes are by their beginning."""
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.ZIP
    head = _text_start(body)
    if head[:1] in (b"{", b"["):
        return Format.JSON
    if head[:1] == b"<" and not looks_like_html(body):
        return Format.XML
    return None


def looks_like_html(body: bytes) -> bool:
    """Whether the bytes are a web page (which may be XHTML, but not court XML with HTML inside)."""
    head = _text_start(body)[:2048]
    if head[:1] != b"<":
        return False
    head = re.sub(rb"<\?.*?\?>|<!--.*?-->", b"", head, flags=re.DOTALL).lstrip()
    return _HTML.match(head) is not None


def check_zip(body: bytes) -> None:
    """Raise `TruncatedFile` when a ZIP is cut, damaged or empty, `TooLarge` when it claims over 256 MiB unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            files = [entry for entry in archive.infolist() if not entry.is_dir()]
            if not files:
                raise TruncatedFile("the ZIP holds no file")
            claimed = sum(entry.file_size for entry in files)
            if claimed > _UNPACKED_LIMIT:
                raise TooLarge(f"the ZIP claims {claimed:,} bytes unpacked; the limit is {_UNPACKED_LIMIT:,}")
            if archive.testzip() is not None:
                raise TruncatedFile("the ZIP is damaged: a file in it fails its checksum")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise TruncatedFile(f"the ZIP is cut short or damaged: {error}") from None


def check_xml(body: bytes) -> None:
    """Raise `TruncatedFile` when an XML document stops before its end.

    Other faults of form are the court's own bytes: they are archived, and reading deals with them.
    """
    parser = xml_parser()
    try:
        etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        faults = {entry.type for entry in parser.error_log}
        if faults & _XML_NOT_FINISHED:
            raise TruncatedFile(f"the XML is cut short: {error.msg}") from None


def parse_json(body: bytes) -> object:
    """The value of a JSON answer. Raises `TruncatedFile` when it stops before its end or is not JSON."""
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TruncatedFile(f"the JSON is cut short or damaged: {error}") from None


def xml_parser() -> etree.XMLParser:
    """A parser that expands no entities and fetches nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _text_start(body: bytes) -> bytes:
    return body[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()


def _refuse_substitute(status: int, body: bytes, headers: Mapping[str, str]) -> None:
    head = body[:_HEAD]
    error: CollectionError | None = None
    if headers.get("cf-mitigated") == "challenge" or _CHALLENGE.search(head):
        error = ChallengePage(f"a bot challenge was served in place of the answer (status {status}); ask the court")
    elif _MAINTENANCE.search(head) and looks_like_html(body):
        error = MaintenancePage(f"a maintenance page was served in place of the answer (status {status})")
    if error is not None:
        raise error
