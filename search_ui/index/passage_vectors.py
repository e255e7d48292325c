"""The vectors of the passages of one generation of the embedded index, in a folder beside it.

vectors/manifest.json    {"model": "...", "parts": ["3"]}; replaced atomically
vectors/3.vectors.npy    a row of float32 for each passage, memory-mapped by readers
vectors/3.rows.npy       the key of its decision and its position there

Parts are never changed: what goes is left out of a new one, so that nothing stays behind of a text that was withdrawn.
Exact: every vector is compared (a million passages are 1 GB and some tenths of a second a query).
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy

from search_ui.index.semantic import LEAST_LIKE, Embedder, Near

if TYPE_CHECKING:
    from numpy import float32, uint64
    from numpy.typing import NDArray

    Vectors = NDArray[float32]
    Rows = NDArray[uint64]

_AT_ONCE = 512  # passages embedded together
_SMALL = 10_000  # passages: smaller parts are joined
_MOST_SMALL = 16  # where there are more of them
_BLOCK = 65_536  # rows compared together


class PassageVectors:
    """The vectors in `folder`, made by `embedder`."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder, self._embedder = folder, embedder
        self._stamp: tuple[int, int] | None = None
        self._parts: list[tuple[Vectors, Rows]] = []

    def begin(self) -> None:
        """An empty folder, for an index that is built anew."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self.publish([])

    @property
    def usable(self) -> bool:
        """Whether the folder holds vectors of this model."""
        manifest = self._manifest()
        return manifest is not None and manifest["model"] == self._embedder.name

    @property
    def parts(self) -> list[str]:
        """The parts that readers see."""
        manifest = self._manifest()
        names = manifest["parts"] if manifest else []
        assert isinstance(names, list)
        return names

    def add(self, passages: Sequence[tuple[int, int, str]]) -> str:
        """Write a part of `passages` (key of the decision, position, text); nobody sees it before it is published."""
        texts = [text for _, _, text in passages]
        vectors = [self._embedder.embed(texts[start : start + _AT_ONCE]) for start in range(0, len(texts), _AT_ONCE)]
        rows = numpy.array([passage[:2] for passage in passages], dtype=numpy.uint64)
        return self._write(numpy.concatenate(vectors), rows)

    def without(self, names: Iterable[str], gone: Iterable[int]) -> list[str]:
        """`names`, those parts written anew that hold passages of the decisions `gone` (keys)."""
        leaving = numpy.array(list(gone), dtype=numpy.uint64)
        kept = []
        for name in names:
            vectors, rows = self._open(name)
            stays = ~numpy.isin(rows[:, 0], leaving)
            if stays.all():
                kept.append(name)
            elif stays.any():
                kept.append(self._write(vectors[stays], rows[stays]))
        return kept

    def publish(self, names: Sequence[str]) -> None:
        """Let readers see these parts and no others; the rest is removed."""
        small = {name: part for name in names if len((part := self._open(name))[1]) < _SMALL}
        if len(small) > _MOST_SMALL:
            vectors = numpy.concatenate([vectors for vectors, _ in small.values()])
            rows = numpy.concatenate([rows for _, rows in small.values()])
            names = [*(name for name in names if name not in small), self._write(vectors, rows)]
        temporary = self._folder / f".manifest.{os.getpid()}"
        temporary.write_text(json.dumps({"model": self._embedder.name, "parts": list(names)}), encoding="utf-8")
        temporary.replace(self._folder / "manifest.json")
        for file in self._folder.glob("*.npy"):
            if file.name.partition(".")[0] not in names:
                file.unlink()

    def nearest(self, words: str) -> dict[int, Near]:
        """For each decision (key) with a passage near to `words`, its nearest one."""
        (asked,) = self._embedder.embed([words])
        found: dict[int, Near] = {}
        if not asked.any():
            return found
        for vectors, rows in self._current():
            for start in range(0, len(rows), _BLOCK):
                likeness = vectors[start : start + _BLOCK] @ asked
                for place in numpy.flatnonzero(likeness >= LEAST_LIKE):
                    key, position = map(int, rows[start + place])
                    alike = float(likeness[place])
                    if key not in found or alike > found[key].likeness:
                        found[key] = Near(alike, position)
        return found

    # -- files -------------------------------------------------------------------------------------------------------

    def _current(self) -> list[tuple[Vectors, Rows]]:
        for attempt in range(5):
            try:
                state = (self._folder / "manifest.json").stat()
                stamp = (state.st_mtime_ns, state.st_ino)
                if stamp != self._stamp:
                    self._parts = [self._open(name) for name in self.parts]
                    self._stamp = stamp
            except FileNotFoundError:  # a writer was faster between our reading of the manifest and the opening
                if attempt == 4:
                    raise
        return self._parts

    def _open(self, name: str) -> tuple[Vectors, Rows]:
        vectors: Vectors = numpy.load(self._folder / f"{name}.vectors.npy", mmap_mode="r")
        rows: Rows = numpy.load(self._folder / f"{name}.rows.npy")
        return vectors, rows

    def _write(self, vectors: Vectors, rows: Rows) -> str:
        known = (int(file.name.partition(".")[0]) for file in self._folder.glob("*.npy"))
        name = str(max(known, default=0) + 1)
        numpy.save(self._folder / f"{name}.vectors.npy", vectors)
        numpy.save(self._folder / f"{name}.rows.npy", rows)
        return name

    def _manifest(self) -> dict[str, object] | None:
        try:
            loaded: dict[str, object] = json.loads((self._folder / "manifest.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return loaded
