"""The report of a run."""

from __future__ import annotations

import json
from pathlib import Path

from spiders.errors import ChallengePage, RefusedByRobots, TruncatedFile, UnknownField
from spiders.run_report import ERROR_LIMIT, RunReport


def test_a_report_survives_the_file(tmp_path: Path) -> None:
    report = RunReport.start("de_rii")
    report.requests_by_status = {"200": 3}
    report.count("new")
    report.count("changed")
    report.count("same")
    report.missing_field("gericht")
    report.quarantine("KORE1", TruncatedFile("cut\nshort"))
    report.finish("finished")
    report.write(tmp_path / "deep" / "r.json")
    values = json.loads((tmp_path / "deep" / "r.json").read_text())
    assert RunReport.from_dict(values) == report
    assert values["ok"] is False
    assert values["quarantined"] == [{"record_id": "KORE1", "kind": "truncated", "reason": "cut short"}]
    assert values["errors"] == ["KORE1: cut short"]
    assert report.summary() == "de_rii: 1 new, 1 changed, 1 same, 1 error"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["r.json"]


def test_a_run_is_in_order_only_when_it_finished_without_errors() -> None:
    report = RunReport.start("de_rii")
    assert not report.ok
    report.finish("shutdown")
    assert not report.ok
    report.finish("finished")
    assert report.ok
    report.add_error("x")
    assert not report.ok


def test_robots_and_challenges_are_counted() -> None:
    report = RunReport.start("de_rii")
    report.fail(RefusedByRobots("no"), "listing")
    report.fail(ChallengePage("bot"), "listing")
    assert (report.refused_by_robots, report.bot_challenges) == (1, 1)


def test_rows_with_one_fault_share_a_line_and_floods_are_bounded() -> None:
    report = RunReport.start("de_rii")
    for number in range(50):
        report.hold_back(f"R{number}", UnknownField("an item has the unknown field x"))
    assert len(report.errors) == 1
    assert len(report.quarantined) == 50
    for number in range(2 * ERROR_LIMIT):
        report.add_error(f"error {number}")
    assert len(report.errors) == ERROR_LIMIT
    assert report.errors_omitted == ERROR_LIMIT + 1
