"""The one interface every search engine implements, and the plain data that crosses it.

An engine indexes *passages* (paragraphs, or a few short ones) with the facets of their decision and returns decisions
with their best passages. It receives a parsed `Query`, never a query string of its own syntax.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

FACETS = (
    "forum",  # forum state, ISO 3166-1 alpha-3, or "INTL"
    "territorial_state",
    "nationality",
    "crime",
    "mode",
    "basis",
    "issue",  # "<kind>:<polarity>", e.g. "functional_immunity:rejected"
    "outcome",
    "court",  # court id, e.g. "DEU/OLGKOBL"
    "instance",  # first | appeal | supreme | constitutional | international
    "situation",
    "year",
    "language",
    "source",
    "relevance",  # uj | core_crime | neither
    "text",  # "court" | "editorial_note" | "none": whose words can be read
)
"""Every facet, filter and count an engine must offer; all are multi-valued lists of strings."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search. `number` is the court's own paragraph number, `paragraph` the index of its first paragraph
    (the page anchor is `#p<paragraph>`), `kind` its role (headnote, operative_part, reasons ..., or "summary" and
    "title" for text that is ours)."""

    paragraph: int
    text: str
    number: str | None = None
    kind: str = "body"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class IndexedDecision:
    """One decision as the index sees it. `identifiers` hold every normal form it can be found by (see
    `search_ui.index.identifiers`); `date` is ISO 8601 (year or full) or None; `names` are searchable names only;
    `keywords` are searched like text without being shown (provisions applied, other names of the court). `accused` are
    those of `names` that are accused; `cites` hold every normal form of the decisions that the text cites; decisions of
    one `case` are listed with the one whose number was asked for."""

    id: str
    title: str
    court_name: str
    date: str | None
    language: str | None
    identifiers: tuple[str, ...]
    names: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    passages: tuple[Passage, ...]
    authority: float = 0.0  # 0..1: instance, citations received
    keywords: tuple[str, ...] = ()
    accused: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    case: str = ""


# -- the parsed query ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `prefix` matches words that begin with it, `fuzzy` allows a typo (never set for identifiers);
    `required` words are never given up (see `Query.relax_below`). With `accused` it has to be a name of one of the
    accused."""

    text: str
    prefix: bool = False
    fuzzy: bool = True
    required: bool = False
    accused: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand together in this order."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identifier:
    """A docket, ECLI or citation in normal form (see `search_ui.index.identifiers`)."""

    norm: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the values of a facet, as a clause that ranks: who types `torture` also means the decisions whose crime is
    recorded as torture. A value of the facet `issue` stands for all its polarities. Beside the facets there is `sound`:
    the consonants of a name (see `search_ui.index.sounds`)."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the parts (OR, and concept expansion: the first part is what was typed). `required` where the
    reader wrote the OR: it is never given up (see `Query.relax_below`).

    `meanings` (see `search_ui.index.meanings`) stand for all the words and phrases that follow what was typed, and
    match exactly where one of these does: an engine that knew them when it indexed may look for them instead."""

    parts: tuple[Clause, ...]
    required: bool = False
    meanings: tuple[str, ...] = field(default=(), compare=False)

    def __hash__(self) -> int:
        # what was typed tells alternatives apart nearly always; a concept has some hundred names
        return hash((self.parts[:2], len(self.parts), self.required))


Clause = Word | Phrase | Identifier | Fact | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: every clause of `must` has to match within a decision, none of `must_not` may. Empty `must` means
    all decisions. `filters` are facet -> allowed values (OR within a facet, AND between facets). Dates are ISO 8601 and
    inclusive. `problems` are forgiving notes for the reader ("unclosed quote read as a word").

    With `relax_below` above 0 plain words and concepts are given up when fewer decisions than that hold all of them:
    then a decision has to match those that weigh a quarter (see `search_ui.index.relaxation`), decisions that match
    more come first, and `Results.notes` says so. Phrases, identifiers, exclusions, filters, dates and `required`
    clauses always have to match.

    With `semantic` an engine that knows the meaning of its passages adds the decisions nearest to the plain words (see
    `search_ui.index.semantic`); other engines pass over it."""

    must: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date_from: str | None = None
    date_to: str | None = None
    sort: Literal["relevance", "date", "-date"] = "relevance"
    limit: int = 20
    offset: int = 0
    facets: tuple[str, ...] = FACETS
    passages_per_decision: int = 3
    typed: str = ""
    problems: tuple[str, ...] = ()
    relax_below: int = 0
    semantic: bool = False


# -- the answer ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that matched. `marks` are (start, end) code-point offsets into `text` that matched the query;
    `language` is that of the text (ISO 639-1), None where it is not known."""

    paragraph: int
    number: str | None
    kind: str
    text: str
    marks: tuple[tuple[int, int], ...]
    score: float
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One decision of the result with its best passages. `why` says in plain words what matched (field and form).
    `passages` may be empty where only identifier, name or filters matched."""

    id: str
    score: float
    passages: tuple[PassageHit, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """`total` is the exact number of matching decisions; `facets` maps facet -> value -> exact number of decisions.
    A facet's own filter is not applied to its own counts (so that one can widen a choice). `notes` say what only the
    index knows: that not every word of the query was asked for, and which are nowhere. `by_meaning` says that decisions
    near in meaning were looked for as well."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]
    took_ms: float
    notes: tuple[str, ...] = ()
    by_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to offer while somebody types. `kind` is decision, accused, court, concept, person or word; `id` that
    of the decision, court or concept, empty for the others; `count` the number of decisions (0: not counted)."""

    kind: str
    text: str
    id: str = ""
    count: int = 0


class EngineUnavailable(RuntimeError):
    """The engine cannot answer now (server down, index missing); the message says the mend."""


class SearchEngine(Protocol):
    """What an engine does. Implementations: `embedded.EmbeddedEngine`, `meilisearch.MeilisearchEngine`."""

    def search(self, query: Query) -> Results:
        """Answer `query`. Raises `EngineUnavailable`."""
        ...

    def upsert(self, decisions: Iterable[IndexedDecision]) -> int:
        """Put decisions in, replacing those of the same id, visible on return. Returns how many."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Take decisions out; unknown ids are ignored."""
        ...

    def rebuild(self, decisions: Iterable[IndexedDecision], *, watermark: int = 0) -> int:
        """Build a new generation from `decisions` and swap it in atomically; readers never see half of it. When the
        iterable raises, the old generation stays. Returns how many decisions it holds."""
        ...

    def ids(self) -> set[str]:
        """The ids of every decision in the index (for the check that index equals library)."""
        ...

    def watermark(self) -> int:
        """The library sequence up to which this index is complete (0 for a new one)."""
        ...

    def set_watermark(self, sequence: int) -> None:
        """Record, durably, that everything up to `sequence` is in."""
        ...

    def suggest(self, prefix: str, limit: int = 8) -> list[str]:
        """Words and names of the index that begin with `prefix`, most frequent first."""
        ...

    def suggestions(self, prefix: str, limit: int = 5) -> tuple[Suggestion, ...]:
        """Decisions, accused, courts, concepts, other persons and words that begin with `prefix`: at most `limit` of
        each kind, in this order."""
        ...

    def close(self) -> None:
        """Release files and connections."""
        ...
