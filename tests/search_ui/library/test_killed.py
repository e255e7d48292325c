"""A publishing process killed at any moment leaves a whole library, and going on ends where an unbroken run ends."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from search_ui.library import Library
from tests.search_ui.library.publishing_child import main, series

ROOT = Path(__file__).resolve().parents[3]


def test_killed_and_resumed_is_as_never_killed(new_library: Callable[[], Library], tmp_path: Path) -> None:
    killed = new_library()
    url = killed._database._engine.url.render_as_string(hide_password=False)
    chance = random.Random(20261122)
    steps = len(series())
    for round_ in range(6):
        run_and_kill(url, after=chance.randrange(steps * (round_ + 1) // 7), wait=chance.random() * 0.02)
        assert killed.check_integrity() == []
    main(url)
    main(url)  # once more: nothing of a finished run is done again
    fingerprint, log = killed.fingerprint(), killed.changes(0, 100_000)
    assert [change.sequence for change in log] == list(range(1, len(log) + 1))
    assert killed.check_integrity() == []
    indexed = sorted(item.id for item in killed.indexed_decisions())

    unbroken = new_library()
    main(unbroken._database._engine.url.render_as_string(hide_password=False))
    assert unbroken.fingerprint() == fingerprint
    assert sorted(item.id for item in unbroken.indexed_decisions()) == indexed


def run_and_kill(url: str, *, after: int, wait: float) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.search_ui.library.publishing_child", url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stderr is not None
    with child:
        for line in child.stdout:
            if int(line) >= after:
                time.sleep(wait)
                break
        child.kill()
        problems = child.stderr.read()
    if problems:
        pytest.fail(problems)
