"""Exports that other programs read."""

from __future__ import annotations

import csv
import io
import json

import pytest

from search_ui.library import Library
from tests.search_ui.library.documents import document, known

ONE = "de-one--2021-01-28--supreme"


@pytest.fixture
def filled(library: Library) -> Library:
    library.publish_registry(
        [known(ONE, docket_numbers=("3 StR 1/20", "3 StR 2/20"), neutral_citation="BGHSt 65, 286")]
    )
    library.publish(
        document(
            "a", "Costs & fees: 5 %.", title='=HYPERLINK("x") {odd}_title', date="2020", url="file:///home", court=None
        )
    )
    return library


def export(library: Library, format_: str, *ids: str) -> str:
    return "".join(library.export(list(ids) or None, format_))


def test_json_lines_hold_everything(filled: Library) -> None:
    lines = [json.loads(line) for line in export(filled, "jsonl").splitlines()]
    assert [line["id"] for line in lines] == sorted(line["id"] for line in lines)
    by_id = {line["id"]: line for line in lines}
    assert by_id[ONE]["summaries"]["en"][0] == "He was charged with war crimes in a camp."
    (other,) = by_id.keys() - {ONE}
    assert by_id[other]["paragraphs"][0]["text"] == "Costs & fees: 5 %."


def test_csv_is_a_table_that_runs_nothing(filled: Library) -> None:
    rows = list(csv.DictReader(io.StringIO(export(filled, "csv"))))
    by_id = {row["id"]: row for row in rows}
    assert by_id[ONE]["docket_numbers"] == "3 StR 1/20; 3 StR 2/20"
    assert by_id[ONE]["registered"] == "yes"
    (other,) = by_id.keys() - {ONE}
    assert by_id[other]["title"].startswith("'=HYPERLINK")


def test_ris(filled: Library) -> None:
    lines = export(filled, "ris", ONE).split("\r\n")
    assert lines[0] == "TY  - CASE"
    assert "TI  - Case of the border camp" in lines
    assert "PB  - Bundesgerichtshof" in lines
    assert "SV  - 3 StR 1/20; 3 StR 2/20" in lines
    assert "DA  - 2021/01/28/" in lines
    assert "UR  - https://court.example/1" in lines
    assert lines[-3:] == ["ER  - ", "", ""]


def test_bibtex_escapes_what_tex_would_read(filled: Library) -> None:
    text = export(filled, "bibtex")
    assert f"@misc{{{ONE}," in text
    assert '  title = {=HYPERLINK("x") \\{odd\\}\\_title},' in text
    assert "  author = {{Bundesgerichtshof}}," in text
    assert text.count("{") - text.count("\\{") == text.count("}") - text.count("\\}")
    assert "file://" not in text


def test_csl_json(filled: Library) -> None:
    items = {item["id"]: item for item in json.loads(export(filled, "csl-json"))}
    assert items[ONE]["type"] == "legal_case"
    assert items[ONE]["authority"] == "Bundesgerichtshof"
    assert items[ONE]["issued"] == {"date-parts": [[2021, 1, 28]]}
    (other,) = items.keys() - {ONE}
    assert items[other]["issued"] == {"date-parts": [[2020]]}
    assert json.loads("".join(filled.export([], "csl-json"))) == []


def test_refusals_come_before_the_first_piece(filled: Library) -> None:
    with pytest.raises(ValueError, match=r"unknown export format 'docx'; there are jsonl, csv, ris, bibtex, csl-json"):
        filled.export(None, "docx")
    with pytest.raises(KeyError, match="no-such"):
        filled.export([ONE, "no-such"], "csv")


def test_ids_are_exported_in_the_order_asked_once(filled: Library) -> None:
    other = next(iter(filled.published_ids() - {ONE}))
    rows = list(csv.DictReader(io.StringIO(export(filled, "csv", other, ONE, other))))
    assert [row["id"] for row in rows] == [other, ONE]
