"""The catalogue: what is new, changed, the same or gone, in an order that consumers can follow."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.catalogue import Catalogue, FetchRecord
from spiders.errors import TooManyGone


def fetched(record_id: str, sha256: str = "a", marker: str = "m1", source: str = "de_rii") -> FetchRecord:
    return FetchRecord(
        source=source,
        record_id=record_id,
        sha256=sha256,
        url=f"https://portal.example/{record_id}",
        media_type="application/zip",
        file_name=f"{record_id}.zip",
        marker=marker,
        fetched_at="2099-01-01T00:00:00Z",
        headers={"etag": "x"},
        spider="de_rii/1",
        listing={"gericht": "BGH 3. Strafsenat"},
    )


def test_a_record_is_new_then_same_then_changed_and_its_history_is_kept(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "c.sqlite") as catalogue:
        assert catalogue.record(fetched("X")) == "new"
        assert catalogue.record(replace(fetched("X", marker="m2"), fetched_at="2099-01-02T00:00:00Z")) == "same"
        assert catalogue.marker("de_rii", "X") == "m2"
        record = catalogue.get("de_rii", "X")
        assert record is not None
        assert (record.fetched_at, record.last_seen) == ("2099-01-01T00:00:00Z", "2099-01-02T00:00:00Z")
        assert record.change == 1
        assert catalogue.record(replace(fetched("X", "b", "m3"), fetched_at="2099-01-03T00:00:00Z")) == "changed"
        (earlier,) = catalogue.earlier("de_rii", "X")
        assert (earlier.sha256, earlier.replaced_at) == ("a", "2099-01-03T00:00:00Z")
        assert catalogue.hashes() == {"a", "b"}


def test_a_corrected_listing_reaches_the_record_though_its_bytes_are_the_same(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "c.sqlite") as catalogue:
        catalogue.record(fetched("X"))
        assert catalogue.record(replace(fetched("X"), listing={"gericht": "BGH 5. Strafsenat"})) == "same"
        record = catalogue.get("de_rii", "X")
        assert record is not None
        assert record.listing == {"gericht": "BGH 5. Strafsenat"}


def test_everything_survives_reopening(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "c.sqlite") as catalogue:
        catalogue.record(fetched("X"))
        catalogue.set_bookmark("de_rii", "modified", "2099")
    with Catalogue(tmp_path / "c.sqlite") as catalogue:
        (record,) = catalogue.records()
        assert record == replace(fetched("X"), last_seen="2099-01-01T00:00:00Z", change=1)
        assert catalogue.bookmark("de_rii", "modified") == "2099"
        assert catalogue.bookmark("de_rii", "other") is None


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc")), max_size=30), st.integers(0, 10))
@settings(max_examples=40, deadline=None)
def test_a_consumer_that_follows_the_change_numbers_misses_nothing(steps: list[tuple[int, str]], stop: int) -> None:
    """Reading in two portions, whatever was fetched in between, gives the state that one late reading gives."""
    with Catalogue(Path(":memory:")) as catalogue:
        view: dict[str, str] = {}
        last = 0
        for number, (record, sha256) in enumerate(steps):
            catalogue.record(fetched(f"R{record}", sha256))
            if number == stop:
                for row in catalogue.records(since_change=last):
                    view[row.record_id], last = row.sha256, row.change
        for row in catalogue.records(since_change=last):
            assert row.change > last
            view[row.record_id], last = row.sha256, row.change
        assert view == {row.record_id: row.sha256 for row in catalogue.records()}
        assert last == catalogue.last_change()


def test_records_are_read_in_portions_and_by_source(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "c.sqlite") as catalogue:
        with catalogue.transaction():
            for number in range(1203):
                catalogue.record(fetched(f"R{number}", source="de_rii" if number % 2 else "nl_rechtspraak"))
        assert len(list(catalogue.records())) == 1203
        assert len(list(catalogue.records("de_rii"))) == 601
        assert [row.change for row in catalogue.records(since_change=1200)] == [1201, 1202, 1203]


def test_gone_needs_a_complete_run_and_never_more_than_three_percent(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "c.sqlite") as catalogue:
        for number in range(100):
            catalogue.record(fetched(f"R{number}"))
        with pytest.raises(ValueError, match="complete"):
            catalogue.mark_gone("de_rii", ["R1"], complete=False, at="2099")
        with pytest.raises(TooManyGone, match=r"4 of 100 .* --allow-gone"):
            catalogue.mark_gone("de_rii", ["R1", "R2", "R3", "R4"], complete=True, at="2099")
        assert all(row.status == "present" for row in catalogue.records())
        marked = catalogue.mark_gone("de_rii", ["R1", "R2", "R3", "unknown"], complete=True, at="2099")
        assert marked == ("R1", "R2", "R3")
        assert [(row.record_id, row.status) for row in catalogue.records(since_change=100)] == [
            ("R1", "gone"),
            ("R2", "gone"),
            ("R3", "gone"),
        ]
        assert catalogue.marker("de_rii", "R1") is None
        assert catalogue.mark_gone("de_rii", ["R1"], complete=True, at="2099") == ()
        assert len(catalogue.mark_gone("de_rii", [f"R{n}" for n in range(50)], complete=True, at="x", force=True)) == 47


def test_a_record_that_comes_back_is_a_change(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "c.sqlite") as catalogue:
        catalogue.record(fetched("X"))
        catalogue.mark_gone("de_rii", ["X"], complete=True, at="2099", force=True)
        assert catalogue.record(fetched("X")) == "changed"
        record = catalogue.get("de_rii", "X")
        assert record is not None
        assert (record.status, record.change) == ("present", 3)
        assert catalogue.earlier("de_rii", "X") == ()


def test_a_failing_transaction_leaves_no_trace(tmp_path: Path) -> None:
    with Catalogue(tmp_path / "c.sqlite") as catalogue:

        def interrupted() -> None:
            with catalogue.transaction():
                catalogue.record(fetched("X"))
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            interrupted()
        assert list(catalogue.records()) == []
        assert catalogue.last_change() == 0


def test_a_catalogue_of_another_version_is_not_touched(tmp_path: Path) -> None:
    Catalogue(tmp_path / "c.sqlite").close()
    database = sqlite3.connect(tmp_path / "c.sqlite")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(RuntimeError, match="schema 99"):
        Catalogue(tmp_path / "c.sqlite")
