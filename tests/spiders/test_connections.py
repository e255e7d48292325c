"""Servers that close the connection after an answer: nothing is lost for it, and what is lost is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders.catalogue import Catalogue
from tests.spiders.portal_server import (
    ROOT,
    Answer,
    Asked,
    Portal,
    as_json,
    crawl,
    local,
    portal,
    rii_zip,
    toc,
    toc_row,
    zip_path,
)

INTERFACE = "/jportal/wsrest/recherche3"
IDS = [f"RP{number:08}" for number in range(30)]


@pytest.fixture
def served() -> Iterator[Portal]:
    with portal() as running:
        yield running


def archived(home: Path) -> set[str]:
    with Catalogue(home / "catalogue.sqlite") as catalogue:
        return {record.record_id for record in catalogue.records()}


def search(request: Asked) -> Answer:
    row = json.loads((ROOT / "tests" / "portals" / "de_juris" / "rp_search_26.json").read_text())["resultList"][0]
    body = json.loads(request.body)
    found = IDS if body["searches"] == [{"id": "Text", "value": "VStGB"}] else []
    start = body["searchTasks"]["RESULT_LIST"]["start"]
    page = [{**row, "docId": doc_id} for doc_id in found[start - 1 : start + 24]]
    return as_json({"hits": len(found), "resultList": page})


@pytest.mark.parametrize("protocol", ["HTTP/1.0", "HTTP/1.1"])
def test_no_post_is_lost_to_a_server_that_hangs_up_after_each_answer(
    tmp_path: Path, served: Portal, protocol: str
) -> None:
    served.protocol, served.hangs_up = protocol, True
    served.answers = {
        f"{INTERFACE}/init": as_json({"csrfToken": "token"}),
        f"{INTERFACE}/search": search,
        f"{INTERFACE}/document": as_json({"head": "<p>head</p>", "text": "<p>text</p>"}),
    }
    code, report = crawl("de_juris", tmp_path, *local(served))
    assert (code, report.errors, report.complete) == (0, [], True)
    assert archived(tmp_path) == set(IDS)
    asked = [json.loads(request.body)["docId"] for request in served.asked if request.path.endswith("/document")]
    assert sorted(asked) == IDS
    # told of it, or once taught by a lost answer, it is asked over one connection for each request
    assert report.requests_by_status.get("no answer", 0) <= (0 if protocol == "HTTP/1.0" else 4)
    assert all(request.headers["connection"] == "close" for request in served.asked[-len(IDS) :])


def test_a_server_that_keeps_connections_open_is_asked_over_the_same_ones(tmp_path: Path, served: Portal) -> None:
    names = [f"KORE{number}" for number in range(12)]
    served.answers["/rii-toc.xml"] = Answer(toc([toc_row(name) for name in names]))
    for name in names:
        served.answers[zip_path(name)] = Answer(rii_zip(name))
    code, report = crawl("de_rii", tmp_path, *local(served))
    assert (code, report.items_new) == (0, 12)
    assert not [request for request in served.asked if request.headers.get("connection") == "close"]


def test_an_answer_that_never_comes_is_asked_for_three_times_and_then_an_error(tmp_path: Path, served: Portal) -> None:
    served.protocol = "HTTP/1.0"
    names = ["KORE1", "LOST", "KORE2"]
    served.answers["/rii-toc.xml"] = Answer(toc([toc_row(name) for name in names]))
    for name in names:
        served.answers[zip_path(name)] = Answer(rii_zip(name))

    def hang_up(request: Asked) -> Answer:
        raise ConnectionAbortedError

    served.answers[zip_path("LOST")] = hang_up
    code, report = crawl("de_rii", tmp_path, *local(served))
    assert code == 1
    assert len(served.paths("LOST")) == 3
    assert archived(tmp_path) == {"KORE1", "KORE2"}
    assert [(document.record_id, document.kind) for document in report.quarantined] == [("LOST", "no_answer")]
    assert len(report.errors) == 1
    assert "no answer" in report.errors[0]
