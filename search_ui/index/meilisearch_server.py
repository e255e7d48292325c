"""Talking to one Meilisearch server: patient with a busy one, clear about an old, locked or absent one."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from meilisearch import Client
from meilisearch.errors import MeilisearchApiError, MeilisearchCommunicationError, MeilisearchTimeoutError
from meilisearch.models.task import TaskInfo

from search_ui.index.engine import EngineUnavailable

OLDEST = (1, 43, 1)
"""Before 1.43 string filters could be wrong, before 1.43.1 the server could be made to fetch addresses."""

_PAUSES = (0.2, 0.5, 1.0, 2.0)  # seconds between attempts
_BATCH = 20_000_000  # bytes of documents in one request; the server refuses more than 100 MB
_FETCH = 1_000  # documents in one answer
_Answer = TypeVar("_Answer")


class Server:
    """One server. Every method raises `EngineUnavailable` with the mend when the server cannot do what is asked."""

    def __init__(self, url: str, key: str | None, *, timeout_s: int = 30, task_timeout_s: float = 3600.0) -> None:
        self._url, self._key = url.rstrip("/"), key
        self._timeout_s, self._task_timeout_s = timeout_s, task_timeout_s
        self._local = threading.local()  # a client keeps the headers of its last request: one for each thread
        self._checked = False

    # -- requests ----------------------------------------------------------------------------------------------------

    def ask(self, request: Callable[[Client], _Answer]) -> _Answer:
        """Send one request, again after a pause while the server cannot be reached or is overloaded."""
        if not self._checked:
            self._check_version()
        return self._send(request)

    def search(self, queries: Sequence[Mapping[str, Any]], federation: dict[str, Any] | None = None) -> dict[str, Any]:
        """One answer to many queries, merged when `federation` is given."""
        answer: dict[str, Any] = self.ask(lambda client: client.multi_search(queries, federation))
        return answer

    def exists(self, index: str) -> bool:
        """Whether the server has an index of this name."""
        try:
            self.ask(lambda client: client.get_raw_index(index))
        except _IndexMissing:
            return False
        return True

    def document(self, index: str, key: str) -> dict[str, Any] | None:
        """One document by its key, by way of a search, for which every key is good; None where there is none, or no
        such index."""
        try:
            query = {"indexUid": index, "q": "", "filter": f"key = {json.dumps(key)}", "limit": 1}
            (answer,) = self.search([query])["results"]
        except _IndexMissing:
            return None
        return next(iter(answer["hits"]), None)

    def count(self, index: str) -> int:
        """The number of documents of an index."""
        return int(self.ask(lambda client: client.index(index).get_stats()).number_of_documents)

    def healthy(self) -> bool:
        """Whether the server answers now."""
        return self._client().is_healthy()

    def dump(self) -> str:
        """Have the server write a dump of all its indexes to its own disk; the name of the dump."""
        task = self.start(lambda client: client.create_dump())
        self.finish([task])
        found = self.ask(lambda client: client.get_task(task))
        return str((found.details or {}).get("dumpUid", ""))

    def documents(
        self, index: str, fields: Sequence[str] | None, condition: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """The given fields (None: all) of every document of an index, or of those that fulfil a filter expression."""
        offset = 0
        while True:
            asked: dict[str, Any] = {"limit": _FETCH, "offset": offset}
            if fields is not None:
                asked["fields"] = list(fields)
            if condition:
                asked["filter"] = condition
            path = f"indexes/{index}/documents/fetch"
            answer: dict[str, Any] = self.ask(lambda client: client.http.post(path, asked))  # noqa: B023 - called here
            yield from answer["results"]
            offset += _FETCH
            if offset >= answer["total"]:
                return

    def _send(self, request: Callable[[Client], _Answer]) -> _Answer:
        for pause in (*_PAUSES, None):
            try:
                return request(self._client())
            except (MeilisearchCommunicationError, MeilisearchTimeoutError) as error:
                if pause is None:
                    raise EngineUnavailable(
                        f"the Meilisearch server at {self._url} does not answer; "
                        "start it, or unset UJ_MEILI_URL to use the embedded index"
                    ) from error
            except MeilisearchApiError as error:
                if pause is None or error.status_code not in {408, 429, 502, 503, 504}:
                    raise self._refused(error) from error
            time.sleep(pause)
        raise AssertionError("unreachable")

    def _refused(self, error: MeilisearchApiError) -> EngineUnavailable:
        if error.code == "index_not_found":
            return _IndexMissing(
                f"the Meilisearch server at {self._url} holds no index of ours yet; run `uj rebuild-index`"
            )
        if error.code == "task_not_found":
            return TaskHidden(f"the Meilisearch server at {self._url} does not show our key this task")
        if error.status_code in {401, 403}:
            return _KeyRefused(f"the Meilisearch server at {self._url} refuses our key; set UJ_MEILI_KEY")
        return EngineUnavailable(f"the Meilisearch server at {self._url} refuses the request: {error.message}")

    def _client(self) -> Client:
        client: Client | None = getattr(self._local, "client", None)
        if client is None:
            client = self._local.client = Client(self._url, self._key, timeout=self._timeout_s)
        return client

    def _check_version(self) -> None:
        try:
            written = self._send(lambda client: client.get_version()).get("pkgVersion", "")
        except _KeyRefused:
            self._checked = True  # a key for our indexes alone cannot see the version; a wrong one is refused next
            return
        numbers = tuple(int(number) for number in re.findall(r"\d+", written)[:3])
        if numbers < OLDEST:
            needed = ".".join(map(str, OLDEST))
            raise EngineUnavailable(
                f"the Meilisearch server at {self._url} is version {written or 'unknown'}; "
                f"install {needed} or newer, or unset UJ_MEILI_URL to use the embedded index"
            )
        self._checked = True

    # -- changes -----------------------------------------------------------------------------------------------------

    def put(self, index: str, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Send documents in batches below the server's limit; returns the tasks to wait for."""
        tasks: list[int] = []
        batch: list[str] = []
        size = 0
        for document in documents:
            line = json.dumps(document, ensure_ascii=False)
            if batch and size + len(line) > _BATCH:
                tasks.append(self._put_batch(index, batch))
                batch, size = [], 0
            batch.append(line)
            size += len(line)
        if batch:
            tasks.append(self._put_batch(index, batch))
        return tasks

    def _put_batch(self, index: str, lines: Sequence[str]) -> int:
        body = "\n".join(lines).encode()
        return self.start(lambda client: client.index(index).add_documents_raw(body, "key", "application/x-ndjson"))

    def start(self, change: Callable[[Client], TaskInfo]) -> int:
        """Send a change; returns its task."""
        return self.ask(change).task_uid

    def finish(self, tasks: Iterable[int]) -> None:
        """Wait until all tasks are done. Raises `EngineUnavailable` with the server's words when one failed, and
        `TaskHidden` for one that our key may start but not see."""
        deadline = time.monotonic() + self._task_timeout_s
        for number in tasks:
            pause = 0.01
            while True:
                task = self.ask(lambda client: client.get_task(number))  # noqa: B023 - called here
                if task.status == "succeeded":
                    break
                if task.status in {"failed", "canceled"}:
                    reason = (task.error or {}).get("message", task.status)
                    raise EngineUnavailable(f"the Meilisearch server at {self._url} could not do it: {reason}")
                if time.monotonic() > deadline:
                    raise EngineUnavailable(
                        f"the Meilisearch server at {self._url} has not finished task {number} after "
                        f"{self._task_timeout_s:.0f} s; look at its log, then run the command again"
                    )
                time.sleep(pause)
                pause = min(pause * 1.5, 1.0)

    def do(self, change: Callable[[Client], TaskInfo]) -> None:
        """Send a change and wait until it is done."""
        self.finish([self.start(change)])


class TaskHidden(EngineUnavailable):
    """A key for certain indexes cannot see the task that swaps them."""


class _KeyRefused(EngineUnavailable):
    """The key is wrong, or has no right to do this."""


class _IndexMissing(EngineUnavailable):
    """The server does not know the index."""
