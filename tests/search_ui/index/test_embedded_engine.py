"""What only the embedded engine has: a folder, one writer at a time, death at any moment."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_decisions import DECISIONS, decision

from search_ui.index.choose import open_engine
from search_ui.index.embedded import EmbeddedEngine
from search_ui.index.embedded_ranking import _weighing
from search_ui.index.engine import EngineUnavailable, Query, Word
from search_ui.index.meilisearch import MeilisearchEngine
from search_ui.index.query import parse_query

ROOT = Path(__file__).resolve().parents[3]


def in_another_process(script, *arguments):
    """Run Python code beside this process, with the sample decisions at hand."""
    code = "from sample_decisions import DECISIONS, decision\n" + textwrap.dedent(script)
    path = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,  # one that stays open: the writer of a test waits for its end
        stdout=subprocess.PIPE,
        text=True,
    )


def everything(engine):
    """All an index answers, for comparison."""
    results = engine.search(Query(limit=1000))
    words = engine.search(Query(must=(Word("words"),), limit=1000))
    passages = sorted(passage.text for hit in words.hits for passage in hit.passages)
    return engine.ids(), results.total, results.facets, words.total, passages


def test_commits_and_rebuilds_of_another_process_are_seen_without_reopening(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(DECISIONS[:1])
    assert engine.search(Query()).total == 1
    script = """
        import sys
        from pathlib import Path
        from search_ui.index.embedded import EmbeddedEngine
        engine = EmbeddedEngine(Path(sys.argv[1]))
        {}
    """
    assert in_another_process(script.format("engine.upsert(DECISIONS[1:3])"), tmp_path).wait() == 0
    assert engine.search(Query()).total == 3
    assert in_another_process(script.format("engine.rebuild(DECISIONS)"), tmp_path).wait() == 0
    assert engine.search(Query()).total == len(DECISIONS)
    assert engine.ids() == {item.id for item in DECISIONS}


def test_a_second_writer_waits_for_the_first_and_says_whom_it_waits_for(tmp_path):
    writing = in_another_process(
        """
        import sys, time
        from pathlib import Path
        from search_ui.index.embedded import EmbeddedEngine
        def slowly():
            yield DECISIONS[0]
            print("writing", flush=True)
            sys.stdin.read()
        EmbeddedEngine(Path(sys.argv[1])).rebuild(slowly())
        """,
        tmp_path,
    )
    try:
        assert writing.stdout.readline() == "writing\n"
        with pytest.raises(EngineUnavailable, match=f"process {writing.pid} is writing"):
            EmbeddedEngine(tmp_path, lock_wait_s=0.1).upsert(DECISIONS[1:2])
    finally:
        writing.kill()
        writing.wait()
    # the dead writer holds nothing back
    assert EmbeddedEngine(tmp_path, lock_wait_s=5).upsert(DECISIONS[1:2]) == 1


def test_threads_read_while_one_writes(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(DECISIONS[:5])
    totals, errors = [], []
    done = threading.Event()

    def read():
        while not done.is_set():
            try:
                totals.append(engine.search(Query(must=(Word("immunity"),), limit=2)).total)
            except Exception as error:  # noqa: BLE001 - any error fails the test below
                errors.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        engine.rebuild(DECISIONS[:5])
        engine.upsert(DECISIONS[:5])
    done.set()
    for reader in readers:
        reader.join()
    assert errors == []
    assert set(totals) == {2}


@pytest.mark.parametrize("step", range(8))
def test_a_writer_killed_at_any_moment_leaves_an_index_that_comes_out_the_same(tmp_path, step):
    items = [decision(f"d{number}", f"words number{number} " * 50, forum="DEU") for number in range(40)]
    whole = EmbeddedEngine(tmp_path / "whole")
    whole.rebuild(items, watermark=40)
    home = tmp_path / "killed"
    writing = in_another_process(
        """
        import sys
        from pathlib import Path
        from search_ui.index.embedded import EmbeddedEngine
        engine = EmbeddedEngine(Path(sys.argv[1]))
        print("ready", flush=True)
        for number in range(40):
            item = decision(f"d{number}", f"words number{number} " * 50, forum="DEU")
            engine.upsert([item])
            engine.set_watermark(number + 1)
            print(number, flush=True)
        """,
        home,
    )
    for _ in range(1 + 3 * step):
        writing.stdout.readline()
    os.kill(writing.pid, signal.SIGKILL)
    writing.wait()
    engine = EmbeddedEngine(home, lock_wait_s=5)
    mark = engine.watermark()
    assert {f"d{number}" for number in range(mark)} <= engine.ids()
    engine.upsert(items[mark:])
    engine.set_watermark(40)
    assert everything(engine) == everything(whole)


def test_a_rebuild_killed_leaves_the_old_generation_and_its_rest_is_cleared_away(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(DECISIONS[:2], watermark=2)
    before = everything(engine)
    writing = in_another_process(
        """
        import sys
        from pathlib import Path
        from search_ui.index.embedded import EmbeddedEngine
        def slowly():
            for item in DECISIONS:
                yield item
            print("written", flush=True)
            sys.stdin.read()
        EmbeddedEngine(Path(sys.argv[1])).rebuild(slowly(), watermark=99)
        """,
        tmp_path,
    )
    assert writing.stdout.readline() == "written\n"
    os.kill(writing.pid, signal.SIGKILL)
    writing.wait()
    assert everything(engine) == everything(EmbeddedEngine(tmp_path)) == before
    assert engine.watermark() == 2
    engine.rebuild(DECISIONS[:3], watermark=3)
    assert [entry.name for entry in (tmp_path / "generations").iterdir()] == [
        str(json.loads((tmp_path / "current.json").read_text())["generation"])
    ]


def test_an_index_of_another_version_has_to_be_built_anew(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(DECISIONS[:2])
    pointer = tmp_path / "current.json"
    pointer.write_text(json.dumps({**json.loads(pointer.read_text()), "version": 0}))
    for attempt in (
        lambda: engine.search(Query()),
        lambda: engine.upsert(DECISIONS[:1]),
        lambda: engine.delete(["x"]),
        engine.watermark,
        engine.ids,
    ):
        with pytest.raises(EngineUnavailable, match=r"another version.*rebuild-index"):
            attempt()
    engine.rebuild(DECISIONS[:2])
    assert engine.search(Query()).total == 2


@pytest.mark.parametrize("damage", ["{", "[]", '{"generation": 7, "version": 1}'])
def test_a_damaged_index_says_so_and_can_be_built_anew(tmp_path, damage):
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(DECISIONS[:2])
    (tmp_path / "current.json").write_text(damage)
    with pytest.raises(EngineUnavailable, match="rebuild-index"):
        EmbeddedEngine(tmp_path).search(Query())
    engine.rebuild(DECISIONS[:3])
    assert EmbeddedEngine(tmp_path).search(Query()).total == 3


def test_an_upsert_whose_decisions_cannot_be_read_changes_nothing(tmp_path):
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(DECISIONS[:1])

    def failing():
        yield DECISIONS[1]
        raise LookupError("gone")

    with pytest.raises(LookupError):
        engine.upsert(failing())
    assert engine.ids() == {DECISIONS[0].id}
    assert engine.upsert(DECISIONS[1:2]) == 1


@pytest.fixture(scope="module")
def filled_once(tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("once"))
    engine.rebuild(DECISIONS)
    return engine


@settings(max_examples=250, deadline=None)
@given(
    st.text(max_size=60)
    | st.text(alphabet='"“-()[]:*|§/., aeéß١ OR٣StR19', max_size=60)
    | st.lists(
        st.sampled_from(["torture", "-torture", "genocid*", "OR", '"', "3 StR 564/19", "forum:deu", "§", "🙂"])
    ).map(" ".join),
    st.sampled_from(["relevance", "date", "-date"]),
    st.integers(-2, 30),
)
def test_whatever_is_typed_is_answered(filled_once, typed, sort, offset):
    results = filled_once.search(parse_query(typed, sort=sort, offset=offset, limit=5))
    assert 0 <= len(results.hits) <= min(5, results.total)
    for hit in results.hits:
        for passage in hit.passages:
            flat = [end for mark in passage.marks for end in mark]
            assert flat == sorted(flat)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("verurteilte", "de-morani--first"),
        ("Misshandlung", "de-morani--first"),
        ("condamnation", "fr-prefet--appeal"),
        ("breach", "intl-tribunal"),
        ("investigated", "za-docket"),
        ("oorlogsmisdrijf", "nl-chemist--supreme"),
        ("إبادة", "sy-note"),
    ],
)
def test_words_are_found_by_their_stem(tmp_path, typed, found):
    """Meilisearch has no stemmer, so this is no part of the common contract."""
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(DECISIONS)
    (hit,) = engine.search(Query(must=(Word(typed, fuzzy=False),))).hits
    assert hit.id == found
    assert hit.passages[0].marks


def test_the_environment_chooses_the_engine(tmp_path):
    assert isinstance(open_engine(tmp_path, {}), EmbeddedEngine)
    assert isinstance(open_engine(tmp_path, {"UJ_MEILI_URL": " "}), EmbeddedEngine)
    assert isinstance(open_engine(tmp_path, {"UJ_MEILI_URL": "http://localhost:1"}), MeilisearchEngine)
    engine = open_engine(tmp_path, {})
    engine.rebuild(DECISIONS[:1])
    assert (tmp_path / "index" / "current.json").is_file()


def test_choosing_and_opening_imports_no_pipeline_spider_or_language_library():
    code = (
        "import sys; from search_ui.index.choose import open_engine; from search_ui.index.query import parse_query; "
        "from pathlib import Path; open_engine(Path('x'), {}); parse_query('torture'); "
        "print([name for name in ('dagster', 'scrapy', 'spacy', 'meilisearch', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("needed", range(9))
@pytest.mark.parametrize("weights", [(3, 3, 1, 1), (3, 2, 2, 1, 0), (1, 1, 1), (2, 0, 3)])
def test_the_decisions_that_hold_enough_of_a_query(weights, needed):
    # decision n holds the groups whose bits are set in n
    count = 2 ** len(weights)
    groups = [sum(1 << number for number in range(count) if number >> group & 1) for group in range(len(weights))]
    enough = _weighing(groups, weights, needed, (1 << count) - 1)
    for number in range(count):
        weight = sum(weight for group, weight in enumerate(weights) if number >> group & 1)
        assert (enough >> number & 1) == (weight >= needed)
