"""Every format of court document, on documents written for these tests: what is declared, which parts, which numbers."""

from __future__ import annotations

import json
from collections.abc import Callable

import own_documents as own
import pytest

from enrichment.errors import Unreadable
from enrichment.read import detect_format, read
from enrichment.text import DeclaredField, Role, Text

Expected = dict[str, object]


def numbers(text: Text) -> list[str]:
    """The court's numbers, footnotes apart."""
    return [
        paragraph.number for paragraph in text.paragraphs if paragraph.number and paragraph.role is not Role.FOOTNOTE
    ]


def roles(text: Text) -> list[str]:
    """The roles in order, each once."""
    found: list[str] = []
    for paragraph in text.paragraphs:
        if not found or found[-1] != paragraph.role.value:
            found.append(paragraph.role.value)
    return found


CASES: list[tuple[str, Callable[[], bytes], Expected]] = [
    (
        "rii",
        own.rii,
        {
            "language": "de",
            "numbers": ["1", "2"],
            "roles": ["headnote", "operative_part", "heading", "reasons"],
            "ecli": ("ECLI:DE:OLGMUST:2031:0302.1STE4.30.00",),
            "docket": ("1 StE 4/30", "1 StE 5/30"),
            "court": ("OLG Musterstadt",),
            "chamber": ("1. Strafsenat",),
            "date": ("2031-03-02",),
            "type": ("Urteil",),
            "country": ("DEU",),
            "norm": ("§ 7 Abs 1 Nr 5 VStGB", "§ 25 Abs 2 StGB"),
            "earlier_instance": ("LG Musterstadt, 1. Juni 2029, Az: 2 KLs 1/29, Urteil",),
        },
    ),
    (
        "rechtspraak",
        own.rechtspraak,
        {
            "language": "nl",
            "numbers": ["1", "1.1", "2", "2.1"],
            "roles": ["headnote", "rubrum", "heading", "facts", "heading", "reasons", "heading", "operative_part"],
            "ecli": ("ECLI:NL:RBVOO:2031:1",),
            "docket": ("09/000001-30", "09/000002-30"),
            "court": ("Rechtbank Voorbeeld",),
            "url": ("http://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:RBVOO:2031:1",),
            "later_instance": ("Hoger beroep: ECLI:NL:GHVOO:2032:9",),
            "date": ("2031-02-01",),
        },
    ),
    (
        "akoma_ntoso",
        own.akoma_ntoso,
        {
            "language": "en",
            "title": "Poe v Roe",
            "numbers": ["1", "2", "3"],
            "roles": ["rubrum", "heading", "body", "footnote", "body", "heading", "body"],
            "neutral_citation": ("[2031] EWHC 9 (Admin)",),
            "docket": ("CO/1/2030",),
            "court": ("The High Court (Administrative Court)", "EWHC-KBD-Admin"),
            "party": ("MARY POE",),
            "judge": ("MRS JUSTICE DOE",),
            "country": ("GBR",),
        },
    ),
    (
        "akoma_ntoso",
        own.neuris,
        {
            "language": "de",
            "numbers": ["1"],
            "roles": ["headnote", "rubrum", "operative_part", "reasons"],
            "ecli": ("ECLI:DE:BGH:2031:010131U3STR1.30.0",),
            "docket": ("3 StR 1/30",),
            "court": ("BGH",),
            "chamber": ("3. Strafsenat",),
        },
    ),
    (
        "byrecht",
        own.byrecht,
        {
            "language": "de",
            "title": "Kriegsverbrechen gegen Personen",
            "numbers": ["1", "2"],
            "roles": ["operative_part", "heading", "reasons"],
            "docket": ("7 St 1/31",),
            "court": ("OLG München",),
            "norm": ("VStGB § 8",),
        },
    ),
    (
        "juris",
        own.juris_answer,
        {
            "language": "de",
            "title": "Folter in Haft",
            "numbers": ["1", "2"],
            "roles": ["heading", "operative_part", "heading", "reasons"],
            "ecli": ("ECLI:DE:OLGMUST:2031:0302.1STE4.30.00",),
            "docket": ("1 StE 4/30",),
            "court": ("OLG Musterstadt 1. Strafsenat",),
            "date": ("2031-03-02",),
        },
    ),
    (
        "html",
        own.court_page,
        {
            "language": "de",
            "title": "Oberlandesgericht Musterstadt, 3 StE 1/30",
            "numbers": ["1", "2", "3", "4"],
            "roles": ["heading", "operative_part", "heading", "reasons"],
            "court": ("Oberlandesgericht Musterstadt",),
            "docket": ("3 StE 1/30",),
            "date": ("2030-10-18",),
        },
    ),
    ("docx", own.word, {"numbers": ["1", "2"], "roles": ["heading", "reasons", "footnote", "reasons"]}),
    (
        "json_record",
        own.json_record,
        {
            "language": "de",
            "title": "Muster",
            "numbers": ["1", "2"],
            "roles": ["heading", "operative_part", "heading", "reasons"],
        },
    ),
]


@pytest.mark.parametrize(("name", "build", "expected"), CASES, ids=[f"{build.__name__}" for _, build, _ in CASES])
def test_each_format_gives_its_numbers_parts_and_particulars(
    name: str, build: Callable[[], bytes], expected: Expected
) -> None:
    text = read(build())
    assert text.format == name
    for key, value in expected.items():
        if key == "numbers":
            assert numbers(text) == value
        elif key == "roles":
            assert roles(text) == value
        elif key in ("language", "title"):
            assert getattr(text, key) == value
        else:
            assert text.declared_values(DeclaredField(key)) == value


@pytest.mark.parametrize(("name", "build"), [(name, build) for name, build, _ in CASES if name != "juris"])
def test_the_name_of_the_file_does_not_matter(name: str, build: Callable[[], bytes]) -> None:
    assert detect_format(build(), "download", "application/octet-stream") == name
    assert detect_format(build(), "entscheidung.txt") == name


def test_a_text_survives_the_trip_through_json() -> None:
    text = read(own.akoma_ntoso())
    assert Text.from_dict(json.loads(json.dumps(text.to_dict()))) == text


def test_the_same_words_in_another_wrapping_are_the_same_text() -> None:
    bare, packed = read(own.rii()), read(own.zipped({"KORE1.xml": own.rii(), "image1.jpg": b"\xff\xd8"}))
    assert bare.sha256 == packed.sha256
    assert bare.declared == packed.declared


def test_a_decision_the_portal_does_not_call_public_is_refused() -> None:
    with pytest.raises(Unreadable, match="not as public") as caught:
        read(own.rii(access="restricted"))
    assert caught.value.kind == "unsupported"


def test_metadata_without_a_text_are_no_document() -> None:
    bare = own.rechtspraak().split(b"<uitspraak")[0] + b"</open-rechtspraak>"
    with pytest.raises(Unreadable, match="only the metadata") as caught:
        read(bare)
    assert caught.value.kind == "no_text"


def test_a_judgment_published_as_pdf_only_says_so() -> None:
    with pytest.raises(Unreadable, match="published as PDF only") as caught:
        read(own.akoma_ntoso(body=""))
    assert caught.value.kind == "no_text"


def test_numbers_inside_quotations_and_lists_stay_in_the_text() -> None:
    texts = [paragraph.text for paragraph in read(own.akoma_ntoso()).paragraphs if paragraph.number is None]
    assert any(text.startswith("“134.") for text in texts)
    assert any(text.startswith("(a)") for text in texts)


def test_lines_of_the_old_dutch_texts_get_their_numbers_from_the_words() -> None:
    body = (
        "<parablock>"
        + "".join(f"<para>{number}. Overweging van het hof.</para>" for number in range(1, 9))
        + "</parablock>"
    )
    assert numbers(read(own.rechtspraak(body=body))) == [str(number) for number in range(1, 9)]


def test_elements_others_have_added_are_looked_through() -> None:
    body = '<section role="beslissing"><annotatie label="x"><para>De rechtbank <emphasis>veroordeelt</emphasis> hem.</para></annotatie></section>'
    assert "De rechtbank veroordeelt hem." in [
        paragraph.text for paragraph in read(own.rechtspraak(body=body)).paragraphs
    ]


def test_what_the_listing_says_counts_only_where_the_document_is_silent() -> None:
    listing = {
        "gericht": "BGH 9. Zivilsenat",
        "entsch-datum": "19990101",
        "aktenzeichen": "9 ZR 1/99",
        "link": "https://portal.example/x",
    }
    text = read(own.rii(), listing=listing)
    assert text.first_declared(DeclaredField.DATE) == "2031-03-02"
    assert text.declared_values(DeclaredField.COURT) == ("OLG Musterstadt",)
    silent = read(b"Der Senat hat entschieden.", listing=listing)
    assert silent.first_declared(DeclaredField.DATE) == "1999-01-01"
    assert silent.first_declared(DeclaredField.DOCKET) == "9 ZR 1/99"
    assert [item.path for item in silent.declared if item.field is DeclaredField.COURT] == ["listing.gericht"]


def test_a_wrong_claim_about_the_encoding_is_noticed() -> None:
    told_wrong = own.byrecht().decode("iso-8859-1").encode("utf-8")
    text = read(told_wrong)
    assert text.first_declared(DeclaredField.COURT) == "OLG München"
    assert any("really UTF-8" in problem for problem in text.problems)


def test_names_of_html_entities_are_understood_in_xml_with_a_foreign_dtd() -> None:
    text = read(own.rii(body="<p>Beh&ouml;rde&nbsp;X</p>"))
    assert text.paragraphs[-1].text == "Behörde X"
