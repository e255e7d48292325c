"""Which decisions match a query, how well, and which of them make the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import tantivy

from search_ui.index import embedded_schema as layout
from search_ui.index.embedded_columns import Columns, Found, holds, picks
from search_ui.index.embedded_query import Compiler
from search_ui.index.engine import Clause, Fact, Query
from search_ui.index.hits import cases_of_numbers
from search_ui.index.query_words import identifiers_of
from search_ui.index.relaxation import Relaxation, relaxation

_NUMBERED = 5  # decisions that bear one number, at most; of more the cases are not looked for
_SELDOM_HELD = 4  # words or concepts: so many are seldom all in one decision
_HELD = 20.0  # a clause that need not match, times its weight


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation as it is open in this process, in one state of its commits."""

    generation: int
    stamp: tuple[int, int]
    index: tantivy.Index
    searcher: tantivy.Searcher
    compiler: Compiler
    columns: Columns


def found_for(opened: Opened, query: Query, allowed: Mapping[str, int]) -> tuple[Found, tuple[str, ...]]:
    """The decisions that match a query, relaxed where hardly any inside its filters holds all of it, and what its
    reader is told of that. `allowed` are the decisions that pass each filter."""
    found: Found | None = None
    members: int | None = None
    way = relaxation(query, 0)
    if way is not None and len(way.groups) >= _SELDOM_HELD:
        # most likely none holds all: that is found out with what the relaxed query needs anyway
        members = _holding_all(opened, query, way)
    if members is None:
        found = _matching(opened, query)
        members = found.members
    in_full = inside_of(members, allowed).bit_count()
    notes: tuple[str, ...] = ()
    if way := relaxation(query, in_full):
        relaxed, weights = _relaxed(opened, query, way, allowed)
        more = inside_of(relaxed.members, allowed).bit_count()
        notes = way.notes(in_full, more, weights)
        if more > in_full:
            return relaxed, notes
    return found or _matching(opened, query), notes


def _matching(opened: Opened, query: Query) -> Found:
    """The decisions that match all clauses of a query, whatever its filters."""
    compiled = opened.compiler.matching(query)
    if compiled is not None:
        asked = query.must, query.must_not, query.date_from, query.date_to
        return opened.columns.remembered(asked, lambda: opened.columns.find(compiled, weighted=True))
    narrowed = opened.compiler.fixed((), query)
    return opened.columns.find(narrowed) if narrowed is not None else Found((), (), opened.columns.everything)


def _holding_all(opened: Opened, query: Query, way: Relaxation) -> int | None:
    """The decisions that match all clauses of a query; None where none of its words can be looked for."""
    parts = [part for group in way.groups if (part := _of_group(opened, group.clauses, guess=True)) is not None]
    if not parts:
        return None
    fixed = _fixed(opened, query, way)
    members = opened.columns.everything if fixed is None else fixed.members
    for part in parts:
        members &= part.members
    return members


def _fixed(opened: Opened, query: Query, way: Relaxation) -> Found | None:
    """The decisions that match what always has to; None for all."""
    narrowed = opened.compiler.fixed(way.fixed, query)
    if narrowed is None:
        return None
    asked = "fixed", way.fixed, query.must_not, query.date_from, query.date_to
    return opened.columns.remembered(asked, lambda: opened.columns.find(narrowed))


def _relaxed(
    opened: Opened, query: Query, way: Relaxation, allowed: Mapping[str, int]
) -> tuple[Found, tuple[int, ...]]:
    """The decisions that hold so much of a query as `way` asks for, whatever its filters, and the weight of each group
    of clauses. Each group is looked for once; the rest is counting."""
    columns, compiler = opened.columns, opened.compiler
    fixed = _fixed(opened, query, way)
    candidates = columns.everything if fixed is None else fixed.members
    inside = inside_of(candidates, allowed)
    parts = [_of_group(opened, group.clauses) or Found((), (), 0) for group in way.groups]
    weights = tuple(way.weights([(part.members & inside).bit_count() for part in parts], inside.bit_count()))
    needed = way.needed(weights)
    found_of = [part.members for part in parts]
    enough = _weighing(found_of, weights, needed, columns.everything)
    while needed > 1 and (enough & inside).bit_count() < query.relax_below:
        needed -= 1  # still hardly any: less is enough
        enough = _weighing(found_of, weights, needed, columns.everything)
    members = candidates & enough if needed or way.by_number else 0  # 0: none of the words is anywhere
    worth = [0.0] * columns.count
    scored = [(part, _HELD * weight) for part, weight in zip(parts, weights, strict=True) if weight]
    scored += [(fixed, 0.0)] if fixed is not None else []
    scored += [(columns.find(near), 0.0) for near in compiler.together(query.must)]
    for part, held in scored:
        for number, score in zip(part.numbers, part.scores, strict=True):
            worth[number] += score + held
    numbers = columns.numbers(members)
    multipliers = columns.multipliers
    for number in numbers:
        worth[number] *= multipliers[number]
    numbers.sort(key=worth.__getitem__, reverse=True)
    return Found(numbers, [worth[number] for number in numbers], members), weights


def with_their_cases(opened: Opened, query: Query, found: Found) -> tuple[Found, Fact | None]:
    """What was found, then the other decisions of the cases of those whose number was asked for; and these cases."""
    if not identifiers_of(query):
        return found, None
    first = (opened.columns.addresses[number] for number in found.numbers[:_NUMBERED])
    cases = cases_of_numbers(query, [layout.read_decision(opened.searcher.doc(address)) for address in first])
    compiled = opened.compiler.fixed((cases,), query) if cases is not None else None
    if compiled is None:
        return found, None
    others = opened.columns.find(compiled).members & ~found.members
    numbers = opened.columns.numbers(others)
    numbers = [*found.numbers, *numbers]
    scores = [*found.scores, *[0.0] * (len(numbers) - len(found.scores))]
    return Found(numbers, scores, found.members | others), cases


def _of_group(opened: Opened, clauses: tuple[Clause, ...], *, guess: bool = False) -> Found | None:
    """The decisions that match some clauses (see `Compiler.group`); None where there is nothing to look for."""
    guess = guess and opened.compiler.guesses(clauses)
    compiled = opened.compiler.group(clauses, guess=guess)
    if compiled is None:
        return None
    return opened.columns.remembered((clauses, guess), lambda: opened.columns.find(compiled))


def _weighing(groups: Sequence[int], weights: Sequence[int], needed: int, everything: int) -> int:
    """The decisions whose groups weigh at least `needed` together."""
    if needed <= 0:
        return everything
    reached = [everything, *[0] * needed]  # by the weight that is reached; the last stands for more as well
    for members, weight in zip(groups, weights, strict=True):
        if weight:
            for before in range(needed, -1, -1):
                reached[min(before + weight, needed)] |= reached[before] & members
    return reached[needed]


def inside_of(members: int, allowed: Mapping[str, int]) -> int:
    """Those of a set of decisions that pass filters."""
    for those in allowed.values():
        members &= those
    return members


def page_of(columns: Columns, query: Query, found: Found, inside: int) -> list[tuple[int, float]]:
    """The decisions of the page asked for, with their scores."""
    start = max(query.offset, 0)
    end = start + max(query.limit, 0)
    if start == end or start >= inside.bit_count():
        return []
    picked = picks(inside, columns.count)
    if query.sort != "relevance" or not found.numbers:
        order = {"date": "oldest_first", "-date": "newest_first"}.get(query.sort, "standing")
        ordered = (number for number in columns.in_order(order) if holds(picked, number))
        return [(number, 0.0) for number in islice(ordered, start, end)]
    if inside == found.members:
        ranked: Sequence[int] = found.numbers
        scores: Sequence[float] = found.scores
    else:
        both = [item for item in zip(found.numbers, found.scores, strict=True) if holds(picked, item[0])]
        ranked, scores = [number for number, _ in both], [score for _, score in both]
    # equal scores are put in order by date and id; a run of equals is taken to its end
    last = min(end, len(ranked))
    while last < len(ranked) and scores[last] == scores[last - 1]:
        last += 1
    newest = columns.order("newest_first")
    page = sorted(zip(ranked[:last], scores[:last], strict=True), key=lambda item: (-item[1], newest[item[0]]))
    return page[start:end]
