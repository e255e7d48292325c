from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_ui.index.engine import AnyOf, Identifier, Phrase, Query, Word
from search_ui.index.folding import WORD, folded_words
from search_ui.index.highlight import Highlighter
from search_ui.index.near_spellings import within


def marked(text, *clauses, language=None, **more):
    spans = Highlighter(Query(must=clauses), **more).marks(text, language)
    return [text[start:end] for start, end in spans]


def test_words_are_marked_in_every_spelling():
    text = "Völkermord, VOELKERMORD und Vo\u0308lkermord; Volkermords nicht."
    assert marked(text, Word("völkermord", fuzzy=False)) == ["Völkermord", "VOELKERMORD", "Vo\u0308lkermord"]


def test_umlauts_at_the_beginning_of_a_word_are_marked_in_both_spellings():
    assert marked("Ägypten, Aegypten, Uebergabe", Word("Ägypten"), Word("Übergabe")) == [
        "Ägypten",
        "Aegypten",
        "Uebergabe",
    ]
    assert marked("à a", Word("a")) == ["à", "a"]


def test_stems_are_marked_in_the_language_of_the_text():
    assert marked("Die Misshandlungen waren schwer.", Word("Misshandlung"), language="de") == ["Misshandlungen"]
    assert marked("two breaches", Word("breach", fuzzy=False), language="en") == ["breaches"]
    assert marked("two breaches", Word("breach", fuzzy=False), language="en", stemming=False) == []
    assert marked("two breaches", Word("breach", fuzzy=False), language=None) == []
    assert marked("جريمة الإبادة", Word("إبادة", fuzzy=False), language="ar") == ["الإبادة"]


def test_phrases_are_marked_as_a_whole_over_punctuation():
    text = "crimes against humanity; Crimes against, humanity and crimes against persons"
    phrase = Phrase(("crimes", "against", "humanity"))
    assert marked(text, phrase) == ["crimes against humanity", "Crimes against, humanity"]


def test_beginnings_mark_the_whole_word():
    assert marked("extradited after extradition", Word("extra", prefix=True)) == ["extradited", "extradition"]


def test_near_spellings_are_marked_only_where_nothing_better_is():
    assert marked("Morani", Word("Morami")) == ["Morani"]
    assert marked("Morani and Morami", Word("Morami")) == ["Morami"]
    assert marked("Morani came", Word("Morami"), Word("came")) == ["Morani", "came"]
    known = {"frequency": lambda word: 9}
    assert marked("Morani came", Word("Morami"), Word("came"), **known) == ["came"]


def test_alternatives_and_double_words_are_marked_identifiers_are_not():
    text = "Folter and torture in 3 StR 564/19"
    assert marked(text, AnyOf((Word("torture"), Word("Folter")))) == ["Folter", "torture"]
    assert marked(text, AnyOf((Identifier("3STR564-19"), Phrase(("3", "StR", "564", "19"))))) == ["3 StR 564/19"]
    assert marked("al-Khatib", Word("al-Khatib")) == ["al-Khatib"]


def test_phrases_are_marked_whose_words_end_like_an_umlaut():
    phrase = Phrase(("attaque", "généralisée", "ou", "systématique"))
    text = "Une ATTAQUE généralisée ou systématique; attaque, généralisée ou systématique."
    assert marked(text, phrase) == ["ATTAQUE généralisée ou systématique", "attaque, généralisée ou systématique"]
    assert marked("attaques généralisée ou systématique", phrase) == []
    assert marked("attaque généralisée ou systématiques", phrase) == []


@pytest.mark.parametrize("text", ["Der Völkermord – “génocide”", "Völkermord génocide"])
def test_other_names_are_looked_for_where_the_index_found_them(text):
    query = Query(must=(AnyOf((Word("genocide"), Word("Völkermord", fuzzy=False)), meanings=("concept:genocide",)),))

    def marks(meanings):
        found = Highlighter(query).matches(text, "de", meanings)
        return [text[match.start : match.end] for match in found]

    everything = marks(None)
    assert len(everything) == 2
    assert marks({"concept:genocide@de", "concept:torture@fr"}) == everything
    assert marks(frozenset()) == ["génocide"]


def test_touching_and_overlapping_marks_are_one():
    text = "head of state"
    assert marked(text, Phrase(("head", "of")), Phrase(("of", "state"))) == ["head of state"]


@pytest.mark.parametrize(
    ("one", "other", "distance", "near"),
    [
        ("coffee", "cofee", 1, True),
        ("coffee", "cofefe", 1, True),
        ("coffee", "toffee", 1, True),
        ("coffee", "toffe", 1, False),
        ("coffee", "coffee", 1, True),
        ("coffee", "cofef", 1, False),
        ("jurisdiction", "jurisdicton", 1, True),
        ("jurisdiction", "jurisdcition", 1, True),
        ("jurisdiction", "jursdicton", 1, False),
        ("jurisdiction", "jursdicton", 2, True),
        ("extradition", "extradiccion", 2, True),
        ("extradition", "extortion", 2, False),
    ],
)
def test_near_spellings(one, other, distance, near):
    assert within(one, other, distance) is near
    assert within(other, one, distance) is near


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=12), st.sampled_from(["de", "ar", "en", None]))
def test_marks_lie_in_order_inside_any_text(text, word, language):
    spans = Highlighter(Query(must=(Word(word), Phrase((word, word)), Word(word, prefix=True)))).marks(text, language)
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x2FF) | st.sampled_from("أإآىةـ٣Σςſßﬁ"), max_size=60))
def test_folding_a_text_folds_each_of_its_words(text):
    assert folded_words(text) == [word for match in WORD.finditer(text) for word in folded_words(match[0])]
