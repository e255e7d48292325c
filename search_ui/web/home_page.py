"""The home page: what this is, a search box, and what is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from search_ui.library import Library
from search_ui.web.addresses import search_address
from search_ui.web.lines import DecisionLine, decision_line
from search_ui.web.site import Site
from search_ui.web.wording import country_name

_NEWEST = 6
_FORUMS = 12
_EXAMPLES = (
    '"crimes against humanity" Syria',
    "command responsibility",
    "functional immunity",
    "3 StR 564/19",
    "universal jurisdiction presence",
)


@dataclass(frozen=True, slots=True)
class Example:
    """A search to try."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ForumBar:
    """How many decisions a forum has; `share` is the length of its bar in percent of the longest."""

    name: str
    href: str
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """Everything the template shows."""

    examples: tuple[Example, ...]
    figures: tuple[Figure, ...]
    coverage_line: str
    forums: tuple[ForumBar, ...]
    newest: tuple[DecisionLine, ...]


def home_page(library: Library) -> HomePage:
    """The page for what `library` holds now."""
    counts = library.counts()
    return HomePage(
        examples=tuple(Example(text, search_address([("q", text)])) for text in _EXAMPLES),
        figures=figures(counts),
        coverage_line=coverage_line(counts),
        forums=forum_bars(library.forums(), _FORUMS),
        newest=tuple(decision_line(card) for card in library.browse(relevance="uj", limit=_NEWEST)),
    )


def figures(counts: Mapping[str, int]) -> tuple[Figure, ...]:
    """The library in numbers, without those it has none of."""
    shown = (("decisions", "Decisions"), ("cases", "Cases"), ("courts", "Courts"), ("countries", "Forum states"))
    return tuple(Figure(label, f"{counts[name]:,}") for name, label in shown if counts[name])


def coverage_line(counts: Mapping[str, int]) -> str:
    """One honest sentence on whose words can be read here."""
    total = counts["decisions"]
    if not total:
        return "Nothing has been published here yet."
    in_full = f"{counts['with_court_text']:,}" if counts["with_court_text"] else "none"
    return (
        f"Of {total:,} decision{'s' if total != 1 else ''}, {in_full} can be read in the court’s "
        f"own words and {counts['with_editorial_note']:,} only as an editorial note; of {counts['without_text']:,} the "
        "text is not yet collected."
    )


def forum_bars(forums: Mapping[str, int], limit: int) -> tuple[ForumBar, ...]:
    """The `limit` forums with most decisions."""
    longest = max(forums.values(), default=1)
    return tuple(
        ForumBar(country_name(forum), search_address([("forum", forum)]), count, max(1, round(100 * count / longest)))
        for forum, count in sorted(forums.items(), key=lambda item: (-item[1], country_name(item[0])))[:limit]
    )


def routes(site: Site) -> APIRouter:
    """`/`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def home() -> Response:
        return site.page("home.html", here="home", page=home_page(site.library))

    return router
