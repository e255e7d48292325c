"""The asset `texts`: originals read into numbered paragraphs."""

import dagster as dg

from pipelines.defs.sources import SOURCE_PARTITIONS
from pipelines.home import Home
from pipelines.metadata import stage_metadata
from pipelines.progress import report_progress
from pipelines.steps.read import read_pending


@dg.asset(
    partitions_def=SOURCE_PARTITIONS,
    deps=["originals"],
    group_name="case_law",
    kinds={"python"},
    check_specs=[
        dg.AssetCheckSpec(
            "every_record_accounted_for",
            asset="texts",
            description="Records examined = unchanged + read + quarantined.",
        ),
        dg.AssetCheckSpec(
            "most_documents_readable",
            asset="texts",
            description="At most a quarter of what was newly read had to be quarantined.",
        ),
    ],
)
def texts(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Every original as ordered paragraphs with the court's own numbers, or in quarantine with a one-line reason."""
    report = read_pending(Home.from_env().create(), source=context.partition_key, progress=report_progress)
    tried = report.done + len(report.quarantined)
    return dg.MaterializeResult(
        metadata=stage_metadata(report),
        check_results=[
            dg.AssetCheckResult(check_name="every_record_accounted_for", passed=report.adds_up),
            dg.AssetCheckResult(
                check_name="most_documents_readable",
                passed=len(report.quarantined) * 4 <= max(tried, 4),
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"tried": tried, "quarantined": len(report.quarantined)},
            ),
        ],
    )
