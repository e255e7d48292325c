"""ZIP files, opened without trusting what they say about themselves."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from enrichment.errors import Unreadable

MAX_ENTRIES = 5_000
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
_MAX_RATIO = 200
_RATIO_COUNTS_FROM = 40 * 1024 * 1024  # below, even a real bomb does no harm, and drawings pack this well
_DOCUMENTS = frozenset(
    (".xml", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".json", ".txt", ".doc", ".rtf", ".odt", ".zip")
)


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The ZIP in `data`, its directory checked.

    Raises `Unreadable` (truncated, encrypted, too_large, hostile, empty).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError, OverflowError) as error:
        raise Unreadable("truncated", f"the ZIP is broken off or damaged: {error}") from None
    if not entries:
        raise Unreadable("empty", "the ZIP holds no file")
    if len(entries) > MAX_ENTRIES:
        raise Unreadable("hostile", f"the ZIP holds {len(entries):,} files")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Unreadable("encrypted", "the ZIP is encrypted; unpack it with its password first")
    claimed = sum(entry.file_size for entry in entries)
    if claimed > MAX_UNPACKED_BYTES:
        raise Unreadable("too_large", f"the ZIP claims to hold {claimed:,} bytes; the limit is {MAX_UNPACKED_BYTES:,}")
    for entry in entries:
        if entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > _MAX_RATIO * max(1, entry.compress_size):
            raise Unreadable("hostile", f"a ZIP bomb: {entry.compress_size:,} bytes would become {entry.file_size:,}")
    return archive


def read_entry(archive: zipfile.ZipFile, name: str, limit: int = MAX_UNPACKED_BYTES) -> bytes:
    """The bytes of one entry, never more than `limit` whatever the directory claims. Raises `Unreadable`."""
    try:
        with archive.open(name) as stream:
            data = stream.read(limit + 1)
    except KeyError:
        raise Unreadable("truncated", f"the ZIP lacks {name}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise Unreadable("truncated", f"a file in the ZIP is damaged: {error}") from None
    if len(data) > limit:
        raise Unreadable("too_large", f"a file in the ZIP has more than {limit:,} bytes")
    return data


def only_document(data: bytes) -> tuple[str, bytes]:
    """Name and bytes of the one document in a ZIP; images beside it are passed over.

    Raises `Unreadable` (unsupported) for several documents or none, (hostile) for a ZIP in a ZIP.
    """
    archive = open_zip(data)
    names = [
        entry.filename
        for entry in archive.infolist()
        if not entry.is_dir()
        and PurePosixPath(entry.filename).suffix.lower() in _DOCUMENTS
        and not entry.filename.startswith("__MACOSX/")
    ]
    if not names:
        raise Unreadable("unsupported", "no document in the ZIP")
    if len(names) > 1:
        raise Unreadable("unsupported", f"{len(names)} documents in one ZIP; unpack it first")
    content = read_entry(archive, names[0])
    if content[:4] == b"PK\x03\x04" and PurePosixPath(names[0]).suffix.lower() == ".zip":
        raise Unreadable("hostile", "a ZIP inside a ZIP")
    return names[0], content
