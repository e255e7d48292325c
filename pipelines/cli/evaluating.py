"""`uj eval`: production code against a gold file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from enrichment.evaluation.gold import MalformedGold
from enrichment.evaluation.scores import Report
from pipelines.cli.failure import USAGE, CommandFailure
from pipelines.cli.screen import say, say_json, say_table
from pipelines.home import Home

_Evaluator = Callable[[Path, Sequence[Path]], Report]
_READING = {
    "text": ("reading", "evaluate_text"),
    "citations": ("citations", "evaluate_citations"),
    "facts": ("facts", "evaluate_facts"),
    "relevance": ("relevance", "evaluate_relevance"),
    "people": ("people", "evaluate_people"),
}
KINDS = (*_READING, "ner", "search")


def evaluate(kind: str, gold: Path, *, use_home: bool, concepts: bool, semantic: bool = False, as_json: bool) -> None:
    """Measure one kind of output and print the report.

    Files that gold records name are looked for beside the gold file, in its parent folder, and in `$UJ_SHARED/data`."""
    try:
        report = _report(kind, gold, use_home=use_home, concepts=concepts, semantic=semantic)
    except MalformedGold as error:
        raise CommandFailure(str(error), USAGE) from error
    if as_json:
        say_json(report.to_dict())
    else:
        _print(report)


def _report(kind: str, gold: Path, *, use_home: bool, concepts: bool, semantic: bool) -> Report:
    if kind in _READING:
        module, function = _READING[kind]
        evaluator: _Evaluator = getattr(import_module(f"enrichment.evaluation.{module}"), function)
        shared = os.environ.get("UJ_SHARED")
        return evaluator(gold, [Path(shared) / "data"] if shared else [])
    if kind == "ner":
        from enrichment.evaluation.ner import evaluate_ner

        return evaluate_ner(gold)
    if kind == "search":
        return _search(gold, use_home=use_home, concepts=concepts, semantic=semantic)
    raise CommandFailure(f"there is no evaluation {kind!r}; there are {', '.join(KINDS)}", USAGE)


def _search(gold: Path, *, use_home: bool, concepts: bool, semantic: bool) -> Report:
    from search_ui.evaluation import evaluate_search, index_of_registry, read_queries
    from search_ui.index.choose import open_engine
    from search_ui.index.engine import EngineUnavailable
    from search_ui.index.semantic import VARIABLE, embedder_of

    queries = read_queries(gold)
    env = {**os.environ, VARIABLE: "hybrid"} if semantic else os.environ
    try:
        with tempfile.TemporaryDirectory(prefix="uj-eval-") as folder:
            engine = (
                open_engine(Home.from_env().root, env)
                if use_home
                else index_of_registry(Path(folder), embedder=embedder_of(env))
            )
            try:
                report = evaluate_search(queries, engine, expand=concepts, semantic=embedder_of(env) is not None)
                if embedder_of(env) is not None:
                    without = evaluate_search(queries, engine, expand=concepts)
                    report = replace(report, more={**report.more, "without_semantic": without.by["type"]})
                return report
            finally:
                engine.close()
    except EngineUnavailable as error:
        raise CommandFailure(str(error)) from error


def _print(report: Report) -> None:
    say(f"{report.kind}: {report.n} records")
    say("  " + "  ".join(f"{name} {value}" for name, value in report.overall.items()))
    tables = {"": report.by}
    if report.kind == "search":
        tables = report.by
    if "by_language" in report.more:
        tables = {**tables, "language": report.more["by_language"]}
    if "without_semantic" in report.more:
        tables = {**tables, "without likeness of meaning": report.more["without_semantic"]}
    if "reliability" in report.more:
        tables = {**tables, "score": report.more["reliability"]}
    for name, rows in tables.items():
        _print_table(name, rows)
    if "confusion" in report.more:
        labels = list(report.more["confusion"])
        say()
        say_table(
            ["gold \\ found", *labels],
            [[label, *(report.more["confusion"][label][other] for other in labels)] for label in labels],
        )
    if report.worst:
        say()
        say("worst:")
        for item in report.worst:
            say(f"  {_line(item)}")


def _print_table(name: str, rows: dict[str, dict[str, Any]]) -> None:
    if not rows:
        return
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    say()
    say_table([name, *columns], [[key, *(row.get(column, "") for column in columns)] for key, row in rows.items()])


def _line(item: dict[str, Any]) -> str:
    return "; ".join(f"{key}: {_short(value)}" for key, value in item.items() if value not in (None, [], "", 0))


def _short(value: object) -> str:
    text = ", ".join(map(_short, value)) if isinstance(value, list) else str(value)
    if isinstance(value, dict):
        text = " ".join(str(part) for part in value.values())
    return text if len(text) <= 300 else f"{text[:300]} …"
