"""What the library gives to its readers: frozen pictures of decisions, cases and sources, protected names masked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from enrichment.decision import Citation, Evidence, Fact, Finding, Instance, Issue, Person, Relevance, Sentence
from enrichment.text import Paragraph, Quality

TextAvailable = Literal["court", "editorial_note", "none"]
"""Whose words can be read: the court's own, only an editorial note of ours or of a portal, or none yet."""


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """A decision in a list. `forum` is ISO 3166-1 alpha-3, `INTL` for an international court, or None; `date` is ISO
    8601 (a day or a year); `court` is the court's name in the form it uses; `outcome`, `crimes` are taxonomy ids."""

    id: str
    title: str
    court: str | None
    court_id: str | None
    forum: str | None
    instance: str | None
    date: str | None
    decision_type: str | None
    language: str | None
    docket_numbers: tuple[str, ...]
    ecli: str | None
    neutral_citation: str | None
    accused: tuple[str, ...]
    crimes: tuple[str, ...]
    territorial_states: tuple[str, ...]
    outcome: str | None
    sentence: str | None
    case_key: str
    case_name: str
    relevance: str
    text_available: TextAvailable
    registered: bool


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One text of a decision with its provenance. `shown` is the one whose paragraphs the decision page shows;
    `duplicate` is one whose text is also that of a document before it. `problem` says in one line what is doubtful
    about its belonging here. `earlier_versions` are the SHA-256 of the bytes earlier fetches gave."""

    source: str
    record_id: str
    sha256: str
    text_sha256: str
    url: str | None
    fetched_at: str | None
    media_type: str | None
    format: str
    method: str
    quality: Quality
    editorial_note: bool
    licence: str | None
    reader_version: str
    enricher_version: str
    title: str | None
    language: str | None
    characters: int
    shown: bool
    duplicate: bool
    problem: str | None
    earlier_versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitationView:
    """A citation or provision in the shown text. `status`: `resolved` (then `decision_id` is the cited decision),
    `ambiguous` (`candidates` are the decisions it may mean), `unresolved`, or None for provisions."""

    citation: Citation
    status: Literal["resolved", "ambiguous", "unresolved"] | None
    decision_id: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """The registry and the text disagree about a field. The registry's value stands; nobody has decided yet."""

    field: str
    registry: tuple[str, ...]
    text: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class WithdrawnRecord:
    """A record of a source, and one of the byte hashes it has had, that a withdrawal removed from the library."""

    source: str
    record_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a decision was withdrawn, why and when (ISO 8601, UTC). `records` (only from `withdraw` itself) are what
    has to go elsewhere too: derived texts, and the originals where the withdrawal reaches them."""

    decision_id: str
    reason: str
    at: str
    records: tuple[WithdrawnRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionView:
    """All there is to show of one decision. A withdrawn one has its id and `withdrawn`, everything else is empty.

    `from_registry` names the fields whose value is the registry's; the others were read from the shown text (or, where
    that is silent, from another document of the decision). `facts` are all facts of the shown text with their
    evidence: `paragraph` indexes `paragraphs`. `findings`, `sentences` and `instances` bear evidence of their own
    where they were read from the shown text; `instance_ids` are the decisions of the library that the instances are, in
    the same order, None where that is not sure. `unread` says by field why it is empty. `masked_names` says in plain
    words which names were masked and why; masks keep the length of what they cover, so that offsets hold.
    `related` holds ids of decisions the registry relates to it and `case_key`s of related cases."""

    id: str
    title: str = ""
    court: str | None = None
    court_en: str | None = None
    court_id: str | None = None
    forum: str | None = None
    respondent_state: str | None = None
    chamber: str | None = None
    instance: str | None = None
    date: str | None = None
    decision_type: str | None = None
    language: str | None = None
    ecli: str | None = None
    docket_numbers: tuple[str, ...] = ()
    neutral_citation: str | None = None
    accused: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    territorial_states: tuple[str, ...] = ()
    situation: str | None = None
    crimes: tuple[str, ...] = ()
    legal_provisions: tuple[str, ...] = ()
    modes_of_liability: tuple[str, ...] = ()
    jurisdiction_basis: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    immunity_issue: bool | None = None
    outcome: str | None = None
    sentence: str | None = None
    findings: tuple[Finding, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    finality: str | None = None
    presence: str | None = None
    participation: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    instances: tuple[Instance, ...] = ()
    instance_ids: tuple[str | None, ...] = ()
    ngo_involved: tuple[str, ...] = ()
    relevance: Relevance = Relevance("neither", 0.0)
    case_key: str = ""
    case_name: str = ""
    summaries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    official_url: str | None = None
    evidence_urls: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    confidence: str | None = None
    omitted_fields: tuple[str, ...] = ()
    registered: bool = False
    from_registry: tuple[str, ...] = ()
    text_available: TextAvailable = "none"
    documents: tuple[DocumentView, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    facts: tuple[Fact, ...] = ()
    citations: tuple[CitationView, ...] = ()
    persons: tuple[Person, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    unread: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    masked_names: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None

    @property
    def shown_document(self) -> DocumentView | None:
        """The document whose paragraphs are shown, or None while no text is collected."""
        return next((document for document in self.documents if document.shown), None)


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case: its decisions by date, within a day by instance. `related` are (case_key, name) of related cases."""

    key: str
    name: str
    decisions: tuple[DecisionCard, ...]
    related: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case in a list: how many decisions, and the first and last date (ISO 8601) among them."""

    key: str
    name: str
    decisions: int
    forums: tuple[str, ...]
    first_date: str | None
    last_date: str | None


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """What the library holds from one source. `source` is the source id, or `registry` for the known decisions
    (there `documents` is 0 and `without_text` says how many texts are not yet collected). Dates are ISO 8601."""

    source: str
    decisions: int
    documents: int
    duplicates: int
    editorial_notes: int
    without_text: int
    oldest_decision: str | None
    newest_decision: str | None
    last_fetched: str | None


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """In a stream of changes: this decision is no longer in the library (withdrawn, or found under another id)."""

    id: str


@dataclass(frozen=True, slots=True)
class CitingDecision:
    """A decision that cites, or is cited by, another; `paragraphs` are the indexes of the citing paragraphs."""

    decision: DecisionCard
    paragraphs: tuple[int, ...]


def own_title(view: DecisionCard | DecisionView) -> str:
    """The title of a decision; empty where it has none, and the library made one of court, date (ISO 8601) and docket
    number, or of the id."""
    made = ", ".join(filter(None, (view.court, view.date, *view.docket_numbers[:1])))
    return "" if view.title in (view.id, made) else view.title
