from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search_ui.index.engine import AnyOf, Fact, Identifier, Phrase, Word
from search_ui.index.expand import expansions
from search_ui.index.query import FIELDS, parse_query


def plain(typed, **more):
    return parse_query(typed, expand=False, **more)


def texts(clauses):
    return [clause.text for clause in clauses if isinstance(clause, Word)]


def norms(clause):
    parts = clause.parts if isinstance(clause, AnyOf) else (clause,)
    return [part.norm for part in parts if isinstance(part, Identifier)]


def test_words_have_to_stand_in_the_decision_and_small_words_do_not():
    query = plain("the immunity of foreign officials")
    assert query.must == (Word("immunity"), Word("foreign"), Word("officials"))
    assert plain("the").must == (Word("the"),)


def test_phrases_exclusions_beginnings_and_alternatives():
    query = plain('"crimes against humanity" -Pinochet -"head of state" genoc* torture OR Folter OR "cruel treatment"')
    assert query.must == (
        Phrase(("crimes", "against", "humanity")),
        Word("genoc", prefix=True, fuzzy=False, required=True),
        AnyOf((Word("torture"), Word("Folter"), Phrase(("cruel", "treatment"))), required=True),
    )
    assert query.must_not == (Word("Pinochet", fuzzy=False), Phrase(("head", "of", "state")))
    assert query.problems == ()


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»", "»«", '"”'])
def test_quotation_marks_of_every_language_make_a_phrase(quotes):
    assert plain(f"{quotes[0]}dolus specialis{quotes[1]}").must == (Phrase(("dolus", "specialis")),)


def test_a_hyphen_excludes_only_in_front_of_a_word():
    assert texts(plain("al-Khatib").must) == ["al-Khatib"]
    query = plain("Koblenz - Raslan")
    assert texts(query.must) == ["Koblenz", "Raslan"]
    assert query.must_not == ()
    assert plain("torture NOT Chile").must_not == (Word("Chile", fuzzy=False),)


@pytest.mark.parametrize(
    "typed",
    [
        "3StR564/19",
        "3 StR 564/19",
        "BGH 3 StR 564/19",
        "BGH, Urt. v. 28.1.2021 - 3 StR 564/19",
        "BGH, Urteil vom 28. Januar 2021 – 3 StR 564/19",
        "(3 StR 564/19)",
        '"3 StR 564/19"',
        "Az.: 3 StR 564/19",
    ],
)
def test_a_docket_is_an_identifier_however_it_is_cited(typed):
    (clause,) = plain(typed).must
    assert norms(clause) == ["3STR564-19"]
    assert isinstance(clause.parts[-1], Phrase)


def test_words_beside_an_identifier_remain_words():
    query = plain("functional immunity BGH 3 StR 564/19 Afghanistan")
    assert texts(query.must) == ["functional", "immunity", "Afghanistan"]
    assert norms(query.must[2]) == ["3STR564-19"]
    assert texts(plain("1 StE 9/19 OLG Koblenz Raslan").must) == ["Raslan"]


def test_an_ecli_is_found_with_its_colons_and_in_any_case():
    (clause,) = plain("ecli:nl:hr:2009:bg4822").must
    assert norms(clause) == ["ECLI:NL:HR:2009:BG4822", "LJNBG4822"]


def test_fields_become_filters_names_become_codes():
    query = plain("torture forum:Germany state:Syrien crime:genocide lang:de source:de_rii instance:supreme year:2021")
    assert query.must == (Word("torture"),)
    assert query.filters == {
        "forum": ("DEU",),
        "territorial_state": ("SYR",),
        "crime": ("genocide",),
        "language": ("de",),
        "source": ("de_rii",),
        "instance": ("supreme",),
        "year": ("2021",),
    }
    assert query.problems == ()


def test_a_field_takes_a_quoted_value_and_several_values():
    assert plain('forum:"United Kingdom",fra').filters == {"forum": ("GBR",)}
    assert plain("forum:deu,fra").filters == {"forum": ("DEU", "FRA")}
    assert plain("issue:functional_immunity:rejected").filters == {"issue": ("functional_immunity:rejected",)}
    assert plain("court:DEU/BGH").filters == {"court": ("DEU/BGH",)}
    assert plain("court:bgh").filters == {"court": ("DEU/BGH",)}
    assert plain('court:"OLG Koblenz"').filters == plain("court:OLGKOBL").filters == {"court": ("DEU/OLGKOBL",)}


def test_filters_given_and_filters_typed_are_taken_together():
    query = plain("forum:FRA", filters={"forum": ["DEU"], "crime": ["torture"], "mode": []})
    assert query.filters == {"forum": ("DEU", "FRA"), "crime": ("torture",)}


def test_a_value_that_cannot_be_read_becomes_words_with_a_note():
    query = plain("forum:Atlantis court:Koblenz")
    assert texts(query.must) == ["Atlantis", "Koblenz"]
    assert len(query.problems) == 2
    assert "Atlantis" in query.problems[0]


def test_decisions_that_cite_a_number():
    (clause,) = plain("cites:3StR564/19").must
    assert Fact("cites", ("3STR564-19",)) in clause.parts
    assert clause.required
    (clause,) = plain('cites:"[2000] 1 AC 147"').must
    assert Fact("cites", ("2000-1AC147",)) in clause.parts
    assert plain("cites:nothing").problems


def test_accused_docket_and_ecli_fields():
    assert plain("accused:Raslan").must == (Word("Raslan", required=True, accused=True),)
    assert plain("judge:Raslan").must == (Word("Raslan", required=True),)
    assert norms(plain("docket:3 StR 564/19").must[0]) == ["3STR564-19"]
    assert norms(plain("ecli:NL:HR:2009:BG4822").must[0])[0] == "ECLI:NL:HR:2009:BG4822"
    assert plain("docket:Koblenz").problems


@pytest.mark.parametrize(
    ("typed", "date_from", "date_to"),
    [
        ("date:2019", "2019", "2019"),
        ("date:2019-07", "2019-07", "2019-07"),
        ("date:2019-07-26", "2019-07-26", "2019-07-26"),
        ("date:26.7.2019", "2019-07-26", "2019-07-26"),
        ("date:2015..2021", "2015", "2021"),
        ("date:2015-2021", "2015", "2021"),
        ("date:2015–2021", "2015", "2021"),
        ("date:2015..", "2015", None),
        ("date:..2021-03-01", None, "2021-03-01"),
        ("date:>=2015", "2015", None),
        ("date:>2015", "2016", None),
        ("date:<2015-01-01", None, "2014-12-31"),
        ("date:<2015-01", None, "2014-12"),
        ("since:2015 until:2020", "2015", "2020"),
        ("after:2015-12-31 before:2021", "2016-01-01", "2020"),
    ],
)
def test_dates_and_ranges(typed, date_from, date_to):
    query = plain(typed)
    assert (query.date_from, query.date_to) == (date_from, date_to)
    assert query.must == ()
    assert query.problems == ()


@pytest.mark.parametrize("typed", ["date:soon", "date:2019-13", "date:2019-02-30", "date:99999"])
def test_no_date_is_no_range_and_says_so(typed):
    query = plain(typed)
    assert (query.date_from, query.date_to) == (None, None)
    assert len(query.problems) == 1


def test_the_narrower_of_two_ranges_counts():
    query = plain("date:2015..2021", date_from="2018-05", date_to="2030")
    assert (query.date_from, query.date_to) == ("2018-05", "2021")


def test_the_last_word_can_be_the_beginning_of_one():
    assert plain("Koblenz Rasl", as_you_type=True).must == (Word("Koblenz"), Word("Rasl", prefix=True))
    assert plain("Koblenz Rasl ", as_you_type=True).must == (Word("Koblenz"), Word("Rasl"))


@pytest.mark.parametrize("letter", ["x", "3", "ü", "ا"])
def test_one_letter_is_no_beginning_of_a_word_and_the_reader_is_told(letter):
    query = plain(f"torture {letter}*")
    assert query.must[1] == Word(letter, fuzzy=letter != "3")
    assert query.problems == (
        f"“{letter}*” was read as the word “{letter}”: the beginning of a word takes two letters or more",
    )
    assert plain(f"torture -{letter}*").must_not == (Word(letter, fuzzy=False),)
    assert plain(f"torture {letter}", as_you_type=True).must == (Word("torture"), Word(letter, fuzzy=letter != "3"))


def test_two_letters_or_one_wide_character_are_a_beginning():
    assert plain("ab*").must == (Word("ab", prefix=True, fuzzy=False, required=True),)
    assert plain("灭*").must == (Word("灭", prefix=True, fuzzy=False, required=True),)
    assert plain("灭*").problems == ()


def test_an_open_quotation_mark_is_left_out_with_a_note():
    query = plain('torture "Koblenz Raslan')
    assert texts(query.must) == ["torture", "Koblenz", "Raslan"]
    assert len(query.problems) == 1


def test_numbers_are_never_guessed():
    assert plain("paragraph 2842").must[1] == Word("2842", fuzzy=False)


@pytest.mark.parametrize(
    "typed", ["", "   ", "§", "🙂", '"', "-", "***", "()", ":", "OR", "AND NOT", '""', "\x00", "\ud800"]
)
def test_what_asks_for_nothing_asks_for_all_decisions(typed):
    query = plain(typed)
    assert (query.must, query.must_not, query.filters) == ((), (), {})
    assert query.typed == typed


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=300)
    | st.text(alphabet='"“”-()[]{}:*|§/.,<>= aB3\u00a0\u0300ß🙂ORNT', max_size=120)
    | st.builds(lambda name, value: f"{name}:{value}", st.sampled_from(sorted(FIELDS)), st.text(max_size=30))
)
@example("ecli:")
@example("date:..")
@example('-"')
@example("3 StR 564/19" * 900)
@example("wort " * 3000)
def test_nothing_that_can_be_typed_is_an_error(typed):
    query = parse_query(typed)
    assert query.typed == typed
    assert len(query.must) <= 80


def test_ten_thousand_characters_are_cut_with_a_note():
    query = plain("torture " * 1250)
    assert any("2,000" in problem for problem in query.problems)


# -- concepts --------------------------------------------------------------------------------------------------------


def words_of(clause):
    words = [part for part in clause.parts if not isinstance(part, Fact)]
    return [part.text if isinstance(part, Word) else " ".join(part.words) for part in words]


def test_a_concept_is_searched_by_all_its_names_the_typed_one_first():
    (clause,) = parse_query("torture").must
    names = words_of(clause)
    assert clause.parts[0] == Word("torture")
    assert "Folter" in names
    assert names.index("Folter") > 0


def test_a_concept_of_several_words_keeps_what_was_typed():
    query = parse_query("command responsibility Syria")
    first, second = query.must[:2]
    assert first.parts[:2] == (Phrase(("command", "responsibility")), Word("command"))
    assert second.parts[:2] == (Phrase(("command", "responsibility")), Word("responsibility"))
    assert "Vorgesetztenverantwortlichkeit" in words_of(first)
    assert "Syrien" in words_of(query.must[2])


def test_what_a_concept_state_or_year_is_recorded_as_is_searched_for_too():
    (torture, syria, year) = parse_query("Folter syrische 2021").must
    assert Fact("crime", ("torture",)) in torture.parts
    assert {part.facet for part in syria.parts if isinstance(part, Fact)} == {
        "territorial_state",
        "nationality",
        "forum",
    }
    assert year == AnyOf((Word("2021", fuzzy=False), Fact("year", ("2021",))))


def test_everyday_words_have_names_in_other_languages_but_none_that_every_text_holds():
    (women,) = parse_query("femmes").must
    assert {"women", "Frauen", "نساء"} <= set(words_of(women))
    (group,) = parse_query("Daesh").must
    assert "is" not in {name.casefold() for name in words_of(group)}
    assert parse_query("is").must == (Word("is"),)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Außenministers", "foreign minister"),  # genitive
        ("الهجمات الكيميائية", "chemical attack"),  # with the article
        ("vapenhandlarens", "arms dealer"),
        ("واستعباد", "slave"),  # with the conjunction
        ("Völkermordprozess", "genocide"),  # the first part of a compound
        ("Widerstandskommandeur", "commander"),  # the last part, where the first names nothing
        ("non-rétroactivité", "retroactivity"),  # one word for its reader, two for the index
    ],
)
def test_inflected_words_name_what_their_plain_form_names(typed, name):
    names = {found for clause in parse_query(typed).must for found in words_of(clause)}
    assert name in names


def test_words_that_mean_something_else_in_another_language_are_understood_but_not_searched_for():
    (nuns,) = parse_query("monja").must
    assert {"nun", "nonnen"} & set(words_of(nuns)) == {"nun"}  # the Dutch `non` would be in every French text
    (typed,) = parse_query("nonnen").must
    assert "nun" in words_of(typed)


def test_a_name_in_arabic_letters_is_searched_for_by_its_sound():
    (name,) = parse_query("رسلان").must
    assert name.parts[1] == Fact("sound", ("rsln",))


def test_field_values_are_neither_widened_nor_given_up():
    assert parse_query("accused:Syria").must == (Word("Syria", required=True, accused=True),)


def test_elisions_and_genitives_are_no_part_of_a_word():
    assert texts(plain("crime contre l’humanité d'assises").must) == ["crime", "humanité", "assises"]
    assert texts(plain("Syria's regime").must) == ["Syria", "regime"]
    (shown,) = expansions(parse_query("crimes contre l'humanité"))
    assert shown.id == "crimes_against_humanity"


def test_what_stands_around_the_name_of_a_case_is_not_searched_for():
    assert texts(plain("Raslan case").must) == ["Raslan"]
    assert texts(plain("case").must) == ["case"]
    assert texts(plain("R v Zardad").must) == ["Zardad"]
    assert texts(plain("Regina v. Bow Street, ex p. Pinochet").must) == ["Bow", "Street", "Pinochet"]
    assert texts(plain("In re Pinochet et al.").must) == ["Pinochet"]
    assert texts(plain("immunity ex parte").must) == ["immunity"]
    assert texts(plain("ex parte").must) == ["ex", "parte"]
    assert texts(plain("Onesphore R.").must) == ["Onesphore", "R"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Prosecutor v. Morani", ["Morani"]),
        ("Le Procureur c. Morani", ["Morani"]),
        ("Morani c. Ministère public de la Confédération", ["Morani"]),
        ("Morani contre le ministère public", ["Morani"]),
        ("Bundesanwaltschaft gegen Morani", ["Morani"]),
        ("Generalbundesanwalt ./. Morani", ["Morani"]),
        ("openbaar ministerie tegen Morani", ["Morani"]),
        ("Åklagaren mot Morani", ["Morani"]),
        ("United States v. Belmonte", ["Belmonte"]),
        ("Attorney-General of Utopia v. Belmonte", ["Belmonte"]),
        ("prosecutor discretion", ["prosecutor", "discretion"]),
        ("Belmonte v. Alvarez", ["Belmonte", "Alvarez"]),
        ("people v state", ["state"]),
    ],
)
def test_nor_is_whoever_prosecutes(typed, left):
    assert texts(plain(typed).must) == left


@pytest.mark.parametrize(
    "typed", ["3 StR 57/17; NJW 2017, 3667", "3 StR 57/17 = NJW 2017, 3667", "3 StR 57/17 (= NJW 2017, 3667)"]
)
def test_one_of_two_citations_of_a_decision_is_enough(typed):
    (clause,) = plain(typed).must
    assert norms(clause) == ["3STR57-17", "NJW2017-3667"]


def test_two_numbers_side_by_side_are_both_wanted():
    one, other = plain("3 StR 57/17 AK 23/19").must
    assert (norms(one), norms(other)) == (["3STR57-17"], ["AK23-19"])
    assert plain("-3 StR 57/17; AK 23/19").must_not == (plain("3 StR 57/17").must[0],)


@pytest.mark.parametrize(
    "typed",
    [
        "Urt. v. 27. Juli 2017 (3 StR 57/17)",
        "Urteil vom 27. Juli 2017 3 StR 57/17",
        "BGH (3 StR 57/17)",
        "Aktz. [3 StR 57/17]",
    ],
)
def test_a_docket_in_brackets_behind_its_date(typed):
    (clause,) = plain(typed).must
    assert norms(clause) == ["3STR57-17"]


def test_two_whole_words_with_a_hyphen_between_are_two():
    assert texts(plain("jezidi-vrouwen").must) == ["jezidi", "vrouwen"]
    assert texts(plain("non-retroactivity").must) == ["non-retroactivity"]


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("non-retroactivity", "legality"),
        ("non-rétroactivité", "legality"),
        ("Befehlsverantwortlichkeit", "superior_responsibility"),
        ("bevelsaansprakelijkheid", "superior_responsibility"),
        ("Aushungern", "starvation"),
        ("ATS", "universal_civil_jurisdiction"),
    ],
)
def test_what_lawyers_call_a_concept_finds_it_by_its_other_names(typed, concept):
    assert concept in [shown.id for shown in expansions(parse_query(typed))]


def test_the_expansion_can_be_shown_and_switched_off():
    shown = expansions(parse_query("crimes against humanity"))
    assert [(item.typed, item.id) for item in shown] == [("crimes against humanity", "crimes_against_humanity")]
    assert "Verbrechen gegen die Menschlichkeit" in shown[0].names
    assert expansions(parse_query("crimes against humanity", expand=False)) == ()
    assert expansions(parse_query('"crimes against humanity"')) == ()
    assert expansions(parse_query("3 StR 564/19 torture OR rape")) == ()


def test_small_words_inside_a_concept_name_are_no_clause_of_their_own():
    query = parse_query("responsabilité du supérieur hiérarchique")
    assert len(query.must) == 3
    assert all(
        clause.parts[0] == Phrase(("responsabilité", "du", "supérieur", "hiérarchique")) for clause in query.must
    )


def test_added_names_are_never_guessed_at():
    for clause in parse_query("genocide Rwanda").must:
        assert not any(isinstance(part, Word) and part.fuzzy for part in clause.parts[1:])
