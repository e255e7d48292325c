"""What counts as something happening, and who is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from search_ui.alerts.model import DeliveryState, Draft, EventKind
from search_ui.library import Library
from tests.search_ui.alerts.core.conftest import Desk
from tests.search_ui.library.documents import BGH, HOGE_RAAD, KOBLENZ, document, known

_AT_ONCE = timedelta(0)
TORTURE = "Der Angeklagte hat Gefangene gefoltert; die Folter dauerte an."


def publish(
    desk: Desk, record: str, *texts: str, docket: str = "3 StR 1/20", backfill: bool = False, **fields: object
) -> str:
    publication = document(record, *(texts or (TORTURE,)), docket_numbers=(docket,), **fields)  # type: ignore[arg-type]
    return desk.library.publish(publication, backfill=backfill).decision_id


def test_a_new_decision_is_told_once_with_the_paragraph_and_the_name_that_matched(desk: Desk) -> None:
    subscription = desk.subscribe("torture")
    name = publish(desk, "a", "Vorbemerkung.", TORTURE)
    assert desk.told(subscription) == [(name, "new_decision", "matched")]
    assert desk.told(subscription) == [(name, "new_decision", "matched")]
    (row,) = desk.alerts.deliveries(subscription_id=subscription.id)
    (reason,) = row.evidence
    assert (reason.clause, reason.expansion, reason.language) == ("torture", "Folter", "de")
    assert reason.snippet is not None
    assert [reason.snippet[start:end] for start, end in reason.marks] == [reason.found]
    assert reason.found in {"Folter", "gefoltert"}


def test_what_was_there_before_the_alert_is_not_told(desk: Desk) -> None:
    publish(desk, "a")
    subscription = desk.subscribe("torture")
    assert desk.told(subscription) == []


def test_written_reasons_are_told_to_those_who_know_the_decision_and_those_who_do_not(desk: Desk) -> None:
    early = desk.subscribe("Folter")
    desk.library.publish_registry([known("deu-bgh-2021-01-28-3-str-1-20", docket_numbers=("3 StR 1/20",))])
    assert desk.told(early) == []
    late = desk.subscribe("state:SYR")
    name = publish(desk, "a")
    assert desk.told(early) == [(name, "text_published", "matched")]
    assert desk.told(late) == [(name, "text_published", "matched")]
    (row,) = desk.alerts.deliveries(subscription_id=late.id)
    assert row.event.note == "court"


def test_mere_changes_are_told_only_on_request(desk: Desk) -> None:
    plain = desk.subscribe("Folter")
    curious = desk.subscribe("Folter", events=(EventKind.NEW_DECISION, EventKind.CHANGED))
    name = publish(desk, "a")
    desk.told()
    publish(desk, "a", TORTURE + " Berichtigt.", fetched_at="2026-11-02T10:00:00+00:00")
    assert desk.told(plain) == [(name, "new_decision", "matched")]
    assert desk.told(curious) == [(name, "new_decision", "matched"), (name, "changed", "matched")]


def test_the_record_quotes_no_words_that_were_masked_since(desk: Desk) -> None:
    matching = desk.subscribe("Folter")
    by_name = desk.subscribe("Beispielmann")
    publish(desk, "a", "Die Folter des Zeugen Beispielmann dauerte an.")
    assert len(desk.told()) == 2
    publish(desk, "a", "Die Folter des Zeugen [Zeuge] dauerte an.", fetched_at="2026-11-02T10:00:00+00:00")
    assert len(desk.told()) == 2
    (row,) = desk.alerts.deliveries(subscription_id=matching.id)
    assert [reason.snippet for reason in row.evidence] == ["Die Folter des Zeugen [Zeuge] dauerte an."]
    (row,) = desk.alerts.deliveries(subscription_id=by_name.id)
    assert [(reason.clause, reason.found, reason.snippet) for reason in row.evidence] == [("Beispielmann", None, None)]


def test_a_decision_that_matches_only_since_a_change_is_told_as_new(desk: Desk) -> None:
    subscription = desk.subscribe("Folter")
    name = publish(desk, "a", "Der Text war zunächst unvollständig.")
    assert desk.told(subscription) == []
    publish(desk, "a", TORTURE, fetched_at="2026-11-02T10:00:00+00:00")
    assert desk.told(subscription) == [(name, "new_decision", "matched")]
    (row,) = desk.alerts.deliveries(subscription_id=subscription.id)
    assert row.event.note == "matches since it changed"


def test_back_fills_alert_only_those_who_ask(desk: Desk) -> None:
    plain = desk.subscribe("Folter")
    thorough = desk.subscribe("Folter", include_backfills=True)
    name = publish(desk, "a", backfill=True)
    assert desk.told(plain) == []
    assert desk.told(thorough) == [(name, "new_decision", "matched")]
    (row,) = desk.alerts.deliveries(subscription_id=thorough.id)
    assert row.event.backfill


def test_the_same_bytes_read_by_a_newer_version_alert_nobody(desk: Desk) -> None:
    subscription = desk.subscribe("Folter", events=(EventKind.NEW_DECISION, EventKind.CHANGED))
    publish(desk, "a", "Noch ohne das Wort.", bytes_="same")
    desk.told()
    publish(desk, "a", TORTURE, bytes_="same", enricher_version="2")
    assert desk.told(subscription) == []


def test_a_decision_found_under_another_id_is_not_told_twice(desk: Desk) -> None:
    subscription = desk.subscribe("Folter")
    former = publish(desk, "a", docket="")
    assert desk.told(subscription) == [(former, "new_decision", "matched")]
    publish(desk, "a", TORTURE, docket="3 StR 9/20", fetched_at="2026-11-02T10:00:00+00:00")
    present = desk.library.current_id(former)
    assert present != former
    assert desk.told(subscription) == [(former, "new_decision", "matched")]
    desk.library.withdraw(str(present), "court order")
    assert ("withdrawn" in [event for _, event, _ in desk.told(subscription)]) is False  # it was never sent


def test_a_withdrawal_cancels_what_waits_and_is_told_to_those_who_were_told(desk: Desk) -> None:
    told = desk.subscribe("Folter")
    name = publish(desk, "a")
    desk.told()
    (batch,) = desk.alerts.due_batches(window=_AT_ONCE)
    desk.alerts.accepted(desk.alerts.begin(batch, b"message"), "250 OK")
    waiting = desk.subscribe("Folter", events=(EventKind.TEXT_PUBLISHED, EventKind.CHANGED, EventKind.WITHDRAWN))
    publish(desk, "a", TORTURE + " Berichtigt.", fetched_at="2026-11-02T10:00:00+00:00")
    assert desk.told(waiting) == [(name, "changed", "matched")]
    desk.library.withdraw(name, "court order")
    assert desk.told(told) == [(name, "new_decision", "sent"), (name, "withdrawn", "matched")]
    assert desk.told(waiting) == [(name, "changed", "cancelled")]
    assert [row.evidence for row in desk.alerts.deliveries()] == [(), (), ()]
    (notice,) = desk.alerts.deliveries(subscription_id=told.id, state=DeliveryState.MATCHED)
    assert notice.event.note == "Bundesgerichtshof, 3 StR 1/20"


def test_a_withdrawal_reaches_those_who_were_told_under_a_former_id(desk: Desk) -> None:
    """Found by the fault campaign: moved and withdrawn before anybody looked."""
    subscription = desk.subscribe("Folter")
    former = publish(desk, "a", docket="")
    desk.told()
    (batch,) = desk.alerts.due_batches(window=_AT_ONCE)
    desk.alerts.accepted(desk.alerts.begin(batch, b"message"), "250 OK")
    publish(desk, "a", TORTURE, docket="3 StR 9/20", fetched_at="2026-11-02T10:00:00+00:00")
    present = desk.library.current_id(former)
    assert present is not None
    desk.library.withdraw(present, "court order")
    assert desk.told(subscription) == [(former, "new_decision", "sent"), (present, "withdrawn", "matched")]
    assert [row.evidence for row in desk.alerts.deliveries()] == [(), ()]


def test_what_its_source_took_back_and_publishes_again_is_told_after_all(desk: Desk) -> None:
    subscription = desk.subscribe("Folter")
    name = publish(desk, "a")
    assert desk.told(subscription) == [(name, "new_decision", "matched")]
    desk.library.remove_document("portal", "a")
    assert desk.told(subscription) == [(name, "new_decision", "cancelled")]
    publish(desk, "a")
    assert desk.told(subscription) == [(name, "new_decision", "matched")]
    (row,) = desk.alerts.deliveries()
    assert row.evidence


def test_a_higher_courts_decision_is_news_about_the_one_below(desk: Desk) -> None:
    case = {"case_key": "border-camp", "accused": ("Kamal N.",)}
    desk.library.publish_registry(
        [known("deu-first", court_id="DEU/OLGKOBL", instance="first", decision_date="2020-01-10", **case)]
    )
    other = known(
        "deu-other",
        court_id="DEU/OLGKOBL",
        instance="first",
        decision_date="2020-02-10",
        case_key="border-camp",
        accused=("Samir O.",),
    )
    desk.library.publish_registry([other])
    subscription = desk.subscribe(kind="case", target="border-camp")
    desk.library.publish_registry([known("deu-second", instance="supreme", **case)])
    assert sorted(desk.told(subscription)) == [
        ("deu-first", "appeal_decided", "matched"),
        ("deu-second", "new_decision", "matched"),
    ]
    (row,) = desk.alerts.deliveries(decision_id="deu-first")
    assert row.event.related == "deu-second"


@pytest.mark.parametrize(
    ("later", "event"),
    [({"finality": "final"}, "now_final"), ({"appeal": True}, "appeal_filed")],
)
def test_finality_and_appeals_are_told_when_they_become_known(desk: Desk, later: dict[str, object], event: str) -> None:
    from enrichment.decision import Instance

    subscription = desk.subscribe("Folter")
    name = publish(desk, "a", finality="not_final", court=KOBLENZ)
    desk.told()
    fields = {"finality": "not_final", "court": KOBLENZ} | later
    if fields.pop("appeal", False):
        fields["instances"] = (Instance("later", court="Bundesgerichtshof"),)
    publish(desk, "a", TORTURE, fetched_at="2026-11-02T10:00:00+00:00", bytes_="other", **fields)
    assert desk.told(subscription) == [(name, "new_decision", "matched"), (name, event, "matched")]


def test_who_follows_is_told_of_court_accused_state_concept_and_citations(desk: Desk) -> None:
    cited = publish(desk, "cited", docket="5 StR 3/10")
    follows = {
        "court": desk.subscribe(kind="court", target="NLD/HR"),
        "accused": desk.subscribe(kind="accused", target="raslan"),
        "state": desk.subscribe(kind="state", target="SYR"),
        "concept": desk.subscribe(kind="concept", target="torture"),
        "cites": desk.subscribe(kind="cites", target=cited),
    }
    court = publish(desk, "b", "Een arrest.", court=HOGE_RAAD, docket="10/1", language="nl")
    accused = known(
        "deu-raslan",
        accused=("Anwar R. Raslan",),
        territorial_states=(),
        nationality=(),
        docket_numbers=("1 StE 9/19",),
    )
    desk.library.publish_registry([accused])
    desk.library.publish_registry([known("deu-syria", docket_numbers=("4 StE 2/18",), decision_date="2018-02-01")])
    concept = publish(desk, "c", "The prisoners were tortured.", docket="1 StR 2/19", language="en")
    citing = publish(
        desk, "d", "Vgl. BGH, 5 StR 3/10.", docket="1 StR 4/19", court=BGH, cites=[("docket", "5 StR 3/10")]
    )
    expected = {"court": court, "accused": "deu-raslan", "state": "deu-syria", "concept": concept, "cites": citing}
    told = {kind: [name for name, _, _ in desk.told(subscription)] for kind, subscription in follows.items()}
    assert told == {kind: [name] for kind, name in expected.items()}


def test_a_case_that_is_known_under_another_name_now_is_still_followed(desk: Desk) -> None:
    first = publish(desk, "a", case_key="bgh-3-str-1-20")
    desk.told()
    subscription = desk.subscribe(kind="case", target="bgh-3-str-1-20")
    desk.library.publish_registry([known(first, docket_numbers=("3 StR 1/20",), case_key="border-camp")])
    desk.told()
    assert desk.library.case("bgh-3-str-1-20") is None
    desk.library.publish_registry([known("deu-next", docket_numbers=("3 StR 7/22",), case_key="border-camp")])
    assert ("deu-next", "new_decision", "matched") in desk.told(subscription)


def test_a_citation_that_is_understood_only_later_is_told(desk: Desk) -> None:
    cited = publish(desk, "cited", docket="5 StR 3/10", date="2010-01-01")
    twin = publish(desk, "twin", docket="5 StR 3/10", date="2011-01-01")
    assert cited != twin
    subscription = desk.subscribe(kind="cites", target=cited)
    citing = publish(
        desk, "d", "Vgl. BGH, 5 StR 3/10 mwN.", docket="1 StR 4/19", cites=[("docket", "5 StR 3/10")], language="de"
    )
    assert desk.told(subscription) == []  # it may mean either of the two
    desk.library.withdraw(twin, "court order")
    told = desk.told(subscription)
    assert told in ([], [(citing, "new_decision", "matched")])
    assert [one.decision.id for one in desk.library.cited_by(cited)] == [name for name, _, _ in told]


def test_an_alert_confirmed_late_hears_of_what_has_another_id_by_now(desk: Desk) -> None:
    someone = desk.alerts.add_subscriber("late@ngo.example")
    subscription = desk.alerts.subscribe(someone.id, Draft("x", query="Folter"), desk.library)
    publish(desk, "a", docket="")
    desk.told()
    publish(desk, "a", TORTURE, docket="3 StR 9/20", fetched_at="2026-11-02T10:00:00+00:00")
    desk.told()
    desk.alerts.confirm(someone.id)
    (present,) = desk.library.published_ids()
    assert desk.told(subscription) == [(present, "new_decision", "matched")]


def test_a_library_built_anew_is_examined_again_and_repeats_nothing(desk: Desk, tmp_path: Path) -> None:
    subscription = desk.subscribe("Folter")
    name = publish(desk, "a")
    publish(desk, "b", docket="3 StR 2/20", backfill=True)
    assert desk.told(subscription) == [(name, "new_decision", "matched")]
    desk.library = Library.open(f"sqlite:///{tmp_path / 'anew.sqlite'}")
    assert publish(desk, "a") == name
    assert desk.told(subscription) == [(name, "new_decision", "matched")]
    assert desk.alerts.watermark() == desk.library.last_sequence()
    later = publish(desk, "c", docket="3 StR 3/20")
    assert desk.told(subscription) == [(name, "new_decision", "matched"), (later, "new_decision", "matched")]
    desk.library.close()
