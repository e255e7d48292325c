"""The folder of the embedded index: generations beside each other, one of them current, one writer at a time.

index/current.json          {"generation": 3, "version": 1}; replaced atomically
index/writer.lock           held (flock) by the process that writes; the system frees it when that process dies
index/generations/3/tantivy the index itself
index/generations/3/watermark
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search_ui.index.engine import EngineUnavailable


@dataclass(frozen=True, slots=True)
class Current:
    """The generation readers use, and the version of the layout it was built with."""

    generation: int
    version: int


class Generations:
    """The generations of one index folder."""

    def __init__(self, home: Path, *, lock_wait_s: float = 30.0) -> None:
        self._home = home
        self._lock_wait_s = lock_wait_s
        self._read: tuple[tuple[int, int], Current] | None = None

    def current(self) -> Current | None:
        """The current generation, or None where no index was built yet. Raises `EngineUnavailable` when the pointer is
        unreadable."""
        pointer = self._home / "current.json"
        try:
            state = pointer.stat()  # the file is replaced whenever it changes
            stamp = state.st_mtime_ns, state.st_ino
            if self._read is None or self._read[0] != stamp:
                data = json.loads(pointer.read_text(encoding="utf-8"))
                self._read = stamp, Current(int(data["generation"]), int(data["version"]))
            return self._read[1]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineUnavailable(
                f"the search index in {self._home} is damaged ({error}); run `uj rebuild-index`"
            ) from error

    def folder(self, generation: int) -> Path:
        """The tantivy folder of a generation."""
        return self._home / "generations" / str(generation) / "tantivy"

    def watermark(self, generation: int) -> int:
        """The library sequence up to which a generation is complete."""
        try:
            return int((self._home / "generations" / str(generation) / "watermark").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return 0

    def set_watermark(self, generation: int, sequence: int) -> None:
        """Record the watermark of a generation durably."""
        _replace(self._home / "generations" / str(generation) / "watermark", f"{sequence}\n")

    def begin(self) -> int:
        """An empty folder for a new generation; its number. Call with the lock held."""
        known = self._numbers()
        try:
            current = self.current()
        except EngineUnavailable:
            current = None
        number = max([*known, current.generation if current else 0]) + 1
        self.folder(number).mkdir(parents=True)
        return number

    def publish(self, generation: int, version: int) -> None:
        """Make a generation the current one, then remove the others. Readers that have an old one open keep it."""
        _replace(self._home / "current.json", json.dumps({"generation": generation, "version": version}) + "\n")
        for number in self._numbers():
            if number != generation:
                self.remove(number)

    def remove(self, generation: int) -> None:
        """Remove a generation's files."""
        shutil.rmtree(self._home / "generations" / str(generation), ignore_errors=True)

    def _numbers(self) -> list[int]:
        folder = self._home / "generations"
        if not folder.is_dir():
            return []
        return [int(entry.name) for entry in folder.iterdir() if entry.name.isdigit()]

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock. Raises `EngineUnavailable` when another process keeps it too long."""
        self._home.mkdir(parents=True, exist_ok=True)
        path = self._home / "writer.lock"
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            deadline = time.monotonic() + self._lock_wait_s
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= deadline:
                        holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
                        raise EngineUnavailable(
                            f"process {holder} is writing the search index in {self._home}; "
                            "wait until it has finished, then run the command again"
                        ) from None
                    time.sleep(0.05)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
            yield
        finally:
            os.close(descriptor)


def _replace(path: Path, text: str) -> None:
    """Write a small file so that after a crash it holds the old text or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
