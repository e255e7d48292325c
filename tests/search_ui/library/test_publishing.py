"""What publishing changes, what it writes to the log, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from enrichment.decision import Court
from enrichment.text import Quality
from search_ui.library import Event, Library
from tests.search_ui.library.documents import document, fact, known, person

ONE = "de-one--2021-01-28--supreme"


def log(library: Library) -> list[tuple[int, str]]:
    return [(change.sequence, change.event.value) for change in library.changes()]


def test_publishing_the_same_again_changes_nothing(library: Library) -> None:
    publication = document("a", docket_numbers=("3 StR 1/20",))
    assert library.publish(publication).event is Event.NEW
    fingerprint = library.fingerprint()
    assert library.publish(publication).event is Event.SAME
    assert library.fingerprint() == fingerprint
    assert log(library) == [(1, "new")]


def test_publishing_the_registry_again_changes_nothing(library: Library) -> None:
    entries = [known(ONE), known("de-two--2020-01-01--first")]
    assert library.publish_registry(entries) == 2
    assert library.publish_registry(reversed(entries)) == 0
    assert library.publish_registry([replace(entries[0], sentence="6 years")]) == 1
    assert [(change.decision_id, change.event) for change in library.changes()] == [
        (ONE, Event.NEW),
        ("de-two--2020-01-01--first", Event.NEW),
        (ONE, Event.CHANGED),
    ]


def test_other_bytes_with_the_same_text_are_a_refresh(library: Library) -> None:
    library.publish(document("a", bytes_="served on Monday"))
    result = library.publish(document("a", bytes_="served on Tuesday", fetched_at="2026-11-02T10:00:00+00:00"))
    assert result.event is Event.REFRESHED
    assert log(library) == [(1, "new")]
    (item,) = library.decision(result.decision_id).documents
    assert item.fetched_at == "2026-11-02T10:00:00.000000+00:00"
    assert len(item.earlier_versions) == 1


def test_a_newer_extractor_with_the_same_result_is_a_refresh(library: Library) -> None:
    library.publish(document("a", enricher_version="1"))
    assert library.publish(document("a", enricher_version="2")).event is Event.REFRESHED
    assert log(library) == [(1, "new")]


def test_a_newer_extractor_with_other_facts_is_a_change(library: Library) -> None:
    library.publish(document("a", enricher_version="1"))
    result = library.publish(document("a", enricher_version="2", crimes=("torture",)))
    assert result.event is Event.CHANGED
    assert library.decision(result.decision_id).crimes == ("torture",)
    assert log(library) == [(1, "new"), (2, "changed")]


def test_a_correction_replaces_the_text_and_nothing_of_the_old_one_stays(library: Library) -> None:
    library.publish(document("a", "Mr Example lived there.", docket_numbers=("3 StR 1/20",)))
    correction = document("a", "A. lived there.", docket_numbers=("3 StR 1/20",), fetched_at="2026-11-02T10:00:00Z")
    result = library.publish(correction)
    assert result.event is Event.CHANGED
    assert [paragraph.text for paragraph in library.decision(result.decision_id).paragraphs] == ["A. lived there."]
    assert "Example" not in "".join(library.export(None, "jsonl"))
    assert library.counts()["paragraphs"] == 1


def test_an_earlier_fetch_does_not_come_back(library: Library) -> None:
    library.publish(document("a", "New words.", fetched_at="2026-11-02T00:30:00+02:00"))
    result = library.publish(document("a", "Old words.", fetched_at="2026-11-01T22:00:00Z"))
    assert result.event is Event.OLDER
    assert library.decision(result.decision_id).paragraphs[0].text == "New words."
    assert log(library) == [(1, "new")]


def test_a_time_that_is_no_time_is_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="yesterday"):
        library.publish(document("a", fetched_at="yesterday"))
    assert library.counts()["decisions"] == 0


def test_the_court_outranks_an_editorial_note(library: Library) -> None:
    library.publish_registry([known(ONE, docket_numbers=("3 StR 1/20",))])
    note = document("note", "Our long account of the case.", editorial_note=True, registry_id=ONE)
    court = document("court", "Short.", docket_numbers=("3 StR 1/20",))
    assert library.publish(note).event is Event.TEXT_PUBLISHED
    assert library.publish(court).event is Event.TEXT_PUBLISHED
    view = library.decision(ONE)
    assert (view.text_available, view.paragraphs[0].text) == ("court", "Short.")
    assert [item.record_id for item in view.documents] == ["court", "note"]
    assert view.shown_document.record_id == "court"


def test_the_original_outranks_a_translation_and_ocr(library: Library) -> None:
    library.publish_registry([known(ONE, docket_numbers=("3 StR 1/20",), language="de")])
    scan = document("scan", "Ein langer gelesener Text des Gerichts.", docket_numbers=("3 StR 1/20",))
    scan = replace(scan, document=replace(scan.document, quality=Quality(71.5, 0.0, 3, 3)))
    library.publish(scan)
    library.publish(
        document("translation", "A long translated text of the court.", docket_numbers=("3 StR 1/20",), language="en")
    )
    library.publish(document("original", "Kurz.", docket_numbers=("3 StR 1/20",)))
    view = library.decision(ONE)
    assert [item.record_id for item in view.documents] == ["original", "scan", "translation"]
    assert view.documents[1].quality == Quality(71.5, 0.0, 3, 3)


def test_a_record_whose_identity_changes_moves(library: Library) -> None:
    first = library.publish(document("a", docket_numbers=("3 StR 1/20",)))
    second = library.publish(document("a", docket_numbers=("3 StR 2/20",)))
    assert first.decision_id != second.decision_id
    assert library.published_ids() == {second.decision_id}
    assert library.decision(first.decision_id) is None


def test_every_fact_keeps_its_evidence(library: Library) -> None:
    words = "Der Angeklagte wird wegen Folter verurteilt."
    found = fact("crimes", "torture", 0, words, "Folter")
    result = library.publish(
        document("a", words, crimes=("torture",), facts=[found], unread={"sentence": "not stated"})
    )
    view = library.decision(result.decision_id)
    assert view.facts == (found,)
    assert view.unread == {"sentence": "not stated"}


def test_what_is_read_is_what_was_published(library: Library) -> None:
    publication = document("a", "Erster Absatz.", "Zweiter \x00 Absatz.", persons=(person("judge", "Dr. Zweig"),))
    view = library.decision(library.publish(publication).decision_id)
    assert view.paragraphs[0] == publication.decision.paragraphs[0]
    assert view.paragraphs[1].text == "Zweiter \ufffd Absatz."
    assert view.persons == publication.decision.persons
    assert view.relevance == publication.decision.relevance
    assert library.check_integrity() == []


def test_forms_of_masked_persons_are_not_stored(library: Library) -> None:
    result = library.publish(
        document("a", persons=(person("witness", "Mira Unseen", masked=True), person("judge", "Zweig")))
    )
    assert [item.form for item in library.decision(result.decision_id).persons] == ["Zweig"]
    assert "Mira" not in "".join(library.export(None, "jsonl"))


def test_an_error_in_the_middle_leaves_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.publish(document("a", docket_numbers=("3 StR 1/20",)))
    before = library.fingerprint()

    def broken(*_: object) -> None:
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr("search_ui.library.settling._append", broken)
    with pytest.raises(RuntimeError, match="stops here"):
        library.publish(document("b", docket_numbers=("3 StR 1/20",)))
    monkeypatch.undo()
    assert library.fingerprint() == before
    assert library.check_integrity() == []


def test_damage_is_found(library: Library) -> None:
    library.publish(document("a", "The words of the court."))
    with library._database.write() as connection:
        connection.exec_driver_sql("UPDATE paragraphs SET text = 'Other words.'")
    (problem,) = library.check_integrity()
    assert problem.endswith("is not what was published")


@pytest.mark.parametrize(
    ("country", "docket", "instance"),
    [
        ("DEU", "1 StE 9/19", "first"),
        ("DEU", "3-3 StE 5/2018", "first"),
        ("DEU", "6 OJs 9/20", "first"),
        ("DEU", "2 Ws 123/20", "appeal"),
        ("AUT", "1 StE 9/19", "appeal"),
    ],
)
def test_a_higher_court_that_tried_a_case_is_its_first_instance(
    library: Library, country: str, docket: str, instance: str
) -> None:
    court = Court(f"{country}/X", "Ein Oberlandesgericht", country, None, "appeal")
    published = library.publish(document("1", court=court, docket_numbers=(docket,)))
    assert library.cards([published.decision_id])[published.decision_id].instance == instance
