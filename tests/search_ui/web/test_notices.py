"""What a reader is told before the text, and how the people in it can have something taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from enrichment.decision import Court, Decision, Evidence, Fact
from enrichment.text import Paragraph
from search_ui.index.choose import open_engine
from search_ui.library import Library, Publication
from search_ui.web import WebSettings, create_app
from tests.search_ui.web.reading_html import assert_harmless, one, parsed, text_of
from tests.search_ui.web.sample_site import SampleSite, document


def judgment(passages: list[int]) -> Decision:
    """A judgment of 40 paragraphs; those at `passages` name the concept."""
    words = "The witness described the rape."
    paragraphs = tuple(
        Paragraph(words if n in passages else f"Consideration {n}.", number=str(n) if n else None) for n in range(40)
    )
    evidence = tuple(Evidence("rape", n, words.index("rape"), words.index("rape") + 4) for n in passages)
    return Decision(
        language="en",
        title="A judgment",
        court=Court("DEU/OLGKOBL", "Oberlandesgericht Koblenz", "DEU", None, "first"),
        paragraphs=paragraphs,
        docket_numbers=("1 StE 3/20",),
        decision_date="2023-02-01",
        territorial_states=("IRQ",),
        crimes=("genocide",),
        facts=(Fact("concept", "rape", "rule:test/1", evidence=evidence),) if passages else (),
        text_sha256="1" * 64,
    )


def page_of(folder: Path, decision: Decision) -> str:
    library = Library.open(f"sqlite:///{folder / 'library.sqlite'}")
    engine = open_engine(folder, {})
    engine.rebuild(library.indexed_decisions())
    id_ = library.publish(Publication(decision, document(decision, "one.html"))).decision_id
    text = TestClient(create_app(library, engine, WebSettings())).get(f"/decisions/{id_}").text
    engine.close()
    library.close()
    return text


def test_a_notice_stands_before_a_text_on_sexual_violence_and_says_where(tmp_path: Path) -> None:
    text = page_of(tmp_path, judgment([3, 17]))
    tree = parsed(text)
    notice = one(tree, "//div[contains(@class, 'notice')][contains(., 'Content notice')]")
    assert "sexual violence, among other places in Para. 3, Para. 17." in text_of(notice)
    assert notice.xpath(".//a/@href") == ["#p3", "#p17"]
    assert text.index("Content notice") < text.index('id="text"')
    assert "The witness described" in text_of(one(tree, "//section[@id='text']"))  # nothing is held back


def test_the_notice_names_no_more_places_than_one_can_take_in(tmp_path: Path) -> None:
    notice = one(
        parsed(page_of(tmp_path, judgment(list(range(5, 30))))), "//div[contains(., 'Content notice')][@role='note']"
    )
    assert len(notice.xpath(".//a")) == 8


def test_other_texts_have_no_such_notice(tmp_path: Path) -> None:
    assert "Content notice" not in page_of(tmp_path, judgment([]))


def test_a_decision_leads_to_the_pages_about_what_it_names(client: TestClient, site: SampleSite) -> None:
    tree = parsed(client.get(f"/decisions/{site.ids['trial']}").text)
    links = one(tree, "//nav[@aria-label='Look up']").xpath(".//a/@href")
    assert links[:2] == ["/courts/DEU/OLGKOBL", "/countries/DEU"]
    assert {"/concepts/torture", "/concepts/universal_jurisdiction", "/concepts/functional_immunity"} <= set(links)
    assert len(links) == len(set(links))
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("language", ["ar", "fr", "de", "es", "nl", "sv"])
def test_how_to_ask_for_removal_stands_in_the_languages_of_those_concerned(client: TestClient, language: str) -> None:
    tree = parsed(client.get("/privacy").text)
    told = one(tree, f"//section[h2[@id='languages']]/p[@lang='{language}']")
    assert told.xpath(".//a/@href") == ["mailto:editors@cases.example"]
    assert told.get("dir") == ("rtl" if language == "ar" else None)


def test_the_page_says_so_while_no_address_is_published(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'library.sqlite'}")
    engine = open_engine(tmp_path, {})
    engine.rebuild(library.indexed_decisions())
    text = TestClient(create_app(library, engine, WebSettings())).get("/privacy").text
    assert_harmless(text)
    assert "no address has been published here yet" in text_of(parsed(text))
    assert "mailto:" not in text
    engine.close()
    library.close()
