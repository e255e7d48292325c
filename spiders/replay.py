"""Captured answers in place of the network (`--replay DIR`).

With a manifest `DIR/replay.json`, a list of objects, the first that fits answers the request:

    {"method": "GET", "url": "https://portal/x?id=1", "file": "x.xml", "status": 200, "headers": {"ETag": "a"}}

`url` is compared after bringing both addresses to canonical form; one that starts with "/" fits any host. `url_pattern`
is a regular expression for the whole address instead. `body_contains` (a string or a list) must stand in the request's
body. `method` is GET, `status` 200 unless said. Without `file` the answer has no body. Nothing else is looked at.

Without a manifest, files are found by what they are (never invented):

- a document: the file anywhere below DIR whose name is the record's id (`ECLI:NL:HR:1997:AA3187` is
  `ECLI.NL.HR.1997.AA3187.xml`, `jb-X.zip` may be `X.xml`, `uksc/2024/123` may be `uksc/2024/123/data.xml`); failing
  that, the file that states this id as its own;
- a listing: the files that have a listing's content, in the order of their names, one page each;
- `DIR/robots.txt`, when it is there.

What is not captured is answered with 404 and the header `X-Replay: missing`. A robots.txt that was not captured
allows everything: nothing is asked of anybody.
"""

from __future__ import annotations

import json
import mimetypes
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Headers, Response
from w3lib.url import canonicalize_url

from spiders.errors import BadReplay
from spiders.settings import DOWNLOAD_LIMIT_BYTES

if TYPE_CHECKING:
    from scrapy import Request

MANIFEST = "replay.json"
MISSING_HEADER = "X-Replay"
_HEAD = 65536
_SEPARATORS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a request is for, by which a capture without manifest is recognised.

    A document has `keys` (its id in the forms a file may be named by, best first), `suffixes` its file may have and
    `states_id`, a pattern whose first group is the id a file gives itself. A listing has `listing`, a pattern that its
    first 64 KiB match, its `page` (from 0), and where several portals share the form, the `label` that a file name may
    carry, of all `labels`. A `handshake` carries no content of the court's and is given when it was not captured.
    """

    keys: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    states_id: re.Pattern[bytes] | None = None
    listing: re.Pattern[bytes] | None = None
    page: int = 0
    label: str = ""
    labels: frozenset[str] = frozenset()
    handshake: bytes | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """One captured answer."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One row of `replay.json`."""

    method: str
    url: str | None
    url_pattern: re.Pattern[str] | None
    body_contains: tuple[str, ...]
    file: Path | None
    status: int
    headers: dict[str, str] = field(default_factory=dict)

    def fits(self, method: str, url: str, body: bytes) -> bool:
        """Whether the entry answers this request."""
        if self.method != method or not all(part.encode() in body for part in self.body_contains):
            return False
        if self.url_pattern is not None:
            return self.url_pattern.fullmatch(url) is not None
        asked = canonicalize_url(url)
        if self.url is not None and self.url.startswith("/"):
            parts = urlsplit(asked)
            asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
            return asked == _canonical_path(self.url)
        return self.url is not None and asked == canonicalize_url(self.url)


class Captures:
    """The captures below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise BadReplay(f"--replay {folder}: no such folder")
        manifest = folder / MANIFEST
        self.has_manifest = manifest.is_file()
        self._entries = _read_manifest(manifest) if self.has_manifest else []
        self._by_name: dict[str, list[Path]] = {}
        self._by_stated_id: dict[str, dict[str, list[Path]]] = {}
        if not self.has_manifest:
            self._files = sorted(_files_below(folder))
            for path in self._files:
                for key in _names_of(path.relative_to(folder)):
                    self._by_name.setdefault(key, []).append(path)

    def answer(self, method: str, url: str, body: bytes, sought: Sought) -> Captured | None:
        """The captured answer to a request, or None."""
        if self.has_manifest:
            for entry in self._entries:
                if entry.fits(method, url, body):
                    return _captured(entry.file, entry.status, entry.headers)
            return None
        path = self._find(url, sought)
        if path is not None:
            return _captured(path, 200, {})
        if sought.handshake is not None:
            return Captured(200, {"Content-Type": "application/json"}, sought.handshake)
        return None

    def labels(self, listing: re.Pattern[bytes], labels: frozenset[str]) -> tuple[str, ...]:
        """The labels that the names of captured listings carry (without a manifest), in alphabetical order."""
        pages = self._listings(Sought(listing=listing))
        return tuple(sorted(labels.intersection(token for path in pages for token in _normal(path.stem).split("."))))

    def _find(self, url: str, sought: Sought) -> Path | None:
        if urlsplit(url).path == "/robots.txt":
            robots = self.folder / "robots.txt"
            return robots if robots.is_file() else None
        if sought.listing is not None:
            pages = self._listings(sought)
            return pages[sought.page] if sought.page < len(pages) else None
        for key in sought.keys:
            for path in self._by_name.get(_normal(key), ()):
                if path.suffix.lower() in sought.suffixes:
                    return path
        return self._find_stated(sought)

    def _find_stated(self, sought: Sought) -> Path | None:
        if sought.states_id is None:
            return None
        index = self._by_stated_id.get(sought.states_id.pattern.decode())
        if index is None:
            index = {}
            for path in self._files:
                if path.suffix.lower() in sought.suffixes and (found := sought.states_id.search(_head(path))):
                    index.setdefault(_normal(found[1].decode("utf-8", "replace")), []).append(path)
            self._by_stated_id[sought.states_id.pattern.decode()] = index
        for key in sought.keys:
            if paths := index.get(_normal(key)):
                return paths[0]
        return None

    def _listings(self, sought: Sought) -> list[Path]:
        assert sought.listing is not None
        found = [
            path
            for path in self._files
            if path.suffix.lower() in (".xml", ".json", ".atom") and sought.listing.search(_head(path))
        ]
        if not sought.label:
            return found
        labelled = [path for path in found if sought.label in _normal(path.stem).split(".")]
        return labelled or [path for path in found if not sought.labels.intersection(_normal(path.stem).split("."))]


class ReplayHandler(BaseDownloadHandler):
    """Scrapy's download handler for http and https during a replay. It opens no connection."""

    async def download_request(self, request: Request) -> Response:
        """The captured answer, or 404."""
        captures: Captures = self.crawler.spider.run.captures  # type: ignore[union-attr]
        sought = request.meta.get("sought") or Sought()
        captured = captures.answer(request.method, request.url, request.body, sought)
        if captured is None:
            captured = Captured(404, {MISSING_HEADER: "missing"}, b"")
        return Response(request.url, captured.status, Headers(captured.headers), captured.body)


def _read_manifest(path: Path) -> list[ManifestEntry]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(rows, list):
            raise TypeError("it is not a list")
        return [_entry(path.parent, row) for row in rows]
    except (OSError, ValueError, TypeError, KeyError, re.error) as error:
        raise BadReplay(f"{path}: {error}") from None


def _entry(folder: Path, row: Any) -> ManifestEntry:  # noqa: ANN401 - JSON
    if not isinstance(row, dict):
        raise TypeError("an entry is not an object")
    unknown = row.keys() - {"method", "url", "url_pattern", "body_contains", "file", "status", "headers"}
    if unknown:
        raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
    if ("url" in row) == ("url_pattern" in row):
        raise ValueError("an entry has either url or url_pattern")
    contains = row.get("body_contains", [])
    file = None
    if "file" in row:
        file = (folder / row["file"]).resolve()
        if not file.is_relative_to(folder.resolve()):
            raise ValueError(f"{row['file']} is outside the folder")
        if not file.is_file():
            raise ValueError(f"{row['file']} is not there")
    return ManifestEntry(
        method=str(row.get("method", "GET")).upper(),
        url=row.get("url"),
        url_pattern=re.compile(row["url_pattern"]) if "url_pattern" in row else None,
        body_contains=(contains,) if isinstance(contains, str) else tuple(contains),
        file=file,
        status=int(row.get("status", 200)),
        headers={str(name): str(value) for name, value in row.get("headers", {}).items()},
    )


def _captured(path: Path | None, status: int, headers: dict[str, str]) -> Captured:
    if path is None:
        return Captured(status, headers, b"")
    if path.stat().st_size > DOWNLOAD_LIMIT_BYTES:
        return Captured(413, headers, b"")
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Captured(status, {"Content-Type": kind, **headers}, path.read_bytes())


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in names:
            path = Path(parent, name)
            if not name.startswith(".") and path.is_file():
                yield path


def _names_of(relative: Path) -> Iterator[str]:
    """The keys under which a file is found: its name without suffix, alone and after each of its folders."""
    parts = [*relative.parent.parts, relative.stem]
    for start in range(len(parts)):
        yield _normal("/".join(parts[start:]))


def _normal(name: str) -> str:
    return _SEPARATORS.sub(".", name.lower()).strip(".")


def _head(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.read(_HEAD)


def _canonical_path(url: str) -> str:
    parts = urlsplit(canonicalize_url(f"http://replay{url}"))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
