"""Collect originals: a spider as a child process of its own (Scrapy's reactor cannot start twice), or a folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.backfills import collecting
from pipelines.home import Home
from spiders.archive import Archive
from spiders.catalogue import Catalogue
from spiders.portals.folder import collect_folder
from spiders.run_report import RunReport


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """What a crawl may be told: see `uj crawl --help`."""

    since: str | None = None
    limit: int | None = None
    replay: str | None = None
    base_url: str | None = None
    allow_loopback: bool = False
    full: bool = False
    select: str | None = None
    everything: bool = False
    allow_gone: bool = False


class NoRunReport(RuntimeError):
    """A spider ended without leaving its report: it crashed or was killed."""


def crawl_command(home: Home, source: str, options: CrawlOptions, report: Path) -> list[str]:
    """The command line of the spider process for `source`."""
    command = [sys.executable, "-m", "spiders.crawl", source, "--home", str(home.archive), "--report", str(report)]
    if options.since:
        command += ["--since", options.since]
    if options.limit is not None:
        command += ["--limit", str(options.limit)]
    if options.replay:
        command += ["--replay", options.replay]
    if options.base_url:
        command += ["--base-url", options.base_url]
    if options.allow_loopback:
        command.append("--allow-loopback")
    if options.full:
        command.append("--full")
    if options.select:
        command += ["--select", options.select]
    if options.everything:
        command.append("--all")
    if options.allow_gone:
        command.append("--allow-gone")
    return command


def report_path(home: Home, source: str) -> Path:
    """Where the next run of `source` leaves its report until it is kept."""
    folder = home.archive / "runs" / source
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"running.{os.getpid()}"


def last_runs(home: Home, source: str, limit: int = 20) -> list[RunReport]:
    """The latest kept reports of `source`, newest first; damaged ones are left out."""
    reports = []
    for path in sorted((home.archive / "runs" / source).glob("*.json"), reverse=True)[:limit]:
        try:
            reports.append(load_report(path))
        except NoRunReport:
            continue
    return reports


def load_report(path: Path) -> RunReport:
    """The report a spider left at `path`. Raises `NoRunReport`."""
    try:
        return RunReport.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, json.JSONDecodeError) as error:
        raise NoRunReport("the spider ended without a report: it crashed or was killed") from error


def crawl(home: Home, source: str, options: CrawlOptions) -> RunReport:
    """Run the spider of `source` and return its report. Raises `NoRunReport`."""
    path = report_path(home, source)
    path.unlink(missing_ok=True)
    with collecting(home, source, backfill=options.full):
        subprocess.run(crawl_command(home, source, options, path), check=False)  # noqa: S603 - our own command
    try:
        return load_report(path)
    finally:
        path.unlink(missing_ok=True)


def collect_paths(home: Home, paths: Sequence[Path], *, backfill: bool = False) -> RunReport:
    """Archive the files under `paths` (the source `folder`); with `backfill` nobody is alerted to what they bring."""
    with collecting(home, "folder", backfill=backfill), Catalogue(home.catalogue) as catalogue:
        return collect_folder(paths, Archive(home.archive), catalogue)
