"""A process that delivers until nothing is left, to be killed by tests: folder, SMTP address, seconds its clock is
ahead (so that the next process need not wait for the leases of one that died)."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from search_ui.alerts.links import Links, Signer
from search_ui.alerts.mail_message import Sender
from search_ui.alerts.sending import SendingDesk
from search_ui.alerts.settings import AlertSettings
from search_ui.alerts.smtp import Relay
from search_ui.alerts.store import Alerts
from search_ui.library import Library


def main(folder: Path, relay: str, ahead_s: float) -> None:
    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=ahead_s)

    settings = AlertSettings(
        links=Links("https://cases.example", Signer(b"s" * 32)),
        sender=Sender("alerts@cases.example", "Cases"),
        relay=Relay.from_url(relay),
        window=timedelta(0),
    )
    library = Library.open(f"sqlite:///{folder / 'library.sqlite'}")
    alerts = Alerts.open(f"sqlite:///{folder / 'alerts.sqlite'}", clock, domain=settings.domain)
    desk = SendingDesk(alerts, library, settings, clock)
    alerts.examine(library)
    while desk.run_once().tried:
        continue


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
