"""Exact numbers of decisions for the pages that browse: asked of the index once, kept until the index moves on."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from search_ui.index.engine import Query, SearchEngine

_MOST_KEPT = 4000  # answers; a page needs a few, the timeline one for every year and forum

T = TypeVar("T")
Filters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """`total` decisions match; `counts` maps facet -> value -> exact number of them."""

    total: int
    counts: Mapping[str, Mapping[str, int]]

    def ranked(self, facet: str) -> Iterator[tuple[str, int]]:
        """The values of a facet, most decisions first."""
        yield from sorted(self.counts.get(facet, {}).items(), key=lambda item: (-item[1], item[0]))


class Tallies:
    """The numbers are those of the search: who follows a link from a number finds as many decisions there."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._kept: dict[object, object] = {}
        self._as_of = -1
        self._lock = threading.Lock()

    def of(self, filters: Filters, *facets: str) -> Tally:
        """How many decisions match all of `filters` (facet -> allowed values) and how they divide by `facets`.
        A facet that is also a filter is counted as if it were not. Raises `EngineUnavailable`."""
        chosen = {facet: tuple(values) for facet, values in filters.items()}

        def ask() -> Tally:
            found = self._engine.search(Query(filters=chosen, limit=0, facets=facets, passages_per_decision=0))
            return Tally(found.total, found.facets)

        return self.kept((tuple(sorted(chosen.items())), facets), ask)

    def kept(self, key: object, ask: Callable[[], T]) -> T:
        """What `ask` answered for `key` when it was last asked, unless the index has changed since."""
        with self._lock:
            as_of = self._engine.watermark()
            if as_of != self._as_of or len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
                self._as_of = as_of
            if key in self._kept:
                return cast(T, self._kept[key])
        answer = ask()
        with self._lock:
            if as_of == self._as_of:
                self._kept[key] = answer
        return answer
