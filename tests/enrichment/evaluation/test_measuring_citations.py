"""Citations are scored by exact span and kind; normal forms apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from enrichment.evaluation.citations import evaluate_citations
from enrichment.evaluation.gold import MalformedGold

TEXT = "Vgl. BGH, Urteil vom 28. Januar 2021 – 3 StR 564/19, BGHSt 65, 286.\n\nDazu § 7 Abs. 1 Nr. 5 VStGB."


def span(quote: str, kind: str, norm: str | None = None, text: str = TEXT) -> dict[str, Any]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "kind": kind} | ({"norm": norm} if norm else {})


def gold(folder: Path, *records: dict[str, Any]) -> Path:
    file = folder / "citations.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return file


def test_one_right_one_of_another_kind_one_too_long(tmp_path: Path) -> None:
    spans = [
        span("3 StR 564/19", "docket", "3 StR 564/19"),
        span("BGHSt 65, 286", "reporter"),  # found, but as neutral
        span("§ 7 Abs. 1 Nr. 5", "provision"),  # found with its statute
    ]
    report = evaluate_citations(gold(tmp_path, {"id": "a", "lang": "de", "text": TEXT, "spans": spans})).to_dict()
    assert (report["kind"], report["n"]) == ("citations", 1)
    overall = report["overall"]
    assert (overall["right"], overall["wrong"], overall["missed"]) == (1, 2, 2)
    assert overall["precision"] == overall["recall"] == overall["f1"] == 0.3333
    assert overall["norm_accuracy"] == 1.0
    assert report["by"]["docket"]["f1"] == 1.0
    assert report["by"]["neutral"]["wrong"] == report["by"]["reporter"]["missed"] == 1
    assert report["by_language"]["de"]["right"] == 1
    assert [item["text"] for item in report["worst"][0]["wrong"]] == ["BGHSt 65, 286", "§ 7 Abs. 1 Nr. 5 VStGB"]


def test_a_wrong_norm_leaves_the_span_right(tmp_path: Path) -> None:
    spans = [
        span("3 StR 564/19", "docket", "3 StR 564/2019"),
        span("BGHSt 65, 286", "neutral"),
        span("§ 7 Abs. 1 Nr. 5 VStGB", "provision", "VStGB/7/1/5"),
    ]
    report = evaluate_citations(gold(tmp_path, {"lang": "de", "text": TEXT, "spans": spans}))
    assert report.overall["f1"] == 1.0
    assert report.overall["norm_accuracy"] == 0.5
    assert report.worst[0]["norms"][0]["expected"] == "3 StR 564/2019"


def test_a_text_without_citations_counts_what_is_found_there_as_wrong(tmp_path: Path) -> None:
    report = evaluate_citations(gold(tmp_path, {"lang": "de", "text": TEXT, "spans": []}))
    assert (report.overall["precision"], report.overall["wrong"]) == (0.0, 3)


def test_an_unknown_kind_is_named_with_its_line(tmp_path: Path) -> None:
    file = gold(tmp_path, {"text": TEXT, "spans": []}, {"text": TEXT, "spans": [span("65", "page")]})
    with pytest.raises(MalformedGold, match=r"citations\.jsonl line 2: kind 'page' has to be one of ecli"):
        evaluate_citations(file)
