"""What runs when: one job from portal to index, a nightly schedule for the sources, and a sensor on the inbox."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from pipelines.confirmation import is_switched_on
from pipelines.defs.sources import SOURCE_PARTITIONS
from pipelines.home import Home
from spiders.sources import SOURCES

collect_and_publish = dg.define_asset_job(
    "collect_and_publish",
    selection=dg.AssetSelection.assets(
        "originals", "texts", "decisions", "registry", "library", "search_index", "alert_matches", "alert_deliveries"
    ),
    partitions_def=SOURCE_PARTITIONS,
    description="One source from portal to search index and alerts; only what is new or changed is worked on.",
)


@dg.schedule(cron_schedule="30 3 * * *", execution_timezone="Europe/Berlin", job=collect_and_publish)
def nightly(context: dg.ScheduleEvaluationContext) -> Iterator[dg.RunRequest]:
    """Every source that is switched on, at 03:30, when portals are idle."""
    for source in SOURCES.values():
        if source.id != "folder" and is_switched_on(source):
            night = f"{context.scheduled_execution_time:%Y-%m-%d}"
            yield dg.RunRequest(run_key=f"{source.id}-{night}", partition_key=source.id)


@dg.sensor(job=collect_and_publish, minimum_interval_seconds=30)
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Files dropped into the inbox are collected, read and published."""
    state = _fingerprint(Home.from_env().inbox)
    if state is None:
        return dg.SensorResult(skip_reason=dg.SkipReason("the inbox is empty"))
    if state == context.cursor:
        return dg.SensorResult(skip_reason=dg.SkipReason("nothing new in the inbox"))
    return dg.SensorResult(run_requests=[dg.RunRequest(run_key=f"inbox-{state}", partition_key="folder")], cursor=state)


def _fingerprint(folder: Path) -> str | None:
    """Names, sizes and times of everything in the inbox, hashed; None when there is nothing."""
    digest = hashlib.sha256()
    found = False
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found = True
            status = path.stat()
            digest.update(f"{path.relative_to(folder)}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:32] if found else None
