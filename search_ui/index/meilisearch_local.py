"""A Meilisearch server of our own on this machine, for who wants that engine without keeping a server: on loopback,
with a generated master key that nobody else can read, and keys made from it with no more rights than needed.

home/meilisearch/master.key   the master key (mode 600)
home/meilisearch/server.json  address and keys, written when the server answers (mode 600)
home/meilisearch/data         the server's own files
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from search_ui.index.engine import EngineUnavailable

PORT = 7700
_PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class LocalServer:
    """How to run the server; `ready` waits until it answers and then writes its keys for the other programs."""

    url: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path

    def ready(self, given_up: Callable[[], bool] = lambda: False) -> None:
        """Wait for the server. Raises `EngineUnavailable` when it does not come up, or `given_up` says so."""
        from search_ui.index.meilisearch_keys import make_keys
        from search_ui.index.meilisearch_server import Server

        deadline = time.monotonic() + _PATIENCE_S
        master_key = self.environment["MEILI_MASTER_KEY"]
        while not Server(self.url, master_key).healthy():
            if given_up() or time.monotonic() > deadline:
                raise EngineUnavailable(
                    f"the Meilisearch server at {self.url} does not come up; look at what it printed"
                )
            time.sleep(0.2)
        keys = make_keys(self.url, master_key)
        known = {"url": self.url, "indexing": keys.indexing.value, "searching": keys.searching.value}
        _write_private(self.folder / "server.json", json.dumps(known))


def local_server(home: Path, *, port: int = PORT, binary: str | None = None) -> LocalServer:
    """The server for the data folder `home`; its program is `meilisearch` on PATH. Raises `EngineUnavailable` where
    there is none."""
    program = binary or shutil.which("meilisearch")
    if program is None:
        raise EngineUnavailable(
            "UJ_ENGINE=meilisearch needs a server: set UJ_MEILI_URL, or put the program meilisearch on PATH"
        )
    folder = home / "meilisearch"
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "master.key"
    if not kept.is_file():
        _write_private(kept, secrets.token_urlsafe(32))
    address = f"127.0.0.1:{port}"
    command = [program, "--http-addr", address, "--db-path", str(folder / "data"), "--dump-dir", str(folder / "dumps")]
    command += ["--env", "production", "--no-analytics", "--log-level", "WARN"]
    return LocalServer(
        f"http://{address}", tuple(command), {"MEILI_MASTER_KEY": kept.read_text(encoding="utf-8")}, folder
    )


def known_server(home: Path) -> tuple[str, str, str]:
    """Address, key for indexing and key for searching of the server that `uj up` runs. Raises `EngineUnavailable`."""
    try:
        known = json.loads((home / "meilisearch" / "server.json").read_text(encoding="utf-8"))
        return str(known["url"]), str(known["indexing"]), str(known["searching"])
    except (OSError, ValueError, KeyError) as error:
        raise EngineUnavailable(
            "UJ_ENGINE=meilisearch, but no server was started here yet: start it with `uj up`, or set UJ_MEILI_URL"
        ) from error


def _write_private(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    temporary.replace(path)
