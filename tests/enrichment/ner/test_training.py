"""The recipe from corpora to weights: on a corpus of our own, as small as can be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enrichment.entities import find_entities
from enrichment.ner.card import table, write_figures
from enrichment.ner.corpora import Example, read_corpora, without
from enrichment.ner.measuring import hold_outs
from enrichment.ner.recipe import RECIPES, as_paragraphs, train
from enrichment.ner.sentence import Span
from enrichment.ner.train import main
from enrichment.ner.word_classes import WEIGHTS
from enrichment.text import Paragraph

CARD = Path(__file__).parents[3] / "docs" / "MODEL_CARD.md"
NAMES = ("Yusuf Demirel", "Karla Obermoser", "Tadeusz Wrona", "Ines Falk", "Bo Lind", "Mara Sole")
TOWNS = ("Ulmenau", "Birkheim", "Sandwik", "Torgelin", "Quarnbek", "Hohenfels")


def write_corpora(data: Path) -> None:
    for court in ("bag", "bgh"):
        lines = []
        for name in NAMES:
            for town in TOWNS:
                first, last = name.split()
                sentence = f"Zeuge O\n{first} B-PER\n{last} I-PER\nwohnt O\nin O\n{town}{court} B-ST\n. O\n"
                lines.append(sentence)
        folder = data / "german-ler"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"train.{court}.conll").write_text("\n".join(lines), "utf-8")


def test_training_from_corpora_to_entities(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_corpora(tmp_path / "data")
    out = tmp_path / "weights"
    arguments = ["--data", str(tmp_path / "data"), "--out", str(out), "--languages", "de", "sv", "--processes", "1"]
    assert main(arguments) == 0
    assert sorted(file.name for file in out.iterdir()) == ["de.classes.gz", "de.crf.gz", "figures.json"]
    figures = json.loads((out / "figures.json").read_text())
    assert figures["de"]["criminal court (BGH)"]["overall"]["n"] == 2 * len(NAMES) * len(TOWNS)
    monkeypatch.setenv("UJ_NER_WEIGHTS", str(out))
    text = "Zeuge Ines Falk wohnt in Torgelinbgh."
    found = [(text[e.start : e.end], e.label) for e in find_entities([Paragraph(text)], "de")]
    assert found == [("Ines Falk", "PER"), ("Torgelinbgh", "LOC")]


def test_no_corpus_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_file_can_be_left_out(tmp_path: Path) -> None:
    write_corpora(tmp_path)
    parts = {example.part for example in read_corpora(tmp_path, "de", leave_out=["bgh"])}
    assert parts == {"german-ler/train.bag.conll"}


def test_the_same_corpora_give_the_same_bytes(tmp_path: Path) -> None:
    write_corpora(tmp_path / "data")
    written = []
    for out in (tmp_path / "one", tmp_path / "other"):
        main(["--data", str(tmp_path / "data"), "--out", str(out), "--languages", "de", "--skip-figures"])
        written.append((out / "de.crf.gz").read_bytes())
    assert written[0] == written[1]


def test_nothing_can_be_learnt_from_nothing() -> None:
    with pytest.raises(ValueError, match="no entity"):
        train(RECIPES["sv"], [Example("Ingen är här.", (), "one")], {})


def test_sentences_become_paragraphs_with_their_entities_in_place() -> None:
    examples = [Example(f"In {town} schneit es.", (Span(3, 3 + len(town), "LOC"),), "one") for town in TOWNS * 4]
    joined = list(as_paragraphs(examples, 0.5))
    assert len(joined) < len(examples)
    assert [e.text[s.start : s.end] for e in joined for s in e.spans] == [*TOWNS * 4]
    assert list(as_paragraphs(examples, 0.0)) == examples


def test_what_is_measured_was_not_learnt() -> None:
    examples = [Example(f"Satz {n} aus {part}.", (), f"german-ler/{part}.conll") for part in ("train.bag", "train.bgh", "dev")
                for n in range(9)]  # fmt: skip
    examples += [Example(f"Nachricht {n}.", (), "germeval14/test.tsv") for n in range(20)]
    (held,) = hold_outs("de", examples).values()
    assert len(held.tests) == 3
    learnt = {example.text for example in held.training}
    for test in held.tests.values():
        assert test
        assert learnt.isdisjoint(example.text for example in test)
    assert {example.part for example in held.training} == {"german-ler/train.bag.conll", "germeval14/test.tsv"}
    assert without(examples, examples) == []


def test_the_card_shows_the_figures_that_the_recipe_wrote() -> None:
    figures = json.loads((WEIGHTS / "figures.json").read_text())
    assert table(figures) in CARD.read_text("utf-8")
    assert {"de", "en", "sv"} == set(figures)


def test_the_shipped_weights_are_small() -> None:
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) < 20_000_000


def test_figures_are_written_into_the_card(tmp_path: Path) -> None:
    card = tmp_path / "card.md"
    card.write_text("before\n<!-- figures -->\nold\n<!-- end of figures -->\nafter\n")
    score = {"precision": 0.5, "recall": 1.0, "f1": 0.6667, "n": 3}
    figures = {"de": {"a court": {"sentences": 1200, "overall": score, "by": {"PER": score}}}}
    write_figures(figures, tmp_path / "figures.json", card)
    assert "| de | a court | 1,200 | 3 | 50.0 / 100.0 / 66.7 | 66.7 |" in card.read_text()
    write_figures({"sv": figures["de"]}, tmp_path / "figures.json", card)
    assert card.read_text().count("a court") == 2
    assert card.read_text().startswith("before\n")
    assert "old" not in card.read_text()
