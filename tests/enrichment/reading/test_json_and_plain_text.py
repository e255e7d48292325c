"""Records of collections and plain text: paragraphs from lines, whatever was done to them before."""

from __future__ import annotations

import json

import own_documents as own
import pytest

from enrichment.errors import Unreadable
from enrichment.read import read
from enrichment.text import DeclaredField, Role, Text

WORDS = own.SENTENCE.strip()


def plain(text: str) -> Text:
    return read(text.encode())


def wrapped(text: str, width: int = 72) -> str:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) >= width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize(
    ("key", "value", "field", "declared"),
    [
        ("aktenzeichen", "3 StR 1/30", DeclaredField.DOCKET, ("3 StR 1/30",)),
        ("geschaeftszahl", "11Os1/30x", DeclaredField.DOCKET, ("11Os1/30x",)),
        ("case_numbers", ["B 1-30", "B 2-30"], DeclaredField.DOCKET, ("B 1-30", "B 2-30")),
        ("case_number", "not known", DeclaredField.DOCKET, ()),
        ("ecli", "ecli:de:bgh:2031:1", DeclaredField.ECLI, ("ecli:de:bgh:2031:1",)),
        ("ecli", "none", DeclaredField.ECLI, ()),
        ("date", "02.03.2031", DeclaredField.DATE, ("2031-03-02",)),
        ("date", "2031-00-00", DeclaredField.DATE, ()),
        ("language", "English (eng)", DeclaredField.LANGUAGE, ("en",)),
        ("country", "NL", DeclaredField.COUNTRY, ("NLD",)),
        ("court", {"name": "Landgericht Muster"}, DeclaredField.COURT, ("Landgericht Muster",)),
        ("judges", [{"name": "Doe"}, "Roe"], DeclaredField.JUDGE, ("Doe", "Roe")),
        ("url", "https://court.example/1", DeclaredField.URL, ("https://court.example/1",)),
        ("editorial_note", True, DeclaredField.EDITORIAL_NOTE, ("true",)),
        ("_id", "X-1", DeclaredField.DOCKET, ()),
    ],
)
def test_a_record_declares_under_whatever_key(
    key: str, value: object, field: DeclaredField, declared: tuple[str, ...]
) -> None:
    record = {"text": WORDS, key: value}
    assert read(json.dumps(record).encode()).declared_values(field) == declared


def test_a_headnote_kept_apart_comes_first_and_only_once() -> None:
    headnote = "Torture is never an official act, not even in war."
    apart = read(own.json_record(headnote=headnote))
    assert (apart.paragraphs[0].role, apart.paragraphs[0].text) == (Role.HEADNOTE, headnote)
    inside = read(own.json_record(f"{headnote}\n{WORDS}", headnote=headnote))
    assert sum(paragraph.text == headnote for paragraph in inside.paragraphs) == 1


def test_html_in_a_record_is_read_as_html() -> None:
    text = read(json.dumps({"content": "<h2>Gründe</h2><p><rd nr='1'/>Eins.</p><p><rd nr='2'/>Zwei.</p>"}).encode())
    assert [(paragraph.number, paragraph.role) for paragraph in text.paragraphs] == [
        (None, Role.HEADING), ("1", Role.REASONS), ("2", Role.REASONS),
    ]  # fmt: skip


def test_the_zones_of_judilibre_become_parts() -> None:
    text = "COUR DE CASSATION\n\nLa cour a examiné le moyen.\n\nREJETTE le pourvoi."
    zones = {
        "introduction": [{"start": 0, "end": 18}],
        "motivations": [{"start": 18, "end": 47}],
        "dispositif": [{"start": 47, "end": 99}],
    }
    paragraphs = read(json.dumps({"text": text, "zones": zones}).encode()).paragraphs
    assert [paragraph.role for paragraph in paragraphs if paragraph.role is not Role.HEADING] == [
        Role.REASONS,
        Role.OPERATIVE_PART,
    ]


def test_numbers_count_on_through_the_zones_of_judilibre() -> None:
    words = "La cour examine ici un moyen qui ne peut être accueilli."
    text = f"EN-TÊTE\n\n1. {words}\n\n2. {words}\n\n3. {words}\n\n4. {words}\n\n5. {words}"
    cut = text.index("3.")
    zones = {
        "introduction": [{"start": 0, "end": 7}],
        "moyens": [{"start": 7, "end": cut}],
        "motivations": [{"start": cut, "end": len(text)}],
    }
    paragraphs = read(json.dumps({"text": text, "zones": zones}).encode()).paragraphs
    assert [(p.number, p.role) for p in paragraphs if p.number] == [
        ("1", Role.FACTS), ("2", Role.FACTS), ("3", Role.REASONS), ("4", Role.REASONS), ("5", Role.REASONS),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "court"),
    [
        ({"jurisdiction": "cc"}, "Cour de cassation"),
        ({"jurisdiction": "Cour d'appel", "location": "Cour d'appel de Paris"}, "Cour d'appel de Paris"),
        ({"jurisdiction": "ca", "location": "ca_aix_en_provence"}, "Cour d'appel d'Aix-en-Provence"),
    ],
)
def test_judilibre_says_court_and_numbers_in_its_own_fields(more: dict[str, str], court: str) -> None:
    record = {"text": "La cour rejette.", "numbers": ["22-80.057"], "solution": "rejet", "type": "other", **more}
    text = read(json.dumps(record).encode())
    assert text.declared_values(DeclaredField.COURT) == (court,)
    assert text.declared_values(DeclaredField.DOCKET) == ("22-80.057",)
    assert text.declared_values(DeclaredField.COUNTRY) == ("FRA",)
    assert text.declared_values(DeclaredField.TYPE) == ()
    assert text.language == "fr"


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (b'{"a": 1}\n{"b": 2}', "unsupported", "split them"),
        (b'[{"text": "a"}, {"text": "b"}]', "unsupported", "list of 2 records"),
        (b'{"resultList": []}', "unsupported", "without a text"),
        (b'{"text": ""}', "no_text", "empty"),
        (b'{"text": "half a sen', "truncated", "breaks off"),
        (b'{"text": nonsense}', "wrong_type", "not valid JSON"),
        (b"[" * 200_000, "hostile", "nested"),
        (b'{"text": ' + b"1" * 6000 + b"}", "hostile", "absurd"),
    ],
)
def test_what_is_no_single_record_is_refused_in_one_line(data: bytes, kind: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as caught:
        read(data, file_name="x.json")
    assert caught.value.kind == kind


def test_one_line_of_json_lines_is_a_record() -> None:
    assert read(own.json_record() + b"\n", file_name="records.jsonl").format == "json_record"


def test_a_half_character_does_not_break_the_hash() -> None:
    text = read(b'{"text": "before \\ud800 after"}')
    assert "\N{REPLACEMENT CHARACTER}" in text.paragraphs[0].text
    assert len(text.sha256) == 64


def test_a_line_is_a_paragraph_where_lines_are_long() -> None:
    assert len(plain(f"{WORDS} {WORDS}\n{WORDS} {WORDS}").paragraphs) == 2


def test_wrapped_lines_are_joined_and_hyphens_at_their_ends_taken_away() -> None:
    first, second = f"{WORDS} " * 4, f"{WORDS} " * 3
    text = plain(wrapped(first) + "\n\n" + wrapped(second))
    assert [paragraph.text for paragraph in text.paragraphs] == [first.strip(), second.strip()]


def test_an_excerpt_of_a_few_wrapped_lines_is_joined_too() -> None:
    text = plain(
        "The defendant argued that the indictment did not name the place of the alleged\n"
        "acts, and that the court of first instance had therefore to acquit him; see 18 U.S.C.\n"
        "§ 2340A and the decision of the Court of Appeals for that circuit in the same\n"
        "matter, which the prosecution had not mentioned in its answer to the motion filed\n"
        "with the registry."
    )
    assert len(text.paragraphs) == 1
    assert "18 U.S.C. § 2340A" in text.paragraphs[0].text


def test_the_year_of_a_citation_is_no_paragraph_number() -> None:
    text = plain(
        "Doe v Roe\n[2013] EWHC 618 (Admin);\nPoe v Moe\n[2014] EWHC 1225, at [30]-[37].\nNothing else was cited."
    )
    assert "[2013] EWHC 618 (Admin)" in text.paragraphs[1].text
    assert all(paragraph.number is None for paragraph in text.paragraphs)


def test_a_line_does_not_end_with_the_sign_of_a_provision() -> None:
    text = plain("Das folgt aus\n§ 7 Abs. 1 VStGB.\nDer Senat verweist auf Art.\n103 GG und BGH, Urt. v.\n3. Mai 2019.")
    assert [paragraph.text for paragraph in text.paragraphs][-1] == (
        "Der Senat verweist auf Art. 103 GG und BGH, Urt. v. 3. Mai 2019."
    )


def test_page_numbers_and_running_headers_of_wrapped_text_are_dropped() -> None:
    pages = [f"{wrapped(WORDS * 8)}\n\nCase 1/30 Judgment of the Court\n\n- {number} -" for number in range(1, 7)]
    words = " ".join(paragraph.text for paragraph in plain("\n\n".join(pages)).paragraphs)
    assert "- 3 -" not in words
    assert "Judgment of the Court" not in words


def test_numbered_paragraphs_of_wrapped_text() -> None:
    body = "\n".join(wrapped(f"{number}. {WORDS} {WORDS}") for number in range(1, 9))
    assert [paragraph.number for paragraph in plain(body).paragraphs] == [str(number) for number in range(1, 9)]


def test_a_text_without_line_breaks_is_divided_at_its_numbers() -> None:
    body = "PROCEDURE " + " ".join(f"{number}. {WORDS} {WORDS} {WORDS}" for number in range(1, 16))
    paragraphs = plain(body).paragraphs
    assert [paragraph.number for paragraph in paragraphs if paragraph.number] == [
        str(number) for number in range(1, 16)
    ]


def test_an_outline_is_not_taken_for_paragraph_numbers() -> None:
    body = "\n".join([f"1. {WORDS}", f"2. {WORDS}", f"a) {WORDS}", f"1. {WORDS}", f"2. {WORDS}", f"1. {WORDS}"] * 2)
    assert [paragraph.number for paragraph in plain(body).paragraphs if paragraph.number] == []


def test_numbers_on_lines_of_their_own() -> None:
    body = "\n".join(f"Randnummer\n{number}\n{WORDS}" for number in range(1, 4))
    assert [(paragraph.number, paragraph.text) for paragraph in plain(body).paragraphs] == [
        ("1", WORDS),
        ("2", WORDS),
        ("3", WORDS),
    ]


def test_letter_spaced_words_are_closed_up() -> None:
    assert plain("U r t e i l  v o m  4 .  M ä r z  2 0 3 1\n" + WORDS).paragraphs[0].text == "Urteil vom 4. März 2031"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("Gründe für § 7".encode(), None),
        ("\ufeffGründe für § 7".encode("utf-8-sig"), None),
        ("Gründe für § 7".encode("utf-16"), None),
        ("Gründe für § 7 und noch einige Worte mehr".encode("utf-16-le"), "byte order mark"),
        ("Gründe für § 7".encode("cp1252"), "Windows-1252"),
    ],
)
def test_the_encoding_is_found_out(data: bytes, problem: str | None) -> None:
    text = read(data, file_name="x.txt")
    assert text.paragraphs[0].text.startswith("Gründe für § 7")
    assert (problem is None and not text.problems) or any(problem in line for line in text.problems)


def test_a_text_in_another_script_is_not_guessed_at() -> None:
    with pytest.raises(Unreadable, match="UTF-8") as caught:
        read("Приговор суда именем Российской Федерации".encode("cp1251"), file_name="x.txt")
    assert caught.value.kind == "encoding"
