"""Hand a finished message to the mail relay, and say exactly what became of it.

Reply codes are read as RFC 5321 (section 4.2.1) and RFC 3463 give them: 4yz may succeed later, 5yz will not. Only a
refusal of the recipient is the recipient's affair. The step that matters is the last one: once the final dot is sent,
a lost connection leaves open whether the relay took the message.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from types import TracebackType
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from search_ui.alerts.channels import Fate, Outcome
from search_ui.alerts.model import AlertsError

Encryption = Literal["implicit", "starttls", "none"]
_DEFAULT_PORTS: dict[Encryption, int] = {"implicit": 465, "starttls": 587, "none": 25}
_NOTE = 200  # characters of a relay's answer that are kept
_LINE_END = re.compile(rb"\r\n|\r(?!\n)|(?<!\r)\n")
_DOT = re.compile(rb"(?m)^\.")
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
_ENHANCED = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")


class WrongMailSetting(AlertsError):
    """The operator's mail settings cannot be used; the message says why in one line, without the password."""


@dataclass(frozen=True, slots=True)
class Relay:
    """The operator's mail relay. `starttls` insists on encryption: a relay that does not offer it gets no mail."""

    host: str
    port: int
    encryption: Encryption
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout_s: float = 30.0

    @classmethod
    def from_url(cls, url: str) -> Relay:
        """`smtps://user:password@host:465` (TLS from the start), `smtp://host:587` (STARTTLS, insisted on) or
        `smtp://host?tls=none` (a relay on this machine or in this network). `?timeout=seconds`. User and password are
        percent-encoded. On a loopback address STARTTLS is not asked for. Raises `WrongMailSetting`."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise WrongMailSetting("UJ_SMTP_URL is no address") from error
        options = parse_qs(parts.query)
        if parts.scheme not in ("smtp", "smtps") or not host:
            raise WrongMailSetting("UJ_SMTP_URL must be smtp://host:port or smtps://host:port")
        wanted = options.get("tls", [""])[0]
        if wanted not in ("", "none", "starttls"):
            raise WrongMailSetting("UJ_SMTP_URL: tls is none or starttls")
        encryption: Encryption = "starttls"
        if parts.scheme == "smtps":
            encryption = "implicit"
        elif wanted == "none" or (not wanted and _is_this_machine(host)):
            encryption = "none"
        user = unquote(parts.username) if parts.username else None
        if user and encryption == "none" and not _is_this_machine(host):
            raise WrongMailSetting("UJ_SMTP_URL: a password is not sent over an open line")
        try:
            timeout = float(options.get("timeout", ["30"])[0])
        except ValueError as error:
            raise WrongMailSetting("UJ_SMTP_URL: timeout is a number of seconds") from error
        return cls(
            host=host,
            port=port or _DEFAULT_PORTS[encryption],
            encryption=encryption,
            user=user,
            password=unquote(parts.password) if parts.password else None,
            timeout_s=timeout,
        )


class MailRelay:
    """One conversation with a relay, opened when the first message comes and kept for the next ones.

    A context manager: leaving it says goodbye. `helo` is the name we give ourselves, the domain of the sender address
    (not this machine's own, which is nobody's business). `context` verifies the relay's certificate."""

    def __init__(
        self, relay: Relay, *, helo: str, context: Callable[[], ssl.SSLContext] = ssl.create_default_context
    ) -> None:
        self._relay = relay
        self._helo = helo
        self._context = context
        self._session: smtplib.SMTP | None = None

    def __enter__(self) -> MailRelay:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the conversation; a relay that has gone away already is no error."""
        if self._session is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._session.quit()
            self._drop()

    def send(self, message: bytes, *, sender: str, recipient: str) -> Outcome:
        """Hand over `message` (a complete RFC 5322 message) for one `recipient`; `sender` is where bounces go. Never
        raises for anything a relay or network does."""
        try:
            session = self._open()
        except smtplib.SMTPAuthenticationError as error:
            self._drop()
            return Outcome(Fate.OURS, f"the relay refused our login ({error.smtp_code})")
        except smtplib.SMTPNotSupportedError:
            self._drop()
            return Outcome(Fate.OURS, "the relay does not offer the encryption or login that is insisted on")
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Outcome(Fate.OURS, f"the relay cannot be reached ({_kind(error)})")
        return self._hand_over(session, message, sender, recipient)

    def _open(self) -> smtplib.SMTP:
        if self._session is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._session.noop()[0] == 250:
                    return self._session
            self._drop()
        relay = self._relay
        if relay.encryption == "implicit":
            self._session = smtplib.SMTP_SSL(
                local_hostname=self._helo, timeout=relay.timeout_s, context=self._context()
            )
        else:
            self._session = smtplib.SMTP(local_hostname=self._helo, timeout=relay.timeout_s)
        session = self._session
        session._host = relay.host  # type: ignore[attr-defined]  # smtplib takes the name to verify from here
        code, answer = session.connect(relay.host, relay.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, answer)
        session.ehlo_or_helo_if_needed()
        if relay.encryption == "starttls":
            session.starttls(context=self._context())
            session.ehlo()
        if relay.user is not None:
            session.login(relay.user, relay.password or "")
        return session

    def _drop(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def _hand_over(self, session: smtplib.SMTP, message: bytes, sender: str, recipient: str) -> Outcome:
        try:
            refused = self._envelope(session, sender, recipient)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Outcome(Fate.OURS, f"the relay went away before the message was handed over ({_kind(error)})")
        if refused is not None:
            return refused
        try:
            session.send(_on_the_wire(message))
            code, answer = session.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Outcome(Fate.UNCERTAIN, f"the line dropped after the message was handed over ({_kind(error)})")
        if code == 250:
            return Outcome(Fate.ACCEPTED, _note(code, answer))
        # Refused as a message (its size, its content, a policy): that says nothing about the address, and other
        # messages may pass.
        return Outcome(Fate.TEMPORARY, _note(code, answer))

    def _envelope(self, session: smtplib.SMTP, sender: str, recipient: str) -> Outcome | None:
        code, answer = session.mail(sender)
        if code != 250:
            self._drop()
            return Outcome(Fate.OURS, f"the relay refused our sender address: {_note(code, answer)}")
        code, answer = session.rcpt(recipient)
        if code not in (250, 251):
            session.rset()
            return Outcome(_fate_of_recipient(code, answer), _note(code, answer))
        code, answer = session.docmd("DATA")
        if code != 354:
            self._drop()
            return Outcome(Fate.TEMPORARY, _note(code, answer))
        return None


def _fate_of_recipient(code: int, answer: bytes) -> Fate:
    """4yz: later. 5yz: never, unless the enhanced code (RFC 3463) says that the refusal is not about the address (5.3
    mail system, 5.4 routing, 5.5 protocol, 5.7 security and policy) or that the mailbox is only full (5.2.2)."""
    if 400 <= code < 500:
        return Fate.TEMPORARY
    if code in (530, 535, 538):
        return Fate.OURS
    found = _ENHANCED.search(answer.decode("ascii", "replace"))
    elsewhere = found is not None and (found[1] in ("3", "4", "5", "7") or (found[1], found[2]) == ("2", "2"))
    return Fate.TEMPORARY if elsewhere else Fate.PERMANENT


def _on_the_wire(message: bytes) -> bytes:
    """The message with its lines ended by CR LF, dots doubled (RFC 5321, section 4.5.2) and the final dot."""
    lines = _DOT.sub(b"..", _LINE_END.sub(b"\r\n", message))
    return lines + (b"" if lines.endswith(b"\r\n") else b"\r\n") + b".\r\n"


def _note(code: int, answer: bytes) -> str:
    """A relay's answer as one short line; relays like to repeat the address, the ledger must not."""
    words = " ".join(answer.decode("utf-8", "replace").split())
    return f"{code} {_ADDRESS.sub('<address>', words)}"[:_NOTE].rstrip()


def _kind(error: Exception) -> str:
    return (
        f"{type(error).__name__} {error.smtp_code}"
        if isinstance(error, smtplib.SMTPResponseException)
        else type(error).__name__
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
