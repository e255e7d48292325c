"""The archive: the bytes that portals served, filed under their SHA-256 and never changed.

An original stands at `originals/aa/bb/<sha256>` (aa, bb: the first hex digits). It is written beside its place, flushed
to disk and renamed, so no reader ever sees half of one; what a killed writer left behind is swept away by the next.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from spiders.errors import CorruptOriginal, MissingOriginal

__all__ = ["Archive", "ArchiveProblem", "CorruptOriginal", "MissingOriginal"]

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ArchiveProblem:
    """Something `Archive.verify` found. `sha256` is the name the file has or should have."""

    kind: Literal["corrupt", "missing", "stray"]
    sha256: str
    reason: str


class Archive:
    """Originals under `root`. Several processes may write at once."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._originals = self.root / "originals"
        self._incoming = self.root / "incoming"
        self._swept = False

    def put(self, data: bytes) -> str:
        """File `data` and return its SHA-256 (64 hex digits). Filing the same bytes again changes nothing."""
        sha256 = hashlib.sha256(data).hexdigest()
        if not self._holds(sha256, len(data)):
            self._write((data,))
        return sha256

    def put_stream(self, blocks: Iterable[bytes]) -> str:
        """File the bytes of `blocks` without holding them all in memory; returns their SHA-256."""
        return self._write(blocks)

    def get(self, sha256: str) -> bytes:
        """The original `sha256`, verified. Raises `MissingOriginal` or `CorruptOriginal`."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError:
            raise MissingOriginal(f"original {sha256} is not in the archive") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise CorruptOriginal(f"original {sha256} was changed on disk: its bytes have another SHA-256")
        return data

    def path(self, sha256: str) -> Path:
        """Where the original `sha256` stands. Raises ValueError when it is not 64 hex digits."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self._originals / sha256[:2] / sha256[2:4] / sha256

    def __contains__(self, sha256: str) -> bool:
        """Whether an original of that name is there (unverified)."""
        return self.path(sha256).is_file()

    def verify(self, expected: Iterable[str] = ()) -> Iterator[ArchiveProblem]:
        """Re-read every original and report what is corrupt, is no original, or is in `expected` but absent."""
        for path in sorted(self._originals.rglob("*")):
            if path.is_dir():
                continue
            if not _SHA256.fullmatch(path.name) or path != self.path(path.name):
                yield ArchiveProblem("stray", path.name, f"{path.relative_to(self.root)} is not an original")
                continue
            with path.open("rb") as handle:
                digest = hashlib.file_digest(handle, "sha256").hexdigest()
            if digest != path.name:
                yield ArchiveProblem("corrupt", path.name, f"original {path.name} was changed on disk")
        for sha256 in sorted(set(expected)):
            if sha256 not in self:
                yield ArchiveProblem("missing", sha256, f"original {sha256} is catalogued but not in the archive")

    def _holds(self, sha256: str, size: int) -> bool:
        """Whether the original is there in full length; one cut short on disk is written again."""
        try:
            return self.path(sha256).stat().st_size == size
        except FileNotFoundError:
            return False

    def _write(self, blocks: Iterable[bytes]) -> str:
        self._sweep()
        digest = hashlib.sha256()
        size = 0
        with self._incoming_file() as handle:
            for block in blocks:
                handle.write(block)
                digest.update(block)
                size += len(block)
            sha256 = digest.hexdigest()
            if not self._holds(sha256, size):
                handle.flush()
                os.fchmod(handle.fileno(), 0o444)
                os.fsync(handle.fileno())
                target = self.path(sha256)
                target.parent.mkdir(parents=True, exist_ok=True)
                Path(handle.name).replace(target)
                _flush_directory(target.parent)
        return sha256

    @contextlib.contextmanager
    def _incoming_file(self) -> Iterator[IO[bytes]]:
        """A new file beside the originals, locked while its writer lives and gone afterwards unless renamed."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        while True:
            handle = tempfile.NamedTemporaryFile(dir=self._incoming, delete=False)  # noqa: SIM115 - closed below
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.fstat(handle.fileno()).st_nlink:
                break
            handle.close()  # another process swept it between its creation and our lock
        try:
            with handle:
                yield handle
        finally:
            Path(handle.name).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Remove what killed writers left: their lock is free."""
        if self._swept or not self._incoming.is_dir():
            return
        self._swept = True
        for path in self._incoming.iterdir():
            with contextlib.suppress(FileNotFoundError), path.open("rb") as handle:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                path.unlink()


def _flush_directory(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
