"""The facts of a decision in words: each value with the places it was read from, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from enrichment.decision import Certainty, Evidence, Fact
from search_ui.library import DecisionView
from search_ui.web.addresses import decision_address
from search_ui.web.dates import readable_date
from search_ui.web.judgment_text import Pin, evidence_anchor, paragraph_place
from search_ui.web.lines import readable_sentence
from search_ui.web.wording import facet_value, sentence_case, word

_MOST_PINS = 4  # places in the text shown beside one value

# The rows of the facts table: field, and the facet whose words name its values (None: the value speaks for itself).
_ROWS: tuple[tuple[str, str | None], ...] = (
    ("accused", None),
    ("crimes", "crime"),
    ("modes_of_liability", "mode"),
    ("jurisdiction_basis", "basis"),
    ("issues", "issue"),
    ("territorial_states", "territorial_state"),
    ("nationality", "nationality"),
    ("situation", None),
    ("outcome", "outcome"),
    ("sentence", None),
    ("finality", "finality"),
    ("instances", None),
    ("participation", "participation"),
    ("presence", "presence"),
    ("organisations", None),
    ("roles", None),
    ("places", None),
    ("legal_provisions", None),
    ("respondent_state", "forum"),
    ("chamber", None),
    ("judge", None),
    ("prosecutor", None),
    ("counsel", None),
    ("ngo_involved", None),
    ("relevance", "relevance"),
)
_FACETS = dict(_ROWS) | {"concept": "crime"}
# Rows that need no word when they are empty.
_ONLY_WHERE_KNOWN = {
    "chamber",
    "counsel",
    "finality",
    "instances",
    "issues",
    "judge",
    "legal_provisions",
    "ngo_involved",
    "organisations",
    "participation",
    "places",
    "presence",
    "prosecutor",
    "respondent_state",
    "roles",
}
_NAMED_ROLES = {"judge", "prosecutor", "counsel"}
# What the head of the page says already: a row only where it leads to the words it was read from.
_IN_THE_HEAD = {
    "court": "court",
    "decision_date": "date",
    "decision_type": "decision_type",
    "docket_numbers": "docket_numbers",
    "ecli": "ecli",
    "neutral_citation": "neutral_citation",
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NEVER_PROBABLE = {"accused"}  # nobody is called an accused person on a guess


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value of a fact; `href` leads to the words it was read from, `pins` to further ones."""

    text: str
    href: str
    pins: tuple[Pin, ...]
    probable: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of the facts table. `unread` says why there is no value, or what else is to be known."""

    name: str
    values: tuple[FactValue, ...]
    unread: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one accused is charged with, convicted or acquitted of: a row of the table of verdicts. `crimes` holds the
    crimes with the modes of liability, `provisions` those cited with them."""

    accused: str
    count: str
    crimes: tuple[str, ...]
    provisions: str
    result: str
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class Penalty:
    """The sentence of one accused in words, with its conditions."""

    accused: str
    sentence: str
    conditions: tuple[str, ...]
    pins: tuple[Pin, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """The words a fact was read from."""

    where: str
    href: str
    quote: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One fact as read: value, evidence, and the rule or model that read it."""

    name: str
    value: str
    probable: bool
    by: str
    proofs: tuple[Proof, ...]


def fact_rows(view: DecisionView) -> tuple[FactRow, ...]:
    """The rows of the facts table that have a value."""
    rows = [row for field in _IN_THE_HEAD if (row := _identity_row(view, field)) is not None]
    for field, facet in _ROWS:
        values = tuple(_fact_value(view, field, facet, value) for value in _raw_values(view, field))
        if values:
            rows.append(FactRow(word("field", field), values, _remarks(view, field, facet)))
    return tuple(rows)


def empty_rows(view: DecisionView) -> tuple[FactRow, ...]:
    """The fields without a value, each with the reason; those without a particular one share a row at the end."""
    rows = []
    without = []
    for field, _ in _ROWS:
        if _raw_values(view, field):
            continue
        if field in view.unread:
            rows.append(FactRow(word("field", field), (), sentence_case(view.unread[field])))
        elif field not in _ONLY_WHERE_KNOWN:
            without.append(word("field", field))
    if without:
        rows.append(FactRow(_why_empty(view), (), ", ".join(without)))
    return tuple(rows)


def verdicts(view: DecisionView) -> tuple[Verdict, ...]:
    """The rows of the table of charges and verdicts, in order of the text."""
    return tuple(
        Verdict(
            accused=item.accused or "",
            count=item.count or "",
            crimes=tuple(
                [facet_value("crime", crime) for crime in item.crimes]
                + [facet_value("mode", mode) for mode in item.modes]
            ),
            provisions=", ".join(item.provisions),
            result=word("verdict", item.result),
            pins=_pins(view, item.evidence),
        )
        for item in view.findings
    )


def penalties(view: DecisionView) -> tuple[Penalty, ...]:
    """The rows of the table of sentences."""
    rows = []
    for item in view.sentences:
        conditions = []
        if item.suspended:
            conditions.append("suspended")
        if item.special_gravity:
            conditions.append("particular gravity of guilt")
        if item.minimum_term:
            conditions.append(f"minimum term {readable_sentence(item.minimum_term)}")
        words = readable_sentence(item.duration) if item.duration else word("penalty", item.kind)
        rows.append(Penalty(item.accused or "", words, tuple(conditions), _pins(view, item.evidence)))
    return tuple(rows)


def _pins(view: DecisionView, evidence: Iterable[Evidence]) -> tuple[Pin, ...]:
    placed = [proof for proof in evidence if proof.paragraph is not None]
    return tuple(Pin(f"#{evidence_anchor(proof)}", _place(view, proof)) for proof in _by_place(placed))[:_MOST_PINS]


def concepts(view: DecisionView) -> tuple[FactValue, ...]:
    """The concepts of the vocabulary that the text names, in order of first mention."""
    named = dict.fromkeys(fact.value for fact in view.facts if fact.field == "concept")
    return tuple(_fact_value(view, "concept", "crime", value) for value in named)


def _identity_row(view: DecisionView, field: str) -> FactRow | None:
    standing = getattr(view, _IN_THE_HEAD[field])
    shown = standing if isinstance(standing, tuple) else (standing,)
    values = []
    for value in filter(None, shown):
        # A fact may hold the court's id instead of its name.
        read = next(
            (fact.value for fact in view.facts if fact.field == field and fact.value in (value, view.court_id)), ""
        )
        found = _fact_value(view, field, None, read) if read else None
        if found and found.href:
            values.append(replace(found, text=readable_date(value) if field == "decision_date" else value))
    return FactRow(word("field", field), tuple(values), "") if values else None


def _raw_values(view: DecisionView, field: str) -> tuple[str, ...]:
    """The values that stand, then those that were read but are only probable. (What was read with certainty and does
    not stand is a conflict with the registry, and said so.)"""
    probable = (fact.value for fact in view.facts if fact.field == field and fact.certainty is Certainty.PROBABLE)
    standing = _standing_values(view, field)
    return standing if field in _NEVER_PROBABLE else tuple(dict.fromkeys((*standing, *probable)))


def _standing_values(view: DecisionView, field: str) -> tuple[str, ...]:
    if field == "issues":
        return tuple(f"{issue.kind}:{issue.polarity}" for issue in view.issues) or _immunity(view)
    if field == "relevance":
        return (view.relevance.label,)
    if field == "instances":
        return tuple(instance.in_words() for instance in view.instances)
    if field in _NAMED_ROLES:
        named = (person.form for person in view.persons if person.role == field and not person.masked)
        return tuple(dict.fromkeys(named))
    value: str | tuple[str, ...] | None = getattr(view, field, None)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _immunity(view: DecisionView) -> tuple[str, ...]:
    """What the registry says where nothing more exact was read."""
    if view.immunity_issue is None:
        return ()
    return ("immunity_at_issue" if view.immunity_issue else "no_immunity_at_issue",)


def _in_words(field: str, facet: str | None, value: str) -> str:
    if field == "sentence":
        return readable_sentence(value)
    if field == "instances":
        relation, _, rest = value.partition(": ")
        named = ", ".join(readable_date(part) if _DAY.fullmatch(part) else part for part in rest.split(", "))
        return f"{sentence_case(relation)}: {named}"
    if field in ("findings", "sentences"):
        return sentence_case(value)
    return facet_value(facet, value) if facet else value


def _fact_value(view: DecisionView, field: str, facet: str | None, value: str) -> FactValue:
    facts = [fact for fact in view.facts if fact.field == field and fact.value == value]
    evidence = [proof for fact in facts for proof in fact.evidence if proof.paragraph is not None]
    pins = tuple(Pin(f"#{evidence_anchor(proof)}", _place(view, proof)) for proof in _by_place(evidence))
    return FactValue(
        text=_in_words(field, facet, value),
        href=_decision_href(view, field, value) or (pins[0].href if pins else ""),
        pins=pins[:_MOST_PINS],
        probable=bool(facts) and all(fact.certainty is Certainty.PROBABLE for fact in facts),
        remark="registry" if view.paragraphs and field in view.from_registry and not pins else "",
    )


def _decision_href(view: DecisionView, field: str, value: str) -> str:
    """The page of the decision that an instance is, where the library holds it."""
    if field != "instances":
        return ""
    for instance, decision_id in zip(view.instances, view.instance_ids, strict=False):
        if decision_id is not None and instance.in_words() == value:
            return decision_address(decision_id)
    return ""


def _by_place(evidence: Iterable[Evidence]) -> list[Evidence]:
    """One piece of evidence per paragraph, in order of the text."""
    ordered = sorted(evidence, key=lambda proof: (proof.paragraph or 0, proof.start or 0))
    return list({proof.paragraph: proof for proof in reversed(ordered)}.values())[::-1]


def _place(view: DecisionView, proof: Evidence) -> str:
    return paragraph_place(view, proof.paragraph) if proof.paragraph is not None else ""


def _remarks(view: DecisionView, field: str, facet: str | None) -> str:
    if field == "relevance":
        return sentence_case("; ".join(view.relevance.reasons))
    for conflict in view.conflicts:
        if conflict.field == field:
            read = "; ".join(_in_words(field, facet, value) for value in conflict.text)
            return f"The text was read as “{read}”; the registry’s value stands until this is decided."
    return ""


def _why_empty(view: DecisionView) -> str:
    if view.text_available == "none":
        return "Not established in the registry; the text is not yet collected"
    return "Not read with certainty in the text"


def reading(view: DecisionView, fact: Fact) -> Reading:
    """`fact` in words, with its evidence."""
    return Reading(
        name=word("field", fact.field),
        value=_in_words(fact.field, _FACETS.get(fact.field), fact.value),
        probable=fact.certainty is Certainty.PROBABLE,
        by=f"Read by {fact.by}",
        proofs=tuple(_proof(view, evidence) for evidence in fact.evidence),
    )


def _proof(view: DecisionView, evidence: Evidence) -> Proof:
    if evidence.paragraph is None:
        return Proof(f"The source’s own record ({evidence.declared or 'metadata'})", "", evidence.quote)
    return Proof(_place(view, evidence), f"#{evidence_anchor(evidence)}", evidence.quote)


def no_readings(view: DecisionView) -> str:
    """What to say when no fact was read."""
    if view.text_available == "none":
        return "There is no text yet to read facts from. The values above are those of the reviewed registry."
    return "No fact was read from this text."
