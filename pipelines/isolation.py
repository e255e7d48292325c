"""Reading documents that strangers made, each in a process of its own with limits of time and memory.

A worker (`pipelines.workers`) loads the readers once and forks for every document. So each document starts from the
same clean state, whatever was read before it, and one that hangs, swells or crashes the interpreter ends alone. All
processes end with the one above them, even when that is killed: the worker by its parent-death signal and the end of
its input, the child by its parent-death signal, Tesseract likewise.
"""

from __future__ import annotations

import ctypes
import functools
import importlib
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from enrichment.errors import Unreadable
from enrichment.read import read
from enrichment.text import Text
from pipelines.workers import Failure, Workers

TIMEOUT_S = 120.0
MEMORY_MB = 900
_PDF_TIMEOUT_S = 300.0  # on a busy machine a dense scanned page can take half a minute
_SECONDS_A_MEGABYTE = 40.0  # more for large files: a scanned page takes some 100 kB and 3 seconds of recognition
_MAX_TIMEOUT_S = 1800.0
_GRACE_S = 15.0  # how long a worker may take over the limit of the document it reads
_PR_SET_PDEATHSIG = 1
_FORMATS = ("akoma_ntoso", "byrecht", "docx", "html", "json_record", "ocr", "pdf", "plain", "rechtspraak", "rii")


@dataclass(frozen=True, slots=True)
class ReadJob:
    """One document to read; the fields are the arguments of `enrichment.read.read`. `timeout_s` None: by its size."""

    data: bytes
    file_name: str | None = None
    media_type: str | None = None
    language: str | None = None
    listing: Mapping[str, str] = field(default_factory=dict)
    ocr: bool = True
    timeout_s: float | None = None
    memory_mb: int = MEMORY_MB


def read_isolated(
    data: bytes,
    *,
    file_name: str | None = None,
    media_type: str | None = None,
    language: str | None = None,
    listing: Mapping[str, str] | None = None,
    ocr: bool = True,
    timeout_s: float | None = None,
    memory_mb: int = MEMORY_MB,
) -> Text:
    """`enrichment.read.read` in a process of its own.

    `timeout_s` is wall time (None: 120 s and more for large files), `memory_mb` the address space a document may take
    beyond what the readers themselves map. Raises `Unreadable`, also with the kinds timeout, memory and crashed.
    """
    job = ReadJob(data, file_name, media_type, language, dict(listing or {}), ocr, timeout_s, memory_mb)
    for _, result in read_many([job], workers=1):
        if isinstance(result, Unreadable):
            raise result
        return result
    raise Unreadable("crashed", "the worker gave no answer")


def read_many(
    jobs: Iterable[ReadJob], workers: int = 2, *, timeout_s: float = _MAX_TIMEOUT_S, memory_mb: int = MEMORY_MB
) -> Iterator[tuple[ReadJob, Text | Unreadable]]:
    """Read documents in parallel; (job, text or why not) in the order of `jobs`, which may be endless.

    `timeout_s` and `memory_mb` bound a whole worker, beyond the limits of each job.
    """
    with Workers[ReadJob](
        "pipelines.isolation:read_job", count=workers, timeout_s=timeout_s + _GRACE_S, memory_mb=memory_mb + 200
    ) as pool:
        for job, result in pool.map(jobs):
            if isinstance(result, Failure):
                kind = result.kind if result.kind in ("timeout", "memory") else "crashed"
                yield job, Unreadable(kind, result.reason)
            else:
                yield job, result


def read_job(job: ReadJob) -> Text | Unreadable:
    """Read one document in a child of this process. For a worker: the calling process must have one thread only."""
    try:
        return read_in_child(job)
    except Unreadable as reason:
        return reason


def read_in_child(job: ReadJob) -> Text:
    """Fork, read in the child under its limits, and take the answer from a pipe. Raises `Unreadable`."""
    _preload()
    timeout_s = job.timeout_s if job.timeout_s is not None else _time_for(job.data)
    answers, answering = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(answers)
        _answer(job, answering, parent)
    os.close(answering)
    answer: bytes | None = None
    try:
        answer = _received(answers, time.monotonic() + timeout_s)
    finally:
        os.close(answers)
        if answer is None:
            os.kill(child, signal.SIGKILL)  # not yet waited for, so the number is still its own
        _, status = os.waitpid(child, 0)
    if answer is None:
        raise Unreadable("timeout", f"not read after {timeout_s:g} seconds")
    return _understood(answer, status)


def _time_for(data: bytes) -> float:
    base = _PDF_TIMEOUT_S if b"%PDF-" in data[:1024] else TIMEOUT_S
    return min(_MAX_TIMEOUT_S, base + _SECONDS_A_MEGABYTE * len(data) / 1_000_000)


@functools.cache
def _preload() -> None:
    """Load every reader once, so that no child has to."""
    for name in _FORMATS:
        importlib.import_module(f"enrichment.formats.{name}")


def _answer(job: ReadJob, answering: int, parent: int) -> None:
    """In the child: read, write the answer, end. Never returns."""
    try:
        _limit(job.memory_mb, parent)
        try:
            text = read(
                job.data,
                file_name=job.file_name,
                media_type=job.media_type,
                language=job.language,
                listing=job.listing,
                ocr=job.ocr,
            )
            answer = json.dumps({"text": text.to_dict()})
        except Unreadable as reason:
            answer = json.dumps({"unreadable": [reason.kind, reason.reason]})
        except MemoryError:
            answer = json.dumps({"unreadable": ["memory", "the document needs more memory than a reader may use"]})
        except Exception as error:  # noqa: BLE001 - a reader's mistake is reported, it must not look like a crash
            what = f"the reader failed ({type(error).__name__}: {error})"
            answer = json.dumps({"unreadable": ["crashed", what]})
        with os.fdopen(answering, "wb") as stream:
            stream.write(answer.encode())
    finally:
        os._exit(0)


def _limit(memory_mb: int, parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the signal was asked for
            os._exit(1)
        with open("/proc/self/statm") as statm:  # noqa: PTH123 - a file of the kernel
            mapped = int(statm.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = mapped + memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _received(answers: int, deadline: float) -> bytes | None:
    """All the child writes, or None when it is not done by the deadline."""
    pieces: list[bytes] = []
    while True:
        patience = deadline - time.monotonic()
        if patience <= 0 or not select.select([answers], [], [], patience)[0]:
            return None
        piece = os.read(answers, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)


def _understood(answer: bytes, status: int) -> Text:
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGKILL:
            raise Unreadable("memory", "the reader was killed (out of memory)")
        raise Unreadable("crashed", f"the reader crashed ({signal.Signals(number).name})")
    try:
        record = json.loads(answer)
    except ValueError:
        raise Unreadable("memory", "the reader ended without an answer (out of memory)") from None
    if "unreadable" in record:
        raise Unreadable(*record["unreadable"])
    return Text.from_dict(record["text"])
