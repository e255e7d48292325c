"""Offsets of paragraphs lead back to the whole text, whatever the reader joins, drops or folds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from enrichment.evaluation.placed_text import PlacedText, place_text
from enrichment.formats.characters import clean


def find(placed: PlacedText, wanted: str) -> tuple[int, int] | None:
    for index, paragraph in enumerate(placed.text.paragraphs):
        at = paragraph.text.find(wanted)
        if at >= 0:
            return placed.whole_span(index, at, at + len(wanted))
    return None


def test_a_plain_text_of_several_paragraphs() -> None:
    whole = "Erster Absatz mit 3 StR 1/20.\n\nZweiter Absatz mit § 7 VStGB."
    placed = place_text(whole, language="de")
    assert len(placed.text.paragraphs) == 2
    assert placed.text.language == "de"
    for number in ("3 StR 1/20", "§ 7 VStGB"):
        start = whole.index(number)
        assert find(placed, number) == (start, start + len(number))


def test_blanks_soft_hyphens_and_decomposed_letters_are_counted_as_they_stand() -> None:
    whole = "Der  Zeuge\u00ad Mu\u0308ller sagte:\t§\u00a07 VStGB."
    placed = place_text(whole, language="de")
    assert find(placed, "Müller") == (whole.index("Mu"), whole.index("Mu") + 7)
    assert find(placed, "§ 7 VStGB") == (whole.index("§"), len(whole) - 1)


def test_the_court_s_own_numbers_are_skipped() -> None:
    whole = "\n\n".join(f"{n}. Absatz Nummer {'x' * n} mit Text und {n} StR {n}/20." for n in range(1, 8))
    placed = place_text(whole, language="de")
    assert [paragraph.number for paragraph in placed.text.paragraphs] == [str(n) for n in range(1, 8)]
    for n in range(1, 8):
        start = whole.index(f"{n} StR {n}/20")
        assert find(placed, f"{n} StR {n}/20") == (start, start + len(f"{n} StR {n}/20"))


def test_words_broken_at_the_line_s_end_are_followed_over_the_break() -> None:
    line = "Das Gericht hat den Angeklagten wegen eines Kriegs-\nverbrechens gegen Personen verurteilt und dabei die\n"
    whole = line * 8 + "Sache 3 StR 564/19 zugrunde gelegt, was niemand bestritt."
    placed = place_text(whole, language="de")
    assert len(placed.text.paragraphs) == 1
    assert find(placed, "Kriegsverbrechens") == (whole.index("Kriegs-"), whole.index("verbrechens") + 11)
    assert find(placed, "3 StR 564/19") == (whole.index("3 StR"), whole.index("3 StR") + 12)


def test_blanks_alone_are_a_text_without_paragraphs() -> None:
    assert place_text(" \n\t\n", language=None).text.paragraphs == ()


WORDS = st.sampled_from(
    [
        "Der",
        "Senat",
        "§\u00a07",
        "VStGB.",
        "1.",
        "Kriegs-",
        "verbrechen",
        "\n",
        "\n\n",
        "a)",
        "\ufb01nal",
        "\u00e9",
        "e\u0301",
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_character_comes_from_where_it_is_said_to_come_from(whole: str) -> None:
    placed = place_text(whole, language="de")
    last = -1
    for paragraph, places in zip(placed.text.paragraphs, placed.places, strict=True):
        assert len(places) == len(paragraph.text)
        for character, place in zip(paragraph.text, places, strict=True):
            if character.isspace():
                assert place is None
            elif place is not None:
                assert place >= last
                assert character in clean(whole[place : place + 3])
                last = place
