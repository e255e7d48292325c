"""Texts and decisions on disk, each under a key made of what it was derived from.

Derived files can always be made again, so a damaged one counts as absent. A file is written beside its place and
renamed, so a reader never sees half of it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from enrichment.decision import Decision
from enrichment.text import Text

T = TypeVar("T", Text, Decision)


def derivation_key(*parts: object) -> str:
    """A key that changes when anything the result depends on changes (40 hex digits)."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()[:40]


class DerivedStore(Generic[T]):
    """A folder of gzipped JSON documents of one type."""

    def __init__(self, root: Path, kind: type[T]) -> None:
        self._root = root
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def _path(self, key: str) -> Path:
        return self._root / key[:2] / f"{key}.json.gz"

    def __contains__(self, key: str) -> bool:
        return self._path(key).is_file()

    def put(self, key: str, value: T) -> None:
        """Store `value`; replaces what stood there."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}.part")
        beside.write_bytes(gzip.compress(self._adapter.dump_json(value), compresslevel=1, mtime=0))
        beside.replace(path)

    def get(self, key: str) -> T | None:
        """The stored value, or None where it is absent or damaged (then it is derived again)."""
        try:
            data = gzip.decompress(self._path(key).read_bytes())
            return self._adapter.validate_json(data)
        except (FileNotFoundError, EOFError, zlib.error, gzip.BadGzipFile, ValidationError):
            return None

    def keys(self) -> set[str]:
        """The keys of everything stored."""
        return {path.name.removesuffix(".json.gz") for path in self._root.glob("*/*.json.gz")}

    def discard(self, key: str) -> None:
        """Remove one entry; absent ones are ignored."""
        self._path(key).unlink(missing_ok=True)
