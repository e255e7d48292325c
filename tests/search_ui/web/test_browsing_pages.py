"""Concepts, countries, courts and prosecutions: every number leads to as many decisions."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html

from enrichment.registry import load_registry
from enrichment.vocabulary import load_concepts, load_countries
from search_ui.index.engine import EngineUnavailable
from search_ui.index.recorded import concept_of, recorded
from search_ui.web import WebSettings, create_app
from search_ui.web.browsing import year_bars
from search_ui.web.concept_page import TYPE_NAMES, provision_country
from search_ui.web.world_tiles import tiles
from tests.search_ui.web.reading_html import one, parsed, text_of
from tests.search_ui.web.sample_site import SampleSite


def total(client: TestClient, address: str) -> int:
    """How many decisions the search finds at this address."""
    parts = urlsplit(address)
    assert parts.path == "/search"
    return int(client.get("/api/v1/search", params=parse_qsl(parts.query)).json()["total"])


def numbers(tree: html.HtmlElement) -> list[tuple[int, str]]:
    """Every number of a table that leads to the search."""
    found = []
    for link in tree.xpath("//td[contains(@class, 'n') or .//ul]//a[starts-with(@href, '/search?')]"):
        found.append((int(link.text.replace(",", "")), link.get("href")))
    return found


@pytest.mark.parametrize(
    "address",
    [
        "/concepts/torture",
        "/concepts/war_crimes",
        "/concepts/functional_immunity",
        "/concepts/aiding_abetting",
        "/concepts/conviction",
        "/countries",
        "/countries/DEU",
        "/countries/SYR",
        "/countries/INTL",
        "/courts",
        "/courts/DEU/OLGKOBL",
        "/courts/NLD/RBDHA",
        "/prosecutions?state=SYR",
        "/prosecutions?forum=DEU&kind=core",
    ],
)
def test_a_number_is_that_of_the_search_behind_it(client: TestClient, address: str) -> None:
    found = numbers(parsed(client.get(address).text))
    assert found
    for number, href in found[:: max(1, len(found) // 12)]:
        assert total(client, href) == number, href


# -- concepts --------------------------------------------------------------------------------------------------------


def test_the_glossary_has_every_concept_under_its_kind(client: TestClient) -> None:
    tree = parsed(client.get("/concepts").text)
    assert len(tree.xpath("//dl[@class='terms']/div")) == len(load_concepts())
    assert {concept.type for concept in load_concepts()} == set(TYPE_NAMES)
    for link in tree.xpath("//nav[@aria-label='Kinds of concepts']//a/@href"):
        one(tree, f"//h2[@id='{link[1:]}']")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Vorgesetztenverantwortlichkeit", "Superior responsibility"),
        ("volkermord", "Genocide"),
        ("التعذيب", "Torture"),
        ("prescripción", "Statute of limitations"),
        ("double jeop", "Ne bis in idem"),
    ],
)
def test_a_term_of_any_language_finds_its_concept(client: TestClient, typed: str, found: str) -> None:
    tree = parsed(client.get("/concepts", params={"q": typed}).text)
    assert found in [text_of(term) for term in tree.xpath("//dl[@class='terms']//dt/a")]
    assert len(tree.xpath("//dl[@class='terms']/div")) < 10


def test_a_term_nobody_knows_offers_ways_on(client: TestClient) -> None:
    tree = parsed(client.get("/concepts", params={"q": "zzzz <b>"}).text)
    assert "No concept has these words" in text_of(tree)
    assert tree.xpath("//a[starts-with(@href, '/search?q=zzzz')]")


def test_terms_stand_in_their_language_and_direction(client: TestClient) -> None:
    tree = parsed(client.get("/concepts?language=ar").text)
    terms = tree.xpath("//span[@class='term']")
    assert len(terms) > 50
    assert {(term.get("lang"), term.get("dir")) for term in terms} == {("ar", "rtl")}
    names = parsed(client.get("/concepts/genocide").text)
    arabic = one(names, "//table[@class='names']//strong[@lang='ar']")
    assert arabic.get("dir") == "rtl"
    assert text_of(one(names, "//table[@class='names']//strong[@lang='de']")) == "Völkermord"


def test_a_concept_says_what_it_is_where_it_stands_and_what_is_near(client: TestClient) -> None:
    tree = parsed(client.get("/concepts/rape").text)
    words = text_of(tree)
    assert "Penetrating another person's body" in words
    assert tree.xpath("//a[@href='/concepts/sexual_violence']")
    assert tree.xpath("//dl[@class='rows']//a[@href='/countries/DEU']")
    assert "§ 7 Abs. 1 Nr. 6" in words
    wider = parsed(client.get("/concepts/crimes_against_humanity").text)
    assert wider.xpath("//section[@aria-label='Includes']//a[@href='/concepts/persecution']")


def test_a_bar_is_counted_by_what_became_of_it(client: TestClient, site: SampleSite) -> None:
    tree = parsed(client.get("/concepts/functional_immunity").text)
    heads = [text_of(head) for head in tree.xpath("//table[@class='counts'][1]/thead//th")]
    assert heads[:2] == ["Forum", "Decisions"]
    assert "Rejected" in heads
    assert tree.xpath(f"//ol[@class='listing']//a[@href='/decisions/{site.ids['trial']}']")
    assert one(tree, "//link[@type='application/atom+xml']").get("href").startswith("/search.atom?issue=")


def test_a_concept_shows_where_the_texts_name_it_in_any_language(client: TestClient, site: SampleSite) -> None:
    tree = parsed(client.get("/concepts/functional_immunity").text)
    quoted = tree.xpath("//section[h2[@id='texts']]//ol/li")
    assert quoted
    for item in quoted:
        passage = one(item, ".//blockquote")
        assert passage.xpath(".//mark")
        page = one(item, ".//div[@class='title']/a").get("href")
        assert one(item, ".//div[@class='where']/a").get("href").startswith(page)
    languages = {
        language
        for concept in ("functional_immunity", "torture", "superior_responsibility", "universal_jurisdiction")
        for language in parsed(client.get(f"/concepts/{concept}").text).xpath(
            "//section[h2[@id='texts']]//blockquote/@lang"
        )
    }
    assert len(languages) > 1
    # Concepts that no field records have this part alone.
    other = parsed(client.get("/concepts/linkage_evidence").text)
    assert not other.xpath("//h2[@id='decisions']")
    assert other.xpath("//h2[@id='texts']")


def test_passages_on_sexual_violence_open_only_when_asked(client: TestClient) -> None:
    tree = parsed(client.get("/concepts/sexual_violence").text)
    section = one(tree, "//section[h2[@id='texts']]")
    for quotation in section.xpath(".//blockquote"):
        assert quotation.xpath("ancestor::details[not(@open)]")
        assert "Content notice" in text_of(section)


def test_the_feed_of_a_concept_holds_its_decisions(client: TestClient, site: SampleSite) -> None:
    href = one(parsed(client.get("/concepts/functional_immunity").text), "//link[@type='application/atom+xml']").get(
        "href"
    )
    feed = etree.fromstring(client.get(href).content)
    assert site.ids["trial"] in etree.tostring(feed).decode()


def test_the_glossary_can_be_read_while_the_search_is_down(
    site: SampleSite, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(*_arguments: object) -> None:
        raise EngineUnavailable("start the server at 10.0.0.7")

    monkeypatch.setattr(site.engine, "search", unavailable)
    # A site of its own, which has no numbers of an earlier question.
    down = TestClient(create_app(site.library, site.engine, WebSettings()))
    for address in ("/concepts", "/concepts/torture", "/api/v1/concepts"):
        assert down.get(address).status_code == 200, address
    assert "cannot be counted" in down.get("/concepts/torture").text
    for address in ("/countries", "/courts", "/prosecutions", "/countries/DEU"):
        answer = down.get(address)
        assert answer.status_code == 503
        assert "10.0.0.7" not in answer.text


def test_every_provision_is_of_a_state_or_of_international_law() -> None:
    countries = {country.id for country in load_countries()}
    for concept in load_concepts():
        for provision in concept.provisions:
            country = provision_country(provision)
            assert country is None or country in countries, provision
            assert country is not None or not re.search(r"\([A-Z]{2}[,)]", provision), provision
    assert provision_country("§ 7 Abs. 1 Nr. 5 VStGB") == "DEU"
    assert provision_country("art. 461-1 CP (FR)") == "FRA"
    assert provision_country("art. 3 WOS (NL, until 2003)") == "NLD"
    assert provision_country("18 U.S.C. § 2340A") == "USA"
    assert provision_country("lag (1964:169) (SE, until June 2014)") == "SWE"
    assert provision_country("Rome Statute art. 27 (not before the Court itself)") is None
    assert provision_country("Genocide Convention art. III(b)") is None


def test_every_value_of_the_registry_is_a_concept() -> None:
    for decision in load_registry():
        for facet, values in (
            ("crime", decision.crimes),
            ("mode", decision.modes_of_liability),
            ("basis", decision.jurisdiction_basis),
        ):
            assert all(value == "other" or concept_of(facet, value) for value in values), decision.decision_id


def test_a_value_of_a_facet_leads_to_its_concept() -> None:
    assert concept_of("mode", "complicity") == "aiding_abetting"
    assert concept_of("mode", "co-perpetration") == "co_perpetration"
    assert concept_of("issue", "retroactivity:rejected") == "legality"
    assert concept_of("basis", "universal") == "universal_jurisdiction"
    assert concept_of("crime", "other") is None
    for concept in load_concepts():
        known = recorded(concept)
        assert known is None or all(concept_of(known.facet, value) == concept.id for value in known.values)


def test_a_search_for_a_known_term_leads_to_its_page(client: TestClient) -> None:
    for typed, leads in (("command responsibility", "/concepts/superior_responsibility"), ("Syria", "/countries/SYR")):
        tree = parsed(client.get("/search", params={"q": typed}).text)
        assert leads in tree.xpath("//details[@class='also']//a/@href")


# -- countries -------------------------------------------------------------------------------------------------------


def test_countries_are_counted_in_each_role_and_ordered_as_asked(client: TestClient, site: SampleSite) -> None:
    tree = parsed(client.get("/countries").text)
    rows = tree.xpath("//tbody/tr")
    names = [text_of(one(row, "./th")) for row in rows]
    assert names[-1] == "International courts"
    assert names[:-1] == sorted(names[:-1])
    by_acts = parsed(client.get("/countries?sort=acts").text).xpath("//tbody/tr/td[2]")
    counts = [int(text_of(cell).split()[0].replace(",", "").replace("–none", "0")) for cell in by_acts]
    assert counts == sorted(counts, reverse=True)
    assert client.get("/countries?sort=nonsense").status_code == 200


def test_a_country_shows_each_of_its_roles_and_its_law(client: TestClient) -> None:
    tree = parsed(client.get("/countries/DEU").text)
    headings = [text_of(heading) for heading in tree.xpath("//h2")]
    assert (headings[0], headings[-1]) == ("Decided in Germany", "Where its law has the concepts")
    assert set(headings[1:-1]) == {"Acts in Germany, wherever decided", "Nationals of Germany accused"}
    assert one(tree, "//ul[@class='meta']/li[@lang='de']").text == "Deutschland"
    assert tree.xpath("//a[@href='/courts/DEU/BGH']")
    assert tree.xpath("//a[@href='/countries/SYR']")
    assert "Völkerstrafgesetzbuch" in text_of(tree)
    assert one(tree, "//link[@rel='canonical']").get("href") == "https://cases.example/countries/DEU"


def test_a_place_of_acts_shows_where_they_are_tried(client: TestClient) -> None:
    tree = parsed(client.get("/countries/SYR").text)
    forums = tree.xpath("//table[caption='Where it was decided']//th[@scope='row']")
    assert "Germany" in [text_of(forum) for forum in forums]
    assert tree.xpath("//section[h2[@id='acts']]//ol[@class='listing']/li")


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("deu", "/countries/DEU"),
        ("Deutschland", "/countries/DEU"),
        ("syria", "/countries/SYR"),
        ("Syrie", "/countries/SYR"),
    ],
)
def test_a_country_is_found_by_any_name(client: TestClient, asked: str, leads: str) -> None:
    answer = client.get(f"/countries/{asked}")
    assert (answer.status_code, answer.headers["location"]) == (301, leads)


def test_every_state_has_one_tile_of_its_own() -> None:
    places = tiles()
    assert set(places) == {country.id for country in load_countries()}
    assert len(set(places.values())) == len(places)
    for west, east in (("USA", "DEU"), ("DEU", "SYR"), ("SEN", "TCD"), ("SYR", "AFG"), ("AFG", "CHN"), ("CHN", "JPN")):
        assert places[west][0] < places[east][0]
    for north, south in (
        ("SWE", "DEU"),
        ("DEU", "TUN"),
        ("TUN", "RWA"),
        ("RWA", "ZAF"),
        ("USA", "ARG"),
        ("CHN", "AUS"),
    ):
        assert places[north][1] < places[south][1]


# -- courts ----------------------------------------------------------------------------------------------------------


def test_courts_stand_by_country_highest_first(client: TestClient, site: SampleSite) -> None:
    tree = parsed(client.get("/courts").text)
    german = [text_of(row) for row in tree.xpath("//section[h2[@id='DEU']]//tbody/tr/td[1]")]
    order = ["Constitutional court", "Supreme court", "Appeal", "First instance"]
    assert german == sorted(german, key=order.index)
    shown = len(tree.xpath("//tbody/tr"))
    every = len(parsed(client.get("/courts?all=1").text).xpath("//tbody/tr"))
    assert shown < every == len(site.library.courts())


def test_a_court_shows_its_names_its_decisions_and_where_they_come_from(client: TestClient, site: SampleSite) -> None:
    tree = parsed(client.get("/courts/DEU/OLGKOBL").text)
    heading = one(tree, "//h1")
    assert (text_of(heading), heading.get("lang")) == ("Oberlandesgericht Koblenz", "de")
    assert tree.xpath(f"//a[@href='/decisions/{site.ids['trial']}']")
    words = text_of(tree)
    assert "Files held by the operator" in words
    assert "last success 20 November 2026" in words
    assert tree.xpath("//a[@href='/countries/DEU']")


def test_a_court_without_decisions_says_so(client: TestClient) -> None:
    answer = client.get("/courts/DEU/AGAALEN")
    assert answer.status_code == 200
    assert "No decision of this court is held yet." in answer.text


def test_a_court_only_the_library_knows_has_a_page(client: TestClient) -> None:
    tree = parsed(client.get("/courts/LBN/CASS").text)
    assert text_of(one(tree, "//h1")) == "محكمة التمييز"


# -- prosecutions ----------------------------------------------------------------------------------------------------


def test_the_timeline_adds_up(client: TestClient) -> None:
    tree = parsed(client.get("/prosecutions?kind=core").text)
    years = tree.xpath("//section[h2[@id='by-year']]//tbody/tr")
    answer = client.get("/api/v1/prosecutions?kind=core").json()
    assert [int(text_of(one(row, "./th"))) for row in years] == [row["year"] for row in reversed(answer["years"])]
    dated = sum(row["decisions"] for row in answer["years"])
    assert sum(int(one(row, "./td[1]/a").text.replace(",", "")) for row in years) == dated
    assert answer["decisions"] >= dated
    for row in answer["years"]:
        assert sum(row["forums"].values()) <= row["decisions"]
    assert sum(answer["forums"].values()) <= answer["decisions"]


def test_the_figures_say_in_words_what_they_show_and_repeat_the_tables(client: TestClient) -> None:
    tree = parsed(client.get("/prosecutions").text)
    for figure in tree.xpath("//figure"):
        assert len(text_of(one(figure, ".//figcaption//span[@class='visually-hidden']"))) > 40
    for drawing in tree.xpath("//main//svg"):
        assert drawing.get("aria-hidden") == "true" or drawing.xpath("ancestor::svg[@aria-hidden='true']")
        assert all(link.get("tabindex") == "-1" for link in drawing.iter("a"))
    linked = {link.get("href") for link in tree.xpath("//svg[@class='tiles']//a")}
    in_tables = set(tree.xpath("//table//a[starts-with(@href, '/countries/')]/@href"))
    assert linked <= in_tables
    assert len(linked) > 20


def test_a_choice_narrows_everything_on_the_page(client: TestClient) -> None:
    tree = parsed(client.get("/prosecutions?state=SYR&forum=DEU").text)
    assert text_of(one(tree, "//h1")) == "Prosecutions on acts in Syria decided in Germany"
    in_figure = {link.get("href") for link in tree.xpath("//svg[@class='tiles']//a")}
    assert in_figure == {"/countries/DEU", "/countries/SYR"}
    of_state = parsed(client.get("/prosecutions?state=SYR").text)
    forums = of_state.xpath("//section[h2[@id='by-forum']]//tbody//th/a/@href")
    assert "/countries/DEU" in forums
    assert set(of_state.xpath("//table//a[starts-with(@href, '/countries/')]/@href")) == set(forums)
    assert tree.xpath("//option[@value='SYR'][@selected]")
    assert one(tree, "//link[@rel='canonical']").get("href") == "https://cases.example/prosecutions?forum=DEU&state=SYR"
    nonsense = parsed(client.get("/prosecutions?state=%3Cb%3E&forum=x&kind=y").text)
    assert text_of(one(nonsense, "//h1")) == "Prosecutions by year and country"


def test_bars_fit_the_figure_and_tell_the_years() -> None:
    counts = {"1961": 2, "1999": 40, "2024": 21, "n.d.": 3}
    figure = year_bars(counts, {"forum": ("DEU",)})
    assert figure is not None
    assert [bar.year for bar in figure.bars] == [1961, 1999, 2024]
    assert figure.bars[1].height == "100%"
    assert figure.bars[1].href == "/search?forum=DEU&year=1999"
    for bar in figure.bars:
        assert float(bar.x[:-1]) + float(bar.width[:-1]) <= 100
        assert float(bar.y[:-1]) + float(bar.height[:-1]) == pytest.approx(100)
    assert "most in 1999 (40)" in figure.summary
    assert year_bars({"2024": 3, "2023": 1}, {}) is None


# -- all of them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "offers"),
    [
        ("/concepts/tortur", "/concepts/torture"),
        ("/concepts/command-responsibilty", "/concepts/superior_responsibility"),
        ("/countries/Germny", "/countries/DEU"),
        ("/courts/DEU/OLGKOBLE", "/courts/DEU/OLGKOBL"),
        ("/courts/Bundesgerichthof", "/courts/DEU/BGH"),
    ],
)
def test_a_mistyped_address_offers_what_was_meant(client: TestClient, address: str, offers: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert offers in parsed(answer.text).xpath("//main//a/@href")


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/concepts/Crimes-against-Humanity", "/concepts/crimes_against_humanity"),
        ("/courts/deu/bgh", "/courts/DEU/BGH"),
    ],
)
def test_another_spelling_of_an_address_leads_to_the_right_one(client: TestClient, address: str, leads: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["location"]) == (301, leads)


@pytest.mark.parametrize(
    "address", ["/api/v1/concepts/nothing", "/api/v1/countries/XXX", "/api/v1/courts/none", "/api/v1/courts/"]
)
def test_the_api_says_what_is_missing(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert answer.json()["error"] == "Not found"


def test_the_api_tells_what_the_pages_tell(client: TestClient) -> None:
    concept = client.get("/api/v1/concepts/functional_immunity").json()
    assert concept["recorded"]["by_polarity"]["rejected"]["DEU"] >= 1
    assert concept["labels"]["de"][0]
    assert {group["country"] for group in client.get("/api/v1/concepts/torture").json()["provisions"]} >= {None, "DEU"}
    country = client.get("/api/v1/countries/SYR").json()
    assert country["territorial_state"]["counts"]["forum"]["DEU"] >= 1
    assert country["names"]["de"] == "Syrien"
    court = client.get("/api/v1/courts/DEU/OLGKOBL").json()
    assert court["decisions"] >= 1
    assert court["ecli_codes"] == ["OLGKOBL"]
    courts = client.get("/api/v1/courts").json()["courts"]
    assert sum(each["decisions"] for each in courts) > 0
    listed = {each["code"]: each for each in client.get("/api/v1/countries").json()["countries"]}
    assert listed["SYR"]["territorial_state"] == country["territorial_state"]["decisions"]


def test_numbers_follow_the_index(tmp_path: Path) -> None:
    site = SampleSite(tmp_path)
    client = TestClient(site.app)
    before = client.get("/api/v1/courts/DEU/OLGKOBL").json()["decisions"]
    site.library.withdraw(site.ids["trial"], "on request")
    site.engine.delete([site.ids["trial"]])
    site.engine.set_watermark(site.library.last_sequence())
    assert client.get("/api/v1/courts/DEU/OLGKOBL").json()["decisions"] == before - 1
    site.close()
