"""The domain model: one decision of a court with its facts, each with the evidence it was read from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from enrichment.text import Paragraph, Quality


class Certainty(StrEnum):
    """`CERTAIN` facts are used everywhere; `PROBABLE` ones are shown as such and never decide identity or outcome."""

    CERTAIN = "certain"
    PROBABLE = "probable"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: `paragraph` is the index into the decision's paragraphs (from 0), `start`/`end` are
    offsets in code points into that paragraph's text. A fact the portal declares has `paragraph` None and the
    metadata path (element, JSON key) in `declared`."""

    quote: str
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    declared: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one field, the rule or model that read it (`by`, with version) and its evidence."""

    field: str
    value: str
    by: str
    certainty: Certainty = Certainty.CERTAIN
    evidence: tuple[Evidence, ...] = ()


class CitationKind(StrEnum):
    """Kinds of identifiers and references found in text (the words of the gold files)."""

    ECLI = "ecli"
    DOCKET = "docket"
    NEUTRAL = "neutral"
    INTERNATIONAL = "international"
    ECHR_APPLICATION = "echr_application"
    REPORTER = "reporter"
    PROVISION = "provision"


@dataclass(frozen=True, slots=True)
class Citation:
    """An identifier or provision in the text. `norm` is the canonical form; `paragraph` indexes from 0."""

    kind: CitationKind
    text: str
    norm: str | None
    paragraph: int
    start: int
    end: int
    by: str


@dataclass(frozen=True, slots=True)
class Court:
    """A court of the court register. `id` is stable: `<alpha-3 country>/<code>`, e.g. `DEU/OLGKOBL`; `country` is ISO
    3166-1 alpha-3 or None for international courts."""

    id: str
    name: str
    country: str | None
    name_en: str | None = None
    level: str | None = None  # first | appeal | supreme | constitutional | international


@dataclass(frozen=True, slots=True)
class Issue:
    """A bar or preliminary issue with what the court made of it.

    `kind`: functional_immunity, personal_immunity, state_immunity, statute_of_limitations, amnesty, ne_bis_in_idem,
    retroactivity. `polarity`: argued, rejected, accepted, left_open."""

    kind: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is charged or decided about one accused on one count.

    `accused` is one of `Decision.accused`, or None where the text does not say whom it concerns and there are several;
    `count` the court's own number of the count; `crimes` and `modes` taxonomy ids; `provisions` normal forms; `result`:
    charged, convicted, acquitted, discontinued (the last word of the text on it)."""

    result: str
    accused: str | None = None
    count: str | None = None
    crimes: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def in_words(self) -> str:
        """One line: `convicted: crimes_against_humanity (Anwar Raslan, count 1)`."""
        about = ", ".join(filter(None, (self.accused, f"count {self.count}" if self.count else None)))
        what = ", ".join(self.crimes)
        return self.result + (f": {what}" if what else "") + (f" ({about})" if about else "")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of one accused. `kind`: life_imprisonment, imprisonment, death, fine, none; `duration` ISO 8601 for
    imprisonment; `suspended` where the court suspends it; `special_gravity` where it finds particular gravity of guilt
    (§ 57a StGB) or sets a minimum term instead, which is `minimum_term` (ISO 8601)."""

    kind: str
    accused: str | None = None
    duration: str | None = None
    suspended: bool = False
    special_gravity: bool = False
    minimum_term: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def in_words(self) -> str:
        """One line: `imprisonment P4Y6M, suspended (Eyad A.)`."""
        parts = [f"{self.kind} {self.duration}" if self.duration else self.kind]
        if self.suspended:
            parts.append("suspended")
        if self.special_gravity:
            parts.append("special_gravity")
        if self.minimum_term:
            parts.append(f"minimum {self.minimum_term}")
        return ", ".join(parts) + (f" ({self.accused})" if self.accused else "")


@dataclass(frozen=True, slots=True)
class Instance:
    """Another decision of the same proceedings that the text or the portal names. `relation`: earlier, later. `docket`
    and `ecli` in normal form, `court` by the register's name, else as written, `date` ISO 8601."""

    relation: str
    court: str | None = None
    docket: str | None = None
    ecli: str | None = None
    date: str | None = None
    outcome: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def in_words(self) -> str:
        """One line: `earlier: Oberlandesgericht Koblenz, 2022-01-13, 1 StE 9/19`."""
        parts = (self.court, self.date, self.docket, self.ecli)
        return f"{self.relation}: " + ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the proceedings. `masked` persons (victims, witnesses, relatives) never become searchable names."""

    role: str  # accused | judge | prosecutor | counsel | victim | witness | relative
    form: str
    masked: bool


@dataclass(frozen=True, slots=True)
class Relevance:
    """`label`: uj, core_crime or neither; `score` 0..1 (that it is UJ case law); `reasons` in plain words."""

    label: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One act of a court as read from one document.

    Values stay empty where they cannot be read with certainty; `unread` then says why, by field. Countries are ISO
    3166-1 alpha-3, dates ISO 8601, languages ISO 639-1, crimes / modes / bases taxonomy ids, `sentence` is
    `life imprisonment`, `death` or an ISO 8601 duration."""

    language: str | None
    title: str | None
    court: Court | None
    paragraphs: tuple[Paragraph, ...]
    chamber: str | None = None
    ecli: str | None = None
    docket_numbers: tuple[str, ...] = ()
    neutral_citation: str | None = None
    decision_date: str | None = None
    decision_type: str | None = None
    accused: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    territorial_states: tuple[str, ...] = ()
    situation: str | None = None
    crimes: tuple[str, ...] = ()
    modes_of_liability: tuple[str, ...] = ()
    jurisdiction_basis: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    outcome: str | None = None
    sentence: str | None = None
    findings: tuple[Finding, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    finality: str | None = None  # final | not_final
    presence: str | None = None  # of the accused on the forum's soil: present | resident | absent
    participation: tuple[str, ...] = ()  # of victims: joint_plaintiff | civil_party | private_prosecutor ...
    organisations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()  # what the accused was: "commander of a prison"
    places: tuple[str, ...] = ()
    instances: tuple[Instance, ...] = ()
    citations: tuple[Citation, ...] = ()
    persons: tuple[Person, ...] = ()
    facts: tuple[Fact, ...] = ()
    unread: dict[str, str] = field(default_factory=dict)
    relevance: Relevance = Relevance("neither", 0.0)
    case_key: str | None = None
    registry_id: str | None = None
    editorial_note: bool = False
    text_sha256: str = ""
    format: str = ""
    method: str = ""
    quality: Quality = Quality()
    problems: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form of every field."""
        return asdict(self)
