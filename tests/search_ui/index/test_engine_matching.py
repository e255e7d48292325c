"""What every engine finds: words, numbers, recorded facts, and most of the words (see conftest.py)."""

from __future__ import annotations

import pytest
from asking import ask, found, search
from sample_decisions import DECISIONS, decision

from search_ui.index.engine import AnyOf, Fact, Identifier, Word

# -- matching --------------------------------------------------------------------------------------------------------


def test_all_words_have_to_stand_in_the_decision_not_in_one_passage(filled):
    assert found(filled, "Extradition convention") == ["gb-general--1999"]
    assert found(filled, "Extradition coffee") == []


def test_words_are_found_in_title_court_and_names(filled):
    assert found(filled, "Kovan") == ["intl-tribunal"]
    assert found(filled, "Lords") == ["gb-general--1999"]
    assert set(found(filled, "Morani")) == {"de-morani--first", "de-morani--supreme"}


def test_a_phrase_stands_in_this_order_within_one_passage(filled):
    assert found(filled, '"grave breaches"') == ["intl-tribunal"]
    assert found(filled, '"breaches grave"') == []
    assert found(filled, '"parties agreed jurisdiction"') == []
    assert found(filled, '"head of state"') == ["gb-general--1999"]


def test_a_phrase_reaches_over_punctuation_but_not_into_the_title(filled):
    assert found(filled, '"immunity for torture the convention"') == ["gb-general--1999"]
    assert found(filled, '"belmonte house"') == []


def test_exclusion_of_words_and_phrases(filled):
    assert set(found(filled, "immunity")) == {"de-officer--supreme", "gb-general--1999"}
    assert found(filled, "immunity -extradition") == ["de-officer--supreme"]
    assert found(filled, 'immunity -"head of state"') == ["de-officer--supreme"]
    assert len(found(filled, "-torture")) == len(DECISIONS) - 3
    assert set(found(filled, "-torture forum:DEU")) == {"de-morani--supreme", "de-officer--supreme"}


def test_exclusion_of_an_identifier(filled):
    assert search(filled, must=(Word("immunity"),), must_not=(Identifier("3STR564-19"),)) == ["gb-general--1999"]


def test_alternatives(filled):
    assert set(found(filled, "coffee OR mosterdgas OR nowhereword")) == {"se-tax", "nl-chemist--supreme"}
    assert found(filled, "(coffee OR mosterdgas) Wet") == ["nl-chemist--supreme"]
    assert set(found(filled, '"value added tax" OR Gikongoro')) == {"se-tax", "fr-prefet--appeal"}


def test_several_groups_of_alternatives(filled):
    both = AnyOf((Word("coffee"), Word("immunity"))), AnyOf((Word("extradition"), Word("appeal")))
    assert set(search(filled, must=both)) == {"se-tax", "gb-general--1999"}
    many = AnyOf((*(Word(f"nothing{number}", fuzzy=False) for number in range(40)), Word("immunity")))
    again = AnyOf((*(Word(f"nowhere{number}", fuzzy=False) for number in range(40)), Word("extradition")))
    assert search(filled, must=(many, again)) == ["gb-general--1999"]


def test_the_beginning_of_a_word(filled):
    assert found(filled, "extr*") == ["gb-general--1999"]
    assert found(filled, "extr") == []
    assert set(found(filled, "mora*")) == {"de-morani--first", "de-morani--supreme"}
    assert found(filled, "extr* conv* torture") == ["gb-general--1999"]


def test_the_last_word_as_somebody_types(filled):
    assert found(filled, "house of lor", as_you_type=True) == ["gb-general--1999"]
    assert found(filled, "house of lor") == []


@pytest.mark.parametrize(
    ("typed", "decision"),
    [
        ("cofee", "se-tax"),  # one letter left out
        ("coffeee", "se-tax"),
        ("cofefe", "se-tax"),  # two neighbours swapped
        ("Kofan", "intl-tribunal"),
        ("Belmomte", "gb-general--1999"),
        ("extraditoin", "gb-general--1999"),
        ("extradiccion", "gb-general--1999"),  # two letters from nine on
    ],
)
def test_a_typo_is_forgiven(filled, typed, decision):
    assert found(filled, typed) == [decision]


@pytest.mark.parametrize("typed", ["tac", "cofeffa", "Bemlomte"])
def test_too_many_typos_are_not(filled, typed):
    assert found(filled, typed) == []


def test_exact_words_rank_above_near_ones(filled):
    # "appeal" stands in one decision; "appel" is near it in another
    assert found(filled, "appel") == ["fr-prefet--appeal", "se-tax"]
    assert found(filled, "appeal") == ["se-tax", "fr-prefet--appeal"]


def test_words_that_must_be_exact_are_not_guessed(filled):
    assert search(filled, must=(Word("cofee", fuzzy=False),)) == []
    assert search(filled, must=(Word("coffee", fuzzy=False),)) == ["se-tax"]


@pytest.mark.parametrize(
    ("typed", "decision"),
    [
        ("Völkermord", "de-morani--supreme"),
        ("Voelkermord", "de-morani--supreme"),
        ("Volkermord", "de-morani--supreme"),
        ("TÖTUNG", "de-morani--first"),
        ("Toetung", "de-morani--first"),
        ("straße", "de-morani--first"),
        ("strasse", "de-morani--first"),
        ('"strasse und gefaengnis"', "de-morani--first"),
        ("genocide condamne", "fr-prefet--appeal"),
        ("Ecully", "fr-prefet--appeal"),
        ("etienne", "fr-prefet--appeal"),
        ("E\u0301tienne", "fr-prefet--appeal"),
        ("hogsta", "se-tax"),
    ],
)
def test_umlauts_and_accents_are_found_in_every_spelling(filled, typed, decision):
    quoted = typed if typed.startswith('"') else f'"{typed}"'  # without any guessing
    assert decision in found(filled, quoted if " " not in typed else typed)


@pytest.mark.parametrize("typed", ["الإبادة", "الابادة", "الإِبَادَة", "والتعذيب", "أدانت", "ادانت"])
def test_arabic_is_found_with_and_without_vowel_signs_and_hamza(filled, typed):
    assert found(filled, f'"{typed}"') == ["sy-note"]


def test_a_court_beside_a_name_is_the_one_that_decided(empty):
    title = "Morani (prison), Koblenz"
    empty.engine.rebuild(
        [
            decision("first", title=title, court="Oberlandesgericht Koblenz", names=["Karim Morani"], date="2020"),
            decision(
                "last", title=title, court="Bundesgerichtshof", names=["Karim Morani"], date="2022", authority=1.0
            ),
        ]
    )
    assert found(empty, "Karim Morani Koblenz") == ["first", "last"]
    assert found(empty, "Karim Morani")[0] == "last"


def test_a_year_beside_a_name_is_that_of_the_decision(empty):
    empty.engine.rebuild(
        [
            decision(
                "remanded", "The judgment of 2010 is followed.", names=["Ali Belmonte"], date="2012", authority=0.5
            ),
            decision("decided", "An immunity of officials.", names=["Ali Belmonte"], date="2010"),
        ]
    )
    assert found(empty, "Belmonte 2010", expand=True) == ["decided", "remanded"]


# -- identifiers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "decision"),
    [
        ("3 StR 564/19", "de-officer--supreme"),
        ("3StR564/19", "de-officer--supreme"),
        ("BGH 3 StR 564/19", "de-officer--supreme"),
        ("BGH, Urt. v. 28.1.2021 - 3 StR 564/19", "de-officer--supreme"),
        ("ecli:de:bgh:2021:280121u3str564.19.0", "de-officer--supreme"),
        ("BGHSt 65, 286", "de-officer--supreme"),
        ("1 StE 9/19", "de-morani--first"),
        ("ECLI NL HR 2009 BG9999", "nl-chemist--supreme"),
        ("LJN BG9999", "nl-chemist--supreme"),
        ("BG9999", "nl-chemist--supreme"),
        ("[2000] 1 AC 147", "gb-general--1999"),
        ("2000 1 AC 147", "gb-general--1999"),
        ("CCT 2/14", "za-docket"),
        ("CCT 02/14", "za-docket"),
        ("SK 2019 17", "ch-commander"),
        ("SK.2019.17", "ch-commander"),
        ("AK 60/19", "ch-commander"),
        ("B 4084-04", "se-tax"),
        ("ICC‑01/04–01/06", "intl-tribunal"),
        ("pourvoi n° 22-80.057", "fr-prefet--appeal"),
        ("docket:3StR564/19", "de-officer--supreme"),
    ],
)
def test_an_identifier_in_any_form_comes_first(filled, typed, decision):
    assert found(filled, typed)[0] == decision


def test_decisions_that_cite_an_identifier_follow(filled):
    assert found(filled, "1 StE 9/19") == ["de-morani--first", "de-morani--supreme"]
    assert found(filled, "docket:1StE9/19") == ["de-morani--first"]


def test_part_of_an_identifier_finds_candidates(filled):
    assert found(filled, "564/19") == ["de-officer--supreme"]
    assert found(filled, "IT-94-1") == ["intl-tribunal"]


@pytest.mark.parametrize("typed", ["3 StR 564/18", "3 StR 654/19", "SK.2019.71", "CCT 3/14", "ECLI:NL:HR:2009:BG9998"])
def test_identifiers_are_never_guessed(filled, typed):
    assert found(filled, typed) == []


def test_an_identifier_with_words(filled):
    assert found(filled, "immunity 3 StR 564/19") == ["de-officer--supreme"]
    assert found(filled, "coffee 3 StR 564/19") == []


# -- recorded facts --------------------------------------------------------------------------------------------------


def test_who_names_a_concept_finds_what_is_recorded_of_it(filled):
    # no text of this decision holds the word
    hits = {hit.id: hit for hit in ask(filled, "Vorgesetztenverantwortlichkeit", expand=True).hits}
    assert "ch-commander" in hits
    assert any("superior responsibility" in reason for reason in hits["ch-commander"].why)
    assert found(filled, "Vorgesetztenverantwortlichkeit") == []


def test_states_are_found_by_name_in_any_language_and_by_their_people(filled):
    assert set(found(filled, "Ruanda", expand=True)) == {"fr-prefet--appeal"}
    assert set(found(filled, "chilenisch", expand=True)) >= {"gb-general--1999"}
    assert set(found(filled, "ليبيريا", expand=True)) == {"ch-commander"}


def test_an_issue_is_found_whatever_became_of_it(filled):
    assert set(search(filled, must=(Fact("issue", ("functional_immunity",)),))) == {
        "de-morani--supreme",
        "de-officer--supreme",
        "gb-general--1999",
    }


def test_a_year_is_the_year_of_the_decision(filled):
    assert found(filled, "genocide 2001", expand=True) == ["intl-tribunal"]


def test_a_name_in_arabic_letters_finds_its_latin_spelling(filled):
    assert set(found(filled, "موراني", expand=True)) == {"de-morani--first", "de-morani--supreme"}
    assert found(filled, "موراني") == []


def test_keywords_are_searched_without_being_shown(filled):
    (hit,) = ask(filled, '"§ 7 Abs. 1 VStGB"').hits
    assert hit.id == "de-morani--first"
    assert hit.passages == ()


# -- most of the words -----------------------------------------------------------------------------------------------

MOST = ("no decision holds all words; shown are those that hold most of them",)


def test_with_no_decision_that_holds_all_words_those_that_hold_most_are_shown(filled):
    results = ask(filled, "extradition torture Chile coffee", relax_below=3)
    assert results.hits[0].id == "gb-general--1999"
    assert results.notes == MOST
    assert results.total == len(results.hits)


def test_decisions_that_hold_every_word_come_first_and_the_note_counts_them(filled):
    results = ask(filled, "torture Zimbabwe", relax_below=3)
    assert results.hits[0].id == "za-docket"
    assert results.total > 1
    assert results.notes == ("only 1 decision holds all words; after that come those that hold most of them",)


def test_enough_decisions_that_hold_every_word_are_left_alone(filled):
    strict, relaxed = ask(filled, "torture"), ask(filled, "torture", relax_below=3)
    assert [hit.id for hit in relaxed.hits] == [hit.id for hit in strict.hits]
    assert relaxed.notes == ()


def test_a_word_that_is_nowhere_is_named_and_not_counted(filled):
    results = ask(filled, "mosterdgas grondstoffen xylophonist", relax_below=3)
    assert [hit.id for hit in results.hits] == ["nl-chemist--supreme"]
    assert results.notes == (*MOST, "not found: “xylophonist”")


def test_nothing_is_shown_when_no_word_is_anywhere(filled):
    results = ask(filled, "xylophonist quokkaquokka", relax_below=3)
    assert (results.total, results.hits) == (0, ())
    assert results.notes == ("not found: “xylophonist”, “quokkaquokka”",)


@pytest.mark.parametrize(
    "typed",
    [
        '"value added tax" extradition mosterdgas',
        "accused:Belmonte mosterdgas grondstoffen",
        "(coffee OR quokkaquokka) extradition mosterdgas",
        "extr* mosterdgas grondstoffen",
    ],
)
def test_phrases_fields_alternatives_and_beginnings_are_never_given_up(filled, typed):
    allowed = {"se-tax", "gb-general--1999"}
    assert set(found(filled, typed, relax_below=3)) <= allowed


def test_exclusions_and_filters_are_never_given_up(filled):
    assert "gb-general--1999" not in found(filled, "extradition torture coffee -convention", relax_below=3)
    results = ask(filled, "torture mosterdgas", filters={"forum": ["DEU"]}, relax_below=3, facets=("forum", "crime"))
    assert {hit.id for hit in results.hits} <= {"de-morani--first", "de-morani--supreme", "de-officer--supreme"}


def test_of_a_decision_named_by_number_the_words_may_be_missing(filled):
    results = ask(filled, "coffee 3 StR 564/19", relax_below=3)
    assert [hit.id for hit in results.hits] == ["de-officer--supreme"]
    assert results.notes == ("the decision with this number does not hold all of the words", "not found: “coffee”")


def test_totals_and_facets_count_what_is_shown(filled):
    results = ask(filled, "immunity extradition mosterdgas", relax_below=3, facets=("forum", "crime"), limit=50)
    assert results.total == len(results.hits) > 1
    shown = {decision.id: decision for decision in DECISIONS if decision.id in {hit.id for hit in results.hits}}
    for facet in ("forum", "crime"):
        counted = {}
        for one in shown.values():
            for value in one.facets.get(facet, ()):
                counted[value] = counted.get(value, 0) + 1
        assert results.facets[facet] == counted


def test_relaxed_pages_follow_each_other(filled):
    typed = "immunity torture extradition mosterdgas Gikongoro"
    whole = [hit.id for hit in ask(filled, typed, relax_below=3, limit=50).hits]
    paged = [
        hit.id for offset in range(len(whole)) for hit in ask(filled, typed, relax_below=3, limit=1, offset=offset).hits
    ]
    assert paged == whole


def test_relaxed_results_can_be_put_in_order_of_date(filled):
    dates = {decision.id: decision.date or "9999" for decision in DECISIONS}
    order = [dates[hit] for hit in found(filled, "immunity extradition mosterdgas", relax_below=3, sort="date")]
    assert order == sorted(order)
