from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from enrichment.text import Paragraph, Role
from search_ui.index.passages import MAX_CHARACTERS, MAX_WORDS, make_passages


def visible(texts):
    return re.sub(r"\s+", "", "".join(texts))


def words(count, word="Wort"):
    return " ".join(f"{word}{n}" for n in range(count))


def test_a_paragraph_of_normal_length_is_one_passage_with_its_number_and_role():
    paragraph = Paragraph(words(150), number="17", role=Role.REASONS)
    (passage,) = make_passages([paragraph], "de")
    assert (passage.paragraph, passage.number, passage.kind, passage.language) == (0, "17", "reasons", "de")
    assert passage.text == paragraph.text


def test_short_neighbours_of_one_role_share_a_passage_with_the_first_number():
    paragraphs = [
        Paragraph("The accused is guilty of:", role=Role.OPERATIVE_PART),
        Paragraph("torture,", number="1", role=Role.OPERATIVE_PART),
        Paragraph("murder.", number="2", role=Role.OPERATIVE_PART),
        Paragraph("The court finds as follows.", number="3", role=Role.REASONS),
    ]
    first, second = make_passages(paragraphs, "en")
    assert first.text == "The accused is guilty of:\ntorture,\nmurder."
    assert (first.paragraph, first.number) == (0, "1")
    assert (second.paragraph, second.number, second.kind) == (3, "3", "reasons")


def test_a_long_paragraph_is_split_at_sentence_ends_and_every_piece_keeps_its_number():
    sentence = (
        "Der Senat hält daran fest, dass § 7 Abs. 1 Nr. 5 VStGB i.V.m. Art. 25 GG hier gilt und anzuwenden bleibt. "
    )
    passages = make_passages([Paragraph(sentence * 40, number="9")], "de")
    assert len(passages) > 1
    assert {passage.number for passage in passages} == {"9"}
    for passage in passages:
        assert passage.text.startswith("Der Senat")
        assert passage.text.endswith("bleibt.")
        assert len(passage.text.split()) <= MAX_WORDS


def test_one_endless_sentence_and_one_endless_word_are_still_cut():
    passages = make_passages([Paragraph(words(1000))], None)
    assert all(len(passage.text.split()) <= MAX_WORDS for passage in passages)
    passages = make_passages([Paragraph("字" * 10_000)], None)
    assert all(len(passage.text) <= MAX_CHARACTERS for passage in passages)


def test_blank_paragraphs_give_nothing():
    assert make_passages([Paragraph("  \n"), Paragraph("")], "en") == ()


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.builds(
            Paragraph,
            text=st.text(alphabet="ab.!? \n§ü字", max_size=200).flatmap(
                lambda text: st.integers(1, 60).map(lambda times: text * times)
            ),
            number=st.none() | st.sampled_from(["1", "2", "3a"]),
            role=st.sampled_from(list(Role)),
        ),
        max_size=8,
    )
)
def test_nothing_is_lost_and_no_passage_is_too_long(paragraphs):
    passages = make_passages(paragraphs, "de")
    assert visible(passage.text for passage in passages) == visible(paragraph.text for paragraph in paragraphs)
    assert [passage.paragraph for passage in passages] == sorted(passage.paragraph for passage in passages)
    for passage in passages:
        assert passage.text.strip()
        assert len(passage.text.split()) <= MAX_WORDS
        assert len(passage.text) <= MAX_CHARACTERS


def test_a_very_long_paragraph_keeps_every_word():
    passages = make_passages([Paragraph("Wort. " * 300_000)], "de")
    assert sum(len(passage.text.split()) for passage in passages) == 300_000
