"""Gold files: what is read, and that a malformed line is named with its mend."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enrichment.evaluation.gold import MalformedGold, read_records


def write(folder: Path, *lines: object) -> Path:
    file = folder / "gold.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return file


def test_records_keep_their_line_numbers_over_blank_lines(tmp_path: Path) -> None:
    file = write(tmp_path, {"id": "a", "text": "eins"}, "", {"text": "zwei", "lang": "de"})
    first, second = read_records(file)
    assert (first.line, first.id, first.language) == (1, "a", None)
    assert (second.line, second.id, second.language) == (3, "line 3", "de")


def test_a_byte_order_mark_and_line_separators_inside_strings_are_harmless(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps({"text": "a\u2028b"}, ensure_ascii=False).encode() + b"\r\n")
    (record,) = read_records(file)
    assert record.text([]) == "a\u2028b"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"id": "a"', "line 2: not a JSON record"),
        ("[1, 2]", "line 2: a record is a JSON object"),
    ],
)
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    with pytest.raises(MalformedGold, match=complaint):
        list(read_records(write(tmp_path, {"text": "gut"}, line)))


def test_an_empty_absent_or_foreign_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MalformedGold, match="no record"):
        list(read_records(write(tmp_path, "")))
    with pytest.raises(MalformedGold, match=r"absent\.jsonl: cannot be read"):
        list(read_records(tmp_path / "absent.jsonl"))
    (tmp_path / "latin").write_bytes('{"text": "für"}'.encode("cp1252"))
    with pytest.raises(MalformedGold, match="not UTF-8 at byte 11"):
        list(read_records(tmp_path / "latin"))


@pytest.mark.parametrize(
    "span",
    [{"start": 0, "end": 99}, {"start": 4, "end": 4}, {"start": -1, "end": 2}, {"start": "0", "end": 2}, "0-2", {}],
)
def test_a_span_outside_the_text_is_refused(tmp_path: Path, span: object) -> None:
    (record,) = read_records(write(tmp_path, {"text": "kurz", "spans": [span]}))
    with pytest.raises(MalformedGold, match="line 1: 'spans' holds"):
        record.spans("spans", "kurz")


def test_a_quote_has_to_be_what_stands_there(tmp_path: Path) -> None:
    (record,) = read_records(write(tmp_path, {"spans": [{"start": 0, "end": 4, "quote": "kurz"}]}))
    assert record.spans("spans", "kurz und gut")[0].end == 4
    with pytest.raises(MalformedGold, match="is not the quote 'kurz'"):
        record.spans("spans", "lang und gut")


def test_offsets_count_code_points_not_bytes_or_utf16_units(tmp_path: Path) -> None:
    text = "𝕊 § 7"
    (record,) = read_records(write(tmp_path, {"text": text, "spans": [{"start": 2, "end": 5, "quote": "§ 7"}]}))
    assert record.spans("spans", record.text([]))[0].start == 2


def test_a_text_can_be_part_of_a_file_in_any_of_the_named_folders(tmp_path: Path) -> None:
    gold, material = tmp_path / "gold", tmp_path / "material" / "texts"
    gold.mkdir()
    material.mkdir(parents=True)
    (material / "urteil.json").write_text(json.dumps({"text": "Im Namen des Volkes. Urteil."}), "utf-8")
    (record,) = read_records(write(gold, {"file": "texts/urteil.json", "start": 3, "end": 19}))
    assert record.text([tmp_path / "material"]) == "Namen des Volkes"
    with pytest.raises(MalformedGold, match=r"there is no file 'texts/urteil\.json'"):
        record.text([])


def test_a_file_beside_the_gold_file_or_in_its_parent_folder_is_found(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "near.txt").write_text("nah", "utf-8")
    (tmp_path / "far.txt").write_text("fern", "utf-8")
    near, far = read_records(write(gold, {"file": "near.txt"}, {"file": "far.txt"}))
    assert (near.text([]), far.text([])) == ("nah", "fern")


def test_a_missing_text_and_a_wrong_choice_are_named(tmp_path: Path) -> None:
    (record,) = read_records(write(tmp_path, {"label": "maybe"}))
    with pytest.raises(MalformedGold, match="line 1: 'text' is missing"):
        record.text([])
    with pytest.raises(MalformedGold, match="it has to be one of uj, neither"):
        record.choice("label", ("uj", "neither"))
