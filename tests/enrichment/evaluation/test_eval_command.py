"""`uj eval` as people and scripts meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "gold"


def uj(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("UJ_")}
    return subprocess.run(
        [sys.executable, "-m", "pipelines.cli", "eval", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("kind", ["text", "ner"])
def test_the_report_as_json(kind: str) -> None:
    gold = GOLD / {"text": "text.jsonl", "ner": "ner.conll"}[kind]
    result = uj(kind, "--gold", gold, "--json")
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert {"kind", "n", "overall", "by", "worst"} <= set(report)
    assert report["kind"] == kind


def test_the_report_for_people() -> None:
    result = uj("text", "--gold", GOLD / "text.jsonl")
    assert result.returncode == 0, result.stderr
    assert "text: 2 records" in result.stdout
    assert "documents/urteil.html" in result.stdout


def test_a_malformed_line_ends_with_one_line_and_code_2(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"text": "gut", "label": "uj"}\n{"text": 5, "label": "uj"}\n', "utf-8")
    result = uj("relevance", "--gold", file)
    assert result.returncode == 2
    assert result.stderr.strip() == "uj: gold.jsonl line 2: 'text' has to be a string"


def test_an_unknown_kind_or_an_absent_file_ends_with_one_line_and_code_2(tmp_path: Path) -> None:
    unknown = uj("beauty", "--gold", GOLD / "text.jsonl")
    assert (unknown.returncode, len(unknown.stderr.strip().splitlines())) == (2, 1)
    assert "there is no evaluation 'beauty'; there are text, citations" in unknown.stderr
    absent = uj("search", "--gold", tmp_path / "none.json")
    assert (absent.returncode, len(absent.stderr.strip().splitlines())) == (2, 1)
    assert "none.json: cannot be read" in absent.stderr
