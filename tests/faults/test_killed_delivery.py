"""Delivery killed with SIGKILL in the worst moments: nobody misses a message, nobody gets two."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from search_ui.alerts.model import DeliveryState, Draft
from search_ui.alerts.store import Alerts
from search_ui.library import Library, Publication
from tests.search_ui.alerts.alert_site import published_decision
from tests.search_ui.alerts.delivery_servers import MailServer, Received, mail_server
from tests.search_ui.web.sample_site import document

ROOT = Path(__file__).parents[2]
SUBSCRIBERS = 40
ROUNDS = 9


class Round:
    """Two processes that deliver at once; one of them is killed while the relay holds its n-th message."""

    def __init__(self, folder: Path, mail: MailServer, number: int, kill_at: int) -> None:
        self.running: list[subprocess.Popen[bytes]] = []
        self.left = kill_at
        mail.data_reply = self.reply
        command = [sys.executable, "-m", "tests.faults.deliver_in_a_process", str(folder), mail.url, str(number * 1000)]
        self.running = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]

    def reply(self, _message: Received) -> str:
        self.left -= 1
        if self.left == 0:
            for process in self.running:
                os.kill(process.pid, signal.SIGKILL)
        return "250 OK"

    def wait(self) -> None:
        for process in self.running:
            process.wait(120)


@pytest.mark.xdist_group("faults")
def test_whatever_is_killed_everybody_is_told_once(tmp_path: Path) -> None:
    chance = random.Random(20261122)
    library = Library.open(f"sqlite:///{tmp_path / 'library.sqlite'}")
    alerts = Alerts.open(f"sqlite:///{tmp_path / 'alerts.sqlite'}", lambda: datetime.now(UTC), domain="cases.example")
    for number in range(SUBSCRIBERS):
        known = alerts.add_subscriber(f"reader{number}@example.org")
        alerts.confirm(known.id)
        alerts.subscribe(known.id, Draft(name="Torture", query="torture"), library)
    for number in (1, 2):
        decision = published_decision(number)
        library.publish(Publication(decision, document(decision, f"{number}.html")))
    with mail_server() as mail:
        killed = 0
        for number in range(ROUNDS):
            attempt = Round(tmp_path, mail, number, chance.randint(1, 8) if number < ROUNDS - 2 else 0)
            attempt.wait()
            killed += any(process.returncode == -signal.SIGKILL for process in attempt.running)
        rows = alerts.deliveries(limit=1000)
        assert len(rows) == 2 * SUBSCRIBERS
        assert {row.state for row in rows} == {DeliveryState.SENT}
        copies: dict[str, set[bytes]] = defaultdict(set)
        told: dict[str, set[str]] = defaultdict(set)
        for message in mail.received:
            copies[message.message_id].add(message.data)
            told[message.recipient].add(message.message_id)
        assert set(copies) == {row.message_id for row in rows}
        assert all(len(data) == 1 for data in copies.values())  # a copy is the same bytes
        assert len(told) == SUBSCRIBERS
        assert all(len(messages) == 1 for messages in told.values())
        assert killed >= 3
        doubtful = [row for row in rows if any("same Message-ID" in step.note for step in row.history)]
        assert len(mail.received) - len(copies) <= len(doubtful)  # every copy is in the ledger as one
    assert alerts.ledger_differences(library) == []
    alerts.close()
    library.close()
