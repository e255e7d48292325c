"""The registry's files keep to their schema and to what the project promises about people and evidence."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date

import pytest
from jsonschema import Draft202012Validator
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from enrichment.registry import DECISIONS, SCHEMA, RegistryDecision, load_registry
from enrichment.vocabulary.courts import load_courts

FILES = sorted(DECISIONS.glob("*.json"))

# Acquitted, or the charges were dismissed: named by initials or by the court's own cipher, in every instance.
ANONYMISED = {
    "ca-mungwarere--2013-07-05--first",
    "fi-massaquoi--2022-04-29--first",
    "fi-massaquoi--2024-01-31--appeal",
    "gb-reeves-taylor--2018--appeal",
    "gb-reeves-taylor--2019-11-13--supreme",
    "nl-abdul-r--2022-04-14--first",
    "nl-abdul-r--2024-06-12--appeal",
    "nl-faqirzada--2007--first",
}
# An acquittal that a later conviction replaced.
CONVICTED_IN_THE_END = {"nl-kouwenhoven--2008--appeal"}


def by_id() -> dict[str, RegistryDecision]:
    return {row.decision_id: row for row in load_registry()}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_fits_the_schema(file):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    errors = [
        f"{'/'.join(map(str, error.path))}: {error.message}"
        for error in validator.iter_errors(json.loads(file.read_text(encoding="utf-8")))
    ]
    assert errors == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_file_holds_the_decisions_of_its_forum_in_order(file):
    rows = json.loads(file.read_text(encoding="utf-8"))
    assert {(row["forum_country"] or "intl").lower() for row in rows} == {file.stem}
    assert [row["decision_id"] for row in rows] == sorted(row["decision_id"] for row in rows)


def test_every_decision_is_loaded_once():
    rows = load_registry()
    assert len(rows) >= 197
    assert len({row.decision_id for row in rows}) == len(rows)
    assert [row.decision_id for row in rows] == sorted(row.decision_id for row in rows)


def test_loaded_rows_are_immutable_and_hold_tuples():
    row = by_id()["de-raslan--2022-01-13--first"]
    assert row.docket_numbers == ("1 StE 9/19",)
    assert row.crimes == ("crimes_against_humanity",)
    assert row.decision_date == "2022-01-13"
    assert all(len(sentences) == 2 for sentences in row.summaries.values())
    with pytest.raises(AttributeError):
        row.court = "another"  # type: ignore[misc]


def test_eclis_are_unique():
    counted = Counter(row.ecli for row in load_registry() if row.ecli)
    assert [ecli for ecli, times in counted.items() if times > 1] == []


def test_ecli_agrees_with_country_and_day():
    prefixes = {"DEU": "DE", "NLD": "NL", "FRA": "FR", "ESP": "ES", None: "CE"}
    for row in load_registry():
        if row.ecli:
            _, country, _, year, _ = row.ecli.split(":")
            assert country == prefixes[row.forum_country], row.decision_id
            assert row.decision_date is None or year == row.decision_date[:4], row.decision_id


def test_courts_are_those_of_the_court_register():
    courts = load_courts()
    for row in load_registry():
        assert courts[row.court_id].country == row.forum_country, row.decision_id


def test_related_decisions_and_cases_exist():
    rows = by_id()
    cases = {row.case_key for row in rows.values()}
    for row in rows.values():
        for other in row.related:
            assert other in rows or other in cases, (row.decision_id, other)
            assert other not in {row.decision_id, row.case_key}


def test_related_names_every_other_decision_of_the_case():
    for row in load_registry():
        same = {other.decision_id for other in load_registry() if other.case_key == row.case_key} - {row.decision_id}
        assert same <= set(row.related), row.decision_id


def test_a_case_has_one_name():
    names: dict[str, set[str]] = {}
    for row in load_registry():
        names.setdefault(row.case_key, set()).add(row.case_name)
    assert {case: name for case, name in names.items() if len(name) != 1} == {}


def test_dates_are_real_days_or_years():
    for row in load_registry():
        if row.decision_date and "-" in row.decision_date:
            assert date(1945, 1, 1) < date.fromisoformat(row.decision_date), row.decision_id


def test_an_omitted_field_is_empty():
    for row in load_registry():
        for field in row.omitted_fields:
            assert not getattr(row, field), (row.decision_id, field)


def test_every_decision_is_summarised_in_english_and_in_the_language_of_the_forum():
    for row in load_registry():
        assert set(row.summaries) == {"en", row.language}, row.decision_id


def test_no_sentence_serves_two_decisions():
    counted = Counter(
        sentence for row in load_registry() for sentences in row.summaries.values() for sentence in sentences
    )
    assert [sentence for sentence, times in counted.items() if times > 1] == []


# A full stop ends a sentence when a capital follows, unless it stands after an abbreviation, a single letter or a number.
SENTENCE_END = re.compile(r"(?<![.\s]\w)(?<!\bno)(?<!\bAbs)(?<!\bNr)(?<![0-9])[.!?]\s+(?=[A-ZÄÖÜÅÉ])")


def test_each_string_of_a_summary_is_one_sentence():
    for row in load_registry():
        for language, sentences in row.summaries.items():
            for sentence in sentences:
                assert not SENTENCE_END.search(sentence), (row.decision_id, language, sentence)


def test_the_sentence_check_sees_two_sentences():
    assert SENTENCE_END.search("The court convicted him. It imposed ten years.")
    assert not SENTENCE_END.search("Verurteilt nach § 8 Abs. 1 Nr. 9 VStGB und 18 U.S.C. §§ 2340-2340A.")


def test_summaries_are_written_in_their_language():
    recogniser = LanguageIdentifier.from_model_file(MODEL_FILE)
    recogniser.set_languages([row.language for row in load_registry()] + ["en"])
    for row in load_registry():
        for language, sentences in row.summaries.items():
            found, _ = recogniser.classify(" ".join(sentences))
            assert found == language, (row.decision_id, language, found)


def test_acquitted_persons_appear_by_initials_only():
    rows = by_id()
    for decision_id in ANONYMISED:
        for form in rows[decision_id].accused:
            assert re.fullmatch(r"([A-Z]\. )*[A-Z]\.|[A-Z]{3}", form), (decision_id, form)


def test_no_acquittal_is_forgotten():
    acquitted = {row.decision_id for row in load_registry() if row.outcome == "acquitted"}
    assert acquitted - CONVICTED_IN_THE_END <= ANONYMISED
    cases = {by_id()[decision_id].case_key for decision_id in ANONYMISED}
    assert {row.decision_id for row in load_registry() if row.case_key in cases} == ANONYMISED


# -- against the researched material, where it is at hand --------------------------------------------------------------


@pytest.fixture(scope="module")
def researched(shared_data):
    file = shared_data / "registry" / "decisions.json"
    return {row["decision_id"]: row for row in json.loads(file.read_text(encoding="utf-8"))}


def test_every_evidenced_decision_is_registered(researched):
    """With low confidence only where a page shows who was tried for which crimes; day and result then stay open."""
    evidenced = {
        key
        for key, row in researched.items()
        if row["confidence"] in {"high", "medium"}
        or (row["evidence"] and not {"accused", "crimes", "territorial_states"} & set(row["unverified_fields"]))
    }
    assert set(by_id()) == evidenced


def test_unverified_fields_stay_out(researched):
    for row in load_registry():
        unverified = set(researched[row.decision_id]["unverified_fields"]) - {"charges_text"}
        assert set(row.omitted_fields) == unverified, row.decision_id
        for field in unverified:
            assert not getattr(row, field), (row.decision_id, field)


# Values that the research itself marks as doubtful in its notes although the field is not listed as unverified.
CORRECTED = {("es-scilingo--2007-10-01--supreme", "sentence")}


def test_verified_fields_are_kept_as_researched(researched):
    same = {
        "case_key", "court", "court_en", "forum_country", "instance", "docket_numbers", "ecli", "neutral_citation",
        "decision_date", "decision_type", "territorial_states", "crimes", "legal_provisions", "jurisdiction_basis",
        "modes_of_liability", "immunity_issue", "outcome", "sentence", "ngo_involved", "language", "official_url",
        "evidence", "confidence",
    }  # fmt: skip
    for row in load_registry():
        source = researched[row.decision_id]
        for field in same - set(source["unverified_fields"]):
            if (row.decision_id, field) not in CORRECTED:
                expected = source[field]
                value = getattr(row, field)
                assert value == (tuple(expected) if isinstance(expected, list) else expected), (row.decision_id, field)


def test_accused_are_kept_unless_anonymised(researched):
    for row in load_registry():
        source = researched[row.decision_id]
        if row.decision_id not in ANONYMISED and "accused" not in source["unverified_fields"]:
            assert row.accused == tuple(source["accused"]), row.decision_id


def test_no_acquitted_name_remains_in_any_sentence_or_name(researched):
    ordinary = {"former", "accused", "name", "withheld"}
    for decision_id in ANONYMISED:
        row = by_id()[decision_id]
        names = {word for form in researched[decision_id]["accused"] for word in re.findall(r"\w{4,}", form)} - ordinary
        assert names, decision_id
        shown = [row.case_name, *row.accused, *(text for pair in row.summaries.values() for text in pair)]
        for name in names:
            assert not any(name.lower() in text.lower() for text in shown), decision_id


def test_no_sentence_is_copied_from_the_research(researched):
    def words(text):
        return re.findall(r"\w+", text.lower())

    copied = [
        words(part)
        for row in researched.values()
        for text in (row["charges_text"], row["notes"] or "")
        for part in re.split(r"[.;:]\s", text)
    ]
    runs = {tuple(part[i : i + 12]) for part in copied for i in range(len(part) - 11)}
    for row in load_registry():
        for sentence in row.summaries["en"]:
            said = words(sentence)
            assert not any(tuple(said[i : i + 12]) in runs for i in range(len(said) - 11)), row.decision_id
