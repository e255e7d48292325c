"""The search page: results by decision, filters with exact counts, and ways out when nothing is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from markupsafe import Markup

from search_ui.index.engine import Hit, PassageHit, Query, Suggestion
from search_ui.index.expand import expansions
from search_ui.index.query import parse_query
from search_ui.index.read_as import ReadAs, read_as
from search_ui.library import DecisionCard
from search_ui.web.addresses import decision_address, search_address
from search_ui.web.dates import readable_date
from search_ui.web.judgment_text import place
from search_ui.web.lines import DecisionLine, decision_line
from search_ui.web.look_up import page_about
from search_ui.web.marks import Span, marked
from search_ui.web.passages import excerpt
from search_ui.web.search_request import SearchRequest, Sort
from search_ui.web.site import Site
from search_ui.web.wording import FACET_NAMES, facet_value, text_direction, word

_OPEN_FACETS = ("forum", "territorial_state", "crime", "relevance", "outcome")
_SHOWN_VALUES = 6
_SHORT_WORD = 4  # letters
_MOST_WORDS = 6  # for which others are offered
_MOST_PERHAPS = 3
_MOST_WIDER = 5  # filters tried without, each a search of its own
_SORT_NAMES: Mapping[Sort, str] = {"relevance": "Best match", "-date": "Newest first", "date": "Oldest first"}
# Kinds of passages that are no paragraph of the decision: the title shows in its place, and one summary is enough.
_OWN_WORDS = ("summary", "title")


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead; `current` marks the one the reader is at."""

    text: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One value of a filter."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One filter: the values shown at once and the rest behind a fold."""

    id: str
    name: str
    open: bool
    first: tuple[FacetOption, ...]
    rest: tuple[FacetOption, ...]


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage of a result: where it stands, in what role, and its words with marks."""

    href: str
    where: str
    role: str
    html: Markup
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One decision of the result; `title` has the marks of what matched in it."""

    line: DecisionLine
    title: Markup
    passages: tuple[PassageLine, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AlsoSearched:
    """Other names of what was typed that were searched for; `href` is the page about it, if there is one."""

    typed: str
    names: str
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A part of the query as it was read: what kind of part, what was typed, what else counts as that."""

    kind: str
    text: str
    others: str
    may_miss: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the template shows."""

    typed: str
    heading: str
    date_from: str
    date_to: str
    sort: Sort
    sorts: tuple[Link, ...]
    feed_href: str
    alert_href: str
    notes: tuple[str, ...]
    also: tuple[AlsoSearched, ...]
    read_as: tuple[ReadLine, ...]
    concepts: bool
    concepts_href: str
    semantic: bool
    by_meaning: bool
    meaning_href: str
    active: tuple[Link, ...]
    clear_href: str
    facets: tuple[FacetGroup, ...]
    hits: tuple[ResultLine, ...]
    first_rank: int
    number: int
    pages: int
    previous_href: str
    next_href: str
    past_end_href: str
    ways_out: tuple[Link, ...]


def build_query(asked: SearchRequest, *, page_size: int) -> Query:
    """The parsed query for one page of results."""
    return parse_query(
        asked.typed,
        filters=asked.filters,
        date_from=asked.date_from or None,
        date_to=asked.date_to or None,
        sort=asked.sort,
        limit=page_size,
        offset=(asked.page - 1) * page_size,
        expand=asked.concepts,
        semantic=asked.semantic,
    )


def search_page(site: Site, asked: SearchRequest) -> SearchPage:
    """Ask the engine and put the answer into words. Raises `EngineUnavailable`."""
    size = site.settings.page_size
    query = build_query(asked, page_size=size)
    results = site.engine.search(query)
    cards = site.library.cards([hit.id for hit in results.hits])
    counted = results.facets.get("court", {})
    names = {court: site.courts.name(court) for court in (*counted, *query.filters.get("court", ()))}
    names |= site.source_names
    pages = -(-results.total // size)
    return SearchPage(
        typed=asked.typed,
        heading=_heading(asked, results.total),
        date_from=asked.date_from,
        date_to=asked.date_to,
        sort=asked.sort,
        sorts=tuple(
            Link(name, asked.sorted_by(sort).address(), sort == asked.sort) for sort, name in _SORT_NAMES.items()
        ),
        feed_href=asked.sorted_by("relevance").address(path="/search.atom"),
        alert_href=asked.sorted_by("relevance").address(path="/alerts/new"),
        notes=(*asked.notes, *query.problems, *results.notes, *_read_from_words(asked, query)),
        also=tuple(
            AlsoSearched(added.typed, ", ".join(added.names), len(added.names), page_about(added.id))
            for added in expansions(query)
        ),
        read_as=tuple(_read_line(part, names) for part in read_as(query, by_meaning=results.by_meaning))
        if asked.typed
        else (),
        concepts=asked.concepts,
        concepts_href=asked.with_concepts(not asked.concepts).address(),
        semantic=asked.semantic,
        by_meaning=results.by_meaning,
        meaning_href=asked.with_meaning(not asked.semantic).address(),
        active=tuple(_active(asked, names)),
        clear_href=asked.without_filters().address(),
        facets=tuple(_facets(query, results.facets, names)),
        hits=tuple(_result(hit, cards[hit.id]) for hit in results.hits if hit.id in cards),
        first_rank=query.offset + 1,
        number=asked.page,
        pages=pages,
        previous_href=asked.address(page=asked.page - 1) if asked.page > 1 else "",
        next_href=asked.address(page=asked.page + 1) if asked.page < pages else "",
        past_end_href=asked.address(page=pages) if asked.page > pages > 0 else "",
        ways_out=() if results.total else tuple(_ways_out(site, asked)),
    )


def _heading(asked: SearchRequest, total: int) -> str:
    number = "No decision" if total == 0 else "1 decision" if total == 1 else f"{total:,} decisions"
    return f"{number} for “{asked.typed}”" if asked.typed else number


def _active(asked: SearchRequest, names: Mapping[str, str]) -> Iterator[Link]:
    for facet, values in asked.filters.items():
        for value in values:
            yield Link(f"{_short_name(facet)}: {_label(facet, value, names)}", asked.without(facet, value).address())
    if asked.date_from:
        yield Link(f"From {readable_date(asked.date_from)}", asked.without_dates(start=True).address())
    if asked.date_to:
        yield Link(f"To {readable_date(asked.date_to)}", asked.without_dates(end=True).address())


def _read_from_words(asked: SearchRequest, query: Query) -> Iterator[str]:
    """Filters that were typed among the words (`forum:germany`): they show as set, but are taken away there."""
    for facet, values in query.filters.items():
        for value in values:
            if value not in asked.filters.get(facet, ()):
                yield f"Read from the search words: {_short_name(facet)}: {_label(facet, value, {})}."


_READ_KINDS: Mapping[str, str] = {
    "word": "a word, inflected or near in spelling",
    "beginning": "words that begin so",
    "phrase": "these words together",
    "concept": "a known term",
    "number": "the number of a decision",
    "accused": "a name of the accused",
    "citing": "decisions that cite this",
    "either": "one of these",
    "excluded": "must not occur",
    "filter": "filter",
    "from": "decided on or after",
    "to": "decided on or before",
    "meaning": "decisions with a passage near in meaning, too",
}


def _read_line(part: ReadAs, names: Mapping[str, str]) -> ReadLine:
    if part.kind == "filter":
        values = ", ".join(_label(part.text, value, names) for value in part.others)
        return ReadLine("filter", _short_name(part.text), values, False)
    return ReadLine(_READ_KINDS[part.kind], part.text, ", ".join(part.others), part.may_miss)


def _short_name(facet: str) -> str:
    return FACET_NAMES[facet].split(" (")[0]


def _label(facet: str, value: str, names: Mapping[str, str]) -> str:
    """`names` hold those of courts and sources, which only the library and the operator know."""
    return names.get(value, value) if facet in ("court", "source") else facet_value(facet, value)


def _facets(query: Query, counted: Mapping[str, Mapping[str, int]], names: Mapping[str, str]) -> Iterator[FacetGroup]:
    for facet, name in FACET_NAMES.items():
        counts = dict(counted.get(facet, {}))
        chosen = query.filters.get(facet, ())
        counts |= {value: 0 for value in chosen if value not in counts}
        if not counts:
            continue
        options = [
            FacetOption(value, _label(facet, value, names), count, value in chosen) for value, count in counts.items()
        ]
        if facet == "year":
            options.sort(key=lambda option: option.value, reverse=True)
        else:
            options.sort(key=lambda option: (-option.count, option.label.casefold()))
        first = [option for option in options if option.chosen]
        first += [option for option in options if not option.chosen][: max(0, _SHOWN_VALUES - len(first))]
        rest = [option for option in options if option not in first]
        if len(rest) == 1:
            first, rest = [*first, *rest], []
        shown = sorted(first, key=options.index)
        yield FacetGroup(facet, name, bool(chosen) or facet in _OPEN_FACETS, tuple(shown), tuple(rest))


def _result(hit: Hit, card: DecisionCard) -> ResultLine:
    line = decision_line(card)
    own = {passage.kind: passage for passage in reversed(hit.passages) if passage.kind in _OWN_WORDS}
    title = own.get("title")
    spans = [Span(*mark) for mark in title.marks] if title and title.text == line.title else []
    shown = (passage for passage in hit.passages if passage.kind not in _OWN_WORDS or passage is own.get("summary"))
    return ResultLine(line, marked(line.title, spans), tuple(_passage(card, passage) for passage in shown), hit.why)


def _passage(card: DecisionCard, passage: PassageHit) -> PassageLine:
    page = decision_address(card.id)
    own = passage.kind in _OWN_WORDS
    return PassageLine(
        href=page if own else f"{page}#p{passage.paragraph}",
        where=word("role", passage.kind) if own else place(passage.paragraph, passage.number),
        role="" if own or passage.kind in ("body", "heading") else word("role", passage.kind),
        html=excerpt(passage.text, passage.marks),
        language=passage.language or ("" if own else card.language or ""),
        direction=text_direction(passage.language or (None if own else card.language)),
    )


def _ways_out(site: Site, asked: SearchRequest) -> Iterator[Link]:
    """What to try when nothing was found: each filter taken away, with what would then be found; other spellings."""
    chosen = [(facet, value) for facet, values in asked.filters.items() for value in values]
    for facet, value in chosen[:_MOST_WIDER]:
        yield from _wider(site, asked.without(facet, value), f"Without “{_label(facet, value, {})}”")
    if asked.date_from or asked.date_to:
        yield from _wider(site, asked.without_dates(start=True, end=True), "Without the dates")
    if len(asked.filters) > 1:
        yield from _wider(site, asked.without_filters(), "Without any filter")
    if not asked.concepts:
        yield from _wider(site, asked.with_concepts(True), "With the other names of what you typed")
    for word_ in asked.typed.split()[:_MOST_WORDS]:
        if len(word_) > _SHORT_WORD and word_.isalpha():
            yield from _perhaps(site, word_)
    if len(asked.typed.split()) > 1:
        yield Link("Use fewer words: all of them have to occur in the decision.", "")
    yield Link("A docket number or an ECLI finds its decision however it is typed.", "")


def _perhaps(site: Site, word_: str) -> Iterator[Link]:
    """Names, courts and concepts that begin like a word, its beginning right and its end perhaps wrong."""
    offered: dict[str, Link] = {}
    for beginning in (word_, word_[: len(word_) * 2 // 3], word_[:_SHORT_WORD]):
        for item in site.engine.suggestions(beginning.casefold(), 2) if len(offered) < _MOST_PERHAPS else ():
            if item.text.casefold() != word_.casefold():
                offered.setdefault(item.text, Link(f"Perhaps “{item.text}”", _leads_to(item)))
    yield from list(offered.values())[:_MOST_PERHAPS]


def _wider(site: Site, asked: SearchRequest, name: str) -> Iterator[Link]:
    query = build_query(asked, page_size=1)
    total = site.engine.search(query).total
    if total:
        yield Link(f"{name}: {total:,} decision{'s' if total != 1 else ''}", asked.address())


def routes(site: Site) -> APIRouter:
    """`/search` and the word suggestions of the search box."""
    router = APIRouter(include_in_schema=False)

    @router.get("/search")
    def search(request: Request) -> Response:
        asked = SearchRequest.from_address(request.query_params)
        return site.page("search.html", here="search", page=search_page(site, asked))

    @router.get("/suggest")
    def suggest(prefix: str = "") -> Response:
        offered = suggested(site, prefix)
        words = [item.text for item in offered if item.kind != "decision"]
        return JSONResponse({"words": words, "suggestions": [asdict(item) for item in offered]})

    return router


@dataclass(frozen=True, slots=True)
class Suggested:
    """What to offer while somebody types: of which kind, and the page it leads to."""

    kind: str
    text: str
    url: str


def suggested(site: Site, prefix: str) -> tuple[Suggested, ...]:
    """Suggestions for the beginning of a query, by kind; none for less than three characters."""
    wanted = prefix.strip()[:60]
    found = site.engine.suggestions(wanted) if len(wanted) > 2 else ()
    return tuple(Suggested(item.kind, item.text, _leads_to(item)) for item in found)


def _leads_to(item: Suggestion) -> str:
    if item.kind == "decision":
        return decision_address(item.id)
    if item.kind == "court" and item.id:
        return search_address([("court", item.id)])
    if item.kind == "accused":
        return search_address([("q", f'accused:"{item.text}"')])
    return search_address([("q", item.text)])
