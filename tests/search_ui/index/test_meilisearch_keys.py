"""Keys with few rights, tokens for tenants, and a server of our own; with a live server only."""

from __future__ import annotations

import shutil
import stat
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from sample_decisions import DECISIONS

from search_ui.index.choose import open_engine
from search_ui.index.engine import EngineUnavailable, Query
from search_ui.index.meilisearch import MeilisearchEngine
from search_ui.index.meilisearch_keys import make_keys, tenant_token
from search_ui.index.meilisearch_local import known_server, local_server
from search_ui.index.query import parse_query

PREFIX = "ujtest_keys"


@pytest.fixture(scope="module")
def keyed(live_meilisearch):
    """(url, keys) of a live server that holds the sample decisions."""
    if live_meilisearch is None:
        pytest.skip("no Meilisearch server: set UJ_MEILI_URL and UJ_MEILI_KEY")
    url, master = live_meilisearch
    keys = make_keys(url, master, prefix=PREFIX)
    engine = MeilisearchEngine(url, keys.indexing.value, prefix=PREFIX)
    assert engine.rebuild(DECISIONS, watermark=3) == len(DECISIONS)
    yield url, keys
    engine.drop()


def test_keys_are_made_once(keyed, live_meilisearch):
    assert make_keys(*live_meilisearch, prefix=PREFIX) == keyed[1]


def test_the_searching_key_searches_and_writes_nothing(keyed):
    url, keys = keyed
    engine = MeilisearchEngine(url, keys.searching.value, prefix=PREFIX)
    assert engine.search(parse_query("extradition")).total
    assert engine.watermark() == 3
    assert engine.suggest("immu")
    for change in (lambda: engine.upsert(DECISIONS[:1]), lambda: engine.delete(["se-tax"]), engine.drop):
        with pytest.raises(EngineUnavailable, match="refuses our key"):
            change()
    assert engine.search(Query()).total == len(DECISIONS)


def test_the_indexing_key_reaches_no_other_index(keyed):
    url, keys = keyed
    with pytest.raises(EngineUnavailable, match="refuses"):
        MeilisearchEngine(url, keys.indexing.value, prefix="another").rebuild(DECISIONS[:1])


def test_a_tenant_sees_the_decisions_it_may_see(keyed):
    url, keys = keyed
    rules = {"decisions": "facet_forum = DEU", "passages": None, "state": None}
    token = tenant_token(url, keys.searching, rules, expires_at=datetime.now(UTC) + timedelta(hours=1), prefix=PREFIX)
    tenant = MeilisearchEngine(url, token, prefix=PREFIX)
    seen = tenant.search(Query(limit=100))
    assert 0 < seen.total < len(DECISIONS)
    assert set(seen.facets["forum"]) == {"DEU"}


def test_a_dump_is_written(keyed, live_meilisearch):
    assert MeilisearchEngine(*live_meilisearch, prefix=PREFIX).dump()


def test_a_server_of_our_own_needs_its_program(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(EngineUnavailable, match="meilisearch on PATH"):
        local_server(tmp_path)
    with pytest.raises(EngineUnavailable, match="uj up"):
        open_engine(tmp_path, {"UJ_ENGINE": "meilisearch"})


def test_the_master_key_is_kept_private_and_stays(tmp_path):
    server = local_server(tmp_path, binary="/bin/true")
    kept = tmp_path / "meilisearch" / "master.key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert server.environment == {"MEILI_MASTER_KEY": kept.read_text()}
    assert len(kept.read_text()) >= 16
    assert local_server(tmp_path, binary="/bin/true") == server
    assert kept.read_text() not in " ".join(server.command)


def test_a_server_of_our_own_is_used_without_naming_it(tmp_path):
    program = shutil.which("meilisearch")
    if program is None:
        pytest.skip("no program meilisearch on PATH")
    server = local_server(tmp_path, port=7719, binary=program)
    process = subprocess.Popen(server.command, env=dict(server.environment), cwd=server.folder)
    try:
        server.ready()
        assert stat.S_IMODE((tmp_path / "meilisearch" / "server.json").stat().st_mode) == 0o600
        assert known_server(tmp_path)[1] != server.environment["MEILI_MASTER_KEY"]
        engine = open_engine(tmp_path, {"UJ_ENGINE": "meilisearch"})
        engine.rebuild(DECISIONS[:2])
        reader = open_engine(tmp_path, {"UJ_ENGINE": "meilisearch"}, read_only=True)
        assert reader.search(Query()).total == 2
        with pytest.raises(EngineUnavailable, match="refuses our key"):
            reader.upsert(DECISIONS[2:3])
    finally:
        process.terminate()
        process.wait()
