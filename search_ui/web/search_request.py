"""What a reader asks of the search, as it stands in the address: words, filters, dates, order, page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from starlette.datastructures import QueryParams

from search_ui.index.engine import FACETS
from search_ui.web.addresses import search_address
from search_ui.web.dates import is_date

Sort = Literal["relevance", "date", "-date"]
SORTS: tuple[Sort, ...] = ("relevance", "-date", "date")
LONGEST_QUERY = 1000  # characters; more is nobody's question
_MOST_VALUES = 50  # filter values that are looked at
_LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as asked. `filters` is facet -> values in the order given; dates are ISO 8601 (a year, a month or a
    day) or empty; `page` counts from 1; without `concepts` only the words as typed are searched for, without `semantic`
    not their meaning (where the index knows it). `notes` tell the reader what could not be understood and was left
    out."""

    typed: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_from: str = ""
    date_to: str = ""
    sort: Sort = "relevance"
    page: int = 1
    concepts: bool = True
    semantic: bool = True
    notes: tuple[str, ...] = ()

    @classmethod
    def from_address(cls, query: QueryParams) -> SearchRequest:
        """Read the parameters of an address; whatever is not understood is left out with a note, never an error."""
        notes = []
        typed = query.get("q", "").replace("\x00", " ").strip()
        if len(typed) > LONGEST_QUERY:
            typed = typed[:LONGEST_QUERY]
            notes.append(f"Only the first {LONGEST_QUERY} characters of the search were used.")
        dates = {}
        for name in ("from", "to"):
            written = query.get(name, "").strip()
            if written and not is_date(written):
                notes.append(
                    f"“{written[:40]}” is not a date here: write a year (2015) or year-month-day (2022-01-13)."
                )
                written = ""
            dates[name] = written
        if dates["from"] and dates["to"] and dates["from"] > dates["to"]:
            notes.append("The first date lies after the second one.")
        filters = {facet: _values(query, facet) for facet in FACETS}
        return cls(
            typed=typed,
            filters={facet: values for facet, values in filters.items() if values},
            date_from=dates["from"],
            date_to=dates["to"],
            sort=next((sort for sort in SORTS if sort == query.get("sort")), "relevance"),
            page=_page(query.get("page", "")),
            concepts=query.get("concepts", "") != "off",
            semantic=query.get("semantic", "") != "off",
            notes=tuple(notes),
        )

    def address(self, *, path: str = "/search", page: int = 1) -> str:
        """The address that asks the same, at `page`."""
        return search_address(self._parameters(page), path=path)

    def sorted_by(self, sort: Sort) -> SearchRequest:
        """The same question in another order."""
        return replace(self, sort=sort)

    def with_concepts(self, concepts: bool) -> SearchRequest:
        """The same question with the other names of what was typed, or without."""
        return replace(self, concepts=concepts)

    def with_meaning(self, semantic: bool) -> SearchRequest:
        """The same question with likeness of meaning, or without."""
        return replace(self, semantic=semantic)

    def without(self, facet: str, value: str) -> SearchRequest:
        """The same question without one value of a filter."""
        remaining = {
            name: tuple(chosen for chosen in values if (name, chosen) != (facet, value))
            for name, values in self.filters.items()
        }
        return replace(self, filters={name: values for name, values in remaining.items() if values})

    def without_dates(self, *, start: bool = False, end: bool = False) -> SearchRequest:
        """The same question without its first or last date."""
        return replace(self, date_from="" if start else self.date_from, date_to="" if end else self.date_to)

    def without_filters(self) -> SearchRequest:
        """The words alone."""
        return replace(self, filters={}, date_from="", date_to="")

    def _parameters(self, page: int) -> Iterator[tuple[str, str]]:
        yield "q", self.typed
        for facet, values in self.filters.items():
            yield from ((facet, value) for value in values)
        yield "from", self.date_from
        yield "to", self.date_to
        yield "sort", self.sort if self.sort != "relevance" else ""
        yield "concepts", "" if self.concepts else "off"
        yield "semantic", "" if self.semantic else "off"
        yield "page", str(page) if page > 1 else ""


def _values(query: QueryParams, facet: str) -> tuple[str, ...]:
    given = (value.replace("\x00", "").strip()[:200] for value in query.getlist(facet))
    return tuple(dict.fromkeys(value for value in given if value))[:_MOST_VALUES]


def _page(written: str) -> int:
    return min(max(int(written), 1), _LAST_PAGE) if written.isascii() and written.isdigit() and len(written) < 9 else 1
