"""The assets `registry` and `library`: what is published."""

import dagster as dg

from pipelines.defs.sources import SOURCE_PARTITIONS
from pipelines.home import Home
from pipelines.metadata import stage_metadata
from pipelines.progress import report_progress
from pipelines.review import patience_days, queue_state
from pipelines.steps.publish import library_problems, publish_pending, publish_registry


@dg.asset(group_name="case_law", kinds={"sqlalchemy"})
def registry(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """The known universal-jurisdiction decisions, published as decisions whose text may not be collected yet."""
    report = publish_registry(Home.from_env().create())
    context.log.info("%d registry decisions", report.examined)
    return dg.MaterializeResult(metadata=stage_metadata(report))


@dg.asset(
    partitions_def=SOURCE_PARTITIONS,
    deps=["decisions", "registry"],
    group_name="case_law",
    kinds={"sqlalchemy"},
    check_specs=[
        dg.AssetCheckSpec(
            "every_decision_accounted_for",
            asset="library",
            description="Decisions examined = unchanged + published or attached + quarantined.",
        ),
        dg.AssetCheckSpec(
            "library_is_sound",
            asset="library",
            description="No dangling document, duplicate text or date outside 1900..today.",
        ),
        dg.AssetCheckSpec(
            "review_queue_is_worked_on",
            asset="library",
            description="No decision of this source waits for a reviewer longer than UJ_REVIEW_DAYS (default 30).",
        ),
    ],
)
def library(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Decisions people can find: each document attached to the decision it is, in one transaction."""
    home = Home.from_env().create()
    report = publish_pending(home, source=context.partition_key, progress=report_progress)
    problems = library_problems(home)
    queue = queue_state(home.state_url, context.partition_key)
    return dg.MaterializeResult(
        metadata={
            **stage_metadata(report),
            "waiting_for_review": dg.MetadataValue.int(queue.waiting),
            "left_out": dg.MetadataValue.int(queue.rejected),
        },
        check_results=[
            dg.AssetCheckResult(check_name="every_decision_accounted_for", passed=report.adds_up),
            dg.AssetCheckResult(
                check_name="library_is_sound", passed=not problems, metadata={"problems": "\n".join(problems[:20])}
            ),
            dg.AssetCheckResult(
                check_name="review_queue_is_worked_on",
                passed=queue.oldest_days <= patience_days(),
                severity=dg.AssetCheckSeverity.WARN,
                metadata={"waiting": queue.waiting, "oldest_days": queue.oldest_days},
            ),
        ],
    )
