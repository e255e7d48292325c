"""A real SMTP server and a real HTTP receiver on this machine, which note what they are given and refuse on demand."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Received:
    """A message the server was given, whole; `accepted` says whether it said so."""

    sender: str
    recipient: str
    data: bytes
    accepted: bool = True

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.data, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    def text(self) -> str:
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    def html(self) -> str:
        body = self.message.get_body(("html",))
        assert body is not None
        return str(body.get_content())


@dataclass
class MailServer:
    """What came, and what to answer: `recipient_reply` and `data_reply` are asked for each message."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    recipient_reply: Callable[[str], str] = lambda _recipient: "250 OK"
    data_reply: Callable[[Received], str] = lambda _received: "250 OK queued"
    hang_up_after_data: Callable[[Received], bool] = lambda _received: False

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def accepted(self) -> list[Received]:
        return [message for message in self.received if message.accepted]

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        reply = self.recipient_reply(address)
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        received = Received(envelope.mail_from or "", envelope.rcpt_tos[0], envelope.content)
        self.received.append(received)
        if self.hang_up_after_data(received):
            server.transport.abort()
            return "250 never heard"
        reply = self.data_reply(received)
        received.accepted = reply.startswith("250")
        return reply


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_server(**options: Any) -> Iterator[MailServer]:
    """A server on a free port; `options` go to aiosmtpd (TLS, authentication)."""
    handler = MailServer(port=free_port())
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port, **options)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()


@dataclass
class Posted:
    """A request a webhook was sent."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """A webhook's receiver; `status` is asked for each request (0: hang up without an answer)."""

    address: str = ""
    posted: list[Posted] = field(default_factory=list)
    status: Callable[[Posted], int] = lambda _posted: 204
    location: str = ""


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver on a free port of this machine."""
    noted = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            posted = Posted(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            noted.posted.append(posted)
            status = noted.status(posted)
            if status == 0:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.send_response(status)
            if noted.location:
                self.send_header("Location", noted.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    noted.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield noted
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
