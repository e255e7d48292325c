from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.state import ProcessingState, RecordState


@pytest.fixture
def state(tmp_path: Path) -> ProcessingState:
    return ProcessingState(f"sqlite:///{tmp_path / 'state.sqlite'}")


def test_a_saved_row_replaces_the_one_before(state: ProcessingState) -> None:
    state.save(RecordState("folder", "a", "00", text_key="k1"))
    state.save(RecordState("folder", "a", "11", text_key="k2", quarantine_kind="empty", quarantine_reason="no bytes"))
    assert list(state.all()) == [
        RecordState("folder", "a", "11", text_key="k2", quarantine_kind="empty", quarantine_reason="no bytes")
    ]


def test_counts_tell_published_from_quarantined(state: ProcessingState) -> None:
    state.save(
        RecordState("folder", "a", "1", text_key="t", decision_key="d", published_key="d"),
        RecordState("folder", "b", "2", text_key="t", quarantine_kind="empty", quarantine_reason="no bytes"),
        RecordState("de_rii", "c", "3", text_key="t", decision_key="d"),
    )
    assert state.counts() == {
        "de_rii": {"records": 1, "read": 1, "enriched": 1, "published": 0, "quarantined": 0},
        "folder": {"records": 2, "read": 1, "enriched": 1, "published": 1, "quarantined": 1},
    }
    assert [row.record_id for row in state.quarantined()] == ["b"]
    assert [row.record_id for row in state.all("de_rii")] == ["c"]


def test_state_survives_reopening(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'state.sqlite'}"
    ProcessingState(url).save(RecordState("folder", "a", "1"))
    again = ProcessingState(url)
    assert [row.record_id for row in again.all()] == ["a"]
    again.forget("folder", "a")
    assert not list(again.all())
