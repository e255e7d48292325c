"""The coverage page: every source, what is held of it, when it was last checked, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from search_ui.library import SourceCoverage
from search_ui.web.addresses import web_address
from search_ui.web.dates import readable_date, readable_schedule, readable_time
from search_ui.web.home_page import Figure, ForumBar, coverage_line, figures, forum_bars
from search_ui.web.settings import SourceState
from search_ui.web.site import REGISTRY_NAME, Site
from search_ui.web.wording import country_name, language_name

_ALL_FORUMS = 300
_REGISTRY = SourceState(
    id="registry",
    name=REGISTRY_NAME,
    publisher="This project; every entry reviewed, with the pages where its facts were seen",
    covers="Facts about known universal-jurisdiction decisions, with summaries of our own; no texts",
    licence="As the project",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A name and its value."""

    name: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class SourceCard:
    """One source. `tone` is `ok`, `off` or `failing`."""

    name: str
    publisher: str
    state: str
    state_reason: str
    tone: str
    rows: tuple[Row, ...]
    gaps: tuple[str, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """Everything the template shows."""

    figures: tuple[Figure, ...]
    coverage_line: str
    sources: tuple[SourceCard, ...]
    forums: tuple[ForumBar, ...]


def coverage_page(
    sources: Sequence[SourceState],
    held: Sequence[SourceCoverage],
    counts: Mapping[str, int],
    forums: Mapping[str, int],
) -> CoveragePage:
    """The page. A source the library holds documents of but nobody described is shown under its id."""
    by_source = {coverage.source: coverage for coverage in held}
    described = {source.id: source for source in sources}
    if "registry" in by_source:
        described.setdefault("registry", _REGISTRY)
    for source in by_source:
        described.setdefault(source, SourceState(id=source, name=source, publisher=""))
    return CoveragePage(
        figures=figures(counts),
        coverage_line=coverage_line(counts),
        sources=tuple(_card(source, by_source.get(source.id)) for source in described.values()),
        forums=forum_bars(forums, _ALL_FORUMS),
    )


def _card(source: SourceState, held: SourceCoverage | None) -> SourceCard:
    state, reason, tone = _state(source)
    return SourceCard(
        name=source.name,
        publisher=source.publisher,
        state=state,
        state_reason=reason,
        tone=tone,
        rows=tuple(row for row in _rows(source, held) if row.text),
        gaps=source.gaps,
        failures=source.failures,
    )


def _state(source: SourceState) -> tuple[str, str, str]:
    if not source.active:
        reason = source.inactive_reason or "The operator has not switched this source on."
        return "Off.", f"{reason[:1].upper()}{reason[1:]}", "off"
    if source.failures:
        since = f"Last success: {readable_time(source.last_success)}." if source.last_success else "No success yet."
        return "The last run failed.", since, "failing"
    if source.id == "registry":
        return "On.", "Ships with the project.", "ok"
    if source.last_success:
        return "On.", f"Last success: {readable_time(source.last_success)}.", "ok"
    return "On.", "Not run yet.", "off"


def _rows(source: SourceState, held: SourceCoverage | None) -> Iterator[Row]:
    yield Row("What we collect", source.covers)
    yield Row("Country", country_name(source.country) if source.country else "")
    yield Row("Languages", ", ".join(language_name(language) for language in source.languages))
    if held:
        yield Row("Held here", _held(held))
        if held.oldest_decision or held.newest_decision:
            span = dict.fromkeys((readable_date(held.oldest_decision), readable_date(held.newest_decision)))
            yield Row("Decisions dated", " to ".join(filter(None, span)))
        yield Row("Last fetched", readable_time(held.last_fetched))
    else:
        yield Row("Held here", "Nothing yet")
    if source.records is not None:
        yield Row("Records archived", f"{source.records:,}")
    if source.quarantined:
        yield Row("Could not be read", f"{source.quarantined:,} (kept in quarantine with the reason)")
    yield Row("Checked", readable_schedule(source.schedule))
    yield Row("Last run", readable_time(source.last_run))
    yield Row("Licence", source.licence)
    yield Row("Re-use", source.reuse_terms)
    yield Row("robots.txt", source.robots_position)
    landing = web_address(source.landing_page)
    if landing:
        yield Row("Official site", landing, landing)


def _held(held: SourceCoverage) -> str:
    parts = [f"{held.decisions:,} decision{'s' if held.decisions != 1 else ''}"]
    if held.documents:
        parts.append(f"{held.documents:,} text{'s' if held.documents != 1 else ''}")
    if held.duplicates:
        parts.append(f"{held.duplicates:,} of them duplicates")
    if held.editorial_notes:
        parts.append(f"{held.editorial_notes:,} of them editorial notes")
    if held.without_text:
        parts.append(f"{held.without_text:,} without text yet")
    return ", ".join(parts)


def routes(site: Site) -> APIRouter:
    """`/coverage`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/coverage")
    def coverage() -> Response:
        library = site.library
        page = coverage_page(site.settings.sources(), library.coverage(), library.counts(), library.forums())
        return site.page("coverage.html", here="coverage", page=page)

    return router
