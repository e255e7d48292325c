"""The embedded engine: tantivy in this process, its index in a folder, no server.

Counts, facets and totals are of decisions and exact: every decision is one document that holds all its words. The
passages shown are looked up for the decisions of the page only.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import tantivy

from search_ui.index import embedded_schema as layout
from search_ui.index.embedded_query import CompiledQuery, Compiler, total
from search_ui.index.engine import (
    EngineUnavailable,
    IndexedDecision,
    Passage,
    Query,
    Results,
)
from search_ui.index.folding import folded_words
from search_ui.index.generations import Generations
from search_ui.index.highlight import Highlighter
from search_ui.index.hits import build_hit, by_frequency, checked_filters, ranked_suggestions
from search_ui.index.relaxation import relaxation
from search_ui.index.suggestions import suggestion_forms

_HEAP = 128_000_000  # bytes the writer may fill before it writes a segment
_FACET_VALUES = 60_000  # tantivy refuses more than 65,000 buckets
_PASSAGES_AT_ONCE = 1000  # looked up for one page
_REBUILD = "run `uj rebuild-index`"


@dataclass(frozen=True, slots=True)
class _Opened:
    """A generation as it is open in this process, in one state of its commits."""

    generation: int
    stamp: tuple[int, int]
    index: tantivy.Index
    searcher: tantivy.Searcher
    compiler: Compiler


class EmbeddedEngine:
    """A `SearchEngine` on a folder. Any number of processes may read; one at a time writes, the others wait."""

    def __init__(self, folder: Path, *, lock_wait_s: float = 30.0) -> None:
        self._generations = Generations(folder, lock_wait_s=lock_wait_s)
        self._folder = folder
        self._schema = layout.build_schema()
        self._opened: _Opened | None = None
        self._opening = threading.Lock()

    # -- reading -----------------------------------------------------------------------------------------------------

    def search(self, query: Query) -> Results:
        """Answer `query`. Raises `EngineUnavailable`, and ValueError for a facet that does not exist."""
        began = time.perf_counter()
        filters = checked_filters(query)
        opened = self._reader()
        compiled = opened.compiler.compile(query)
        matching, found = self._page(opened, query, compiled)
        notes: tuple[str, ...] = ()
        if way := relaxation(query, matching):
            relaxed, weights = opened.compiler.relax(query, way)
            more, found_more = self._page(opened, query, relaxed)
            notes = way.notes(matching, more, weights)
            if more > matching:
                compiled, matching, found = relaxed, more, found_more
        highlighter = Highlighter(query, known=opened.compiler.known)
        decisions = [layout.read_decision(opened.searcher.doc(address)) for _, address in found]
        passages = self._passages(opened, query, [decision.id for decision in decisions])
        hits = tuple(
            build_hit(highlighter, decision, score, passages.get(decision.id, ()))
            for (score, _), decision in zip(found, decisions, strict=True)
        )
        facets = self._facets(opened, query, compiled, filters)
        return Results(matching, hits, facets, (time.perf_counter() - began) * 1000, notes)

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
        terms = opened.searcher.terms_with_prefix("suggestion", folded, opened.compiler.every_decision(), 50 * limit)
        return ranked_suggestions(((*suggestion_forms(term), count) for term, count in terms), limit)

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

    def _page(
        self, opened: _Opened, query: Query, compiled: CompiledQuery
    ) -> tuple[int, list[tuple[float, tantivy.DocAddress]]]:
        """The number of matching decisions and those of the page asked for."""
        searcher = opened.searcher
        # tantivy makes room for as many hits as it is asked for
        offset = min(max(query.offset, 0), searcher.num_docs)
        limit = min(max(query.limit, 0), searcher.num_docs - offset)
        if limit == 0:
            return total(searcher.search(compiled.decisions(), limit=1)), []
        if query.sort != "relevance" or not compiled.ranks:
            order = {"date": "oldest_first", "-date": "newest_first"}.get(query.sort, "standing")
            result = searcher.search(
                compiled.decisions(), limit=limit, offset=offset, order_by_field=order, order=tantivy.Order.Asc
            )
            return total(result), [(0.0, address) for _, address in result.hits]
        ranking = compiled.decisions(scored=True)
        # equal scores are put in order by date and id; a run of equals at the page's edge is fetched to its end
        wanted = offset + limit
        fetch = wanted + 50
        while True:
            result = searcher.search(ranking, limit=fetch, weight_by_field="weight")
            hits = result.hits
            if len(hits) < fetch or hits[wanted - 1][0] > hits[-1][0]:
                break
            fetch *= 4
        tie_breakers = searcher.fast_field_values("newest_first", [address for _, address in hits])
        ranked = sorted(zip(hits, tie_breakers, strict=True), key=lambda item: (-item[0][0], item[1]))
        return total(result), [hit for hit, _ in ranked[offset:wanted]]

    def _facets(
        self, opened: _Opened, query: Query, compiled: CompiledQuery, filters: Mapping[str, tuple[str, ...]]
    ) -> dict[str, dict[str, int]]:
        counted: dict[str, dict[str, int]] = {}
        together = [facet for facet in query.facets if facet not in filters]
        if together:
            counted |= self._count_facets(opened, compiled.decisions(), together)
        for facet in query.facets:
            if facet in filters:
                counted |= self._count_facets(opened, compiled.decisions(without_filter=facet), [facet])
        return {facet: counted[facet] for facet in query.facets}

    @staticmethod
    def _count_facets(opened: _Opened, compiled: tantivy.Query, facets: list[str]) -> dict[str, dict[str, int]]:
        asked = {facet: {"terms": {"field": layout.facet_field(facet), "size": _FACET_VALUES}} for facet in facets}
        answer = opened.searcher.aggregate(compiled, asked)
        return {
            facet: by_frequency((str(bucket["key"]), int(bucket["doc_count"])) for bucket in answer[facet]["buckets"])
            for facet in facets
        }

    def _passages(
        self, opened: _Opened, query: Query, decision_ids: list[str]
    ) -> dict[str, list[tuple[float, Passage]]]:
        """The best passages of each decision of the page."""
        found = self._best_passages(opened, query, decision_ids, near_spellings=False)
        bare = [decision_id for decision_id in decision_ids if decision_id not in found]
        if bare:
            found |= self._best_passages(opened, query, bare, near_spellings=True)
        return found

    def _best_passages(
        self, opened: _Opened, query: Query, decision_ids: list[str], *, near_spellings: bool
    ) -> dict[str, list[tuple[float, Passage]]]:
        wanted = query.passages_per_decision
        if wanted < 1 or not decision_ids:
            return {}
        compiled = opened.compiler.passages(query, decision_ids, near_spellings=near_spellings)
        if compiled is None:
            return {}
        searcher = opened.searcher
        result = searcher.search(compiled, limit=_PASSAGES_AT_ONCE, weight_by_field="weight")
        addresses = [address for _, address in result.hits]
        owners = searcher.fast_field_values("key", addresses)
        positions = searcher.fast_field_values("position", addresses)
        by_owner: dict[int, list[tuple[float, int, tantivy.DocAddress]]] = {}
        for (score, address), owner, position in zip(result.hits, owners, positions, strict=True):
            by_owner.setdefault(int(owner or 0), []).append((-score, int(position or 0), address))
        found: dict[str, list[tuple[float, Passage]]] = {}
        for decision_id in decision_ids:
            mine = by_owner.get(layout.key(decision_id), [])
            if len(mine) < wanted and total(result) > _PASSAGES_AT_ONCE and len(decision_ids) > 1:
                # crowded out by the passages of others: ask for this decision alone
                found |= self._best_passages(opened, query, [decision_id], near_spellings=near_spellings)
            elif mine:
                found[decision_id] = [
                    (-score, layout.read_passage(searcher.doc(address)))
                    for score, _, address in sorted(mine, key=lambda item: item[:2])[:wanted]
                ]
        return found

    # -- opening -----------------------------------------------------------------------------------------------------

    def _reader(self) -> _Opened:
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

    def _refresh(self) -> _Opened:
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
        self._opened = _Opened(current.generation, stamp, index, searcher, self._compiler(searcher))
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
            writer = self._open_for_writing(current.generation).writer(heap_size=_HEAP // 2, num_threads=1)
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
            return done

    def delete(self, ids: Iterable[str]) -> None:
        """Take decisions out, gone on return; unknown ids are ignored."""
        with self._generations.writing():
            current = self._generations.current()
            if current is None:
                return
            self._check_version(current.version)
            writer = self._open_for_writing(current.generation).writer(heap_size=_HEAP // 2, num_threads=1)
            for decision_id in ids:
                writer.delete_documents_by_term("decision", decision_id)
            writer.commit()
            writer.wait_merging_threads()

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
            writer = index.writer(heap_size=_HEAP)
            seen: set[str] = set()
            for decision in decisions:
                if decision.id in seen:
                    writer.delete_documents_by_term("decision", decision.id)
                seen.add(decision.id)
                for document in layout.documents(decision):
                    writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
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


class _NoIndex(EngineUnavailable):
    """Nothing was indexed yet."""
