"""Matching up to the present: what the library published since the watermark, in its order, into the ledger.

One stretch of the sequence log after the other; the rows of a stretch and the new watermark are one transaction. A
process that dies loses nothing but the stretch it was in, and two that examine at once wait for each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, and_, insert, or_, select, update

from search_ui.alerts.analysis import Analysed
from search_ui.alerts.events import Chronicle, Derived, current_name
from search_ui.alerts.ledger import TOLD, Ledger
from search_ui.alerts.matching import Matcher, Occasion, analysed, told_of
from search_ui.alerts.model import DeliveryState, Event, EventKind, Examination, Reason, Subscription
from search_ui.alerts.rows import event_from, progress, reason_from, reason_to, set_progress, subscription_from
from search_ui.alerts.schema import DELIVERIES, EVENTS, HISTORY, SUBSCRIBERS, SUBSCRIPTIONS
from search_ui.alerts.secrecy import Vault
from search_ui.alerts.subscriptions import Desk, next_version
from search_ui.library.database import batches
from search_ui.library.following import FollowedDecision
from search_ui.library.library import Library
from search_ui.library.publication import Change
from search_ui.library.publication import Event as LibraryEvent

STRETCH = 50  # lines of the log in one transaction
_PAGE = 1000


@dataclass(slots=True)
class Loaded:
    """The subscriptions in memory, the version of the database they are of, and why some are not told now."""

    matcher: Matcher = field(default_factory=Matcher)
    version: int = -1
    silenced: dict[str, str] = field(default_factory=dict)

    def refresh(self, connection: Connection, vault: Vault) -> None:
        """Take in what changed since. Subscriptions whose subscriber has not confirmed are left out."""
        version = int(progress(connection, "version") or 0)
        if version == self.version:
            return
        rows = connection.execute(
            select(SUBSCRIPTIONS, SUBSCRIBERS.c.state.label("of_subscriber"), SUBSCRIBERS.c.paused_reason)
            .outerjoin(SUBSCRIBERS, SUBSCRIBERS.c.id == SUBSCRIPTIONS.c.subscriber_id)
            .where(
                SUBSCRIPTIONS.c.state.in_(["active", "paused", "faulty"]),
                or_(SUBSCRIPTIONS.c.subscriber_id.is_(None), SUBSCRIBERS.c.state.in_(["active", "paused"])),
            )
            .order_by(SUBSCRIPTIONS.c.id)
        ).mappings()
        subscriptions: list[Subscription] = []
        self.silenced = {}
        for row in rows:
            subscriptions.append(subscription_from(row, vault))
            if row["state"] == "paused":
                self.silenced[row["id"]] = f"alert paused: {row['state_reason']}"
            elif row["of_subscriber"] == "paused":
                self.silenced[row["id"]] = f"subscriber paused: {row['paused_reason']}"
        self.matcher.load(subscriptions, lambda name: current_name(connection, name))
        self.version = version


class Examiner:
    """Examines within one transaction that has the alerts' database to itself."""

    def __init__(
        self,
        connection: Connection,
        library: Library,
        loaded: Loaded,
        *,
        ledger: Ledger,
        desk: Desk,
        vault: Vault,
        now: str,
    ) -> None:
        self._connection = connection
        self._library = library
        self._loaded = loaded
        self._vault = vault
        self._matcher = loaded.matcher
        self._ledger = ledger
        self._desk = desk
        self._now = now
        self._chronicle = Chronicle(connection, library)
        self._told: dict[str, frozenset[str]] = {}  # of decisions that are gone

    def check_faults(self) -> int:
        """Pause what cannot be matched; take back what can again. Returns how many are newly faulty."""
        subscriptions, faults = self._matcher.subscriptions, self._matcher.faults
        self._desk.mark_sound(
            name for name, one in subscriptions.items() if one.state == "faulty" and name not in faults
        )
        told = [(name, reason) for name, reason in faults.items() if subscriptions[name].state in {"active", "faulty"}]
        return self._desk.mark_faulty(told, watermark(self._connection))

    def start_over(self, until: int) -> None:
        """The library was built anew, or an older one restored: its sequence is behind what was examined. All it holds
        now is examined again as a back-fill; what is new after that is news."""
        set_progress(self._connection, "watermark", "0")
        set_progress(self._connection, "rebuilt_until", str(until))
        everything = update(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.state != "deleted")
        self._connection.execute(everything.values(starts_at_sequence=0))
        behind = SUBSCRIPTIONS.c.behind_since.is_not(None)
        self._connection.execute(update(SUBSCRIPTIONS).where(behind).values(behind_since=0))
        next_version(self._connection)

    def next_stretch(self, until: int) -> Examination | None:
        """Examine the next lines of the log up to the sequence `until`. None when there are none."""
        first = watermark(self._connection)
        if first >= until:
            return None
        rebuilt = int(progress(self._connection, "rebuilt_until") or 0)
        changes = [
            replace(change, backfill=change.backfill or change.sequence <= rebuilt)
            for change in self._library.changes(first, STRETCH)
            if change.sequence <= until
        ]
        if not changes:
            return None
        if progress(self._connection, "moves") != str(until):
            self._chronicle.note_moves(self._window(first, until))
            set_progress(self._connection, "moves", str(until))
        self._chronicle.followed_citations = self._matcher.followed_citations
        derived = self._chronicle.read(changes)
        self._loaded.refresh(self._connection, self._vault)  # what is followed may have another name now
        self._take_out(derived)
        done = self._tell(derived, self._matcher.subscriptions.keys())
        set_progress(self._connection, "watermark", str(changes[-1].sequence))
        events = len(derived.events) + len(derived.withdrawn)
        return replace(done, first=first, last=changes[-1].sequence, events=events)

    def catch_up(self) -> Examination | None:
        """Examine the next events for subscriptions that could not be matched when they happened. None when there are
        no such subscriptions."""
        rows = self._connection.execute(
            select(SUBSCRIPTIONS.c.id, SUBSCRIPTIONS.c.behind_since)
            .outerjoin(SUBSCRIBERS, SUBSCRIBERS.c.id == SUBSCRIPTIONS.c.subscriber_id)
            .where(
                SUBSCRIPTIONS.c.behind_since.is_not(None),
                SUBSCRIPTIONS.c.state.in_(["active", "paused"]),
                or_(SUBSCRIPTIONS.c.subscriber_id.is_(None), SUBSCRIBERS.c.state.in_(["active", "paused"])),
            )
            .order_by(SUBSCRIPTIONS.c.behind_since)
        ).all()
        behind = {row.id: int(row.behind_since) for row in rows if row.id not in self._matcher.faults}
        if not behind:
            return None
        since = min(behind.values())
        names = {name for name, sequence in behind.items() if sequence == since}
        last = watermark(self._connection)
        found = select(EVENTS).where(EVENTS.c.sequence > since, EVENTS.c.sequence <= last)
        logged = self._connection.execute(
            found.order_by(EVENTS.c.sequence, EVENTS.c.decision_id, EVENTS.c.key).limit(STRETCH)
        ).mappings()
        events = [self._as_called_now(event_from(row)) for row in logged]
        if len(events) == STRETCH:
            # a sequence is examined as a whole, or its other events would be passed over
            whole = [event for event in events if event.sequence < events[-1].sequence]
            events = whole or self._all_events_at(events[-1].sequence)
            last = events[-1].sequence
        done = self._tell(replay_of(events), names)
        for some in batches(sorted(names)):
            self._connection.execute(
                update(SUBSCRIPTIONS)
                .where(SUBSCRIPTIONS.c.id.in_(some))
                .values(behind_since=None if last >= watermark(self._connection) else last)
            )
        return replace(done, first=since, last=last)

    def _all_events_at(self, sequence: int) -> list[Event]:
        found = select(EVENTS).where(EVENTS.c.sequence == sequence).order_by(EVENTS.c.decision_id, EVENTS.c.key)
        return [self._as_called_now(event_from(row)) for row in self._connection.execute(found).mappings()]

    def _as_called_now(self, event: Event) -> Event:
        return replace(event, decision_id=self._chronicle.current(event.decision_id))

    def _window(self, first: int, until: int) -> Iterable[Change]:
        while first < until:
            page = self._library.changes(first, _PAGE)
            yield from (change for change in page if change.sequence <= until)
            if not page:
                return
            first = page[-1].sequence

    # -- telling -----------------------------------------------------------------------------------------------------

    def _tell(self, derived: Derived, names: Iterable[str]) -> Examination:
        """Rows for everything that happened to decisions that are there, for the subscriptions `names`."""
        among = set(names)
        of_decision: dict[str, list[Event]] = {}
        for event in derived.events:
            of_decision.setdefault(event.decision_id, []).append(event)
        wanted = dict.fromkeys((*of_decision, *derived.rechecked, *derived.returned))
        wanted = {name: None for name in wanted if name not in derived.gone}
        first = self._chronicle.first_sequences(wanted)
        rows: list[dict[str, Any]] = []
        decisions = 0
        for followed in self._states(wanted, derived.present):
            name = followed.indexed.id
            decision = analysed(followed)
            decisions += 1
            every = self._matcher.matching(decision)
            if name in derived.rechecked:
                self._quote_anew(decision, every)
            matching = [one for one in every if one in among]
            if not matching:
                continue
            occasion = Occasion(
                events=sorted(of_decision.get(name, ()), key=lambda event: event.sequence),
                first_sequence=first.get(name, 0),
                arrived_as_backfill=self._chronicle.arrived_as_backfill(name),
                change=_as(name, derived.rechecked.get(name)),
            )
            known = self._known(self._chronicle.group(name), matching)
            for one in matching:
                own = known.get(one, {})
                told = told_of(self._matcher.subscriptions[one], occasion, knows="new_decision" in own)
                new = [event for event in told if event.key not in own]
                revived = name in derived.returned and any(_is_gone(row) for row in own.values())
                if new or revived:
                    evidence = self._matcher.evidence(one, decision)
                    rows += [self._row(one, event, evidence) for event in new]
                    if revived:
                        self._revive([row["id"] for row in own.values() if _is_gone(row)], one, evidence)
        rows += self._withdrawals(derived)
        self._insert(rows)
        withheld = sum(row["state"] == DeliveryState.WITHHELD.value for row in rows)
        return Examination(0, 0, decisions=decisions, matched=len(rows) - withheld, withheld=withheld)

    def _states(self, names: Iterable[str], present: Mapping[str, FollowedDecision]) -> Iterator[FollowedDecision]:
        """The decisions of these ids, as they were read already or read now."""
        yield from (present[name] for name in names if name in present)
        yield from self._library.followed([name for name in names if name not in present])

    def _known(self, ids: Sequence[str], subscriptions: Sequence[str]) -> dict[str, dict[str, Mapping[str, Any]]]:
        """What the ledger has of a decision, under all its ids: subscription -> key -> row."""
        found: dict[str, dict[str, Mapping[str, Any]]] = {}
        among = set(subscriptions)
        columns = select(
            DELIVERIES.c.id,
            DELIVERIES.c.subscription_id,
            DELIVERIES.c.event_key,
            DELIVERIES.c.state,
            DELIVERIES.c.withheld_reason,
        )
        for row in self._connection.execute(columns.where(DELIVERIES.c.decision_id.in_(ids))).mappings():
            if row["subscription_id"] in among:
                found.setdefault(row["subscription_id"], {})[row["event_key"]] = dict(row)
        return found

    def _row(self, subscription_id: str, event: Event, evidence: Sequence[Reason]) -> dict[str, Any]:
        state, reason = self._first_state(subscription_id)
        return {
            "id": delivery_id(subscription_id, event),
            "subscription_id": subscription_id,
            "decision_id": event.decision_id,
            "event_key": event.key,
            "kind": event.kind.value,
            "sequence": event.sequence,
            "event_at": event.at,
            "backfill": event.backfill,
            "related": event.related,
            "note": event.note,
            "state": state.value,
            "evidence": [reason_to(one) for one in evidence],
            "withheld_reason": reason,
            "matched_at": self._now,
            "state_at": self._now,
        }

    def _first_state(self, subscription_id: str) -> tuple[DeliveryState, str | None]:
        if reason := self._loaded.silenced.get(subscription_id):
            return DeliveryState.WITHHELD, reason
        if self._matcher.subscriptions[subscription_id].channel == "atom":
            return DeliveryState.SENT, None  # it stands in the feed from now on
        return DeliveryState.MATCHED, None

    def _insert(self, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(DELIVERIES), rows)
            lines = [
                {"delivery_id": row["id"], "step": 1, "at": self._now, "state": row["state"], "note": _note(row)}
                for row in rows
            ]
            self._connection.execute(insert(HISTORY), lines)

    def _revive(self, ids: Sequence[str], subscription_id: str, evidence: Sequence[Reason]) -> None:
        """The decision is back before anybody was told: what was cancelled with it is told after all."""
        state, reason = self._first_state(subscription_id)
        self._ledger.move(
            DELIVERIES.c.id.in_(ids),
            state,
            "the decision is published again",
            withheld_reason=reason,
            evidence=[reason_to(one) for one in evidence],
            matched_at=self._now,
        )

    def _quote_anew(self, decision: Analysed, matching: Sequence[str]) -> None:
        """The ledger quotes no words that the decision no longer has (a name that was masked since): alerts that match
        are explained anew, the others keep the clause alone."""
        columns = select(DELIVERIES.c.id, DELIVERIES.c.subscription_id, DELIVERIES.c.evidence)
        of_decision = DELIVERIES.c.decision_id.in_(self._chronicle.group(decision.decision.id))
        for row in self._connection.execute(columns.where(of_decision)).all():
            evidence = tuple(reason_from(one) for one in row.evidence)
            if all(_stands(one, decision) for one in evidence):
                continue
            if row.subscription_id in matching:
                evidence = self._matcher.evidence(row.subscription_id, decision)
            else:
                evidence = tuple(one if _stands(one, decision) else Reason(one.clause, _NO_LONGER) for one in evidence)
            renewed = update(DELIVERIES).where(DELIVERIES.c.id == row.id)
            self._connection.execute(renewed.values(evidence=[reason_to(one) for one in evidence]))

    # -- what is gone ------------------------------------------------------------------------------------------------

    def _take_out(self, derived: Derived) -> None:
        """Cancel what was not sent of decisions that are gone, and let no snippet of them stay in the ledger."""
        for name, reason in derived.gone.items():
            of_decision = and_(
                DELIVERIES.c.decision_id.in_(self._chronicle.group(name)),
                DELIVERIES.c.kind != EventKind.WITHDRAWN.value,
            )
            cancelled = f"{_GONE}{reason}"
            self._ledger.stop(of_decision, DeliveryState.CANCELLED, cancelled)
            withheld = of_decision & (DELIVERIES.c.state == DeliveryState.WITHHELD.value)
            self._ledger.move(withheld, DeliveryState.CANCELLED, cancelled, withheld_reason=cancelled)
            on_their_way = of_decision & DELIVERIES.c.state.in_(TOLD[1:])
            self._connection.execute(update(DELIVERIES).where(on_their_way).values(withheld_reason=cancelled))
            self._connection.execute(update(DELIVERIES).where(of_decision).values(evidence=[]))
            self._told[name] = self._subscriptions_told(name)
            self._ledger.spoil(on_their_way, reason)

    def _subscriptions_told(self, name: str) -> frozenset[str]:
        told = select(DELIVERIES.c.subscription_id).where(
            DELIVERIES.c.decision_id.in_(self._chronicle.group(name)),
            DELIVERIES.c.kind != EventKind.WITHDRAWN.value,
            DELIVERIES.c.state.in_(TOLD),
        )
        return frozenset(self._connection.execute(told.distinct()).scalars())

    def _withdrawals(self, derived: Derived) -> list[dict[str, Any]]:
        """A withdrawal is told to those who were told of the decision, and says nothing of what it was about."""
        rows = []
        for event in derived.withdrawn:
            told = self._told.get(event.decision_id) or self._subscriptions_told(event.decision_id)
            known = self._known([event.decision_id], sorted(told))
            for one in sorted(told):
                subscription = self._matcher.subscriptions.get(one)
                if subscription is None or EventKind.WITHDRAWN not in subscription.events:
                    continue
                if event.key not in known.get(one, {}):
                    rows.append(self._row(one, event, ()))
        return rows


_GONE = "gone: "


_NO_LONGER = "it stood in words that the decision no longer has"


def _stands(reason: Reason, decision: Analysed) -> bool:
    """Whether what a reason quotes can still be read in the decision."""
    quoted = (reason.snippet or "").removeprefix("…").removesuffix("…")
    return not quoted or any(quoted in passage.text for passage in decision.decision.passages)


def _is_gone(row: Mapping[str, Any]) -> bool:
    return row["state"] == DeliveryState.CANCELLED.value and str(row["withheld_reason"] or "").startswith(_GONE)


def _note(row: Mapping[str, Any]) -> str:
    if row["state"] == DeliveryState.SENT.value:
        return "stands in the feed"
    return str(row["withheld_reason"] or "")


def _as(name: str, change: Change | None) -> Change | None:
    """A change under the present id of its decision."""
    return None if change is None else replace(change, decision_id=name)


def replay_of(events: Sequence[Event]) -> Derived:
    """Events of the event log as they were when they happened."""
    derived = Derived(events=[event for event in events if event.kind is not EventKind.WITHDRAWN])
    for event in derived.events:
        if event.kind in {EventKind.CHANGED, EventKind.TEXT_PUBLISHED}:
            derived.rechecked[event.decision_id] = Change(
                event.sequence, event.decision_id, LibraryEvent.CHANGED, event.at, event.backfill
            )
    return derived


def watermark(connection: Connection) -> int:
    """The last sequence that was examined."""
    return int(progress(connection, "watermark") or 0)


def delivery_id(subscription_id: str, event: Event) -> str:
    """The id of a line of the ledger: the same whoever writes it."""
    parts = (subscription_id, event.decision_id, event.key)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
