"""Explain, replay, dry run, and the check that the ledger is what it should be."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from search_ui.alerts.model import DeliveryState, Draft
from search_ui.index.embedded import EmbeddedEngine
from tests.search_ui.alerts.core.conftest import Desk
from tests.search_ui.library.documents import document

TORTURE = "Der Angeklagte hat Gefangene gefoltert; die Folter dauerte an."


def publish(desk: Desk, record: str, words: str = TORTURE, *, backfill: bool = False, **fields: object) -> str:
    publication = document(record, words, docket_numbers=(f"{record} StR 1/20",), **fields)  # type: ignore[arg-type]
    return desk.library.publish(publication, backfill=backfill).decision_id


def test_it_is_explained_why_a_decision_matched(desk: Desk) -> None:
    subscription = desk.subscribe("torture Angeklagte")
    name = publish(desk, "1")
    desk.told()
    found = desk.alerts.explain(subscription.id, name, desk.library)
    assert found.matches
    assert [reason.clause for reason in found.reasons] == ["torture", "Angeklagte"]
    assert found.reasons[0].expansion == "Folter"
    assert found.obstacles == ()
    assert [row.state for row in found.deliveries] == [DeliveryState.MATCHED]


def test_it_is_explained_why_a_decision_did_not_match(desk: Desk) -> None:
    subscription = desk.subscribe("Folter Völkermord -Angeklagte", filters={"forum": ("FRA",)})
    name = publish(desk, "1")
    desk.told()
    found = desk.alerts.explain(subscription.id, name, desk.library)
    assert not found.matches
    assert found.missing == (
        "“Völkermord”: nothing of it in the decision",
        "forum: FRA: not so here, as far as it is recorded",
        "“Angeklagte” is excluded and stands in it",
    )


def test_a_state_that_is_followed_is_explained_by_its_name_and_part(desk: Desk) -> None:
    syria, chad = desk.subscribe(kind="state", target="SYR"), desk.subscribe(kind="state", target="tcd")
    name = publish(desk, "1", territorial_states=("SYR",))
    desk.told()
    (reason,) = desk.alerts.explain(syria.id, name, desk.library).reasons
    assert (reason.clause, reason.found) == ("territorial_state: SYR", None)
    assert reason.how == "Syria is recorded as the State of the acts"
    (missing,) = desk.alerts.explain(chad.id, name, desk.library).missing
    assert missing.startswith("Chad, as the State of the acts, a nationality or the forum: not so here")


def test_it_is_explained_what_stood_in_the_way_of_a_match(desk: Desk) -> None:
    before = publish(desk, "1")
    subscription = desk.subscribe("Folter")
    old = publish(desk, "2", backfill=True)
    desk.told()
    (early,) = desk.alerts.explain(subscription.id, before, desk.library).obstacles
    assert early.endswith("before the alert was set up")
    (filled,) = desk.alerts.explain(subscription.id, old, desk.library).obstacles
    assert "back-fill" in filled
    desk.alerts.pause(subscription.id, "on holiday")
    assert "the alert is paused: on holiday" in desk.alerts.explain(subscription.id, old, desk.library).obstacles
    desk.library.withdraw(old, "court order")
    (gone,) = desk.alerts.explain(subscription.id, old, desk.library).obstacles
    assert "withdrawn" in gone


def test_a_replay_says_what_a_window_would_have_sent_and_sends_nothing(desk: Desk) -> None:
    early = publish(desk, "1")
    desk.told()
    subscription = desk.subscribe("Folter")
    publish(desk, "2", "Ein Mord.")
    late = publish(desk, "3")
    desk.told()
    rows = desk.alerts.deliveries()
    replayed = desk.alerts.replay(subscription.id, desk.library, since=0)
    assert [(one.event.decision_id, one.recorded) for one in replayed] == [
        (early, None),
        (late, DeliveryState.MATCHED),
    ]
    assert all(one.evidence for one in replayed)
    assert desk.alerts.replay(subscription.id, desk.library, since=1, until=2) == []
    assert desk.alerts.replay(subscription.id, desk.library, since=datetime(2020, 1, 1, tzinfo=UTC)) == replayed
    assert desk.alerts.deliveries() == rows


@pytest.fixture
def engine(desk: Desk, tmp_path: Path) -> EmbeddedEngine:
    """An index of twenty decisions of the last months and five old ones."""
    for number in range(25):
        date = f"2026-{1 + number % 10:02d}-15" if number < 20 else f"200{number - 20}-01-01"
        publish(desk, str(number + 1), f"Folter und {'Mord' if number % 5 == 0 else 'Raub'}.", date=date)
    engine = EmbeddedEngine(tmp_path / "index")
    engine.rebuild(desk.library.indexed_decisions())
    return engine


def test_a_dry_run_counts_a_year_and_shows_samples(desk: Desk, engine: EmbeddedEngine) -> None:
    found = desk.alerts.dry_run(Draft("x", query="Mord"), desk.library, engine)
    assert (found.total, found.whole_library, found.library_size) == (4, 5, 25)
    assert sum(found.per_month.values()) == 4
    assert found.by_facet["forum"] == {"DEU": 4}
    assert len(found.samples) == 4
    assert found.warnings == ()
    assert desk.alerts.subscriptions() == []


def test_a_dry_run_follows_what_search_does_not_know(desk: Desk, engine: EmbeddedEngine) -> None:
    case = next(iter(desk.library.cases())).key
    found = desk.alerts.dry_run(Draft("x", kind="case", target=case), desk.library, engine)
    assert found.whole_library == len(desk.library.case(case).decisions)  # type: ignore[union-attr]


def test_a_dry_run_warns_and_never_raises(desk: Desk, engine: EmbeddedEngine) -> None:
    def warnings(draft: Draft) -> str:
        return " ".join(desk.alerts.dry_run(draft, desk.library, engine).warnings)

    assert warnings(Draft("x", query="Folter")).startswith("broad: it matches 25 of 25")
    assert "never matching" in warnings(Draft("x", query="Zauberei"))
    assert "older decisions do" in warnings(Draft("x", query="Folter date:..2010"))
    wrong = desk.alerts.dry_run(Draft("x", filters={"chamber": ("1",)}), desk.library, engine)
    assert wrong.error is not None
    assert "no longer exists" in wrong.error


def test_far_too_many_is_said(desk: Desk, engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search_ui.alerts.answers._TOO_MANY", 10)
    (warning,) = desk.alerts.dry_run(Draft("x", query="Folter"), desk.library, engine).warnings
    assert warning.startswith("far too broad: 20 decisions")


def test_a_row_that_is_missing_or_too_many_is_found(desk: Desk) -> None:
    subscription = desk.subscribe("Folter")
    other = desk.subscribe("Mord")
    name = publish(desk, "1")
    desk.told()
    assert desk.alerts.ledger_differences(desk.library) == []
    with desk.alerts._database.write() as connection:
        connection.execute(text("UPDATE alert_deliveries SET subscription_id = :other"), {"other": other.id})
    assert desk.alerts.ledger_differences(desk.library) == [
        f"{subscription.id}: {name} matches and was not recorded (new_decision)",
        f"{other.id}: {name} is recorded and does not match (new_decision)",
    ]
