"""The archive keeps bytes under their hash, finds damage, and cleans up after the killed."""

from __future__ import annotations

import fcntl
import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.archive import Archive, CorruptOriginal, MissingOriginal


@given(st.lists(st.binary(max_size=300), max_size=8))
@settings(max_examples=40, deadline=None)
def test_every_original_comes_back_under_its_own_hash_and_stands_once(originals: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        for data in originals + originals:
            assert archive.put(data) == hashlib.sha256(data).hexdigest()
        for data in originals:
            assert Archive(Path(folder)).get(hashlib.sha256(data).hexdigest()) == data
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        assert len(files) == len(set(originals))
        assert list(archive.verify(hashlib.sha256(data).hexdigest() for data in originals)) == []


@given(st.lists(st.binary(max_size=40), max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_stream_is_filed_like_the_whole(blocks: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        assert archive.put_stream(iter(blocks)) == archive.put(b"".join(blocks))


def test_an_original_stands_where_the_layout_says_and_cannot_be_written_over(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"text")
    path = tmp_path / "originals" / sha256[:2] / sha256[2:4] / sha256
    assert path.read_bytes() == b"text"
    assert path.stat().st_mode & 0o222 == 0
    assert sha256 in archive


def test_a_changed_original_is_never_handed_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"the court's words")
    archive.path(sha256).chmod(0o644)
    archive.path(sha256).write_bytes(b"other words here.")
    with pytest.raises(CorruptOriginal, match=sha256):
        archive.get(sha256)
    assert [(problem.kind, problem.sha256) for problem in archive.verify()] == [("corrupt", sha256)]


def test_an_original_cut_short_on_disk_is_mended_by_filing_it_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"whole text")
    archive.path(sha256).chmod(0o644)
    archive.path(sha256).write_bytes(b"whole")
    assert archive.put(b"whole text") == sha256
    assert archive.get(sha256) == b"whole text"


def test_verify_names_what_is_missing_and_what_does_not_belong(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.put(b"here")
    absent = hashlib.sha256(b"absent").hexdigest()
    (tmp_path / "originals" / "note.txt").write_text("x")
    assert {(problem.kind, problem.sha256) for problem in archive.verify([absent])} == {
        ("missing", absent),
        ("stray", "note.txt"),
    }
    with pytest.raises(MissingOriginal, match=absent):
        archive.get(absent)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 63, "A" * 64, "g" * 64])
def test_only_a_hash_is_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Archive(tmp_path).get(name)


def test_what_a_killed_writer_left_is_swept_and_a_living_ones_file_is_not(tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    (incoming / "dead").write_bytes(b"half of an orig")
    with (incoming / "alive").open("wb") as living:
        fcntl.flock(living, fcntl.LOCK_EX)
        Archive(tmp_path).put(b"another")
        assert [path.name for path in incoming.iterdir()] == ["alive"]


def test_a_failing_stream_leaves_nothing_behind(tmp_path: Path) -> None:
    def breaking() -> object:
        yield b"first block"
        raise OSError("disk gone")

    with pytest.raises(OSError, match="disk gone"):
        Archive(tmp_path).put_stream(breaking())
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
