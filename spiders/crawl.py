"""Run one spider in a process of its own: `python -m spiders.crawl SOURCE --home DIR [...]`.

Scrapy's reactor cannot start twice in a process, so whoever wants a crawl starts this as a child. `DIR` is the archive
home: originals, `catalogue.sqlite`, and `runs/<source>/<start>.json`, the run report, which is always written, first
with `finish_reason` "running", and again as counts change.

Exit codes:

0   the run finished without errors
1   the run finished, and something failed (documents, listing rows, an empty source): the report says what
2   the command line is wrong
3   the run was refused before anything was asked: source unknown, not confirmed, no contact, already running,
    replay folder unusable
4   the run did not finish: stopped by a signal, by a limit (time, memory) or by a fault of ours

Environment: `UJ_CONTACT` (mail address or web page; needed for the live network), `UJ_CONFIRMED_SOURCES` (comma
separated), `UJ_LOG_LEVEL` (Scrapy's log on stderr, default ERROR). With `DAGSTER_PIPES_CONTEXT` progress is reported to
Dagster.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from spiders.addresses import host_of, is_loopback
from spiders.archive import Archive
from spiders.catalogue import Catalogue
from spiders.errors import AlreadyRunning, NoContact, NotConfirmed, RunRefused
from spiders.politeness import usable_contact, user_agent
from spiders.run_report import RunReport, report_name
from spiders.settings import crawl_settings
from spiders.sources import Source, find_source

if TYPE_CHECKING:
    from spiders.court_spider import CourtSpider

FINISHED, FAILED, USAGE, REFUSED, UNFINISHED = range(5)
_SPIDERS = {
    "de_rii": "spiders.portals.de_rii:RiiSpider",
    "de_juris": "spiders.portals.de_juris:JurisSpider",
    "nl_rechtspraak": "spiders.portals.nl_rechtspraak:RechtspraakSpider",
    "uk_find_case_law": "spiders.portals.uk_find_case_law:FindCaseLawSpider",
}
_SHOWN_ERRORS = 20


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m spiders.crawl", description="Collect one source.")
    parser.add_argument("source", help="source id")
    parser.add_argument("--home", type=Path, required=True, help="archive home")
    parser.add_argument("--since", type=_day, help="leave out what did not change since this day (YYYY-MM-DD)")
    parser.add_argument("--limit", type=_count, help="fetch at most so many documents")
    parser.add_argument("--replay", type=Path, metavar="DIR", help="captured answers in place of the network")
    parser.add_argument("--base-url", help="a copy of the portal to ask instead of the portal")
    parser.add_argument("--allow-loopback", action="store_true", help="the copy may be on this machine")
    parser.add_argument("--full", action="store_true", help="fetch again what is unchanged, too")
    parser.add_argument("--select", type=_names, default=(), help="courts, Länder or queries in place of the default")
    parser.add_argument("--all", action="store_true", dest="everything", help="everything the portal lists")
    parser.add_argument("--allow-gone", action="store_true", help="let more than 3 %% of the source be marked as gone")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the run report here, too, and print nothing")
    return parser


def main(argv: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ) -> int:
    """Run and return the exit code."""
    options = arguments().parse_args(argv)
    report = RunReport.start(options.source)
    kept = options.home / "runs" / _safe(options.source) / report_name(report.started)
    paths = (kept, options.report) if options.report else (kept,)
    try:
        source = find_source(options.source)
        base_url, contact = admit(source, options, environment)
        with only_run(options.home, source), _progress(environment) as tell:
            tell(f"{source.id}: collecting from {base_url}")
            _crawl(source, options, base_url, contact, report, paths, tell)
            tell(report.summary())
    except RunRefused as error:
        report.fail(error)
        report.finish("refused")
    except BaseException as error:
        report.add_error(f"{type(error).__name__}: {error}")
        report.finish("crashed")
        raise
    finally:
        for path in paths:
            report.write(path)
        if not options.report:  # whoever asked for the report reads it there
            _say(report)
    if report.finish_reason == "refused":
        return REFUSED
    if report.finish_reason != "finished":
        return UNFINISHED
    return FINISHED if report.ok else FAILED


def admit(source: Source, options: argparse.Namespace, environment: Mapping[str, str]) -> tuple[str, str | None]:
    """The base address to ask and the contact to give. Raises `RunRefused` when the run may not be.

    A replay or a copy of the portal on this machine needs neither contact nor confirmation: no court is asked.
    """
    if source.id not in _SPIDERS:
        raise RunRefused(f"{source.id} is not a portal: its files are collected by `uj ingest`")
    base_url: str = options.base_url or source.base_url
    if not base_url.startswith(("http://", "https://")) or not host_of(base_url):
        raise RunRefused(f"--base-url {base_url} is not a web address")
    contact = usable_contact(environment)
    if options.replay is not None or (options.allow_loopback and is_loopback(base_url)):
        return base_url, contact
    confirmed = {name.strip() for name in environment.get("UJ_CONFIRMED_SOURCES", "").split(",")}
    if source.needs_confirmation and source.id not in confirmed:
        raise NotConfirmed(
            f"{source.id} is off: {source.reuse_terms} If you may, add {source.id} to UJ_CONFIRMED_SOURCES"
        )
    if contact is None:
        raise NoContact("set UJ_CONTACT to a mail address or web page where a portal can reach you; nothing was asked")
    return base_url, contact


@contextlib.contextmanager
def only_run(home: Path, source: Source) -> Iterator[None]:
    """Hold the source, so that two runs never double the load on a portal. Raises `AlreadyRunning`."""
    folder = home / "runs" / source.id
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"another run of {source.id} is under way") from None
        yield


def our_version() -> str:
    """The version of this package."""
    try:
        return version("uj-caselaw")
    except PackageNotFoundError:
        return "0"


def _crawl(
    source: Source,
    options: argparse.Namespace,
    base_url: str,
    contact: str | None,
    report: RunReport,
    paths: tuple[Path, ...],
    tell: Callable[[str], None],
) -> None:
    from scrapy.crawler import AsyncCrawlerProcess

    from spiders.crawl_run import CrawlRun
    from spiders.replay import Captures

    captures = Captures(options.replay) if options.replay is not None else None
    spider_class = _spider_class(source)
    hosts = spider_class.hosts() if base_url == source.base_url else frozenset({host_of(base_url)})
    settings = crawl_settings(
        source,
        version=our_version(),
        user_agent=user_agent(our_version(), contact),
        hosts=hosts,
        allow_loopback=options.allow_loopback,
        replay=captures is not None,
    )
    with Catalogue(options.home / "catalogue.sqlite") as catalogue:
        run = CrawlRun(
            source=source,
            archive=Archive(options.home),
            catalogue=catalogue,
            report=report,
            base_url=base_url,
            since=options.since,
            limit=options.limit,
            full=options.full,
            select=options.select,
            everything=options.everything,
            allow_gone=options.allow_gone,
            captures=captures,
            report_paths=paths,
            tell=tell,
        )
        process = AsyncCrawlerProcess(settings)
        crawler = process.create_crawler(spider_class)
        process.crawl(crawler, run=run)
        process.start()
        _count_requests(report, crawler.stats.get_stats() if crawler.stats else {})
    if report.finish_reason == "running":
        report.add_error("the spider stopped before its end by a fault of ours; see the log (UJ_LOG_LEVEL=INFO)")
        report.finish("crashed")


def _count_requests(report: RunReport, stats: Mapping[str, object]) -> None:
    prefix = "downloader/response_status_count/"
    report.requests_by_status = {
        name.removeprefix(prefix): int(str(count)) for name, count in sorted(stats.items()) if name.startswith(prefix)
    }
    failed = int(str(stats.get("downloader/exception_count", 0)))
    if failed:
        report.requests_by_status["no answer"] = failed


def _spider_class(source: Source) -> type[CourtSpider]:
    module, _, name = _SPIDERS[source.id].partition(":")
    spider_class: type[CourtSpider] = getattr(import_module(module), name)
    return spider_class


@contextlib.contextmanager
def _progress(environment: Mapping[str, str]) -> Iterator[Callable[[str], None]]:
    """Where to tell how far we are: Dagster, when it started us."""
    if "DAGSTER_PIPES_CONTEXT" not in environment:
        yield lambda line: None
        return
    from dagster_pipes import open_dagster_pipes

    with open_dagster_pipes() as pipes:
        yield pipes.log.info


def _say(report: RunReport) -> None:
    for line in report.errors[:_SHOWN_ERRORS]:
        print(line, file=sys.stderr)
    hidden = len(report.errors) - _SHOWN_ERRORS + report.errors_omitted
    if hidden > 0:
        print(f"and {hidden} more; see the report", file=sys.stderr)
    print(report.summary())


def _safe(source_id: str) -> str:
    return source_id if source_id.isidentifier() else "unknown"


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


if __name__ == "__main__":
    sys.exit(main())
