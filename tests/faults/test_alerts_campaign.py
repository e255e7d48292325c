"""Five hundred schedules of everything that can go wrong between a decision and its alert.

Each schedule plays a history to two workers that share one ledger, with crashes at any statement, any commit and any
moment of handing over, refused and half-accepted messages, clocks that jump, back-fills and withdrawals. When all is
calm again, the ledger has to be what asking every subscription of every stage one by one gives, and every message that
the receiver got has to be one that the ledger says was handed over."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from itertools import count
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine.interfaces import DBAPIConnection

from search_ui.alerts.channels import Fate, Outcome
from search_ui.alerts.model import Batch, Delivery, DeliveryState, LeaseLost
from search_ui.alerts.opening import LAYOUT
from search_ui.alerts.schema import BATCHES
from search_ui.alerts.smtp import MailRelay, Relay
from search_ui.alerts.store import Alerts
from search_ui.library.database import Database
from tests.faults.alerts_histories import DRAFTS, SUBSCRIBERS, Stage, Truth, build_history
from tests.search_ui.alerts.delivery_servers import MailServer, mail_server

SCHEDULES = 500
OVER_SMTP = 20
_PARTS = 20
HISTORIES = 10
STEPS = 8
_TOLD = {DeliveryState.SENT, DeliveryState.HANDING_OVER, DeliveryState.UNCERTAIN}
_FINAL = {DeliveryState.SENT, DeliveryState.BOUNCED, DeliveryState.WITHHELD, DeliveryState.CANCELLED}


class Crash(BaseException):
    """The process dies here."""


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Receiver:
    """Takes messages as a mail server would; `bytes_of` by Message-ID. Hands back what became of them as a relay
    does."""

    bytes_of: dict[str, bytes] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)

    def send(self, message: bytes, mishap: str) -> Outcome:
        if mishap in {"none", "half accepted", "dies after"}:
            self.take(message)
        return _OUTCOMES[mishap]

    def take(self, message: bytes) -> None:
        message_id = str(message_from_bytes(message)["Message-ID"])
        assert self.bytes_of.setdefault(message_id, message) == message, "one Message-ID, two messages"
        self.times[message_id] = self.times.get(message_id, 0) + 1


class SmtpReceiver(Receiver):
    """The same over a real connection, to a real server, by the relay that delivery uses."""

    def __init__(self, server: MailServer) -> None:
        super().__init__()
        self._server = server
        self._seen = len(server.received)

    def send(self, message: bytes, mishap: str) -> Outcome:
        self._server.data_reply = lambda _received: {"refused": "451 later", "refused for good": "550 no"}.get(
            mishap, "250 OK"
        )
        self._server.hang_up_after_data = lambda _received: mishap in {"half accepted", "line drops"}
        with MailRelay(Relay.from_url(self._server.url), helo="cases.example") as relay:
            outcome = relay.send(message, sender="alerts@cases.example", recipient="reader@ngo.example")
        for received in self._server.received[self._seen :]:
            if received.accepted or mishap in {"half accepted", "line drops"}:
                self.take(received.data)
        self._seen = len(self._server.received)
        return outcome


_OUTCOMES = {
    "none": Outcome(Fate.ACCEPTED, "250 OK"),
    "dies after": Outcome(Fate.ACCEPTED, "250 OK"),
    "half accepted": Outcome(Fate.UNCERTAIN, "the line dropped"),
    "line drops": Outcome(Fate.UNCERTAIN, "the line dropped"),
    "refused": Outcome(Fate.TEMPORARY, "451 later"),
    "refused for good": Outcome(Fate.PERMANENT, "550 no such user"),
}


def _message(batch: Batch, now: datetime) -> bytes:
    """What is sent here in place of a mail worth reading: which rows it is about."""
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = batch.message_id
    message["From"], message["To"], message["Date"] = "alerts@cases.example", "reader@ngo.example", now
    message.set_content(json.dumps([delivery.id for delivery in batch.deliveries]))
    return message.as_bytes()


def _rows_in(message: bytes) -> list[str]:
    rows: list[str] = json.loads(message_from_bytes(message, policy=default).get_content())
    return rows


class Watch:
    """Counts the statements and commits of one worker's connections, and lets it die at one of them."""

    def __init__(self, database: Database) -> None:
        self.countdown: int | None = None
        event.listen(database._engine, "connect", _without_flushing)
        event.listen(database._engine, "before_cursor_execute", self._count)
        event.listen(database._engine, "commit", self._count)

    def _count(self, *_anything: object) -> None:
        if self.countdown is not None:
            self.countdown -= 1
            if self.countdown <= 0:
                self.countdown = None
                raise Crash


def _without_flushing(connection: DBAPIConnection, _record: object) -> None:
    """These processes die, the machine does not: what is written need not reach the disk."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()


class Worker:
    """One process: examines and delivers step by step, and may die at any of them."""

    def __init__(self, database: Database, clock: Clock, receiver: Receiver, watch: Watch) -> None:
        self._database, self._clock, self._receiver, self._watch = database, clock, receiver, watch
        self.alerts = self._open()
        self._todo: list[Batch] = []
        self._begun: Batch | None = None
        self._outcome: Callable[[], None] | None = None

    def _open(self) -> Alerts:
        return Alerts(self._database, self._clock, domain="alerts.example")

    def dies_after(self, statements: int | None) -> None:
        self._watch.countdown = statements

    @contextmanager
    def survives(self) -> Iterator[Alerts]:
        """Look without dying."""
        waiting, self._watch.countdown = self._watch.countdown, None
        yield self.alerts
        self._watch.countdown = waiting

    def restart(self) -> None:
        """A new process: nothing in memory, no connection kept."""
        self._watch.countdown = None
        self.alerts.close()
        self._todo, self._begun, self._outcome = [], None, None
        self.alerts = self._open()

    @property
    def is_busy(self) -> bool:
        return bool(self._todo or self._begun or self._outcome)

    def deliver_a_step(self, mishap: str) -> None:
        """The next step of delivering; `mishap` is what happens while handing over."""
        if self._outcome is not None:
            outcome, self._outcome = self._outcome, None
            outcome()
        elif self._begun is not None:
            begun, self._begun = self._begun, None
            self._hand_over(begun, mishap)
        elif self._todo:
            batch = self._todo.pop(0)
            try:
                self._begun = self.alerts.begin(batch, batch.payload or _message(batch, self._clock()))
            except LeaseLost:
                self._begun = None
        else:
            self._todo = self.alerts.uncertain_batches() or self.alerts.due_batches(window=timedelta(0))

    def _hand_over(self, batch: Batch, mishap: str) -> None:
        alerts, payload = self.alerts, batch.payload
        assert payload is not None
        if mishap == "dies before":
            raise Crash
        outcome = self._receiver.send(payload, mishap)
        if mishap == "dies after":
            raise Crash
        self._outcome = {
            Fate.ACCEPTED: lambda: alerts.accepted(batch, outcome.note),
            Fate.UNCERTAIN: lambda: alerts.unanswered(batch, outcome.note),
            Fate.TEMPORARY: lambda: alerts.refused(batch, "temporary", outcome.note),
            Fate.PERMANENT: lambda: alerts.refused(batch, "permanent", outcome.note),
        }[outcome.fate]


class Schedule:
    """One run of the campaign."""

    def __init__(self, seed: int, stages: list[Stage], ground: Ground, receiver: Receiver) -> None:
        ground.clear()
        self._seed = seed
        self._chance = Random(seed)
        self._stages = stages
        self._clock = Clock()
        self.receiver = receiver
        self.truth = Truth()
        self._workers = [
            Worker(database, self._clock, self.receiver, watch)
            for database, watch in zip(ground.databases, ground.watches, strict=True)
        ]
        self._stage = 0
        self.crashes = 0

    def run(self) -> None:
        while self._stage < len(self._stages) - 1 or self._chance.random() < 0.6:
            if self._stage < len(self._stages) - 1 and self._chance.random() < 0.7:
                self._stage += 1
            self._step(self._chance.choice(self._workers))
            if self._chance.random() < 0.25:
                jump = self._chance.choice((1, 7, 70, 60 * 24, 60 * 24 * 400, -30, -60 * 24 * 3))
                self._clock.now += timedelta(minutes=jump)
        self._calm()

    def _step(self, worker: Worker) -> None:
        if self._chance.random() < 0.3:
            worker.dies_after(self._chance.randint(1, 40))
        try:
            if self._chance.random() < 0.35:
                self._examine(worker)
            else:
                for _ in range(self._chance.randint(1, 4)):
                    worker.deliver_a_step(self._mishap())
        except Crash:
            self.crashes += 1
            worker.restart()
        worker.dies_after(None)

    def _mishap(self) -> str:
        kinds = ("none", "refused", "refused for good", "half accepted", "line drops", "dies before", "dies after")
        return self._chance.choices(kinds, (10, 3, 0.3, 2, 2, 2, 2))[0]

    def _examine(self, worker: Worker) -> None:
        """What is recorded, however far it comes, counts as examined at this stage."""
        stage = self._stages[self._stage]
        told = self._told_of()
        try:
            worker.alerts.examine(stage.library)
        finally:
            self.truth.examine(stage, self._watermark(), told)

    def _watermark(self) -> int:
        for worker in self._workers:
            worker.dies_after(None)
        return self._workers[0].alerts.watermark()

    def _told_of(self) -> list[set[str]]:
        told: list[set[str]] = [set() for _ in DRAFTS]
        with self._workers[0].survives() as alerts:
            for row in alerts.deliveries(limit=10_000):
                if row.state in _TOLD and row.event.kind.value != "withdrawn":
                    told[_place(row.subscription_id)].add(row.decision_id)
        return told

    def _calm(self) -> None:
        """Nothing goes wrong any more; everything is finished."""
        worker = self._workers[0]
        for one in self._workers:
            one.restart()
        self._stage = len(self._stages) - 1
        self._examine(worker)
        for _ in range(6):
            self._clock.now += timedelta(hours=13)
            worker.deliver_a_step("none")
            while worker.is_busy:
                worker.deliver_a_step("none")
            if {row.state for row in worker.alerts.deliveries(limit=10_000)} <= _FINAL:
                break

    def check(self) -> None:
        alerts, truth = self._workers[0].alerts, self.truth
        rows = alerts.deliveries(limit=10_000)
        ledger = {(_place(row.subscription_id), truth.called(row.decision_id), row.event.key) for row in rows}
        assert ledger == truth.as_called_now()
        assert len(rows) == len(ledger), "one event, two rows"
        assert {row.state for row in rows} <= _FINAL
        if self._seed % 4 == 0:  # what operators can ask; it takes as long as all the rest
            assert alerts.ledger_differences(self._stages[-1].library) == []
        self._check_messages(alerts, rows)

    def _check_messages(self, alerts: Alerts, rows: list[Delivery]) -> None:
        with alerts._database.read() as connection:
            found = connection.execute(select(BATCHES.c.message_id, BATCHES.c.state)).all()
        state_of = {row.message_id: row.state for row in found}
        received = set(self.receiver.bytes_of)
        sent = {name for name, state in state_of.items() if state == "sent"}
        assert sent <= received
        # what came and is not `sent`: the answer was never known, and it was given up or refused later
        assert {state_of[name] for name in received - sent} <= {"dissolved", "withheld", "bounced"}
        in_messages: dict[str, list[str]] = {}
        for name in sorted(sent):
            for row in _rows_in(self.receiver.bytes_of[name]):
                in_messages.setdefault(row, []).append(name)
        for delivery in rows:
            got = in_messages.get(delivery.id, [])
            assert len(got) == (delivery.state is DeliveryState.SENT), delivery
            if got:
                assert delivery.message_id == got[0]
        for name, times in self.receiver.times.items():
            if times > 1:  # only what nobody on this side could know comes again, and the ledger says so
                again = [row for row in rows if row.message_id == name]
                assert all(any(line.state is DeliveryState.UNCERTAIN for line in row.history) for row in again)


class Ground:
    """One ledger and the connections of two workers to it, cleared for one schedule after the other."""

    def __init__(self, empty: Path, path: Path) -> None:
        self._empty, self._path = empty, path
        shutil.copy(empty, path)
        self.databases = [Database.open(f"sqlite:///{path}", LAYOUT) for _ in range(2)]
        self.watches = [Watch(database) for database in self.databases]

    def clear(self) -> None:
        self.close()
        for name in (f"{self._path}-wal", f"{self._path}-shm"):
            Path(name).unlink(missing_ok=True)
        shutil.copy(self._empty, self._path)

    def close(self) -> None:
        for database in self.databases:
            database.close()


def _place(subscription_id: str) -> int:
    return int(subscription_id.removeprefix("s"))


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[list[Stage]]]:
    folder = tmp_path_factory.mktemp("histories")
    built = [build_history(folder / str(seed), seed, STEPS) for seed in range(HISTORIES)]
    yield built
    for stages in built:
        for stage in stages:
            stage.library.close()


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, histories: list[list[Stage]]) -> Path:
    """Alerts with subscribers and subscriptions, and nothing examined."""
    path = tmp_path_factory.mktemp("alerts") / "alerts.sqlite"
    names = (f"u{number}" for number in count(1))
    alerts = Alerts.open(f"sqlite:///{path}", Clock(), domain="alerts.example", new_id=lambda: next(names))
    subscribers = {email: alerts.confirm(alerts.add_subscriber(email).id).id for email in SUBSCRIBERS}
    numbers = count()
    alerts._new_id = lambda: f"s{next(numbers)}"
    for email, draft in DRAFTS:
        alerts.subscribe(subscribers[email], draft, histories[0][0].library)
    alerts.close()
    return path


@pytest.mark.parametrize("part", range(_PARTS))
def test_no_schedule_of_faults_loses_or_repeats_an_alert(
    part: int, histories: list[list[Stage]], empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = range(part, SCHEDULES, _PARTS)
    _run(seeds, histories, Ground(empty, tmp_path / "alerts.sqlite"), Receiver, monkeypatch)


def test_nor_does_any_when_a_real_mail_server_receives(
    histories: list[list[Stage]], empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as server:
        ground = Ground(empty, tmp_path / "alerts.sqlite")
        seeds = range(SCHEDULES, SCHEDULES + OVER_SMTP)
        _run(seeds, histories, ground, lambda: SmtpReceiver(server), monkeypatch)


def _run(
    seeds: Iterable[int],
    histories: list[list[Stage]],
    ground: Ground,
    receiver: Callable[[], Receiver],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("search_ui.alerts.examining.STRETCH", 3)  # many transactions in one examination
    crashes = 0
    for seed in seeds:
        schedule = Schedule(seed, histories[seed % HISTORIES], ground, receiver())
        try:
            schedule.run()
            schedule.check()
        except Exception as error:
            raise AssertionError(f"schedule {seed}") from error
        crashes += schedule.crashes
    ground.close()
    assert crashes
