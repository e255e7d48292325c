"""Which engine answers: Meilisearch where the operator names a server or asks for one, the embedded one otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from search_ui.index.engine import SearchEngine
from search_ui.index.semantic import embedder_of


def open_engine(home: Path, env: Mapping[str, str], *, read_only: bool = False) -> SearchEngine:
    """The engine for the data folder `home`.

    With `UJ_MEILI_URL` in `env`: that Meilisearch server, with the key `UJ_MEILI_KEY` and index names that begin with
    `UJ_MEILI_PREFIX` (`uj` by default); a process that only reads (`read_only`) prefers the key `UJ_MEILI_SEARCH_KEY`.
    With `UJ_ENGINE=meilisearch` alone: the server that `uj up` runs on this machine. Without: the embedded index in
    `home/index`. `UJ_SEMANTIC=hybrid` adds likeness of meaning to either (see `search_ui.index.semantic`). Nothing is
    opened or asked before the first use. Raises `EngineUnavailable` where `uj up` has not started a server yet, and
    where the model for `UJ_SEMANTIC` is missing.
    """
    embedder = embedder_of(env)
    url = env.get("UJ_MEILI_URL", "").strip()
    if url or env.get("UJ_ENGINE", "").strip() == "meilisearch":
        from search_ui.index.meilisearch import MeilisearchEngine

        prefix = env.get("UJ_MEILI_PREFIX", "").strip() or "uj"
        if url:
            key = env.get("UJ_MEILI_KEY", "").strip()
            searching = env.get("UJ_MEILI_SEARCH_KEY", "").strip() or key
        else:
            from search_ui.index.meilisearch_local import known_server

            url, key, searching = known_server(home)
        return MeilisearchEngine(url, (searching if read_only else key) or None, prefix=prefix, embedder=embedder)
    from search_ui.index.embedded import EmbeddedEngine

    return EmbeddedEngine(home / "index", embedder=embedder)
