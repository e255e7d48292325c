"""Which decision a citation means, and who is cited by whom."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from enrichment.decision import Citation, CitationKind
from search_ui.library import Event, Library
from search_ui.library.references import Candidate, Citing, resolve
from tests.search_ui.library.documents import BGH, ICC, KOBLENZ, document, known

ECLI = "ECLI:DE:BGH:2021:280121U3STR564.19.0"
CITED = "ecli-de-bgh-2021-280121u3str564_19_0"


def cited(record: str = "cited", **fields: object):
    return document(record, **{"ecli": ECLI, "docket_numbers": ("3 StR 564/19",)} | fields)


def citing(words: str, kind: str, identifier: str, record: str = "citing", **fields: object):
    values = {"court": KOBLENZ, "date": "2022-01-13", "docket_numbers": ("1 StE 9/19",)} | fields
    return document(record, words, cites=[(kind, identifier)], **values)


@pytest.mark.parametrize("cited_first", [True, False])
def test_a_citation_is_resolved_whichever_comes_first(library: Library, cited_first: bool) -> None:
    text = citing(f"So auch {ECLI}.", "ecli", ECLI)
    for step in (cited(), text) if cited_first else (text, cited()):
        library.publish(step)
    (outgoing,) = library.citations_of("deu-olgkobl-2022-01-13-1-ste-9-19")
    assert (outgoing.decision.id, outgoing.paragraphs) == (CITED, (0,))
    (incoming,) = library.cited_by(CITED)
    assert incoming.decision.id == "deu-olgkobl-2022-01-13-1-ste-9-19"


def test_a_citation_of_nothing_here_stays_and_is_retried(library: Library) -> None:
    result = library.publish(citing(f"So auch {ECLI}.", "ecli", ECLI))
    (before,) = library.decision(result.decision_id).citations
    library.publish(cited())
    (after,) = library.decision(result.decision_id).citations
    assert (before.status, before.decision_id) == ("unresolved", None)
    assert (after.status, after.decision_id) == ("resolved", CITED)


def test_a_citation_loses_its_target_with_the_decision(library: Library) -> None:
    result = library.publish(citing(f"So auch {ECLI}.", "ecli", ECLI))
    library.publish(cited())
    library.withdraw(CITED, "order of the court")
    (citation,) = library.decision(result.decision_id).citations
    assert (citation.status, citation.decision_id) == ("unresolved", None)
    assert library.citations_of(result.decision_id) == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("BGH, Urteil vom 28. Januar 2021 - 3 StR 564/19, Rn. 12", "resolved"),
        ("Urt. v. 28.1.2021 – 3 StR 564/19", "resolved"),
        ("3 StR 564/19 (judgment of 28 January 2021)", "resolved"),
        ("January 28, 2021, 3 StR 564/19", "resolved"),
        ("arrêt du 28 janvier 2021, 3 StR 564/19", "resolved"),
        ("BGH 3 StR 564/19", "resolved"),
        ("Bundesgerichtshof - 3 StR 564/19", "resolved"),
        ("BGH, Beschluss vom 5. Mai 2020 - 3 StR 564/19", "unresolved"),
        ("vgl. 3 StR 564/19", "ambiguous"),
    ],
)
def test_a_docket_number_needs_its_day_or_court(library: Library, words: str, status: str) -> None:
    library.publish(cited())
    result = library.publish(citing(words, "docket", "3 StR 564/19"))
    (citation,) = library.decision(result.decision_id).citations
    assert citation.status == status
    assert citation.decision_id == (CITED if status == "resolved" else None)
    assert citation.candidates == ((CITED,) if status == "ambiguous" else ())


def test_the_day_decides_between_orders_of_one_proceeding(library: Library) -> None:
    library.publish(cited())
    earlier = library.publish(document("order", date="2020-05-05", docket_numbers=("3 StR 564/19",)))
    by_day = library.publish(citing("BGH, Beschluss vom 5.5.2020 - 3 StR 564/19", "docket", "3 StR 564/19", "one"))
    without = library.publish(
        citing("BGH 3 StR 564/19", "docket", "3 StR 564/19", "two", docket_numbers=("1 StE 8/19",))
    )
    assert library.decision(by_day.decision_id).citations[0].decision_id == earlier.decision_id
    assert library.decision(without.decision_id).citations[0].candidates == (earlier.decision_id, CITED)


@pytest.mark.parametrize("cited_first", [True, False])
@pytest.mark.parametrize(
    "words",
    [
        "so das OLG Koblenz (1 StE 9/19)",
        "Urteil des Oberlandesgerichts Koblenz - 1 StE 9/19 -",
        "OLG Koblenz, Urteil vom 13.1.2022, 1StE9/19",
        "Higher Regional Court of Koblenz, judgment of 13 January 2022, 1 StE 9/19",
    ],
)
def test_a_short_number_resolves_with_any_form_of_its_courts_name(
    library: Library, words: str, cited_first: bool
) -> None:
    number = "1StE9/19" if "1StE9" in words else "1 StE 9/19"
    target = document("judgment", court=KOBLENZ, date="2022-01-13", docket_numbers=("1 StE 9/19",))
    text = document(
        "later", words, court=BGH, date="2024-03-20", docket_numbers=("3 StR 454/22",), cites=[("docket", number)]
    )
    results = [library.publish(step) for step in ((target, text) if cited_first else (text, target))]
    target_id, citing_id = (results[0], results[1]) if cited_first else (results[1], results[0])
    (citation,) = library.decision(citing_id.decision_id).citations
    assert (citation.status, citation.decision_id) == ("resolved", target_id.decision_id)
    assert [item.decision.id for item in library.cited_by(target_id.decision_id)] == [citing_id.decision_id]
    assert [item.decision.id for item in library.citations_of(citing_id.decision_id)] == [target_id.decision_id]


def test_another_courts_name_does_not_confirm_a_short_number(library: Library) -> None:
    library.publish(document("judgment", court=KOBLENZ, date="2022-01-13", docket_numbers=("1 StE 9/19",)))
    result = library.publish(
        document(
            "later",
            "OLG Celle, 1 StE 9/19",
            date="2024-03-20",
            docket_numbers=("3 StR 454/22",),
            cites=[("docket", "1 StE 9/19")],
        )
    )
    (citation,) = library.decision(result.decision_id).citations
    assert (citation.status, citation.decision_id) == ("ambiguous", None)
    assert len(citation.candidates) == 1


def test_a_short_form_means_what_its_antecedent_means(library: Library) -> None:
    words = f"BGH, Urteil vom 28. Januar 2021 - 3 StR 564/19. {'Der Senat folgt dem nicht ohne weiteres. ' * 5}aaO steht mehr."
    number = "3 StR 564/19"
    publication = citing(words, "docket", number)
    start = words.index("aaO")
    short = Citation(CitationKind.DOCKET, "aaO", number, 0, start, start + 3, "short_form.place/1")
    alone = Citation(CitationKind.DOCKET, "aaO", number, 0, start, start + 3, "rule/1")
    for extra, status in ((short, "resolved"), (alone, "ambiguous")):
        decision = replace(publication.decision, citations=(*publication.decision.citations, extra))
        result = library.publish(replace(publication, decision=decision))
        library.publish(cited())
        statuses = [item.status for item in library.decision(result.decision_id).citations]
        assert statuses == ["resolved", status]


def test_a_day_learned_later_decides_citations_made_before(library: Library) -> None:
    library.publish(cited("undated", date=None))
    result = library.publish(citing("Urteil vom 28.1.2021 - 3 StR 564/19", "docket", "3 StR 564/19"))
    assert library.decision(result.decision_id).citations[0].status == "ambiguous"
    library.publish(cited("dated", ecli=ECLI))
    assert library.decision(result.decision_id).citations[0].decision_id == CITED


def test_nothing_cites_what_came_later(library: Library) -> None:
    library.publish(cited())
    early = library.publish(citing("BGH 3 StR 564/19", "docket", "3 StR 564/19", date="2020-01-13"))
    assert library.decision(early.decision_id).citations[0].status == "unresolved"


def test_numbers_of_international_courts_name_their_court(library: Library) -> None:
    number = "ICC-01/04-01/06-2842"
    target = library.publish(document("judgment", court=ICC, date="2012-03-14", docket_numbers=(number,)))
    result = library.publish(citing(f"see {number}", "international", number))
    assert library.decision(result.decision_id).citations[0].decision_id == target.decision_id


def test_provisions_cite_no_decision(library: Library) -> None:
    result = library.publish(citing("strafbar nach § 8 VStGB", "provision", "§ 8 VStGB"))
    assert library.decision(result.decision_id).citations[0].status is None


def test_a_decision_does_not_count_as_citing_itself(library: Library) -> None:
    library.publish(citing(ECLI, "ecli", ECLI, court=BGH, ecli=ECLI))
    assert library.cited_by(CITED) == []
    assert library.citations_of(CITED) == []
    assert [change.event for change in library.changes()] == [Event.NEW]


def test_a_text_names_its_own_number_without_further_words(library: Library) -> None:
    result = library.publish(citing("Az. 1 StE 9/19", "docket", "1 StE 9/19"))
    (citation,) = library.decision(result.decision_id).citations
    assert (citation.status, citation.decision_id) == ("resolved", result.decision_id)


def test_only_the_shown_text_cites(library: Library) -> None:
    one = "de-one--2022-01-13--first"
    library.publish_registry([known(one, decision_date="2022-01-13")])
    library.publish(cited())
    library.publish(
        citing(f"Note on {ECLI}.", "ecli", ECLI, "note", editorial_note=True, registry_id=one, docket_numbers=())
    )
    assert len(library.cited_by(CITED)) == 1
    library.publish(document("court", "The court cites nobody.", registry_id=one, court=KOBLENZ, date="2022-01-13"))
    assert library.cited_by(CITED) == []


def test_being_cited_is_an_event_of_its_own_and_counts_in_the_index(library: Library) -> None:
    library.publish(cited())
    before = next(iter(library.indexed_decisions()))
    library.publish(citing(f"So auch {ECLI}.", "ecli", ECLI))
    after = {item.id: item for item in library.indexed_decisions(library.last_sequence() - 2)}
    assert [change.event for change in library.changes(1)] == [Event.NEW, Event.CITED]
    assert after[CITED].authority > before.authority


def test_the_outcome_does_not_depend_on_the_order(new_library) -> None:
    steps = [
        cited(),
        document("order", date="2020-05-05", docket_numbers=("3 StR 564/19",)),
        citing("BGH, Beschluss vom 5.5.2020 - 3 StR 564/19", "docket", "3 StR 564/19"),
        citing("vgl. 3 StR 564/19", "docket", "3 StR 564/19", "two", docket_numbers=("1 StE 8/19",)),
    ]
    fingerprints = set()
    for order in list(itertools.permutations(steps))[::3]:
        library = new_library()
        for step in order:
            library.publish(step)
        fingerprints.add(library.fingerprint())
        library.close()
    assert len(fingerprints) == 1


def test_the_order_of_day_and_month_is_that_of_the_citing_court() -> None:
    candidates = [Candidate("march", "2010-03-04", ()), Candidate("april", "2010-04-03", ())]
    assert resolve("docket", "of 3/4/2010, ", "", Citing(None, "USA"), candidates) == ("resolved", "march")
    assert resolve("docket", "of 3/4/2010, ", "", Citing(None, "GBR"), candidates) == ("resolved", "april")


def test_a_year_alone_does_not_confirm() -> None:
    year_only = Candidate("x", "2021", ("BGH",))
    assert resolve("docket", "vom 28.1.2021 - ", "", Citing("2022"), [year_only]) == ("ambiguous", None)
