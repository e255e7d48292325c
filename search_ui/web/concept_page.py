"""A concept of the glossary: meaning, names in every language, provisions, neighbours, and the decisions."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from enrichment.vocabulary import Concept, load_concepts
from enrichment.vocabulary.relations import load_relations
from enrichment.vocabulary.statutes import find_statute, load_statutes
from search_ui.index.engine import EngineUnavailable
from search_ui.index.recorded import POLARITIES, Recorded, recorded
from search_ui.web.addresses import concept_address, country_address, following_address, search_address
from search_ui.web.browsing import PROSECUTIONS, DecisionList, newest, search_for
from search_ui.web.concept_in_texts import InTexts, in_texts
from search_ui.web.site import Site
from search_ui.web.wording import country_name, facet_value, language_name, sentence_case, text_direction, word

TYPE_NAMES: Mapping[str, tuple[str, str]] = {
    "crime": ("Crimes", "Crime"),
    "underlying_act": ("Acts that make up the crimes", "Underlying act"),
    "contextual_element": ("What makes an act a core crime", "Contextual element"),
    "mode_of_liability": ("Who answers, and how", "Mode of liability"),
    "defence": ("Defences", "Defence"),
    "jurisdiction_basis": ("Why a court may judge", "Basis of jurisdiction"),
    "jurisdiction_condition": ("Conditions of jurisdiction", "Condition of jurisdiction"),
    "immunity_bar": ("Immunities and bars to trial", "Immunity or bar"),
    "procedure": ("Procedure", "Procedure"),
    "evidence": ("Evidence", "Evidence"),
    "sentencing": ("Sentence and its consequences", "Sentencing"),
    "outcome": ("Outcome", "Outcome"),
    "institution": ("Courts and bodies", "Institution"),
    "source_of_law": ("Sources of law", "Source of law"),
}
"""By type: the heading over all concepts of it, and what one of them is. The order of the glossary."""

_BRACKETED_COUNTRY = re.compile(r"\(([A-Z]{2})(?:,[^)]*)?\)")
# Alpha-2 codes as the thesaurus writes them behind a provision.
_ALPHA_3 = {
    "AR": "ARG", "AT": "AUT", "AU": "AUS", "BE": "BEL", "CA": "CAN", "CH": "CHE", "DE": "DEU", "DK": "DNK",
    "ES": "ESP", "FI": "FIN", "FR": "FRA", "IT": "ITA", "NL": "NLD", "NO": "NOR", "SE": "SWE", "SN": "SEN",
    "UK": "GBR", "US": "USA", "ZA": "ZAF",
}  # fmt: skip
INTERNATIONAL = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A concept's names in one language; `doubtful` are those that mean something else more often than not."""

    language: str
    code: str
    direction: str
    preferred: str
    others: str
    doubtful: str


@dataclass(frozen=True, slots=True)
class ProvisionGroup:
    """The provisions of one State (`country` alpha-3), or of treaties and international law (`country` empty)."""

    heading: str
    href: str
    country: str
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConceptLink:
    """Another concept."""

    text: str
    href: str
    definition: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of decisions and where they are; without decisions it leads nowhere."""

    count: int
    href: str


@dataclass(frozen=True, slots=True)
class ForumRow:
    """A forum with its decisions: in all, and of a bar or immunity by what became of it."""

    name: str
    href: str
    total: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions in which a concept is a recorded fact; `beside` are those of other case law, not counted."""

    sentence: str
    columns: tuple[str, ...]
    rows: tuple[ForumRow, ...]
    sums: tuple[Cell, ...]
    beside: Cell
    newest: DecisionList | None


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """Everything the template shows."""

    id: str
    name: str
    kind: str
    definition: str
    names: tuple[Name, ...]
    provisions: tuple[ProvisionGroup, ...]
    broader: tuple[ConceptLink, ...]
    narrower: tuple[ConceptLink, ...]
    related: tuple[ConceptLink, ...]
    search_href: str
    recorded: bool
    unavailable: bool
    decisions: Decisions | None
    in_texts: InTexts | None
    follow_href: str


# -- one concept -----------------------------------------------------------------------------------------------------


def concept_page(site: Site, concept: Concept) -> ConceptPage:
    """The page of `concept`. Without the index it stays readable, only the decisions are missing."""
    relations = load_relations()[concept.id]
    known = recorded(concept)
    unavailable = False
    decisions = texts = None
    try:
        decisions = _decisions(site, concept, known) if known is not None else None
        texts = in_texts(site, concept)
    except EngineUnavailable:
        unavailable = True
    return ConceptPage(
        id=concept.id,
        name=sentence_case(concept.preferred("en")),
        kind=TYPE_NAMES.get(concept.type, ("", sentence_case(concept.type)))[1],
        definition=concept.definition,
        names=names_of(concept),
        provisions=provision_groups(concept.provisions),
        broader=_links(relations.broader),
        narrower=_links(relations.narrower),
        related=_links(relations.related),
        search_href=search_address([("q", concept.preferred("en"))]),
        recorded=known is not None,
        unavailable=unavailable,
        decisions=decisions,
        in_texts=texts,
        follow_href=following_address("concept", concept.id),
    )


def names_of(concept: Concept) -> tuple[Name, ...]:
    """The names by language, English first, then the languages by their English names."""
    languages = sorted(concept.labels, key=lambda code: (code != "en", language_name(code)))
    return tuple(
        Name(
            language=language_name(code),
            code=code,
            direction=text_direction(code),
            preferred=concept.labels[code][0],
            others=_listed(
                code, [name for name in concept.labels[code][1:] if name not in concept.ambiguous.get(code, ())]
            ),
            doubtful=_listed(code, concept.ambiguous.get(code, ())),
        )
        for code in languages
        if concept.labels[code]
    )


def _listed(language: str, names: Iterable[str]) -> str:
    return ("، " if text_direction(language) == "rtl" else ", ").join(names)


def provision_groups(provisions: Iterable[str]) -> tuple[ProvisionGroup, ...]:
    """`provisions` by the State whose law they are: international law first, then States by name."""
    groups: dict[str, list[str]] = {}
    for provision in provisions:
        groups.setdefault(provision_country(provision) or INTERNATIONAL, []).append(provision)
    return tuple(
        ProvisionGroup(
            heading=country_name(country) if country else "International law",
            href=country_address(country) if country else "",
            country=country,
            provisions=tuple(groups[country]),
        )
        for country in sorted(groups, key=lambda code: country_name(code) if code else "")
    )


@cache
def provision_country(provision: str) -> str | None:
    """The State (alpha-3) whose law a provision of the thesaurus is: as the brackets behind it say, else as the short
    form of its statute does. None for treaties and other international law."""
    bracket = _BRACKETED_COUNTRY.search(provision)
    if bracket:
        return _ALPHA_3.get(bracket[1])
    if "U.S.C." in provision:
        return "USA"
    countries = {statute.id: statute.country for statute in load_statutes()}
    for name in re.findall(r"[^\s,()§]+", provision):
        statute = find_statute(name)
        if statute is not None and countries[statute] is not None:
            return countries[statute]
    return None


def _links(ids: Iterable[str]) -> tuple[ConceptLink, ...]:
    known = concepts_by_id()
    return tuple(
        ConceptLink(sentence_case(known[id_].preferred("en")), concept_address(id_), known[id_].definition)
        for id_ in ids
    )


def counted(known: Recorded, polarity: str | None = None) -> dict[str, tuple[str, ...]]:
    """The filter for the decisions that these pages count: those on universal jurisdiction and core crimes."""
    return {**known.filters(polarity), "relevance": PROSECUTIONS}


def _none(concept: Concept) -> str:
    name = concept.preferred("en")
    return f"No decision here on universal jurisdiction or core crimes has {name} as a recorded fact yet."


def _decisions(site: Site, concept: Concept, known: Recorded) -> Decisions:
    every = counted(known)
    whole = site.tallies.of(every, "forum")
    others = {**known.filters(), "relevance": ("neither",)}
    beside = Cell(site.tallies.of(others).total, search_for(others, sort="-date"))
    if not whole.total:
        return Decisions(_none(concept), (), (), (), beside, None)
    polarities = tuple(
        polarity
        for polarity in (POLARITIES if known.facet == "issue" else ())
        if site.tallies.of(counted(known, polarity)).total
    )
    by_polarity = [site.tallies.of(counted(known, polarity), "forum") for polarity in polarities]
    rows = []
    for forum, count in whole.ranked("forum"):
        here = {"forum": (forum,)}
        cells = tuple(
            _cell(tally.counts["forum"].get(forum, 0), counted(known, polarity) | here)
            for polarity, tally in zip(polarities, by_polarity, strict=True)
        )
        rows.append(ForumRow(country_name(forum), country_address(forum), _cell(count, every | here), cells))
    sums = [
        _cell(tally.total, counted(known, polarity)) for polarity, tally in zip(polarities, by_polarity, strict=True)
    ]
    return Decisions(
        sentence=_sentence(
            concept, known, whole.total, [(name, cell.count) for name, cell in zip(polarities, sums, strict=True)]
        ),
        columns=tuple(sentence_case(word("polarity", polarity)) for polarity in polarities),
        rows=tuple(rows),
        sums=(_cell(whole.total, every), *sums),
        beside=beside,
        newest=newest(site, every),
    )


def _cell(count: int, filters: Mapping[str, tuple[str, ...]]) -> Cell:
    return Cell(count, search_for(filters) if count else "")


def _sentence(concept: Concept, known: Recorded, total: int, polarities: list[tuple[str, int]]) -> str:
    name = concept.preferred("en")
    number = f"{total:,} decision{'s' if total != 1 else ''} on universal jurisdiction or core crimes"
    if known.facet == "issue":
        parts = [f"{word('polarity', polarity)} in {count:,}" for polarity, count in polarities]
        return f"{sentence_case(name)} is recorded in {number}: {', '.join(parts)}."
    names = dict.fromkeys(facet_value(known.facet, value).lower() for value in known.values)
    also = [other for other in names if other not in (name.lower(), facet_value(known.facet, concept.id).lower())]
    besides = f" (under this name or as {', '.join(also)})" if also else ""
    role = {
        "crime": "as a crime at issue",
        "mode": "as a mode of liability",
        "basis": "as the basis of jurisdiction",
        "outcome": "as the outcome",
    }[known.facet]
    return f"{sentence_case(name)} is recorded {role}{besides} in {number}."


@cache
def concepts_by_id() -> Mapping[str, Concept]:
    """Every concept by its id."""
    return {concept.id: concept for concept in load_concepts()}


def _nearest(asked: str) -> Iterator[tuple[str, str]]:
    """Concepts whose id or name resembles what was asked for."""
    names = {
        name.casefold(): concept
        for concept in load_concepts()
        for name in (concept.id.replace("_", " "), *(name for names in concept.labels.values() for name in names))
    }
    close = difflib.get_close_matches(asked.replace("_", " ").replace("-", " ").casefold(), names, n=6, cutoff=0.6)
    for concept in dict.fromkeys(names[name].id for name in close):
        yield sentence_case(concepts_by_id()[concept].preferred("en")), concept_address(concept)


def routes(site: Site) -> APIRouter:
    """`/concepts/{id}`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/concepts/{concept_id}")
    def concept(concept_id: str, request: Request) -> Response:
        found = concepts_by_id().get(concept_id)
        if found is None:
            plain = concept_id.casefold().replace("-", "_").replace(" ", "_")
            if plain in concepts_by_id():
                return RedirectResponse(concept_address(plain), 301)
            return site.missing(
                "No such concept",
                "The glossary has no entry at this address.",
                [*_nearest(concept_id[:100]), ("All concepts of the glossary", "/concepts")],
            )
        return site.page(
            "concept.html",
            here="concepts",
            canonical=f"{site.origin(request)}{concept_address(found.id)}",
            page=concept_page(site, found),
        )

    return router
