"""A spider goes to its source and nowhere else."""

from __future__ import annotations

import pytest

from spiders.addresses import check_address, check_url, is_loopback, rebase
from spiders.errors import ForbiddenAddress

HOSTS = frozenset({"data.rechtspraak.nl"})


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",  # cloud metadata
        "127.0.0.1",
        "0.0.0.0",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "224.0.0.1",
        "100.64.0.1",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    with pytest.raises(ForbiddenAddress, match="not a public address"):
        check_address(address, allow_loopback=False)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_pass(address: str) -> None:
    check_address(address, allow_loopback=False)


def test_loopback_is_opened_alone() -> None:
    check_address("127.0.0.1", allow_loopback=True)
    check_address("::1", allow_loopback=True)
    with pytest.raises(ForbiddenAddress):
        check_address("10.0.0.1", allow_loopback=True)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x",
        "https://data.rechtspraak.nl.evil.example/x",
        "https://evil.example/?https://data.rechtspraak.nl/",
        "https://data.rechtspraak.nl@evil.example/",
        "https://user:word@data.rechtspraak.nl/",
        "file:///etc/passwd",
        "ftp://data.rechtspraak.nl/x",
        "http://127.0.0.1/",
        "http:///nohost",
    ],
)
def test_other_hosts_and_schemes_are_refused(url: str) -> None:
    with pytest.raises(ForbiddenAddress):
        check_url(url, HOSTS, allow_loopback=False)


def test_the_source_itself_passes() -> None:
    check_url("https://data.rechtspraak.nl/uitspraken/zoeken?max=1", HOSTS, allow_loopback=False)
    check_url("https://DATA.rechtspraak.nl:443/x", HOSTS, allow_loopback=False)
    check_url("http://127.0.0.1:8000/x", frozenset({"127.0.0.1"}), allow_loopback=True)


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost/x", True),
        ("http://[::1]:1/", True),
        ("http://10.0.0.1", False),
        ("http://localhost.evil.example", False),
    ],
)
def test_what_this_machine_is(url: str, loopback: bool) -> None:
    assert is_loopback(url) is loopback


def test_links_of_a_listing_are_asked_of_the_copy() -> None:
    link = "http://www.rechtsprechung-im-internet.de/jportal/docs/bsjrs/jb-X.zip?a=1#f"
    assert rebase(link, "http://127.0.0.1:9/rii/") == "http://127.0.0.1:9/rii/jportal/docs/bsjrs/jb-X.zip?a=1"
