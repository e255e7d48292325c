"""What a Meilisearch server holds of an index: the state it is in, and every way to change it.

An upsert is several tasks of the server: done again after a crash in between it comes out right. A rebuild is made
beside the old indexes and swapped in one task.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from search_ui.index import meilisearch_documents as layout
from search_ui.index import meilisearch_likeness as likeness
from search_ui.index import meilisearch_query as compiled
from search_ui.index.engine import EngineUnavailable, IndexedDecision
from search_ui.index.meilisearch_server import Server, TaskHidden
from search_ui.index.semantic import Embedder

_AT_ONCE = 500  # decisions prepared at a time
_STATE = "state"


class StoredIndex:
    """The three indexes `<prefix>_decisions`, `<prefix>_passages` and `<prefix>_state` of one server."""

    def __init__(self, server: Server, prefix: str, embedder: Embedder | None, task_timeout_s: float) -> None:
        self._server = server
        self._embedder = embedder
        self._task_timeout_s = task_timeout_s
        self.decisions, self.passages, self._state = (f"{prefix}_{name}" for name in ("decisions", "passages", _STATE))
        self._checked = False

    def read_state(self) -> dict[str, Any] | None:
        """What the index is complete to; None where there is no index. Raises when another version built it."""
        state = self._server.document(self._state, _STATE)
        if state is not None and state["version"] != layout.VERSION:
            raise EngineUnavailable(
                "the search index on the Meilisearch server was built by another version of this program "
                f"(layout {state['version']}, needed {layout.VERSION}); run `uj rebuild-index`"
            )
        return state

    def check_state(self) -> None:
        """Once for each engine that only searches: a missing index is noticed by every search."""
        if not self._checked:
            if self.read_state() is None:
                raise EngineUnavailable(
                    "there is no search index on the Meilisearch server yet; run `uj rebuild-index`"
                )
            self._checked = True

    def knows_meaning(self) -> bool:
        """Whether the index has vectors, and of this model."""
        state = self.read_state()
        return self._embedder is not None and state is not None and state.get("meaning") == self._embedder.name

    def _put_state(self, index: str, watermark: int, build: int, meaning: str | None) -> list[int]:
        state = {"key": _STATE, "watermark": watermark, "version": layout.VERSION, "build": build}
        return self._server.put(index, [{**state, "meaning": meaning} if meaning else state])

    # -- writing -----------------------------------------------------------------------------------------------------

    def upsert(self, decisions: Iterable[IndexedDecision]) -> int:
        """Put decisions in, replacing those of the same id; visible on return. Returns how many."""
        state = self.read_state()
        if state is None:
            return self.rebuild(decisions)
        meaning = self.knows_meaning()
        if state.get("meaning") and not meaning:
            # an index that is written to without them loses its vectors: they would no longer be those of its passages
            self._server.do(lambda client: client.index(self.decisions).reset_embedders())
            self._server.finish(self._put_state(self._state, state["watermark"], state["build"], None))
        embedder = self._embedder if meaning else None
        return self._put_decisions(decisions, self.decisions, self.passages, embedder, replace=True)

    def delete(self, ids: Iterable[str]) -> None:
        """Take decisions out, gone on return; unknown ids are ignored."""
        if self.read_state() is None:
            return
        keys = [layout.document_key(decision_id) for decision_id in ids]
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            self._server.finish([self._drop_passages(self.passages, some), self._drop_decisions(some)])

    def rebuild(self, decisions: Iterable[IndexedDecision], *, watermark: int = 0) -> int:
        """Build new indexes beside the old ones and swap all of them in one task. When `decisions` raises, or the
        server fails, the old ones stay."""
        names = (self.decisions, self.passages, self._state)
        meaning = likeness.settings(self._embedder) if self._embedder is not None else {}
        settings = (layout.DECISION_SETTINGS | meaning, layout.PASSAGE_SETTINGS, layout.STATE_SETTINGS)
        following = [f"{name}_next" for name in names]
        self._drop_indexes(following)
        try:
            for name, wanted in zip(following, settings, strict=True):
                self._create(name, wanted)
            done = self._put_decisions(decisions, following[0], following[1], self._embedder, replace=False)
            held = self._server.count(following[0])
            if held != done:
                raise EngineUnavailable(
                    f"the Meilisearch server took {held} of {done} decisions; the old index stays; run it again"
                )
            build = self._builds() + 1
            model = self._embedder.name if self._embedder is not None else None
            self._server.finish(self._put_state(following[2], watermark, build, model))
            for name in names:
                if not self._server.exists(name):
                    self._create(name, {})
            swaps: list[Mapping[str, list[str] | bool]] = [
                {"indexes": list(pair)} for pair in zip(names, following, strict=True)
            ]
            self._swap(swaps, build)
        finally:
            # after the swap these are the old ones, after a failure what was built so far
            self._drop_indexes(following)
        return done

    def _builds(self) -> int:
        """The number of the build that readers see."""
        state = self._server.document(self._state, _STATE)
        return int(state.get("build", 0)) if state else 0

    def _swap(self, swaps: list[Mapping[str, list[str] | bool]], build: int) -> None:
        """Swap the indexes and wait until readers see build `build`."""
        task = self._server.start(lambda client: client.swap_indexes(swaps))
        try:
            self._server.finish([task])
        except TaskHidden:
            deadline = time.monotonic() + self._task_timeout_s
            # of a first build the index that readers see has no settings yet, so that it cannot be searched
            while next(self._server.documents(self._state, ["build"]), {}).get("build") != build:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def drop(self) -> None:
        """Remove the indexes from the server."""
        self._drop_indexes((self.decisions, self.passages, self._state))
        self._checked = False

    def watermark(self) -> int:
        """The library sequence up to which the index is complete (0 for a new one)."""
        state = self.read_state()
        return int(state["watermark"]) if state else 0

    def set_watermark(self, sequence: int) -> None:
        """Record durably that everything up to `sequence` is in."""
        if (state := self.read_state()) is None:
            self.rebuild((), watermark=sequence)
        else:
            self._server.finish(self._put_state(self._state, sequence, state["build"], state.get("meaning")))

    def _put_decisions(
        self,
        decisions: Iterable[IndexedDecision],
        into: str,
        passages_into: str,
        embedder: Embedder | None,
        *,
        replace: bool,
    ) -> int:
        seen: set[str] = set()
        done = 0
        for some in _groups(decisions, _AT_ONCE):
            latest = {decision.id: decision for decision in some}
            again = [layout.document_key(key) for key in latest if replace or key in seen]
            tasks = [self._drop_passages(passages_into, again)] if again else []
            tasks += self._server.put(
                passages_into,
                (document for decision in latest.values() for document in layout.passage_documents(decision)),
            )
            documents = (
                likeness.decision_documents(latest.values(), embedder)
                if embedder is not None
                else map(layout.decision_document, latest.values())
            )
            tasks += self._server.put(into, documents)
            self._server.finish(tasks)
            seen |= latest.keys()
            done += len(some) if replace else 0
        return done if replace else len(seen)

    def _drop_passages(self, index: str, owners: Sequence[str]) -> int:
        condition = f"owner IN [{', '.join(owners)}]"
        return self._server.start(lambda client: client.index(index).delete_documents(filter=condition))

    def _drop_decisions(self, keys: Sequence[str]) -> int:
        condition = compiled.keys_condition(keys)
        return self._server.start(lambda client: client.index(self.decisions).delete_documents(filter=condition))

    def _create(self, name: str, settings: dict[str, Any]) -> None:
        self._server.do(lambda client: client.create_index(name, {"primaryKey": "key"}))
        if settings:
            self._server.do(lambda client: client.index(name).update_settings(settings))

    def _drop_indexes(self, names: Iterable[str]) -> None:
        for name in names:
            if self._server.exists(name):
                self._server.do(lambda client: client.delete_index(name))  # noqa: B023 - called here


def _groups(decisions: Iterable[IndexedDecision], size: int) -> Iterator[list[IndexedDecision]]:
    waiting = iter(decisions)
    while some := list(islice(waiting, size)):
        yield some
