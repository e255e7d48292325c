"""A document is recognised as a known decision when its identifiers leave no doubt."""

from __future__ import annotations

import pytest

from enrichment.registry import load_registry
from enrichment.registry.match import find_match, match_registry

BGH_IMMUNITY = "de-afghan-officer--2021-01-28--supreme"


def id_of(decision):
    return decision and decision.decision_id


@pytest.mark.parametrize(
    "ecli",
    [
        "ECLI:DE:BGH:2021:280121U3STR564.19.0",
        "ecli:de:bgh:2021:280121u3str564.19.0",
        "ECLI : DE : BGH : 2021 : 280121U3STR564.19.0",
    ],
)
def test_by_ecli_however_typed(ecli):
    assert id_of(match_registry(ecli)) == BGH_IMMUNITY


@pytest.mark.parametrize("citation", ["[2019] UKSC 51", "2019 uksc 51", "[2021] AC 349", "[2021] A.C. 349"])
def test_by_neutral_citation_or_report(citation):
    assert id_of(match_registry(neutral_citation=citation)) == "gb-reeves-taylor--2019-11-13--supreme"


@pytest.mark.parametrize("docket", ["3 StR 564/19", "3StR564/19", "3 STR 564/19"])
def test_by_docket_country_and_day(docket):
    found = match_registry(docket_numbers=[docket], country="DEU", decision_date="2021-01-28")
    assert id_of(found) == BGH_IMMUNITY


def test_one_of_several_dockets_is_enough():
    found = match_registry(docket_numbers=["1 BvR 1/99", "AK 60/19"], country="DEU", decision_date="2019-12-17")
    assert id_of(found) == "de-raslan--2019-12-17--supreme"


def test_the_same_docket_on_another_day_is_another_decision():
    match = find_match(docket_numbers=["3 StR 564/19"], country="DEU", decision_date="2021-01-14")
    assert match.decision is None
    assert match.reason == "docket number known, but of another court or day"


def test_the_same_docket_in_another_country_is_another_decision():
    assert match_registry(docket_numbers=["3 StR 564/19"], country="AUT", decision_date="2021-01-28") is None


def test_the_same_docket_of_another_court_is_another_decision():
    found = match_registry(docket_numbers=["AK 60/19"], court_id="DEU/OLGKOBL", decision_date="2019-12-17")
    assert found is None


def test_an_international_court_has_no_country():
    found = match_registry(docket_numbers=["51357/07"], court_id="INTL/ECHR", decision_date="2016-06-21")
    assert id_of(found) == "echr-nait-liman--2016-06-21--international"


def test_a_renamed_court_is_the_same_court():
    found = match_registry(docket_numbers=["09/751003-04"], court_id="NLD/RBDHA", decision_date="2005-12-23")
    assert id_of(found) == "nl-van-anraat--2005-12-23--first"


def test_two_instances_under_one_docket_are_told_apart_by_the_day():
    docket = ["500-73-002500-052"]
    verdict = match_registry(docket_numbers=docket, country="CAN", decision_date="2009-05-22")
    sentence = match_registry(docket_numbers=docket, country="CAN", decision_date="2009-10-29")
    assert id_of(verdict) == "ca-munyaneza--2009-05-22--first"
    assert id_of(sentence) == "ca-munyaneza--2009-10-29--first"


def test_identifiers_of_two_decisions_are_no_match():
    match = find_match(docket_numbers=["07/10063", "07/10064"], country="NLD", decision_date="2008-07-08")
    assert match.decision is None
    assert match.reason.endswith("fits several: nl-hesam--2008-07-08--supreme, nl-jalalzoy--2008-07-08--supreme")


def test_an_ecli_of_its_own_makes_another_decision():
    another = "ECLI:DE:BGH:2021:280121B3STR564.19.0"
    found = match_registry(another, ["3 StR 564/19"], country="DEU", decision_date="2021-01-28")
    assert found is None


def test_a_dutch_translation_under_its_own_ecli_is_the_same_decision():
    translation = "ECLI:NL:RBDHA:2022:4976"
    found = match_registry(translation, ["09/748011-12"], country="NLD", decision_date="2022-04-14")
    assert id_of(found) == "nl-abdul-r--2022-04-14--first"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({}, "no identifier of the registry, no docket number"),
        ({"docket_numbers": ["3 StR 564/19"], "country": "DEU"}, "without the day"),
        ({"docket_numbers": ["3 StR 564/19"], "country": "DEU", "decision_date": "2021"}, "without the day"),
        ({"docket_numbers": ["3 StR 564/19"], "decision_date": "2021-01-28"}, "without court or country"),
        ({"docket_numbers": ["9 XX 1/99"], "country": "DEU", "decision_date": "2021-01-28"}, "not in the registry"),
    ],
)
def test_what_is_missing_is_said(arguments, reason):
    match = find_match(**arguments)
    assert match.decision is None
    assert reason in match.reason


def test_every_decision_with_docket_and_day_finds_itself():
    for row in load_registry():
        if row.docket_numbers and row.decision_date and "-" in row.decision_date and row.forum_country:
            found = find_match(row.ecli, row.docket_numbers, country=row.forum_country, decision_date=row.decision_date)
            assert id_of(found.decision) == row.decision_id, found.reason
