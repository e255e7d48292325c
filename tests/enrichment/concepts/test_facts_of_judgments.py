"""Whole judgments: every fact as a reader of the text would write it down."""

from __future__ import annotations

import pytest

from enrichment.enrich import enrich
from tests.enrichment.concepts.court_texts import judgments

CASES = [(judgment, field) for judgment in judgments() for field in judgment.expect]


@pytest.mark.parametrize(("judgment", "field"), CASES, ids=[f"{j.id}-{f}" for j, f in CASES])
def test_fact(judgment, field):
    decision = enrich(judgment.as_text())
    found, expected = getattr(decision, field), judgment.expect[field]
    if isinstance(expected, list):
        assert set(found) == set(expected), decision.unread.get(field)
    else:
        assert found == expected, decision.unread.get(field)


@pytest.mark.parametrize("judgment", judgments(), ids=lambda j: j.id)
def test_relevance(judgment):
    relevance = enrich(judgment.as_text()).relevance
    assert relevance.label == judgment.relevance, relevance.reasons
    assert 0.0 <= relevance.score <= 1.0
    assert (relevance.score >= 0.5) == (judgment.relevance == "uj")
    assert relevance.reasons


@pytest.mark.parametrize("judgment", judgments(), ids=lambda j: j.id)
def test_every_piece_of_evidence_is_what_stands_there(judgment):
    decision = enrich(judgment.as_text())
    for fact in decision.facts:
        for proof in fact.evidence:
            if proof.paragraph is None:
                assert proof.declared
            else:
                assert decision.paragraphs[proof.paragraph].text[proof.start : proof.end] == proof.quote


@pytest.mark.parametrize("judgment", judgments(), ids=lambda j: j.id)
def test_an_empty_fact_says_why(judgment):
    decision = enrich(judgment.as_text())
    for field in ("crimes", "territorial_states", "nationality", "outcome", "sentence", "accused"):
        assert bool(getattr(decision, field)) != (field in decision.unread), field


def test_the_same_text_gives_the_same_decision():
    text = judgments()[0].as_text()
    assert enrich(text).to_dict() == enrich(text).to_dict()
