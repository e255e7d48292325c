"""Local servers that speak as the portals do, so that the demo needs no network and still runs the real spiders."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipelines.demo import akoma_ntoso, juris, rechtspraak, rii
from pipelines.demo.note import notes_of

FILES = Path(__file__).parent / "files"

Answer = tuple[str, bytes]  # media type, body
Portal = Callable[[str, str, bytes], Answer | None]  # (base URL, path and query, request body) -> answer


@contextmanager
def sample_portals() -> Iterator[dict[str, dict[str, Any]]]:
    """Serve every sample portal on a loopback port of its own while the block runs.

    Yields, by source id, the configuration of the asset `originals` that collects it."""
    portals: dict[str, Portal] = {
        "de_rii": _rii,
        "de_juris": _juris,
        "nl_rechtspraak": _rechtspraak,
        "uk_find_case_law": _find_case_law,
    }
    with ExitStack() as stack:
        configurations: dict[str, dict[str, Any]] = {
            source: {"base_url": stack.enter_context(_served(portal)), "allow_loopback": True}
            for source, portal in portals.items()
        }
        configurations["folder"] = {"paths": [str(FILES)]}
        yield configurations


@contextmanager
def _served(portal: Portal) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(b"")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

        def _answer(self, body: bytes) -> None:
            base_url = f"http://127.0.0.1:{server.server_port}"
            if self.path == "/robots.txt":
                answer: Answer | None = ("text/plain", b"User-agent: *\nDisallow:\n")
            else:
                answer = portal(base_url, self.path, body)
            media_type, data = answer or ("text/plain", b"not found")
            self.send_response(200 if answer else 404)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the spider's run report tells the story."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _rii(_base_url: str, target: str, _body: bytes) -> Answer | None:
    notes = notes_of("de_rii")
    if target == "/rii-toc.xml":
        return "text/xml", rii.table_of_contents(notes)
    for note in notes:
        if target.endswith(f"/jb-{note.record}.zip"):
            return "application/zip", rii.decision_zip(note)
    return None


def _juris(_base_url: str, target: str, body: bytes) -> Answer | None:
    notes = notes_of("de_juris")
    if target.endswith("/init"):
        return "application/json", juris.init()
    if target.endswith("/search"):
        window = json.loads(body)["searchTasks"]["RESULT_LIST"]
        return "application/json", juris.search(notes, window["start"], window["size"])
    if target.endswith("/document"):
        wanted = json.loads(body)["docId"]
        for note in notes:
            if note.record == wanted:
                return "application/json", juris.document(note)
    return None


def _rechtspraak(base_url: str, target: str, _body: bytes) -> Answer | None:
    notes = notes_of("nl_rechtspraak")
    parts = urlsplit(target)
    query = parse_qs(parts.query)
    if parts.path.endswith("/zoeken"):
        start = int(query.get("from", ["0"])[0])
        return "application/atom+xml", rechtspraak.listing(notes[start:], base_url)
    if parts.path.endswith("/content"):
        for note in notes:
            if note.record == query.get("id", [""])[0]:
                return "application/xml", rechtspraak.content(note)
    return None


def _find_case_law(base_url: str, target: str, _body: bytes) -> Answer | None:
    notes = notes_of("uk_find_case_law")
    path = urlsplit(target).path
    if path == "/atom.xml":
        return "application/atom+xml", akoma_ntoso.feed(notes, base_url)
    for note in notes:
        if path == f"/{note.record}/data.xml":
            return "application/akn+xml", akoma_ntoso.judgment(note)
    return None
