"""Jobs that behave badly, for the tests of the worker processes."""

from __future__ import annotations

import os
import signal
import time


def act(job: tuple[str, int]) -> int:
    kind, value = job
    if kind == "hang":
        time.sleep(600)
    elif kind == "eat":
        hoard = []
        while True:
            hoard.append(bytearray(16 * 1024 * 1024))
    elif kind == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif kind == "raise":
        raise ValueError(f"no good: {value}\nsecond line")
    elif kind == "print":
        print("noise on standard output")
        os.write(1, b"more noise")
    return value * 2
