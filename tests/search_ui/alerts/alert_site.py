"""The sample site with alerts, a real mail server beside it, and a clock that only the test moves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from enrichment.decision import Court, Decision, Relevance
from enrichment.text import Paragraph, Role
from search_ui.alerts.links import Links, Signer
from search_ui.alerts.mail import SourceChecked
from search_ui.alerts.mail_message import Sender
from search_ui.alerts.sending import SendingDesk, SendingReport
from search_ui.alerts.settings import AlertSettings
from search_ui.alerts.smtp import Relay
from search_ui.alerts.store import Alerts
from search_ui.index.engine import IndexedDecision
from search_ui.library import Library, Publication
from search_ui.web import create_app
from search_ui.web.alert_desk import AlertDesk
from tests.search_ui.alerts.delivery_servers import MailServer, Received, mail_server
from tests.search_ui.web.sample_site import SampleSite, document, sources

START = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
READER = "reader@example.org"
ORIGIN = "https://cases.example"


class MovableClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


def published_decision(number: int = 1, *, word: str = "Folter", language: str = "de") -> Decision:
    """A decision nobody has seen yet, on torture."""
    paragraphs = (
        Paragraph(f"OBERLANDESGERICHT CELLE, Urteil, 4 StE {number}/26", role=Role.RUBRUM),
        Paragraph(
            f"Der Angeklagte hat nach den Feststellungen die {word} der Gefangenen in der Haftanstalt angeordnet.",
            number="17",
            role=Role.REASONS,
        ),
    )
    return Decision(
        language=language,
        title=f"Urteil des Oberlandesgerichts Celle {number}",
        court=Court("DEU/OLGCELL", "Oberlandesgericht Celle", "DEU", "Higher Regional Court, Celle", "first"),
        paragraphs=paragraphs,
        docket_numbers=(f"4 StE {number}/26",),
        decision_date="2026-11-20",
        decision_type="Urteil",
        accused=("Karim B.",),
        territorial_states=("SYR",),
        crimes=("torture",),
        outcome="convicted",
        sentence="P9Y6M",
        relevance=Relevance("uj", 0.9),
        text_sha256=f"{number:064d}",
    )


def checked_sources() -> tuple[SourceChecked, ...]:
    return (
        SourceChecked("Rechtsprechung im Internet", True, START - timedelta(hours=6), False),
        SourceChecked("Open Data van de Rechtspraak", True, START - timedelta(days=3), True),
        SourceChecked("Find Case Law", False, None, False),
    )


class AlertSite:
    """Library, alerts and sending desk over `folder`; with `pages` the sample decisions, engine and web application."""

    def __init__(
        self,
        folder: Path,
        mail: MailServer | None,
        *,
        origin: str = ORIGIN,
        clock: MovableClock | None = None,
        pages: bool = True,
    ) -> None:
        self.clock = clock or MovableClock()
        self.mail = mail
        self.site = SampleSite(folder) if pages else None
        self.library = self.site.library if self.site else Library.open(f"sqlite:///{folder / 'library.sqlite'}")
        self.settings = AlertSettings(
            links=Links(origin, Signer(b"s" * 32)),
            sender=Sender("alerts@cases.example", "Universal Jurisdiction Case Law", "The Test Chamber")
            if mail
            else None,
            relay=Relay.from_url(mail.url) if mail else None,
            allow_loopback=True,
        )
        self.alerts = Alerts.open(f"sqlite:///{folder / 'alerts.sqlite'}", self.clock, domain=self.settings.domain)
        self.alerts.examine(self.library)
        self.desk = AlertDesk(self.alerts, self.settings, self.clock)
        if self.site:
            self.app = create_app(self.library, self.site.engine, replace_settings(origin), self.desk)

    def sending(self) -> SendingDesk:
        return SendingDesk(self.alerts, self.library, self.settings, self.clock, sources=checked_sources)

    def publish(self, number: int = 1, **options: str) -> str:
        """Publish one more decision into library and index; returns its id."""
        before = self.library.last_sequence()
        decision = published_decision(number, **options)
        info = replace(document(decision, f"celle-{number}.html"), fetched_at=self.clock.now.isoformat())
        published = self.library.publish(Publication(decision, info)).decision_id
        if self.site:
            fresh = [item for item in self.library.indexed_decisions(before) if isinstance(item, IndexedDecision)]
            self.site.engine.upsert(fresh)
        return published

    def deliver(self, **later: float) -> SendingReport:
        """Compare what was published, let time pass (6 minutes by default), and send."""
        self.alerts.examine(self.library)
        self.clock.forward(**(later or {"minutes": 6}))
        return self.sending().run_once()

    def close(self) -> None:
        self.alerts.close()
        if self.site:
            self.site.close()
        else:
            self.library.close()


def replace_settings(origin: str):
    from search_ui.web.settings import WebSettings

    return WebSettings(sources=sources, public_url=origin, operator="The Test Chamber", contact="editors@cases.example")


@contextmanager
def alert_site(folder: Path, *, with_mail: bool = True, **options: Any) -> Iterator[AlertSite]:
    """A site with alerts (and a mail server)."""
    if not with_mail:
        site = AlertSite(folder, None, **options)
        try:
            yield site
        finally:
            site.close()
        return
    with mail_server() as mail:
        site = AlertSite(folder, mail, **options)
        try:
            yield site
        finally:
            site.close()


def link_in(message: Received, kind: str) -> str:
    """The path of the link to `/alerts/<kind>/...` in a message's plain text."""
    found = re.search(rf"https?://[^/\s]+(/alerts/{kind}/\S+)", message.text())
    assert found is not None, message.text()
    return found[1]
