"""Questions about a subscription: what it would bring, what a past window would have sent, why a decision did or did
not match, and whether the ledger is what it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, select

from search_ui.alerts.analysis import Analysed
from search_ui.alerts.asking import CannotAsk, Register
from search_ui.alerts.events import Chronicle, current_name
from search_ui.alerts.evidence import reasons, unmet
from search_ui.alerts.examining import delivery_id, replay_of, watermark
from search_ui.alerts.matching import Matcher, Occasion, analysed, told_of
from search_ui.alerts.model import (
    AlertsError,
    Delivery,
    DeliveryState,
    Draft,
    DryRun,
    Event,
    EventKind,
    Explanation,
    InvalidSubscription,
    Replayed,
    Subscription,
)
from search_ui.alerts.rows import deliveries_from, event_from, stamp
from search_ui.alerts.schema import DELIVERIES, EVENTS, SUBSCRIBERS
from search_ui.alerts.subscriptions import checked
from search_ui.index.engine import FACETS, Query, SearchEngine
from search_ui.library.database import batches
from search_ui.library.following import FollowedDecision
from search_ui.library.library import Library
from search_ui.library.publication import Change

_SAMPLES = 10
_TOO_MANY = 360  # decisions a year: about thirty a month
_TOO_BROAD = 0.5  # of the library
_FOLLOWED_IN_DRY_RUN = ("case", "accused", "cites")


def dry_run(draft: Draft, library: Library, engine: SearchEngine, now: datetime) -> DryRun:
    """See `Alerts.dry_run`."""
    try:
        draft = checked(draft, library)
        asked = Register().read(draft)
    except (CannotAsk, InvalidSubscription) as error:
        return DryRun(0, 0, 0, {}, {}, (), error=str(error))
    size = engine.search(Query(limit=0, facets=(), passages_per_decision=0)).total
    if draft.kind in _FOLLOWED_IN_DRY_RUN:
        found = [one for one in _all(library) if asked.met_by(analysed(one))]
        whole = len(found)
        since = (now - timedelta(days=365)).date().isoformat()
        recent = [one for one in found if (one.indexed.date or "") >= since]
        recent.sort(key=lambda one: (one.indexed.date or "", one.indexed.id), reverse=True)
        months = Counter((one.indexed.date or "")[:7] for one in recent)
        facets: Mapping[str, Mapping[str, int]] = {
            facet: dict(Counter(value for one in recent for value in one.indexed.facets.get(facet, ())))
            for facet in FACETS
        }
        samples = tuple(one.indexed.id for one in (recent or found)[:_SAMPLES])
        total = len(recent)
    else:
        query = replace(asked.query, passages_per_decision=0, facets=(), limit=0)
        whole = engine.search(query).total
        since = (now - timedelta(days=365)).date().isoformat()
        last_year = replace(query, date_from=max(since, query.date_from or ""), facets=FACETS, sort="-date")
        total = engine.search(last_year).total
        answer = engine.search(replace(last_year, limit=max(total, 1)))
        facets = answer.facets
        ids = [hit.id for hit in answer.hits]
        months = _months(library, ids)
        samples = tuple(ids[:_SAMPLES])
        if not samples and whole:
            samples = tuple(hit.id for hit in engine.search(replace(query, sort="-date", limit=_SAMPLES)).hits)
    per_month = {month: months[month] for month in sorted(months) if month}
    warnings = _warnings(total, whole, size)
    return DryRun(total, whole, size, per_month, facets, samples, tuple(warnings), asked.query.problems)


def _months(library: Library, ids: Sequence[str]) -> Counter[str]:
    return Counter((card.date or "")[:7] for card in library.cards(ids).values())


def _warnings(total: int, whole: int, size: int) -> Iterator[str]:
    if total > _TOO_MANY:
        yield f"far too broad: {total:,} decisions in the last 12 months; add words, filters or a date"
    elif size and whole > _TOO_BROAD * size and whole > _SAMPLES:
        yield f"broad: it matches {whole:,} of {size:,} decisions of the library"
    if not whole:
        yield "never matching: no decision of the library matches; check spelling, filters and dates"
    elif not total:
        yield "nothing in the last 12 months matches; older decisions do"


def _all(library: Library) -> Iterator[FollowedDecision]:
    ids = sorted(library.published_ids())
    return library.followed(ids)


# -- one subscription, one decision ----------------------------------------------------------------------------------


@dataclass(slots=True)
class Asking:
    """Answers about saved subscriptions, within one transaction."""

    connection: Connection
    library: Library

    def explain(self, subscription: Subscription, decision_id: str) -> Explanation:
        """See `Alerts.explain`."""
        chronicle = Chronicle(self.connection, self.library)
        name = self.library.current_id(decision_id) or chronicle.current(decision_id)
        rows = self._deliveries(subscription.id, chronicle.group(name))
        matcher = self._matcher([subscription])
        if fault := matcher.faults.get(subscription.id):
            return Explanation(subscription.id, name, False, (), (), (f"the alert is faulty: {fault}",), rows)
        followed = next(self.library.followed([name]), None)
        if followed is None:
            gone = ("the decision is not in the library (withdrawn, or no longer published by its source)",)
            return Explanation(subscription.id, name, False, (), (), gone, rows)
        decision = analysed(followed)
        asked = matcher.asked(subscription.id)
        matches = asked.met_by(decision)
        missing = unmet(asked, decision)
        met = reasons(asked, decision) if matches else ()
        obstacles = tuple(self._obstacles(subscription, name))
        return Explanation(subscription.id, name, matches, met, missing, obstacles, rows)

    def _obstacles(self, subscription: Subscription, name: str) -> Iterator[str]:
        if subscription.state != "active":
            yield f"the alert is {subscription.state}: {subscription.state_reason or 'no reason given'}"
        of_subscriber = select(SUBSCRIBERS.c.state).where(SUBSCRIBERS.c.id == subscription.subscriber_id)
        state = self.connection.execute(of_subscriber).scalar() or "active"
        if state != "active":
            yield f"the subscriber is {state}"
        events = self._log(Chronicle(self.connection, self.library).group(name))
        if not events:
            if self.library.last_sequence() > watermark(self.connection):
                yield "the latest changes of the library are not examined yet"
            else:
                yield "nothing happened to the decision since alerts are kept"
        for event in events:
            when = f"{event.kind.value.replace('_', ' ')} of {event.at[:10]}"
            if event.sequence <= subscription.starts_at_sequence:
                yield f"{when}: before the alert was set up"
            elif event.kind not in subscription.events:
                yield f"{when}: not among the events asked for"
            elif event.backfill and not subscription.include_backfills:
                yield f"{when}: came in a back-fill, which this alert does not ask for"

    def replay(self, subscription: Subscription, since: datetime | int, until: datetime | int | None) -> list[Replayed]:
        """See `Alerts.replay`."""
        matcher = self._matcher([replace(subscription, starts_at_sequence=0, state="active")])
        if fault := matcher.faults.get(subscription.id):
            raise AlertsError(f"the alert is faulty: {fault}")
        subscription = matcher.subscriptions[subscription.id]
        found: list[Replayed] = []
        for event, decision in self._told(matcher, subscription, self._window(since, until)):
            state = self._state(subscription.id, event)
            found.append(Replayed(event, matcher.evidence(subscription.id, decision), state))
        return sorted(found, key=lambda one: (one.event.sequence, one.event.decision_id, one.event.key))

    def _told(
        self, matcher: Matcher, subscription: Subscription, events: Sequence[Event]
    ) -> Iterator[tuple[Event, Analysed]]:
        """What of the event log a subscription would be told, each decision asked directly."""
        derived = replay_of(events)
        of_decision: dict[str, list[Event]] = {}
        for event in derived.events:
            of_decision.setdefault(event.decision_id, []).append(event)
        chronicle = Chronicle(self.connection, self.library)
        first = chronicle.first_sequences(of_decision)
        for followed in self.library.followed(list(of_decision)):
            name = followed.indexed.id
            decision = analysed(followed)
            if not matcher.matches(subscription.id, decision):
                continue
            occasion = Occasion(
                of_decision[name],
                first.get(name, 0),
                chronicle.arrived_as_backfill(name),
                derived.rechecked.get(name),
            )
            for event in told_of(subscription, occasion, knows=False):
                yield event, decision

    # -- is the ledger right? ----------------------------------------------------------------------------------------

    def differences(self, subscriptions: Sequence[Subscription], behind: Mapping[str, int]) -> list[str]:
        """See `Alerts.ledger_differences`: every subscription asked of every decision, one by one, without the reverse
        index. Decisions changed more than once are held to what they are now: rows that were right at the time are no
        difference."""
        matcher = self._matcher(subscriptions)
        chronicle = Chronicle(self.connection, self.library)
        last = watermark(self.connection)
        events = self._window(0, last)
        of_decision: dict[str, list[Event]] = {}
        for event in events:
            of_decision.setdefault(event.decision_id, []).append(event)
        names = list(of_decision)
        first = chronicle.first_sequences(names)
        latest = {change.decision_id: change.sequence for change in _changes(self.library)}
        problems: list[str] = []
        seen: set[str] = set()
        for followed in self.library.followed(names):
            name = followed.indexed.id
            seen.add(name)
            if latest.get(name, 0) > last:
                continue  # changed since: what it was when it was examined is not known any more
            own = of_decision[name]
            problems += self._of_decision(
                matcher, analysed(followed), own, first.get(name, 0), chronicle.group(name), behind
            )
        problems += self._unknown(set(names), chronicle)
        return sorted(problems)

    def _of_decision(
        self,
        matcher: Matcher,
        decision: Analysed,
        events: Sequence[Event],
        first: int,
        group: Sequence[str],
        behind: Mapping[str, int],
    ) -> Iterator[str]:
        rows: dict[str, set[str]] = {}
        for row in self.connection.execute(
            select(DELIVERIES.c.subscription_id, DELIVERIES.c.event_key).where(DELIVERIES.c.decision_id.in_(group))
        ):
            rows.setdefault(row.subscription_id, set()).add(row.event_key)
        derived = replay_of(events)
        name = decision.decision.id
        backfilled = Chronicle(self.connection, self.library).arrived_as_backfill(name)
        occasion = Occasion(derived.events, first, backfilled, derived.rechecked.get(name))
        changed = any(event.kind in {EventKind.CHANGED, EventKind.TEXT_PUBLISHED} for event in events)
        for subscription in matcher.subscriptions.values():
            if subscription.id in behind:
                continue
            has = rows.get(subscription.id, set())
            wanted = set()
            if matcher.matches(subscription.id, decision):
                wanted = {event.key for event in told_of(subscription, occasion, knows="new_decision" in has)}
            for key in sorted(wanted - has):
                if not changed or _happened_last(key, events):
                    yield f"{subscription.id}: {name} matches and was not recorded ({key})"
            for key in sorted(has - wanted):
                if not changed and not key.startswith("withdrawn"):
                    yield f"{subscription.id}: {name} is recorded and does not match ({key})"

    def _unknown(self, known: set[str], chronicle: Chronicle) -> Iterator[str]:
        rows = select(DELIVERIES.c.decision_id, DELIVERIES.c.subscription_id).distinct()
        for row in self.connection.execute(rows):
            if row.decision_id not in known and chronicle.current(row.decision_id) not in known:
                yield f"{row.subscription_id}: {row.decision_id} is recorded and nothing happened to it"

    # -- reading -----------------------------------------------------------------------------------------------------

    def _matcher(self, subscriptions: Iterable[Subscription]) -> Matcher:
        matcher = Matcher()
        matcher.load(subscriptions, lambda name: current_name(self.connection, name))
        return matcher

    def _log(self, group: Sequence[str]) -> list[Event]:
        """What happened to a decision, under all ids it has had."""
        found = select(EVENTS).where(EVENTS.c.decision_id.in_(group)).order_by(EVENTS.c.sequence, EVENTS.c.key)
        return [event_from(row) for row in self.connection.execute(found).mappings()]

    def _window(self, since: datetime | int, until: datetime | int | None) -> list[Event]:
        found = select(EVENTS)
        if isinstance(since, datetime):
            found = found.where(EVENTS.c.at >= stamp(since)[:19])
        else:
            found = found.where(EVENTS.c.sequence > since)
        if isinstance(until, datetime):
            found = found.where(EVENTS.c.at < stamp(until)[:19])
        elif until is not None:
            found = found.where(EVENTS.c.sequence <= until)
        rows = self.connection.execute(found.order_by(EVENTS.c.sequence, EVENTS.c.decision_id, EVENTS.c.key))
        chronicle = Chronicle(self.connection, self.library)
        return [
            replace(event, decision_id=chronicle.current(event.decision_id))
            for event in map(event_from, rows.mappings())
        ]

    def _state(self, subscription_id: str, event: Event) -> DeliveryState | None:
        name = delivery_id(subscription_id, event)
        state = self.connection.execute(select(DELIVERIES.c.state).where(DELIVERIES.c.id == name)).scalar()
        return None if state is None else DeliveryState(state)

    def _deliveries(self, subscription_id: str, ids: Sequence[str]) -> tuple[Delivery, ...]:
        rows: list[RowMapping] = []
        for some in batches(ids):
            found = select(DELIVERIES).where(
                DELIVERIES.c.subscription_id == subscription_id, DELIVERIES.c.decision_id.in_(some)
            )
            rows += self.connection.execute(found.order_by(DELIVERIES.c.sequence)).mappings().all()
        return tuple(deliveries_from(self.connection, rows))


def _happened_last(key: str, events: Sequence[Event]) -> bool:
    """Whether an event is the latest of its decision: what the decision was then is what it is now."""
    return any(event.key == key and event.sequence == events[-1].sequence for event in events)


def _changes(library: Library) -> Iterator[Change]:
    since = 0
    while page := library.changes(since):
        yield from page
        since = page[-1].sequence
