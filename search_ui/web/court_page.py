"""Courts: their names, level and country, the decisions held of each, and which source brings them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from enrichment.decision import Court
from enrichment.vocabulary.courts import RegisteredCourt, load_court_register, load_courts
from search_ui.web.addresses import country_address, court_address, following_address
from search_ui.web.browsing import (
    PROSECUTIONS,
    CountTable,
    DecisionList,
    YearBars,
    count_table,
    newest,
    search_for,
    year_bars,
)
from search_ui.web.concept_page import Cell
from search_ui.web.country_page import court_language, court_name, value_page
from search_ui.web.dates import readable_time
from search_ui.web.settings import SourceState
from search_ui.web.site import Site
from search_ui.web.wording import country_name, facet_value, word

_NEWEST_CORE = 12
_NEWEST_OTHERS = 6
_LIKE = 8  # courts offered where an address leads to none


@dataclass(frozen=True, slots=True)
class CourtFact:
    """A name and its value; `language` where it is not English."""

    name: str
    text: str
    href: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source that brought decisions of the court, and when it last answered."""

    name: str
    count: Cell
    state: str


@dataclass(frozen=True, slots=True)
class CourtPage:
    """Everything the template shows."""

    id: str
    name: str
    language: str
    name_en: str
    facts: tuple[CourtFact, ...]
    total: int
    prosecutions: Cell
    span: str
    tables: tuple[CountTable, ...]
    years: YearBars | None
    feed_href: str
    core: DecisionList | None
    others: DecisionList | None
    sources: tuple[SourceLine, ...]
    follow_href: str


@dataclass(frozen=True, slots=True)
class CourtRow:
    """A court in the list."""

    name: str
    language: str
    name_en: str
    href: str
    level: str
    prosecutions: Cell
    total: Cell


@dataclass(frozen=True, slots=True)
class CourtGroup:
    """The courts of one country."""

    code: str
    heading: str
    href: str
    rows: tuple[CourtRow, ...]


@dataclass(frozen=True, slots=True)
class CourtList:
    """Everything the template shows. `every`: also courts with other case law only; `others` is how many these are."""

    groups: tuple[CourtGroup, ...]
    shown: int
    every: bool
    others: int


# -- one court -------------------------------------------------------------------------------------------------------


def court_page(site: Site, court_id: str, sources: Sequence[SourceState]) -> CourtPage | None:
    """The page of a court of the register, or of one that only the library knows; None for neither. Raises
    `EngineUnavailable`."""
    chosen = {"court": (court_id,)}
    tally = site.tallies.of(chosen, "year", "relevance", "source")
    entry = _register().get(court_id)
    if entry is None and not tally.total:
        return None
    court = entry.court if entry else Court(court_id, site.courts.name(court_id), court_id.partition("/")[0])
    kinds = tally.counts.get("relevance", {})
    years = sorted(year for year in tally.counts.get("year", {}) if year.isdigit())
    country = court.country or "INTL"
    core, others = {**chosen, "relevance": PROSECUTIONS}, {**chosen, "relevance": ("neither",)}
    prosecutions = sum(kinds.get(kind, 0) for kind in PROSECUTIONS)
    return CourtPage(
        id=court_id,
        name=court.name,
        language=court_language(country),
        name_en=court.name_en if court.name_en and court.name_en != court.name else "",
        facts=tuple(_facts(court, entry)),
        total=tally.total,
        prosecutions=Cell(prosecutions, search_for(core, sort="-date")),
        span=" to ".join(dict.fromkeys((years[0], years[-1]))) if years else "",
        tables=tuple(table for table in _tables(site, chosen) if table.rows),
        years=year_bars(tally.counts.get("year", {}), chosen),
        feed_href=search_for(chosen, path="/search.atom"),
        core=newest(site, core, _NEWEST_CORE) if prosecutions else None,
        others=newest(site, others, _NEWEST_OTHERS) if kinds.get("neither") else None,
        sources=tuple(_sources(site, chosen, tally.counts.get("source", {}), sources)),
        follow_href=following_address("court", court_id),
    )


def _facts(court: Court, entry: RegisteredCourt | None) -> Iterator[CourtFact]:
    country = court.country or "INTL"
    yield CourtFact("Country" if court.country else "Kind", country_name(country), country_address(country))
    if court.level and court.level != "international":
        yield CourtFact("Level", word("instance", court.level))
    if entry:
        others = list(_forms(court, entry.forms))
        if others:
            yield CourtFact("Also written", " · ".join(others), language=court_language(country))
        if entry.ecli_codes:
            yield CourtFact("Code in ECLIs", ", ".join(entry.ecli_codes))


def _forms(court: Court, forms: Sequence[str]) -> Iterator[str]:
    """The forms without those that only add an ending to a form before them (`Bundesgerichtshofs`)."""
    known = [court.name, court.name_en or ""]
    for form in sorted(forms, key=len):
        if not any(form == base or (base and form.startswith(base) and len(form) - len(base) < 3) for base in known):
            yield form
        known.append(form)


def _tables(site: Site, chosen: Mapping[str, tuple[str, ...]]) -> Iterator[CountTable]:
    for title, column, facet in (
        ("Kind of case", "Kind", "relevance"),
        ("Where the acts happened", "Country", "territorial_state"),
        ("Crimes at issue", "Crime", "crime"),
        ("Outcomes", "Outcome", "outcome"),
    ):
        yield count_table(
            site, title, column, chosen, facet,
            name=lambda value, facet=facet: facet_value(facet, value),  # type: ignore[misc]
            page=lambda value, facet=facet: value_page(facet, value),  # type: ignore[misc]
        )  # fmt: skip


def _sources(
    site: Site, chosen: Mapping[str, tuple[str, ...]], counts: Mapping[str, int], sources: Sequence[SourceState]
) -> Iterator[SourceLine]:
    states = {source.id: source for source in sources}
    for source, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        state = states.get(source)
        said = ""
        if state is not None and not state.active:
            said = "switched off"
        elif state is not None and state.last_success:
            said = f"last success {readable_time(state.last_success)}"
        yield SourceLine(
            site.source_names.get(source, source), Cell(count, search_for({**chosen, "source": (source,)})), said
        )


@cache
def _register() -> Mapping[str, RegisteredCourt]:
    return {entry.court.id: entry for entry in load_court_register()}


# -- all courts ------------------------------------------------------------------------------------------------------

_LEVELS = {"constitutional": 0, "supreme": 1, "international": 1, "appeal": 2, "first": 3}


def court_list(site: Site, *, every: bool) -> CourtList:
    """The courts with decisions on universal jurisdiction or core crimes, or with `every` all that decisions are held
    of, by country and level. Raises `EngineUnavailable`."""
    held = site.tallies.of({}, "court").counts.get("court", {})
    prosecuting = site.tallies.of({"relevance": PROSECUTIONS}, "court").counts.get("court", {})
    groups: dict[str, list[tuple[int, CourtRow]]] = {}
    for court_id in held if every else prosecuting:
        court = load_courts().get(court_id)
        country = (court.country if court else court_id.partition("/")[0]) or "INTL"
        level = court.level if court else None
        row = CourtRow(
            name=court_name(site, court_id),
            language=court_language(country),
            name_en=(court.name_en or "") if court and court.name_en != court.name else "",
            href=court_address(court_id),
            level=word("instance", level) if level and level != "international" else "",
            prosecutions=Cell(
                prosecuting.get(court_id, 0),
                search_for({"court": (court_id,), "relevance": PROSECUTIONS}, sort="-date"),
            ),
            total=Cell(held.get(court_id, 0), search_for({"court": (court_id,)}, sort="-date")),
        )
        groups.setdefault(country, []).append((_LEVELS.get(level or "", 4), row))
    return CourtList(
        groups=tuple(
            CourtGroup(
                code,
                country_name(code),
                country_address(code),
                tuple(row for _, row in sorted(groups[code], key=lambda item: (item[0], item[1].name.casefold()))),
            )
            for code in sorted(groups, key=lambda code: (code == "INTL", country_name(code)))
        ),
        shown=sum(map(len, groups.values())),
        every=every,
        others=len(held) - len(prosecuting),
    )


def _nearest(asked: str) -> Iterator[tuple[str, str]]:
    wanted = asked.casefold()
    ids = {court_id.casefold(): court_id for court_id in load_courts()}
    codes = {court_id.partition("/")[2].casefold(): court_id for court_id in load_courts()}
    names = {court.name.casefold(): court_id for court_id, court in load_courts().items()}
    found = [ids[key] for key in difflib.get_close_matches(wanted, ids, n=4, cutoff=0.75)]
    found += [codes[key] for key in difflib.get_close_matches(wanted, codes, n=3, cutoff=0.75)]
    found += [names[key] for key in difflib.get_close_matches(wanted, names, n=4, cutoff=0.6)]
    for court_id in list(dict.fromkeys(found))[:_LIKE]:
        yield (
            f"{load_courts()[court_id].name} ({country_name(load_courts()[court_id].country or 'INTL')})",
            court_address(court_id),
        )


def _present_id(asked: str) -> str | None:
    """The id that `asked` is but for its case."""
    return next((court_id for court_id in load_courts() if court_id.casefold() == asked.casefold()), None)


def routes(site: Site) -> APIRouter:
    """`/courts` and `/courts/{id}` (an id is `DEU/BGH`)."""
    router = APIRouter(include_in_schema=False)

    @router.get("/courts")
    def index(request: Request) -> Response:
        page = court_list(site, every=bool(request.query_params.get("all")))
        return site.page("courts.html", here="courts", canonical=f"{site.origin(request)}/courts", page=page)

    @router.get("/courts/{court_id:path}")
    def court(court_id: str, request: Request) -> Response:
        page = court_page(site, court_id, site.settings.sources())
        if page is None:
            meant = _present_id(court_id)
            if meant is not None and meant != court_id:
                return RedirectResponse(court_address(meant), 301)
            return site.missing(
                "No such court",
                "Courts stand under their country and code: the German Federal Court of Justice is /courts/DEU/BGH.",
                [*_nearest(court_id[:100]), ("All courts", "/courts")],
            )
        return site.page(
            "court.html",
            here="courts",
            canonical=f"{site.origin(request)}{court_address(court_id)}",
            page=page,
        )

    return router
