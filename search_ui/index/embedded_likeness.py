"""Likeness of meaning in the embedded engine: vectors kept beside an index as it is written, and the decisions near to
a query put among those found by words."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from search_ui.index import embedded_schema as layout
from search_ui.index.embedded_columns import Columns, Found
from search_ui.index.embedded_query import Compiler
from search_ui.index.engine import IndexedDecision, Query
from search_ui.index.hits import FoundPassage
from search_ui.index.semantic import LEFT_OUT, NEAREST, Embedder, Near, fixed_part, fused, words_meant

if TYPE_CHECKING:
    from search_ui.index.passage_vectors import PassageVectors

_FOLDER = "vectors"
_AT_ONCE = 50_000  # passages kept in memory


class Likeness:
    """The meaning of what an engine holds. Without an `embedder` nothing is known, and an index that is written to
    loses its vectors: they would no longer be those of its passages."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder
        self._read: tuple[Path, PassageVectors] | None = None

    def taking_down(
        self, index: Path, decisions: Iterable[IndexedDecision], *, anew: bool = False
    ) -> tuple[Iterable[IndexedDecision], Written | None]:
        """`decisions`, with their passages taken down as they are read, and what to `keep` after the commit."""
        folder = index.with_name(_FOLDER)
        vectors = self._vectors(folder) if self._embedder is not None else None
        if vectors is None or not (anew or vectors.usable):
            if folder.exists():
                shutil.rmtree(folder)
            return decisions, None
        if anew:
            vectors.begin()
        written = Written(vectors)
        return written.reading(decisions), written

    def without(self, index: Path, ids: Iterable[str]) -> None:
        """Take the passages of decisions out."""
        _, written = self.taking_down(index, ())
        if written is not None:
            written.gone.update(map(layout.key, ids))
            written.keep()

    def join(self, index: Path, compiler: Compiler, columns: Columns, query: Query, found: Found) -> Joined | None:
        """What was found by words with the decisions near in meaning, in the order of both; None where meaning is not
        asked for."""
        if self._embedder is None or not (words := words_meant(query)):
            return None
        vectors = self._vectors(index.with_name(_FOLDER))
        if not vectors.usable:
            return Joined(found, {}, (LEFT_OUT,))
        fixed = fixed_part(query)
        narrowed = compiler.fixed(fixed.must, fixed)
        allowed = columns.find(narrowed).members if narrowed is not None else columns.everything
        near = {
            number: how
            for key, how in vectors.nearest(words).items()
            if (number := columns.number_of(key)) is not None and allowed >> number & 1
        }
        nearest = sorted(near, key=lambda number: (-near[number].likeness, number))[:NEAREST]
        worth = fused(found.numbers, nearest)
        numbers = sorted(worth, key=worth.__getitem__, reverse=True)
        members = found.members | columns.members(nearest)
        joined = Found(numbers, [worth[number] for number in numbers], members)
        return Joined(joined, {number: near[number] for number in nearest}, ())

    def _vectors(self, folder: Path) -> PassageVectors:
        from search_ui.index.passage_vectors import PassageVectors

        assert self._embedder is not None
        if self._read is None or self._read[0] != folder:
            self._read = folder, PassageVectors(folder, self._embedder)
        return self._read[1]


@dataclass(frozen=True, slots=True)
class Joined:
    """Decisions found by words or by meaning; those near in meaning, by number; what the reader is told."""

    found: Found
    near: Mapping[int, Near]
    notes: tuple[str, ...]


class Written:
    """Passages on their way into an index."""

    def __init__(self, vectors: PassageVectors) -> None:
        self._vectors = vectors
        self._waiting: dict[int, list[tuple[int, int, str]]] = {}
        self._count = 0
        self._parts: list[str] = []
        self.gone: set[int] = set()

    def reading(self, decisions: Iterable[IndexedDecision]) -> Iterator[IndexedDecision]:
        """`decisions` as they come."""
        for decision in decisions:
            key = layout.key(decision.id)
            if key in self.gone and key not in self._waiting:
                self._parts = self._vectors.without(self._parts, [key])  # given twice
            self.gone.add(key)
            self._waiting[key] = [(key, place, passage.text) for place, passage in enumerate(decision.passages)]
            self._count += len(decision.passages)
            if self._count > _AT_ONCE:
                self._write()
            yield decision

    def keep(self) -> None:
        """Let readers see them, instead of what the index held of these decisions."""
        self._write()
        self._vectors.publish([*self._vectors.without(self._vectors.parts, self.gone), *self._parts])

    def _write(self) -> None:
        if passages := [passage for waiting in self._waiting.values() for passage in waiting]:
            self._parts.append(self._vectors.add(passages))
        self._waiting, self._count = {}, 0


def nearest_passages(
    searcher: tantivy.Searcher, schema: tantivy.Schema, near: Mapping[str, Near]
) -> dict[str, list[FoundPassage]]:
    """The nearest passage of each of some decisions, with its likeness."""
    found: dict[str, list[FoundPassage]] = {}
    for decision_id, how in near.items():
        of_decision = tantivy.Query.term_query(schema, "decision", decision_id, "basic")
        own = tantivy.Query.term_query(schema, "kind", "decision", "basic")
        passages = tantivy.Query.boolean_query([(tantivy.Occur.Must, of_decision), (tantivy.Occur.MustNot, own)])
        addresses = [address for _, address in searcher.search(passages, limit=100_000, count=False).hits]
        positions = searcher.fast_field_values("position", addresses)
        at = next((address for address, place in zip(addresses, positions, strict=True) if place == how.position), None)
        if at is not None:
            found[decision_id] = [FoundPassage(how.likeness, *layout.read_passage(searcher.doc(at)))]
    return found
