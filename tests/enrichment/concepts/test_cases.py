from __future__ import annotations

from dataclasses import replace

from enrichment.cases import case_key, known_decision
from enrichment.decision import Court, Decision
from enrichment.enrich import enrich
from tests.enrichment.concepts.court_texts import text_of

_COURT = Court("DEU/OLGXX", "Oberlandesgericht Musterstadt", "DEU", level="first")
_DECISION = Decision(
    language="de", title=None, court=_COURT, paragraphs=(), docket_numbers=("7 StE 99/29",), decision_date="2029-01-02"
)


def test_a_decision_of_the_registry_bears_its_case():
    text = (
        "Bundesgerichtshof\nUrteil vom 28. Januar 2021\n3 StR 564/19\nECLI:DE:BGH:2021:280121U3STR564.19.0\n"
        "Die Revision des Angeklagten wegen Kriegsverbrechens wird verworfen."
    )
    decision = enrich(text_of(text, "de"))
    assert decision.registry_id == "de-afghan-officer--2021-01-28--supreme"
    assert decision.case_key == "de-afghan-officer"


def test_an_unknown_decision_names_its_own_case_by_country_and_docket():
    assert known_decision(_DECISION) is None
    key = case_key(_DECISION)
    assert key is not None
    assert key.startswith("deu-")
    assert key == case_key(replace(_DECISION, docket_numbers=("7 StE 99/29", "7 StE 100/29")))
    assert key == case_key(replace(_DECISION, docket_numbers=("7  StE  99/29",)))


def test_the_appeal_joins_the_first_instance_it_came_from():
    appeal = replace(_DECISION, court=Court("DEU/BGH", "Bundesgerichtshof", "DEU"), docket_numbers=("3 StR 888/30",))
    joined = case_key(appeal, ["vorgehend OLG Musterstadt, 2. Januar 2029, 7 StE 99/29, Urteil"])
    assert joined == case_key(_DECISION)


def test_dutch_instances_are_joined_by_ecli():
    court = Court("NLD/HR", "Hoge Raad", "NLD")
    last = replace(_DECISION, court=court, docket_numbers=("29/01234",), ecli="ECLI:NL:HR:2031:7777")
    first = replace(_DECISION, court=court, docket_numbers=("09/999999-29",), ecli="ECLI:NL:RBDHA:2029:5555")
    relation = ["In cassatie op: ECLI:NL:GHDHA:2030:6666", "ECLI:NL:RBDHA:2029:5555"]
    assert case_key(last, relation) == case_key(first)


def test_without_any_identifier_there_is_no_case():
    assert case_key(replace(_DECISION, docket_numbers=())) is None
