"""The asset `search_index`: the library as people search it."""

import dagster as dg

from pipelines.home import Home
from pipelines.metadata import stage_metadata
from pipelines.progress import report_progress
from pipelines.steps.index import index_difference, index_pending


@dg.asset(
    deps=["library"],
    group_name="case_law",
    kinds={"meilisearch"},
    check_specs=[
        dg.AssetCheckSpec(
            "index_equals_library",
            asset="search_index",
            description="The index holds exactly the decisions of the library.",
        )
    ],
)
def search_index() -> dg.MaterializeResult:
    """Passages with the facets of their decision, brought up to the library's last sequence."""
    home = Home.from_env().create()
    report = index_pending(home, progress=report_progress)
    missing, surplus = index_difference(home)
    return dg.MaterializeResult(
        metadata=stage_metadata(report),
        check_results=[
            dg.AssetCheckResult(
                check_name="index_equals_library",
                passed=not missing and not surplus,
                metadata={"missing": len(missing), "surplus": len(surplus)},
            )
        ],
    )
