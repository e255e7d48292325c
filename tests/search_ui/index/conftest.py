"""The engines under test: the embedded one always; Meilisearch on a live server (`UJ_MEILI_URL`, or `meilisearch` on
PATH), or else from recorded exchanges with one (recorded with `UJ_MEILI_RECORD=1`)."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
from recorded_server import Player, Recorder
from sample_decisions import DECISIONS

from search_ui.index.embedded import EmbeddedEngine
from search_ui.index.engine import SearchEngine
from search_ui.index.meilisearch import MeilisearchEngine

RECORDINGS = Path(__file__).with_name("recordings")


@dataclass(frozen=True)
class Subject:
    """An engine under test, a way to open it once more, and what it cannot do."""

    engine: SearchEngine
    reopen: callable
    stemming: bool


@pytest.fixture(scope="session")
def live_meilisearch(tmp_path_factory):
    """(url, key) of a live server; None where there is none."""
    if url := os.environ.get("UJ_MEILI_URL"):
        yield url, os.environ.get("UJ_MEILI_KEY")
        return
    binary = shutil.which("meilisearch")
    if binary is None:
        yield None
        return
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    key = secrets.token_hex(16)
    folder = tmp_path_factory.mktemp("meilisearch")
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [binary, "--http-addr", address, "--master-key", key, "--no-analytics", "--db-path", str(folder / "data")],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        for _ in range(200):
            try:
                if requests.get(f"http://{address}/health", timeout=5).ok:
                    break
            except requests.ConnectionError:
                time.sleep(0.1)
        yield f"http://{address}", key
    finally:
        server.terminate()
        server.wait()


@contextmanager
def open_subject(kind, name, folder, live, embedder=None):
    """A subject of one kind; `name` names its recording. `reopen` takes another embedder."""
    if kind == "embedded":

        def reopen(embedder=embedder):
            return EmbeddedEngine(folder / "index", lock_wait_s=5, embedder=embedder)

        engine = reopen()
        yield Subject(engine, reopen, stemming=True)
        engine.close()
        return
    tape = RECORDINGS / f"{name}.json"
    recording = os.environ.get("UJ_MEILI_RECORD") == "1"
    server = None
    prefix = "ujtest_" + re.sub(r"\W+", "_", name)
    if live is not None:
        url, key = live
        if recording:
            server = Recorder(url, tape)
            url = server.url
        else:
            prefix += os.environ.get("PYTEST_XDIST_WORKER", "")
        _remove_indexes(*live, prefix)
    elif tape.exists():
        server = Player(tape)
        url, key = server.url, None
    else:
        pytest.skip("no Meilisearch server (set UJ_MEILI_URL) and no recorded exchanges for this test")

    def reopen(embedder=embedder):
        return MeilisearchEngine(url, key, prefix=prefix, embedder=embedder)

    engine = reopen()
    try:
        yield Subject(engine, reopen, stemming=False)
    finally:
        engine.close()
        if server is not None:
            server.close()
        if live is not None:
            _remove_indexes(*live, prefix)


def _remove_indexes(url, key, prefix):
    headers = {"Authorization": f"Bearer {key}"}
    for name in ("decisions", "passages", "state", "decisions_next", "passages_next", "state_next"):
        task = requests.delete(f"{url}/indexes/{prefix}_{name}", headers=headers, timeout=30).json()
        while requests.get(f"{url}/tasks/{task['taskUid']}", headers=headers, timeout=30).json()["status"] in {
            "enqueued",
            "processing",
        }:
            time.sleep(0.01)


@pytest.fixture(scope="module", params=["embedded", "meilisearch"])
def filled(request, tmp_path_factory, live_meilisearch):
    """An engine that holds the sample decisions; tests only read."""
    name = Path(request.module.__file__).stem + "_filled"
    with open_subject(request.param, name, tmp_path_factory.mktemp("filled"), live_meilisearch) as subject:
        assert subject.engine.rebuild(DECISIONS, watermark=11) == len(DECISIONS)
        yield subject


@pytest.fixture(params=["embedded", "meilisearch"])
def empty(request, tmp_path, live_meilisearch):
    """An engine without any index yet."""
    name = request.node.originalname.removeprefix("test_")
    with open_subject(request.param, name, tmp_path, live_meilisearch) as subject:
        yield subject
