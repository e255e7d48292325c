"""Signed webhooks to a real receiver, and the addresses they never go to."""

from __future__ import annotations

import base64
import hashlib
import hmac
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest

from search_ui.alerts.channels import Fate
from search_ui.alerts.webhook import (
    WebhookSender,
    WrongAddress,
    new_secret,
    permitted,
    read_address,
    signature,
)
from tests.search_ui.alerts.delivery_servers import Receiver, receiver

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def listening() -> Iterator[Receiver]:
    with receiver() as running:
        yield running


def send(listening: Receiver, path: str = "/hook?a=b") -> Fate:
    sender = WebhookSender(allow_loopback=True, timeout_s=2)
    return sender.send(f"{listening.address}{path}", new_secret(), "m1@example.org", b"{}", NOW).fate


def test_the_signature_is_that_of_the_standard() -> None:
    """The example of the specification's reference libraries (standardwebhooks.com)."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    assert signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_a_receiver_can_check_who_sent_what_and_when(listening: Receiver) -> None:
    secret = new_secret()
    body = '{"a": "Ä"}'.encode()
    outcome = WebhookSender(allow_loopback=True).send(f"{listening.address}/hook?a=b", secret, "m1", body, NOW)
    assert outcome.fate is Fate.ACCEPTED
    (posted,) = listening.posted
    assert (posted.path, posted.body) == ("/hook?a=b", body)
    signed = f"m1.{int(NOW.timestamp())}.".encode() + body
    expected = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()
    assert posted.headers["webhook-signature"] == "v1," + base64.b64encode(expected).decode()
    assert posted.headers["webhook-id"] == "m1"
    assert posted.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("status", "fate"),
    [(200, Fate.ACCEPTED), (204, Fate.ACCEPTED), (410, Fate.PERMANENT), (404, Fate.TEMPORARY), (429, Fate.TEMPORARY),
     (500, Fate.TEMPORARY), (0, Fate.UNCERTAIN)],
)  # fmt: skip
def test_what_each_answer_means(listening: Receiver, status: int, fate: Fate) -> None:
    listening.status = lambda _posted: status
    assert send(listening) is fate


def test_redirects_are_not_followed(listening: Receiver) -> None:
    listening.status = lambda _posted: 307
    listening.location = f"{listening.address}/elsewhere"
    assert send(listening) is Fate.TEMPORARY
    assert [posted.path for posted in listening.posted] == ["/hook?a=b"]


def test_a_server_that_is_away_may_come_back() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    sender = WebhookSender(allow_loopback=True)
    assert sender.send(address, new_secret(), "m1", b"{}", NOW).fate is Fate.TEMPORARY


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1",
     "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:a00:1::",
     "2001:0:4136:e378:8000:63bf:f5ff:fffe", "2001:db8::1", "64:ff9b:1:a00:0:100:808:808", "192.0.0.8",
     "192.88.99.1", "2600::5efe:a00:1", "2600::200:5efe:a00:1"],
)  # fmt: skip
def test_no_webhook_goes_into_a_private_network(address: str) -> None:
    assert not permitted(ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_public_addresses_are_permitted(address: str) -> None:
    assert permitted(ip_address(address))


def test_a_name_with_one_private_address_among_public_ones_is_refused(listening: Receiver) -> None:
    port = int(listening.address.rpartition(":")[2])
    sender = WebhookSender(resolve=lambda _host, _port: ["1.1.1.1", "127.0.0.1"])
    outcome = sender.send(f"https://rebinding.example:{port}/", new_secret(), "m1", b"{}", NOW)
    assert outcome.fate is Fate.PERMANENT
    assert "private" in outcome.note
    assert listening.posted == []


def test_a_name_is_resolved_once_and_the_checked_address_is_used(listening: Receiver) -> None:
    port = int(listening.address.rpartition(":")[2])
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    sender = WebhookSender(allow_loopback=True, resolve=resolve)
    assert sender.send(f"http://localhost:{port}/hook", new_secret(), "m1", b"{}", NOW).fate is Fate.ACCEPTED
    assert asked == ["localhost"]
    assert listening.posted[0].headers["host"] == f"localhost:{port}"


@pytest.mark.parametrize(
    "url",
    ["http://receiver.example/", "ftp://receiver.example/", "https://", "https://user:pw@receiver.example/",
     "https://receiver.example/a b", "https://receiver.example/\r\nX: y", "//receiver.example", "https://[::1", "",
     "https://receiver.example:99999/", "https://receiver.example/" + "a" * 2000, "http://127.0.0.1/"],
)  # fmt: skip
def test_addresses_of_a_wrong_form_are_refused(url: str) -> None:
    with pytest.raises(WrongAddress):
        read_address(url)


def test_loopback_needs_the_operators_switch(listening: Receiver) -> None:
    outcome = WebhookSender().send(listening.address, new_secret(), "m1", b"{}", NOW)
    assert outcome.fate is Fate.PERMANENT
    outcome = WebhookSender().send("https://127.0.0.1/", new_secret(), "m1", b"{}", NOW)
    assert outcome.fate is Fate.PERMANENT
    assert listening.posted == []


def test_a_receiver_that_drips_is_cut_off() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        cut = threading.Event()

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                while not cut.wait(0.05):
                    try:
                        connection.sendall(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        sender = WebhookSender(allow_loopback=True, timeout_s=0.3)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        assert sender.send(address, new_secret(), "m1", b"{}", NOW).fate is Fate.UNCERTAIN
        cut.set()
        thread.join()
