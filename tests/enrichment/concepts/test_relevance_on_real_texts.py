"""Real court texts of some 90 sources: nearly none is UJ case law, so that they show what must not be taken for it."""

from __future__ import annotations

import json
from collections import Counter

from enrichment.enrich import enrich
from enrichment.read import read
from enrichment.text import Paragraph

_MAX_CHARACTERS = 40_000  # keeps the test light; the long ones are measured in the closing note
_TRIBUNALS = ("INTL_ICTY", "INTL_ECCC", "INTL_KSC", "INTL_STL", "INTL_IRMCTCaseLaw", "KH_Courts")


def test_ordinary_decisions_are_not_taken_for_uj_case_law(shared_data):
    seen = Counter()
    wrong = []
    for file in sorted((shared_data / "texts").glob("*/*/*.json"))[::4]:
        source = file.parent.name
        data = file.read_bytes()
        if (
            len(data) > _MAX_CHARACTERS
            or source in _TRIBUNALS
            or source.startswith(("INTL_ICC", "INTL_Legal", "BA_Sudska"))
        ):
            continue
        decision = enrich(read(data, file_name=file.name))
        seen[decision.relevance.label] += 1
        if decision.relevance.label != "neither":
            wrong.append((source, file.name, decision.relevance))
        for fact in decision.facts:
            for proof in fact.evidence:
                if proof.paragraph is not None:
                    assert decision.paragraphs[proof.paragraph].text[proof.start : proof.end] == proof.quote
    assert sum(seen.values()) > 60
    assert seen["uj"] == 0, wrong
    assert len(wrong) <= 0.02 * sum(seen.values()), wrong


def test_documents_of_international_tribunals_are_core_crime_material(shared_data):
    labels = Counter()
    for source in ("INTL_ECCC", "INTL_KSC", "INTL_STL", "INTL_IRMCTCaseLaw"):
        for file in sorted((shared_data / "texts/INTL" / source).glob("*.json")):
            if file.stat().st_size <= _MAX_CHARACTERS:
                labels[enrich(read(file.read_bytes(), file_name=file.name)).relevance.label] += 1
    assert labels["core_crime"] >= 0.9 * sum(labels.values()), labels


def test_known_uj_cases_are_found_by_their_summaries():
    """The registry's own two-sentence summaries in six languages; far shorter than any judgment."""
    from enrichment.registry import load_registry
    from enrichment.text import Text

    labels = Counter()
    for row in load_registry():
        for language, sentences in row.summaries.items():
            if language in ("de", "en", "fr", "nl", "es", "sv"):
                court = f"{row.court}\n" + " ".join(sentences)
                paragraphs = tuple(Paragraph(line) for line in court.split("\n"))
                labels[enrich(Text(paragraphs, "plain", "plain", language=language)).relevance.label] += 1
    assert labels["uj"] + labels["core_crime"] >= 0.8 * sum(labels.values()), labels
    assert labels["uj"] >= 0.65 * sum(labels.values()), labels


def test_json_output_is_plain_json(shared_data):
    from enrichment.output import to_gold_json

    file = sorted((shared_data / "texts/DE/BGH").glob("*.json"))[0]
    printed = to_gold_json(enrich(read(file.read_bytes(), file_name=file.name)))
    assert json.loads(json.dumps(printed)) == printed
