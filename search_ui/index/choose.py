"""Which engine answers: Meilisearch where the operator names a server, the embedded one otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from search_ui.index.engine import SearchEngine


def open_engine(home: Path, env: Mapping[str, str]) -> SearchEngine:
    """The engine for the data folder `home`.

    With `UJ_MEILI_URL` in `env`: that Meilisearch server, with the key `UJ_MEILI_KEY` and index names that begin with
    `UJ_MEILI_PREFIX` (`uj` by default). Without: the embedded index in `home/index`. Nothing is opened or asked before
    the first use.
    """
    if url := env.get("UJ_MEILI_URL", "").strip():
        from search_ui.index.meilisearch import MeilisearchEngine

        key, prefix = env.get("UJ_MEILI_KEY", "").strip(), env.get("UJ_MEILI_PREFIX", "").strip()
        return MeilisearchEngine(url, key or None, prefix=prefix or "uj")
    from search_ui.index.embedded import EmbeddedEngine

    return EmbeddedEngine(home / "index")
