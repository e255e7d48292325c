"""How the Meilisearch engine meets servers that are old, closed, overloaded, absent or failing."""

from __future__ import annotations

import json
import socket

import pytest
from recorded_server import LoopbackServer
from sample_decisions import DECISIONS, decision

from search_ui.index import meilisearch_server
from search_ui.index.engine import AnyOf, EngineUnavailable, Phrase, Query, Word
from search_ui.index.meilisearch import MeilisearchEngine
from search_ui.index.meilisearch_documents import decision_document, passage_documents
from search_ui.index.meilisearch_query import MOST_ALTERNATIVES, MOST_WORDS, plan, query_text


class Scripted(LoopbackServer):
    """A loopback server that gives the answers of a list, then the last one again and again."""

    def __init__(self, *answers):
        super().__init__()
        self.answers, self.asked = list(answers), []

    def answer(self, method, path, body, headers):
        self.asked.append((method, path, body))
        status, answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        return status, json.dumps(answer).encode()


@pytest.fixture
def scripted():
    servers = []

    def start(*answers):
        servers.append(Scripted(*answers))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(meilisearch_server, "_PAUSES", (0.01, 0.01))


NEW = (200, {"pkgVersion": "1.50.0"})


def test_a_server_that_is_too_old_is_refused_with_the_version_needed(scripted):
    server = scripted((200, {"pkgVersion": "1.43.0"}))
    with pytest.raises(EngineUnavailable, match=r"version 1\.43\.0; install 1\.43\.1 or newer"):
        MeilisearchEngine(server.url).search(Query())


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_key_is_named(scripted, status):
    server = scripted((status, {"message": "The provided API key is invalid.", "code": "invalid_api_key"}))
    with pytest.raises(EngineUnavailable, match="refuses our key; set UJ_MEILI_KEY"):
        MeilisearchEngine(server.url, "wrong").search(Query())


def test_an_absent_server_is_tried_again_and_then_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with pytest.raises(EngineUnavailable, match=f"{url} does not answer; start it, or unset UJ_MEILI_URL"):
        MeilisearchEngine(url).search(Query())


def test_an_overloaded_server_is_given_time(scripted):
    busy = 503, {"message": "Too many search requests", "code": "too_many_search_requests"}
    server = scripted(busy, NEW, busy, (404, {"message": "no", "code": "index_not_found"}))
    with pytest.raises(EngineUnavailable, match="no search index"):
        MeilisearchEngine(server.url).search(Query())
    assert len(server.asked) == 4


def test_what_the_server_says_of_a_failed_task_is_passed_on(scripted):
    missing = 404, {"message": "no", "code": "index_not_found"}
    queued = (
        202,
        {"taskUid": 1, "indexUid": "x", "status": "enqueued", "type": "t", "enqueuedAt": "2026-01-01T00:00:00.0Z"},
    )
    failed = 200, {**queued[1], "uid": 1, "status": "failed", "error": {"message": "no space left on device"}}
    failed[1]["details"] = failed[1]["canceledBy"] = failed[1]["duration"] = None
    server = scripted(NEW, missing, missing, missing, missing, queued, failed, missing)
    with pytest.raises(EngineUnavailable, match="no space left on device"):
        MeilisearchEngine(server.url).upsert(DECISIONS[:1])


def test_an_index_of_another_version_has_to_be_built_anew(scripted):
    server = scripted(NEW, (200, {"results": [{"hits": [{"key": "state", "watermark": 3, "version": 0}]}]}))
    with pytest.raises(EngineUnavailable, match=r"another version.*rebuild-index"):
        MeilisearchEngine(server.url).search(Query())


def test_documents_are_sent_in_batches_below_the_limit_of_the_server(scripted, monkeypatch):
    monkeypatch.setattr(meilisearch_server, "_BATCH", 2_000)
    queued = (
        202,
        {"taskUid": 1, "indexUid": "x", "status": "enqueued", "type": "t", "enqueuedAt": "2026-01-01T00:00:00.0Z"},
    )
    server = scripted(NEW, queued)
    tasks = meilisearch_server.Server(server.url, None).put("x", ({"key": str(n), "t": "w" * 300} for n in range(30)))
    sent = [body.decode().split("\n") for method, _, body in server.asked if method == "POST"]
    assert len(tasks) == len(sent) > 4
    assert [json.loads(line)["key"] for lines in sent for line in lines] == [str(n) for n in range(30)]
    assert max(len("\n".join(lines)) for lines in sent) < 2_400


# -- documents and plans ---------------------------------------------------------------------------------------------


def test_keys_on_the_server_have_only_the_characters_it_allows():
    for item in DECISIONS:
        for document in (decision_document(item), *passage_documents(item)):
            assert document["key"].replace("-", "").replace("_", "").isalnum()
            assert document["key"].isascii()


def test_no_attribute_of_a_long_decision_is_longer_than_the_server_reads():
    document = decision_document(decision("long", *["wort " * 300] * 900))
    fields = [values for name, values in document.items() if name.startswith("text_")]
    assert sum(len(value.split()) for values in fields for value in values) == 900 * 300 + 2
    assert all(sum(len(value.split()) + 8 for value in values) <= 65_535 for values in fields)


def test_alternatives_become_queries_and_needless_ones_are_left_out():
    name = Phrase(("Vorgesetzter", "haftet"))
    typed = (AnyOf((Word("command"), name)), AnyOf((Word("responsibility"), name)))
    alternatives = plan(Query(must=typed)).alternatives
    assert {query_text(alternative.atoms) for alternative in alternatives} == {
        "command responsibility ",
        '"vorgesetzter haftet" ',
    }


def test_more_than_the_server_reads_is_looked_up_apart():
    words = tuple(Word(f"word{number}") for number in range(25))
    made = plan(Query(must=words))
    assert all(len(alternative.atoms) <= MOST_WORDS for alternative in made.alternatives)
    assert len(made.alternatives) == 1
    assert len(made.alternatives[0].atoms) + len(made.looked_up) == 25


def test_too_many_alternatives_are_looked_up_apart():
    groups = tuple(AnyOf(tuple(Word(f"w{group}x{part}") for part in range(30))) for group in range(4))
    made = plan(Query(must=groups))
    assert len(made.alternatives) <= MOST_ALTERNATIVES
    assert len(made.looked_up) == 3
