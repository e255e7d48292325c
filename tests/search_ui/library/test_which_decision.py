"""Which decision a document becomes part of, and the ids decisions have."""

from __future__ import annotations

from search_ui.library import Event, Library
from tests.search_ui.library.documents import BGH, HOGE_RAAD, KOBLENZ, document, known

ECLI_1 = "ECLI:DE:BGH:2021:280121U3STR564.19.0"
ECLI_2 = "ECLI:DE:BGH:2021:280121B3STR564.19.1"


def test_an_unknown_document_is_a_decision_of_its_own(library: Library) -> None:
    result = library.publish(document("a", docket_numbers=("3 StR 564/19",)))
    assert (result.decision_id, result.event) == ("deu-bgh-2021-01-28-3-str-564-19", Event.NEW)


def test_ids_come_from_the_strongest_identifier(library: Library) -> None:
    assert library.publish(document("a", ecli=ECLI_1)).decision_id == "ecli-de-bgh-2021-280121u3str564_19_0"
    assert library.publish(document("b", neutral_citation="[2019] UKSC 51")).decision_id == "cit-2019-uksc-51"
    nothing_known = library.publish(document("c", court=None, date=None)).decision_id
    assert nothing_known.startswith("doc-")
    assert len(nothing_known) == len("doc-") + 12


def test_ids_are_fit_for_every_engine(library: Library) -> None:
    odd = document(
        "Ä/ö?.pdf", docket_numbers=("Ö 1234-56",), ecli="ECLI:SE:HD:2020:Ö 1.2", neutral_citation="NJA 2012 s. 105"
    )
    library.publish(odd)
    library.publish(document("x", docket_numbers=("III-2 Ws 1/20",)))
    for decision_id in library.published_ids():
        assert set(decision_id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")


def test_same_ecli_is_the_same_decision_however_it_is_typed(library: Library) -> None:
    first = library.publish(document("a", ecli=ECLI_1))
    second = library.publish(document("b", ecli=ECLI_1.lower().replace(":", ": "), court=None, date=None))
    assert second.decision_id == first.decision_id
    view = library.decision(first.decision_id)
    assert view is not None
    assert len(view.documents) == 2


def test_same_court_day_and_docket_is_the_same_decision(library: Library) -> None:
    first = library.publish(document("a", docket_numbers=("3 StR 564/19",)))
    second = library.publish(document("b", docket_numbers=("3StR564/19",)))
    assert second.decision_id == first.decision_id


def test_another_court_or_day_is_another_decision(library: Library) -> None:
    ids = {
        library.publish(document("a", docket_numbers=("1 K 12/20",))).decision_id,
        library.publish(document("b", docket_numbers=("1 K 12/20",), court=KOBLENZ)).decision_id,
        library.publish(document("c", docket_numbers=("1 K 12/20",), date="2021-01-29")).decision_id,
        library.publish(document("d", docket_numbers=("1 K 12/20",), date=None)).decision_id,
    }
    assert len(ids) == 4


def test_one_of_several_dockets_suffices(library: Library) -> None:
    library.publish(document("a", docket_numbers=("3 StR 1/20",)))
    library.publish(document("c", docket_numbers=("3 StR 2/20",)))
    joint = library.publish(document("b", docket_numbers=("3 StR 2/20", "3 StR 3/20")))
    assert {document_.record_id for document_ in _documents(library, joint.decision_id)} == {"b", "c"}
    late = library.publish(document("d", docket_numbers=("3 StR 3/20", "3 StR 1/20")))
    assert {document_.record_id for document_ in _documents(library, late.decision_id)} == {"a", "b", "c", "d"}
    assert library.counts()["decisions"] == 1


def test_documents_part_again_when_what_joined_them_changes(library: Library) -> None:
    library.publish(document("a", docket_numbers=("3 StR 1/20",)))
    library.publish(document("b", docket_numbers=("3 StR 1/20", "3 StR 2/20")))
    library.publish(document("c", docket_numbers=("3 StR 2/20",)))
    assert library.counts()["decisions"] == 1
    library.publish(document("b", docket_numbers=("3 StR 9/20",)))
    assert library.published_ids() == {f"deu-bgh-2021-01-28-3-str-{n}-20" for n in (1, 2, 9)}


def test_two_eclis_of_one_docket_and_day_are_two_decisions(library: Library) -> None:
    judgment = library.publish(document("a", ecli=ECLI_1, docket_numbers=("3 StR 564/19",)))
    order = library.publish(document("b", ecli=ECLI_2, docket_numbers=("3 StR 564/19",)))
    assert judgment.decision_id != order.decision_id


def test_a_document_that_could_be_either_is_merged_with_neither(library: Library) -> None:
    library.publish(document("a", ecli=ECLI_1, docket_numbers=("3 StR 564/19",)))
    library.publish(document("b", ecli=ECLI_2, docket_numbers=("3 StR 564/19",)))
    unsure = library.publish(document("c", docket_numbers=("3 StR 564/19",)))
    assert unsure.decision_id.startswith("doc-")
    (only,) = _documents(library, unsure.decision_id)
    assert only.problem is not None
    assert "fits several decisions" in only.problem


def test_a_document_does_not_join_the_two_decisions_it_points_to(library: Library) -> None:
    by_docket = library.publish(document("a", docket_numbers=("5 StR 7/20",)))
    by_ecli = library.publish(document("b", ecli=ECLI_1))
    bridge = library.publish(document("c", ecli=ECLI_1, docket_numbers=("5 StR 7/20",)))
    assert bridge.decision_id == by_ecli.decision_id
    assert [item.record_id for item in _documents(library, by_docket.decision_id)] == ["a"]
    problem = f"its docket number is also that of {by_docket.decision_id} of the same court and day"
    assert {item.record_id: item.problem for item in _documents(library, by_ecli.decision_id)} == {
        "b": None,
        "c": problem,
    }


def test_a_text_without_ecli_joins_the_one_with_it(library: Library) -> None:
    with_ecli = library.publish(document("a", ecli=ECLI_1, docket_numbers=("5 StR 7/20",)))
    without = library.publish(document("b", docket_numbers=("5 StR 7/20",)))
    assert with_ecli.decision_id == without.decision_id


def test_a_bridge_between_two_known_decisions_merges_nothing(library: Library) -> None:
    library.publish_registry(
        [
            known("de-one--2021-01-28--supreme", ecli=ECLI_1),
            known("de-two--2021-01-28--supreme", docket_numbers=("5 StR 7/20",)),
        ]
    )
    bridge = library.publish(document("c", ecli=ECLI_1, docket_numbers=("5 StR 7/20",)))
    assert bridge.decision_id == "de-one--2021-01-28--supreme"
    (only,) = _documents(library, bridge.decision_id)
    assert only.problem == "its docket number is also that of de-two--2021-01-28--supreme of the same court and day"
    assert library.decision("de-two--2021-01-28--supreme").text_available == "none"


def test_a_registry_decision_receives_its_text(library: Library) -> None:
    library.publish_registry([known("de-one--2021-01-28--supreme", docket_numbers=("3 StR 564/19",))])
    before = library.decision("de-one--2021-01-28--supreme")
    result = library.publish(document("a", "The words of the court.", docket_numbers=("3 StR 564/19",)))
    after = library.decision("de-one--2021-01-28--supreme")
    assert before.text_available == "none"
    assert (result.decision_id, result.event) == (after.id, Event.TEXT_PUBLISHED)
    assert (after.text_available, after.paragraphs[0].text) == ("court", "The words of the court.")


def test_a_document_goes_to_the_registry_decision_it_declares(library: Library) -> None:
    library.publish_registry([known("de-one--2021-01-28--supreme", ecli=ECLI_1)])
    note = document("a", court=None, date=None, registry_id="de-one--2021-01-28--supreme", editorial_note=True)
    assert library.publish(note).decision_id == "de-one--2021-01-28--supreme"
    assert library.decision("de-one--2021-01-28--supreme").text_available == "editorial_note"


def test_a_declared_registry_decision_with_another_ecli_is_not_believed(library: Library) -> None:
    library.publish_registry([known("de-one--2021-01-28--supreme", ecli=ECLI_1)])
    other = library.publish(document("a", ecli=ECLI_2, registry_id="de-one--2021-01-28--supreme"))
    assert other.decision_id != "de-one--2021-01-28--supreme"
    assert "whose identifiers are others" in str(_documents(library, other.decision_id)[0].problem)


def test_dutch_decisions_may_have_several_eclis(library: Library) -> None:
    library.publish_registry(
        [known("nl-one--2021-01-28--supreme", ecli="ECLI:NL:HR:2021:10", court_id="NLD/HR", forum_country="NLD")]
    )
    translation = document("a", ecli="ECLI:NL:HR:2021:11", court=HOGE_RAAD, registry_id="nl-one--2021-01-28--supreme")
    assert library.publish(translation).decision_id == "nl-one--2021-01-28--supreme"


def test_two_orders_of_one_day_are_not_both_the_known_decision(library: Library) -> None:
    library.publish_registry([known("de-one--2021-01-28--supreme", docket_numbers=("3 StR 564/19",))])
    library.publish(document("a", ecli=ECLI_1, docket_numbers=("3 StR 564/19",)))
    library.publish(document("b", ecli=ECLI_2, docket_numbers=("3 StR 564/19",)))
    assert library.decision("de-one--2021-01-28--supreme").text_available == "none"
    assert library.counts()["decisions"] == 3


def test_a_registry_entry_that_comes_later_takes_over_its_documents(library: Library) -> None:
    first = library.publish(document("a", docket_numbers=("3 StR 564/19",)))
    library.publish_registry([known("de-one--2021-01-28--supreme", docket_numbers=("3 StR 564/19",))])
    view = library.decision(first.decision_id)
    assert view is not None
    assert (view.id, view.text_available) == ("de-one--2021-01-28--supreme", "court")
    assert [change.event for change in library.changes()] == [Event.NEW, Event.NEW, Event.MOVED]


def test_a_registry_decision_of_a_court_outside_the_register_is_found_by_its_state(library: Library) -> None:
    library.publish_registry(
        [known("de-one--2021-01-28--first", court_id=None, court="Landgericht X", docket_numbers=("1 Ks 3/20",))]
    )
    assert library.publish(document("a", docket_numbers=("1 Ks 3/20",))).decision_id == "de-one--2021-01-28--first"


def test_the_same_text_under_another_record_is_provenance(library: Library) -> None:
    first = library.publish(document("a", "One text.", docket_numbers=("3 StR 564/19",)))
    second = library.publish(document("copy.pdf", "One  text.", source="folder", court=None, date=None))
    assert second.decision_id == first.decision_id
    documents = _documents(library, first.decision_id)
    assert [(item.record_id, item.duplicate) for item in documents] == [("copy.pdf", False), ("a", True)]
    (indexed,) = library.indexed_decisions()
    assert [passage.kind for passage in indexed.passages].count("reasons") == 1


def test_the_same_words_in_two_proceedings_are_two_decisions(library: Library) -> None:
    words = "Die Revision wird als unbegründet verworfen."
    first = library.publish(document("a", words, docket_numbers=("3 StR 1/20",)))
    second = library.publish(document("b", words, docket_numbers=("3 StR 2/20",)))
    third = library.publish(document("c", words, court=None, date=None))
    assert len({first.decision_id, second.decision_id, third.decision_id}) == 3


def test_documents_without_text_are_not_the_same_for_that(library: Library) -> None:
    ids = {library.publish(document(record, " ", court=None, date=None)).decision_id for record in "ab"}
    assert len(ids) == 2


def test_every_former_id_leads_to_the_decision(library: Library) -> None:
    first = library.publish(document("a", docket_numbers=("3 StR 564/19",)))
    library.publish(document("b", ecli=ECLI_1, docket_numbers=("3 StR 564/19",), court=BGH))
    view = library.decision(first.decision_id)
    assert view is not None
    assert view.id == "ecli-de-bgh-2021-280121u3str564_19_0"
    assert library.decision("deu-bgh-1999-01-01-1-str-1-99") is None


def _documents(library: Library, decision_id: str):
    view = library.decision(decision_id)
    assert view is not None
    return view.documents
