"""Every citation in sentences in the styles of some twenty forums, and nothing else, with exact spans and norms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from enrichment.decision import CitationKind
from tests.enrichment.identifiers.reading_citations import cited

_KINDS = {
    "d": CitationKind.DOCKET,
    "e": CitationKind.ECLI,
    "n": CitationKind.NEUTRAL,
    "i": CitationKind.INTERNATIONAL,
    "a": CitationKind.ECHR_APPLICATION,
    "r": CitationKind.REPORTER,
    "p": CitationKind.PROVISION,
}
_MARKED = re.compile(r"\{(?P<kind>[deniarp]):(?P<form>[^{}|]*)(?:\|(?P<norm>[^{}]*))?\}(?P<open>\?)?")


def _sentences() -> Iterator[tuple[str, str]]:
    for line in Path(__file__).with_name("sentences_by_forum.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, _, marked = line.partition("\t")
            yield language, marked


@pytest.mark.parametrize(("language", "marked"), list(_sentences()))
def test_sentence(language: str, marked: str) -> None:
    text, expected, norms, left_open, position = "", set(), {}, [], 0
    for match in _MARKED.finditer(marked):
        text += marked[position : match.start()]
        form = match["form"]
        start = len(text) + (2 if form.startswith("l'") else 0)  # the article is no part of a reference
        text += form
        position = match.end()
        if match["open"]:
            left_open.append((start, len(text)))
        else:
            expected.add((start, len(text), _KINDS[match["kind"]]))
            if match["norm"]:
                norms[start] = match["norm"]
    text += marked[position:]
    citations = cited(text, language)
    found = {(c.start, c.end, c.kind) for c in citations}
    beside = {span for span in found if any(span[0] < end and start < span[1] for start, end in left_open)}
    shown = {text[start:end] for start, end, _ in (found - beside) ^ expected}
    assert found - beside == expected, shown
    for citation in citations:
        assert norms.get(citation.start, citation.norm) == citation.norm or (citation.start, citation.end) in left_open
