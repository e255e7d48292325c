"""The `uj` command as people and scripts meet it: output, exit codes, one clear line for whatever goes wrong."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from pipelines.demo.portals import FILES

ROOT = Path(__file__).parents[2]


def uj(home: Path, *arguments: str | Path, stdin: bytes | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("UJ_")}
    result = subprocess.run(
        [sys.executable, "-m", "pipelines.cli", *map(str, arguments)],
        env={**environment, "UJ_HOME": str(home), **env},
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        check=False,
    )
    return subprocess.CompletedProcess(result.args, result.returncode, result.stdout.decode(), result.stderr.decode())


def as_json(result: subprocess.CompletedProcess[str]) -> Any:
    assert result.stdout, result.stderr
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which `uj demo` has run once."""
    home = tmp_path_factory.mktemp("demo") / "home"
    result = uj(home, "demo")
    assert result.returncode == 0, result.stderr
    assert "1 StE 9/19" in result.stdout
    assert "http://127.0.0.1:8000" in result.stdout
    return home


@pytest.mark.xdist_group("commands")
class TestDemo:
    def test_every_sample_is_published_or_waits_for_ocr(self, demo: Path) -> None:
        status = as_json(uj(demo, "status", "--json"))
        for source in ("de_rii", "de_juris", "nl_rechtspraak", "uk_find_case_law", "folder"):
            counts = status["sources"][source]
            assert counts["records"] == counts["published"] + counts["quarantined"]
            assert counts["published"] > 0
        assert {item["kind"] for item in status["quarantine"]} <= {"needs_ocr"}
        assert status["index"] == {"missing": [], "surplus": []}
        assert status["library"]["decisions"] >= 197

    def test_samples_belong_to_the_registry_decisions_they_are_about(self, demo: Path) -> None:
        for wanted in (
            "1 StE 9/19",
            "ECLI:NL:HR:2008:BC7418",
            "[1999] UKHL 17",
            "3StR564/19",
            "22-82.468",
            "B 3787-16",
        ):
            view = as_json(uj(demo, "show", wanted, "--json"))
            assert view["registered"], wanted
            assert view["text_available"] == "editorial_note", wanted
            assert view["paragraphs"], wanted

    @pytest.mark.parametrize(
        "typed", ["3StR564/19", "3 StR 564/19", "BGH 3 StR 564/19", "ecli:de:bgh:2021:280121u3str564.19.0"]
    )
    def test_a_docket_is_found_however_typed(self, demo: Path, typed: str) -> None:
        found = as_json(uj(demo, "search", typed, "--json"))
        assert found["hits"][0]["id"] == "de-afghan-officer--2021-01-28--supreme"

    def test_words_names_phrases_filters_and_exclusions(self, demo: Path) -> None:
        assert as_json(uj(demo, "search", "Koblenz Raslan", "--json"))["hits"][0]["case_key"] == "de-raslan"
        german = as_json(uj(demo, "search", '"crimes against humanity"', "--filter", "forum=DEU", "--json"))
        assert {hit["forum"] for hit in german["hits"]} == {"DEU"}
        everything = as_json(uj(demo, "search", "torture", "--json"))["total"]
        assert 0 < as_json(uj(demo, "search", "torture", "-Syria", "--json"))["total"] < everything

    def test_running_again_changes_nothing(self, demo: Path) -> None:
        before = as_json(uj(demo, "status", "--json"))
        again = as_json(uj(demo, "ingest", FILES, "--json"))
        (folder,) = again["sources"]
        assert (folder["new"], folder["changed"]) == (0, 0)
        assert as_json(uj(demo, "status", "--json")) == before

    def test_the_demo_home_verifies_exports_and_restores(self, demo: Path, tmp_path: Path) -> None:
        assert uj(demo, "verify").returncode == 0
        lines = uj(demo, "export").stdout.splitlines()
        assert len(lines) == as_json(uj(demo, "status", "--json"))["library"]["decisions"]
        assert json.loads(lines[0])["id"]
        assert uj(demo, "backup", tmp_path / "b.tar.gz").returncode == 0
        assert uj(tmp_path / "other", "restore", tmp_path / "b.tar.gz").returncode == 0
        assert uj(tmp_path / "other", "verify").returncode == 0
        (original,) = list((tmp_path / "other" / "archive" / "originals").rglob("*"))[-1:]
        original.chmod(0o644)
        original.write_bytes(b"tampered")
        tampered = uj(tmp_path / "other", "verify")
        assert tampered.returncode == 1
        assert original.name in tampered.stdout

    def test_a_withdrawn_decision_is_gone_from_search_and_leaves_a_tombstone(self, demo: Path, tmp_path: Path) -> None:
        uj(demo, "backup", tmp_path / "b.tar.gz")
        home = tmp_path / "home"
        uj(home, "restore", tmp_path / "b.tar.gz")
        wanted = "de-nadine-k--2023-06-21--first"
        assert uj(home, "withdraw", wanted, "--reason", "order of the court").returncode == 0
        assert wanted not in uj(home, "search", "2 StE 9/22").stdout
        assert "order of the court" in uj(home, "show", wanted).stdout
        assert as_json(uj(home, "status", "--json"))["index"] == {"missing": [], "surplus": []}
        assert uj(home, "withdraw", "no-such-decision", "--reason", "x").returncode == 3


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("search", "x"), 1, "no index|no library|run `uj"),
        (("show", "x"), 1, "no library"),
        (("status",), 1, "no library"),
        (("verify",), 1, "no library"),
        (("crawl", "atlantis"), 2, "there is no source"),
        (("crawl", "uk_find_case_law"), 1, "is off"),
        (("crawl", "folder"), 2, "uj ingest"),
        (("ingest", "/does/not/exist"), 2, "does not exist"),
        (("search", "x", "--filter", "colour=red"), 2, "facets are"),
        (("search", "x", "--sort", "beauty"), 2, "--sort is one of"),
        (("enrich", "/does/not/exist"), 2, "cannot be read"),
        (("enrich", "x", "--format", "papyrus"), 2, "there is no format"),
        (("alerts", "list"), 1, "no library"),
        (("nonsense",), 2, "No such command"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(tmp_path: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    import re

    result = uj(tmp_path / "home", *arguments)
    assert result.returncode == code, result.stderr
    assert re.search(says, result.stderr), result.stderr
    assert "Traceback" not in result.stderr


def _zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.xml", b"<a>" + b" " * 300_000_000)
    return buffer.getvalue()


HOSTILE: dict[str, bytes] = {
    "empty.pdf": b"",
    "truncated.pdf": (FILES / "fr-cour-de-cassation-22-82468.pdf").read_bytes()[:700],
    "truncated.docx": (FILES / "se-stockholms-tingsratt-b-3787-16.docx").read_bytes()[:5000],
    "bomb.zip": _zip_bomb(),
    "entities.xml": b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>',
    "outside.xml": b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><dokument>&x;</dokument>',
    "binary.html": bytes(random.Random(3).randrange(256) for _ in range(40_000)),
    "claims-2-gb.pdf": b"%PDF-1.7\n1 0 obj<</Length 2147483647>>stream\nxx",
    "wrong-type.docx": b"%!PS-Adobe-3.0 this is PostScript",
    "not.json": b'{"title": "cut off',
}


@pytest.mark.xdist_group("commands")
def test_bad_input_is_quarantined_and_costs_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, data in HOSTILE.items():
        (folder / name).write_bytes(data)
    sound = FILES / "es-tribunal-supremo-sts-1240-2006.html"
    (folder / sound.name).write_bytes(sound.read_bytes())
    latin = "<html><body><p>Beschluß über die Revision, § 7 VStGB, Völkermord.</p></body></html>"
    (folder / "latin.html").write_bytes(latin.encode("cp1252"))
    with (folder / "huge.pdf").open("wb") as huge:
        huge.truncate(2 * 1024**3)  # a sparse file: it claims 2 GB

    result = uj(tmp_path / "home", "ingest", folder, "--json")
    summary = as_json(result)
    assert result.returncode == 0, result.stderr
    held = {Path(item["record"]).name: item for item in summary["quarantine"]}
    assert set(held) == {*HOSTILE, "huge.pdf"}
    assert all(item["reason"] and "\n" not in item["reason"] for item in held.values())
    assert not [item for item in held.values() if item["kind"] in ("error", "crashed")]
    totals = summary["totals"]
    assert totals["published"] == 2
    assert totals["records"] == totals["published"] + totals["quarantined"]
    assert uj(tmp_path / "home", "ingest", folder, "--strict").returncode == 4

    only_bad = tmp_path / "bad"
    only_bad.mkdir()
    (only_bad / "empty.pdf").write_bytes(b"")
    assert uj(tmp_path / "other", "ingest", only_bad).returncode == 4


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_enrich_says_in_one_line_why_a_document_cannot_be_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name])
    result = uj(tmp_path / "home", "enrich", path, "--json")
    assert result.returncode == 4
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_enrich_prints_every_field_of_the_published_format(tmp_path: Path) -> None:
    result = uj(tmp_path / "home", "enrich", FILES / "es-tribunal-supremo-sts-1240-2006.html", "--json")
    facts = as_json(result)
    assert {
        "language", "title", "court", "ecli", "docket_numbers", "neutral_citation", "decision_date", "decision_type",
        "paragraphs", "citations", "accused", "territorial_states", "nationality", "crimes", "modes_of_liability",
        "jurisdiction_basis", "issues", "outcome", "sentence", "facts", "persons", "relevance", "case_key", "reading",
        "problems",
    } <= set(facts)  # fmt: skip
    assert facts["language"] == "es"
    assert facts["ecli"] == "ECLI:ES:TS:2006:7627"
    for citation in facts["citations"]:
        text = facts["paragraphs"][citation["paragraph"]]["text"]
        assert text[citation["start"] : citation["end"]] == citation["text"]
    from_stdin = uj(
        tmp_path / "home",
        "enrich",
        "-",
        "--json",
        stdin=(FILES / "es-tribunal-supremo-sts-1240-2006.html").read_bytes(),
    )
    assert as_json(from_stdin)["ecli"] == facts["ecli"]
    assert (
        "Palestina"
        in uj(tmp_path / "home", "enrich", FILES / "es-tribunal-supremo-sts-1240-2006.html", "--text-only").stdout
    )


def test_crawl_replays_captures_without_the_network(tmp_path: Path) -> None:
    captures = ROOT / "tests" / "portals" / "nl_rechtspraak"
    result = uj(tmp_path / "home", "crawl", "nl_rechtspraak", "--replay", captures, "--json")
    report = as_json(result)
    assert report["items_new"] > 0
    assert (result.returncode == 0) == report["ok"]
