"""The asset `originals`: what the courts' portals served, archived unchanged."""

from pathlib import Path

import dagster as dg
from dagster._core.errors import DagsterPipesExecutionError  # not exported, and no DagsterError
from pydantic import Field

from pipelines.backfills import collecting
from pipelines.defs.sources import SOURCE_PARTITIONS
from pipelines.home import Home
from pipelines.metadata import crawl_metadata
from pipelines.steps.collect import (
    CrawlOptions,
    NoRunReport,
    collect_paths,
    crawl_command,
    load_report,
    report_path,
)
from spiders.run_report import RunReport
from spiders.sources import SOURCES


class CollectConfig(dg.Config):
    """How to collect. For `folder`, `paths` are the files and folders (default: the inbox)."""

    paths: list[str] = Field(default_factory=list)
    since: str | None = None
    limit: int | None = None
    replay: str | None = None
    base_url: str | None = None
    allow_loopback: bool = False
    full: bool = False
    backfill: bool = False


@dg.asset(
    partitions_def=SOURCE_PARTITIONS,
    group_name="case_law",
    kinds={"scrapy"},
    pool="collect",
    retry_policy=dg.RetryPolicy(max_retries=2, delay=30, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS),
    check_specs=[
        dg.AssetCheckSpec(
            "run_finished_without_errors",
            asset="originals",
            description="The spider finished, and no request, listing or document failed.",
        ),
        dg.AssetCheckSpec(
            "source_not_silent",
            asset="originals",
            description="A source that always lists something listed something.",
        ),
        dg.AssetCheckSpec(
            "no_challenge_page", asset="originals", description="No bot challenge or maintenance page was served."
        ),
    ],
)
def originals(
    context: dg.AssetExecutionContext, config: CollectConfig, spider: dg.PipesSubprocessClient
) -> dg.MaterializeResult:
    """The bytes each portal served, by SHA-256, with where and when they were fetched."""
    home = Home.from_env().create()
    source = context.partition_key
    report = _collect(context, config, spider, home, source)
    collected = report.items_new + report.items_changed + report.items_same
    if not collected and (report.errors or report.finish_reason != "finished"):
        # Only silence may be mended by asking again within minutes; a refusal or an unreadable answer is not.
        silent = report.finish_reason == "finished" and not report.requests_by_status and config.replay is None
        raise dg.Failure(
            description=report.errors[0] if report.errors else f"the crawl ended early: {report.finish_reason}",
            metadata=crawl_metadata(report),
            allow_retries=silent,
        )
    return dg.MaterializeResult(
        metadata=crawl_metadata(report),
        check_results=[
            dg.AssetCheckResult(check_name="run_finished_without_errors", passed=_is_clean(report)),
            dg.AssetCheckResult(
                check_name="source_not_silent", passed=bool(collected) or not SOURCES[source].must_list
            ),
            dg.AssetCheckResult(check_name="no_challenge_page", passed=not report.bot_challenges),
        ],
    )


def _is_clean(report: RunReport) -> bool:
    # A file that cannot be archived is an ordinary event in somebody's folder, but not at a court's portal.
    return report.finish_reason == "finished" if report.source == "folder" else report.ok


def _collect(
    context: dg.AssetExecutionContext,
    config: CollectConfig,
    spider: dg.PipesSubprocessClient,
    home: Home,
    source: str,
) -> RunReport:
    if source == "folder":
        return collect_paths(home, [Path(path) for path in config.paths] or [home.inbox], backfill=config.backfill)
    options = CrawlOptions(
        since=config.since,
        limit=config.limit,
        replay=config.replay,
        base_url=config.base_url,
        allow_loopback=config.allow_loopback,
        full=config.full,
    )
    path = report_path(home, source)
    path.unlink(missing_ok=True)
    try:
        with collecting(home, source, backfill=config.backfill or config.full):
            spider.run(command=crawl_command(home, source, options, path), context=context)
    except DagsterPipesExecutionError:
        # The exit code says that something failed; the report says what.
        context.log.warning("the spider ended with an error code; see its report")
    try:
        return load_report(path)
    except NoRunReport as error:
        raise dg.Failure(description=str(error)) from error
    finally:
        path.unlink(missing_ok=True)
