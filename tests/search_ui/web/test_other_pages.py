from __future__ import annotations

import html
import re
from pathlib import Path

from fastapi.testclient import TestClient
from lxml import etree

from enrichment.registry import load_registry
from search_ui.index.choose import open_engine
from search_ui.index.query import parse_query
from search_ui.library import Library
from search_ui.web import WebSettings, create_app
from tests.search_ui.web.reading_html import assert_harmless, one, parsed, text_of
from tests.search_ui.web.sample_site import SampleSite

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_home_shows_what_is_held_and_says_what_is_not(client: TestClient, site: SampleSite) -> None:
    tree = parsed(client.get("/").text)
    counts = site.library.counts()
    words = text_of(tree)
    assert (
        f"Of {counts['decisions']:,} decisions, {counts['with_court_text']:,} can be read in the court’s own words"
        in words
    )
    forums = {
        text_of(one(bar, ".//span[@class='name']")): int(text_of(one(bar, ".//span[@class='count']")))
        for bar in tree.xpath("//ul[@class='bars']//a")
    }
    assert forums["Germany"] == site.library.forums()["DEU"]
    newest = tree.xpath("//ol[@class='listing']//time/@datetime")
    assert newest == sorted(newest, reverse=True)
    assert len(newest) == 6
    for example in tree.xpath("//ul[@class='examples']//a/@href"):
        assert client.get(example).status_code == 200


def test_an_empty_library_has_all_its_pages(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'library.sqlite'}")
    engine = open_engine(tmp_path, {})
    engine.rebuild(library.indexed_decisions())
    client = TestClient(create_app(library, engine, WebSettings()))
    for address in (
        "/",
        "/search",
        "/search?q=torture",
        "/coverage",
        "/about",
        "/privacy",
        "/search.atom",
        "/api/v1/search",
        "/concepts",
        "/concepts/torture",
        "/countries",
        "/countries/DEU",
        "/courts",
        "/courts/DEU/BGH",
        "/prosecutions",
        "/api/v1/concepts",
        "/api/v1/prosecutions",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
    assert "Nothing has been published here yet." in client.get("/").text
    engine.close()
    library.close()


def test_a_case_shows_its_decisions_in_order_of_time(client: TestClient) -> None:
    keys = [decision.case_key for decision in load_registry()]
    key = max(set(keys), key=keys.count)
    known = [decision for decision in load_registry() if decision.case_key == key]
    tree = parsed(client.get(f"/cases/{key}").text)
    assert text_of(one(tree, "//h1")) == known[0].case_name
    assert len(tree.xpath("//ol[@class='timeline']/li")) == len(known)
    dates = tree.xpath("//ol[@class='timeline']//time/@datetime")
    assert dates == sorted(dates)
    assert "Later decisions may exist." in text_of(tree)
    assert " ".join(known[0].summaries["en"])[:40] in text_of(tree)


def test_coverage_says_of_each_source_what_how_and_why_not(client: TestClient) -> None:
    text = client.get("/coverage").text
    assert_harmless(text)
    cards = {text_of(one(card, "./h3")): card for card in parsed(text).xpath("//li[contains(@class, 'source ')]")}
    assert "Off. The licence excludes computational analysis" in text_of(cards["Find Case Law"])
    assert "Nothing yet" in text_of(cards["Find Case Law"])
    assert "The last run failed. Last success: 19 November 2026, 03:00 UTC." in text_of(
        cards["Rechtsprechung im Internet"]
    )
    assert "maintenance page" in text_of(cards["Rechtsprechung im Internet"])
    assert "Only what was put there" in text_of(cards["Files held by the operator"])
    assert "decisions" in text_of(cards["Files held by the operator"])
    assert "Registry of known cases" in cards


def test_privacy_names_the_contact_and_the_way_of_a_takedown(client: TestClient) -> None:
    tree = parsed(client.get("/privacy").text)
    assert tree.xpath("//a[@href='mailto:editors@cases.example']")
    assert tree.xpath("//*[@id='takedown']")


def test_a_search_is_also_a_feed(client: TestClient, site: SampleSite) -> None:
    page = parsed(client.get("/search?q=molenbrand&forum=NLD").text)
    address = one(page, "//link[@type='application/atom+xml']").get("href")
    answer = client.get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 25
    updated = [entry.findtext("a:updated", namespaces=ATOM) for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert feed.findtext("a:updated", namespaces=ATOM) == updated[0]
    assert feed.findtext("a:id", namespaces=ATOM).startswith("https://cases.example/search.atom?q=molenbrand")
    for required in ("id", "title", "updated"):
        assert all(entry.findtext(f"a:{required}", namespaces=ATOM) for entry in entries)
    assert entries[0].find("a:link", ATOM).get("href").startswith("https://cases.example/decisions/")


def test_a_feed_is_well_formed_whatever_stands_in_a_title(client: TestClient) -> None:
    for typed in (
        "Plain words",
        "\x0b\x00 torture",
        "<&>",
        "\ud83d".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    ):
        etree.fromstring(client.get("/search.atom", params={"q": typed}).content)


def test_the_api_searches_as_the_page_does(client: TestClient, site: SampleSite) -> None:
    answer = client.get("/api/v1/search", params={"q": "molenbrand", "limit": "7", "page": "2", "sort": "date"}).json()
    assert (answer["total"], answer["page"], answer["pages"], len(answer["results"])) == (25, 2, 4, 7)
    assert answer["facets"]["forum"]["NLD"] == 25
    found = client.get(
        "/api/v1/search",
        params={"q": "Weltrechtsprinzip Immunität Strafverfolgung", "forum": "DEU", "from": "2022-05", "to": "2022-05"},
    ).json()["results"]
    trial = next(result for result in found if result["decision"]["id"] == site.ids["trial"])
    passage = trial["passages"][0]
    assert passage["url"] == f"/decisions/{site.ids['trial']}#p6"
    assert any("Weltrechtsprinzip" in passage["text"][start:end] for start, end in passage["marks"])


def test_the_api_gives_a_decision_with_checkable_evidence(client: TestClient, site: SampleSite) -> None:
    record = client.get(f"/api/v1/decisions/{site.ids['trial']}").json()
    assert record["court"] == {"id": "DEU/OLGKOBL", "name": "Oberlandesgericht Koblenz", "country": "DEU"}
    assert record["decision_date"] == "2022-05-17"
    assert record["issues"] == [{"kind": "functional_immunity", "polarity": "rejected"}]
    assert record["documents"][0]["shown"] is True
    assert record["unread"]["nationality"]
    for fact in record["facts"]:
        for evidence in fact["evidence"]:
            text = record["paragraphs"][evidence["paragraph"]]["text"]
            assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert record["citations"][0]["resolved"] == site.ids["appeal"]


def test_the_api_describes_itself(client: TestClient) -> None:
    description = client.get("/api/v1/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert set(description["paths"]) >= {
        "/api/v1/search",
        "/api/v1/decisions/{decision_id}",
        "/api/v1/concepts/{concept_id}",
        "/api/v1/countries/{code}",
        "/api/v1/courts/{court_id}",
        "/api/v1/prosecutions",
    }
    parameters = {parameter["name"] for parameter in description["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert {"q", "forum", "territorial_state", "from", "to", "sort", "page", "limit"} <= parameters


def test_every_example_of_the_about_page_is_understood(client: TestClient) -> None:
    searching = client.get("/about").text.partition('id="searching"')[2].partition("</ul>")[0]
    examples = [html.unescape(found) for found in re.findall(r"<code>(.*?)</code>", searching)]
    assert len(examples) > 10
    for example in examples:
        if not example.endswith(":"):  # the name of a field alone
            assert parse_query(example).problems == (), example
