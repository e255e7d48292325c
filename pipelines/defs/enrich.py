"""The asset `decisions`: facts with evidence, read out of the texts."""

import dagster as dg

from pipelines.defs.sources import SOURCE_PARTITIONS
from pipelines.home import Home
from pipelines.metadata import stage_metadata
from pipelines.progress import report_progress
from pipelines.steps.enrich import enrich_pending


@dg.asset(
    partitions_def=SOURCE_PARTITIONS,
    deps=["texts"],
    group_name="case_law",
    kinds={"python", "spacy"},
    check_specs=[
        dg.AssetCheckSpec(
            "every_text_enriched", asset="decisions", description="No text made our rules fail; each is accounted for."
        )
    ],
)
def decisions(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Court, identifiers, crimes, outcome ... of every text, each fact with the words it was read from."""
    report = enrich_pending(Home.from_env().create(), source=context.partition_key, progress=report_progress)
    return dg.MaterializeResult(
        metadata=stage_metadata(report),
        check_results=[
            dg.AssetCheckResult(check_name="every_text_enriched", passed=report.adds_up and not report.quarantined)
        ],
    )
