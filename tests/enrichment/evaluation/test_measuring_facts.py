"""Facts are scored by field; relevance by label; protection by what can still be read; reading by its paragraphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from enrichment.evaluation.facts import evaluate_facts
from enrichment.evaluation.gold import MalformedGold
from enrichment.evaluation.people import evaluate_people, removed
from enrichment.evaluation.reading import evaluate_text
from enrichment.evaluation.relevance import evaluate_relevance

ROBBERY = (
    "Landgericht Osnabrück\n18 KLs 5/21\nUrteil vom 3. Juni 2021\n\n"
    "Der Angeklagte wird wegen schweren Raubes zu einer Freiheitsstrafe von vier Jahren verurteilt."
)


def gold(folder: Path, *records: dict[str, Any]) -> Path:
    file = folder / "gold.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return file


# -- facts -----------------------------------------------------------------------------------------------------------


def test_fields_are_scored_as_sets_and_values(tmp_path: Path) -> None:
    expect = {
        "decision_date": "2021-06-03",  # right
        "docket_numbers": ["18 kls 5/21", "19 KLs 1/21"],  # one right (case does not count), one missed
        "ecli": "ECLI:DE:LGOSNAB:2021:0603.18KLS5.21.00",  # not in the text: missed
        "court": {"country": "AUT"},  # wrong: one wrong, one missed
        "crimes": [],  # nothing to find, nothing found
    }
    report = evaluate_facts(gold(tmp_path, {"id": "a", "lang": "de", "text": ROBBERY, "expect": expect})).to_dict()
    assert report["by"]["decision_date"]["f1"] == 1.0
    assert report["by"]["docket_numbers"] == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "right": 1, "wrong": 0, "missed": 1, "accuracy": 0.0, "n": 1,
    }  # fmt: skip
    assert report["by"]["court"]["wrong"] == report["by"]["court"]["missed"] == 1
    assert report["by"]["crimes"]["accuracy"] == 1.0
    overall = report["overall"]
    assert (overall["right"], overall["wrong"], overall["missed"], overall["accuracy"]) == (2, 1, 3, 0.4)
    assert {item["field"] for item in report["worst"][0]["wrong"]} == {"docket_numbers", "ecli", "court"}


def test_an_absent_field_is_not_scored_and_null_means_that_the_text_is_silent(tmp_path: Path) -> None:
    report = evaluate_facts(gold(tmp_path, {"lang": "de", "text": ROBBERY, "expect": {"decision_date": None}}))
    assert set(report.by) == {"decision_date"}
    assert (report.overall["wrong"], report.overall["missed"]) == (1, 0)


@pytest.mark.parametrize(
    ("expect", "complaint"),
    [
        ({"crime": ["torture"]}, "the field 'crime'; fields are language"),
        ({"crimes": "torture"}, "'torture' for crimes"),
        ({"outcome": ["convicted"]}, "for outcome"),
        ({"court": {"city": "Osnabrück"}}, "for court"),
        ({"issues": ["amnesty"]}, "for issues"),
        ({}, "'expect' has to be an object"),
    ],
)
def test_malformed_expectations_are_named(tmp_path: Path, expect: dict[str, Any], complaint: str) -> None:
    with pytest.raises(MalformedGold, match=f"line 1: .*{complaint}"):
        evaluate_facts(gold(tmp_path, {"lang": "de", "text": ROBBERY, "expect": expect}))


# -- relevance -------------------------------------------------------------------------------------------------------


def test_confusion_and_scores_by_hand(tmp_path: Path) -> None:
    # a robbery is "neither": of four records three are labelled so, one is (falsely) called uj
    labels = ["neither", "neither", "neither", "uj"]
    records = [{"id": str(n), "lang": "de", "text": ROBBERY, "label": label} for n, label in enumerate(labels)]
    report = evaluate_relevance(gold(tmp_path, *records)).to_dict()
    assert report["n"] == 4
    assert report["confusion"]["neither"] == {"uj": 0, "core_crime": 0, "neither": 3}
    assert report["confusion"]["uj"] == {"uj": 0, "core_crime": 0, "neither": 1}
    assert report["by"]["neither"]["precision"] == 0.75
    assert report["by"]["neither"]["recall"] == 1.0
    assert (report["overall"]["recall"], report["overall"]["accuracy"]) == (0.0, 0.75)
    assert [item["id"] for item in report["worst"]] == ["3"]


def test_a_label_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(MalformedGold, match="line 1: 'label' is 'yes'; it has to be one of uj, core_crime, neither"):
        evaluate_relevance(gold(tmp_path, {"text": ROBBERY, "label": "yes"}))


# -- people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("Zeuge Max Muster sagte", "Zeuge [name of a witness removed] sagte", ["Max Muster"]),
        ("Max und Eva", "[name of a victim removed] und [name of a relative removed]", ["Max", "Eva"]),
        ("Zeugin P 14, P 14", "Zeugin [protected witness 1], [protected witness 1]", ["P 14", "P 14"]),
        ("wohnt in Weg 3", "wohnt in [address removed]", ["Weg 3"]),
        ("nichts", "nichts", []),
    ],
)
def test_what_was_masked_is_found_again(before: str, after: str, cut: list[str]) -> None:
    assert [before[start:end] for start, end in removed(before, after)] == cut


def test_a_text_changed_beside_its_masks_is_an_error() -> None:
    with pytest.raises(ValueError, match="beside its masks"):
        list(removed("Zeuge Max sagte", "Zeugin [name of a witness removed] sagte"))


def test_recall_kept_and_precision_by_hand(tmp_path: Path) -> None:
    text = "Der Zeuge Nabil Sayegh belastete den Angeklagten Malik Haddawi."

    def span(quote: str, role: str) -> dict[str, Any]:
        return {"start": text.index(quote), "end": text.index(quote) + len(quote), "role": role}

    record = {
        "id": "a",
        "lang": "de",
        "text": text,
        # the witness is masked; the court, falsely called a victim here, is not
        "mask": [span("Nabil Sayegh", "witness"), span("belastete", "victim")],
        "keep": [span("Malik Haddawi", "accused"), span("Sayegh", "judge")],
    }
    report = evaluate_people(gold(tmp_path, record)).to_dict()
    assert (report["overall"]["recall"], report["overall"]["kept"], report["overall"]["precision"]) == (0.5, 0.5, 1.0)
    assert report["by"]["witness"] == {"recall": 1.0, "n": 1}
    assert report["by"]["accused"] == {"kept": 1.0, "n": 1}
    assert "Sayegh" not in json.dumps(report)


def test_an_unknown_role_is_named(tmp_path: Path) -> None:
    record = {"text": "Max Muster", "mask": [{"start": 0, "end": 3, "role": "neighbour"}]}
    with pytest.raises(MalformedGold, match="line 1: 'mask' has the role 'neighbour'; roles are victim"):
        evaluate_people(gold(tmp_path, record))


# -- text ------------------------------------------------------------------------------------------------------------


def test_paragraphs_numbers_words_and_characters_by_hand(tmp_path: Path) -> None:
    lines = [f"{n}. Das ist der {n}te Absatz dieses Textes." for n in range(1, 5)]
    (tmp_path / "urteil.txt").write_text("\n\n".join(lines), "utf-8")
    paragraphs = [{"number": str(n), "text": f"Das ist der {n}te Absatz dieses Textes."} for n in (1, 2, 3)]
    paragraphs.append({"number": "9", "text": "Das ist der 4te Absatz dieses “Textes”."})
    report = evaluate_text(gold(tmp_path, {"file": "urteil.txt", "paragraphs": paragraphs})).to_dict()
    # 28 words, the last one with quotation marks; 4 paragraphs, the last one within 5 % of 39 characters? 2 > 1: not
    assert report["overall"]["wer"] == round(1 / 28, 4)
    assert report["overall"]["cer"] == round(2 / (3 * 37 + 39 + 3), 4)
    assert report["overall"]["paragraph_f1"] == 0.75
    assert report["overall"]["number_accuracy"] == 0.75
    assert report["wer"] == report["overall"]["wer"]
    assert report["by"] == {"urteil.txt": report["overall"]}


def test_typographic_quotes_and_dashes_are_no_errors(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Er sagte „nein“ – und ging.", "utf-8")
    record = {"file": "a.txt", "paragraphs": [{"number": None, "text": 'Er sagte "nein" - und ging.'}]}
    assert evaluate_text(gold(tmp_path, record)).overall == {
        "wer": 0.0, "cer": 0.0, "paragraph_f1": 1.0, "number_accuracy": 1.0,
    }  # fmt: skip


def test_an_unreadable_file_is_scored_as_empty_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_bytes(b"")
    record = {"id": "x", "file": "leer.txt", "paragraphs": [{"number": "1", "text": "Ein Absatz."}]}
    report = evaluate_text(gold(tmp_path, record))
    assert report.overall == {"wer": 1.0, "cer": 1.0, "paragraph_f1": 0.0, "number_accuracy": 0.0}
    assert report.worst[0]["problem"].startswith("empty")


def test_a_gold_record_without_paragraphs_is_named(tmp_path: Path) -> None:
    with pytest.raises(MalformedGold, match="line 1: 'paragraphs' has to be a list"):
        evaluate_text(gold(tmp_path, {"file": "a.txt"}))
