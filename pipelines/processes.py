"""Run several long-lived programs together and stop them all together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType

_PATIENCE_S = 10


@dataclass(frozen=True, slots=True)
class Program:
    """A program to supervise: its name, command line and extra environment. Those after it are started once `ready`
    has returned; it is given a way to ask whether waiting is of no more use."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: str
    ready: Callable[[Callable[[], bool]], None] | None = None


def _default_signals() -> None:
    # A shell that starts us in the background leaves SIGINT ignored, and children would inherit that.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def supervise(programs: Sequence[Program]) -> int:
    """Run `programs` until Ctrl-C, SIGTERM or the end of one of them, then stop every one with its children.

    Returns 0 when asked to stop, else the exit code of the program that ended by itself."""
    asked = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    running: list[subprocess.Popen[bytes]] = []
    try:
        for program in programs:
            running.append(
                subprocess.Popen(  # noqa: S603 - our own programs
                    program.command,
                    env={**os.environ, **program.environment},
                    cwd=program.folder,
                    start_new_session=True,
                    preexec_fn=_default_signals,
                )
            )
            if program.ready is not None:
                started = running[-1]
                program.ready(lambda: asked or started.poll() is not None)  # noqa: B023 - called here
            if asked:
                return 0
        while not asked:
            for process in running:
                code = process.poll()
                if code is not None:
                    return code or 1
            time.sleep(0.2)
        return 0
    finally:
        for process in running:
            _stop_group(process)
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop_group(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, number)
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            process.poll()
            if not _group_lives(process.pid):
                return
            time.sleep(0.1)


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
