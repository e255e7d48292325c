"""Files at hand: everything is archived, nothing twice, and nothing bad costs anything else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from spiders.archive import Archive
from spiders.catalogue import Catalogue
from spiders.portals.folder import collect_folder
from spiders.run_report import RunReport
from tests.spiders.portal_server import ROOT

GOLDEN = ROOT / "tests" / "portals" / "folder"


def collect(home: Path, *paths: Path, size_limit: int | None = None) -> RunReport:
    with Catalogue(home / "catalogue.sqlite") as catalogue:
        limit = {} if size_limit is None else {"size_limit": size_limit}
        return collect_folder(paths, Archive(home), catalogue, **limit)


def records(home: Path) -> dict[str, bytes]:
    with Catalogue(home / "catalogue.sqlite") as catalogue:
        return {record.record_id: Archive(home).get(record.sha256) for record in catalogue.records("folder")}


def test_the_golden_folder(tmp_path: Path) -> None:
    report = collect(tmp_path, GOLDEN)
    assert report.ok
    found = records(tmp_path)
    assert set(found) == {
        "folder/empty.pdf",
        "folder/note.txt",
        "folder/inner/page.html",
        "folder/inner/cases.jsonl#case-1",
        "folder/inner/cases.jsonl#L3",
        "folder/inner/cases.jsonl#L4",
        "folder/inner/cases.jsonl#L5",
    }
    assert found["folder/empty.pdf"] == b""
    assert found["folder/inner/page.html"] == (GOLDEN / "inner" / "page.html").read_bytes()
    assert json.loads(found["folder/inner/cases.jsonl#L3"])["title"] == "Test two"
    assert (report.items_new, report.items_listed) == (7, 7)
    assert list((tmp_path / "runs" / "folder").glob("*.json"))


def test_what_a_record_says_of_itself(tmp_path: Path) -> None:
    collect(tmp_path, GOLDEN)
    with Catalogue(tmp_path / "catalogue.sqlite") as catalogue:
        page = catalogue.get("folder", "folder/inner/page.html")
        line = catalogue.get("folder", "folder/inner/cases.jsonl#case-1")
    assert page is not None
    assert line is not None
    assert (page.media_type, page.file_name) == ("text/html", "page.html")
    assert page.url == (GOLDEN / "inner" / "page.html").as_uri()
    assert (line.media_type, line.file_name) == ("application/json", "cases.json")


def test_an_unchanged_file_is_not_opened_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    collect(tmp_path, GOLDEN)
    opened: list[str] = []
    plain_open = Path.open

    def watched(path: Path, *arguments: object, **options: object) -> object:
        opened.append(path.name)
        return plain_open(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", watched)
    again = collect(tmp_path, GOLDEN)
    assert (again.items_new, again.items_changed, again.items_same) == (0, 0, 7)
    assert not set(opened) & {"note.txt", "page.html", "cases.jsonl", "empty.pdf"}


def test_a_changed_file_is_changed_and_a_touched_one_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("one")
    (folder / "b.txt").write_text("one")
    (folder / "c.jsonl").write_text('{"id": 1, "t": "x"}\n{"id": 2, "t": "y"}\n')
    collect(tmp_path, folder)
    (folder / "a.txt").write_text("two")
    os.utime(folder / "b.txt", ns=(1, 1))
    (folder / "c.jsonl").write_text('{"id": 2, "t": "new"}\n{"id": 1, "t": "x"}\n{"id": 3, "t": "z"}\n')
    report = collect(tmp_path, folder)
    assert (report.items_new, report.items_changed, report.items_same) == (1, 2, 2)
    found = records(tmp_path)
    assert found["in/a.txt"] == b"two"
    assert found["in/c.jsonl#2"] == b'{"id": 2, "t": "new"}'
    with Catalogue(tmp_path / "catalogue.sqlite") as catalogue:
        assert len(catalogue.earlier("folder", "in/a.txt")) == 1


def test_a_deleted_file_stays_archived(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("one")
    collect(tmp_path, folder)
    (folder / "a.txt").unlink()
    report = collect(tmp_path, folder)
    assert report.ok
    with Catalogue(tmp_path / "catalogue.sqlite") as catalogue:
        assert [record.status for record in catalogue.records()] == ["present"]


def test_bad_inputs_have_one_line_each_and_the_rest_is_unharmed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("not ours")
    (folder / "good.txt").write_text("good")
    (folder / "sub" / "loop").symlink_to(folder)
    (folder / "out").symlink_to(outside)
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "dangling").symlink_to(folder / "nothing")
    (folder / "linked.txt").symlink_to(folder / "good.txt")
    os.mkfifo(folder / "pipe")
    with (folder / "claims.bin").open("wb") as sparse:
        sparse.truncate(2 * 1024**3)
    (folder / ".hidden").write_text("x")
    (folder / "~$lock.docx").write_text("x")
    report = collect(tmp_path, folder, tmp_path / "nowhere")
    assert set(records(tmp_path)) == {"in/good.txt", "in/linked.txt"}
    assert {document.record_id: document.kind for document in report.quarantined} == {
        "in/out": "link_outside",
        "in/out.txt": "link_outside",
        "in/dangling": "link_outside",
        "in/pipe": "not_a_file",
        "in/claims.bin": "too_large",
    }
    assert len(report.errors) == 6
    assert any("nowhere" in line for line in report.errors)
    assert not report.ok
    assert not report.complete
    assert report.finish_reason == "finished"


def test_an_unreadable_file_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("closed.txt", "open.txt"):
        (folder / name).write_text("x")
    plain_open = Path.open

    def guarded(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "closed.txt":  # chmod would not stop a test that runs as root
            raise PermissionError(13, "Permission denied", str(path))
        return plain_open(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", guarded)
    report = collect(tmp_path, folder)
    assert [(document.kind, document.reason) for document in report.quarantined] == [
        ("unreadable", "Permission denied")
    ]
    assert list(records(tmp_path)) == ["in/open.txt"]


def test_the_size_limit_is_the_callers(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"x" * 100)
    report = collect(tmp_path, folder, size_limit=99)
    assert [document.reason for document in report.quarantined] == ["100 bytes are over the limit of 99: not read"]
    assert collect(tmp_path, folder, size_limit=100).ok


def test_a_name_that_is_not_text_is_still_collected(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_bytes(b"x")
    assert collect(tmp_path, folder).ok
    assert list(records(tmp_path)) == ["in/caf\\udce9.txt"]


def test_two_folders_of_one_name_do_not_overwrite_each_other_and_a_moved_one_keeps_its_records(tmp_path: Path) -> None:
    for parent in ("one", "two"):
        (tmp_path / parent / "pdfs").mkdir(parents=True)
        (tmp_path / parent / "pdfs" / "a.txt").write_text(parent)
    collect(tmp_path, tmp_path / "one" / "pdfs", tmp_path / "two" / "pdfs")
    assert sorted(records(tmp_path).values()) == [b"one", b"two"]
    again = collect(tmp_path, tmp_path / "two" / "pdfs", tmp_path / "one" / "pdfs")
    assert (again.items_new, again.items_changed, again.items_same) == (0, 0, 2)
    shutil.move(tmp_path / "one", tmp_path / "three")
    moved = collect(tmp_path, tmp_path / "three" / "pdfs")
    assert (moved.items_new, moved.items_changed, moved.items_same) == (0, 0, 1)


def test_a_single_file_and_utf16_lines(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text('{"_id": "a"}\n{"_id": "b"}\n', encoding="utf-16")
    assert collect(tmp_path, tmp_path / "one.jsonl").ok
    assert list(records(tmp_path)) == ["one.jsonl"]


def test_collecting_files_does_not_load_scrapy() -> None:
    code = "import sys, spiders.portals.folder as f; print(sorted({'scrapy', 'twisted', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_real_material_is_collected_once(tmp_path: Path, shared_data: Path) -> None:
    real = shared_data / "portals" / "nl_rechtspraak" / "content_xml"
    first = collect(tmp_path, real)
    assert first.ok
    assert first.items_new == len(list(real.iterdir()))
    second = collect(tmp_path, real)
    assert (second.items_new, second.items_changed, second.items_same) == (0, 0, first.items_new)
