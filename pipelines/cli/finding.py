"""`uj enrich`, `search`, `show`: one document's facts, and what the library holds."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from pipelines.cli.failure import NOT_FOUND, UNREADABLE, USAGE, CommandFailure
from pipelines.cli.library_here import needs_library
from pipelines.cli.screen import say, say_json
from pipelines.home import Home

_SORTS: dict[str, Literal["relevance", "date", "-date"]] = {
    "relevance": "relevance",
    "date": "-date",
    "oldest": "date",
}
_AROUND = 110
_FORMATS = {
    "rii": "x.xml",
    "rechtspraak": "x.xml",
    "akoma_ntoso": "x.xml",
    "juris": "x.json",
    "html": "x.html",
    "docx": "x.docx",
    "json": "x.json",
    "pdf": "x.pdf",
    "text": "x.txt",
}


def enrich_file(file: Path, format_: str | None, *, as_json: bool, text_only: bool) -> None:
    """Read one document (in a worker that may be killed) and print its facts or its text."""
    from pipelines.steps.single import SingleJob, read_and_enrich
    from pipelines.workers import Failure, Workers

    if format_ is not None and format_ not in _FORMATS:
        raise CommandFailure(f"there is no format {format_!r}; there are {', '.join(_FORMATS)}", USAGE)
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise CommandFailure(f"{file} cannot be read: {error.strerror}", USAGE) from error
    name = _FORMATS[format_] if format_ else file.name
    job = SingleJob(data, name, text_only)
    with Workers[SingleJob](f"{read_and_enrich.__module__}:read_and_enrich", count=1, timeout_s=600) as workers:
        ((_, result),) = workers.map([job])
    if isinstance(result, Failure):
        raise CommandFailure(f"{file}: {result.kind}: {result.reason}", UNREADABLE)
    if as_json or not text_only:
        say(json.dumps(result, ensure_ascii=False, indent=None if as_json else 2))
        return
    for paragraph in result["paragraphs"]:
        number = f"{paragraph['number']} " if paragraph["number"] else ""
        say(f"{number}{paragraph['text']}\n")


def search(
    home: Home,
    typed: str,
    filters: Sequence[str],
    *,
    sort: str,
    date_from: str | None,
    date_to: str | None,
    limit: int,
    concepts: bool,
    semantic: bool = True,
    explain: bool = False,
    as_json: bool,
) -> None:
    """Search and print decisions with their best passages."""
    from search_ui.index.choose import open_engine
    from search_ui.index.engine import EngineUnavailable
    from search_ui.index.expand import expansions
    from search_ui.index.query import parse_query
    from search_ui.index.read_as import read_as
    from search_ui.library import Library

    if sort not in _SORTS:
        raise CommandFailure(f"--sort is one of {', '.join(_SORTS)}", USAGE)
    query = parse_query(
        typed,
        filters=_filters(filters),
        date_from=date_from,
        date_to=date_to,
        sort=_SORTS[sort],
        limit=limit,
        expand=concepts,
        semantic=semantic,
    )
    needs_library(home)
    try:
        engine = open_engine(home.root, os.environ)
        try:
            results = engine.search(query)
        finally:
            engine.close()
    except EngineUnavailable as error:
        raise CommandFailure(str(error)) from error
    read = read_as(query, by_meaning=results.by_meaning)
    library = Library.open(home.library_url)
    try:
        cards = library.cards([hit.id for hit in results.hits])
    finally:
        library.close()
    if as_json:
        say_json(
            {
                "query": typed,
                "total": results.total,
                "took_ms": round(results.took_ms, 2),
                "notes": (*query.problems, *results.notes),
                **({"read_as": [asdict(part) for part in read]} if explain else {}),
                "expansions": [asdict(expansion) for expansion in expansions(query)],
                "hits": [
                    {**asdict(cards[hit.id]), **{key: value for key, value in asdict(hit).items() if key != "id"}}
                    for hit in results.hits
                    if hit.id in cards
                ],
                "facets": results.facets,
            }
        )
        return
    for part in read if explain else ():
        others = f" = {', '.join(part.others)}" if part.others else ""
        say(f"read as {part.kind}: {part.text}{others}{' (may be given up)' if part.may_miss else ''}")
    for note in (*query.problems, *results.notes):
        say(f"note: {note}")
    for expansion in expansions(query):
        say(f"also searched for {expansion.typed}: {', '.join(expansion.names[:8])}")
    say(f"{results.total} decision{'' if results.total == 1 else 's'}")
    for hit in results.hits:
        card = cards.get(hit.id)
        if card is None:
            continue
        identifiers = ", ".join((*card.docket_numbers, *filter(None, (card.ecli, card.neutral_citation))))
        say()
        say(card.title)
        say("  " + " · ".join(filter(None, (card.court, card.date, identifiers, card.outcome, card.sentence))))
        say(f"  {hit.id}")
        for passage in hit.passages[:2]:
            number = f"[{passage.number}] " if passage.number else ""
            say(f"    {number}{_excerpt(passage.text, passage.marks)}")


def show(home: Home, wanted: str, *, as_json: bool) -> None:
    """Print one decision."""
    from search_ui.library import Library

    needs_library(home)
    library = Library.open(home.library_url)
    try:
        view = library.decision(wanted)
        if view is None:
            found = library.find_by_identifier(wanted)
            if not found:
                raise CommandFailure(f"there is no decision {wanted!r}", NOT_FOUND)
            if len(found) > 1:
                names = ", ".join(card.id for card in found)
                raise CommandFailure(f"{wanted!r} is more than one decision: {names}", NOT_FOUND)
            view = library.decision(found[0].id)
            assert view is not None
    finally:
        library.close()
    if as_json:
        say_json(asdict(view))
        return
    if view.withdrawn is not None:
        say(f"{view.id}: withdrawn {view.withdrawn.at}: {view.withdrawn.reason}")
        return
    say(view.title)
    _say_fields(
        {
            "id": view.id,
            "court": view.court,
            "date": view.date,
            "type": view.decision_type,
            "docket": ", ".join(view.docket_numbers),
            "ECLI": view.ecli,
            "neutral citation": view.neutral_citation,
            "accused": ", ".join(view.accused),
            "crimes": ", ".join(view.crimes),
            "territorial states": ", ".join(view.territorial_states),
            "jurisdiction": ", ".join(view.jurisdiction_basis),
            "outcome": view.outcome,
            "sentence": view.sentence,
            "verdicts": "; ".join(finding.in_words() for finding in view.findings),
            "sentences": "; ".join(sentence.in_words() for sentence in view.sentences),
            "finality": view.finality,
            "presence": view.presence,
            "victims": ", ".join(view.participation),
            "organisations": ", ".join(view.organisations),
            "roles": "; ".join(view.roles),
            "places": ", ".join(view.places),
            "instances": "; ".join(instance.in_words() for instance in view.instances),
            "case": f"{view.case_name} ({view.case_key})",
            "text": {"court": "the court's own", "editorial_note": "editorial note", "none": "not yet collected"}[
                view.text_available
            ],
            "official page": view.official_url,
        }
    )
    for sentences in view.summaries.values():
        say()
        say(" ".join(sentences))
    for paragraph in view.paragraphs:
        say()
        say(f"{paragraph.number + ' ' if paragraph.number else ''}{paragraph.text}")


def _say_fields(fields: dict[str, Any]) -> None:
    width = max(len(name) for name in fields)
    for name, value in fields.items():
        if value:
            say(f"  {name.ljust(width)}  {value}")


def _filters(given: Sequence[str]) -> dict[str, list[str]]:
    from search_ui.index.engine import FACETS

    filters: dict[str, list[str]] = {}
    for item in given:
        facet, equals, value = item.partition("=")
        if not equals or facet not in FACETS:
            raise CommandFailure(f"--filter {item}: write facet=value; facets are {', '.join(FACETS)}", USAGE)
        filters.setdefault(facet, []).append(value)
    return filters


def _excerpt(text: str, marks: Sequence[tuple[int, int]]) -> str:
    first = marks[0][0] if marks else 0
    start = max(0, first - _AROUND)
    excerpt = " ".join(text[start : first + _AROUND].split())
    return f"{'… ' if start else ''}{excerpt}{' …' if first + _AROUND < len(text) else ''}"
