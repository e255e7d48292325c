"""What is weighed for relevance: the words beside a crime, the State of the court, and the State of the acts."""

from __future__ import annotations

import pytest

from enrichment.decision import Relevance
from enrichment.enrich import enrich
from enrichment.evaluation.fit_relevance import Example, cross_validate, signals_of
from enrichment.facts.forum import guess_forum
from enrichment.facts.reading import read_sentences
from enrichment.relevance import of_known_decision
from enrichment.text import Paragraph, Text


def _text(text: str, language: str, title: str | None = None) -> Text:
    return Text(tuple(Paragraph(line) for line in text.split("\n")), "plain", "plain", language=language, title=title)


def _forum(text: str, language: str, title: str | None = None) -> tuple[frozenset[str], bool]:
    reading = read_sentences([Paragraph(text)], title=title, language=language)
    return guess_forum(reading.sentences, None, (), language)


@pytest.mark.parametrize(
    ("text", "language", "state"),
    [
        ("The Vilnius Regional Court tried the officers for war crimes.", "en", "LTU"),
        ("The Military Court of Ituri, sitting at Bunia, finds the lieutenant guilty.", "en", "COD"),
        ("Das Bezirksgericht in Kiew hat den Unteroffizier verurteilt.", "de", "UKR"),
        ("The Rwandan High Court convicts the accused.", "en", "RWA"),
        ("The defendant was charged under 18 U.S.C. § 2340A.", "en", "USA"),
    ],
)
def test_a_court_named_in_passing_tells_its_state(text: str, language: str, state: str) -> None:
    forum, known = _forum(text, language)
    assert state in forum
    assert known


def test_a_tribunal_s_name_and_a_treaty_s_town_tell_no_state() -> None:
    forum, _ = _forum("The President of Sudan is charged by the International Criminal Court in Darfur.", "en")
    assert "SDN" not in forum
    signals = signals_of(_text("The court applies the Rome Statute and the Geneva Conventions to the killings.", "en"))
    assert "scene_abroad" not in signals


def test_a_title_that_begins_with_a_state_tells_the_forum_and_a_state_tried_of_does_not() -> None:
    forum, known = _forum("The court finds the former minister guilty.", "en", "Ethiopia: judgment of 12 December 2006")
    assert (forum, known) == (frozenset({"ETH"}), True)
    forum, _ = _forum("A prosecutor in Helsinki has charged him. The court will hear witnesses in Monrovia.", "en")
    assert forum == frozenset({"FIN"})


def test_an_asylum_claim_in_the_story_of_an_accused_is_no_asylum_case() -> None:
    story = "The appellant, who had sought refugee status in Canada, was found guilty of seven counts of genocide."
    assert signals_of(_text(story, "en")).get("crime_charged")
    claim = "The applicant was refused refugee status as there are serious reasons for considering a war crime."
    assert signals_of(_text(claim, "en")).get("crime_only_beside_other_matters") == 1.0


def test_crimes_that_are_an_organisation_s_aims_are_not_at_issue() -> None:
    aims = (
        "Der Beschuldigte ist verdächtig, Mitglied einer Vereinigung zu sein, deren Zwecke darauf gerichtet sind, "
        "Kriegsverbrechen zu begehen."
    )
    signals = signals_of(_text(aims, "de"))
    assert signals["crime_as_an_organisation_s_aim"] == 1.0
    assert "core_crime_at_issue" not in signals


def test_acts_told_without_the_name_of_a_crime_count_where_an_armed_power_did_them_abroad() -> None:
    story = (
        "The Brussels Court of Assizes sentenced the accused to life. He commanded a militia in Liberia whose men shot "
        "villagers at a checkpoint. He has been living in Belgium since 2003."
    )
    relevance = enrich(_text(story, "en")).relevance
    assert relevance.label == "uj"
    assert any("militia" in reason for reason in relevance.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "The corporal was convicted by the Arnhem court: he had beaten a soldier during an exercise in Poland.",
        "The accused, a soldier, was convicted of beating his girlfriend. He fled to Poland, where he was arrested.",
        "The defendant concealed in his application for naturalization that he had beaten prisoners at a police "
        "camp in Ethiopia. He was convicted of making false statements and his citizenship was revoked.",
    ],
)
def test_a_soldier_s_private_crime_and_a_lie_about_the_past_are_no_core_crimes(text: str) -> None:
    assert "grave_acts_of_an_armed_power" not in signals_of(_text(text, "en"))
    assert enrich(_text(text, "en")).relevance.label == "neither"


def test_a_law_that_serves_only_to_try_crimes_abroad_is_a_sign_of_its_own() -> None:
    ruling = "El juez archiva la querella porque el artículo 23.4 LOPJ exige que el querellado resida en España."
    assert signals_of(_text(ruling, "es"))["law_for_crimes_abroad"] == 1.0


def test_an_ordinary_text_never_reaches_the_queue() -> None:
    relevance = enrich(
        _text("The defendant, a Syrian national living in London, was convicted of theft in Leeds.", "en")
    ).relevance
    assert relevance.label == "neither"
    assert relevance.score < 0.1
    assert relevance.reasons[0].startswith("against:")


def test_a_decision_of_the_registry_is_uj_case_law_whatever_its_text_says() -> None:
    relevance = of_known_decision(Relevance("neither", 0.02, ("against: no core crime is named",)))
    assert relevance.label == "uj"
    assert relevance.score >= 0.99
    assert "registry" in relevance.reasons[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das Gericht verurteilt den Angeklagten, einen Syrer, wegen § 8 Abs. 1 Nr. 1 VStGB zu acht Jahren.", "de"),
        ("The accused, a Liberian, is charged under section 134 of the Criminal Justice Act 1988.", "en"),
    ],
)
def test_a_crime_named_by_its_number_alone_is_named(text: str, language: str) -> None:
    assert signals_of(_text(text, language)).get("crime_named")


def test_acts_of_an_armed_power_abroad_are_told_without_the_name_of_a_crime() -> None:
    told = (
        "The Central Criminal Court found the defendant guilty.\n"
        "Rebels under his command in Lofa county hacked villagers with machetes and carried off the girls as slaves."
    )
    signals = signals_of(_text(told, "en"))
    assert signals.get("grave_acts_abroad")
    assert signals.get("trial_over_a_conflict_abroad")
    at_the_pub = told + "\nHe had been drinking in a pub with his girlfriend."
    assert not signals_of(_text(at_the_pub, "en")).get("grave_acts_abroad")


def test_acts_told_of_a_terrorist_organisation_are_not_those_of_its_member() -> None:
    text = (
        "Der Angeklagte wird wegen Mitgliedschaft in einer terroristischen Vereinigung verurteilt.\n"
        "Die Kämpfer der Vereinigung hatten in Rakka Gefangene enthauptet."
    )
    signals = signals_of(_text(text, "de"))
    assert signals.get("terrorism_is_what_is_charged")
    assert not signals.get("grave_acts_of_an_armed_power")


def test_torture_with_nothing_abroad_is_a_matter_of_the_home_police() -> None:
    text = "El acusado, agente, es condenado por un delito de torturas del artículo 174 del Código Penal en Málaga."
    assert signals_of(_text(text, "es", "Audiencia Provincial de Málaga")).get("torture_with_nothing_abroad")


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        ("Jurisdicción Especial para la Paz, Auto", "Se imputan crímenes de guerra cometidos en el Cauca.", "es"),
        ("Court of Bosnia and Herzegovina", "The accused is guilty of war crimes against civilians at Foča.", "en"),
    ],
)
def test_a_court_set_up_for_the_crimes_of_its_own_state_is_told(title: str, text: str, language: str) -> None:
    assert signals_of(_text(text, language, title)).get("court_for_core_crimes_at_home")
    assert enrich(_text(text, language, title)).relevance.label == "core_crime"


def test_a_constitutional_court_is_no_court_for_core_crimes() -> None:
    text = _text("The appeal concerns a pension.", "en", "Constitutional Court of Bosnia and Herzegovina")
    assert not signals_of(text).get("court_for_core_crimes_at_home")


def test_inflected_names_of_states_are_places_of_the_acts_in_other_languages() -> None:
    text = "Käräjäoikeus tuomitsi miehen sotarikoksista, jotka tehtiin Liberiassa vuonna 2001."
    assert signals_of(_text(text, "fi")).get("scene_abroad")


@pytest.mark.parametrize(
    ("title", "text", "language"),
    [
        ("VG Köln", "Der Kläger, ein Syrer, soll Verbrechen gegen die Menschlichkeit in Homs begangen haben.", "de"),
        (
            "Extradition request",
            "The requesting State seeks the extradition of the requested person for genocide in Rwanda.",
            "en",
        ),
    ],
)
def test_proceedings_in_which_no_crime_is_tried_stay_below_review(title: str, text: str, language: str) -> None:
    assert enrich(_text(text, language, title)).relevance.score <= 0.3


def test_weights_are_checked_on_texts_they_were_not_fitted_on() -> None:
    def example(label: str, batch: str) -> Example:
        values = {"uj": {"crime_named": 1.0, "scene_abroad": 1.0}, "core_crime": {"crime_named": 1.0}}
        return Example(label, 1.0, values.get(label, {"about_asylum": 1.0}), batch)

    examples = [example(label, batch) for batch in ("a", "b") for label in ("uj", "core_crime", "neither") * 5]
    found = dict(cross_validate(examples))
    assert set(found) == {"a", "b"}
    assert all(tally.right + tally.missed == 5 for tally in found.values())


def test_a_crime_named_once_in_a_long_judgment_says_little() -> None:
    named = "The accused was charged with genocide in Rwanda."
    rest = "\n".join("The appeal turns on the meaning of the contract between the parties." for _ in range(1_000))
    short, long = signals_of(_text(named, "en")), signals_of(_text(f"{named}\n{rest}", "en"))
    assert long["crime_named"] < 0.5 * short["crime_named"]
