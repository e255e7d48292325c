"""Tokens, word classes, features and tags: the small parts the models are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.ner.features import WordFeatures, shape
from enrichment.ner.lists import NameList, known_names
from enrichment.ner.sentence import Span, read_sentence, spans_of, tags_of, with_ends, without_ends
from enrichment.ner.tokens import find_tokens
from enrichment.ner.word_classes import read_word_classes, write_word_classes


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("§ 7 Abs. 1 VStGB.", ["§", "7", "Abs.", "1", "VStGB", "."]),
        ("nach SGB V.", ["nach", "SGB", "V", "."]),
        ("Anwar R. sagte", ["Anwar", "R.", "sagte"]),
        ("am 5. März 2012 i.V.m. dem", ["am", "5.", "März", "2012", "i.V.m.", "dem"]),
        ("Werle/Jeßberger", ["Werle", "/", "Jeßberger"]),
        ("3 StR 564/19, Rn. 12.", ["3", "StR", "564/19", ",", "Rn.", "12", "."]),
        ("l'article d'Oran", ["l'", "article", "d'", "Oran"]),
        ("O'Brien's IStGH-Statut", ["O'Brien", "'s", "IStGH-Statut"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [text[start:end] for start, end in find_tokens(text)] == tokens


@given(st.text(max_size=60))
def test_tokens_hold_every_character_that_is_no_blank(text: str) -> None:
    assert "".join(text[start:end] for start, end in find_tokens(text)) == "".join(text.split())


@given(st.dictionaries(st.text("abcdeßÄx.-", min_size=1, max_size=40), st.integers(0, 70_000), max_size=30))
def test_word_classes_are_read_as_written(tmp_path_factory: pytest.TempPathFactory, classes: dict[str, int]) -> None:
    file = tmp_path_factory.mktemp("classes") / "de.classes.gz"
    write_word_classes(classes, file)
    written = file.read_bytes()
    assert read_word_classes(file) == classes
    write_word_classes(dict(reversed(classes.items())), file)
    assert file.read_bytes() == written


TAGS = st.lists(st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]), max_size=12)


@given(TAGS)
def test_marked_ends_lead_back_to_the_same_tags(tags: list[str]) -> None:
    tags = [
        "B" + tag[1:] if tag.startswith("I-") and (not before or before[2:] != tag[2:]) else tag
        for before, tag in zip(["", *tags], tags, strict=False)
    ]
    assert without_ends(with_ends(tags)) == tags


def test_spans_become_tags_and_spans_again() -> None:
    sentence = read_sentence("Meyer und Anwar R. in Bad Kreuznach.", "de")
    spans = [Span(0, 5, "PER"), Span(10, 18, "PER"), Span(22, 35, "LOC")]
    assert spans_of(sentence, tags_of(sentence, spans)) == spans


def test_rules_and_lists_mark_words() -> None:
    sentence = read_sentence("Nach § 7 VStGB in Burkina Faso", "de")
    assert sentence.marks == ((), ("B-provision",), ("I-provision",), ("I-provision",), (), ("B-state",), ("I-state",))


def test_the_longest_known_name_is_found() -> None:
    names = NameList([("Niger", "state"), ("Niger Delta", "place"), ("Delta", "place")])
    assert [tuple(found) for found in names.find(["im", "Niger", "Delta", "am", "Niger"])] == [
        (1, 3, "place"),
        (4, 5, "state"),
    ]


def test_states_are_known_in_the_language_of_the_text() -> None:
    assert [found.label for found in known_names("fr").find(["en", "Syrie"])] == ["state"]
    assert not list(known_names("de").find(["en", "Syrie"]))


@pytest.mark.parametrize(("word", "expected"), [("IStGH", "XXxXX"), ("Ägypten", "Xxxxx"), ("564/19", "ddd/dd")])
def test_shapes(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_words_of_one_class_share_features() -> None:
    features = WordFeatures({"Koblenz": 80, "Berlin": 80}, {})
    (one,), (other,) = (features.of_sentence([word], [()]) for word in ("Koblenz", "Berlin"))
    assert "c=80" in one
    assert "c=80" in other
