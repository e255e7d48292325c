"""Captured answers: what a manifest says, and what is recognised without one."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from spiders.errors import BadReplay
from spiders.replay import Captures, Sought

TOC = re.compile(rb"<items[\s>]")
STATED = re.compile(rb"<doknr>([0-9A-Z]+)</doknr>")


def manifest(folder: Path, *rows: dict[str, Any]) -> Captures:
    (folder / "replay.json").write_text(json.dumps(rows))
    return Captures(folder)


def body(
    captures: Captures, url: str, sought: Sought | None = None, method: str = "GET", sent: bytes = b""
) -> bytes | None:
    answer = captures.answer(method, url, sent, sought or Sought())
    return None if answer is None else answer.body


def test_the_first_entry_that_fits_answers(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / name).write_text(name)
    captures = manifest(
        tmp_path,
        {"url": "https://p.example/x?b=2&a=1", "file": "a", "status": 203, "headers": {"ETag": "e"}},
        {"url": "/y", "file": "b"},
        {"url_pattern": r"https://p\.example/z/\d+", "file": "c"},
        {"method": "post", "url": "/search", "body_contains": ["one", "two"], "file": "d"},
        {"url": "/gone", "status": 410},
    )
    assert captures.has_manifest
    answer = captures.answer("GET", "https://p.example/x?a=1&b=2", b"", Sought())
    assert answer is not None
    assert (answer.body, answer.status, answer.headers["ETag"]) == (b"a", 203, "e")
    assert body(captures, "https://other.example/y") == b"b"
    assert body(captures, "https://p.example/z/17") == b"c"
    assert body(captures, "https://p.example/z/17b") is None
    assert body(captures, "https://p.example/search", method="POST", sent=b"one and two") == b"d"
    assert body(captures, "https://p.example/search", method="POST", sent=b"one") is None
    assert body(captures, "https://p.example/search", sent=b"one and two") is None
    gone = captures.answer("GET", "https://p.example/gone", b"", Sought())
    assert gone is not None
    assert gone.status == 410


def test_with_a_manifest_nothing_else_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "KORE1.xml").write_text("<doknr>KORE1</doknr>")
    captures = manifest(tmp_path)
    assert body(captures, "https://p.example/jb-KORE1.zip", Sought(keys=("KORE1",), suffixes=(".xml",))) is None


@pytest.mark.parametrize(
    "row",
    [
        {"url": "/x", "file": "missing"},
        {"url": "/x", "file": "../outside"},
        {"url": "/x", "colour": "red"},
        {"file": "a"},
        {"url": "/x", "url_pattern": "x"},
        {"url_pattern": "("},
        "no object",
    ],
)
def test_a_manifest_with_a_fault_is_refused_in_one_line(tmp_path: Path, row: Any) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "outside").write_text("x")
    (inside / "a").write_text("x")
    with pytest.raises(BadReplay, match=r"replay\.json") as caught:
        manifest(inside, row)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadReplay, match="no such folder"):
        Captures(tmp_path / "nowhere")


def test_documents_are_found_by_the_name_of_their_file_anywhere_below(tmp_path: Path) -> None:
    (tmp_path / "deep" / "uksc" / "2024" / "123").mkdir(parents=True)
    (tmp_path / "deep" / "ECLI.NL.HR.1997.AA3187.xml").write_text("nl")
    (tmp_path / "deep" / "uksc" / "2024" / "123" / "data.xml").write_text("uk")
    (tmp_path / "KORE1.xml").write_text("xml")
    (tmp_path / "jb-KORE1.zip").write_text("zip")
    (tmp_path / "KORE2.txt").write_text("not of a kind that is asked for")
    captures = Captures(tmp_path)
    url = "https://p.example/anything"
    nl = Sought(keys=("ECLI:NL:HR:1997:AA3187",), suffixes=(".xml",))
    assert body(captures, url, nl) == b"nl"
    assert body(captures, url, Sought(keys=("uksc/2024/123/data", "uksc/2024/123"), suffixes=(".xml",))) == b"uk"
    assert body(captures, url, Sought(keys=("jb-KORE1", "KORE1"), suffixes=(".zip", ".xml"))) == b"zip"
    assert body(captures, url, Sought(keys=("KORE1",), suffixes=(".zip", ".xml"))) == b"xml"
    assert body(captures, url, Sought(keys=("KORE2",), suffixes=(".zip", ".xml"))) is None
    assert body(captures, url, Sought(keys=("ORE1",), suffixes=(".xml",))) is None


def test_a_document_may_be_found_by_the_id_it_gives_itself(tmp_path: Path) -> None:
    (tmp_path / "sample_one.xml").write_text("<dokument><doknr>KORE7</doknr></dokument>")
    sought = Sought(keys=("jb-KORE7", "KORE7"), suffixes=(".xml",), states_id=STATED)
    assert body(Captures(tmp_path), "https://p.example/jb-KORE7.zip", sought) is not None


def test_listings_are_recognised_by_content_and_served_page_by_page(tmp_path: Path) -> None:
    (tmp_path / "b_toc.xml").write_text("<?xml version='1.0'?><items>2</items>")
    (tmp_path / "a_toc.xml").write_text("<?xml version='1.0'?><items>1</items>")
    (tmp_path / "other.xml").write_text("<feed/>")
    captures = Captures(tmp_path)
    pages = [body(captures, "https://p.example/list", Sought(listing=TOC, page=page)) for page in range(3)]
    assert pages == [b"<?xml version='1.0'?><items>1</items>", b"<?xml version='1.0'?><items>2</items>", None]


def test_listings_of_one_form_are_told_apart_by_label(tmp_path: Path) -> None:
    results = re.compile(rb'"resultList"')
    for land in ("rp", "he"):
        (tmp_path / f"{land}_search.json").write_text(json.dumps({"resultList": [], "land": land}))
    captures = Captures(tmp_path)
    labels = frozenset({"rp", "he", "hh"})
    assert captures.labels(results, labels) == ("he", "rp")
    for land in ("rp", "he"):
        found = body(captures, "https://p.example", Sought(listing=results, label=land, labels=labels))
        assert found is not None
        assert json.loads(found)["land"] == land
    assert body(captures, "https://p.example", Sought(listing=results, label="hh", labels=labels)) is None


def test_robots_and_handshakes(tmp_path: Path) -> None:
    captures = Captures(tmp_path)
    assert body(captures, "https://p.example/robots.txt") is None
    assert body(captures, "https://p.example/init", Sought(handshake=b"{}"), method="POST") == b"{}"
    (tmp_path / "robots.txt").write_text("User-agent: *\nDisallow: /")
    assert body(Captures(tmp_path), "https://p.example/robots.txt") == b"User-agent: *\nDisallow: /"
