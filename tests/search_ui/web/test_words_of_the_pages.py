from __future__ import annotations

from pathlib import Path

import pytest

from enrichment.vocabulary import load_concepts
from search_ui.index.engine import FACETS
from search_ui.library import Library
from search_ui.web.addresses import case_address, contact_address, decision_address, search_address, web_address
from search_ui.web.dates import is_date, readable_date, readable_schedule, readable_time
from search_ui.web.lines import decision_line, outcome_line, readable_sentence
from search_ui.web.passages import excerpt
from search_ui.web.wording import FACET_NAMES, country_name, facet_value, language_name, text_direction
from tests.search_ui.library.documents import document


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2022-01-13", "13 January 2022"),
        ("2022-01", "January 2022"),
        ("1961", "1961"),
        (None, ""),
        ("n.d.", "n.d."),
        ("2022-13-01", "2022-13-01"),
    ],
)
def test_dates_are_written_out(iso: str | None, words: str) -> None:
    assert readable_date(iso) == words


def test_a_decision_without_a_title_is_named_in_words(tmp_path: Path) -> None:
    """Also where the library put a title together, with its date as machines write it."""
    library = Library.open(f"sqlite:///{tmp_path / 'library.sqlite'}")
    ids = [
        library.publish(document("1", docket_numbers=("3 StR 1/20",))).decision_id,
        library.publish(document("2", court=None, date=None)).decision_id,
        library.publish(document("3", title="Prosecutor v. Somebody", docket_numbers=("3 StR 3/20",))).decision_id,
    ]
    cards = library.cards(ids)
    assert [decision_line(cards[name]).title for name in ids] == [
        "Bundesgerichtshof, 28 January 2021, 3 StR 1/20",
        "Untitled decision",
        "Prosecutor v. Somebody",
    ]
    library.close()


def test_times_name_their_zone() -> None:
    assert readable_time("2026-11-22T08:06:11+00:00") == "22 November 2026, 08:06 UTC"
    assert readable_time("2026-11-22") == "22 November 2026"


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("2015", True),
        ("2015-02", True),
        ("2015-02-28", True),
        ("15", False),
        ("2015-99", False),
        ("2015-01-01T10:00", False),
        ("x", False),
    ],
)
def test_a_date_filter_is_a_year_a_month_or_a_day(text: str, valid: bool) -> None:
    assert is_date(text) is valid


@pytest.mark.parametrize(
    ("cron", "words"),
    [
        ("30 3 * * *", "daily at 03:30"),
        ("0 4 * * 1", "on Mondays at 04:00"),
        ("5 12 1 * *", "monthly, on day 1, at 12:05"),
        ("0 4 1 * 1", "0 4 1 * 1"),
        ("*/5 * * * *", "*/5 * * * *"),
        (None, ""),
    ],
)
def test_schedules_are_readable(cron: str | None, words: str) -> None:
    assert readable_schedule(cron) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("P4Y6M", "4 years 6 months"),
        ("P1Y", "1 year"),
        ("P860D", "860 days"),
        ("life imprisonment", "life imprisonment"),
        ("P", "P"),
        (None, ""),
    ],
)
def test_sentences_are_readable(sentence: str | None, words: str) -> None:
    assert readable_sentence(sentence) == words


def test_an_outcome_without_meaning_is_not_shown() -> None:
    assert outcome_line("convicted", "P12Y") == "Convicted: 12 years"
    assert outcome_line("other", None) == ""
    assert outcome_line(None, "life imprisonment") == "Sentence: life imprisonment"


def test_every_facet_of_the_engine_has_a_name() -> None:
    assert set(FACET_NAMES) == set(FACETS)


def test_taxonomy_ids_are_shown_by_their_labels() -> None:
    assert facet_value("forum", "DEU") == "Germany"
    assert facet_value("territorial_state", "GEO") == "Georgia"
    assert facet_value("crime", "crimes_against_humanity") == "Crimes against humanity"
    assert facet_value("mode", "superior_responsibility") == "Superior responsibility"
    assert facet_value("issue", "functional_immunity:rejected") == "Functional immunity: rejected"
    assert facet_value("outcome", "partially_upheld") == "Upheld in part"
    assert facet_value("crime", "not_in_the_list") == "Not in the list"
    assert country_name("XXX") == "XXX"
    assert language_name(None) == "unknown"
    for concept in load_concepts():
        assert "_" not in facet_value("crime", concept.id)


def test_direction_follows_the_language() -> None:
    assert text_direction("ar") == "rtl"
    assert text_direction("de") == "ltr"
    assert text_direction(None) == "ltr"


def test_addresses_are_quoted() -> None:
    assert decision_address("a/b ?#") == "/decisions/a%2Fb%20%3F%23"
    assert case_address("DEU/x") == "/cases/DEU%2Fx"
    assert search_address([("q", "a&b"), ("forum", "")]) == "/search?q=a%26b"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/x",
        "https://",
        "https://user:secret@host/",
        "http://[bad",
        "",
        None,
        "ftp://host/",
        "http://127.0.0.1:8080/x",
        "http://localhost/x",
        "http://[::1]/x",
    ],
)
def test_only_plain_web_addresses_are_linked(address: str | None) -> None:
    assert web_address(address) is None


def test_contact_may_be_mail_or_web() -> None:
    assert contact_address("a@b.example") == "mailto:a@b.example"
    assert contact_address("https://b.example/contact") == "https://b.example/contact"
    assert contact_address("javascript:x@y") is None or contact_address("javascript:x@y") == "mailto:javascript:x@y"
    assert contact_address(None) is None


def test_an_excerpt_surrounds_what_matched_and_keeps_the_marks() -> None:
    text = "Vorab. " * 200 + "Die funktionelle Immunität steht nicht entgegen. " + "Danach. " * 200
    start = text.index("funktionelle")
    html = str(excerpt(text, [(start, start + 23)]))
    assert "<mark>funktionelle Immunit" in html
    assert html.startswith("… ")
    assert html.endswith(" …")
    assert len(html) < 500
    assert "… Vorab." in html or "… orab" not in html


def test_a_short_passage_is_shown_whole() -> None:
    assert str(excerpt("All <of> it", [(0, 3)])) == "<mark>All</mark> &lt;of&gt; it"


def test_an_excerpt_needs_no_marks_and_no_blanks() -> None:
    assert len(str(excerpt("漢" * 2000, []))) < 450
    assert "<mark>" in str(excerpt("漢" * 2000, [(1500, 1504)]))
