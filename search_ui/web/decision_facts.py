"""The facts of a decision in words: each value with the places it was read from, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from enrichment.decision import Certainty, Evidence, Fact
from search_ui.library import DecisionView
from search_ui.web.judgment_text import Pin, evidence_anchor, paragraph_place
from search_ui.web.lines import readable_sentence
from search_ui.web.wording import facet_value, word

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
    ("legal_provisions", None),
    ("chamber", None),
)
# What a fact of the text is called where the decision's field has another name.
_FACT_FIELDS: Mapping[str, tuple[str, ...]] = {
    "legal_provisions": ("legal_provisions", "provisions"),
    "issues": ("issues", "issue"),
}


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


def fact_rows(view: DecisionView) -> Iterator[FactRow]:
    """The rows of the facts table; a row without a value says why."""
    for field, facet in _ROWS:
        raw = _raw_values(view, field)
        values = tuple(_fact_value(view, field, facet, value) for value in raw)
        if not values and field in ("chamber", "legal_provisions", "issues") and field not in view.unread:
            continue
        yield FactRow(word("field", field), values, _remarks(view, field) if values else _why_empty(view, field))


def _raw_values(view: DecisionView, field: str) -> tuple[str, ...]:
    if field == "issues":
        return tuple(f"{issue.kind}:{issue.polarity}" for issue in view.issues)
    value: str | tuple[str, ...] | None = getattr(view, field)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _fact_value(view: DecisionView, field: str, facet: str | None, value: str) -> FactValue:
    facts = [fact for fact in view.facts if fact.field in _FACT_FIELDS.get(field, (field,)) and fact.value == value]
    evidence = [proof for fact in facts for proof in fact.evidence if proof.paragraph is not None]
    pins = tuple(Pin(f"#{evidence_anchor(proof)}", _place(view, proof)) for proof in _by_place(evidence))
    text = readable_sentence(value) if field == "sentence" else facet_value(facet, value) if facet else value
    return FactValue(
        text=text,
        href=pins[0].href if pins else "",
        pins=pins[:_MOST_PINS],
        probable=bool(facts) and all(fact.certainty is Certainty.PROBABLE for fact in facts),
        remark="registry" if field in view.from_registry and not pins else "",
    )


def _by_place(evidence: Iterable[Evidence]) -> list[Evidence]:
    """One piece of evidence per paragraph, in order of the text."""
    ordered = sorted(evidence, key=lambda proof: (proof.paragraph or 0, proof.start or 0))
    return list({proof.paragraph: proof for proof in reversed(ordered)}.values())[::-1]


def _place(view: DecisionView, proof: Evidence) -> str:
    return paragraph_place(view, proof.paragraph) if proof.paragraph is not None else ""


def _remarks(view: DecisionView, field: str) -> str:
    for conflict in view.conflicts:
        if conflict.field == field:
            return (
                f"The text was read as “{'; '.join(conflict.text)}”; the registry’s value stands until this is decided."
            )
    return ""


def _why_empty(view: DecisionView, field: str) -> str:
    if field in view.unread:
        return f"Not stated: {view.unread[field]}"
    if field in view.omitted_fields:
        return "Not verified in the registry."
    if view.text_available == "none":
        return "Not in the registry; the text is not yet collected."
    return "Not read with certainty in the text."


def reading(view: DecisionView, fact: Fact) -> Reading:
    """`fact` in words, with its evidence."""
    facet = dict(_ROWS).get(fact.field)
    return Reading(
        name=word("field", fact.field),
        value=facet_value(facet, fact.value) if facet else fact.value,
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
