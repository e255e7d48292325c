"""A portal on this machine, for crawls over real HTTP, and the crawl itself as a child process."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from spiders.run_report import RunReport

ROOT = Path(__file__).resolve().parent.parent.parent
_MOMENT_S = 0.02


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Portal:
    """`answers` maps a path (with query) to an answer or to a function of the request.

    After `holds_after` documents it answers no more until `released`. It speaks `protocol`; with `hangs_up` it closes
    every connection after one answer without having said so, a moment later, as busy servers do.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []
        self.holds_after: int | None = None
        self.released = threading.Event()
        self.protocol = "HTTP/1.1"
        self.hangs_up = False
        self.url = ""

    def paths(self, part: str = "") -> list[str]:
        return [request.path for request in self.asked if part in request.path]

    def answer(self, request: Asked) -> Answer:
        self.asked.append(request)
        if self.holds_after is not None and len(self.paths("/jb-")) > self.holds_after:
            self.released.wait(30)
        found = self.answers.get(request.path) or self.answers.get(request.path.partition("?")[0])
        if found is None:
            return Answer(b"no such page", 404)
        return found(request) if callable(found) else found


@contextmanager
def portal() -> Iterator[Portal]:
    served = Portal()

    class Handler(BaseHTTPRequestHandler):
        def setup(self) -> None:
            super().setup()
            self.protocol_version = served.protocol

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = served.answer(Asked(self.command, self.path, headers, self.rfile.read(length)))
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)
            if served.hangs_up:
                self.close_connection = True
                time.sleep(_MOMENT_S)

        do_POST = do_GET  # noqa: N815 - the name http.server looks for

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a crawl that was killed hangs up

    server = Server(("127.0.0.1", 0), Handler)
    served.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def crawl_command(source: str, home: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "spiders.crawl", source, "--home", str(home), *options]


def child_environment(**more: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("UJ_", "DAGSTER_"))}
    return {**clean, **more}


def crawl(source: str, home: Path, *options: str, environment: dict[str, str] | None = None) -> tuple[int, RunReport]:
    """Run the child process; its exit code and its report."""
    report = home / "report.json"
    report.unlink(missing_ok=True)
    done = subprocess.run(
        crawl_command(source, home, "--report", str(report), *options),
        cwd=ROOT,
        env=child_environment(**(environment or {})),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert report.exists(), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, RunReport.from_dict(json.loads(report.read_text(encoding="utf-8")))


def local(served: Portal) -> tuple[str, ...]:
    return ("--base-url", served.url, "--allow-loopback")


def toc(rows: Sequence[str]) -> bytes:
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<items>\n{''.join(rows)}</items>\n".encode()


def toc_row(
    doknr: str, modified: str = "2099-01-01T00:00:00Z", court: str = "BGH 3. Strafsenat", more: str = ""
) -> str:
    link = f"http://www.rechtsprechung-im-internet.de/jportal/docs/bsjrs/jb-{doknr}.zip"
    return (
        f"<item><gericht>{court}</gericht><entsch-datum>20990101</entsch-datum><aktenzeichen>{doknr}</aktenzeichen>"
        f"<link>{link}</link><modified>{modified}</modified>{more}</item>\n"
    )


def rii_zip(doknr: str, words: str = "written for the tests") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(f"{doknr}.xml", (2099, 1, 1, 0, 0, 0))
        archive.writestr(entry, f"<dokument><doknr>{doknr}</doknr><gruende>{words}</gruende></dokument>")
    return buffer.getvalue()


def zip_path(doknr: str) -> str:
    return f"/jportal/docs/bsjrs/jb-{doknr}.zip"


def as_json(value: Any) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False).encode(), headers={"Content-Type": "application/json"})
