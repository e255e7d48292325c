"""Characters: decoding bytes whose encoding nobody declared, and folding what only typesetting put into a text."""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata

from enrichment.errors import Unreadable

_BLANKS = re.compile(r"\s+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _folding() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys((*range(32), *range(127, 160)))
    table.update({ord(blank): " " for blank in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85"})
    # soft hyphen, zero-width space, word joiner, byte order mark, direction marks and overrides: never the court's
    # words
    for code in (
        0xAD,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
    ):
        table[code] = None
    table[0x2010] = table[0x2011] = "-"  # hyphen and non-breaking hyphen: docket numbers must match what people type
    table.update({0xF0B7: "•", 0xF0A7: "▪", 0xF02D: "-"})  # bullets of the Symbol and Wingdings fonts
    table.update({0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"})
    return table


_FOLDING = _folding()


def clean(text: str) -> str:
    """One paragraph's text: NFC, every run of blanks one space, no control characters, ligatures taken apart.

    Lone surrogates (a JSON `\\ud800`) become U+FFFD, since no encoder could ever write them.
    """
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text.translate(_FOLDING))).strip()


def decode(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """The text in `data` and a problem to note, if any.

    A byte order mark wins, then the declared encoding, then UTF-8; what remains is read as Windows-1252, the
    commonest encoding of old court files in Western Europe, but only where the outcome looks like a Western language.
    Raises `Unreadable` (encoding, wrong_type).
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding), None
    if declared:
        try:
            name = codecs.lookup(declared).name
        except (LookupError, ValueError):
            name = ""
        if name in ("iso8859-1", "ascii"):
            name = "cp1252"  # WHATWG Encoding Standard: browsers read these labels so, and pages rely on it
        if name:
            if name == "cp1252" and is_really_utf8(data):
                return data.decode("utf-8"), f"declared as {declared} but really UTF-8"
            with contextlib.suppress(ValueError, LookupError):  # LookupError: a codec for bytes, such as zlib
                return data.decode(name), None
    sample = data[:4096]
    if sample.count(0) > len(sample) // 5:
        return _utf16_without_mark(data), "UTF-16 without a byte order mark"
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        if len(data) - error.start <= 3 and error.reason == "unexpected end of data":
            raise Unreadable("truncated", "the file ends in the middle of a UTF-8 character") from None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(
            "encoding",
            f"neither UTF-8 nor Windows-1252 (byte 0x{data[error.start]:02x} at {error.start}); save it as UTF-8",
        ) from None
    letters = [character for character in text if character.isalpha()]
    foreign = sum(1 for character in letters if ord(character) > 127)
    if letters and foreign > 0.25 * len(letters):
        raise Unreadable("encoding", "not UTF-8, and read as Windows-1252 it is no Western language; save it as UTF-8")
    return text, "not valid UTF-8; read as Windows-1252"


def is_really_utf8(data: bytes) -> bool:
    """Whether bytes that claim a single-byte encoding are UTF-8: several characters that could be nothing else."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(text) < len(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding", f"marked as {encoding} but broken at byte {error.start}") from None


def _utf16_without_mark(data: bytes) -> str:
    for encoding, zeros in (("utf-16-le", data[1:4096:2]), ("utf-16-be", data[:4096:2])):
        if zeros.count(0) > 0.6 * len(zeros):
            return _strictly(data, encoding)
    raise Unreadable("wrong_type", "binary data, not a text")


def looks_like_text(text: str) -> bool:
    """Whether decoded bytes can be writing: hardly any control or unassigned characters."""
    sample = text[:20_000]
    odd = sum(
        1
        for character in sample
        if unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") and character not in "\t\n\r\f\v\x85"
    )
    return odd <= 0.01 * len(sample)
