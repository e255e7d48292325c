from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipelines.workers import Failure, Workers

ACT = "tests.pipelines.jobs_for_workers:act"


def test_results_come_in_the_order_of_the_jobs() -> None:
    jobs = [("double", n) for n in range(50)]
    with Workers(ACT, count=2) as workers:
        assert list(workers.map(jobs)) == [(job, job[1] * 2) for job in jobs]


def test_one_bad_job_costs_itself_and_nothing_else() -> None:
    jobs = [
        ("double", 1),
        ("die", 0),
        ("double", 2),
        ("raise", 7),
        ("print", 3),
        ("eat", 0),
        ("hang", 0),
        ("double", 4),
    ]
    with Workers(ACT, count=2, timeout_s=8, memory_mb=300) as workers:
        results = dict(workers.map(jobs))
    assert [results["double", n] for n in (1, 2, 4)] == [2, 4, 8]
    assert results["print", 3] == 6, "what a library prints must not break the protocol"
    assert results["raise", 7] == Failure("error", "ValueError: no good: 7 second line")
    assert results["die", 0] == Failure("crashed", "the worker ended with SIGSEGV")
    assert results["eat", 0].kind == "memory"
    assert results["hang", 0].kind == "timeout"


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from pipelines.workers import Workers\n"
        "workers = Workers('tests.pipelines.jobs_for_workers:act', count=1)\n"
        "running = workers.map([('double', 1), ('hang', 0)])\n"
        "next(running)\n"
        "print(open(f'/proc/{os.getpid()}/task/{os.getpid()}/children').read().split()[0], flush=True)\n"
        "next(running)\n"
    )
    root = str(Path(__file__).parents[2])
    parent = subprocess.Popen(
        [sys.executable, str(script), root],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists() or "Z" in Path(f"/proc/{worker}/stat").read_text().split()[2]:
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    raise AssertionError("the worker outlived its parent")
