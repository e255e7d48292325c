"""The one door to alerts: subscribers, subscriptions, matching, and the ledger of what was sent."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select, update

from search_ui.alerts import keeping
from search_ui.alerts.answers import Asking, dry_run
from search_ui.alerts.examining import Examiner, Loaded, watermark
from search_ui.alerts.ledger import WAITING, Ledger
from search_ui.alerts.model import (
    AlertsError,
    Batch,
    Channel,
    Clock,
    Delivery,
    DeliveryState,
    Draft,
    DryRun,
    Examination,
    Explanation,
    Language,
    Replayed,
    Subscriber,
    SubscriberState,
    Subscription,
    SubscriptionState,
    Suppression,
)
from search_ui.alerts.people import People
from search_ui.alerts.rows import (
    deliveries_from,
    progress,
    set_progress,
    stamp,
    subscriber_from,
    subscription_from,
)
from search_ui.alerts.schema import (
    BATCHES,
    DELIVERIES,
    REVISION,
    SUBSCRIBERS,
    SUBSCRIPTIONS,
    SUPPRESSIONS,
    TOKENS,
)
from search_ui.alerts.secrecy import Vault, address_hash, token_hash
from search_ui.alerts.subscriptions import Desk, checked, draft_of
from search_ui.index.engine import SearchEngine
from search_ui.library.database import Database, Layout
from search_ui.library.library import Library

LEASE = timedelta(minutes=5)
"""How long a worker has for the messages it took. One that dies leaves them for another after that."""

_AT_ONCE = 100  # messages leased together


def _upgrade(connection: Connection, current: str | None) -> bool:
    from search_ui.alerts.migrations import upgrade

    return upgrade(connection, current)


LAYOUT = Layout("alerts database", REVISION, "alert_schema", _upgrade, 0x756A_616C_7274)  # the bytes of "ujalrt"


def _random_id() -> str:
    return secrets.token_hex(10)


@dataclass(frozen=True, slots=True)
class _Work:
    """One transaction that has the database to itself, and what works in it."""

    connection: Connection
    ledger: Ledger
    desk: Desk
    people: People
    now: datetime


class Alerts:
    """Everything about alerts behind one SQLAlchemy URL: `sqlite:///path` (WAL) or `postgresql+psycopg2://...`.

    Every call is one transaction (`examine` is several); writers wait for each other, in this process and others. No
    module of alerts reads the clock: all times are those of `clock`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        key: str | None = None,
        domain: str = "localhost",
        new_id: Callable[[], str] = _random_id,
    ) -> None:
        self._database = database
        self._clock = clock
        self._vault = Vault(key)
        self._domain = domain
        self._new_id = new_id
        self._loaded = Loaded()
        self._examining = threading.Lock()  # what is loaded is for one thread at a time
        self._address_key = self._read_address_key()

    @classmethod
    def open(
        cls,
        url: str,
        clock: Clock,
        *,
        key: str | None = None,
        domain: str = "localhost",
        new_id: Callable[[], str] = _random_id,
    ) -> Alerts:
        """The alerts at `url`, made or brought to this version's schema where needed. `key` (a Fernet key, or several
        with the newest first) encrypts addresses, webhook secrets and messages on their way; `domain` is the right side
        of Message-IDs; `new_id` makes the ids of subscribers and subscriptions. Raises `AlertsError` for a wrong key
        and `LibraryTooNew` for a database of a later version."""
        database = Database.open(url, LAYOUT)
        try:
            return cls(database, clock, key=key, domain=domain, new_id=new_id)
        except BaseException:
            database.close()
            raise

    def __repr__(self) -> str:
        return "Alerts()"

    def close(self) -> None:
        """Release the connections."""
        self._database.close()

    # -- subscribers -------------------------------------------------------------------------------------------------

    def add_subscriber(self, email: str, *, language: Language = "en", time_zone: str = "UTC") -> Subscriber:
        """A new unconfirmed subscriber, or the one who has this address already. Raises `AlertsError` for what is no
        address and for an unknown language."""
        with self._writing() as work:
            name = work.people.add(self._new_id(), email, language, time_zone)
            return self._subscriber(work.connection, name)

    def subscriber(self, subscriber_id: str) -> Subscriber | None:
        """The subscriber with this id."""
        with self._database.read() as connection:
            return self._find_subscriber(connection, subscriber_id)

    def find_subscriber(self, email: str) -> Subscriber | None:
        """The subscriber with this address, however its capitals are written."""
        hashed = address_hash(self._address_key, email)
        with self._database.read() as connection:
            found = select(SUBSCRIBERS).where(SUBSCRIBERS.c.email_hash == hashed)
            row = connection.execute(found).mappings().one_or_none()
            return subscriber_from(row, self._vault) if row else None

    def subscribers(self, state: SubscriberState | None = None) -> list[Subscriber]:
        """All subscribers, or those in one state, oldest first."""
        found = select(SUBSCRIBERS).order_by(SUBSCRIBERS.c.created_at, SUBSCRIBERS.c.id)
        if state is not None:
            found = found.where(SUBSCRIBERS.c.state == state)
        with self._database.read() as connection:
            return [subscriber_from(row, self._vault) for row in connection.execute(found).mappings()]

    def confirm(self, subscriber_id: str) -> Subscriber:
        """The owner of the address agreed. What was published since their alerts were saved is matched at the next
        `examine`. Raises `AlertsError` when there is no such subscriber."""
        with self._writing() as work:
            work.people.confirm(subscriber_id)
            return self._subscriber(work.connection, subscriber_id)

    def change_subscriber(
        self, subscriber_id: str, *, language: Language | None = None, time_zone: str | None = None
    ) -> Subscriber:
        """Another language or time zone."""
        with self._writing() as work:
            work.people.change(subscriber_id, language, time_zone)
            return self._subscriber(work.connection, subscriber_id)

    def pause_subscriber(self, subscriber_id: str, reason: str) -> None:
        """Send nothing more to a subscriber; `reason` is shown at the next sign-in. What waits, and what matches from
        now on, is recorded as withheld."""
        with self._writing() as work:
            work.people.pause(subscriber_id, reason)

    def resume_subscriber(self, subscriber_id: str) -> None:
        """Send to a paused subscriber again, from now on."""
        with self._writing() as work:
            work.people.resume(subscriber_id)

    def erase(self, subscriber_id: str) -> None:
        """Forget a subscriber entirely: address, alerts, ledger, messages, tokens. A message being handed over at this
        moment cannot be called back."""
        with self._writing() as work:
            work.people.erase(subscriber_id)
        self._database.erase_remains()

    def export(self, subscriber_id: str) -> dict[str, Any]:
        """Everything kept of a subscriber, ready for JSON. Raises `AlertsError` when there is no such subscriber."""
        with self._database.read() as connection:
            found = keeping.export(connection, subscriber_id, self._vault)
        if found is None:
            raise AlertsError("there is no such subscriber")
        return found

    def suppress(self, email: str, reason: str) -> None:
        """Never send to this address again, whoever enters it."""
        with self._writing() as work:
            work.people.suppress(email, reason)

    def suppressed(self, email: str) -> Suppression | None:
        """Whether, why and since when nothing is sent to this address."""
        hashed = address_hash(self._address_key, email)
        return next((one for one in self.suppressions() if one.address_hash == hashed), None)

    def lift_suppression(self, address_hash: str) -> bool:
        """Allow sending to an address again. False when it was not suppressed."""
        with self._writing() as work:
            lifted = delete(SUPPRESSIONS).where(SUPPRESSIONS.c.address_hash == address_hash)
            return work.connection.execute(lifted).rowcount > 0

    def suppressions(self) -> list[Suppression]:
        """All suppressed addresses (by hash), oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(SUPPRESSIONS).order_by(SUPPRESSIONS.c.at)).all()
        return [Suppression(row.address_hash, row.reason, datetime.fromisoformat(row.at)) for row in rows]

    # -- tokens that count once (opt-in, magic links) ----------------------------------------------------------------

    def keep_token(self, token: str, *, purpose: str, subject: str, expires_at: datetime) -> None:
        """Remember (the hash of) a token until it is used or expires."""
        with self._writing() as work:
            hashed = token_hash(token)
            work.connection.execute(delete(TOKENS).where(TOKENS.c.token_hash == hashed))
            work.connection.execute(
                insert(TOKENS).values(token_hash=hashed, purpose=purpose, subject=subject, expires_at=stamp(expires_at))
            )

    def use_token(self, token: str, *, purpose: str) -> str | None:
        """The subject of an unused, unexpired token, which is used up by this; else None."""
        with self._writing() as work:
            own = (TOKENS.c.token_hash == token_hash(token)) & (TOKENS.c.purpose == purpose)
            row = work.connection.execute(select(TOKENS).where(own)).one_or_none()
            if row is None:
                return None
            work.connection.execute(delete(TOKENS).where(own))
            return str(row.subject) if row.expires_at > stamp(work.now) else None

    # -- subscriptions -----------------------------------------------------------------------------------------------

    def subscribe(self, subscriber_id: str | None, draft: Draft, library: Library) -> Subscription:
        """Save an alert; only what is published from now on counts. Raises `InvalidSubscription` with one line for its
        author. Without a subscriber only for webhooks and feeds."""
        draft = checked(draft, library)
        name = self._new_id()
        with self._writing() as work:
            work.desk.subscribe(name, subscriber_id, draft, library.last_sequence())
            return self._subscription(work.connection, name)

    def subscription(self, subscription_id: str) -> Subscription | None:
        """The subscription with this id, in whatever state."""
        with self._database.read() as connection:
            return self._find_subscription(connection, subscription_id)

    def subscriptions(
        self, subscriber_id: str | None = None, *, state: SubscriptionState | None = None
    ) -> list[Subscription]:
        """All subscriptions (of one subscriber, in one state), oldest first; deleted ones only when asked for."""
        found = select(SUBSCRIPTIONS).order_by(SUBSCRIPTIONS.c.created_at, SUBSCRIPTIONS.c.id)
        if subscriber_id is not None:
            found = found.where(SUBSCRIPTIONS.c.subscriber_id == subscriber_id)
        found = found.where(SUBSCRIPTIONS.c.state == state if state else SUBSCRIPTIONS.c.state != "deleted")
        with self._database.read() as connection:
            return [subscription_from(row, self._vault) for row in connection.execute(found).mappings()]

    def edit(self, subscription_id: str, draft: Draft, library: Library) -> Subscription:
        """Replace what a subscription says (see `subscriptions.draft_of`). Where it now looks for something else, only
        what is published from now on counts. Raises as `subscribe` does."""
        draft = checked(draft, library)
        with self._writing() as work:
            work.desk.edit(subscription_id, draft, library.last_sequence())
            return self._subscription(work.connection, subscription_id)

    def pause(self, subscription_id: str, reason: str) -> None:
        """Stop telling. What waits, and what matches from now on, is recorded as withheld."""
        with self._writing() as work:
            work.desk.pause(subscription_id, reason)

    def resume(self, subscription_id: str, library: Library) -> Subscription:
        """Tell again, from now on. Raises `InvalidSubscription` while it cannot be matched."""
        found = self.subscription(subscription_id)
        if found is not None and found.state != "deleted":
            checked(draft_of(found), library)
        with self._writing() as work:
            work.desk.resume(subscription_id)
            return self._subscription(work.connection, subscription_id)

    def delete(self, subscription_id: str) -> None:
        """Delete for its owner: what it said is gone and what waited is cancelled."""
        with self._writing() as work:
            work.desk.delete(subscription_id)
        self._database.erase_remains()

    # -- before saving, afterwards -----------------------------------------------------------------------------------

    def dry_run(self, draft: Draft, library: Library, engine: SearchEngine) -> DryRun:
        """What a draft would have brought in the last 12 months (by date of decision), with warnings. Never raises for
        a draft: `DryRun.error` says why it cannot be saved."""
        return dry_run(draft, library, engine, self._clock())

    def explain(self, subscription_id: str, decision_id: str, library: Library) -> Explanation:
        """Why a decision did or did not match, and what else stood in the way. Raises `AlertsError` when there is no
        such subscription."""
        with self._database.read() as connection:
            subscription = self._subscription(connection, subscription_id)
            return self._asking(connection, library).explain(subscription, decision_id)

    def replay(
        self,
        subscription_id: str,
        library: Library,
        *,
        since: datetime | int,
        until: datetime | int | None = None,
    ) -> list[Replayed]:
        """What a window of the past (times, or sequences of the library: after `since`, up to `until`) would have sent
        if the subscription had been there, as it is now and not paused, oldest first. Nothing is sent or recorded."""
        with self._database.read() as connection:
            subscription = self._subscription(connection, subscription_id)
            return self._asking(connection, library).replay(subscription, since, until)

    # -- matching ----------------------------------------------------------------------------------------------------

    def watermark(self) -> int:
        """The last sequence of the library that was examined."""
        with self._database.read() as connection:
            return watermark(connection)

    def examine(self, library: Library) -> Examination:
        """Match everything published since the watermark, in the library's order, into the ledger. Any number of
        workers may call it at once; one that dies leaves the rest to the next."""
        with self._examining:
            try:
                return self._examine(library)
            except BaseException:
                self._loaded.version = -1  # what was read in a transaction that came to nothing counts for nothing
                raise

    def _examine(self, library: Library) -> Examination:
        until = library.last_sequence()
        with self._database.read() as connection:
            # reading thousands of subscriptions takes a while: not while others wait for the lock
            self._loaded.refresh(connection, self._vault)
        total: Examination | None = None
        faulty = 0
        if self.watermark() > until:
            with self._writing() as work:
                self._examiner(work, library).start_over(until)
        while True:
            with self._writing() as work:
                examiner = self._examiner(work, library)
                faulty += examiner.check_faults()
                done = examiner.catch_up() or examiner.next_stretch(until)
                if done is None:
                    break
            total = _together(total, done)
        if total is None:
            here = self.watermark()
            total = Examination(here, here)
        return replace(total, faulty=faulty)

    def ledger_differences(self, library: Library, only: Collection[str] | None = None) -> list[str]:
        """Where the ledger is not what asking every subscription (or `only` those of these ids) of every examined
        decision, one by one, gives; one line each, empty when all is well. Slow on purpose: it uses nothing of the
        reverse index."""
        with self._database.read() as connection:
            loaded = Loaded()
            loaded.refresh(connection, self._vault)
            behind = select(SUBSCRIPTIONS.c.id, SUBSCRIPTIONS.c.behind_since).where(
                SUBSCRIPTIONS.c.behind_since.is_not(None)
            )
            waiting = {row[0]: row[1] for row in connection.execute(behind)}
            asking = self._asking(connection, library)
            held = loaded.matcher.subscriptions.values()
            return asking.differences([one for one in held if only is None or one.id in only], waiting)

    # -- delivery ----------------------------------------------------------------------------------------------------

    def due_batches(
        self,
        now: datetime | None = None,
        *,
        channel: Channel | None = None,
        lease: timedelta = LEASE,
        window: timedelta | None = None,
        limit: int = _AT_ONCE,
    ) -> list[Batch]:
        """Messages to hand over now, each leased to the caller: new ones, and refused ones whose wait is over. `window`
        is how long `at_once` gathers (see `cadence.GROUPING_WINDOW`). At most `limit`; call again until there are none.
        Ask `uncertain_batches` first."""
        with self._writing(now) as work:
            return work.ledger.due(channel, lease, window, limit)

    def uncertain_batches(
        self, now: datetime | None = None, *, lease: timedelta = LEASE, limit: int = _AT_ONCE
    ) -> list[Batch]:
        """Messages handed over without a known answer (the lease ran out before one came, or `unanswered`), leased to
        the caller: hand over `batch.payload` again after `begin(batch, batch.payload)`."""
        with self._writing(now) as work:
            return work.ledger.uncertain(lease, limit)

    def notice_batch(
        self, subscriber_id: str, purpose: str, period: str, *, now: datetime | None = None, lease: timedelta = LEASE
    ) -> Batch | None:
        """A message without deliveries (`silence` for `2026-W47`), leased; the same one each time it is asked for. None
        while another worker has it or it has to wait, and once it was accepted, bounced or withheld."""
        with self._writing(now) as work:
            return work.ledger.notice(subscriber_id, purpose, period, lease)

    def begin(self, batch: Batch, payload: bytes) -> Batch:
        """Write that `payload` is about to be handed over. Call the transport only after this returned. Raises
        `LeaseLost`, also when something in it was withdrawn, paused or deleted meanwhile, or when `payload` differs
        from what was begun before."""
        with self._writing() as work:
            return work.ledger.begin(batch, payload)

    def accepted(self, batch: Batch, note: str = "") -> None:
        """The transport took responsibility for the message."""
        with self._writing() as work:
            work.ledger.accepted(batch, note)

    def refused(
        self,
        batch: Batch,
        kind: Literal["temporary", "permanent", "ours"],
        note: str,
        *,
        next_attempt_at: datetime | None = None,
    ) -> None:
        """The transport certainly did not take it: `temporary` (tried again, by default after `cadence.retry_after`, at
        most `cadence.MOST_ATTEMPTS` times), `permanent` (bounced), `ours` (something on our side; tried again without
        counting as an attempt). What is given up for good pauses the subscriber (e-mail) or the alert (webhook)."""
        with self._writing() as work:
            if work.ledger.refused(batch, kind, note, next_attempt_at):
                subscriber_id = batch.subscriber.id if batch.subscriber else None
                self._stop_sending(work, batch.channel, subscriber_id, tuple(batch.subscriptions), note)

    def bounced(self, message_id: str, *, hard: bool, note: str, recipient: str = "") -> bool:
        """A message that had been accepted came back. `hard` gives it up and pauses its subscriber, who reads why at
        the next sign-in; otherwise it is sent once more after some hours, a few times. False when the message is not
        one of ours, or `recipient` (where one is named) is not whom it was for."""
        wanted = f"<{message_id.strip('<> ')}>"
        with self._writing() as work:
            found = select(BATCHES).where(
                BATCHES.c.message_id == wanted, BATCHES.c.channel == "email", BATCHES.c.state.in_(_RETURNABLE)
            )
            row = work.connection.execute(found).mappings().one_or_none()
            if row is None or not self._is_for(work.connection, row["subscriber_id"], recipient):
                return False
            if work.ledger.came_back(row, hard, note):
                self._stop_sending(work, "email", row["subscriber_id"], (), note)
            return True

    def _is_for(self, connection: Connection, subscriber_id: str, recipient: str) -> bool:
        found = select(SUBSCRIBERS.c.email_hash).where(SUBSCRIBERS.c.id == subscriber_id)
        hashed = connection.execute(found).scalar()
        return hashed is not None and (not recipient or hashed == address_hash(self._address_key, recipient))

    def _stop_sending(
        self, work: _Work, channel: str, subscriber_id: str | None, subscriptions: Sequence[str], note: str
    ) -> None:
        if channel == "email" and subscriber_id is not None:
            work.people.pause(subscriber_id, f"Messages to your address came back ({note}).")
            return
        for name in subscriptions:
            with suppress(AlertsError):  # deleted meanwhile
                work.desk.pause(name, f"messages were not accepted there ({note})")

    def unanswered(self, batch: Batch, note: str) -> None:
        """The line dropped after all had been handed over: nobody can know. The same message is sent again under the
        same Message-ID, and the ledger says so."""
        with self._writing() as work:
            work.ledger.unanswered(batch, note)

    def withhold(self, batch: Batch, reason: str) -> None:
        """Do not send a message; its rows say why. Raises `LeaseLost`."""
        with self._writing() as work:
            work.ledger.withhold(batch, reason)

    def release(self, batch: Batch) -> None:
        """Give the lease back without having begun (a brake, shutting down)."""
        with self._writing() as work:
            work.ledger.release(batch)

    def resend(self, delivery_id: str, note: str) -> bool:
        """Put a withheld, bounced or cancelled row back in line, by decision of an operator or the subscriber. False
        when there is no such row in such a state."""
        states = [state.value for state in (DeliveryState.WITHHELD, DeliveryState.BOUNCED, DeliveryState.CANCELLED)]
        with self._writing() as work:
            own = (DELIVERIES.c.id == delivery_id) & DELIVERIES.c.state.in_(states)
            values = {"withheld_reason": None, "batch_id": None, "matched_at": stamp(work.now)}
            return bool(work.ledger.move(own, DeliveryState.MATCHED, note, **values))

    # -- notes of whoever delivers -----------------------------------------------------------------------------------

    def note(self, name: str) -> str | None:
        """What was noted under `name` (the state of a brake, the last pass)."""
        with self._database.read() as connection:
            return progress(connection, f"note:{name}") or None

    def set_note(self, name: str, value: str | None) -> None:
        """Note something durably; None forgets it."""
        with self._writing() as work:
            set_progress(work.connection, f"note:{name}", value or "")

    # -- reading the ledger ------------------------------------------------------------------------------------------

    def delivery(self, delivery_id: str) -> Delivery | None:
        """One line of the ledger with its history."""
        with self._database.read() as connection:
            rows = connection.execute(select(DELIVERIES).where(DELIVERIES.c.id == delivery_id)).mappings().all()
            return next(iter(deliveries_from(connection, rows)), None)

    def deliveries(
        self,
        *,
        subscription_id: str | None = None,
        subscriber_id: str | None = None,
        decision_id: str | None = None,
        state: DeliveryState | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> list[Delivery]:
        """Lines of the ledger with their history, latest event first."""
        found = select(DELIVERIES).order_by(DELIVERIES.c.sequence.desc(), DELIVERIES.c.id)
        if subscriber_id is not None:
            own = select(SUBSCRIPTIONS.c.id).where(SUBSCRIPTIONS.c.subscriber_id == subscriber_id)
            found = found.where(DELIVERIES.c.subscription_id.in_(own))
        if subscription_id is not None:
            found = found.where(DELIVERIES.c.subscription_id == subscription_id)
        if decision_id is not None:
            found = found.where(DELIVERIES.c.decision_id == decision_id)
        if state is not None:
            found = found.where(DELIVERIES.c.state == state.value)
        with self._database.read() as connection:
            rows = connection.execute(found.limit(limit).offset(offset)).mappings().all()
            return deliveries_from(connection, rows)

    def feed(self, subscription_id: str, limit: int = 50) -> list[Delivery]:
        """What a feed shows, latest first: everything told, without what was withheld or cancelled."""
        told = select(DELIVERIES).where(
            DELIVERIES.c.subscription_id == subscription_id,
            DELIVERIES.c.state.not_in([DeliveryState.WITHHELD.value, DeliveryState.CANCELLED.value]),
        )
        with self._database.read() as connection:
            latest = told.order_by(DELIVERIES.c.sequence.desc(), DELIVERIES.c.id).limit(limit)
            return deliveries_from(connection, connection.execute(latest).mappings().all(), history=False)

    def unsent_older_than(self, age: timedelta, now: datetime | None = None) -> list[Delivery]:
        """What has waited longer than `age` beyond its cadence and is neither sent nor withheld, oldest first: rows of
        active subscribers, `at_once` ones by their match, others a day or a week later."""
        at = now or self._clock()
        found = (
            select(DELIVERIES, SUBSCRIPTIONS.c.cadence)
            .join(SUBSCRIPTIONS, SUBSCRIPTIONS.c.id == DELIVERIES.c.subscription_id)
            .outerjoin(SUBSCRIBERS, SUBSCRIBERS.c.id == SUBSCRIPTIONS.c.subscriber_id)
            .where(
                DELIVERIES.c.state.in_([*WAITING, DeliveryState.HANDING_OVER.value, DeliveryState.UNCERTAIN.value]),
                (SUBSCRIBERS.c.state == "active") | SUBSCRIPTIONS.c.subscriber_id.is_(None),
            )
            .order_by(DELIVERIES.c.matched_at, DELIVERIES.c.id)
        )
        with self._database.read() as connection:
            rows = [
                row
                for row in connection.execute(found).mappings()
                if at - datetime.fromisoformat(row["matched_at"]) > age + _PATIENCE[row["cadence"]]
            ]
            return deliveries_from(connection, rows)

    def last_message_at(self, subscriber_id: str) -> datetime | None:
        """When a message for this subscriber was last accepted."""
        with self._database.read() as connection:
            found = select(SUBSCRIBERS.c.last_message_at).where(SUBSCRIBERS.c.id == subscriber_id)
            at = connection.execute(found).scalar()
        return None if at is None else datetime.fromisoformat(at)

    def handed_over_since(self, since: datetime) -> int:
        """How many messages were accepted since (for a brake on mass mail)."""
        with self._database.read() as connection:
            sent = select(func.count()).where(BATCHES.c.state == "sent", BATCHES.c.finished_at >= stamp(since))
            return int(connection.execute(sent).scalar_one())

    def metrics(self) -> dict[str, int | float]:
        """Counts by state (`deliveries_sent`, `subscriptions_faulty` ...), and how long the oldest `at_once` match has
        waited, in seconds. Nothing that names anybody."""
        with self._database.read() as connection:
            return keeping.metrics(connection, self._clock())

    def retention(self, now: datetime | None = None) -> dict[str, int]:
        """Forget what need not be kept any longer (see `keeping`). Returns how much of what."""
        with self._writing(now) as work:
            done = keeping.retention(work.connection, work.now)
            late = keeping.never_confirmed(work.connection, work.now)
            for name in late:
                work.people.erase(name)
        self._database.erase_remains()
        return done | {"subscribers": len(late)}

    # -- within ------------------------------------------------------------------------------------------------------

    @contextmanager
    def _writing(self, now: datetime | None = None) -> Iterator[_Work]:
        at = now or self._clock()
        with self._database.write() as connection:
            ledger = Ledger(connection, self._vault, at, self._domain)
            desk = Desk(connection, ledger, self._vault, stamp(at))
            people = People(connection, ledger, self._vault, self._address_key, stamp(at))
            yield _Work(connection, ledger, desk, people, at)

    def _examiner(self, work: _Work, library: Library) -> Examiner:
        self._loaded.refresh(work.connection, self._vault)
        return Examiner(
            work.connection,
            library,
            self._loaded,
            ledger=work.ledger,
            desk=work.desk,
            vault=self._vault,
            now=stamp(work.now),
        )

    def _asking(self, connection: Connection, library: Library) -> Asking:
        return Asking(connection, library)

    def _read_address_key(self) -> bytes:
        """The key of address hashes, made with the database; what was stored in plain is encrypted once there is a
        key."""
        with self._database.read() as connection:
            stored = progress(connection, "address_key")
            if stored is not None and not self._vault.is_stale(stored.encode()):
                return self._vault.open(stored.encode())
        with self._database.write() as connection:
            stored = progress(connection, "address_key")
            if stored is None:
                sealed = self._vault.seal(secrets.token_hex(32).encode())
            elif self._vault.is_stale(stored.encode()):
                sealed = self._vault.seal(self._vault.open(stored.encode()))
                self._seal_all(connection)
            else:
                sealed = stored.encode()
            set_progress(connection, "address_key", sealed.decode())
        self._database.erase_remains()
        return self._vault.open(sealed)

    def _seal_all(self, connection: Connection) -> None:
        columns = (
            SUBSCRIBERS.c.email_sealed,
            SUBSCRIPTIONS.c.webhook_url_sealed,
            SUBSCRIPTIONS.c.webhook_secret_sealed,
            BATCHES.c.payload,
        )
        for column in columns:
            table = column.table
            for row in connection.execute(select(table.c.id, column).where(column.is_not(None))).all():
                sealed = self._vault.seal(self._vault.open(row[1]))
                connection.execute(update(table).where(table.c.id == row[0]).values({column.name: sealed}))

    def _find_subscriber(self, connection: Connection, subscriber_id: str) -> Subscriber | None:
        found = select(SUBSCRIBERS).where(SUBSCRIBERS.c.id == subscriber_id)
        row = connection.execute(found).mappings().one_or_none()
        return subscriber_from(row, self._vault) if row else None

    def _subscriber(self, connection: Connection, subscriber_id: str) -> Subscriber:
        found = self._find_subscriber(connection, subscriber_id)
        if found is None:
            raise AlertsError("there is no such subscriber")
        return found

    def _find_subscription(self, connection: Connection, subscription_id: str) -> Subscription | None:
        found = select(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.id == subscription_id)
        row = connection.execute(found).mappings().one_or_none()
        return subscription_from(row, self._vault) if row else None

    def _subscription(self, connection: Connection, subscription_id: str) -> Subscription:
        found = self._find_subscription(connection, subscription_id)
        if found is None:
            raise AlertsError(f"there is no alert {subscription_id}")
        return found


_RETURNABLE = ("sent", "begun", "uncertain")
_PATIENCE = {"at_once": timedelta(0), "daily": timedelta(days=1), "weekly": timedelta(days=7)}


def _together(before: Examination | None, after: Examination) -> Examination:
    if before is None:
        return after
    return Examination(
        min(before.first, after.first),
        max(before.last, after.last),
        before.decisions + after.decisions,
        before.events + after.events,
        before.matched + after.matched,
        before.withheld + after.withheld,
    )
