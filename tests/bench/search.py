"""The search part of `make bench`: how fast decisions are indexed, and a full page of results (filters, facets, marked
passages) is answered, beside SQLite's FTS5 and a Meilisearch server where `UJ_MEILI_URL` names one.

    python -m tests.bench.search [--sizes 10000,100000,250000] [--million] [--json FILE]

The machine may be busy with other things: every time is given as time on the clock and as processor time.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from search_ui.index.embedded import EmbeddedEngine
from search_ui.index.engine import IndexedDecision, SearchEngine
from search_ui.index.query import parse_query
from search_ui.long_lived import set_aside
from tests.bench.search_corpus import AskedQuery, decisions, queries
from tests.bench.search_in_fts5 import Fts5Index

SIZES = (10_000, 100_000, 250_000)
_MILLION = 1_000_000
_Ask = Callable[[AskedQuery], object]


def run(
    sizes: Sequence[int] = SIZES,
    *,
    asked: int = 420,
    asked_of_slow: int = 84,
    concurrency: Sequence[int] = (1, 4, 16),
    fts5: bool = True,
    hostile: int = 1000,
    env: Mapping[str, str] = os.environ,
    say: Callable[[str], None] = lambda line: None,
) -> dict[str, Any]:
    """Measure every engine at every size (numbers of passages). Times are milliseconds; rates are per second."""
    return {
        "python": platform.python_version(),
        "cores": len(os.sched_getaffinity(0)),
        "sizes": {size: _at_size(size, asked, asked_of_slow, concurrency, fts5, hostile, env, say) for size in sizes},
    }


class _Corpus:
    """Decisions kept in a file, so that they are made once and never all in memory."""

    def __init__(self, file: Path, passages: int) -> None:
        self._file, self.passages, self.decisions = file, passages, 0
        with file.open("wb") as out:
            for decision in decisions(passages):
                pickle.dump(decision, out, pickle.HIGHEST_PROTOCOL)
                self.decisions += 1

    def __iter__(self) -> Iterator[IndexedDecision]:
        with self._file.open("rb") as kept:
            for _ in range(self.decisions):
                yield pickle.load(kept)


def _at_size(
    size: int,
    asked: int,
    asked_of_slow: int,
    concurrency: Sequence[int],
    fts5: bool,
    hostile: int,
    env: Mapping[str, str],
    say: Callable[[str], None],
) -> dict[str, Any]:
    say(f"{size:,} passages")
    with tempfile.TemporaryDirectory(prefix="uj-bench-") as folder:
        corpus = _Corpus(Path(folder) / "corpus", size)
        answers: dict[str, Any] = {"decisions": corpus.decisions}
        wanted = queries(asked, of_decisions=corpus.decisions)
        warm_up = queries(asked // 3, of_decisions=corpus.decisions, seed=99)
        home = Path(folder) / "embedded"
        engine = EmbeddedEngine(home)
        answers["embedded"] = {
            **_built(corpus.passages, lambda: engine.rebuild(corpus), home),
            **_asked(_of(engine), wanted, warm_up, concurrency),
            "upsert_visible_ms": _upsert(engine),
            "hostile": _hostile(engine, hostile),
        }
        engine.close()
        say(f"  embedded     {_line(answers['embedded'])}")
        some, little = wanted[:asked_of_slow], warm_up[: asked_of_slow // 6]
        if fts5:
            same = _asked(_of(EmbeddedEngine(home)), some, little, ())
            for name, signs in (("fts5", False), ("fts5_with_signs", True)):
                file = Path(folder) / f"{name}.sqlite"
                index = Fts5Index(file, signs=signs)
                answers[name] = {
                    **_built(corpus.passages, lambda: index.build(corpus), file),  # noqa: B023 - called here
                    **_asked(lambda query: index.search(query.query), some, little, ()),  # noqa: B023
                }
                times = {
                    measure: round(answers[name]["page_cpu_ms"][measure] / same["page_cpu_ms"][measure], 1)
                    for measure in ("p50", "p95", "p99", "mean")
                }
                answers[f"times_faster_than_{name}"] = times
                say(f"  {name:<12} {_line(answers[name])}")
                say(f"               we are faster by {times}")
        if url := env.get("UJ_MEILI_URL"):
            answers["meilisearch"] = _meilisearch(url, env.get("UJ_MEILI_KEY"), corpus, some, little, concurrency)
            say(f"  Meilisearch  {_line(answers['meilisearch'])}")
    return answers


def _meilisearch(
    url: str,
    key: str | None,
    corpus: _Corpus,
    wanted: Sequence[AskedQuery],
    warm_up: Sequence[AskedQuery],
    concurrency: Sequence[int],
) -> dict[str, Any]:
    from search_ui.index.meilisearch import MeilisearchEngine

    engine = MeilisearchEngine(url, key, prefix="ujbench")
    try:
        return {
            **_built(corpus.passages, lambda: engine.rebuild(corpus), None),
            **_asked(_of(engine), wanted, warm_up, concurrency),
            "upsert_visible_ms": _upsert(engine),
        }
    finally:
        engine.drop()


def _of(engine: SearchEngine) -> _Ask:
    return lambda asked: engine.search(asked.query)


def _built(size: int, build: Callable[[], object], place: Path | None) -> dict[str, Any]:
    """What indexing took, with the reading of the corpus from its file."""
    cpu, wall = time.process_time(), time.perf_counter()
    build()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    found: dict[str, Any] = {
        "build_s": round(wall, 1),
        "build_cpu_s": round(cpu, 1),
        "passages_per_s": round(size / max(wall, 0.001)),
        "passages_per_cpu_s": round(size / max(cpu, 0.001)),
        "most_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    if place is not None:
        files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file()]
        found["size_mb"] = round(sum(file.stat().st_size for file in files) / 1e6, 1)
    return found


def _asked(
    ask: _Ask, wanted: Sequence[AskedQuery], warm_up: Sequence[AskedQuery], concurrency: Sequence[int]
) -> dict[str, Any]:
    for query in warm_up:
        ask(query)
    set_aside()  # as `uj serve` does
    wall, cpu, by_kind = [], [], dict[str, list[float]]()
    for query in wanted:
        began, began_cpu = time.perf_counter(), time.thread_time()
        ask(query)
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.thread_time() - began_cpu) * 1000)
        by_kind.setdefault(query.kind, []).append(cpu[-1])
    found: dict[str, Any] = {
        "page_ms": _percentiles(wall),
        "page_cpu_ms": _percentiles(cpu),
        "by_kind_cpu_ms": {kind: _percentiles(times) for kind, times in sorted(by_kind.items())},
    }
    if concurrency:
        found["concurrent"] = {threads: _together(ask, wanted, threads) for threads in concurrency}
    return found


def _together(ask: _Ask, wanted: Sequence[AskedQuery], threads: int) -> dict[str, Any]:
    """Pages a second and their latency with so many readers at once."""

    def timed(query: AskedQuery) -> float:
        began = time.perf_counter()
        ask(query)
        return (time.perf_counter() - began) * 1000

    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as readers:
        times = list(readers.map(timed, wanted))
    return {"pages_per_s": round(len(times) / (time.perf_counter() - began), 1), **_percentiles(times)}


def _upsert(engine: SearchEngine) -> float:
    """Milliseconds from the call until a reader finds a new decision."""
    (decision,) = (item for number, item in enumerate(decisions(2 * 400, seed=3)) if number == 0)
    added: IndexedDecision = replace(decision, id="upserted", identifiers=("99UPS1-99",))
    query = parse_query("99 UPS 1/99")
    times = []
    for _ in range(5):
        began = time.perf_counter()
        engine.upsert([added])
        assert engine.search(query).total == 1
        times.append((time.perf_counter() - began) * 1000)
        engine.delete(["upserted"])
    return round(sorted(times)[len(times) // 2], 1)


def hostile_queries(count: int, seed: int = 11) -> list[str]:
    """Things nobody should type: quotes without end, fields without value, endless words, controls, other scripts."""
    random = Random(seed)
    pieces = [
        *'"“„«()[]{}*?:;,.-+|&!~^\\/§#%@=<>\x00\x1f\u202e\u200b\ufeff\U0001f9ff',
        *[
            "OR",
            "AND",
            "NOT",
            "court:",
            "accused:",
            "date:",
            "cites:",
            "docket:",
            "ecli:",
            "forum:",
            "-x",
            "-:",
            "date:9999..0001",
            "date:..",
            "crime:torture",
        ],
        *[
            "torture",
            "genocide",
            "Völkermord",
            "responsabilité",
            "الإبادة",
            "灭种",
            "a*",
            "*a",
            "**",
            "ECLI:DE:BGH:",
            "3",
            "StR",
            "564/19",
            "ICC-01/04-01/06",
        ],
        "x" * 300,
        "ab" * 150,
        "ä" * 200,
        "universal jurisdiction crimes against humanity command responsibility",
    ]
    return [
        "".join(random.choice(pieces) + random.choice(["", " "]) for _ in range(random.randint(1, 40)))
        for _ in range(count)
    ]


def _hostile(engine: SearchEngine, count: int) -> dict[str, Any]:
    times, errors, worst = [], 0, ""
    engine.search(parse_query("torture"))  # the first to ask after a commit waits for its opening (`upsert_visible_ms`)
    for typed in hostile_queries(count):
        began = time.thread_time()
        try:
            engine.search(parse_query(typed))
        except Exception:  # noqa: BLE001 - what is counted
            errors += 1
        times.append((time.thread_time() - began) * 1000)
        if times[-1] == max(times):
            worst = typed
    return (
        {"errors": errors, "over_250_ms": sum(took > 250 for took in times), **_percentiles(times), "worst": worst}
        if times
        else {}
    )


def _percentiles(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)

    return {
        "p50": at(0.5),
        "p95": at(0.95),
        "p99": at(0.99),
        "max": round(ordered[-1], 2),
        "mean": round(sum(ordered) / len(ordered), 2),
    }


def _line(of: Mapping[str, Any]) -> str:
    page, cpu = of["page_ms"], of["page_cpu_ms"]
    return (
        f"build {of['passages_per_s']:>6,}/s (cpu {of['passages_per_cpu_s']:>6,}/s)  {of.get('size_mb', 0):>7.1f} MB  "
        f"page p50 {page['p50']:>7.2f}  p95 {page['p95']:>7.2f}  p99 {page['p99']:>7.2f} ms  "
        f"(cpu {cpu['p50']:.2f} / {cpu['p95']:.2f} / {cpu['p99']:.2f})"
        + "".join(
            f"  {threads}: {at['pages_per_s']}/s p99 {at['p99']}" for threads, at in of.get("concurrent", {}).items()
        )
        + (f"  upsert {of['upsert_visible_ms']} ms" if "upsert_visible_ms" in of else "")
        + (f"  hostile max {of['hostile']['max']} ms, {of['hostile']['errors']} errors" if of.get("hostile") else "")
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of passages")
    parser.add_argument("--million", action="store_true", help="a million passages as well (a long run)")
    parser.add_argument("--no-fts5", action="store_true", help="leave SQLite out")
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    given = parser.parse_args(arguments)
    sizes = [int(size) for size in given.sizes.split(",") if size] + ([_MILLION] if given.million else [])
    figures = run(sizes, fts5=not given.no_fts5, say=lambda line: print(line, file=sys.stderr, flush=True))
    written = json.dumps(figures, indent=1, ensure_ascii=False)
    if given.json:
        given.json.write_text(written + "\n", encoding="utf-8")
    else:
        print(written)


if __name__ == "__main__":
    main()
