"""Matching killed with SIGKILL while two processes do it at once: the ledger is as if nothing had happened."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from search_ui.alerts.model import Draft
from search_ui.alerts.store import Alerts
from search_ui.library import Library
from tests.search_ui.library.documents import document

ROOT = Path(__file__).parents[2]
DECISIONS = 60
KILLS = 6
QUERIES = ("Folter", "Mord -Raub", "date:2019 Folter", '"Folter und Mord"', "Angekl*")


@pytest.mark.xdist_group("faults")
def test_whatever_is_killed_every_decision_is_matched_once(tmp_path: Path) -> None:
    chance = random.Random(7)
    library = Library.open(f"sqlite:///{tmp_path / 'library.sqlite'}")
    alerts = Alerts.open(f"sqlite:///{tmp_path / 'alerts.sqlite'}", lambda: datetime.now(UTC))
    reader = alerts.confirm(alerts.add_subscriber("reader@ngo.example").id)
    for query in QUERIES:
        alerts.subscribe(reader.id, Draft(query, query=query), library)
    crimes = ("Folter", "Mord", "Raub")
    for number in range(DECISIONS):
        text = f"Der Angeklagte beging {' und '.join(chance.sample(crimes, 2))}."
        year = f"20{18 + number % 3}-03-01"
        library.publish(document(f"r{number}", text, docket_numbers=(f"{number + 1} StR 1/20",), date=year))
    command = [sys.executable, "-m", "tests.faults.examine_in_a_process", str(tmp_path)]
    reached = []
    for _ in range(KILLS):
        running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
        for process in running:
            assert process.stdout is not None
            process.stdout.readline()
        before, patience = alerts.watermark(), time.monotonic() + 20
        while alerts.watermark() == before and before < DECISIONS and time.monotonic() < patience:
            time.sleep(0.001)
        for process in running:
            process.kill()
            process.wait()
            assert process.stdout is not None
            process.stdout.close()
        reached.append(alerts.watermark())
    assert 0 < reached[0] < DECISIONS, "the first kill came too early or too late to show anything"
    alerts.examine(library)
    assert alerts.watermark() == library.last_sequence() == DECISIONS
    assert alerts.ledger_differences(library) == []
    rows = alerts.deliveries(limit=10_000)
    assert len({(row.subscription_id, row.decision_id) for row in rows}) == len(rows)
    assert all(len(row.history) == 1 for row in rows)
    alerts.close()
    library.close()
