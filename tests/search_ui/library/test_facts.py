"""How registry and texts together give the facts of a decision."""

from __future__ import annotations

from enrichment.decision import Certainty, Evidence, Finding, Instance, Issue, Sentence
from search_ui.library import Library
from tests.search_ui.library.documents import KOBLENZ, document, fact, known

ONE = "de-one--2021-01-28--supreme"


def test_reviewed_values_stand_and_gaps_are_filled(library: Library) -> None:
    library.publish_registry([known(ONE, docket_numbers=("3 StR 1/20",), modes_of_liability=(), sentence=None)])
    text = document(
        "a",
        docket_numbers=("3 StR 1/20",),
        chamber="3. Strafsenat",
        crimes=("genocide",),
        modes_of_liability=("aiding_abetting",),
        sentence="P5Y",
        situation="syria",
        issues=(Issue("functional_immunity", "rejected"),),
    )
    library.publish(text)
    view = library.decision(ONE)
    assert view.crimes == ("war_crimes",)
    assert view.modes_of_liability == ("aiding_abetting",)
    assert (view.sentence, view.situation, view.chamber) == ("P5Y", "syria", "3. Strafsenat")
    assert view.issues == (Issue("functional_immunity", "rejected"),)
    assert "crimes" in view.from_registry
    assert "modes_of_liability" not in view.from_registry


def test_a_disagreement_is_recorded_with_its_evidence(library: Library) -> None:
    library.publish_registry([known(ONE, docket_numbers=("3 StR 1/20",), outcome="convicted")])
    words = "The appeal is dismissed."
    found = fact("outcome", "dismissed", 0, words, "dismissed")
    library.publish(document("a", words, docket_numbers=("3 StR 1/20",), outcome="dismissed", facts=[found]))
    view = library.decision(ONE)
    assert view.outcome == "convicted"
    (conflict,) = view.conflicts
    assert (conflict.field, conflict.registry, conflict.text) == ("outcome", ("convicted",), ("dismissed",))
    assert conflict.evidence == found.evidence


def test_agreement_is_no_conflict(library: Library) -> None:
    ecli = "ECLI:DE:BGH:2021:280121U3STR1.20.0"
    library.publish_registry([known(ONE, ecli=ecli, docket_numbers=("3 StR 1/20",))])
    library.publish(
        document("a", ecli=ecli.lower(), docket_numbers=("3StR 1/20", "3 StR 2/20"), crimes=("war_crimes", "torture"))
    )
    assert library.decision(ONE).conflicts == ()


def test_a_year_is_made_precise_by_the_text(library: Library) -> None:
    library.publish_registry([known(ONE, decision_date="2021")])
    library.publish(document("a", registry_id=ONE, date="2021-03-04"))
    view = library.decision(ONE)
    assert (view.date, view.conflicts) == ("2021-03-04", ())
    library.publish(document("a", registry_id=ONE, date="2020-03-04"))
    view = library.decision(ONE)
    assert (view.date, [conflict.field for conflict in view.conflicts]) == ("2021", ["date"])


def test_only_certain_values_become_facets(library: Library) -> None:
    words = "Perhaps torture, surely genocide."
    facts = [
        fact("crimes", "torture", 0, words, "torture", Certainty.PROBABLE),
        fact("crimes", "genocide", 0, words, "genocide"),
        fact("outcome", "convicted", 0, words, "surely", Certainty.PROBABLE),
    ]
    library.publish(document("a", words, crimes=("torture", "genocide"), outcome="convicted", facts=facts))
    (indexed,) = library.indexed_decisions()
    assert indexed.facets["crime"] == ("genocide",)
    assert indexed.facets["outcome"] == ()
    assert len(library.decision(indexed.id).facts) == 3


def test_what_the_best_text_leaves_open_another_document_fills(library: Library) -> None:
    library.publish(
        document("a", "A long text of the court without its number.", registry_id=None, ecli="ECLI:DE:BGH:2021:1")
    )
    library.publish(
        document("b", "Short.", ecli="ECLI:DE:BGH:2021:1", docket_numbers=("3 StR 1/20",), crimes=("torture",))
    )
    view = library.decision("ecli-de-bgh-2021-1")
    assert view.shown_document.record_id == "a"
    assert (view.docket_numbers, view.crimes) == (("3 StR 1/20",), ("torture",))


def test_titles(library: Library) -> None:
    titled = library.publish(document("a", title="Prosecutor v. N."))
    number = library.publish(document("b", docket_numbers=("1 StE 9/19",), court=KOBLENZ))
    nothing = library.publish(document("c", court=None, date=None))
    library.publish_registry([known(ONE)])
    assert library.decision(titled.decision_id).title == "Prosecutor v. N."
    assert library.decision(number.decision_id).title == "Oberlandesgericht Koblenz, 2021-01-28, 1 StE 9/19"
    assert library.decision(nothing.decision_id).title == nothing.decision_id
    assert library.decision(ONE).title == "Case of the border camp"


def test_a_case_shows_its_instances_in_order(library: Library) -> None:
    first = known("de-camp--2020-05-01--first", instance="first", decision_date="2020-05-01", related=("fr-camp",))
    appeal = known("de-camp--2021-01-28--supreme")
    abroad = known("fr-camp--2019--first", case_name="The same camp in Paris", decision_date="2019")
    library.publish_registry([appeal, first, abroad])
    order = library.publish(document("a", date="2020-06-01", case_key="de-camp"))
    case = library.case("de-camp")
    assert [item.id for item in case.decisions] == [first.decision_id, order.decision_id, appeal.decision_id]
    assert (case.name, case.related) == ("Case of the border camp", (("fr-camp", "The same camp in Paris"),))
    assert library.case("no-such-case") is None
    assert [(item.key, item.decisions, item.first_date) for item in library.cases()] == [
        ("de-camp", 3, "2020-05-01"),
        ("fr-camp", 1, "2019"),
    ]


def test_an_unregistered_decision_is_a_case_of_its_own(library: Library) -> None:
    result = library.publish(document("a", title="A lonely order"))
    assert library.case(result.decision_id).name == "A lonely order"


VERDICT = "Amal Nasser is convicted of war crimes; Basim Odeh is acquitted. Appeal from OLG Koblenz, 1 StE 9/19."


def _proof(quote: str) -> tuple[Evidence, ...]:
    start = VERDICT.index(quote)
    return (Evidence(quote, 0, start, start + len(quote)),)


def test_findings_sentences_and_instances_come_back_as_they_were_read(library: Library) -> None:
    findings = (
        Finding("convicted", "Amal Nasser", "1", ("war_crimes",), ("ordering",), ("VStGB/8",), _proof("Amal Nasser")),
        Finding("acquitted", "Basim Odeh", evidence=_proof("acquitted")),
    )
    sentences = (Sentence("imprisonment", "Amal Nasser", "P9Y", suspended=True, evidence=_proof("convicted")),)
    instances = (Instance("earlier", "OLG Koblenz", "1 StE 9/19", None, "2022-01-13", None, _proof("1 StE 9/19")),)
    read = {
        "findings": findings,
        "sentences": sentences,
        "instances": instances,
        "finality": "not_final",
        "presence": "resident",
        "participation": ("joint_plaintiff",),
        "organisations": ("Islamic State",),
        "places": ("Raqqa",),
    }
    published = library.publish(document("a", VERDICT, **read))
    view = library.decision(published.decision_id)
    assert {name: getattr(view, name) for name in read} == read
    before = library.fingerprint()
    library.publish(document("a", VERDICT, **read))
    assert library.fingerprint() == before


def test_one_acquitted_beside_others_is_not_named(library: Library) -> None:
    facts = [
        fact("accused", "Amal Nasser", 0, VERDICT, "Amal Nasser"),
        fact("accused", "B. O.", 0, VERDICT, "Basim Odeh"),
    ]
    published = library.publish(
        document(
            "a",
            VERDICT,
            outcome="convicted",
            accused=("Amal Nasser", "B. O."),
            findings=(Finding("acquitted", "B. O.", evidence=_proof("Basim Odeh is acquitted")),),
            facts=facts,
        )
    )
    view = library.decision(published.decision_id)
    assert "Basim Odeh" not in str(view)
    assert "Amal Nasser" in view.paragraphs[0].text
    (finding,) = view.findings
    (proof,) = finding.evidence
    assert proof.quote == view.paragraphs[0].text[proof.start : proof.end]


def test_a_text_read_before_findings_were_has_none(library: Library) -> None:
    published = library.publish(document("a"))
    view = library.decision(published.decision_id)
    assert (view.findings, view.sentences, view.instances, view.finality) == ((), (), (), None)


def test_an_instance_leads_to_the_decision_it_is(library: Library) -> None:
    first = library.publish(document("a", court=KOBLENZ, date="2022-01-13", docket_numbers=("1 StE 9/19",)))
    by_day = Instance("earlier", "Oberlandesgericht Koblenz", date="2022-01-13")
    by_number = Instance("earlier", docket="1 StE 9/19")
    unknown = Instance("earlier", "Oberlandesgericht Koblenz", date="2001-01-13")
    later = library.publish(document("b", docket_numbers=("3 StR 454/22",), instances=(by_day, by_number, unknown)))
    view = library.decision(later.decision_id)
    assert view.instance_ids == (first.decision_id, first.decision_id, None)
