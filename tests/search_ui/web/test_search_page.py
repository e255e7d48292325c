from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from search_ui.index.embedded import EmbeddedEngine
from search_ui.index.engine import FACETS, IndexedDecision
from search_ui.web import create_app
from search_ui.web.search_request import LONGEST_QUERY, SearchRequest
from search_ui.web.settings import WebSettings
from tests.search_ui.web.reading_html import assert_harmless, one, parsed, text_of
from tests.search_ui.web.sample_site import SampleSite

HOSTILE_QUERIES = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    '"unclosed',
    "((((((",
    "A AND NOT B",
    "genoc*",
    "*",
    "-",
    "---torture",
    "ECLI:DE:BGH:2021:280121U3STR900.19.0",
    "field:value:more",
    "forum:germany",
    "\x00\x01\x02",
    "\u202eevil\u202c",
    "🙂 💥",
    "ا" * 400,
    "a" * 5000,
    "word " * 900,
    "%00%0a%0d",
    "../../etc/passwd",
    "{{7*7}} {% raw %}",
    "[2000] 1 AC 147",
    "\\",
    "^$.*+?()[]{}|",
]


def hits(text: str) -> list[str]:
    return [text_of(title) for title in parsed(text).xpath("//li[@class='hit']/h2")]


@pytest.mark.parametrize("typed", HOSTILE_QUERIES)
def test_nothing_that_can_be_typed_is_an_error(client: TestClient, typed: str) -> None:
    for path in ("/search", "/search.atom", "/api/v1/search"):
        answer = client.get(f"{path}?q={quote(typed)}")
        assert answer.status_code == 200, (path, typed)
    page = client.get(f"/search?q={quote(typed)}").text
    assert_harmless(page)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*FACETS, "q", "from", "to", "sort", "page", "limit", "other"]), st.text(max_size=25)
        ),
        max_size=6,
    )
)
def test_nothing_that_can_stand_in_the_address_is_an_error(
    client: TestClient, parameters: list[tuple[str, str]]
) -> None:
    answer = client.get("/search", params=QueryParams(parameters).multi_items())
    assert answer.status_code == 200
    assert_harmless(answer.text)


def test_a_result_names_court_date_docket_outcome_and_the_paragraph(client: TestClient, site: SampleSite) -> None:
    page = client.get("/search", params={"q": "Weltrechtsprinzip Immunität Koblenz"}).text
    hit = one(parsed(page), f"//li[@class='hit'][.//a[@href='/decisions/{site.ids['trial']}']]")
    words = text_of(hit)
    for expected in (
        "Oberlandesgericht Koblenz",
        "17 May 2022",
        "1 StE 77/21",
        "Convicted: 12 years",
        "Omar T.",
        "Germany, first instance",
    ):
        assert expected in words
    passage = one(hit, ".//a[@href='/decisions/" + site.ids["trial"] + "#p6']")
    assert text_of(passage) == "Para. 3"
    assert hit.xpath(".//blockquote[@lang='de']//mark[contains(., 'Immunität')]")
    assert hit.xpath(".//p[@class='why']")


def test_the_docket_number_is_found_however_it_is_typed(client: TestClient, site: SampleSite) -> None:
    for typed in ("3StR900/19", "3 StR 900/19", "BGH 3 StR 900/19", "ECLI:DE:BGH:2021:280121U3STR900.19.0"):
        page = client.get("/search", params={"q": typed}).text
        assert f"/decisions/{site.ids['appeal']}" in page


def test_markup_in_a_text_comes_out_as_words(client: TestClient, site: SampleSite) -> None:
    page = client.get("/search", params={"q": "Aufschrift Schild"}).text
    assert "&lt;script&gt;" in page
    assert_harmless(page)
    page = client.get("/search", params={"q": "Plain words about torture"}).text
    assert f"/decisions/{site.ids['hostile']}" in page
    assert_harmless(page)


def test_counts_beside_filters_are_what_the_filter_then_finds(client: TestClient) -> None:
    tree = parsed(client.get("/search?q=molenbrand").text)
    for box in tree.xpath("//details[@class='facet']//label[input[@name='court' or @name='forum' or @name='year']]"):
        field = one(box, "./input")
        count = int(text_of(one(box, "./span[@class='count']")).replace(",", ""))
        found = client.get("/search", params={"q": "molenbrand", field.get("name"): field.get("value")}).text
        assert text_of(one(parsed(found), "//h1")).startswith(f"{count} decision")


def test_filters_are_removed_one_by_one(client: TestClient) -> None:
    tree = parsed(client.get("/search?q=x&forum=DEU&forum=FRA&crime=torture&from=2001&to=2022-05").text)
    chips = {
        text_of(chip): parse_qs(urlsplit(chip.get("href")).query) for chip in tree.xpath("//ul[@class='chips']//a")
    }
    everything = {"q": ["x"], "forum": ["DEU", "FRA"], "crime": ["torture"], "from": ["2001"], "to": ["2022-05"]}
    assert chips["Remove: Forum: Germany"] == everything | {"forum": ["FRA"]}
    assert chips["Remove: Crime at issue: Torture"] == {
        key: value for key, value in everything.items() if key != "crime"
    }
    assert chips["Remove: From 2001"] == {key: value for key, value in everything.items() if key != "from"}
    assert chips["Remove: To May 2022"] == {key: value for key, value in everything.items() if key != "to"}
    assert chips["Remove all filters"] == {"q": ["x"]}


def test_a_chosen_filter_is_checked_even_where_it_finds_nothing(client: TestClient) -> None:
    tree = parsed(client.get("/search?q=molenbrand&forum=ISL").text)
    box = one(tree, "//input[@name='forum'][@value='ISL']")
    assert box.get("checked") is not None
    assert text_of(box.getparent()) == "Iceland 0"


def test_results_have_pages_that_lead_through_all_of_them(client: TestClient) -> None:
    address, seen, numbers = "/search?q=molenbrand&sort=date", [], []
    while address:
        tree = parsed(client.get(address).text)
        seen += tree.xpath("//li[@class='hit']/h2/a/@href")
        numbers += tree.xpath("//ol[@class='hits']/@start")
        following = tree.xpath("//a[@rel='next']/@href")
        address = following[0] if following else ""
    assert len(seen) == len(set(seen)) == 25
    assert numbers == ["1", "21"]
    assert "/decisions/" in seen[0]


@pytest.mark.parametrize("page", ["0", "-4", "x", "1e9", "٣"])
def test_an_odd_page_number_is_the_first_page(client: TestClient, page: str) -> None:
    assert len(hits(client.get("/search", params={"q": "molenbrand", "page": page}).text)) == 20


def test_a_page_past_the_end_leads_back(client: TestClient) -> None:
    for page in ("99", "99999999"):
        tree = parsed(client.get("/search", params={"q": "molenbrand", "page": page}).text)
        assert tree.xpath("//section[@id='results']//a[contains(@href, 'page=2')][text()='Go to the last page']")


def test_order_can_be_chosen_and_is_kept(client: TestClient) -> None:
    dates = [
        parsed(client.get(f"/search?q=molenbrand&sort={sort}").text).xpath("//li[@class='hit']//time/@datetime")
        for sort in ("date", "-date")
    ]
    assert dates[0] == sorted(dates[0])
    assert dates[1] == sorted(dates[1], reverse=True)
    tree = parsed(client.get("/search?q=molenbrand&sort=-date").text)
    assert text_of(one(tree, "//ul[@class='sorting']//a[@aria-current]")) == "Newest first"
    assert one(tree, "//input[@name='sort']").get("value") == "-date"


def test_nothing_found_offers_ways_out_with_what_they_find(client: TestClient) -> None:
    tree = parsed(client.get("/search?q=molenbrand&forum=ISL&from=2001").text)
    assert text_of(one(tree, "//h1")) == "No decision for “molenbrand”"
    ways = {text_of(way): way.get("href") for way in tree.xpath("//section[@id='results']//li/a")}
    assert ways["Without “Iceland”: 25 decisions"] == "/search?q=molenbrand&from=2001"
    assert "/coverage" in ways.values()


def test_a_misspelt_word_is_offered_from_the_index(client: TestClient, site: SampleSite) -> None:
    page = client.get("/search", params={"q": "molexyzzyr"}).text
    assert "Perhaps “mole" in page


def test_what_is_not_understood_is_said(client: TestClient) -> None:
    page = text_of(parsed(client.get("/search?q=x&from=yesterday&to=13.1.2022").text))
    assert "“yesterday” is not a date here" in page
    assert "“13.1.2022” is not a date here" in page
    assert "The first date lies after the second one." in text_of(parsed(client.get("/search?from=2020&to=2010").text))
    assert f"first {LONGEST_QUERY} characters" in client.get("/search", params={"q": "a" * 2000}).text


def test_other_names_of_a_term_are_shown(client: TestClient) -> None:
    page = text_of(parsed(client.get("/search", params={"q": "functional immunity"}).text))
    assert "“functional immunity” is a known term" in page
    assert "funktionelle Immunität" in page


def test_a_filter_typed_among_the_words_is_shown_as_set(client: TestClient) -> None:
    tree = parsed(client.get("/search", params={"q": "molenbrand forum:netherlands"}).text)
    assert one(tree, "//input[@name='forum'][@value='NLD']").get("checked") is not None
    assert "Read from the search words: Forum: Netherlands." in text_of(tree)


def test_the_search_works_as_a_plain_form(client: TestClient) -> None:
    tree = parsed(client.get("/search?q=molenbrand&forum=NLD").text)
    form = one(tree, "//form[@role='search']")
    assert (form.get("method"), form.get("action")) == ("get", "/search")
    outside = tree.xpath("//*[@name][self::input or self::select][not(ancestor::form)]")
    assert outside
    assert {element.get("form") for element in outside} == {form.get("id")}


def test_suggestions_are_names_courts_concepts_and_words_of_the_index(client: TestClient) -> None:
    answer = client.get("/suggest?prefix=mole").json()
    assert any(word.startswith("mole") for word in answer["words"])
    assert {item["kind"] for item in answer["suggestions"]} <= {
        "decision",
        "accused",
        "court",
        "concept",
        "person",
        "word",
    }
    assert all(item["url"].startswith("/") for item in answer["suggestions"])
    assert client.get("/suggest?prefix=p").json() == {"words": [], "suggestions": []}
    assert client.get("/suggest").json() == {"words": [], "suggestions": []}


def test_the_api_suggests_by_kind(client: TestClient) -> None:
    offered = client.get("/api/v1/suggest?prefix=command+resp").json()
    assert {"kind": "concept", "text": "command responsibility", "url": "/search?q=command+responsibility"} in offered


def test_how_a_search_was_read_is_told_on_request(client: TestClient) -> None:
    page = client.get("/search?q=command+responsibility").text
    assert "How your search was read" in page
    assert "concepts=off" in page
    assert (
        "Search for other names and languages, too" in client.get("/search?q=command+responsibility&concepts=off").text
    )
    plain = client.get("/api/v1/search?q=command+responsibility").json()
    assert plain["read_as"] is None
    told = client.get("/api/v1/search?q=command+responsibility&explain=1").json()
    assert [part["kind"] for part in told["read_as"]] == ["concept"]
    typed = client.get("/api/v1/search?q=command+responsibility&explain=1&concepts=off").json()
    assert [part["kind"] for part in typed["read_as"]] == ["word", "word"]


class _Letters:
    """A model that knows nothing but how often each letter stands in a text: every text is near to every other."""

    name, dimensions = "letters", 26

    def embed(self, texts: Sequence[str]) -> Any:
        from numpy import array, float32

        from search_ui.index.semantic import of_length_one

        letters = "abcdefghijklmnopqrstuvwxyz"
        return of_length_one(array([[text.count(letter) for letter in letters] for text in texts], dtype=float32))


def test_likeness_of_meaning_is_told_and_can_be_left_out(tmp_path: Path) -> None:
    site = SampleSite(tmp_path)
    engine = EmbeddedEngine(tmp_path / "meaning", embedder=_Letters())
    engine.rebuild(item for item in site.library.indexed_decisions() if isinstance(item, IndexedDecision))
    client = TestClient(create_app(site.library, engine, WebSettings()))
    try:
        page = client.get("/search?q=pillage").text
        assert "near in meaning (likeness" in page
        assert "semantic=off" in page
        without = client.get("/search?q=pillage&semantic=off").text
        assert "near in meaning" not in without
        assert "Search by likeness of meaning, too" in without
        told = client.get("/api/v1/search?q=pillage&explain=1").json()
        assert [part["kind"] for part in told["read_as"]][-1] == "meaning"
        plain = client.get("/api/v1/search?q=pillage&explain=1&semantic=off").json()
        assert "meaning" not in {part["kind"] for part in plain["read_as"]}
        assert plain["total"] < told["total"]
        assert "near in meaning" not in client.get("/search.atom?q=pillage").text
    finally:
        engine.close()
        site.close()


def test_an_address_and_its_request_are_the_same() -> None:
    asked = SearchRequest.from_address(
        QueryParams("q=a+b&forum=DEU&forum=FRA&crime=torture&from=2001&to=2005&sort=date&page=3")
    )
    again = SearchRequest.from_address(QueryParams(urlsplit(asked.address(page=3)).query))
    assert again == asked
