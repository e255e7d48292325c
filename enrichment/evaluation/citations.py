"""Identifiers and provisions: exact spans with their kind, and the normal form of those that were found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enrichment.decision import CitationKind
from enrichment.evaluation.gold import GoldRecord, read_records
from enrichment.evaluation.placed_text import place_text
from enrichment.evaluation.scores import Report, Tally, ratio, rounded, worst_first
from enrichment.facts.citations import find_citations
from enrichment.facts.home_marks import home_state
from enrichment.identity import read_identity

_KINDS = tuple(str(kind) for kind in CitationKind)
_Found = tuple[int, int, str]


def evaluate_citations(gold: Path, folders: Sequence[Path] = ()) -> Report:
    """Score `find_citations`, told what `read_identity` reads of the language and the court's country.

    A citation is right where start, end and kind are those of the gold; `norm_accuracy` is the share of right ones,
    among those with a `norm` in the gold, that have this norm. Raises `MalformedGold`."""
    kinds: dict[str, Tally] = {}
    languages: dict[str, Tally] = defaultdict(Tally)
    norms: dict[str, list[bool]] = defaultdict(list)
    records: list[dict[str, Any]] = []
    total = Tally()
    for record in read_records(gold):
        text = record.text(folders)
        expected = _expected(record, text)
        found = _found(text, record.language)
        tally = Tally()
        bad_norms = []
        for kind in sorted({key[2] for key in (*expected, *found)}):
            own = Tally(
                right=sum(1 for key in expected if key[2] == kind and key in found),
                wrong=sum(1 for key in found if key[2] == kind and key not in expected),
                missed=sum(1 for key in expected if key[2] == kind and key not in found),
            )
            kinds.setdefault(kind, Tally()).add(own)
            tally.add(own)
        for key, norm in expected.items():
            if norm is not None and key in found:
                norms[key[2]].append(found[key] == norm)
                if found[key] != norm:
                    bad_norms.append({**_shown(key, text), "norm": found[key], "expected": norm})
        total.add(tally)
        languages[record.language or "?"].add(tally)
        records.append(
            {
                "id": record.id,
                "errors": tally.wrong + tally.missed + len(bad_norms),
                "missed": [_shown(key, text) for key in expected if key not in found],
                "wrong": [_shown(key, text) for key in found if key not in expected],
                "norms": bad_norms,
            }
        )
    judged = [right for rights in norms.values() for right in rights]
    return Report(
        kind="citations",
        n=len(records),
        overall={**total.to_dict(), "norm_accuracy": rounded(ratio(sum(judged), len(judged)))},
        by={
            kind: {**kinds[kind].to_dict(), "norm_accuracy": rounded(ratio(sum(norms[kind]), len(norms[kind])))}
            for kind in _KINDS
            if kind in kinds
        },
        more={"by_language": {language: languages[language].to_dict() for language in sorted(languages)}},
        worst=worst_first(records, lambda item: item["errors"]),
    )


def _expected(record: GoldRecord, text: str) -> dict[_Found, str | None]:
    expected: dict[_Found, str | None] = {}
    for span in record.spans("spans", text):
        kind = span.values.get("kind")
        if kind not in _KINDS:
            raise record.malformed(f"kind {kind!r} has to be one of {', '.join(_KINDS)}")
        norm = span.values.get("norm")
        if norm is not None and not isinstance(norm, str):
            raise record.malformed(f"norm {norm!r} has to be a string")
        expected[span.start, span.end, kind] = norm
    return expected


def _found(text: str, language: str | None) -> dict[_Found, str | None]:
    placed = place_text(text, language=language)
    identity = read_identity(placed.text)
    country = home_state(identity.court, placed.text.paragraphs, identity.language)
    found: dict[_Found, str | None] = {}
    for citation in find_citations(placed.text.paragraphs, language=identity.language, country=country):
        span = placed.whole_span(citation.paragraph, citation.start, citation.end)
        if span is not None:
            found[*span, str(citation.kind)] = citation.norm
    return found


def _shown(key: _Found, text: str) -> dict[str, Any]:
    return {"start": key[0], "end": key[1], "kind": key[2], "text": text[key[0] : key[1]]}
