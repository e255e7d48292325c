"""The timeline and map of prosecutions: which forum decided in which year on acts in which country.

The tables are the page; the figures beside them show the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from search_ui.web.addresses import country_address, search_address
from search_ui.web.browsing import PROSECUTIONS, YearBars, search_for, year_bars
from search_ui.web.concept_page import Cell
from search_ui.web.country_page import known_country
from search_ui.web.site import Site
from search_ui.web.wording import country_name
from search_ui.web.world_tiles import tiles

_TILE = 40  # units of the figure; a tile with its gap
_SIZE = 36
_SHADES = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader chose: `kind` is `uj` or `core`, forum and state are alpha-3 codes or empty."""

    kind: str = "uj"
    forum: str = ""
    state: str = ""

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filter for the search."""
        chosen: dict[str, tuple[str, ...]] = {"relevance": PROSECUTIONS if self.kind == "core" else PROSECUTIONS[:1]}
        if self.forum:
            chosen["forum"] = (self.forum,)
        if self.state:
            chosen["territorial_state"] = (self.state,)
        return chosen


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a choice in the form."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A country with a number of decisions: `href` is the country's page, `search_href` the decisions."""

    code: str
    name: str
    href: str
    count: int
    search_href: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year: decisions, the forums that made them, the countries of the acts."""

    year: str
    total: Cell
    forums: tuple[Named, ...]
    states: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class ForumRow:
    """One forum: decisions, first and last year, the countries of the acts."""

    forum: Named
    span: str
    states: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A State on the map. Shades go from 0 (none) to 4; `text` is what a pointer shows."""

    code: str
    x: int
    y: int
    href: str
    forum: int
    forum_shade: int
    acts: int
    acts_shade: int
    text: str


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The tiles and the size of the figure; `summary` says in words what it shows, `elsewhere` what it cannot."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    size: int
    summary: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class ProsecutionsPage:
    """Everything the template shows."""

    asked: Asked
    heading: str
    kinds: tuple[Choice, ...]
    forums: tuple[Choice, ...]
    states: tuple[Choice, ...]
    narrowed: bool
    total: Cell
    feed_href: str
    undated: int
    unplaced: int
    bars: YearBars | None
    world: WorldMap
    years: tuple[YearRow, ...]
    by_forum: tuple[ForumRow, ...]


def read_address(kind: str, forum: str, state: str) -> Asked:
    """The choice in an address; what is no choice of the form is left out."""
    return Asked(
        "core" if kind == "core" else "uj",
        forum.upper() if known_country(forum.upper()) else "",
        state.upper() if known_country(state.upper()) else "",
    )


def prosecutions_page(site: Site, asked: Asked) -> ProsecutionsPage:
    """The page for what was asked. Raises `EngineUnavailable`."""
    chosen = asked.filters
    tally = site.tallies.of(chosen, "year")
    everywhere = site.tallies.of({"relevance": chosen["relevance"]}, "forum", "territorial_state").counts
    # Counted with the other choice but not its own, a facet would show countries that this page does not count.
    forums = _of(site, chosen, "forum", asked.forum)
    states = _of(site, chosen, "territorial_state", asked.state)
    years = tuple(_year_rows(site, chosen, tally.counts.get("year", {}), asked))
    return ProsecutionsPage(
        asked=asked,
        heading=_heading(asked),
        kinds=(
            Choice("", "Universal jurisdiction", asked.kind == "uj"),
            Choice("core", "All core-crime cases", asked.kind == "core"),
        ),
        forums=tuple(_choices(everywhere.get("forum", {}), asked.forum, "Every forum")),
        states=tuple(_choices(everywhere.get("territorial_state", {}), asked.state, "Every country")),
        narrowed=bool(asked.forum or asked.state),
        total=Cell(tally.total, search_for(chosen, sort="-date")),
        feed_href=search_for(chosen, path="/search.atom"),
        undated=tally.total - sum(row.total.count for row in years),
        unplaced=_without(site, chosen) if not asked.state else 0,
        bars=year_bars(tally.counts.get("year", {}), chosen),
        world=_world(forums, states),
        years=years,
        by_forum=tuple(_forum_rows(site, chosen, forums, asked)),
    )


def _heading(asked: Asked) -> str:
    acts = f" on acts in {country_name(asked.state)}" if asked.state else ""
    where = f" decided in {country_name(asked.forum)}" if asked.forum else ""
    if asked.forum == "INTL":
        where = " decided by international courts"
    return f"Prosecutions{acts}{where}" if acts or where else "Prosecutions by year and country"


def _choices(counts: Mapping[str, int], chosen: str, all_of_them: str) -> Iterator[Choice]:
    yield Choice("", all_of_them, not chosen)
    for code in sorted({*counts, *filter(None, (chosen,))}, key=country_name):
        if known_country(code):
            yield Choice(code, f"{country_name(code)} ({counts.get(code, 0):,})", code == chosen)


def _of(site: Site, chosen: Mapping[str, tuple[str, ...]], facet: str, only: str) -> Mapping[str, int]:
    tally = site.tallies.of(chosen, facet)
    counts = tally.counts.get(facet, {})
    if facet == "territorial_state" and only:
        # A decision can name several countries: beside the chosen one, those that its own decisions name too.
        return {only: tally.total}
    return {only: counts.get(only, 0)} if only else counts


def _without(site: Site, chosen: Mapping[str, tuple[str, ...]]) -> int:
    """How many decisions name no country of the acts: what remains when every country is taken together."""
    tally = site.tallies.of(chosen, "territorial_state")
    states = tuple(sorted(tally.counts.get("territorial_state", {})))
    placed = site.tallies.of({**chosen, "territorial_state": states}).total if states else 0
    return tally.total - placed


def _year_rows(
    site: Site, chosen: Mapping[str, tuple[str, ...]], counts: Mapping[str, int], asked: Asked
) -> Iterator[YearRow]:
    for year in sorted((year for year in counts if year.isdigit()), reverse=True):
        of_year = {**chosen, "year": (year,)}
        yield YearRow(
            year,
            Cell(counts[year], search_for(of_year)),
            tuple(_named(_of(site, of_year, "forum", asked.forum), of_year, "forum")),
            tuple(_named(_of(site, of_year, "territorial_state", asked.state), of_year, "territorial_state")),
        )


def _forum_rows(
    site: Site, chosen: Mapping[str, tuple[str, ...]], forums: Mapping[str, int], asked: Asked
) -> Iterator[ForumRow]:
    for forum in _named(forums, chosen, "forum"):
        there = {**chosen, "forum": (forum.code,)}
        years = sorted(year for year in site.tallies.of(there, "year").counts.get("year", {}) if year.isdigit())
        yield ForumRow(
            forum,
            "–".join(dict.fromkeys((years[0], years[-1]))) if years else "",
            tuple(_named(_of(site, there, "territorial_state", asked.state), there, "territorial_state")),
        )


def _named(counts: Mapping[str, int], filters: Mapping[str, tuple[str, ...]], facet: str) -> Iterator[Named]:
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], country_name(item[0]))):
        if count:
            page = country_address(code) if known_country(code) else ""
            yield Named(code, country_name(code), page, count, search_for({**filters, facet: (code,)}))


# -- the map ---------------------------------------------------------------------------------------------------------


def _world(forums: Mapping[str, int], states: Mapping[str, int]) -> WorldMap:
    places = tiles()
    left = min(column for column, _ in places.values())
    top_forum = max((count for code, count in forums.items() if code in places), default=0)
    top_state = max((count for code, count in states.items() if code in places), default=0)
    drawn = tuple(
        Tile(
            code=code,
            x=(column - left) * _TILE,
            y=row * _TILE,
            href=country_address(code) if forums.get(code) or states.get(code) else "",
            forum=forums.get(code, 0),
            forum_shade=_shade(forums.get(code, 0), top_forum),
            acts=states.get(code, 0),
            acts_shade=_shade(states.get(code, 0), top_state),
            text=f"{country_name(code)}: decided there {forums.get(code, 0):,}, acts there {states.get(code, 0):,}",
        )
        for code, (column, row) in places.items()
    )
    return WorldMap(
        tiles=drawn,
        width=max(tile.x for tile in drawn) + _SIZE,
        height=max(tile.y for tile in drawn) + _SIZE,
        size=_SIZE,
        summary=_summary(forums, states),
        elsewhere=_elsewhere(forums, states, places),
    )


def _shade(count: int, top: int) -> int:
    """1 to 4, by the square root: the difference between one and five decisions matters more than 100 and 105."""
    return max(1, round(_SHADES * (count / top) ** 0.5)) if count else 0


def _summary(forums: Mapping[str, int], states: Mapping[str, int]) -> str:
    return (
        f"World map of equal tiles. Most decisions in: {_first(forums)}. Most acts in: {_first(states)}. "
        "All numbers stand in the tables below."
    )


def _first(counts: Mapping[str, int], limit: int = 5) -> str:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], country_name(item[0])))[:limit]
    return ", ".join(f"{country_name(code)} {count:,}" for code, count in ranked) or "none"


def _elsewhere(forums: Mapping[str, int], states: Mapping[str, int], places: Iterable[str]) -> str:
    """What has no place on the map: international courts, and codes the map does not know."""
    known = set(places)
    parts = [f"{country_name(code)}: {count:,} decided" for code, count in sorted(forums.items()) if code not in known]
    parts += [
        f"{country_name(code)}: {count:,} on acts there" for code, count in sorted(states.items()) if code not in known
    ]
    return "; ".join(parts)


def routes(site: Site) -> APIRouter:
    """`/prosecutions`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/prosecutions")
    def prosecutions(request: Request, kind: str = "", forum: str = "", state: str = "") -> Response:
        asked = read_address(kind, forum, state)
        address = search_address(
            [("kind", "core" if asked.kind == "core" else ""), ("forum", asked.forum), ("state", asked.state)],
            path="/prosecutions",
        )
        page = prosecutions_page(site, asked)
        return site.page(
            "prosecutions.html", here="prosecutions", canonical=f"{site.origin(request)}{address}", page=page
        )

    return router
