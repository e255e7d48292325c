"""Worker processes that may be killed: run a pure function over many jobs, each within limits of time and memory.

A worker is `python -m pipelines.workers module:function`, fed with pickled jobs on its standard input, one at a time.
So a job that hangs, eats memory or crashes the interpreter costs itself and nothing else, the parent knows which job it
was, and workers end with their parent (end of input, and on Linux the parent-death signal), even after kill -9.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import os
import pickle
import resource
import selectors
import signal
import struct
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Generic, TypeVar

J = TypeVar("J")

_HEADER = struct.Struct("!Q")
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job has no result. `kind`: timeout, memory, crashed or error; `reason` is one line."""

    kind: str
    reason: str


@dataclass(slots=True)
class _Running(Generic[J]):
    job: J
    order: int
    timeout_s: float
    deadline: float


class Workers(Generic[J]):
    """A fixed number of worker processes for one function. Use as a context manager."""

    def __init__(
        self,
        function: str,
        *,
        count: int = 2,
        timeout_s: float | Callable[[J], float] = 120,
        memory_mb: int = 900,
    ) -> None:
        """`function` is `module:name`, taking one pickleable job; `memory_mb` bounds a worker's address space growth
        over what it maps at its start; `timeout_s` is wall time per job, or says it for each."""
        self._function = function
        self._count = max(1, count)
        self._timeout_s = timeout_s
        self._memory_mb = memory_mb
        self._idle: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Workers[J]:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._idle:
            _end(process)
        self._idle.clear()

    def map(self, jobs: Iterable[J]) -> Iterator[tuple[J, Any | Failure]]:
        """Yield (job, result or `Failure`) in the order of `jobs`, holding only a few jobs ahead in memory."""
        source = enumerate(jobs)
        done: dict[int, tuple[J, Any]] = {}
        order_of_jobs: deque[int] = deque()
        running: dict[subprocess.Popen[bytes], _Running[J]] = {}
        exhausted = False
        with selectors.DefaultSelector() as selector:
            try:
                while True:
                    while not exhausted and len(running) < self._count and len(order_of_jobs) < 8 * self._count:
                        item = next(source, None)
                        if item is None:
                            exhausted = True
                            break
                        process = self._idle.pop() if self._idle else self._start()
                        order_of_jobs.append(item[0])
                        timeout_s = self._timeout_s(item[1]) if callable(self._timeout_s) else self._timeout_s
                        running[process] = _Running(item[1], item[0], timeout_s, time.monotonic() + timeout_s)
                        if self._hand_over(process, item[1]):
                            assert process.stdout is not None
                            selector.register(process.stdout, selectors.EVENT_READ, process)
                        else:
                            del running[process]
                            done[item[0]] = (item[1], _why_ended(process))
                    while order_of_jobs and order_of_jobs[0] in done:
                        yield done.pop(order_of_jobs.popleft())
                    if exhausted and not running:
                        if not order_of_jobs:
                            return
                        continue
                    if running:
                        self._collect(selector, running, done)
            finally:
                for process in running:
                    _kill(process)

    def _start(self) -> subprocess.Popen[bytes]:
        environment = dict(os.environ, OMP_THREAD_LIMIT="1", OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
        return subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "pipelines.workers", self._function, str(self._memory_mb)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )

    @staticmethod
    def _hand_over(process: subprocess.Popen[bytes], job: object) -> bool:
        assert process.stdin is not None
        try:
            _send(process.stdin, job)
        except BrokenPipeError:
            return False
        return True

    def _collect(
        self,
        selector: selectors.BaseSelector,
        running: dict[subprocess.Popen[bytes], _Running[J]],
        done: dict[int, tuple[J, Any]],
    ) -> None:
        patience = max(0.0, min(entry.deadline for entry in running.values()) - time.monotonic())
        for key, _ in selector.select(patience):
            process: subprocess.Popen[bytes] = key.data
            entry = running.pop(process)
            assert process.stdout is not None
            selector.unregister(process.stdout)
            try:
                result = _receive(process.stdout)
            except (EOFError, pickle.UnpicklingError):
                result = _why_ended(process)
            else:
                self._idle.append(process)
            done[entry.order] = (entry.job, result)
        now = time.monotonic()
        for process in [process for process, entry in running.items() if entry.deadline <= now]:
            entry = running.pop(process)
            assert process.stdout is not None
            selector.unregister(process.stdout)
            _kill(process)
            done[entry.order] = (entry.job, Failure("timeout", f"not done after {entry.timeout_s:g} s"))


def _end(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        process.stdin.close()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        _kill(process)
    if process.stdout is not None:
        process.stdout.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(BrokenPipeError):
                stream.close()


def _why_ended(process: subprocess.Popen[bytes]) -> Failure:
    code = process.wait()
    if code == -signal.SIGKILL:
        return Failure("memory", "the worker was killed (out of memory)")
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return Failure("crashed", f"the worker ended with {name}")


def _send(stream: IO[bytes], value: object) -> None:
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_HEADER.pack(len(data)))
    stream.write(data)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever the other end sent
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        raise EOFError
    (length,) = _HEADER.unpack(header)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - both ends are this program


def _limit(memory_mb: int) -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    with contextlib.suppress(OSError, ValueError):
        with open("/proc/self/statm") as statm:  # noqa: PTH123 - a kernel file
            mapped = int(statm.read().split()[0]) * resource.getpagesize()
        limit = mapped + memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _serve(function: Callable[[Any], Any], incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    while True:
        try:
            job = _receive(incoming)
        except EOFError:
            return
        try:
            result = function(job)
        except MemoryError:
            result = Failure("memory", "the document needs more memory than a worker may use")
        except Exception as error:  # noqa: BLE001 - one document must never cost another
            line = " ".join(str(error).split())[:300]
            result = Failure("error", f"{type(error).__name__}: {line}" if line else type(error).__name__)
        _send(outgoing, result)


def main() -> None:
    """Serve jobs until the parent closes our input."""
    name, memory_mb = sys.argv[1:3]
    module, _, attribute = name.partition(":")
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not break the protocol
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    function: Callable[[Any], Any] = getattr(importlib.import_module(module), attribute)
    _limit(int(memory_mb))
    _serve(function, incoming, outgoing)


if __name__ == "__main__":
    # The module runs as __main__ here but jobs and results are pickled under its real name.
    from pipelines.workers import main as serve

    serve()
