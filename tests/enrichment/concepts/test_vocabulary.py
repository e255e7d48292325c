from __future__ import annotations

import json
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest

from enrichment.vocabulary import load_concepts, load_countries, load_offences, load_situations, offence_of
from enrichment.vocabulary.cues import load_cues

WORKING = ("de", "en", "fr", "nl", "es", "sv")
TYPES = {
    "crime", "underlying_act", "contextual_element", "mode_of_liability", "defence", "jurisdiction_basis",
    "jurisdiction_condition", "immunity_bar", "procedure", "evidence", "sentencing", "outcome", "institution",
    "source_of_law",
}  # fmt: skip


def test_every_concept_has_a_type_a_definition_and_terms_in_english():
    concepts = load_concepts()
    assert len(concepts) >= 95
    assert len({concept.id for concept in concepts}) == len(concepts)
    for concept in concepts:
        assert concept.type in TYPES, concept.id
        assert concept.definition.endswith("."), concept.id
        assert concept.labels["en"], concept.id


@pytest.mark.parametrize("language", WORKING)
def test_concepts_have_terms_in_every_working_language(language):
    missing = [concept.id for concept in load_concepts() if not concept.labels.get(language)]
    assert len(missing) <= 1, missing


def test_every_concept_of_the_research_is_covered(shared_data):
    rows = json.loads((shared_data / "registry/concepts.json").read_text(encoding="utf-8"))
    rows = rows if isinstance(rows, list) else rows["concepts"]
    known = {concept.id: concept for concept in load_concepts()}
    for row in rows:
        concept = known[row["id"]]
        for language, labels in row["labels"].items():
            if language in WORKING:
                assert concept.labels.get(language), (concept.id, language)
                assert (
                    labels["preferred"].lower() in {term.lower() for term in concept.labels[language]}
                    or language != "en"
                )


@pytest.mark.parametrize("language", WORKING)
def test_concepts_have_several_terms_or_forms_to_search_by(language):
    single = [concept.id for concept in load_concepts() if len(concept.labels.get(language, ())) == 1]
    assert len(single) <= 3, single


def test_no_term_is_listed_twice_for_one_concept():
    for concept in load_concepts():
        for language, terms in concept.labels.items():
            assert len({term.lower() for term in terms}) == len(terms), (concept.id, language)


def test_an_ambiguous_term_is_shown_and_searched_but_not_read_from_texts():
    persecution = next(concept for concept in load_concepts() if concept.id == "persecution")
    assert persecution.preferred("de") == "Verfolgung"
    assert "Verfolgung" not in persecution.unambiguous("de")


def test_a_concept_without_a_term_in_a_language_shows_the_english_one():
    genocide = next(concept for concept in load_concepts() if concept.id == "genocide")
    assert genocide.preferred("fi") == "genocide"


def test_every_state_has_a_name_in_every_working_language():
    for country in load_countries():
        assert re.fullmatch(r"[A-Z]{3}", country.id)
        for language in WORKING:
            assert country.names[language], (country.id, language)


def test_the_registry_names_only_states_of_the_vocabulary():
    from enrichment.registry import load_registry

    known = {country.id for country in load_countries()}
    named = {state for row in load_registry() for state in (row.forum_country, *row.territorial_states) if state}
    assert named <= known


@pytest.mark.parametrize(
    ("norm", "crime"),
    [
        ("VStGB/6/1/2", "genocide"),
        ("VStGB/7/1/5", "crimes_against_humanity"),
        ("VStGB/12", "war_crimes"),
        ("VStGB/13", "aggression"),
        ("RomeStatute/8/2/c/i", "war_crimes"),
        ("RomeStatute/8bis", "aggression"),
        ("CP-FR/212-1", "crimes_against_humanity"),
        ("CP-FR/461-2", "war_crimes"),
        ("WIM/4/1", "crimes_against_humanity"),
        ("StGB-CH/264a", "crimes_against_humanity"),
        ("BrB/22:6", "war_crimes"),
        ("18USC/2340-2340A", "torture"),
        ("CrimJusticeAct1988/134", "torture"),
        ("CP-ES/607bis", "crimes_against_humanity"),
        ("CP-BE/136bis", "genocide"),
        ("StGB-AT/321b", "war_crimes"),
        ("StGB-DE/129b/1", "terrorism_related"),
    ],
)
def test_a_provision_means_its_crime_whatever_subdivision_is_cited(norm, crime):
    offence = offence_of(norm)
    assert offence is not None
    assert offence.crime == crime


def test_an_unknown_provision_means_nothing():
    assert offence_of("BGB/823/1") is None
    assert offence_of("") is None


def test_german_core_crimes_match_the_headings_of_the_code(shared_data):
    headings = {}
    root = ElementTree.parse(shared_data / "reference/vstgb/vstgb_gii_source.xml").getroot()
    for norm in root.iter("norm"):
        number, title = norm.findtext(".//enbez"), norm.findtext(".//titel")
        if number and title:
            headings[number.removeprefix("§ ")] = "".join(title)
    expected = {"genocide": "Völkermord", "crimes_against_humanity": "Verbrechen gegen die Menschlichkeit"}
    expected |= {"war_crimes": "Kriegsverbrechen", "aggression": "Verbrechen der Aggression"}
    crimes = {p.split("/")[1]: o.crime for p, o in load_offences().items() if p.startswith("VStGB/") and o.crime}
    assert set(crimes) == {"6", "7", "8", "9", "10", "11", "12", "13"}
    for section, crime in crimes.items():
        assert headings[section].startswith(expected[crime])


def test_situations_lie_in_known_states():
    known = {country.id for country in load_countries()}
    for situation in load_situations():
        assert set(situation.states) <= known
        assert situation.covers(situation.first_year)


def test_every_kind_of_cue_speaks_the_working_languages():
    for kind, words in load_cues().items():
        assert set(WORKING) - {"de", "es"} <= set(words) | {"de", "es"}, kind


def test_the_vocabulary_loads_without_a_language_library():
    code = (
        "import sys; import enrichment.vocabulary as v; v.load_concepts(); v.load_countries();"
        "assert not {'spacy', 'scrapy', 'dagster'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
