"""The small rules reading is made of: numbers, hyphens, headings, dates, characters."""

from __future__ import annotations

import pytest

from enrichment.errors import KINDS, Unreadable
from enrichment.formats.characters import clean
from enrichment.formats.hyphenation import join_lines
from enrichment.formats.metadata_values import alpha3_country, comma_list, iso_date, iso_language, norm_list
from enrichment.formats.numbering import follows, number_standing_alone, paragraph_numbers, structural_number
from enrichment.formats.section_roles import heading_level, is_enumeration_alone, role_of_heading
from enrichment.text import Role


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("Entschei-|dung", "Entscheidung"),
        ("Entschei\u00ad|dung", "Entscheidung"),
        ("Vor-|und Nachteile", "Vor- und Nachteile"),
        ("IStGH-|Statut", "IStGH-Statut"),
        ("article 689-|11", "article 689-11"),
        ("ICC-01/04-01/06-|2842", "ICC-01/04-01/06-2842"),
        ("cam-|paign", "campaign"),
        ("Al-|Bashir", "Al-Bashir"),
        ("non-|state actors", "non-state actors"),
        ("state-|of-the-art", "state-of-the-art"),
        ("and/|or", "and/or"),
        ("pages 3–|5", "pages 3– 5"),
        ("one|two||three", "one two three"),
    ],
)
def test_lines_are_joined_as_a_reader_would(lines: str, joined: str) -> None:
    assert join_lines(lines.split("|")) == joined


def test_a_hyphen_stays_where_the_document_writes_the_word_with_it() -> None:
    assert join_lines(["the wit-", "ness"], frozenset({"wit-ness"})) == "the wit-ness"
    assert join_lines(["the wit-", "ness"], frozenset({"wit-ness", "witness"})) == "the witness"
    assert join_lines(["VÖLKER-", "MORD"], frozenset({"völkermord"})) == "VÖLKERMORD"


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [
        ((1,), (2,), 0), ((1,), (4,), 2), ((1,), (6,), None), ((2,), (1,), None), ((3,), (3, 1), 0), ((3, 7), (3, 8), 0),
        ((3, 7), (4,), 0), ((3, 7), (4, 1), 0), ((3, 7), (4, 2), None), ((12,), (12, 1), 0), ((12, 1), (13,), 0), ((2, 2), (2, 2), None),
    ],
)  # fmt: skip
def test_which_number_follows_which(before: tuple[int, ...], after: tuple[int, ...], missing: int | None) -> None:
    assert follows(before, after) == missing


def numbered(*texts: str, **more: bool) -> list[str | None]:
    found = paragraph_numbers(texts, **more)
    return [found[index].number if index in found else None for index in range(len(texts))]


def test_a_count_through_the_text_is_found_among_dates_and_lists() -> None:
    texts = ["8. April 2031", "1. Strafsenat", *(f"{number}. Text" for number in (1, 2, 3, 4, 5, 7, 8, 9, 10))]
    assert numbered(*texts) == [None, None, "1", "2", "3", "4", "5", "7", "8", "9", "10"]


def test_a_separate_opinion_counts_from_one_again() -> None:
    texts = [f"{number}. Text" for number in [*range(1, 12), *range(1, 7)]]
    assert numbered(*texts) == [str(number) for number in [*range(1, 12), *range(1, 7)]]


def test_levels_count_together() -> None:
    texts = ["1 Facts", "1.1 One", "1.2 Two", "2 Law", "2.1 Three", "2.2. Four", "3 Decision", "3.1 Five"]
    assert numbered(*texts) == ["1", "1.1", "1.2", "2", "2.1", "2.2", "3", "3.1"]


def test_a_short_list_in_a_long_text_is_no_count_unless_asked_for() -> None:
    texts = [*(["Text"] * 30), "1. First", "2. Second", "3. Third"]
    assert set(numbered(*texts)) == {None}
    assert numbered(*texts, lists=True)[-3:] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Randnummer 12", "12"),
        ("[12]", "12"),
        ("12.", "12"),
        ("Rn. 4", "4"),
        ("4.3", "4.3"),
        ("12 Monate", None),
        ("2.000,00 EUR", None),
        ("", None),
    ],
)
def test_numbers_standing_alone(text: str, number: str | None) -> None:
    assert number_standing_alone(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("12.", "12"), ("“11.", "11"), ("3.4.", "3.4"), ("5a.", "5a"), ("(a)", None), ("•", None), (None, None)],
)
def test_numbers_in_elements_made_for_them(text: str | None, number: str | None) -> None:
    assert structural_number(text) == number


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Tenor:", Role.OPERATIVE_PART), ("G r ü n d e", Role.REASONS), ("Entscheidungsgründe", Role.REASONS), ("Gruende", Role.REASONS),
        ("Tatbestand", Role.FACTS), ("Leitsätze", Role.HEADNOTE), ("II. THE LAW", Role.REASONS), ("THE FACTS", Role.FACTS), ("EN DROIT", Role.REASONS),
        ("PAR CES MOTIFS :", Role.OPERATIVE_PART), ("3. De beoordeling", Role.REASONS), ("De beslissing", Role.OPERATIVE_PART),
        ("DOMSLUT", Role.OPERATIVE_PART), ("Hovrättens domskäl", Role.REASONS), ("FALLO", Role.OPERATIVE_PART),
        ("Antecedentes de hecho", Role.FACTS), ("DISSENTING OPINION OF JUDGE DOE", Role.DISSENT), ("Anlage 2", Role.ANNEX),
        ("ORDER", None), ("Decision", None), ("Anhang I der Richtlinie bestimmt etwas", None), ("The law applies to him and to others.", None),
    ],
)  # fmt: skip
def test_headings_name_their_part(heading: str, role: Role | None) -> None:
    assert role_of_heading(heading) is role


def test_headings_have_depths() -> None:
    assert [
        heading_level(text)
        for text in ("Gründe", "Some heading", "A. One", "I. Two", "1. Three", "a) Four", "aa) Five")
    ] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("text", "alone"),
    [("I.", True), ("B.", True), ("- II -", True), ("aa)", True), ("en", False), ("12", False), ("I. Facts", False)],
)
def test_marks_of_an_outline(text: str, alone: bool) -> None:
    assert is_enumeration_alone(text) is alone


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("20310302", "2031-03-02"), ("2031-03-02T10:00:00Z", "2031-03-02"), ("02.03.2031", "2031-03-02"), ("2/3/2031", "2031-03-02"),
        ("2. März 2031", "2031-03-02"), ("1er mars 2031", "2031-03-01"), ("2 de marzo de 2031", "2031-03-02"), ("March 2, 2031", "2031-03-02"),
        ("Feb. 9, 1973", "1973-02-09"), ("30.02.2031", None), ("2031", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_dates(value: str | None, day: str | None) -> None:
    assert iso_date(value) == day


def test_languages_countries_and_lists() -> None:
    assert [iso_language(value) for value in ("deu", "de-DE", "English (eng)", "x-unknown", None)] == [
        "de",
        "de",
        "en",
        None,
        None,
    ]
    assert [alpha3_country(value) for value in ("DE", "NLD", "GB-UKM", "XX", None)] == ["DEU", "NLD", "GBR", None, None]
    assert comma_list("1 StR 2/30, 1 StR 3/30 u.a., und weitere") == ["1 StR 2/30", "1 StR 3/30 u.a., und weitere"]
    assert norm_list("§§ 823 Abs. 2, 826 BGB, § 7 VStGB, Art. 25 GG") == [
        "§§ 823 Abs. 2, 826 BGB",
        "§ 7 VStGB",
        "Art. 25 GG",
    ]


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("a\u00a0b\u202f§\u20097", "a b § 7"), ("Völ\u00adker\u200bmord", "Völkermord"), ("C\u2011416/04", "C-416/04"), ("\ufb01n", "fin"),
        ("a\x00b\x1fc\ud800", "ab c\ufffd"), ("e\u0301", "é"), ("\u202eevil\u202c", "evil"), ("  x \n y ", "x y"),
    ],
)  # fmt: skip
def test_characters_of_typesetting_are_folded(raw: str, folded: str) -> None:
    assert clean(raw) == folded


def test_a_reason_is_always_one_printable_line() -> None:
    reason = Unreadable("hostile", "first\nsecond\x00\u202e third " + "x" * 900).reason
    assert len(reason) <= 300
    assert reason.isprintable()
    with pytest.raises(ValueError, match="unknown kind"):
        Unreadable("odd", "reason")
    assert "crashed" in KINDS
