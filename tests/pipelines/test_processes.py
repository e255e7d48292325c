from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
from pipelines.processes import Program, supervise
child = [sys.executable, "-c", "import os, subprocess, sys, time; p = subprocess.Popen(['sleep', '600']); "
         "open(sys.argv[1], 'w').write(f'{os.getpid()} {p.pid}'); time.sleep(600)"]
programs = [Program(str(n), (*child, f"{sys.argv[1]}/{n}"), {}, ".") for n in range(2)]
sys.exit(supervise(programs))
"""


def _living(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("sigint_ignored", [False, True])
def test_asked_to_stop_it_stops_every_program_with_its_children(
    tmp_path: Path, number: signal.Signals, sigint_ignored: bool
) -> None:
    def in_background() -> None:
        if sigint_ignored:  # as a shell does for `command &`
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=in_background,
    )
    for _ in range(100):
        written = [path.read_text().split() for path in sorted(tmp_path.iterdir())]
        if len(written) == 2 and all(len(pids) == 2 for pids in written):
            break
        time.sleep(0.1)
    pids = [int(pid) for pids in written for pid in pids]
    assert len(pids) == 4
    assert all(_living(pid) for pid in pids)
    process.send_signal(number)
    assert process.wait(timeout=60) == 0
    assert not [pid for pid in pids if _living(pid)]


def test_when_one_program_ends_the_others_are_stopped_too() -> None:
    from pipelines.processes import Program, supervise

    programs = [
        Program("fails", (sys.executable, "-c", "raise SystemExit(7)"), {}, "."),
        Program("lives", ("sleep", "600"), {}, "."),
    ]
    assert supervise(programs) == 7
