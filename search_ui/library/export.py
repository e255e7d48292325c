"""Decisions for other programs: JSON lines (everything), CSV (a table), and RIS, BibTeX, CSL-JSON for citing.

RIS tags are those Zotero and EndNote use for a case (`PB` the court, `SV` the docket number); CSL-JSON follows the
Citation Style Language's `legal_case`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from search_ui.library.database import Database, batches
from search_ui.library.schema import DECISIONS
from search_ui.library.views import DecisionView
from search_ui.library.whole_decision import assemble, view

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

Writer = Callable[[Iterable[DecisionView]], Iterator[str]]


def export_decisions(database: Database, decision_ids: Sequence[str] | None, format_: str) -> Iterator[str]:
    """See `Library.export`."""
    writer = _FORMATS.get(format_)
    if writer is None:
        raise ValueError(f"unknown export format {format_!r}; there are {', '.join(_FORMATS)}")
    wanted = list(dict.fromkeys(decision_ids)) if decision_ids is not None else None
    with database.read() as connection:
        if wanted is None:
            wanted = list(connection.execute(select(DECISIONS.c.id).order_by(DECISIONS.c.id)).scalars())
        known: set[str] = set()
        for batch in batches(wanted):
            known |= set(connection.execute(select(DECISIONS.c.id).where(DECISIONS.c.id.in_(batch))).scalars())
    for decision_id in wanted:
        if decision_id not in known:
            raise KeyError(decision_id)
    return writer(_views(database, wanted))


def _views(database: Database, decision_ids: Sequence[str]) -> Iterator[DecisionView]:
    with database.read() as connection:
        for decision_id in decision_ids:
            assembled = assemble(connection, decision_id)
            if assembled is not None:  # withdrawn since the export began
                yield view(connection, assembled)


# -- formats ---------------------------------------------------------------------------------------------------------


def _jsonl(decisions: Iterable[DecisionView]) -> Iterator[str]:
    for decision in decisions:
        data = {name: value for name, value in asdict(decision).items() if name != "withdrawn"}
        yield json.dumps(data, ensure_ascii=False) + "\n"


_COLUMNS: dict[str, Callable[[DecisionView], str | None]] = {
    "id": lambda item: item.id,
    "title": lambda item: item.title,
    "court": lambda item: item.court,
    "court_id": lambda item: item.court_id,
    "forum": lambda item: item.forum,
    "instance": lambda item: item.instance,
    "date": lambda item: item.date,
    "decision_type": lambda item: item.decision_type,
    "language": lambda item: item.language,
    "docket_numbers": lambda item: _list(item.docket_numbers),
    "ecli": lambda item: item.ecli,
    "neutral_citation": lambda item: item.neutral_citation,
    "case_key": lambda item: item.case_key,
    "case_name": lambda item: item.case_name,
    "accused": lambda item: _list(item.accused),
    "nationality": lambda item: _list(item.nationality),
    "territorial_states": lambda item: _list(item.territorial_states),
    "situation": lambda item: item.situation,
    "crimes": lambda item: _list(item.crimes),
    "modes_of_liability": lambda item: _list(item.modes_of_liability),
    "jurisdiction_basis": lambda item: _list(item.jurisdiction_basis),
    "issues": lambda item: _list(f"{issue.kind}:{issue.polarity}" for issue in item.issues),
    "outcome": lambda item: item.outcome,
    "sentence": lambda item: item.sentence,
    "relevance": lambda item: item.relevance.label,
    "text_available": lambda item: item.text_available,
    "registered": lambda item: "yes" if item.registered else "no",
    "url": lambda item: _url(item),
}


def _csv(decisions: Iterable[DecisionView]) -> Iterator[str]:
    yield _csv_line(_COLUMNS)
    for decision in decisions:
        yield _csv_line(_cell(column(decision)) for column in _COLUMNS.values())


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: str | None) -> str:
    # A spreadsheet would run a cell that begins like this as a formula; titles come from documents of others.
    return f"'{value}" if value and value[0] in "=+-@\t\r" else value or ""


def _ris(decisions: Iterable[DecisionView]) -> Iterator[str]:
    for item in decisions:
        tags: list[tuple[str, str | None]] = [
            ("TY", "CASE"),
            ("ID", item.id),
            ("TI", item.title),
            ("PB", item.court),
            ("SV", _list(item.docket_numbers)),
            ("DA", "/".join([*_date_parts(item), "", ""][:3]) + "/" if _date_parts(item) else None),
            ("LA", item.language),
            ("AB", _summary(item)),
            ("N1", f"ECLI: {item.ecli}" if item.ecli else None),
            ("N1", item.neutral_citation),
            *(("KW", crime) for crime in item.crimes),
            ("UR", _url(item)),
        ]
        yield "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in tags if value) + "ER  - \r\n\r\n"


def _bibtex(decisions: Iterable[DecisionView]) -> Iterator[str]:
    for item in decisions:
        year, month, day = [*_date_parts(item), "", "", ""][:3]
        fields = {
            "title": item.title,
            "author": f"{{{_tex(item.court)}}}" if item.court else None,
            "howpublished": _list(item.docket_numbers),
            "year": year,
            "month": str(int(month)) if month else None,
            "day": str(int(day)) if day else None,
            "language": item.language,
            "note": _list(part for part in (item.decision_type, item.neutral_citation, item.ecli) if part),
            "url": _url(item),
        }
        lines = [
            f"  {name} = {{{value if name in ('author', 'url') else _tex(value)}}},\n"
            for name, value in fields.items()
            if value
        ]
        yield f"@misc{{{item.id},\n{''.join(lines)}}}\n\n"


_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {character: f"\\{character}" for character in "{}&%$#_"}


def _tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in _one_line(text))


def _csl(decisions: Iterable[DecisionView]) -> Iterator[str]:
    yield "["
    separator = "\n"
    for item in decisions:
        data: dict[str, Any] = {
            "id": item.id,
            "type": "legal_case",
            "title": item.title,
            "authority": item.court,
            "number": _list(item.docket_numbers),
            "issued": {"date-parts": [[int(part) for part in _date_parts(item)]]} if _date_parts(item) else None,
            "jurisdiction": item.forum,
            "genre": item.decision_type,
            "language": item.language,
            "abstract": _summary(item),
            "note": _list(part for part in (item.neutral_citation, item.ecli) if part),
            "URL": _url(item),
        }
        yield separator + json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


_FORMATS: dict[str, Writer] = {"jsonl": _jsonl, "csv": _csv, "ris": _ris, "bibtex": _bibtex, "csl-json": _csl}


def _list(values: Iterable[str]) -> str:
    return "; ".join(values)


def _date_parts(item: DecisionView) -> list[str]:
    """Year, month and day as far as they are known."""
    return item.date.split("-") if item.date and _DATE.fullmatch(item.date) else []


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _summary(item: DecisionView) -> str | None:
    sentences = item.summaries.get("en") or next(iter(item.summaries.values()), None)
    return " ".join(sentences) if sentences else None


def _url(item: DecisionView) -> str | None:
    """The official page, else where a document was collected on the web."""
    urls = (item.official_url, *(document.url for document in item.documents))
    return next((url for url in urls if url and url.startswith(("https://", "http://"))), None)
