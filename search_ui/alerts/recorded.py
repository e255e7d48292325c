"""The paragraph of a decision from which a recorded fact or a citation was read: what there is to quote where an alert
asks for no words (a State, an accused, citations of a decision, a filter)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from search_ui.alerts.evidence import snippet
from search_ui.alerts.model import Reason
from search_ui.index.folding import folded_words
from search_ui.library import DecisionView

_CITES = "cites the decision"  # the clause of an alert that follows citations (see `asking`)
# Facets of an alert, and the field of the facts that give them.
_FIELDS: Mapping[str, str] = {
    "territorial_state": "territorial_states",
    "nationality": "nationality",
    "crime": "crimes",
    "mode": "modes_of_liability",
    "basis": "jurisdiction_basis",
    "outcome": "outcome",
    "accused": "accused",
}


def may_be_recorded(evidence: Sequence[Reason]) -> bool:
    """Whether a match has anything of which `recorded_in` could find the paragraph: reading a decision takes time."""
    return any(reason.clause == _CITES or reason.clause.partition(": ")[0] in _FIELDS for reason in evidence)


def recorded_in(view: DecisionView, evidence: Sequence[Reason], target: str | None) -> Reason | None:
    """The first paragraph that says what the evidence of a match says is recorded, as a reason with `paragraph`,
    `number`, `snippet` and `marks`; None where nothing of it was read from the text that is shown. `target` is what the
    alert follows."""
    for paragraph, start, end in _places(view, evidence, target):
        if not 0 <= paragraph < len(view.paragraphs):
            continue
        found = view.paragraphs[paragraph]
        words, mark = snippet(found.text, (start, end))
        return Reason(
            "", "", language=view.language, paragraph=paragraph, number=found.number, snippet=words, marks=(mark,)
        )
    return None


def _places(view: DecisionView, evidence: Sequence[Reason], target: str | None) -> Iterator[tuple[int, int, int]]:
    """(paragraph, start, end) of every place in question."""
    for reason in evidence:
        if reason.clause == _CITES:
            named = (cited.citation for cited in view.citations if target and cited.decision_id == target)
            yield from ((citation.paragraph, citation.start, citation.end) for citation in named)
        facet, _, values = reason.clause.partition(": ")
        for fact in view.facts:
            if fact.field == _FIELDS.get(facet) and _is_asked_for(facet, fact.value, values):
                for place in fact.evidence:
                    if place.paragraph is not None and place.start is not None and place.end is not None:
                        yield place.paragraph, place.start, place.end


def _is_asked_for(facet: str, value: str, asked: str) -> bool:
    if facet == "accused":
        return set(folded_words(asked)) <= set(folded_words(value))
    return value in asked.split(", ")
