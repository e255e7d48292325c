"""`uj demo`, `crawl`, `ingest`, `run`, `sources`: from portals and folders into library and index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.cli.failure import FAILED, UNREADABLE, USAGE, CommandFailure
from pipelines.cli.screen import progress_bar, say, say_json, say_table
from pipelines.confirmation import VARIABLE, is_switched_on
from pipelines.home import Home
from pipelines.run import RunOutcome, dagster_instance, run_source
from spiders.sources import SOURCES, Source

if TYPE_CHECKING:
    from pipelines.state import ProcessingState
    from pipelines.steps.collect import CrawlOptions

_LISTED = 200
_STAGES = ("originals", "texts", "decisions", "library", "search_index")


def crawl(home: Home, source: str, options: CrawlOptions, *, as_json: bool) -> None:
    """Run one spider and print its report; exit 1 when the run was not complete and clean."""
    from pipelines.steps.collect import NoRunReport
    from pipelines.steps.collect import crawl as crawl_source

    described = _source(source)
    if source == "folder":
        raise CommandFailure("folder is not crawled: use `uj ingest PATH...`", USAGE)
    if not is_switched_on(described) and options.replay is None and not options.allow_loopback:
        raise CommandFailure(_off(described))
    try:
        report = crawl_source(home, source, options)
    except NoRunReport as error:
        raise CommandFailure(str(error)) from error
    if as_json:
        say_json(report.to_dict())
    else:
        say(f"{report.summary()}; {'complete' if report.complete else 'not complete'}")
        for line in report.errors[:_LISTED]:
            say(f"  error: {line}")
    if not report.ok:
        raise CommandFailure(f"the run of {source} was not clean; its report says why", FAILED)


def ingest(home: Home, paths: Sequence[Path], *, strict: bool, backfill: bool, as_json: bool) -> None:
    """Collect, read, publish and index the files under `paths`."""
    absolute = [str(path.resolve()) for path in paths]  # before Dagster changes the working folder
    with dagster_instance(home) as instance, progress_bar(as_json):
        outcome = run_source(instance, "folder", {"paths": absolute, "backfill": backfill})
    summary = _summary(home, [outcome])
    if as_json:
        say_json(summary)
    else:
        _say_summary(summary)
    _raise_for(outcome)
    quarantined, published = summary["totals"]["quarantined"], summary["totals"]["published"]
    if quarantined and (strict or not published):
        raise CommandFailure(f"{quarantined} documents are in quarantine (`uj status --quarantine`)", UNREADABLE)


def run(home: Home, source: str | None, *, as_json: bool) -> None:
    """Run the Dagster job for `source`, or for every source that is on."""
    if source is not None and not is_switched_on(_source(source)):
        raise CommandFailure(_off(_source(source)))
    chosen = [source] if source else [item.id for item in SOURCES.values() if is_switched_on(item)]
    outcomes: list[RunOutcome] = []
    with dagster_instance(home) as instance, progress_bar(as_json):
        for name in chosen:
            outcomes.append(run_source(instance, name))
    summary = _summary(home, outcomes)
    if as_json:
        say_json(summary)
    else:
        _say_summary(summary)
    for outcome in outcomes:
        _raise_for(outcome)


def demo(home: Home) -> None:
    """Crawl the bundled samples from local servers with the real spiders, and show what came of it."""
    from pipelines.demo.portals import sample_portals

    outcomes: list[RunOutcome] = []
    with dagster_instance(home) as instance, sample_portals() as portals, progress_bar(False):
        for source, config in portals.items():
            outcomes.append(run_source(instance, source, config))
    summary = _summary(home, outcomes)
    say("The bundled samples went through the whole pipeline (editorial notes, not the courts' words):")
    say()
    _say_summary(summary)
    for outcome in outcomes:
        _raise_for(outcome)
    say()
    say("uj search Koblenz Raslan")
    from pipelines.cli import finding

    finding.search(
        home,
        "Koblenz Raslan",
        [],
        sort="relevance",
        date_from=None,
        date_to=None,
        limit=3,
        concepts=True,
        as_json=False,
    )
    say()
    say("Open it: `make up`, then http://127.0.0.1:8000 (search) and http://127.0.0.1:3000 (Dagster).")


def sources(*, as_json: bool) -> None:
    """Every source with its terms."""
    if as_json:
        say_json([_described(source) for source in SOURCES.values()])
        return
    say_table(
        ("id", "on", "publisher", "licence"),
        [
            (source.id, "on" if is_switched_on(source) else "off", source.publisher, source.licence)
            for source in SOURCES.values()
        ],
    )
    for source in SOURCES.values():
        if not is_switched_on(source):
            say(f"\n{_off(source)}")


def _described(source: Source) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(source), "on": is_switched_on(source)}


def _source(name: str) -> Source:
    if name not in SOURCES:
        raise CommandFailure(f"there is no source {name!r}; there are {', '.join(SOURCES)}", USAGE)
    return SOURCES[name]


def _off(source: Source) -> str:
    return (
        f"{source.id} is off: {source.reuse_terms} "
        f"When that is settled, set {VARIABLE}={source.id} (comma separated for several)."
    )


def _summary(home: Home, outcomes: Sequence[RunOutcome]) -> dict[str, Any]:
    from pipelines.review import queue_state
    from pipelines.state import ProcessingState
    from search_ui.library import Library

    state = ProcessingState(home.state_url)
    library = Library.open(home.library_url)
    try:
        counts = state.counts()
        queue = queue_state(home.state_url)
        quarantine = [item for outcome in outcomes for item in (*_refused(outcome), *_held(state, outcome.source))]
        totals_of_library = library.counts()
    finally:
        library.close()
        state.close()
    per_source = [_summary_of(outcome, counts.get(outcome.source, {})) for outcome in outcomes]
    return {
        "sources": per_source,
        "totals": {name: sum(entry[name] for entry in per_source) for name in ("records", "published", "quarantined")},
        "quarantine": quarantine,
        "review": {"waiting": queue.waiting, "left_out": queue.rejected},
        "library": totals_of_library,
        "failed_checks": [check for outcome in outcomes for check in outcome.failed_checks],
    }


def _summary_of(outcome: RunOutcome, numbers: Mapping[str, int]) -> dict[str, Any]:
    collected = outcome.metadata.get("originals", {})
    refused = len(_refused(outcome))
    return {
        "source": outcome.source,
        "new": collected.get("new", 0),
        "changed": collected.get("changed", 0),
        "same": collected.get("same", 0),
        "records": numbers.get("records", 0) + refused,
        "published": numbers.get("published", 0),
        "quarantined": numbers.get("quarantined", 0) + refused,
        "seconds": {stage: outcome.metadata[stage].get("seconds") for stage in _STAGES if stage in outcome.metadata},
    }


def _refused(outcome: RunOutcome) -> list[dict[str, str]]:
    """What was not even archived: too large, a link leading elsewhere, a broken answer."""
    report = outcome.metadata.get("originals", {}).get("report") or {}
    return [
        {"source": outcome.source, "record": item["record_id"], "kind": item["kind"], "reason": item["reason"]}
        for item in report.get("quarantined", ())
    ]


def _held(state: ProcessingState, source: str) -> list[dict[str, str]]:
    return [
        {
            "source": row.source,
            "record": row.record_id,
            "kind": row.quarantine_kind or "",
            "reason": row.quarantine_reason or "",
        }
        for row in state.quarantined(source)
    ]


def _say_summary(summary: Mapping[str, Any]) -> None:
    say_table(
        ("source", "new", "changed", "same", "records", "published", "quarantined"),
        [
            tuple(entry[name] for name in ("source", "new", "changed", "same", "records", "published", "quarantined"))
            for entry in summary["sources"]
        ],
    )
    for item in summary["quarantine"][:_LISTED]:
        say(f"  quarantined: {item['source']}/{item['record']}: {item['kind']}: {item['reason']}")
    if len(summary["quarantine"]) > _LISTED:
        say(f"  ... and {len(summary['quarantine']) - _LISTED} more: `uj status --quarantine`")
    for check in summary["failed_checks"]:
        say(f"  check failed: {check}")
    review = summary["review"]
    if review["waiting"]:
        say(f"  {review['waiting']} wait for review: `uj review`")
    if review["left_out"]:
        say(f"  {review['left_out']} left out as not relevant: `uj review list --rejected`")
    library = summary["library"]
    say(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in library.items()))


def _raise_for(outcome: RunOutcome) -> None:
    if not outcome.success:
        raise CommandFailure(f"{outcome.source}: {outcome.failure or 'the run failed'}; see the Dagster UI (`uj up`)")
    if outcome.failed_checks:
        raise CommandFailure(f"{outcome.source}: check failed: {'; '.join(outcome.failed_checks)}")
