"""The decisions of one state of the index as numbers from 0, and their facets as sets of these numbers.

A set of decisions is a whole number with bit n set for decision n: to filter is `&`, to count `bit_count`, and a page
of results needs some hundred values counted.
"""

from __future__ import annotations

import math
import threading
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from typing import TypeVar, cast

import tantivy

from search_ui.index.embedded_schema import facet_field
from search_ui.index.engine import FACETS
from search_ui.index.recent import Recent

_FEW = 300  # decisions: up to here their values are counted one by one
_REMEMBERED = 512  # results, of some ten thousand bytes each
_KEPT = 10_000  # stored decisions and passages
_Read = TypeVar("_Read")
_ONE = ord("1")
_AS_TRUTH = bytes.maketrans(b"01", b"\0\1")


@dataclass(frozen=True, slots=True)
class Found:
    """Decisions that match something with their scores, best first, and the same as a set."""

    numbers: Sequence[int]
    scores: Sequence[float]
    members: int


@dataclass(frozen=True, slots=True)
class _Facets:
    """The values of all facets one after the other: their names (in order within a facet) and the decisions that have
    them; the places in these lists of the values of each decision, and of those of each facet."""

    names: Sequence[str]
    members: Sequence[int]
    owned: Sequence[tuple[int, ...]]
    places: Mapping[str, range]


class Columns:
    """What is kept of every decision in memory. Facets are read when they are first asked for."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher, every_decision: tantivy.Query) -> None:
        self._schema, self._searcher = schema, searcher
        hits = searcher.search(every_decision, limit=max(1, searcher.num_docs)).hits
        self.addresses = [address for _, address in hits]
        """Where decision n is stored."""
        self.count = len(self.addresses)
        self.everything = (1 << self.count) - 1
        keys = searcher.fast_field_values("key", self.addresses)
        self._number = {key: number for number, key in enumerate(keys)}
        self._orders: dict[str, Sequence[int]] = {}
        self._sorted: dict[str, Sequence[int]] = {}
        self._multipliers: Sequence[float] | None = None
        self._facets: _Facets | None = None
        self._read = Recent[tuple[int, int], object](_KEPT)
        self._remembered = Recent[Hashable, Found](_REMEMBERED)
        self._reading = threading.Lock()

    def find(self, query: tantivy.Query, *, weighted: bool = False) -> Found:
        """All decisions that match a query; with `weighted` their standing multiplies the score."""
        if not self.count:
            return Found((), (), 0)
        hits = self._searcher.search(
            query, limit=self.count, weight_by_field="weight" if weighted else None, count=False
        ).hits
        if not hits:
            return Found((), (), 0)
        scores, addresses = zip(*hits, strict=True)
        keys = self._searcher.fast_field_values("key", list(addresses))
        numbers = array("I", map(self._number.__getitem__, keys))
        return Found(numbers, array("d", scores), self.members(numbers))

    def remembered(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What was found before for `key`: the next page, or the same question with another filter, is often asked
        next."""
        return self._remembered.get(key, find)

    def read(self, address: tantivy.DocAddress, as_what: Callable[[tantivy.Document], _Read]) -> _Read:
        """A stored document; those of the first pages come back in search after search."""
        kept = self._read.get((address.segment_ord, address.doc), lambda: as_what(self._searcher.doc(address)))
        return cast("_Read", kept)

    def members(self, numbers: Iterable[int]) -> int:
        """Decisions as a set."""
        marks = bytearray(b"0") * (self.count + 1)
        for number in numbers:
            marks[-1 - number] = _ONE
        return int(marks, 2)

    def numbers(self, members: int) -> list[int]:
        """The decisions of a set."""
        marks = format(members, "b").encode().translate(_AS_TRUTH)[::-1]
        return list(compress(range(self.count), marks))

    def number_of(self, key: int) -> int | None:
        """The decision with a key (see `embedded_schema.key`)."""
        return self._number.get(key)

    def order(self, field: str) -> Sequence[int]:
        """For each decision its place in one of the orders (`oldest_first`, `newest_first`, `standing`)."""
        known = self._orders.get(field)
        if known is None:
            values = self._searcher.fast_field_values(field, self.addresses)
            known = self._orders[field] = [int(value or 0) for value in values]
        return known

    def in_order(self, field: str) -> Sequence[int]:
        """All decisions in one of the orders."""
        known = self._sorted.get(field)
        if known is None:
            known = self._sorted[field] = sorted(range(self.count), key=self.order(field).__getitem__)
        return known

    @property
    def multipliers(self) -> Sequence[float]:
        """What the standing of each decision makes of its score, as tantivy does it (see `order.standing_bonus`)."""
        if self._multipliers is None:
            values = self._searcher.fast_field_values("weight", self.addresses)
            self._multipliers = [math.log2(2.0 + float(value or 0.0)) for value in values]
        return self._multipliers

    def allowed(self, facet: str, values: Iterable[str]) -> int:
        """The decisions with one of some values of a facet."""
        facets = self._known_facets()
        places, names = facets.places[facet], facets.names
        found = 0
        for value in values:
            place = bisect_left(names, value, places.start, places.stop)
            if place < places.stop and names[place] == value:
                found |= facets.members[place]
        return found

    def counts(self, facets: Iterable[str], among: int) -> dict[str, dict[str, int]]:
        """How many of some decisions have each value of some facets."""
        known = self._known_facets()
        names, wanted = known.names, [(facet, known.places[facet]) for facet in facets]
        found: dict[str, dict[str, int]] = {}
        if len(wanted) > 1 and among.bit_count() <= _FEW:
            few = Counter(chain.from_iterable(map(known.owned.__getitem__, self.numbers(among))))
            present = sorted(few)
            for facet, places in wanted:
                mine = present[bisect_left(present, places.start) : bisect_left(present, places.stop)]
                mine.sort(key=few.__getitem__, reverse=True)  # names are in order, and stay so among equals
                found[facet] = {names[place]: few[place] for place in mine}
            return found
        for facet, places in wanted:
            own = names[places.start : places.stop]
            counts = [*map(int.bit_count, map(among.__and__, known.members[places.start : places.stop]))]
            best = sorted(range(len(counts)), key=counts.__getitem__, reverse=True)
            found[facet] = {own[place]: counts[place] for place in best if counts[place]}
        return found

    def _known_facets(self) -> _Facets:
        with self._reading:
            if self._facets is None:
                self._facets = self._read_facets()
        return self._facets

    def _read_facets(self) -> _Facets:
        names: list[str] = []
        members: list[int] = []
        owned: list[tuple[int, ...]] = [()] * self.count
        places: dict[str, range] = {}
        for facet in FACETS:
            field, start = facet_field(facet), len(names)
            for value, _ in sorted(self._searcher.terms_with_prefix(field, "")):
                found = self.find(tantivy.Query.term_query(self._schema, field, value, "basic"))
                for number in found.numbers:
                    owned[number] += (len(names),)
                names.append(value)
                members.append(found.members)
            places[facet] = range(start, len(names))
        return _Facets(names, members, owned, places)


def picks(members: int, count: int) -> bytes:
    """A set of decisions as bytes, to ask for single ones: see `holds`."""
    return members.to_bytes(count // 8 + 1, "little")


def holds(picked: bytes, number: int) -> int:
    """Whether a decision is in a set."""
    return picked[number >> 3] >> (number & 7) & 1
