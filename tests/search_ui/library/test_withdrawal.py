"""A withdrawn decision is gone from everything the library holds and gives out, and does not come back by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_ui.library import Event, Library, Publication, Withdrawn, WithdrawnRecord
from tests.search_ui.library.documents import document, known, person

ONE = "de-one--2021-01-28--supreme"
ECLI = "ECLI:DE:BGH:2021:280121U3STR564.19.0"
SECRET = "Unsagbarowski"


def secret_document(record: str = f"{SECRET}.pdf", **fields: object) -> Publication:
    values: dict[str, object] = {"docket_numbers": ("3 StR 564/19",), "title": f"Strafsache {SECRET}"} | fields
    return document(
        record,
        f"Der Angeklagte {SECRET} wird verurteilt.",
        accused=(SECRET,),
        persons=(person("accused", SECRET),),
        url=f"https://court.example/{SECRET}",
        **values,
    )


def test_only_id_reason_and_time_stay(library: Library) -> None:
    published = library.publish(secret_document())
    withdrawal = library.withdraw(published.decision_id, "order of the court of 2 November 2026")
    view = library.decision(published.decision_id)
    assert view.withdrawn is not None
    assert view.withdrawn.reason == "order of the court of 2 November 2026"
    assert view.withdrawn.at == withdrawal.at
    assert (view.title, view.paragraphs, view.documents, view.accused) == ("", (), (), ())
    assert library.counts() | {"withdrawn": 0} == dict.fromkeys(library.counts(), 0)
    assert library.counts()["withdrawn"] == 1
    assert library.check_integrity() == []
    with pytest.raises(KeyError):
        library.export([published.decision_id], "jsonl")


def test_what_has_to_go_elsewhere_is_named(library: Library) -> None:
    first = secret_document(bytes_="v1", fetched_at="2026-11-01T00:00:00Z")
    library.publish(first)
    second = secret_document(bytes_="v2", fetched_at="2026-11-02T00:00:00Z")
    published = library.publish(second)
    hashes = sorted([first.document.sha256, second.document.sha256])
    assert library.withdraw(published.decision_id, "x").records == tuple(
        WithdrawnRecord("portal", f"{SECRET}.pdf", sha256) for sha256 in hashes
    )


def test_no_byte_of_it_stays_in_the_files(tmp_path: Path) -> None:
    library = Library.open(f"sqlite:///{tmp_path / 'library.sqlite'}")
    library.publish(document("other"))
    library.publish_registry([known(ONE, accused=(SECRET,), case_name=SECRET, docket_numbers=("3 StR 564/19",))])
    library.publish(secret_document())
    assert SECRET.encode() in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    library.withdraw(ONE, "request")
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    library.close()
    assert SECRET.encode() not in left
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


def test_it_is_refused_until_readmitted(library: Library) -> None:
    published = library.publish(secret_document())
    library.withdraw(published.decision_id, "request")
    fingerprint = library.fingerprint()
    again = library.publish(secret_document())
    assert (again.decision_id, again.event) == (published.decision_id, Event.WITHDRAWN)
    assert library.fingerprint() == fingerprint
    assert library.readmit(published.decision_id)
    assert library.publish(secret_document()).event is Event.NEW
    assert not library.readmit(published.decision_id)


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(lambda: secret_document(docket_numbers=("9 StR 1/99",), date="2001-01-01"), id="same record"),
        pytest.param(lambda: document("x", ecli=ECLI, court=None, date=None), id="same ECLI"),
        pytest.param(lambda: document("x", docket_numbers=("3StR564/19",)), id="same docket and day"),
        pytest.param(
            lambda: secret_document("copy", source="folder", docket_numbers=(), date=None, court=None), id="same text"
        ),
    ],
)
def test_it_is_recognised_under_another_name(library: Library, again) -> None:
    published = library.publish(secret_document(ecli=ECLI))
    library.withdraw(published.decision_id, "request")
    assert library.publish(again()).event is Event.WITHDRAWN


def test_others_are_not_refused(library: Library) -> None:
    published = library.publish(secret_document(ecli=ECLI))
    library.withdraw(published.decision_id, "request")
    other_order = document("x", ecli="ECLI:DE:BGH:2021:280121B3STR564.19.1", docket_numbers=("3 StR 564/19",))
    other_day = document("y", docket_numbers=("3 StR 564/19",), date="2021-03-01")
    assert library.publish(other_order).event is Event.NEW
    assert library.publish(other_day).event is Event.NEW


def test_a_withdrawn_registry_decision_is_not_published_again(library: Library) -> None:
    entry = known(ONE, docket_numbers=("3 StR 564/19",))
    library.publish_registry([entry])
    library.withdraw(ONE, "request")
    assert library.publish_registry([entry]) == 0
    assert library.publish(secret_document(registry_id=ONE, docket_numbers=())).event is Event.WITHDRAWN
    library.readmit(ONE)
    assert library.publish_registry([entry]) == 1


def test_every_document_of_the_decision_goes(library: Library) -> None:
    library.publish(secret_document("a", ecli=ECLI))
    published = library.publish(secret_document("b", ecli=ECLI))
    former_id = "deu-bgh-2021-01-28-3-str-564-19"
    assert library.decision(former_id).id == published.decision_id
    library.withdraw(published.decision_id, "request")
    assert library.published_ids() == set()
    assert library.decision(former_id).withdrawn is not None


def test_what_shares_a_text_with_it_stays_whole(library: Library) -> None:
    words = "Die Revision wird verworfen."
    going = library.publish(document("a", words, docket_numbers=("3 StR 1/20",)))
    staying = library.publish(document("b", words, docket_numbers=("3 StR 2/20",)))
    library.withdraw(going.decision_id, "request")
    assert library.decision(staying.decision_id).paragraphs[0].text == words
    assert library.check_integrity() == []


def test_a_doubtful_document_does_not_take_the_place_of_the_withdrawn(library: Library) -> None:
    gone = library.publish(document("a", ecli=ECLI, docket_numbers=("3 StR 564/19",)))
    library.publish(document("b", ecli="ECLI:DE:BGH:2021:280121B3STR564.19.1", docket_numbers=("3 StR 564/19",)))
    doubtful = library.publish(document("c", docket_numbers=("3 StR 564/19",)))
    library.withdraw(gone.decision_id, "request")
    view = library.decision(doubtful.decision_id)
    assert (view.id, len(view.documents)) == (doubtful.decision_id, 1)


def test_the_index_is_told(library: Library) -> None:
    published = library.publish(secret_document())
    watermark = library.last_sequence()
    library.withdraw(published.decision_id, "request")
    assert list(library.indexed_decisions(watermark)) == [Withdrawn(published.decision_id)]
    assert list(library.indexed_decisions()) == []


def test_withdrawing_twice_or_nothing(library: Library) -> None:
    published = library.publish(secret_document())
    first = library.withdraw(published.decision_id, "first")
    second = library.withdraw(published.decision_id, "second")
    assert (second.reason, second.at) == (first.reason, first.at)
    assert library.withdraw("no-such-decision", "x") is None
    assert library.last_sequence() == 2


def test_a_document_its_source_took_back_is_removed_alone(library: Library) -> None:
    library.publish_registry([known(ONE, docket_numbers=("3 StR 564/19",))])
    library.publish(secret_document("a"))
    library.publish(document("b", "Other words of the court.", docket_numbers=("3 StR 564/19",)))
    assert library.remove_document("portal", "a") == ONE
    assert [item.record_id for item in library.decision(ONE).documents] == ["b"]
    assert library.remove_document("portal", "b") == ONE
    assert library.decision(ONE).text_available == "none"
    assert library.remove_document("portal", "b") is None
    assert library.publish(secret_document("a")).event is Event.TEXT_PUBLISHED
    assert library.check_integrity() == []


def test_a_decision_whose_only_document_is_removed_is_gone_without_trace(library: Library) -> None:
    published = library.publish(secret_document("a"))
    assert library.remove_document("portal", "a") == published.decision_id
    assert library.decision(published.decision_id) is None
    assert [change.event for change in library.changes()] == [Event.NEW, Event.REMOVED]
    assert list(library.indexed_decisions(1)) == [Withdrawn(published.decision_id)]


def test_a_record_name_is_not_kept(library: Library) -> None:
    published = library.publish(secret_document())
    library.withdraw(published.decision_id, "request")
    with library._database.read() as connection:
        kept = connection.exec_driver_sql("SELECT member, kind, key FROM identity_keys").all()
    assert SECRET not in repr(kept)
