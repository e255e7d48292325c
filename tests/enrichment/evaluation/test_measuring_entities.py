"""CoNLL sentences put together again, and entities scored by span and coarse class."""

from __future__ import annotations

from pathlib import Path

import pytest

from enrichment.entities import find_entities
from enrichment.evaluation.conll import put_together, read_sentences
from enrichment.evaluation.gold import MalformedGold
from enrichment.evaluation.ner import evaluate_ner
from enrichment.text import Paragraph


def corpus(folder: Path, text: str) -> Path:
    file = folder / "corpus.conll"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(
    ("tokens", "printed"),
    [
        ("Das gilt ( nur ) hier .", "Das gilt (nur) hier."),
        ('Er sagte " nein " und ging .', 'Er sagte "nein" und ging.'),
        ("„ Ja “ , rief sie .", "„Ja“, rief sie."),
        ("Az. 3 StR 564 / 19", "Az. 3 StR 564/19"),
        ("BVerfGE 82 , 159 < 195 >", "BVerfGE 82, 159 <195>"),
        ("und so weiter ...", "und so weiter ..."),
    ],
)
def test_sentences_are_put_together_as_printed(tokens: str, printed: str) -> None:
    text, places = put_together(tokens.split())
    assert text == printed
    assert [text[start:end] for start, end in places] == tokens.split()


def test_entities_are_spans_of_the_printed_sentence(tmp_path: Path) -> None:
    file = corpus(tmp_path, "Das O\nOLG B-GRT\nKoblenz I-GRT\n( O\nSyrien B-LD\n) O\n. O\n\nJa O\n")
    first, second = read_sentences(file)
    assert first.text == "Das OLG Koblenz (Syrien)."
    assert [(first.text[e.start : e.end], e.label) for e in first.entities] == [
        ("OLG Koblenz", "GRT"),
        ("Syrien", "LD"),
    ]
    assert (second.line, second.text) == (9, "Ja")


def test_neighbours_and_a_tag_that_goes_on_without_a_beginning(tmp_path: Path) -> None:
    file = corpus(tmp_path, "Meyer B-RR\nMüller B-RR\nBonn I-ST\n")
    (sentence,) = read_sentences(file)
    assert [sentence.text[e.start : e.end] for e in sentence.entities] == ["Meyer", "Müller", "Bonn"]


def test_germeval_columns_are_read(tmp_path: Path) -> None:
    file = corpus(tmp_path, "#\thttp://example.org\n1\tIn\tO\tO\n2\tKoblenz\tB-LOC\tO\n3\tsyrische\tB-LOCderiv\tO\n")
    (sentence,) = read_sentences(file)
    assert [e.label for e in sentence.entities] == ["LOC", "LOCderiv"]


@pytest.mark.parametrize("line", ["Koblenz", "Koblenz B-TOWN", "Koblenz LD"])
def test_a_malformed_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(MalformedGold, match=r"corpus\.conll line 2: "):
        list(read_sentences(corpus(tmp_path, f"In O\n{line}\n")))


def test_scores_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UJ_NER_WEIGHTS", str(tmp_path / "no weights"))
    # rules alone find the norm and the State, and miss the person
    text = "Nach O\n§ B-GS\n7 I-GS\nVStGB I-GS\nwurde O\nF. B-PER\nin O\nSyrien B-LD\nverfolgt O\n. O\n"
    report = evaluate_ner(corpus(tmp_path, text), language="de").to_dict()
    assert report["by"]["NRM"]["f1"] == report["by"]["LOC"]["f1"] == 1.0
    assert report["by"]["PER"]["missed"] == 1
    assert (report["overall"]["precision"], report["overall"]["recall"]) == (1.0, 0.6667)
    assert report["worst"][0]["missed"] == [{"start": 21, "end": 23, "class": "PER", "text": "F."}]


def test_a_general_corpus_is_scored_on_persons_places_and_organisations_only(tmp_path: Path) -> None:
    text = "In O\nSyrien B-LOC\ngilt O\n§ O\n7 O\nVStGB O\nnicht O\n. O\n"
    report = evaluate_ner(corpus(tmp_path, text), language="de")
    assert (report.overall["right"], report.overall["wrong"]) == (1, 0)


def test_a_whole_decision_is_one_entity() -> None:
    text = "So auch BGH, Urteil vom 28. Januar 2021 – 3 StR 564/19, NJW 2021, 1326 Rn. 13 ff.; anders § 8 VStGB."
    found = [(text[e.start : e.end], e.label) for e in find_entities([Paragraph(text)], "de")]
    assert found == [
        ("BGH, Urteil vom 28. Januar 2021 – 3 StR 564/19, NJW 2021, 1326 Rn. 13 ff.", "RS"),
        ("§ 8 VStGB", "NRM"),
    ]


def test_norms_joined_by_words_are_one_entity_and_literature_is_no_norm() -> None:
    text = "Nach § 7 Abs. 1 i. V. m. § 1 VStGB (vgl. Werle/Jeßberger, Völkerstrafrecht, 5. Aufl., § 8 Rn. 3)."
    found = [(text[e.start : e.end], e.label) for e in find_entities([Paragraph(text)], "de")]
    assert found == [
        ("§ 7 Abs. 1 i. V. m. § 1 VStGB", "NRM"),
        ("Werle/Jeßberger, Völkerstrafrecht, 5. Aufl., § 8 Rn. 3", "LIT"),
    ]
