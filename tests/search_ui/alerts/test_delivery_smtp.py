"""Handing mail to a real SMTP server: what each of its answers means, and what stays open."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from search_ui.alerts.channels import Fate
from search_ui.alerts.smtp import MailRelay, Relay, WrongMailSetting
from tests.search_ui.alerts.delivery_servers import MailServer, free_port, mail_server

MESSAGE = b"Subject: Test\r\nMessage-ID: <1@example.org>\r\n\r\n.a line with a dot\r\n..two\nbare end\r\n"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def relay_to(server: MailServer, **options: object) -> MailRelay:
    return MailRelay(Relay.from_url(server.url), helo="alerts.example", **options)  # type: ignore[arg-type]


def send(server: MailServer, recipient: str = "reader@example.org") -> tuple[Fate, str]:
    with relay_to(server) as relay:
        outcome = relay.send(MESSAGE, sender="bounces@example.org", recipient=recipient)
    return outcome.fate, outcome.note


def test_an_accepted_message_arrives_as_it_was_written(server: MailServer) -> None:
    assert send(server)[0] is Fate.ACCEPTED
    (message,) = server.received
    assert (message.sender, message.recipient) == ("bounces@example.org", "reader@example.org")
    assert message.data == MESSAGE.replace(b"two\nbare", b"two\r\nbare")


def test_several_messages_go_through_one_conversation(server: MailServer) -> None:
    with relay_to(server) as relay:
        fates = [relay.send(MESSAGE, sender="a@example.org", recipient=f"r{n}@example.org").fate for n in range(3)]
    assert fates == [Fate.ACCEPTED] * 3
    assert [message.recipient for message in server.received] == [f"r{n}@example.org" for n in range(3)]


@pytest.mark.parametrize(
    ("reply", "fate"),
    [
        ("450 4.2.1 try later", Fate.TEMPORARY),
        ("452 4.5.3 too many", Fate.TEMPORARY),
        ("550 5.1.1 no such user", Fate.PERMANENT),
        ("553 bad mailbox", Fate.PERMANENT),
        ("552 5.2.2 mailbox full", Fate.TEMPORARY),
        ("550 5.7.1 not welcome here", Fate.TEMPORARY),
        ("530 5.7.0 log in first", Fate.OURS),
    ],
)
def test_a_refused_recipient_is_judged_by_its_code(server: MailServer, reply: str, fate: Fate) -> None:
    server.recipient_reply = lambda _recipient: reply
    assert send(server)[0] is fate
    assert server.received == []


def test_one_refused_recipient_does_not_cost_the_next_one(server: MailServer) -> None:
    server.recipient_reply = lambda recipient: "550 5.1.1 unknown" if recipient.startswith("gone") else "250 OK"
    with relay_to(server) as relay:
        fates = [
            relay.send(MESSAGE, sender="a@example.org", recipient=recipient).fate
            for recipient in ("gone@example.org", "here@example.org")
        ]
    assert fates == [Fate.PERMANENT, Fate.ACCEPTED]


@pytest.mark.parametrize("reply", ["451 4.3.0 disk full", "554 5.7.1 content refused"])
def test_a_refused_message_says_nothing_about_its_address(server: MailServer, reply: str) -> None:
    server.data_reply = lambda _message: reply
    assert send(server)[0] is Fate.TEMPORARY


def test_an_answer_that_is_lost_leaves_it_open(server: MailServer) -> None:
    server.hang_up_after_data = lambda _message: True
    fate, note = send(server)
    assert fate is Fate.UNCERTAIN
    assert len(server.received) == 1
    assert "after the message was handed over" in note


def test_a_relay_that_is_away_is_our_affair() -> None:
    with MailRelay(Relay.from_url(f"smtp://127.0.0.1:{free_port()}"), helo="a.example") as relay:
        outcome = relay.send(MESSAGE, sender="a@example.org", recipient="b@example.org")
    assert outcome.fate is Fate.OURS


def test_a_relay_that_says_nothing_is_given_up(server: MailServer) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with MailRelay(
            Relay.from_url(f"smtp://127.0.0.1:{silent.getsockname()[1]}?timeout=0.3"), helo="a.example"
        ) as r:
            assert r.send(MESSAGE, sender="a@example.org", recipient="b@example.org").fate is Fate.OURS


def test_a_relay_that_refuses_us_altogether_is_our_affair() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()

        def refuse() -> None:
            connection, _ = listening.accept()
            connection.sendall(b"554 5.7.1 go away\r\n")
            connection.close()

        thread = threading.Thread(target=refuse)
        thread.start()
        with MailRelay(Relay.from_url(f"smtp://127.0.0.1:{listening.getsockname()[1]}"), helo="a.example") as relay:
            assert relay.send(MESSAGE, sender="a@example.org", recipient="b@example.org").fate is Fate.OURS
        thread.join()


def test_no_address_gets_into_the_ledger(server: MailServer) -> None:
    server.recipient_reply = lambda recipient: f"550 5.1.1 <{recipient}> unknown: {recipient} does not exist"
    _, note = send(server, "victim@example.org")
    assert note.startswith("550 5.1.1")
    assert "victim" not in note
    assert "example.org" not in note


# -- encryption and login --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The server's context, and one of a client that trusts it."""
    folder: Path = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return serving, ssl.create_default_context(cafile=str(folder / "cert.pem"))


def authenticator(_server: object, _session: object, _envelope: object, _kind: str, given: object) -> AuthResult:
    right = isinstance(given, LoginPassword) and given == LoginPassword(b"alerts", b"p@ss word")
    return AuthResult(success=right, handled=True) if right else AuthResult(success=False, handled=False)


def test_starttls_and_login(certificate: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    serving, trusting = certificate
    with mail_server(
        tls_context=serving, require_starttls=True, authenticator=authenticator, auth_required=True
    ) as server:
        url = f"smtp://alerts:p%40ss%20word@127.0.0.1:{server.port}?tls=starttls"
        with MailRelay(Relay.from_url(url), helo="a.example", context=lambda: trusting) as relay:
            assert relay.send(MESSAGE, sender="a@example.org", recipient="b@example.org").fate is Fate.ACCEPTED
        wrong = Relay.from_url(url.replace("p%40ss", "other"))
        with MailRelay(wrong, helo="a.example", context=lambda: trusting) as relay:
            outcome = relay.send(MESSAGE, sender="a@example.org", recipient="b@example.org")
        assert outcome.fate is Fate.OURS
        assert "other" not in outcome.note
        with MailRelay(Relay.from_url(url), helo="a.example") as relay:  # does not know the certificate
            assert relay.send(MESSAGE, sender="a@example.org", recipient="b@example.org").fate is Fate.OURS


def test_encryption_that_is_insisted_on_is_not_given_up(server: MailServer) -> None:
    with MailRelay(Relay.from_url(f"{server.url}?tls=starttls"), helo="a.example") as relay:
        assert relay.send(MESSAGE, sender="a@example.org", recipient="b@example.org").fate is Fate.OURS
    assert server.received == []


def test_tls_from_the_start(certificate: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    serving, trusting = certificate
    with mail_server(ssl_context=serving) as server:
        url = f"smtps://127.0.0.1:{server.port}"
        with MailRelay(Relay.from_url(url), helo="a.example", context=lambda: trusting) as relay:
            assert relay.send(MESSAGE, sender="a@example.org", recipient="b@example.org").fate is Fate.ACCEPTED


@pytest.mark.parametrize(
    ("url", "encryption", "port"),
    [
        ("smtps://mail.example", "implicit", 465),
        ("smtp://mail.example", "starttls", 587),
        ("smtp://mail.example:2525?tls=none", "none", 2525),
        ("smtp://localhost", "none", 25),
        ("smtp://[::1]", "none", 25),
    ],
)
def test_relays_are_read_from_their_address(url: str, encryption: str, port: int) -> None:
    relay = Relay.from_url(url)
    assert (relay.encryption, relay.port) == (encryption, port)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://a:b@mail.example?tls=none",
        "smtp://m:x",
        "smtp://m.example?tls=maybe",
        "smtp://m.example?timeout=soon",
    ],
)
def test_relays_that_cannot_be_used_are_refused_without_showing_a_password(url: str) -> None:
    with pytest.raises(WrongMailSetting) as refused:
        Relay.from_url(url)
    assert "a:b" not in str(refused.value)
    assert "secret" not in repr(Relay.from_url("smtps://user:secret@mail.example"))
