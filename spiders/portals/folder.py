"""Files at hand: what an NGO or lawyer holds, collected from folders.

Every file is archived, whatever it is; reading decides what it says. A file of JSON lines (`.jsonl`, `.ndjson`) is one
record a line, named by the line's own `_id` or `id`, else by its number. Names that begin with a dot, and what office
programs and file managers leave about, are not documents and are passed over.

A record's id is its path below the folder given, after that folder's name. A file whose size, time of change and inode
are as they were is not opened again. A file that was deleted stays archived: it is the operator's own copy, and its
absence says nothing about the court.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from spiders.archive import Archive
from spiders.catalogue import Catalogue, FetchRecord
from spiders.errors import CollectionError, TooLarge
from spiders.run_report import RunReport, now, report_name

SOURCE_ID = "folder"
SIZE_LIMIT_BYTES = 512 * 1024 * 1024
_JSON_LINES = (".jsonl", ".ndjson")
_BLOCK = 1 << 20
_LEFT_ABOUT = frozenset({"thumbs.db", "desktop.ini"})
_MEDIA_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
    ".xhtml": "application/xhtml+xml",
    ".akn": "application/akn+xml",
}


class CannotRead(CollectionError):
    """The file system does not give the file out."""

    kind = "unreadable"


class LinkOutside(CollectionError):
    """A symbolic link leads out of the folder that was given."""

    kind = "link_outside"


class NotAFile(CollectionError):
    """A pipe, socket or device."""

    kind = "not_a_file"


@dataclass(frozen=True, slots=True)
class _Found:
    """A file on its way into the archive."""

    path: Path
    record_id: str
    marker: str
    size: int
    changed: float


def collect_folder(
    paths: Sequence[Path], archive: Archive, catalogue: Catalogue, *, size_limit: int = SIZE_LIMIT_BYTES
) -> RunReport:
    """Archive the files at and below `paths`; files over `size_limit` bytes are refused unread.

    Nothing is raised for a bad file: the report has a line for it and the others go on.
    """
    report = RunReport.start(SOURCE_ID)
    collection = _Collection(archive, catalogue, report, size_limit)
    kept = archive.root / "runs" / SOURCE_ID / report_name(report.started)
    try:
        found = [collection.collect(path) for path in paths]
        report.complete = all(found)
        collection.note_unchanged()
        report.finish("finished")
    except BaseException as error:
        report.add_error(f"{type(error).__name__}: {error}")
        report.finish("crashed")
        raise
    finally:
        report.write(kept)
    return report


class _Collection:
    def __init__(self, archive: Archive, catalogue: Catalogue, report: RunReport, size_limit: int) -> None:
        self._archive = archive
        self._catalogue = catalogue
        self._report = report
        self._size_limit = size_limit
        self._markers = catalogue.markers(SOURCE_ID)
        self._unchanged: list[str] = []

    def collect(self, given: Path) -> bool:
        """Collect what is at and below `given`; False when it is not there."""
        try:
            root = given.resolve(strict=True)
        except (OSError, RuntimeError) as error:
            self._report.fail(CannotRead(_reason(error)), _as_text(str(given)))
            return False
        prefix = self._prefix(root)
        if not root.is_dir():
            self._collect_file(root, prefix)
            return True
        for path in self._walk(root, prefix):
            self._collect_file(path, f"{prefix}/{path.relative_to(root).as_posix()}")
        return True

    def note_unchanged(self) -> None:
        self._catalogue.seen(SOURCE_ID, self._unchanged, now())

    def _prefix(self, root: Path) -> str:
        """The name under which a root's records stand: its own, made unique when another root already has it."""
        name = _as_text(root.name)
        holder = self._catalogue.bookmark(SOURCE_ID, f"root:{name}")
        if holder == _as_text(str(root)):
            return name
        if holder is not None and Path(holder).exists():
            return f"{name}~{hashlib.sha256(os.fsencode(root)).hexdigest()[:6]}"
        self._catalogue.set_bookmark(SOURCE_ID, f"root:{name}", _as_text(str(root)))
        return name

    def _walk(self, root: Path, prefix: str) -> Iterator[Path]:
        """Files below `root` in the order of their names; links out of it are reported, loops are walked once."""
        visited: set[tuple[int, int]] = set()
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            try:
                status = folder.stat()
                if (status.st_dev, status.st_ino) in visited:
                    continue
                visited.add((status.st_dev, status.st_ino))
                entries = sorted(folder.iterdir())
            except OSError as error:
                self._quarantine(folder, root, prefix, CannotRead(_reason(error)))
                continue
            below = []
            for path in entries:
                if _passed_over(path.name):
                    continue
                if path.is_symlink() and not _leads_into(path, root):
                    self._quarantine(path, root, prefix, LinkOutside("the link leads out of the folder: not followed"))
                elif path.is_dir():
                    below.append(path)
                else:
                    yield path
            waiting.extend(reversed(below))

    def _quarantine(self, path: Path, root: Path, prefix: str, error: CollectionError) -> None:
        self._report.items_listed += 1
        self._report.quarantine(_as_text(f"{prefix}/{path.relative_to(root).as_posix()}"), error)

    def _collect_file(self, path: Path, record_id: str) -> None:
        record_id = _as_text(record_id)
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise NotAFile("not a regular file")
            if status.st_size > self._size_limit:
                raise TooLarge(f"{status.st_size:,} bytes are over the limit of {self._size_limit:,}: not read")
            marker = f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"
            found = _Found(path, record_id, marker, status.st_size, status.st_mtime)
            if path.suffix.lower() in _JSON_LINES and status.st_size:
                self._collect_lines(found)
            else:
                self._collect_whole(found)
        except CollectionError as error:
            self._report.items_listed += 1
            self._report.quarantine(record_id, error)
        except OSError as error:
            self._report.items_listed += 1
            self._report.quarantine(record_id, CannotRead(_reason(error)))

    def _collect_whole(self, found: _Found) -> None:
        if self._markers.get(found.record_id) == found.marker:
            self._report.items_listed += 1
            self._report.count("same")
            self._unchanged.append(found.record_id)
            return
        with found.path.open("rb") as handle:
            sha256 = self._archive.put_stream(_blocks(handle, self._size_limit))
        self._report.items_listed += 1
        self._enter(found, found.record_id, sha256, _as_text(found.path.name), _media_type(found.path))

    def _collect_lines(self, found: _Found) -> None:
        """One record a line. The file's own marker is a bookmark, with the number of its records."""
        name = f"lines:{found.record_id}"
        known = self._catalogue.bookmark(SOURCE_ID, name) or ""
        marker, _, count = known.rpartition(" ")
        if marker == found.marker:
            self._report.items_listed += int(count)
            self._report.items_same += int(count)
            return
        with found.path.open("rb") as handle:
            if handle.read(2) in (b"\xff\xfe", b"\xfe\xff"):
                self._collect_whole(found)  # UTF-16 has no lines that could be cut at a byte
                return
            handle.seek(0)
            names: set[str] = set()
            for number, line in enumerate(handle, start=1):
                data = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
                if not data:
                    continue
                own = _own_id(data)
                key = own if own and own not in names else f"L{number}"
                names.add(key)
                self._report.items_listed += 1
                sha256 = self._archive.put(data)
                self._enter(
                    found, f"{found.record_id}#{key}", sha256, _as_text(f"{found.path.stem}.json"), "application/json"
                )
        self._catalogue.set_bookmark(SOURCE_ID, name, f"{found.marker} {len(names)}")

    def _enter(self, found: _Found, record_id: str, sha256: str, file_name: str, media_type: str) -> None:
        change = self._catalogue.record(
            FetchRecord(
                source=SOURCE_ID,
                record_id=record_id,
                sha256=sha256,
                url=found.path.as_uri(),
                media_type=media_type,
                file_name=file_name,
                marker=found.marker,
                fetched_at=now(),
                spider=SOURCE_ID,
            )
        )
        self._report.count(change)


def _blocks(handle: IO[bytes], limit: int) -> Iterator[bytes]:
    size = 0
    while block := handle.read(_BLOCK):
        size += len(block)
        if size > limit:
            raise TooLarge(f"the file grew over the limit of {limit:,} bytes while it was read")
        yield block


def _own_id(line: bytes) -> str | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    for name in ("_id", "id"):
        own = value.get(name)
        if isinstance(own, str | int) and not isinstance(own, bool) and str(own).strip():
            return str(own).strip()[:200]
    return None


def _passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LEFT_ABOUT


def _leads_into(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _as_text(name: str) -> str:
    """File names need not be text; the bytes that are none are written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _media_type(path: Path) -> str:
    suffix = path.suffix.lower()
    return _MEDIA_TYPES.get(suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _reason(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
