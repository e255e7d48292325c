"""What every engine shows of what it found: order, counts, pages, passages, suggestions (see conftest.py)."""

from __future__ import annotations

import random

import pytest
from asking import ask, found, marked, search
from sample_decisions import DECISIONS

from search_ui.index.engine import FACETS, AnyOf, Phrase, Query, Word
from search_ui.index.folding import folded_words

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
