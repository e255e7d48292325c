"""What the operator decides about alerts, read from the environment once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from search_ui.alerts.cadence import GROUPING_WINDOW
from search_ui.alerts.links import Links, Signer
from search_ui.alerts.mail_message import Sender
from search_ui.alerts.smtp import Relay, WrongMailSetting

_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_WORD}(?:\.{_WORD})*@{_LABEL}(?:\.{_LABEL})*")
_MOST_PER_HOUR = 500
_LOCAL = "http://127.0.0.1:8000"


@dataclass(frozen=True, slots=True)
class AlertSettings:
    """How alerts are delivered. Without `relay` and `sender` there is no e-mail; everything else works.

    `signer` signs addresses; `fernet_key` (when the operator gave one) encrypts addresses and secrets at rest. `window`
    is how long matches are gathered, `most_per_hour` where the brake on mass mail is. `bounces` is a Maildir
    with delivery status notifications. `allow_loopback` lets webhooks reach this machine."""

    links: Links
    sender: Sender | None = None
    relay: Relay | None = None
    fernet_key: str | None = field(default=None, repr=False)
    window: timedelta = GROUPING_WINDOW
    most_per_hour: int = _MOST_PER_HOUR
    bounces: Path | None = None
    allow_loopback: bool = False

    @property
    def sends_mail(self) -> bool:
        """Whether e-mail alerts are offered here."""
        return self.relay is not None and self.sender is not None

    @property
    def domain(self) -> str:
        """The right side of Message-IDs."""
        if self.sender is not None:
            return self.sender.domain
        return urlsplit(self.links.origin).hostname or "localhost"

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str], *, secret: bytes, site: str, operator: str | None = None
    ) -> AlertSettings:
        """Read `UJ_SMTP_URL`, `UJ_MAIL_FROM`, `UJ_MAIL_BOUNCES`, `UJ_PUBLIC_URL`, `UJ_ALERTS_KEY`,
        `UJ_ALERTS_WINDOW_S`, `UJ_ALERTS_BRAKE`, `UJ_ALERTS_BOUNCES` and `UJ_ALERTS_ALLOW_LOOPBACK`. `secret` signs
        addresses. Raises `WrongMailSetting` with one line that says what to mend."""
        given = {name: value.strip() for name, value in environment.items() if name.startswith("UJ_") and value.strip()}
        origin = given.get("UJ_PUBLIC_URL", _LOCAL).rstrip("/")
        relay, sender = None, None
        if "UJ_SMTP_URL" in given:
            relay = Relay.from_url(given["UJ_SMTP_URL"])
            address = given.get("UJ_MAIL_FROM", "")
            if not _ADDRESS.fullmatch(address):
                raise WrongMailSetting("UJ_MAIL_FROM must be the mail address alerts are sent from")
            if "UJ_PUBLIC_URL" not in given:
                raise WrongMailSetting("UJ_PUBLIC_URL is needed for mail: its links lead to that address")
            bounces = given.get("UJ_MAIL_BOUNCES")
            if bounces is not None and not _ADDRESS.fullmatch(bounces):
                raise WrongMailSetting("UJ_MAIL_BOUNCES must be a mail address")
            sender = Sender(address, site, operator, bounces)
        return cls(
            links=Links(origin, Signer(secret)),
            sender=sender,
            relay=relay,
            fernet_key=given.get("UJ_ALERTS_KEY"),
            window=timedelta(seconds=_number(given, "UJ_ALERTS_WINDOW_S", int(GROUPING_WINDOW.total_seconds()))),
            most_per_hour=_number(given, "UJ_ALERTS_BRAKE", _MOST_PER_HOUR),
            bounces=Path(given["UJ_ALERTS_BOUNCES"]) if "UJ_ALERTS_BOUNCES" in given else None,
            allow_loopback=given.get("UJ_ALERTS_ALLOW_LOOPBACK") == "1",
        )


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    written = given.get(name, str(default))
    if not written.isascii() or not written.isdigit():
        raise WrongMailSetting(f"{name} must be a whole number")
    return int(written)


def is_address(text: str) -> bool:
    """Whether `text` looks like a mail address on the Internet that any relay takes (RFC 5321: ASCII, at most 254
    characters)."""
    return len(text) <= 254 and _ADDRESS.fullmatch(text) is not None and "." in text.rpartition("@")[2]


def kept_secret(path: Path) -> bytes:
    """The secret in the file at `path`, made (readable by its owner alone) where there is none. Whoever comes second
    gets what the first one wrote."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    if not path.exists():
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, os.urandom(32))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        try:
            os.link(beside, path)  # fails where the file is there meanwhile, and never shows half of it
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return path.read_bytes()
