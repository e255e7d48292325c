"""Keys of a Meilisearch server with no more rights than their holder needs, made with the master key.

Since 1.50 a key for certain indexes may not have the action `version`: with such keys the version is not checked."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from meilisearch import Client
from meilisearch.errors import MeilisearchApiError

from search_ui.index.meilisearch_server import Server

SEARCHING = ("search",)
"""What a process needs that only searches, the search pages for instance."""

INDEXING = (
    "search",
    "documents.*",
    "indexes.*",
    "settings.*",
    "tasks.get",
    "stats.get",
)
"""What a process needs that keeps the index, `uj ingest` for instance."""

_NAMESPACE = uuid.UUID("5f2b8c1e-0b0e-4f0f-9a35-1b8d7d3a7c11")


@dataclass(frozen=True, slots=True)
class Key:
    """An API key: `uid` names it to the server, `value` is what requests carry."""

    uid: str
    value: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The key for processes that only search, and the one for those that index."""

    searching: Key
    indexing: Key


def make_keys(url: str, master_key: str, *, prefix: str = "uj") -> Keys:
    """The two keys for the indexes `<prefix>_*`, made where they do not exist yet. Raises `EngineUnavailable`."""
    server = Server(url, master_key)
    return Keys(
        _make(server, f"{prefix} search", SEARCHING, prefix), _make(server, f"{prefix} indexing", INDEXING, prefix)
    )


def _make(server: Server, name: str, actions: tuple[str, ...], prefix: str) -> Key:
    # the same key for the same purpose; the client takes only ids in the form of version 4
    uid = str(uuid.UUID(bytes=uuid.uuid5(_NAMESPACE, f"{name}: {' '.join(actions)}").bytes, version=4))
    wanted = {"uid": uid, "name": name, "actions": list(actions), "indexes": [f"{prefix}_*"], "expiresAt": None}

    def make(client: Client) -> str:
        try:
            return str(client.get_key(uid).key)
        except MeilisearchApiError as error:
            if error.code != "api_key_not_found":
                raise
        return str(client.create_key(wanted).key)

    return Key(uid, server.ask(make))


def tenant_token(
    url: str, searching: Key, conditions: Mapping[str, str | None], *, expires_at: datetime, prefix: str = "uj"
) -> str:
    """A token that lets its holder search, until it expires, and only among the decisions that fulfil a filter
    expression: `conditions` are by index (`decisions`, `passages`), None for all of it. Made without asking the server;
    only a searching key can sign one."""
    rules: dict[str, Any] = {
        f"{prefix}_{index}": {"filter": condition} if condition else {} for index, condition in conditions.items()
    }
    token: str = Client(url, searching.value).generate_tenant_token(
        api_key_uid=searching.uid, search_rules=rules, api_key=searching.value, expires_at=expires_at
    )
    return token
