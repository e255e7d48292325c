"""`uj export --vocabulary skos`, as scripts meet it."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS

from tests.pipelines.test_commands import uj


def test_the_vocabulary_is_written_without_a_library(tmp_path: Path) -> None:
    target = tmp_path / "vocabulary.ttl"
    result = uj(
        tmp_path / "home", "export", "--vocabulary", "skos", "--base", "https://uj.example.org/concepts/", "-o", target
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    graph = Graph().parse(target, format="turtle")
    assert (URIRef("https://uj.example.org/concepts/torture"), RDF.type, SKOS.Concept) in graph
    assert not (tmp_path / "home").exists()


def test_json_ld_goes_to_standard_output(tmp_path: Path) -> None:
    result = uj(tmp_path / "home", "export", "--vocabulary", "skos", "--format", "json-ld")
    assert result.returncode == 0
    assert len(set(Graph().parse(data=result.stdout, format="json-ld").subjects(RDF.type, SKOS.Concept))) > 95


def test_what_cannot_be_exported_is_said_in_one_line(tmp_path: Path) -> None:
    for arguments in (["owl"], ["skos", "--format", "csv"], ["skos", "--base", "concepts"], ["skos", "some-decision"]):
        result = uj(tmp_path / "home", "export", "--vocabulary", *arguments)
        assert result.returncode == 2
        assert result.stdout == ""
        assert len(result.stderr.strip().split("\n")) == 1, result.stderr
