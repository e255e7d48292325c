"""Countries: what their courts decided, which crimes committed there were tried anywhere, who of their nationals was
tried, and where their law has what this library is about."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from enrichment.vocabulary import Country, load_concepts, load_countries
from enrichment.vocabulary.courts import load_courts
from enrichment.vocabulary.statutes import find_statute, load_statutes
from search_ui.index.expand import names_to_ids
from search_ui.index.recorded import concept_of
from search_ui.web.addresses import concept_address, country_address, court_address, following_address
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
from search_ui.web.concept_page import Cell, provision_country
from search_ui.web.site import Site
from search_ui.web.wording import country_name, facet_value, language_name, sentence_case

INTERNATIONAL = "INTL"
ROLES = ("forum", "territorial_state", "nationality")
"""In what a country can appear in a decision: as the forum, as the place of the acts, as the State of the accused."""

_COUNTED = {"relevance": PROSECUTIONS}
_KINDS = {"uj": "universal jurisdiction", "core_crime": "core crimes without a universal basis"}


@dataclass(frozen=True, slots=True)
class CountryName:
    """A country's name in one language."""

    text: str
    code: str
    language: str


@dataclass(frozen=True, slots=True)
class Part:
    """One role of a country: how many decisions, how they divide, the newest of them."""

    id: str
    label: str
    heading: str
    sentence: str
    total: int
    tables: tuple[CountTable, ...]
    years: YearBars | None
    decisions: DecisionList | None


@dataclass(frozen=True, slots=True)
class LawRow:
    """A concept and where the country's law has it."""

    concept: str
    href: str
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatuteName:
    """A statute by its short form and its full name."""

    short: str
    name: str


@dataclass(frozen=True, slots=True)
class CountryPage:
    """Everything the template shows."""

    code: str
    name: str
    names: tuple[CountryName, ...]
    parts: tuple[Part, ...]
    beside: Cell
    law: tuple[LawRow, ...]
    statutes: tuple[StatuteName, ...]
    feed_href: str
    follow_href: str


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country in the list, with its decisions by role."""

    code: str
    name: str
    href: str
    forum: Cell
    acts: Cell
    accused: Cell


@dataclass(frozen=True, slots=True)
class Ordering:
    """An order of the list."""

    text: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class CountryList:
    """Everything the template shows."""

    rows: tuple[CountryRow, ...]
    orders: tuple[Ordering, ...]
    forums: int
    states: int


# -- one country -----------------------------------------------------------------------------------------------------


def known_country(code: str) -> bool:
    """Whether there is a page for `code`."""
    return code == INTERNATIONAL or code in _countries()


def country_page(site: Site, code: str) -> CountryPage:
    """The page for a country of the vocabulary or `INTL`. Raises `EngineUnavailable`."""
    country = _countries().get(code)
    parts = [_as_forum(site, code)]
    if country is not None:
        parts += [_as_place(site, code), _as_nationality(site, code)]
    parts.sort(key=lambda part: not part.total)  # what there is comes first
    kinds = site.tallies.of({"forum": (code,)}, "relevance").counts.get("relevance", {})
    other = {"forum": (code,), "relevance": ("neither",)}
    law = tuple(_law(code)) if country is not None else ()
    return CountryPage(
        code=code,
        name=country_name(code),
        names=tuple(_names(country)) if country else (),
        parts=tuple(parts),
        beside=Cell(kinds.get("neither", 0), search_for(other, sort="-date")),
        law=law,
        statutes=tuple(_statutes(code, law)),
        feed_href=next((part.decisions.feed_href for part in parts if part.decisions), ""),
        follow_href=following_address("state", code),
    )


def _as_forum(site: Site, code: str) -> Part:
    name = country_name(code)
    chosen = _COUNTED | {"forum": (code,)}
    tally = site.tallies.of(chosen, "year")
    return Part(
        id="forum",
        label="Decisions of its courts",
        heading="Decided by international courts" if code == INTERNATIONAL else f"Decided in {_the(name)}",
        sentence=_by_kind(tally.total, site.tallies.of({"forum": (code,)}, "relevance").counts.get("relevance", {})),
        total=tally.total,
        tables=_shown(
            count_table(
                site, "By court", "Court", chosen, "court",
                name=lambda court: court_name(site, court), page=court_address, language=_court_language,
            ),
            _facet_table(site, "Where the acts happened", "Country", chosen, "territorial_state"),
            _facet_table(site, "Basis of jurisdiction", "Basis", chosen, "basis"),
            _facet_table(site, "Crimes at issue", "Crime", chosen, "crime"),
            _facet_table(site, "Outcomes", "Outcome", chosen, "outcome"),
        ),
        years=year_bars(tally.counts.get("year", {}), chosen),
        decisions=newest(site, chosen) if tally.total else None,
    )  # fmt: skip


def _as_place(site: Site, code: str) -> Part:
    chosen = _COUNTED | {"territorial_state": (code,)}
    tally = site.tallies.of(chosen, "year")
    return Part(
        id="acts",
        label="Decisions on acts there",
        heading=f"Acts in {_the(country_name(code))}, wherever decided",
        sentence=_sentence(tally.total, "on acts committed here", "here on acts committed there"),
        total=tally.total,
        tables=_shown(
            _facet_table(site, "Where it was decided", "Forum", chosen, "forum"),
            _facet_table(site, "Situation", "Situation", chosen, "situation"),
            _facet_table(site, "Crimes at issue", "Crime", chosen, "crime"),
            _facet_table(site, "Outcomes", "Outcome", chosen, "outcome"),
        ),
        years=year_bars(tally.counts.get("year", {}), chosen),
        decisions=newest(site, chosen) if tally.total else None,
    )


def _as_nationality(site: Site, code: str) -> Part:
    chosen = _COUNTED | {"nationality": (code,)}
    tally = site.tallies.of(chosen)
    return Part(
        id="nationals",
        label="Decisions on its nationals",
        heading=f"Nationals of {_the(country_name(code))} accused",
        sentence=_sentence(
            tally.total, "against accused of this nationality", "here against accused of this nationality"
        ),
        total=tally.total,
        tables=_shown(_facet_table(site, "Where it was decided", "Forum", chosen, "forum")),
        years=None,
        decisions=newest(site, chosen, 4) if tally.total else None,
    )


def _facet_table(site: Site, title: str, column: str, chosen: Mapping[str, tuple[str, ...]], facet: str) -> CountTable:
    return count_table(
        site, title, column, chosen, facet,
        name=lambda value: facet_value(facet, value), page=lambda value: value_page(facet, value), limit=10,
    )  # fmt: skip


def value_page(facet: str, value: str) -> str:
    """The page about a value of a facet: a country's or a concept's; empty where there is none."""
    if facet in ROLES:
        return country_address(value) if known_country(value) else ""
    concept = concept_of(facet, value)
    return concept_address(concept) if concept else ""


def _shown(*tables: CountTable) -> tuple[CountTable, ...]:
    return tuple(table for table in tables if table.rows)


def _sentence(total: int, about: str, none: str) -> str:
    if not total:
        return f"No decision {none} is known to this library yet."
    return f"{total:,} decision{'s' if total != 1 else ''} {about}."


def _by_kind(total: int, kinds: Mapping[str, int]) -> str:
    if not total:
        return "No decision of these courts on universal jurisdiction or a core crime is known to this library yet."
    number = f"{total:,} decision{'s' if total != 1 else ''}"
    found = [(kinds[kind], text) for kind, text in _KINDS.items() if kinds.get(kind)]
    if len(found) == 1:
        return f"{number} on {found[0][1]}."
    return f"{number}: {', '.join(f'{count:,} on {text}' for count, text in found)}."


def _the(name: str) -> str:
    """`name` as it stands after a preposition."""
    takes_article = name.startswith(
        ("United ", "Netherlands", "Philippines", "Democratic ", "Central African", "Gambia")
    )
    return f"the {name}" if takes_article else name


def _names(country: Country) -> Iterator[CountryName]:
    for code in sorted(country.names, key=language_name):
        if code != "en":
            yield CountryName(country.name(code), code, language_name(code))


def _law(code: str) -> Iterator[LawRow]:
    """Every concept of the thesaurus that has a provision of this country, in the order of the glossary."""
    for concept in load_concepts():
        provisions = tuple(provision for provision in concept.provisions if provision_country(provision) == code)
        if provisions:
            yield LawRow(sentence_case(concept.preferred("en")), concept_address(concept.id), provisions)


def _statutes(code: str, law: Iterable[LawRow]) -> Iterator[StatuteName]:
    """The full names of the statutes that `law` cites by a short form."""
    known = {statute.id: statute for statute in load_statutes()}
    words = {word.strip("(),") for row in law for provision in row.provisions for word in provision.split()}
    done = set()
    for word in sorted(words):
        id_ = find_statute(word, code) if word[:1].isupper() else None
        statute = known.get(id_) if id_ else None
        if statute is not None and statute.country == code and statute.id not in done and statute.names:
            done.add(statute.id)
            if statute.names[0] != word:
                yield StatuteName(word, statute.names[0])


def court_name(site: Site, court_id: str) -> str:
    """The court's own name: of the register, else as the library's decisions give it."""
    registered = load_courts().get(court_id)
    return registered.name if registered else site.courts.name(court_id)


def _court_language(court_id: str) -> str:
    """The language of a court's own name where its country has one language of the courts here; empty otherwise."""
    return court_language(court_id.partition("/")[0])


def court_language(country: str) -> str:
    """The one language in which courts of a country are named here; empty where there are several or none is known."""
    return {
        "ARG": "es", "AUT": "de", "BRA": "pt", "CHL": "es", "COL": "es", "DEU": "de", "DNK": "da", "ESP": "es",
        "FRA": "fr", "GTM": "es", "HUN": "hu", "ITA": "it", "LIE": "de", "LTU": "lt", "MEX": "es", "NLD": "nl",
        "NOR": "no", "POL": "pl", "PRT": "pt", "SEN": "fr", "SWE": "sv", "URY": "es",
    }.get(country, "")  # fmt: skip


@cache
def _countries() -> Mapping[str, Country]:
    return {country.id: country for country in load_countries()}


# -- all countries ---------------------------------------------------------------------------------------------------

_ORDERS = {"": "By name", "forum": "By decisions there", "acts": "By acts there", "accused": "By nationals accused"}


def country_list(site: Site, order: str) -> CountryList:
    """Every country that a decision names in any role. Raises `EngineUnavailable`."""
    counts = site.tallies.of(_COUNTED, *ROLES).counts
    codes = {code for role in ROLES for code in counts.get(role, {}) if known_country(code)}
    rows = [
        CountryRow(code, country_name(code), country_address(code), *(_cell(counts, role, code) for role in ROLES))
        for code in codes
    ]
    rows.sort(key=lambda row: (row.code == INTERNATIONAL, row.name))
    if order in _ORDERS and order:
        rows.sort(key=lambda row: -getattr(row, order).count)
    return CountryList(
        rows=tuple(rows),
        orders=tuple(
            Ordering(
                text, f"/countries?sort={key}" if key else "/countries", key == (order if order in _ORDERS else "")
            )
            for key, text in _ORDERS.items()
        ),
        forums=sum(1 for row in rows if row.forum.count and row.code != INTERNATIONAL),
        states=sum(1 for row in rows if row.acts.count),
    )


def _cell(counts: Mapping[str, Mapping[str, int]], role: str, code: str) -> Cell:
    return Cell(counts.get(role, {}).get(code, 0), search_for(_COUNTED | {role: (code,)}))


def _nearest(asked: str) -> Iterator[tuple[str, str]]:
    names = {name.casefold(): country.id for country in load_countries() for name in country.names.get("en", ())}
    close = difflib.get_close_matches(asked.casefold(), names, n=5, cutoff=0.6)
    for code in dict.fromkeys(names[name] for name in close):
        yield country_name(code), country_address(code)


def routes(site: Site) -> APIRouter:
    """`/countries` and `/countries/{alpha-3}`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/countries")
    def index(request: Request, sort: str = "") -> Response:
        page = country_list(site, sort)
        return site.page("countries.html", here="countries", canonical=f"{site.origin(request)}/countries", page=page)

    @router.get("/countries/{code}")
    def country(code: str, request: Request) -> Response:
        if not known_country(code):
            meant = [each for each in names_to_ids("forum", code[:100]) if known_country(each)]
            if len(meant) == 1:
                return RedirectResponse(country_address(meant[0]), 301)
            return site.missing(
                "No such country",
                "Countries stand under their three-letter codes (ISO 3166-1 alpha-3): Germany is /countries/DEU.",
                [*_nearest(code[:100]), ("All countries", "/countries")],
            )
        return site.page(
            "country.html",
            here="countries",
            canonical=f"{site.origin(request)}{country_address(code)}",
            page=country_page(site, code),
        )

    return router
