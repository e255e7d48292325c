"""Reports as Dagster metadata worth reading: counts, and tables of what went wrong."""

from __future__ import annotations

from collections.abc import Mapping

import dagster as dg

from pipelines.steps.report import StageReport
from spiders.run_report import RunReport

_SHOWN = 50


def stage_metadata(report: StageReport) -> dict[str, dg.MetadataValue]:
    """Counts, events and the quarantined documents of a step."""
    metadata: dict[str, dg.MetadataValue] = {
        "examined": dg.MetadataValue.int(report.examined),
        "unchanged": dg.MetadataValue.int(report.unchanged),
        "done": dg.MetadataValue.int(report.done),
        "quarantined": dg.MetadataValue.int(len(report.quarantined)),
        "seconds": dg.MetadataValue.float(round(report.seconds, 2)),
    }
    if report.events:
        metadata["events"] = dg.MetadataValue.md(
            " · ".join(f"{count} {event}" for event, count in sorted(report.events.items()))
        )
    if report.quarantined:
        rows = [
            {"record": item.record_id, "kind": item.kind, "reason": item.reason} for item in report.quarantined[:_SHOWN]
        ]
        metadata["quarantine"] = table(rows)
    return metadata


def crawl_metadata(report: RunReport) -> dict[str, dg.MetadataValue]:
    """The run report of a spider."""
    metadata: dict[str, dg.MetadataValue] = {
        "finish_reason": dg.MetadataValue.text(report.finish_reason),
        "complete": dg.MetadataValue.bool(report.complete),
        "new": dg.MetadataValue.int(report.items_new),
        "changed": dg.MetadataValue.int(report.items_changed),
        "same": dg.MetadataValue.int(report.items_same),
        "report": dg.MetadataValue.json(report.to_dict()),
    }
    if report.errors:
        metadata["errors"] = table([{"error": line} for line in report.errors[:_SHOWN]])
    return metadata


def table(rows: list[Mapping[str, str]] | list[dict[str, str]]) -> dg.MetadataValue:
    """A table of text columns (`rows` is not empty)."""
    schema = dg.TableSchema(columns=[dg.TableColumn(name, "string") for name in rows[0]])
    return dg.MetadataValue.table(records=[dg.TableRecord(dict(row)) for row in rows], schema=schema)
