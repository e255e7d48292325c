"""What the pages that browse share: lists of decisions with their search and feed, and tables of counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search_ui.index.engine import Query
from search_ui.web.addresses import search_address
from search_ui.web.lines import DecisionLine, decision_line
from search_ui.web.site import Site

Filters = Mapping[str, Sequence[str]]

PROSECUTIONS = ("uj", "core_crime")
"""The kinds of case that these pages count unless they say otherwise: everything else is held only beside them."""

_NEWEST = 6


@dataclass(frozen=True, slots=True)
class CountRow:
    """One value with its number of decisions. `href` leads to the value's own page (empty where it has none),
    `search_href` to the decisions; `share` is the length of its bar in percent of the longest."""

    name: str
    href: str
    count: int
    search_href: str
    share: int
    language: str = ""


@dataclass(frozen=True, slots=True)
class CountTable:
    """A small table: what is counted, its rows, and how many more values there are than rows."""

    title: str
    column: str
    rows: tuple[CountRow, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class DecisionList:
    """The newest decisions of a kind, how many there are, and where all of them are."""

    lines: tuple[DecisionLine, ...]
    total: int
    search_href: str
    feed_href: str


def search_for(filters: Filters, *, path: str = "/search", sort: str = "") -> str:
    """The address of the search with these filters."""
    chosen = [(facet, value) for facet, values in filters.items() for value in values]
    return search_address([*chosen, ("sort", sort)], path=path)


def newest(site: Site, filters: Filters, limit: int = _NEWEST) -> DecisionList:
    """The newest decisions that match. Raises `EngineUnavailable`."""
    query = Query(
        filters={facet: tuple(values) for facet, values in filters.items()},
        sort="-date",
        limit=limit,
        facets=(),
        passages_per_decision=0,
    )
    results = site.engine.search(query)
    cards = site.library.cards([hit.id for hit in results.hits])
    return DecisionList(
        lines=tuple(decision_line(cards[hit.id]) for hit in results.hits if hit.id in cards),
        total=results.total,
        search_href=search_for(filters, sort="-date"),
        feed_href=search_for(filters, path="/search.atom"),
    )


def count_table(
    site: Site,
    title: str,
    column: str,
    filters: Filters,
    facet: str,
    *,
    name: Callable[[str], str],
    page: Callable[[str], str] = lambda _value: "",
    language: Callable[[str], str] = lambda _value: "",
    limit: int = 8,
) -> CountTable:
    """How the decisions that match `filters` divide by `facet`; `name` gives the word for a value, `page` the address
    of its own page, `language` that of the word where it is not English."""
    ranked = list(site.tallies.of(filters, facet).ranked(facet))
    longest = max((count for _, count in ranked), default=1)
    rows = (
        CountRow(
            name(value),
            page(value),
            count,
            search_for({**filters, facet: (value,)}),
            share(count, longest),
            language(value),
        )
        for value, count in ranked[:limit]
    )
    return CountTable(title, column, tuple(rows), max(0, len(ranked) - limit))


def share(count: int, longest: int) -> int:
    """The length of a bar in percent of the longest; whatever is there can be seen."""
    return max(1, round(100 * count / longest)) if count else 0


# -- bars by year ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year: `x`, `width`, `y` and `height` are percentages of the figure."""

    year: int
    count: int
    href: str
    x: str
    width: str
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A label on an axis, at `at` percent. `anchor` keeps the outer ones inside the figure."""

    text: str
    at: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class YearBars:
    """Decisions by year, as a figure. `summary` says in words what it shows."""

    bars: tuple[YearBar, ...]
    years: tuple[Mark, ...]
    levels: tuple[Mark, ...]
    summary: str


def year_bars(counts: Mapping[str, int], filters: Filters) -> YearBars | None:
    """The figure for `counts` by year; None for fewer than three years, which a list shows better."""
    by_year = {int(year): count for year, count in counts.items() if year.isdigit() and len(year) == 4 and count}
    if len(by_year) < 3:
        return None
    first, last = min(by_year), max(by_year)
    span, top = last - first + 1, _round_up(max(by_year.values()))
    step = 100 / span
    best = max(by_year, key=lambda year: (by_year[year], year))
    return YearBars(
        bars=tuple(
            YearBar(
                year,
                count,
                search_for({**filters, "year": (str(year),)}),
                _percent((year - first) * step + step * 0.1),
                _percent(step * 0.8),
                _percent(100 - 100 * count / top),
                _percent(100 * count / top),
            )
            for year, count in sorted(by_year.items())
        ),
        years=tuple(_year_marks(first, last)),
        levels=tuple(Mark(str(level), _percent(100 - 100 * level / top)) for level in dict.fromkeys((top, top // 2))),
        summary=(
            f"Decisions by year, {first} to {last}: {sum(by_year.values()):,} in all, "
            f"most in {best} ({by_year[best]:,})."
        ),
    )


def _year_marks(first: int, last: int) -> Iterator[Mark]:
    span = last - first + 1
    step = next(step for step in (1, 2, 5, 10, 20, 50, 1000) if span / step <= 8)
    for year in range(first, last + 1):
        if year % step == 0 or (span <= 8):
            at = 100 * (year - first + 0.5) / span
            yield Mark(str(year), _percent(at), "start" if at < 4 else "end" if at > 96 else "middle")


def _round_up(highest: int) -> int:
    """The next number that halves well: 2, 4, 6, 8, 10, 20, 30 ..."""
    step = 2 if highest <= 10 else 10 if highest <= 100 else 100 if highest <= 1000 else 1000
    return -(-highest // step) * step


def _percent(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"
