"""The commands of `uj`, each a few lines over the step it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.alerts import alerts_app
from pipelines.cli.reviewing import review_app
from pipelines.home import Home

app = typer.Typer(
    name="uj",
    help="A searchable index of universal-jurisdiction case law, built from the courts' own records.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable output.")]


# -- collecting ------------------------------------------------------------------------------------------------------


@app.command()
def demo(
    serve_after: Annotated[bool, typer.Option("--serve", help="Start the search page when done.")] = False,
) -> None:
    """Run the whole pipeline on the bundled samples, through the real spiders and the real Dagster job."""
    from pipelines.cli import collecting

    collecting.demo(Home.from_env().create())
    if serve_after:
        from pipelines.cli import serving

        serving.serve(Home.from_env(), "127.0.0.1", 8000)


@app.command()
def crawl(
    source: str,
    since: Annotated[str | None, typer.Option(help="Only what the portal changed since this day (ISO).")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many documents.")] = None,
    replay: Annotated[
        Path | None, typer.Option(help="Serve captured answers from this folder instead of the network.")
    ] = None,
    base_url: Annotated[str | None, typer.Option(help="Crawl this address instead of the portal's.")] = None,
    allow_loopback: Annotated[bool, typer.Option(help="Allow addresses on this machine (for --base-url).")] = False,
    full: Annotated[bool, typer.Option(help="Fetch known documents again and verify them.")] = False,
    select: Annotated[str | None, typer.Option(help="Courts, Länder or queries in place of the default.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything the portal lists.")] = False,
    allow_gone: Annotated[bool, typer.Option(help="Let more than 3 % of the source be marked as gone.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch one source into the archive (no reading): its run report is printed."""
    from pipelines.cli import collecting
    from pipelines.steps.collect import CrawlOptions

    collecting.crawl(
        Home.from_env().create(),
        source,
        CrawlOptions(
            since=since,
            limit=limit,
            replay=str(replay.resolve()) if replay else None,
            base_url=base_url,
            allow_loopback=allow_loopback,
            full=full,
            select=select,
            everything=everything,
            allow_gone=allow_gone,
        ),
        as_json=as_json,
    )


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Files and folders.")],
    strict: Annotated[bool, typer.Option(help="Exit 4 when any document had to be quarantined.")] = False,
    backfill: Annotated[bool, typer.Option(help="Alert nobody: these decisions are old news.")] = False,
    as_json: AsJson = False,
) -> None:
    """Collect files you hold (PDF, DOCX, HTML, XML, JSON lines ...), read, publish and index them."""
    from pipelines.cli import collecting

    collecting.ingest(Home.from_env().create(), paths, strict=strict, backfill=backfill, as_json=as_json)


@app.command()
def run(
    source: Annotated[str | None, typer.Option(help="Only this source (default: all that are on).")] = None,
    as_json: AsJson = False,
) -> None:
    """Run the pipeline from portal to index for the sources that are switched on."""
    from pipelines.cli import collecting

    collecting.run(Home.from_env().create(), source, as_json=as_json)


@app.command()
def sources(as_json: AsJson = False) -> None:
    """List the sources: publisher, terms, and whether they are on."""
    from pipelines.cli import collecting

    collecting.sources(as_json=as_json)


# -- reading and finding ---------------------------------------------------------------------------------------------


@app.command()
def enrich(
    file: Annotated[Path, typer.Argument(help="One document; `-` reads standard input.")],
    format_: Annotated[
        str | None, typer.Option("--format", help="rii, rechtspraak, akoma_ntoso, juris, html, docx, json, pdf, text.")
    ] = None,
    as_json: AsJson = False,
    text_only: Annotated[bool, typer.Option(help="Print the reading alone.")] = False,
) -> None:
    """Read one document and print all its facts."""
    from pipelines.cli import finding

    finding.enrich_file(file, format_, as_json=as_json, text_only=text_only)


@app.command(context_settings={"ignore_unknown_options": True})  # -excluded is no option
def search(
    query: list[str],
    filters: Annotated[
        list[str] | None, typer.Option("--filter", help="facet=value, e.g. forum=DEU; repeatable.")
    ] = None,
    sort: Annotated[str, typer.Option(help="relevance, date (newest first) or oldest.")] = "relevance",
    date_from: Annotated[str | None, typer.Option("--from", help="Decided on or after (ISO).")] = None,
    date_to: Annotated[str | None, typer.Option("--to", help="Decided on or before (ISO).")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000)] = 10,
    concepts: Annotated[bool, typer.Option(help="Search the thesaurus' other words and languages too.")] = True,
    semantic: Annotated[bool, typer.Option(help="By meaning as well, where UJ_SEMANTIC=hybrid.")] = True,
    explain: Annotated[bool, typer.Option("--explain", help="Say how the query was read.")] = False,
    as_json: AsJson = False,
) -> None:
    """Search the library: words, "phrases", -excluded, court:..., dockets and ECLI in any form."""
    from pipelines.cli import finding

    finding.search(
        Home.from_env(),
        " ".join(query),
        filters or [],
        sort=sort,
        date_from=date_from,
        date_to=date_to,
        limit=limit,
        concepts=concepts,
        semantic=semantic,
        explain=explain,
        as_json=as_json,
    )


@app.command()
def show(decision: str, as_json: AsJson = False) -> None:
    """Show one decision by its id, ECLI or docket number."""
    from pipelines.cli import finding

    finding.show(Home.from_env(), decision, as_json=as_json)


# -- serving ---------------------------------------------------------------------------------------------------------


@app.command()
def serve(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option()] = 8000,
) -> None:
    """Serve the search pages."""
    from pipelines.cli import serving

    serving.serve(Home.from_env(), host, port)


@app.command()
def up(
    host: Annotated[str, typer.Option()] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Search pages.")] = 8000,
    dagster_port: Annotated[int, typer.Option(help="Dagster UI.")] = 3000,
) -> None:
    """Serve the search pages and the Dagster UI together until Ctrl-C."""
    from pipelines.cli import serving

    serving.up(Home.from_env().create(), host, port, dagster_port)


# -- keeping ---------------------------------------------------------------------------------------------------------


@app.command()
def status(
    quarantine: Annotated[bool, typer.Option(help="List every quarantined document with its reason.")] = False,
    as_json: AsJson = False,
) -> None:
    """What is archived, read, published and quarantined, and whether the index equals the library."""
    from pipelines.cli import keeping

    keeping.status(Home.from_env(), quarantine=quarantine, as_json=as_json)


@app.command("rebuild-index")
def rebuild_index() -> None:
    """Build the search index anew from the library and swap it in."""
    from pipelines.cli import keeping

    keeping.rebuild(Home.from_env())


@app.command()
def verify(
    all_names: Annotated[
        bool, typer.Option("--all-names", help="Read every text again for protected names, by the rules of today.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Check every original against its hash, the library's integrity, that the index equals the library, and that no
    name which protection took out can be read in anything derived."""
    from pipelines.cli import keeping

    keeping.verify(Home.from_env(), as_json=as_json, all_names=all_names)


@app.command()
def withdraw(decision: str, reason: Annotated[str, typer.Option(help="Shown on the tombstone.")]) -> None:
    """Withdraw a decision from library, index and pages; a tombstone with the reason stays."""
    from pipelines.cli import keeping

    keeping.withdraw(Home.from_env(), decision, reason)


@app.command()
def export(
    decisions: Annotated[list[str] | None, typer.Argument(help="Decision ids (default: all).")] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", help="jsonl (default), csv, ris, bibtex or csl-json; of the vocabulary: turtle, json-ld."
        ),
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File (default: standard output).")] = None,
    vocabulary: Annotated[
        str | None, typer.Option(help="Export the vocabulary instead, as `skos`; needs no library.")
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(help="With --vocabulary: what the concepts' IRIs begin with, e.g. your /concepts/ pages."),
    ] = None,
) -> None:
    """Export decisions with their facts, or the vocabulary."""
    from pipelines.cli import keeping

    if vocabulary is not None:
        keeping.export_vocabulary(vocabulary, decisions or [], format_, base, output)
    else:
        keeping.export(Home.from_env(), decisions or [], format_ or "jsonl", output)


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="File to write, e.g. uj-backup.tar.gz.")]) -> None:
    """Write everything that cannot be made again (originals, catalogue, library, state) into one file."""
    from pipelines.cli import keeping

    keeping.backup(Home.from_env(), target)


@app.command()
def restore(source: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Restore a backup into an empty UJ_HOME and build the index."""
    from pipelines.cli import keeping

    keeping.restore(Home.from_env(), source)


# -- measuring -------------------------------------------------------------------------------------------------------


@app.command(name="eval")
def evaluate(
    kind: Annotated[str, typer.Argument(help="text, citations, ner, facts, relevance, people or search.")],
    gold: Annotated[Path, typer.Option(help="The gold file (formats: docs/GOLD.md).")],
    home: Annotated[
        bool, typer.Option("--home", help="search only: ask the library in UJ_HOME, not a fresh index of the registry.")
    ] = False,
    concepts: Annotated[bool, typer.Option(help="search only: use the thesaurus' other words and languages.")] = True,
    semantic: Annotated[
        bool, typer.Option("--semantic", help="search only: by meaning as well, beside the figures without.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure reading, facts or search against a gold file: precision, recall, F1, and the worst examples."""
    from pipelines.cli import evaluating

    evaluating.evaluate(kind, gold, use_home=home, concepts=concepts, semantic=semantic, as_json=as_json)


# -- alerts ----------------------------------------------------------------------------------------------------------

app.add_typer(alerts_app)


# -- reviewing -------------------------------------------------------------------------------------------------------

app.add_typer(review_app)
