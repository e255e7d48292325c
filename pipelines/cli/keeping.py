"""`uj status`, `verify`, `rebuild-index`, `withdraw`, `export`, `backup`, `restore`: keep what was collected."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipelines.backup import BackupRefused, restore_backup, write_backup
from pipelines.cli.alerts import status_figures, status_lines
from pipelines.cli.failure import NOT_FOUND, USAGE, CommandFailure
from pipelines.cli.library_here import needs_library
from pipelines.cli.screen import say, say_json, say_table
from pipelines.home import Home
from search_ui.library import Library


def status(home: Home, *, quarantine: bool, as_json: bool) -> None:
    """Counts per source, the library's totals, the quarantine by kind."""
    from pipelines.review import queue_state
    from pipelines.state import ProcessingState
    from pipelines.steps.index import index_difference

    needs_library(home)
    state = ProcessingState(home.state_url)
    library = Library.open(home.library_url)
    try:
        counts = state.counts()
        held = state.quarantined()
        queue = queue_state(home.state_url)
        totals = library.counts()
    finally:
        library.close()
        state.close()
    missing, surplus = index_difference(home)
    alerts = status_figures(home)
    if as_json:
        say_json(
            {
                "sources": counts,
                "alerts": alerts,
                "library": totals,
                "review": {"waiting": queue.waiting, "left_out": queue.rejected, "oldest": queue.oldest},
                "index": {"missing": sorted(missing), "surplus": sorted(surplus)},
                "quarantine": [
                    {
                        "source": row.source,
                        "record": row.record_id,
                        "kind": row.quarantine_kind,
                        "reason": row.quarantine_reason,
                    }
                    for row in held
                ],
            }
        )
        return
    say_table(
        ("source", "records", "read", "enriched", "published", "quarantined"),
        [(source, *numbers.values()) for source, numbers in counts.items()],
    )
    say(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in totals.items()))
    if missing or surplus:
        say(f"index: {len(missing)} decisions missing, {len(surplus)} too many (`uj rebuild-index`)")
    else:
        say("index: equals the library")
    for line in status_lines(alerts):
        say(line)
    if queue.waiting:
        say(f"review: {queue.waiting} wait, the oldest for {queue.oldest_days} days (`uj review`)")
    if quarantine:
        for row in held:
            say(f"{row.source}/{row.record_id}: {row.quarantine_kind}: {row.quarantine_reason}")
    elif held:
        kinds = Counter(row.quarantine_kind for row in held)
        say("quarantine: " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))


def rebuild(home: Home) -> None:
    """Rebuild the index."""
    from pipelines.steps.index import rebuild_index

    needs_library(home)
    say(f"{rebuild_index(home)} decisions indexed")


def verify(home: Home, *, as_json: bool, all_names: bool = False) -> None:
    """Every problem on a line; exit 1 when there is one."""
    from pipelines.leaks import find_leaks
    from pipelines.steps.index import index_difference
    from spiders.archive import Archive
    from spiders.catalogue import Catalogue

    needs_library(home)
    archive = Archive(home.archive)
    with Catalogue(home.catalogue) as catalogue:
        problems = [f"archive: {problem}" for problem in archive.verify(catalogue.hashes())]
    library = Library.open(home.library_url)
    try:
        problems += [f"library: {problem}" for problem in library.check_integrity()]
    finally:
        library.close()
    missing, surplus = index_difference(home)
    problems += [f"index: {name} is missing" for name in sorted(missing)]
    problems += [f"index: {name} is not in the library" for name in sorted(surplus)]
    names = find_leaks(home, everything=all_names)
    problems += [f"names: {leak}" for leak in names.leaks]
    if as_json:
        say_json({"problems": problems})
    else:
        for problem in problems:
            say(problem)
    if problems:
        raise CommandFailure(f"{len(problems)} problems")
    if not as_json:
        say(
            f"archive, library and index are sound; {names.searched} texts with protected names searched, "
            "none can be read in anything derived"
        )


def withdraw(home: Home, decision: str, reason: str) -> None:
    """Withdraw from the library, then from the index and from the derived texts."""
    from pipelines.steps.withdraw import withdraw_decision

    needs_library(home)
    if not withdraw_decision(home, decision, reason):
        raise CommandFailure(f"there is no decision {decision!r}", NOT_FOUND)
    say(f"{decision} is withdrawn")


def export(home: Home, decisions: Sequence[str], format_: str, output: Path | None) -> None:
    """Write the export to `output` or standard output."""
    needs_library(home)
    library = Library.open(home.library_url)
    try:
        try:
            parts = library.export(list(decisions) or None, format_)
        except ValueError as error:
            raise CommandFailure(str(error), USAGE) from error
        except KeyError as error:
            raise CommandFailure(f"there is no decision {error.args[0]!r}", NOT_FOUND) from error
        _write(parts, output)
    finally:
        library.close()


def export_vocabulary(
    kind: str, decisions: Sequence[str], format_: str | None, base: str | None, output: Path | None
) -> None:
    """Write the thesaurus as SKOS to `output` or standard output."""
    from enrichment.vocabulary.skos import DEFAULT_BASE, write_skos

    if kind != "skos":
        raise CommandFailure(f"the vocabulary is exported as skos, not as {kind!r}", USAGE)
    if decisions:
        raise CommandFailure("the vocabulary is exported whole: name no decisions with --vocabulary", USAGE)
    try:
        text = write_skos(format_ or "turtle", DEFAULT_BASE if base is None else base)
    except ValueError as error:
        raise CommandFailure(str(error), USAGE) from error
    _write([text], output)


def _write(parts: Iterable[str], output: Path | None) -> None:
    if output is None:
        sys.stdout.writelines(parts)
        return
    beside = output.with_name(f"{output.name}.part")
    with beside.open("w", encoding="utf-8") as handle:
        handle.writelines(parts)
    beside.replace(output)


def backup(home: Home, target: Path) -> None:
    """Write a backup."""
    needs_library(home)
    try:
        size = write_backup(home, target)
    except BackupRefused as error:
        raise CommandFailure(str(error)) from error
    say(f"{target}: {size:,} bytes")


def restore(home: Home, source: Path) -> None:
    """Restore a backup and build the index."""
    try:
        restore_backup(home, source)
    except BackupRefused as error:
        raise CommandFailure(str(error)) from error
    rebuild(home)
