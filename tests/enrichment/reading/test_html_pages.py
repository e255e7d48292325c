"""Court pages: what belongs to the portal is left out, what belongs to the decision stays, in order."""

from __future__ import annotations

import own_documents as own
import pytest

from enrichment.read import read
from enrichment.text import DeclaredField, Role, Text


def page(body: str, head: str = "") -> Text:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def texts(text: Text) -> list[str]:
    return [paragraph.text for paragraph in text.paragraphs]


def test_navigation_scripts_and_hidden_parts_are_left_out() -> None:
    words = " ".join(texts(read(own.court_page())))
    assert "Startseite" not in words
    assert "Impressum" not in words
    assert "hidden" not in words
    assert "var text" not in words
    assert "18.10.2030" not in words  # the particulars are declared, not text


def test_list_items_keep_the_marks_a_browser_prints() -> None:
    body = "<ol><li>first</li><li>second</li></ol><ol type='a' start='3'><li>third</li></ol><ol><li>IV. own mark</li></ol><ul><li>plain</li></ul>"
    assert texts(page(body)) == ["1. first", "2. second", "c) third", "IV. own mark", "plain"]


def test_a_row_of_figures_is_one_paragraph_and_a_row_of_layout_is_not() -> None:
    figures = "<table><tr><th>Count</th><th>Sentence</th></tr><tr><td>1</td><td>four years</td></tr></table>"
    assert texts(page(figures)) == ["Count | Sentence", "1 | four years"]
    layout = "<table><tr><td><div><p>First paragraph.</p></div></td><td><div><p>Second paragraph.</p></div></td></tr></table>"
    assert texts(page(layout)) == ["First paragraph.", "Second paragraph."]


def test_two_line_breaks_divide_paragraphs_and_one_does_not() -> None:
    assert texts(page("one<br>two<br><br>three")) == ["one two", "three"]


@pytest.mark.parametrize(
    "mark",
    [
        "<a name='rd_{n}'>{n}</a>",
        "<span class='absatzRechts'>{n}</span>",
        "<rd nr='{n}'/>",
        "<p>[{n}]</p>",
        "<p>Randnummer {n}</p>",
        "<p>{n}</p>",
    ],
)
def test_numbers_set_apart_by_the_markup_belong_to_the_next_paragraph(mark: str) -> None:
    body = "".join(mark.format(n=number) + f"<p>Paragraph {'abc'[number - 1]}.</p>" for number in (1, 2, 3))
    assert [(paragraph.number, paragraph.text) for paragraph in page(body).paragraphs] == [
        ("1", "Paragraph a."), ("2", "Paragraph b."), ("3", "Paragraph c."),
    ]  # fmt: skip


def test_numbers_in_the_words_are_taken_where_they_count_through() -> None:
    body = "".join(f"<p>{number}. {own.SENTENCE}</p>" for number in range(1, 7))
    assert [paragraph.number for paragraph in page(body).paragraphs] == ["1", "2", "3", "4", "5", "6"]


def test_headings_open_parts_and_end_them() -> None:
    body = "<h2>THE FACTS</h2><p>He fled.</p><h2>THE LAW</h2><p>It applies.</p><h2>Costs</h2><p>None.</p>"
    assert [(paragraph.text, paragraph.role) for paragraph in page(body).paragraphs if paragraph.role is not Role.HEADING] == [
        ("He fled.", Role.FACTS), ("It applies.", Role.REASONS), ("None.", Role.REASONS),
    ]  # fmt: skip


def test_metadata_in_the_head_are_declared() -> None:
    head = (
        "<title>NJA 2031 s. 1</title><link rel='canonical' href='https://court.example/1'>"
        "<meta property='rpubl:malnummer' content='B 1-30'><meta property='rpubl:avgorandedatum' content='2031-01-02'>"
        "<meta property='foaf:name' content='Högsta domstolen'><meta name='DC.identifier.ECLI' content='ECLI:SE:HD:2031:1'>"
    )
    text = page(f"<p>{own.SENTENCE}</p>", head)
    assert text.declared_values(DeclaredField.DOCKET) == ("B 1-30",)
    assert text.declared_values(DeclaredField.DATE) == ("2031-01-02",)
    assert text.declared_values(DeclaredField.COUNTRY) == ("SWE",)
    assert text.declared_values(DeclaredField.ECLI) == ("ECLI:SE:HD:2031:1",)
    assert text.first_declared(DeclaredField.URL) == "https://court.example/1"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_the_declared_encoding_is_followed(encoding: str) -> None:
    data = f"<html><head><meta charset='{encoding}'></head><body><p>Gründe für § 7 – „Völkermord“</p></body></html>"
    if encoding == "iso-8859-1":
        data = data.replace("–", "-").replace("„", "'").replace("“", "'")
    assert "Gründe für § 7" in read(data.encode(encoding)).paragraphs[0].text
