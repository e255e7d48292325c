"""What holds for every address of the site: headers, safety, HEAD, errors."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from search_ui.index.engine import EngineUnavailable
from search_ui.web.response_headers import CONTENT_SECURITY_POLICY, EVERY_ANSWER
from tests.search_ui.web.reading_html import assert_harmless, parsed
from tests.search_ui.web.sample_site import SampleSite

PAGES = [
    "/",
    "/search",
    "/search?q=torture",
    "/search?q=torture&forum=DEU&from=2015&sort=-date",
    "/search?q=zzzz-nothing",
    "/coverage",
    "/about",
    "/privacy",
    "/concepts",
    "/concepts?q=folter&language=ar",
    "/concepts/torture",
    "/concepts/functional_immunity",
    "/concepts/witness_evidence",
    "/concepts/nothing",
    "/countries",
    "/countries?sort=acts",
    "/countries/DEU",
    "/countries/SYR",
    "/countries/INTL",
    "/countries/TUV",
    "/countries/nowhere",
    "/courts",
    "/courts?all=1",
    "/courts/DEU/BGH",
    "/courts/LBN/CASS",
    "/courts/none",
    "/prosecutions",
    "/prosecutions?kind=core&forum=DEU&state=SYR",
    "/prosecutions?forum=TUV",
    "/nowhere",
    "/decisions/nobody",
    "/cases/none",
]
OTHERS = [
    "/robots.txt",
    "/healthz",
    "/search.atom?q=torture",
    "/api/v1/search?q=torture",
    "/api/v1/openapi.json",
    "/api/v1/decisions/nobody",
    "/api/v1/concepts",
    "/api/v1/concepts/torture",
    "/api/v1/countries",
    "/api/v1/countries/DEU",
    "/api/v1/courts",
    "/api/v1/courts/DEU/BGH",
    "/api/v1/prosecutions",
    "/suggest?prefix=tort",
    "/static/site.css",
]


@pytest.mark.parametrize("address", PAGES + OTHERS)
def test_every_answer_carries_the_headers_and_sets_nothing(client: TestClient, address: str) -> None:
    answer = client.get(address)
    for name, value in EVERY_ANSWER.items():
        assert answer.headers[name] == value
    assert "set-cookie" not in answer.headers
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_the_content_policy_allows_nothing_but_our_own_files() -> None:
    rules = dict(rule.split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("frame-ancestors") == "'none'"
    assert rules.pop("base-uri") == "'none'"
    assert set(rules.values()) == {"'self'"}


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_harmless_and_have_one_heading_and_landmarks(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert_harmless(answer.text)
    tree = parsed(answer.text)
    assert tree.get("lang") == "en"
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main")) == 1
    assert (
        tree.xpath("//a[@class='skip'][1]/@href") == ["#main"] or tree.xpath("//a[@class='skip']/@href")[0] == "#main"
    )
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", PAGES + OTHERS)
def test_head_answers_as_get_without_the_body(client: TestClient, address: str) -> None:
    got, asked = client.get(address), client.head(address)
    assert asked.status_code == got.status_code
    assert asked.content == b""
    assert asked.headers["content-type"] == got.headers["content-type"]


def test_robots_may_crawl_so_that_they_learn_not_to_list(client: TestClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.text == "User-agent: *\nAllow: /\n"
    assert answer.headers["content-type"].startswith("text/plain")


def test_what_is_missing_is_said_in_words(client: TestClient) -> None:
    for address in ("/nowhere", "/decisions/nobody", "/cases/none", "/static/../site.py", "/static/nothing.css"):
        assert client.get(address).status_code == 404
    assert "Not found" in client.get("/decisions/nobody").text
    api = client.get("/api/v1/decisions/nobody")
    assert api.status_code == 404
    assert api.json()["error"] == "Not found"


def test_other_methods_are_refused(client: TestClient) -> None:
    for address in ("/", "/search", "/api/v1/search"):
        answer = client.post(address)
        assert answer.status_code == 405
        assert answer.headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_a_withdrawn_decision_answers_gone_with_the_reason_and_without_its_content(
    client: TestClient, site: SampleSite
) -> None:
    gone = f"/decisions/{site.ids['withdrawn']}"
    for address in (gone, f"{gone}/export.ris", f"{gone}/original/{'a' * 64}"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "later anonymisation by the court" in answer.text
        assert "22 November 2026" in answer.text
        assert "molenbrand" not in answer.text
    api = client.get(f"/api/v1{gone}")
    assert api.status_code == 410
    assert "later anonymisation" in api.json()["detail"]


def test_health_says_how_far_the_index_is(client: TestClient, site: SampleSite) -> None:
    assert client.get("/healthz").json() == {"library": site.library.last_sequence(), "index": site.engine.watermark()}


def test_a_fault_of_ours_is_an_own_page_that_tells_nothing(
    site: SampleSite, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(site.library, "counts", fail)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.text
    assert "secret" not in answer.text
    for name, value in EVERY_ANSWER.items():
        assert answer.headers[name] == value


def test_an_engine_that_cannot_answer_is_said_so(
    site: SampleSite, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(*_arguments: object) -> None:
        raise EngineUnavailable("start the server at 10.0.0.7")

    monkeypatch.setattr(site.engine, "search", unavailable)
    for address in ("/search?q=x", "/search.atom?q=x", "/api/v1/search?q=x"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "10.0.0.7" not in answer.text
    assert client.get("/").status_code == 200


def test_our_files_may_be_kept_for_good_and_change_address_when_they_change(client: TestClient) -> None:
    address = parsed(client.get("/").text).xpath("//link[@rel='stylesheet']/@href")[0]
    assert address.startswith("/static/site.css?v=")
    assert "immutable" in client.get(address).headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "no-cache"


def test_pages_are_compressed(client: TestClient) -> None:
    assert client.get("/search?q=torture", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("address", ["/docs", "/redoc", "/openapi.json", "/.env", "/decisions/", "/cases/"])
def test_nothing_of_the_framework_shows(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404
