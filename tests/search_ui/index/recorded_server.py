"""A Meilisearch server on tape: real exchanges written down, and played back to the same client.

An exchange is kept by method, path and hash of the request, with how often in a row the same answer came; answers are
kept without times, durations and request ids. The recordings in the repository are of Meilisearch 1.50.0; after a change
of documents, settings or queries they have to be made anew (see conftest.py).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

_TIMES = {"enqueuedAt", "startedAt", "finishedAt", "createdAt", "updatedAt"}
_LEFT_OUT = {"processingTimeMs", "requestUid", "metadata", "commitSha", "commitDate", "duration", "batchUid", "details"}


def request_hash(body: bytes) -> str:
    """The hash of a request: of its meaning where it is JSON, of its bytes otherwise."""
    with contextlib.suppress(ValueError):
        body = json.dumps(json.loads(body), sort_keys=True).encode()
    return hashlib.sha256(body).hexdigest()[:24]


def without_times(answer):
    """An answer without what differs from run to run."""
    if isinstance(answer, dict):
        return {
            key: "2026-01-01T00:00:00.000000Z" if key in _TIMES and value else without_times(value)
            for key, value in answer.items()
            if key not in _LEFT_OUT
        }
    if isinstance(answer, list):
        return [without_times(item) for item in answer]
    return answer


class LoopbackServer:
    """A loopback server that answers with `answer(method, path, body, headers) -> (status, bytes)`."""

    def __init__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                status, answer = outer.answer(self.command, self.path, body, self.headers)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _any  # noqa: N815

            def log_message(self, *args):
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def answer(self, method, path, body, headers):
        raise NotImplementedError

    def close(self):
        self._http.shutdown()
        self._http.server_close()


class Recorder(LoopbackServer):
    """Passes requests on to a real server and writes the exchanges to a file."""

    def __init__(self, target: str, file: Path):
        super().__init__()
        self._target, self._file = target, file
        self._tape = defaultdict(list)

    def answer(self, method, path, body, headers):
        sent = {name: headers[name] for name in ("Authorization", "Content-Type") if headers[name]}
        got = requests.request(method, self._target + path, data=body, headers=sent, timeout=60)
        answer = without_times(got.json()) if got.content else None
        # of a task only how it ended is kept: played back, nobody has to wait
        waiting = path.startswith("/tasks/") and answer["status"] in {"enqueued", "processing"}
        if not waiting:
            takes = self._tape[f"{method} {path} {request_hash(body)}"]
            if takes and takes[-1][1:] == [got.status_code, answer]:
                takes[-1][0] += 1
            else:
                takes.append([1, got.status_code, answer])
        return got.status_code, got.content

    def close(self):
        super().close()
        self._file.parent.mkdir(exist_ok=True)
        lines = [
            f"{json.dumps(key)}: {json.dumps(takes, ensure_ascii=False, separators=(',', ':'))}"
            for key, takes in _renumbered(self._tape).items()
        ]
        self._file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _renumbered(tape):
    """The tape, sorted, with tasks counted from 1: their numbers on the server mean nothing."""
    tasks = sorted({take[2]["taskUid"] for takes in tape.values() for take in takes if "taskUid" in (take[2] or {})})
    new = {task: number for number, task in enumerate(tasks, 1)}
    renumbered = {}
    for key, takes in tape.items():
        if key.startswith("GET /tasks/"):
            method, path, body = key.split()
            key = f"{method} /tasks/{new[int(path.removeprefix('/tasks/'))]:03} {body}"
            takes = [[times, status, {**answer, "uid": new[answer["uid"]]}] for times, status, answer in takes]
        else:
            takes = [
                [
                    times,
                    status,
                    {**answer, "taskUid": new[answer["taskUid"]]} if "taskUid" in (answer or {}) else answer,
                ]
                for times, status, answer in takes
            ]
        renumbered[key] = takes
    return dict(sorted(renumbered.items()))


class Player(LoopbackServer):
    """Answers from a file as the real server did; a request that is not on tape is an error that says so."""

    def __init__(self, file: Path):
        super().__init__()
        self._tape = json.loads(file.read_text(encoding="utf-8"))
        self._played = defaultdict(int)
        self._lock = threading.Lock()

    def answer(self, method, path, body, headers):
        if path.startswith("/tasks/"):
            path = f"/tasks/{int(path.removeprefix('/tasks/')):03}"
        key = f"{method} {path} {request_hash(body)}"
        with self._lock:
            takes = self._tape.get(key)
            if takes is None:
                missing = {"message": f"not on tape: {key}; record again with UJ_MEILI_RECORD=1", "code": "not_on_tape"}
                return 400, json.dumps(missing).encode()
            played = self._played[key]
            self._played[key] += 1
        for take in takes:
            if played < take[0]:
                break
            played -= take[0]
        _, status, answer = take
        return status, b"" if answer is None else json.dumps(answer).encode()
