"""What the operator sees in Dagster: the graph, its checks, the nightly schedule, the sensor on the inbox."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from pipelines.definitions import defs
from pipelines.home import Home
from pipelines.run import dagster_instance, run_source
from pipelines.steps.collect import last_runs
from spiders.sources import SOURCES

ASSETS = {"originals", "texts", "decisions", "registry", "library", "search_index", "alert_matches", "alert_deliveries"}


@pytest.fixture(scope="module")
def definitions() -> dg.Definitions:
    loaded = defs()
    assert isinstance(loaded, dg.Definitions)
    return loaded


def test_every_step_is_an_asset_and_all_but_the_registry_have_checks(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    assert {key.to_user_string() for key in graph.get_all_asset_keys()} == ASSETS
    checked = {check.asset_key.to_user_string() for check in graph.asset_check_keys}
    assert checked == ASSETS - {"registry"}


def test_every_source_is_a_partition(definitions: dg.Definitions) -> None:
    job = definitions.resolve_job_def("collect_and_publish")
    assert job.partitions_def is not None
    assert set(job.partitions_def.get_partition_keys()) == set(SOURCES)


def test_the_night_run_leaves_out_what_the_operator_has_not_confirmed(
    definitions: dg.Definitions, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule = definitions.resolve_schedule_def("nightly")

    def planned() -> set[str | None]:
        night = datetime(2026, 11, 22, 2, 30, tzinfo=UTC)
        data = schedule.evaluate_tick(
            dg.build_schedule_context(scheduled_execution_time=night, repository_def=definitions.get_repository_def())
        )
        return {request.partition_key for request in data.run_requests or ()}

    monkeypatch.delenv("UJ_CONFIRMED_SOURCES", raising=False)
    assert planned() == {source.id for source in SOURCES.values() if not source.needs_confirmation} - {"folder"}
    monkeypatch.setenv("UJ_CONFIRMED_SOURCES", "uk_find_case_law")
    assert "uk_find_case_law" in planned()


def test_the_inbox_is_collected_once_for_each_change(
    definitions: dg.Definitions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UJ_HOME", str(tmp_path))
    home = Home.from_env().create()
    sensor = definitions.resolve_sensor_def("inbox")
    instance = dg.DagsterInstance.ephemeral()

    def tick(cursor: str | None) -> tuple[list[str | None], str | None]:
        context = dg.build_sensor_context(instance=instance, cursor=cursor, definitions=definitions)
        result = sensor.evaluate_tick(context)
        return [request.partition_key for request in result.run_requests or ()], result.cursor

    assert tick(None)[0] == []
    (home.inbox / "decision.txt").write_text("Urteil", encoding="utf-8")
    requested, cursor = tick(None)
    assert requested == ["folder"]
    assert tick(cursor)[0] == []
    (home.inbox / "decision.txt").write_text("Urteil vom 13. Januar 2022", encoding="utf-8")
    assert tick(cursor)[0] == ["folder"]


@pytest.mark.xdist_group("commands")
def test_a_source_that_fails_is_loud_in_the_run_and_in_its_report(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").create()
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "rii-toc.xml").write_text("<html><title>Just a moment...</title></html>", encoding="utf-8")
    with dagster_instance(home) as instance:
        outcome = run_source(instance, "de_rii", {"replay": str(captures)})
    assert not outcome.success
    assert outcome.failure
    (report,) = last_runs(home, "de_rii")
    assert report.errors
    assert not report.ok
