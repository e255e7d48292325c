"""What every engine answers; the same tests for each (see conftest.py)."""

from __future__ import annotations

import random

import pytest
from sample_decisions import DECISIONS

from search_ui.index.engine import FACETS, AnyOf, Fact, Identifier, Phrase, Query, Word
from search_ui.index.folding import folded_words
from search_ui.index.query import parse_query


def ask(subject, typed="", **more):
    more.setdefault("expand", False)
    more.setdefault("facets", ())
    more.setdefault("relax_below", 0)
    return subject.engine.search(parse_query(typed, **more))


def found(subject, typed="", **more):
    return [hit.id for hit in ask(subject, typed, **more).hits]


def search(subject, **query):
    query.setdefault("facets", ())
    return [hit.id for hit in subject.engine.search(Query(**query)).hits]


def marked(passage):
    return [passage.text[start:end] for start, end in passage.marks]


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
        for decision in shown.values():
            for value in decision.facets.get(facet, ()):
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


# -- filters, dates, order -------------------------------------------------------------------------------------------


def test_values_of_one_filter_are_alternatives_filters_add_up(filled):
    assert set(found(filled, filters={"forum": ["NLD", "FRA"]})) == {"nl-chemist--supreme", "fr-prefet--appeal"}
    assert found(filled, filters={"forum": ["DEU", "GBR"], "issue": ["functional_immunity:rejected"]}, sort="date") == [
        "gb-general--1999",
        "de-officer--supreme",
        "de-morani--supreme",
    ]
    assert found(filled, "torture", filters={"territorial_state": ["ZWE"]}) == ["za-docket"]
    assert found(filled, filters={"forum": ["XXX"]}) == []


def test_a_filter_that_does_not_exist_is_an_error(filled):
    with pytest.raises(ValueError, match="no facet 'colour'"):
        filled.engine.search(Query(filters={"colour": ("red",)}))


@pytest.mark.parametrize(
    ("date_from", "date_to", "expected"),
    [
        ("2022-01-13", None, {"de-morani--first", "de-morani--supreme", "fr-prefet--appeal"}),
        ("2022-01-14", None, {"de-morani--supreme", "fr-prefet--appeal"}),
        (None, "2009-06-30", {"nl-chemist--supreme", "gb-general--1999", "intl-tribunal"}),
        (None, "2009-06-29", {"gb-general--1999", "intl-tribunal"}),
        ("2021", "2021", {"de-officer--supreme", "ch-commander"}),
        ("1999-05-01", "1999-06", {"gb-general--1999"}),  # only the year is known
        ("2001-08-15", "2001-08-16", {"intl-tribunal"}),
        ("2001-09", "2009-05", set()),
        ("2030", None, set()),
    ],
)
def test_date_range(filled, date_from, date_to, expected):
    assert set(found(filled, date_from=date_from, date_to=date_to)) == expected


def test_order_by_date_undated_last_both_ways(filled):
    dated = sorted((item for item in DECISIONS if item.date), key=lambda item: item.date)
    up, down = found(filled, sort="date"), found(filled, sort="-date")
    assert up[: len(dated)] == [item.id for item in dated]
    assert down[: len(dated)] == [item.id for item in reversed(dated)]
    assert set(up[len(dated) :]) == set(down[len(dated) :]) == {item.id for item in DECISIONS if not item.date}


def test_order_by_date_of_what_was_found(filled):
    assert found(filled, "torture", sort="date") == ["gb-general--1999", "za-docket", "de-morani--first"]
    assert found(filled, "torture", sort="-date") == ["de-morani--first", "za-docket", "gb-general--1999"]
    assert found(filled, "coffee OR Morani", sort="-date") == ["de-morani--supreme", "de-morani--first", "se-tax"]


def test_nothing_asked_gives_all_decisions_universal_jurisdiction_first(filled):
    results = ask(filled)
    assert results.total == len(DECISIONS)
    ids = [hit.id for hit in results.hits]
    tiers = {item.id: {"uj": 0, "core_crime": 1}.get(item.facets["relevance"][0], 2) for item in DECISIONS}
    assert [tiers[id] for id in ids] == sorted(tiers.values())


# -- facets and totals -----------------------------------------------------------------------------------------------


def counted(decisions, facet):
    counts = {}
    for item in decisions:
        for value in item.facets.get(facet, ()):
            counts[value] = counts.get(value, 0) + 1
    return counts


def matching(filters, word=None, without=None):
    for item in DECISIONS:
        texts = [item.title, item.court_name, *item.names, *(passage.text for passage in item.passages)]
        if word and word not in {folded for text in texts for folded in folded_words(text)}:
            continue
        if all(set(values) & set(item.facets.get(facet, ())) for facet, values in filters.items() if facet != without):
            yield item


def test_facets_and_totals_are_exact_and_ignore_their_own_filter(filled):
    chance = random.Random(7)
    for round_ in range(12):
        facets = chance.sample(["forum", "crime", "instance", "relevance", "text", "territorial_state"], round_ % 3)
        filters = {
            facet: tuple(chance.sample(sorted(counted(DECISIONS, facet)), min(2, len(counted(DECISIONS, facet)))))
            for facet in facets
        }
        word = chance.choice([None, "torture", "immunity", "der"])
        must = (Word(word, fuzzy=False),) if word else ()
        results = filled.engine.search(Query(must=must, filters=filters))
        expected = list(matching(filters, word))
        if filled.stemming is False or word is None or word == "der":
            assert {hit.id for hit in results.hits} == {item.id for item in expected}
        assert results.total == len(results.hits) == len(expected)
        assert set(results.facets) == set(FACETS)
        for facet in FACETS:
            assert results.facets[facet] == counted(matching(filters, word, without=facet), facet)


def test_facets_are_ordered_by_frequency(filled):
    counts = filled.engine.search(Query()).facets["forum"]
    assert next(iter(counts)) == "DEU"
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_only_the_facets_asked_for_are_counted(filled):
    assert set(filled.engine.search(Query(facets=("crime",))).facets) == {"crime"}
    assert filled.engine.search(Query(facets=())).facets == {}


# -- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [{}, {"sort": "date"}, {"sort": "-date"}, {"typed": "immunity OR torture OR der"}])
def test_pages_put_together_are_the_whole_result(filled, more):
    whole = found(filled, **more, limit=50)
    pages = [id for offset in range(0, len(whole) + 2, 2) for id in found(filled, **more, limit=2, offset=offset)]
    assert pages == whole
    assert len(set(whole)) == len(whole) == ask(filled, **more).total


def test_beyond_the_end_and_no_hits_wanted(filled):
    for order in ("relevance", "date"):
        beyond = ask(filled, "immunity", offset=100_000_000, sort=order)
        assert (beyond.total, beyond.hits) == (2, ())
    assert len(ask(filled, "immunity", limit=100_000_000).hits) == 2
    none = ask(filled, "immunity", limit=0, facets=("forum",))
    assert (none.total, none.hits) == (2, ())
    assert none.facets["forum"] == {"DEU": 1, "GBR": 1}


# -- what is shown ---------------------------------------------------------------------------------------------------


def test_hits_carry_their_best_passages_with_number_kind_and_marks(filled):
    (hit,) = ask(filled, "Zeugen Misshandlungen").hits
    (passage,) = hit.passages
    assert (passage.number, passage.kind, passage.paragraph) == ("17", "reasons", 2)
    assert marked(passage) == ["Zeugen", "Misshandlungen"]
    assert passage.text == DECISIONS[0].passages[2].text


def test_passages_with_more_of_the_words_come_first_and_not_more_than_asked(filled):
    (hit,) = ask(filled, "torture convention").hits
    assert "convention" in hit.passages[0].text
    assert len(hit.passages) == 2
    (hit,) = ask(filled, "torture convention", passages_per_decision=1).hits
    assert len(hit.passages) == 1
    (hit,) = ask(filled, "torture convention", passages_per_decision=0).hits
    assert hit.passages == ()


def test_every_hit_of_a_word_in_the_text_has_a_passage_with_a_mark(filled):
    for typed in ("immunity", "torture", '"functional immunity"', "extraditoin", "extr*", "Völkermord", "الإبادة"):
        for hit in ask(filled, typed).hits:
            assert hit.passages
            assert any(passage.marks for passage in hit.passages)


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("extraditoin", ["Extradition"]),
        ("extr*", ["Extradition"]),
        ('"head of state"', ["head of state"]),
        ("extradition -coffee", ["Extradition"]),
    ],
)
def test_marks_of_typos_beginnings_and_phrases(filled, typed, marks):
    (hit,) = ask(filled, typed, passages_per_decision=1).hits
    assert marked(hit.passages[0]) == marks


def test_marks_count_code_points_and_text_is_never_changed(filled):
    (hit,) = ask(filled, "chamber").hits
    (passage,) = hit.passages
    assert "🙂 the <b>Chamber</b> & the" in passage.text
    assert marked(passage) == ["Chamber"]


def test_a_decision_found_by_number_or_filter_alone_needs_no_passage(filled):
    (hit,) = ask(filled, "docket:3StR564/19").hits
    assert hit.passages == ()
    assert hit.why == ("it is the decision with this number",)
    assert all(hit.passages == () for hit in ask(filled, "forum:DEU").hits)


def test_why_says_where_and_how(filled):
    (hit,) = ask(filled, "Kofan").hits
    assert hit.why == ("“Kovan” in a name (spelt like “Kofan”)", "“Kovan” in the title (spelt like “Kofan”)")
    concept = AnyOf((Word("torture"), Word("Folter", fuzzy=False)))
    why = {hit.id: hit.why for hit in filled.engine.search(Query(must=(concept,))).hits}
    assert "“torture” in our summary" in why["de-morani--first"]
    assert "“Folter” in the headnote (for “torture”)" in why["de-morani--first"]


@pytest.mark.parametrize(
    ("typed", "others", "first"),
    [
        ("genocide", ("Völkermord", "الإبادة الجماعية"), "fr-prefet--appeal"),
        ("Völkermord", ("genocide", "الإبادة الجماعية"), "de-morani--supreme"),
    ],
)
def test_what_was_typed_ranks_above_what_a_concept_added(filled, typed, others, first):
    added = (Phrase(tuple(name.split())) if " " in name else Word(name, fuzzy=False) for name in others)
    ids = search(filled, must=(AnyOf((Word(typed), *added)),))
    assert {"fr-prefet--appeal", "de-morani--supreme", "sy-note"} <= set(ids)
    assert ids[0] == first


def test_names_of_several_words_stand_for_all_of_them(filled):
    # (supérieur or N) and (hiérarchique or N), as concepts of several words are searched for
    typed, name = ("superior", "responsibility"), Phrase(("supérieur", "hiérarchique"))
    clauses = tuple(AnyOf((Phrase(typed), Word(word), name)) for word in typed)
    assert search(filled, must=clauses) == ["ch-commander"]
    assert search(filled, must=(*clauses, Word("commandant"))) == ["ch-commander"]


def test_names_rank_above_mentions(filled):
    assert found(filled, "Bucyana") == ["fr-prefet--appeal", "intl-tribunal"]


# -- hostile and long queries ----------------------------------------------------------------------------------------


def test_more_words_than_ten(filled):
    words = "former head of state has no immunity for torture the convention binds all states extradition is sought"
    assert search(filled, must=tuple(map(Word, words.split()))) == ["gb-general--1999"]
    assert search(filled, must=tuple(map(Word, [*words.split(), "coffee"]))) == []


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "§ 7 Abs. 1 Nr. 5 VStGB",
        "a:b:c:",
        "((((",
        "-",
        "*",
        "\\",
        "AND OR NOT",
        "' OR 1=1 --",
        "🙂 🙂",
        "\x00\x01\u202e",
        "{!lucene}",
        "facet_forum = DEU",
        "\ud83d",
        "字",
        "a" * 10_000,
        "torture " * 1_000,
        '"' + "x " * 500,
        "* " * 300,
        "[2000 1 AC 147",
        "date:..",
        "٣",
    ],
    ids=range(22),
)
def test_hostile_queries_are_answered(filled, typed):
    results = ask(filled, typed, limit=3, facets=("forum",))
    assert results.total >= len(results.hits) >= 0


def test_engines_accept_clauses_that_ask_for_nothing(filled):
    nothing = Word("§"), Phrase(()), Phrase(("…",)), AnyOf(()), AnyOf((Word("-"),))
    assert filled.engine.search(Query(must=nothing)).total == len(DECISIONS)
    assert filled.engine.search(Query(must_not=nothing)).total == len(DECISIONS)


# -- the whole index -------------------------------------------------------------------------------------------------


def test_ids_and_watermark(filled):
    assert filled.engine.ids() == {item.id for item in DECISIONS}
    assert filled.engine.watermark() == 11
    assert filled.reopen().watermark() == 11


def test_suggestions_by_the_beginning_of_any_word_of_a_name(filled):
    assert filled.engine.suggest("mor")[0] == "Karim Morani"
    assert "Karim Morani" in filled.engine.suggest("kar")
    assert filled.engine.suggest("étienne b") == ["Étienne Bucyana"]
    assert filled.engine.suggest("etienne")[0] == "Étienne Bucyana"
    assert "Bundesgerichtshof" in filled.engine.suggest("bundesg")
    assert "immunity" in filled.engine.suggest("immu")
    assert filled.engine.suggest("zzz") == filled.engine.suggest("") == filled.engine.suggest("§") == []
    assert len(filled.engine.suggest("b", limit=2)) == 2


def test_names_of_the_accused_alone(filled):
    assert found(filled, "Kovan") == ["intl-tribunal"]
    assert found(filled, "accused:Kovan") == []
    assert found(filled, "accused:Belmonte") == ["gb-general--1999"]
    assert found(filled, "accused:Gikongoro") == []


def test_decisions_that_cite_another(filled):
    results = ask(filled, "cites:[2000] 1 AC 147")
    assert [hit.id for hit in results.hits] == ["de-officer--supreme"]
    assert "it cites 2000 1 AC 147" in results.hits[0].why
    assert found(filled, "cites:3StR564/19") == []


def test_with_a_number_come_the_other_decisions_of_its_case(filled):
    results = ask(filled, "3 StR 454/22", relax_below=5)
    assert [hit.id for hit in results.hits] == ["de-morani--supreme", "de-morani--first"]
    assert results.total == 2
    assert results.hits[1].why == ("another decision of the same case",)
    assert found(filled, "3 StR 454/22") == ["de-morani--supreme"]
    limited = ask(filled, "3 StR 454/22 date:2023..", relax_below=5)
    assert [hit.id for hit in limited.hits] == ["de-morani--supreme"]
    with_more = ask(filled, "3 StR 454/22 Randnummer", relax_below=5)
    assert [hit.id for hit in with_more.hits] == ["de-morani--supreme", "de-morani--first"]
    assert with_more.hits[1].score >= 0


def offered(subject, prefix):
    return {(item.kind, item.text) for item in subject.engine.suggestions(prefix)}


def test_suggestions_come_by_kind(filled):
    assert {("accused", "Karim Morani"), ("decision", "Urteil gegen Karim Morani")} <= offered(filled, "mora")
    assert ("decision", "Officer without immunity") in offered(filled, "3 StR 564")
    assert ("court", "Bundesgerichtshof") in offered(filled, "bundesg")
    assert ("concept", "command responsibility") in offered(filled, "command resp")
    assert ("person", "Stanko Kovan") in offered(filled, "kov")
    (decision,) = [item for item in filled.engine.suggestions("officer w") if item.kind == "decision"]
    assert decision.id == "de-officer--supreme"
    assert filled.engine.suggestions("zzz") == filled.engine.suggestions("") == ()
    assert len(filled.engine.suggestions("c", limit=1)) <= 6
