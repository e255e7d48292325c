"""The JSON API of the pages that browse: concepts, countries, courts and prosecutions, with exact counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from enrichment.vocabulary import Concept, load_concepts, load_countries
from enrichment.vocabulary.courts import load_court_register, load_courts
from enrichment.vocabulary.relations import load_relations
from search_ui.index.recorded import POLARITIES, recorded
from search_ui.web.addresses import concept_address, country_address, court_address
from search_ui.web.api_models import Failure
from search_ui.web.browsing import PROSECUTIONS, search_for
from search_ui.web.concept_in_texts import in_texts
from search_ui.web.concept_page import concepts_by_id, counted, provision_groups
from search_ui.web.country_page import INTERNATIONAL, ROLES, court_name, known_country
from search_ui.web.glossary_page import decisions_by_concept
from search_ui.web.prosecutions_page import read_address
from search_ui.web.site import Site
from search_ui.web.wording import country_name

_FORUM_FACETS = ("year", "court", "territorial_state", "basis", "crime", "mode", "issue", "outcome")
_PLACE_FACETS = ("year", "forum", "nationality", "situation", "basis", "crime", "mode", "issue", "outcome")
_COURT_FACETS = ("relevance", "year", "territorial_state", "crime", "outcome", "language", "text", "source")
_COUNTED = {"relevance": PROSECUTIONS}


class ConceptEntry(BaseModel):
    """A concept in the list. `decisions` counts those of which it is a recorded fact, null where no fact tells."""

    id: str
    type: str
    label: str
    definition: str
    decisions: int | None
    url: str


class ConceptList(BaseModel):
    """The glossary."""

    concepts: list[ConceptEntry]


class ProvisionsOf(BaseModel):
    """Provisions of one State (ISO 3166-1 alpha-3), or with null of treaties and international law."""

    country: str | None
    provisions: list[str]


class RecordedAs(BaseModel):
    """How decisions about the concept are recorded: a filter of `/api/v1/search` and its values. Counted are decisions
    on universal jurisdiction and core crimes, by forum; for bars and immunities also by polarity."""

    facet: str
    values: list[str]
    decisions: int
    by_forum: dict[str, int]
    by_polarity: dict[str, dict[str, int]] = Field(default_factory=dict)
    search_url: str


class ConceptRecord(BaseModel):
    """One concept. `labels`: by ISO 639-1 language, the preferred term first; `ambiguous` are those among them that
    mean something else more often than not."""

    id: str
    type: str
    url: str
    definition: str
    labels: dict[str, list[str]]
    ambiguous: dict[str, list[str]]
    provisions: list[ProvisionsOf]
    broader: list[str]
    narrower: list[str]
    related: list[str]
    recorded: RecordedAs | None
    named_in: int = Field(description="Decisions counted that name it in their text, or are recorded under it.")


class RoleCounts(BaseModel):
    """Decisions in which a country has one role, and how they divide: facet -> value -> number."""

    decisions: int
    search_url: str
    counts: dict[str, dict[str, int]]


class CountryEntry(BaseModel):
    """A country (ISO 3166-1 alpha-3, or `INTL`) with its numbers of decisions on universal jurisdiction and core
    crimes: as the forum, as the place of the acts, as the State of the accused."""

    code: str
    name: str
    forum: int
    territorial_state: int
    nationality: int
    url: str


class CountryList(BaseModel):
    """Every country that a decision names."""

    countries: list[CountryEntry]


class CountryRecord(BaseModel):
    """One country. `other_decisions` is case law of its courts that is neither on universal jurisdiction nor on core
    crimes; `law` are provisions by concept."""

    code: str
    name: str
    names: dict[str, str]
    url: str
    forum: RoleCounts
    territorial_state: RoleCounts | None
    nationality: RoleCounts | None
    other_decisions: int
    law: dict[str, list[str]]


class CourtEntry(BaseModel):
    """A court with its numbers of decisions: all that are held, and those on universal jurisdiction or core crimes."""

    id: str
    name: str
    name_en: str | None
    country: str | None
    level: str | None
    decisions: int
    prosecutions: int
    url: str


class CourtList(BaseModel):
    """Every court of which a decision is held."""

    courts: list[CourtEntry]


class CourtRecord(CourtEntry):
    """One court with the forms its name is written in, its codes in ECLIs, and how its decisions divide."""

    forms: list[str]
    ecli_codes: list[str]
    counts: dict[str, dict[str, int]]
    search_url: str


class YearCount(BaseModel):
    """One year: decisions in all, by forum and by country of the acts. A decision can name several countries."""

    year: int
    decisions: int
    forums: dict[str, int]
    territorial_states: dict[str, int]


class Prosecutions(BaseModel):
    """Decisions by year, forum and country of the acts; those without a year are only in `decisions`."""

    decisions: int
    kind: str
    forums: dict[str, int]
    territorial_states: dict[str, int]
    years: list[YearCount]
    search_url: str


_MISSING: dict[int | str, dict[str, Any]] = {404: {"model": Failure}, 503: {"model": Failure}}


def routes(site: Site) -> APIRouter:
    """`/api/v1/concepts`, `/countries`, `/courts` and `/prosecutions`."""
    router = APIRouter(prefix="/api/v1", tags=["browsing"], responses={503: {"model": Failure}})

    @router.get("/concepts")
    def concepts() -> ConceptList:
        """The glossary: every concept with its meaning and the number of decisions about it."""
        counts = decisions_by_concept(site)
        return ConceptList(
            concepts=[
                ConceptEntry(
                    id=concept.id,
                    type=concept.type,
                    label=concept.preferred("en"),
                    definition=concept.definition,
                    decisions=counts.get(concept.id),
                    url=concept_address(concept.id),
                )
                for concept in load_concepts()
            ]
        )

    @router.get("/concepts/{concept_id}", responses=_MISSING)
    def concept(concept_id: str) -> ConceptRecord:
        """One concept: names in every language, provisions, neighbours, and the decisions by forum."""
        found = concepts_by_id().get(concept_id)
        if found is None:
            raise HTTPException(404)
        relations = load_relations()[concept_id]
        return ConceptRecord(
            id=found.id,
            type=found.type,
            url=concept_address(found.id),
            definition=found.definition,
            labels={language: list(names) for language, names in found.labels.items()},
            ambiguous={language: list(names) for language, names in found.ambiguous.items()},
            provisions=[
                ProvisionsOf(country=group.country or None, provisions=list(group.provisions))
                for group in provision_groups(found.provisions)
            ],
            broader=list(relations.broader),
            narrower=list(relations.narrower),
            related=list(relations.related),
            recorded=_recorded(site, found),
            named_in=in_texts(site, found).total,
        )

    @router.get("/countries")
    def countries() -> CountryList:
        """Every country that a decision on universal jurisdiction or a core crime names."""
        counts = site.tallies.of(_COUNTED, *ROLES).counts
        codes = {code for role in ROLES for code in counts.get(role, {}) if known_country(code)}
        return CountryList(
            countries=[
                CountryEntry(
                    code=code,
                    name=country_name(code),
                    forum=counts.get("forum", {}).get(code, 0),
                    territorial_state=counts.get("territorial_state", {}).get(code, 0),
                    nationality=counts.get("nationality", {}).get(code, 0),
                    url=country_address(code),
                )
                for code in sorted(codes)
            ]
        )

    @router.get("/countries/{code}", responses=_MISSING)
    def country(code: str) -> CountryRecord:
        """One country as the forum, as the place of the acts and as the State of the accused; and its law."""
        if not known_country(code):
            raise HTTPException(404)
        known = next((each for each in load_countries() if each.id == code), None)
        kinds = site.tallies.of({"forum": (code,)}, "relevance").counts.get("relevance", {})
        law = {
            concept.id: [
                provision
                for group in provision_groups(concept.provisions)
                if group.country == code
                for provision in group.provisions
            ]
            for concept in load_concepts()
        }
        return CountryRecord(
            code=code,
            name=country_name(code),
            names={language: known.name(language) for language in known.names} if known else {},
            url=country_address(code),
            forum=_role(site, "forum", code, _FORUM_FACETS),
            territorial_state=_role(site, "territorial_state", code, _PLACE_FACETS) if known else None,
            nationality=_role(site, "nationality", code, _PLACE_FACETS) if known else None,
            other_decisions=kinds.get("neither", 0),
            law={id_: provisions for id_, provisions in law.items() if provisions and code != INTERNATIONAL},
        )

    @router.get("/courts")
    def courts() -> CourtList:
        """Every court of which a decision is held."""
        held = site.tallies.of({}, "court").counts.get("court", {})
        return CourtList(courts=list(_courts(site, sorted(held))))

    @router.get("/courts/{court_id:path}", responses=_MISSING)
    def court(court_id: str) -> CourtRecord:
        """One court; its id has a stroke in it (`DEU/BGH`)."""
        entry = next((each for each in load_court_register() if each.court.id == court_id), None)
        tally = site.tallies.of({"court": (court_id,)}, *_COURT_FACETS)
        if entry is None and not tally.total:
            raise HTTPException(404)
        return CourtRecord(
            **next(_courts(site, [court_id])).model_dump(),
            forms=list(entry.forms) if entry else [],
            ecli_codes=list(entry.ecli_codes) if entry else [],
            counts={facet: dict(counts) for facet, counts in tally.counts.items()},
            search_url=search_for({"court": (court_id,)}, path="/api/v1/search"),
        )

    @router.get("/prosecutions")
    def prosecutions(kind: str = "", forum: str = "", state: str = "") -> Prosecutions:
        """Decisions by year. `kind=core` adds core-crime cases without a universal basis; `forum` and `state` (alpha-3)
        narrow to where it was decided and where the acts happened."""
        asked = read_address(kind, forum, state)
        tally = site.tallies.of(asked.filters, "year", "forum", "territorial_state")
        years = []
        for year, count in sorted(tally.counts.get("year", {}).items()):
            if year.isdigit():
                of_year = site.tallies.of({**asked.filters, "year": (year,)}, "forum", "territorial_state").counts
                years.append(
                    YearCount(
                        year=int(year),
                        decisions=count,
                        forums=_only(of_year.get("forum", {}), asked.forum),
                        territorial_states=_only(of_year.get("territorial_state", {}), asked.state),
                    )
                )
        return Prosecutions(
            decisions=tally.total,
            kind=asked.kind,
            forums=_only(tally.counts.get("forum", {}), asked.forum),
            territorial_states=_only(tally.counts.get("territorial_state", {}), asked.state),
            years=years,
            search_url=search_for(asked.filters, path="/api/v1/search"),
        )

    return router


def _recorded(site: Site, concept: Concept) -> RecordedAs | None:
    known = recorded(concept)
    if known is None:
        return None
    tally = site.tallies.of(counted(known), "forum")
    polarities = POLARITIES if known.facet == "issue" else ()
    return RecordedAs(
        facet=known.facet,
        values=list(known.values),
        decisions=tally.total,
        by_forum=dict(tally.counts.get("forum", {})),
        by_polarity={
            polarity: dict(site.tallies.of(counted(known, polarity), "forum").counts.get("forum", {}))
            for polarity in polarities
        },
        search_url=search_for(counted(known), path="/api/v1/search"),
    )


def _role(site: Site, role: str, code: str, facets: tuple[str, ...]) -> RoleCounts:
    chosen = {**_COUNTED, role: (code,)}
    tally = site.tallies.of(chosen, *facets)
    return RoleCounts(
        decisions=tally.total,
        search_url=search_for(chosen, path="/api/v1/search"),
        counts={facet: _only(counts, "") for facet, counts in tally.counts.items()},
    )


def _courts(site: Site, court_ids: Iterable[str]) -> Iterator[CourtEntry]:
    held = site.tallies.of({}, "court").counts.get("court", {})
    prosecuting = site.tallies.of(_COUNTED, "court").counts.get("court", {})
    for court_id in court_ids:
        court = load_courts().get(court_id)
        yield CourtEntry(
            id=court_id,
            name=court_name(site, court_id),
            name_en=court.name_en if court else None,
            country=court.country if court else None,
            level=court.level if court else None,
            decisions=held.get(court_id, 0),
            prosecutions=prosecuting.get(court_id, 0),
            url=court_address(court_id),
        )


def _only(counts: Mapping[str, int], code: str) -> dict[str, int]:
    """`counts`, or with a chosen country its number alone (a facet is counted as if it were not chosen)."""
    return {key: number for key, number in counts.items() if not code or key == code}
