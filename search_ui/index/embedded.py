"""The embedded engine: tantivy in this process, its index in a folder, no server.

Counts, facets and totals are of decisions and exact: every decision is one document that holds all its words. The
passages shown are looked up for the decisions of the page only.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import cast

import tantivy

from search_ui.index import embedded_schema as layout
from search_ui.index.embedded_columns import Columns, Found
from search_ui.index.embedded_likeness import Joined, Likeness, nearest_passages
from search_ui.index.embedded_query import Compiler
from search_ui.index.embedded_ranking import Opened, found_for, inside_of, page_of, with_their_cases
from search_ui.index.engine import (
    EngineUnavailable,
    IndexedDecision,
    Query,
    Results,
    Suggestion,
)
from search_ui.index.folding import folded_words
from search_ui.index.generations import Generations
from search_ui.index.highlight import Highlighter
from search_ui.index.hits import (
    FoundPassage,
    Shown,
    build_hit,
    checked_filters,
    ranked_suggestions,
)
from search_ui.index.semantic import Embedder, Near
from search_ui.index.suggestions import beginnings, typed_suggestions, words_of

_HEAP = 64_000_000  # bytes the writer may fill before it writes a segment
_HEAP_OF_BUILD = 1_000_000_000  # the same where all is indexed anew: few large segments need no merging
_SHARE_OF_MEMORY = 8  # of which a build takes one at most
_PASSAGES_AT_ONCE = 20_000  # looked up for one page
_SUGGESTIONS = 500  # looked at for one beginning
_REBUILD = "run `uj rebuild-index`"


class EmbeddedEngine:
    """A `SearchEngine` on a folder. Any number of processes may read; one at a time writes, the others wait."""

    def __init__(self, folder: Path, *, lock_wait_s: float = 30.0, embedder: Embedder | None = None) -> None:
        self._generations = Generations(folder, lock_wait_s=lock_wait_s)
        self._folder = folder
        self._schema = layout.build_schema()
        self._likeness = Likeness(embedder)
        self._opened: Opened | None = None
        self._opening = threading.Lock()

    # -- reading -----------------------------------------------------------------------------------------------------

    def search(self, query: Query) -> Results:
        """Answer `query`. Raises `EngineUnavailable`, and ValueError for a facet that does not exist."""
        began = time.perf_counter()
        filters = checked_filters(query)
        opened = self._reader()
        columns = opened.columns
        allowed = {facet: columns.allowed(facet, values) for facet, values in filters.items()}
        found, notes = found_for(opened, query, allowed)
        found, cases = with_their_cases(opened, query, found)
        joined = self._joined_by_meaning(opened, query, found) if query.semantic else None
        near: Mapping[int, Near] = {}
        if joined is not None:
            found, near, notes = joined.found, joined.near, (*notes, *joined.notes)
        inside = inside_of(found.members, allowed)
        page = page_of(columns, query, found, inside)
        highlighter = Highlighter(query, frequency=opened.compiler.frequency, near=opened.compiler.near)
        highlighter.cases = cases
        decisions = [columns.read(columns.addresses[number], layout.read_decision) for number, _ in page]
        passages = self._passages(opened, query, decisions)
        if near and query.passages_per_decision > 0:
            bare = {
                decision.id: near[number]
                for (number, _), decision in zip(page, decisions, strict=True)
                if number in near and decision.id not in passages
            }
            passages |= nearest_passages(opened.searcher, self._schema, bare)
        hits = tuple(
            build_hit(highlighter, decision, score, passages.get(decision.id, ()), near.get(number))
            for (number, score), decision in zip(page, decisions, strict=True)
        )
        counted = columns.counts([facet for facet in query.facets if facet not in filters], inside)
        for facet in filters:
            if facet in query.facets:
                others = {other: those for other, those in allowed.items() if other != facet}
                counted |= columns.counts([facet], inside_of(found.members, others))
        facets = {facet: counted[facet] for facet in query.facets}
        took_ms = (time.perf_counter() - began) * 1000
        return Results(inside.bit_count(), hits, facets, took_ms, notes, by_meaning=joined is not None)

    def ids(self) -> set[str]:
        """The ids of every decision in the index."""
        try:
            opened = self._reader()
        except _NoIndex:
            return set()
        decisions = opened.compiler.every_decision()
        return {term for term, _ in opened.searcher.terms_with_prefix("decision", "", decisions)}

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Names (by any of their words), courts and words of titles and headnotes that begin with `prefix`."""
        folded = " ".join(folded_words(prefix))
        if not folded or limit < 1:
            return []
        opened = self._reader()
        terms = opened.searcher.terms_with_prefix("suggestion", folded, opened.compiler.every_decision(), _SUGGESTIONS)
        return ranked_suggestions(words_of(terms), limit)

    def suggestions(self, prefix: str, limit: int = 5) -> tuple[Suggestion, ...]:
        """Decisions, accused, courts, concepts, other persons and words that begin with `prefix`."""
        opened = self._reader()
        every = opened.compiler.every_decision()
        terms = [
            term
            for beginning in beginnings(prefix)
            for term in opened.searcher.terms_with_prefix("suggestion", beginning, every, _SUGGESTIONS)
        ]
        return typed_suggestions(terms, prefix, limit) if limit > 0 else ()

    def watermark(self) -> int:
        """The library sequence up to which this index is complete (0 for a new one)."""
        current = self._generations.current()
        if current is None:
            return 0
        self._check_version(current.version)
        return self._generations.watermark(current.generation)

    def close(self) -> None:
        """Release the index files."""
        self._opened = None

    def _joined_by_meaning(self, opened: Opened, query: Query, found: Found) -> Joined | None:
        folder = self._generations.folder(opened.generation)
        return self._likeness.join(folder, opened.compiler, opened.columns, query, found)

    @staticmethod
    def _passages(opened: Opened, query: Query, decisions: Sequence[Shown]) -> dict[str, list[FoundPassage]]:
        """The best passages of each decision of the page."""
        if query.passages_per_decision < 1 or not decisions:
            return {}
        compiler, wanted = opened.compiler, query.passages_per_decision
        keys = {decision.id: layout.key(decision.id) for decision in decisions}
        found = _best_passages(opened, compiler.passages(query, list(keys)), wanted)
        bare = [decision for decision in decisions if keys[decision.id] not in found]
        if bare:
            near = compiler.near_passages(
                query, [decision.id for decision in bare], {decision.language for decision in bare}
            )
            found |= _best_passages(opened, near, wanted)
        return {decision: found[key] for decision, key in keys.items() if key in found}

    # -- opening -----------------------------------------------------------------------------------------------------

    def _reader(self) -> Opened:
        """The current generation in its latest commit, whoever made it."""
        with self._opening:
            for attempt in range(5):
                try:
                    return self._refresh()
                except (OSError, ValueError) as error:
                    # a rebuild may remove the generation between our reading of the pointer and the opening
                    self._opened = None
                    if attempt == 4:
                        raise EngineUnavailable(
                            f"the search index in {self._folder} cannot be opened ({error}); {_REBUILD}"
                        ) from error
                    time.sleep(0.02 * attempt)
            raise AssertionError("unreachable")

    def _refresh(self) -> Opened:
        current = self._generations.current()
        if current is None:
            raise _NoIndex(f"there is no search index in {self._folder} yet; {_REBUILD}")
        self._check_version(current.version)
        folder = self._generations.folder(current.generation)
        state = (folder / "meta.json").stat()  # replaced by every commit
        stamp = (state.st_mtime_ns, state.st_ino)
        opened = self._opened
        if opened is None or opened.generation != current.generation:
            index = tantivy.Index.open(str(folder))
            layout.register_analyzers(index)
            index.config_reader(reload_policy="manual")
        elif opened.stamp != stamp:
            index = opened.index
        else:
            return opened
        index.reload()
        searcher = index.searcher()
        compiler = self._compiler(searcher)
        columns = Columns(self._schema, searcher, compiler.every_decision())
        self._opened = Opened(current.generation, stamp, index, searcher, compiler, columns)
        return self._opened

    def _compiler(self, searcher: tantivy.Searcher) -> Compiler:
        everything = tantivy.Query.all_query()
        used = searcher.aggregate(everything, {"used": {"terms": {"field": "stemmer", "size": 100}}})
        return Compiler(self._schema, searcher, [str(bucket["key"]) for bucket in used["used"]["buckets"]])

    def _check_version(self, version: int) -> None:
        if version != layout.VERSION:
            raise EngineUnavailable(
                f"the search index in {self._folder} was built by another version of this program "
                f"(layout {version}, needed {layout.VERSION}); {_REBUILD}"
            )

    # -- writing -----------------------------------------------------------------------------------------------------

    def upsert(self, decisions: Iterable[IndexedDecision]) -> int:
        """Put decisions in, replacing those of the same id; one commit, visible on return. Returns how many."""
        with self._generations.writing():
            current = self._generations.current()
            if current is None:
                return self._build(decisions, watermark=0)
            self._check_version(current.version)
            writer = self._open_for_writing(current.generation).writer(heap_size=_HEAP, num_threads=1)
            decisions, written = self._likeness.taking_down(self._generations.folder(current.generation), decisions)
            done = 0
            try:
                for decision in decisions:
                    writer.delete_documents_by_term("decision", decision.id)
                    for document in layout.documents(decision):
                        writer.add_document(document)
                    done += 1
                if done:
                    writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()
            if written is not None:
                written.keep()
            return done

    def delete(self, ids: Iterable[str]) -> None:
        """Take decisions out, gone on return; unknown ids are ignored."""
        with self._generations.writing():
            current = self._generations.current()
            if current is None:
                return
            self._check_version(current.version)
            writer = self._open_for_writing(current.generation).writer(heap_size=_HEAP, num_threads=1)
            gone = list(ids)
            for decision_id in gone:
                writer.delete_documents_by_term("decision", decision_id)
            writer.commit()
            writer.wait_merging_threads()
            self._likeness.without(self._generations.folder(current.generation), gone)

    def rebuild(self, decisions: Iterable[IndexedDecision], *, watermark: int = 0) -> int:
        """Build a new generation and swap it in atomically. When `decisions` raises, the old one stays."""
        with self._generations.writing():
            return self._build(decisions, watermark=watermark)

    def set_watermark(self, sequence: int) -> None:
        """Record durably that everything up to `sequence` is in. Call it after the upserts: to do them again after a
        crash in between is harmless."""
        with self._generations.writing():
            current = self._generations.current()
            if current is None:
                self._build((), watermark=sequence)
                return
            self._check_version(current.version)
            self._generations.set_watermark(current.generation, sequence)

    def _build(self, decisions: Iterable[IndexedDecision], *, watermark: int) -> int:
        generation = self._generations.begin()
        try:
            index = tantivy.Index(self._schema, path=str(self._generations.folder(generation)), reuse=False)
            layout.register_analyzers(index)
            writer = index.writer(heap_size=max(_HEAP, min(_HEAP_OF_BUILD, _memory() // _SHARE_OF_MEMORY)))
            decisions, written = self._likeness.taking_down(self._generations.folder(generation), decisions, anew=True)
            seen: set[str] = set()
            for decision in decisions:
                if decision.id in seen:
                    writer.delete_documents_by_term("decision", decision.id)
                seen.add(decision.id)
                for document in layout.documents(decision):
                    writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
            if written is not None:
                written.keep()
            self._generations.set_watermark(generation, watermark)
            self._generations.publish(generation, layout.VERSION)
        except BaseException:
            self._generations.remove(generation)
            raise
        return len(seen)

    def _open_for_writing(self, generation: int) -> tantivy.Index:
        try:
            index = tantivy.Index.open(str(self._generations.folder(generation)))
        except ValueError as error:
            raise EngineUnavailable(
                f"the search index in {self._folder} cannot be opened ({error}); {_REBUILD}"
            ) from error
        layout.register_analyzers(index)
        return index


def _memory() -> int:
    """Bytes of memory that this machine has."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


class _NoIndex(EngineUnavailable):
    """Nothing was indexed yet."""


def _best_passages(opened: Opened, compiled: tantivy.Query | None, wanted: int) -> dict[int, list[FoundPassage]]:
    """The best of the passages that match, by the key of their decision."""
    if compiled is None:
        return {}
    searcher = opened.searcher
    hits = searcher.search(compiled, limit=_PASSAGES_AT_ONCE, weight_by_field="weight", count=False).hits
    addresses = [address for _, address in hits]
    owners = cast("list[int]", searcher.fast_field_values("key", addresses))
    positions = cast("list[int]", searcher.fast_field_values("position", addresses))
    best: dict[int, list[tuple[float, int, tantivy.DocAddress]]] = {}
    for (score, address), owner, position in zip(hits, owners, positions, strict=True):
        # hits come best first: more than are wanted are kept only where they are as good as the last
        mine = best.get(owner)
        if mine is None:
            best[owner] = [(-score, position, address)]
        elif len(mine) < wanted or mine[-1][0] == -score:
            mine.append((-score, position, address))
    read = opened.columns.read
    return {
        owner: [
            FoundPassage(-score, *read(address, layout.read_passage))
            for score, _, address in sorted(mine, key=itemgetter(0, 1))[:wanted]
        ]
        for owner, mine in best.items()
    }
