"""Signed webhooks, as the Standard Webhooks specification (standardwebhooks.com, 1.0) has them.

The signature covers identifier, time and body, so that a receiver can refuse what is forged, old or seen before. The
address is the subscriber's to choose, so it is not trusted: its host is resolved once, every address has to be a public
one, the connection goes to the very address that was checked, and no redirect is followed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import secrets
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from search_ui.alerts.channels import Fate, Outcome

_TIMEOUT_S = 15.0
_SECRET_BYTES = 32
_PREFIX = "whsec_"
_LONGEST_URL = 2000
_GONE = 410
_LATER = {408, 425, 429}

# Networks for special use (IANA registries) that Python's tables call global or do not know: translation within a
# network (RFC 8215, where the address it leads to may stand in several places), protocol assignments, 6to4 relays.
_NEVER = (ip_network("64:ff9b:1::/48"), ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"))
_BEFORE_IPV4 = (b"\x00" * 12, bytes.fromhex("0064ff9b") + b"\x00" * 8)
_ISATAP = (bytes.fromhex("00005efe"), bytes.fromhex("02005efe"))  # RFC 5214, section 6.1

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]


class WrongAddress(ValueError):
    """An address no webhook is sent to; the message says why in one line, fit for the subscriber."""


@dataclass(frozen=True, slots=True)
class Target:
    """A webhook's address, read: nothing is resolved yet."""

    host: str
    port: int
    path: str
    secure: bool


def new_secret() -> str:
    """A secret for one subscription, in the form receivers' libraries take: `whsec_` and base64."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode("ascii")


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`."""
    key = base64.b64decode(secret.removeprefix(_PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode("ascii")


def read_address(url: str, *, allow_loopback: bool = False) -> Target:
    """Read and judge the form of an address. Raises `WrongAddress`.

    Only https; with `allow_loopback` (tests, or an operator's receiver beside the site) also http to this machine."""
    if len(url) > _LONGEST_URL or any(character <= " " or character == "\x7f" for character in url):
        raise WrongAddress("the address is too long or has a blank in it")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise WrongAddress("this is no web address") from error
    if not host or parts.scheme not in ("https", "http"):
        raise WrongAddress("the address has to begin with https://")
    if parts.username is not None or parts.password is not None:
        raise WrongAddress("the address must not hold a user name or password")
    secure = parts.scheme == "https"
    if not secure and not (allow_loopback and _names_this_machine(host)):
        raise WrongAddress("the address has to begin with https://")
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise WrongAddress("this is no web address") from error
    return Target(host, port or (443 if secure else 80), _path(parts), secure)


def permitted(address: Address, *, allow_loopback: bool = False) -> bool:
    """Whether a webhook may go to this network address: a public one, whatever form it is written in. Not: private,
    loopback, link-local (cloud metadata services live there), shared, reserved, multicast, nor any of these inside an
    IPv6 address (mapped, 6to4, Teredo, NAT64, ISATAP)."""
    if any(address in network for network in _NEVER if network.version == address.version):
        return False
    if allow_loopback and address.is_loopback:
        return True
    if isinstance(address, IPv6Address):
        inner = _embedded(address)
        if inner is not None:
            return permitted(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_unspecified and not address.is_reserved


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    packed = address.packed
    if packed[:12] in _BEFORE_IPV4 or packed[8:12] in _ISATAP:
        return IPv4Address(packed[12:])
    return None


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class WebhookSender:
    """Sends signed bodies. `resolve` gives the addresses of a host; `context` verifies certificates."""

    def __init__(
        self,
        *,
        allow_loopback: bool = False,
        resolve: Resolve = _resolve,
        context: Callable[[], ssl.SSLContext] = ssl.create_default_context,
        timeout_s: float = _TIMEOUT_S,
    ) -> None:
        self._allow_loopback = allow_loopback
        self._resolve = resolve
        self._context = context
        self._timeout_s = timeout_s

    def send(self, url: str, secret: str, message_id: str, body: bytes, now: datetime) -> Outcome:
        """POST `body` (JSON) under `message_id`, which stays the same however often it is tried. Never raises for
        anything the address or its server does."""
        try:
            target = read_address(url, allow_loopback=self._allow_loopback)
            address = self._checked_address(target)
        except WrongAddress as error:
            return Outcome(Fate.PERMANENT, str(error))
        except OSError:
            return Outcome(Fate.TEMPORARY, "the host cannot be resolved")
        timestamp = int(now.timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "uj-caselaw alerts",
            "webhook-id": message_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature(secret, message_id, timestamp, body),
        }
        return self._post(target, address, headers, body)

    def _checked_address(self, target: Target) -> str:
        """One address of the host, after all of them were found to be public: a host that also has a private address is
        not one we deal with. Raises `WrongAddress` and OSError."""
        addresses = self._resolve(target.host, target.port)
        if not addresses:
            raise OSError("no address")
        for written in addresses:
            if not permitted(ip_address(written.partition("%")[0]), allow_loopback=self._allow_loopback):
                raise WrongAddress("the address leads into a private network")
        return addresses[0]

    def _post(self, target: Target, address: str, headers: dict[str, str], body: bytes) -> Outcome:
        connection = _Pinned(target, address, self._context() if target.secure else None, self._timeout_s)
        with closing(connection):
            try:
                connection.connect()
            except ssl.SSLError:
                return Outcome(Fate.TEMPORARY, "the server's certificate is not valid for this address")
            except OSError as error:
                return Outcome(Fate.TEMPORARY, f"the server cannot be reached ({type(error).__name__})")
            # A socket's timeout is one of silence: a server that sends a byte now and then would hold us for hours.
            watch = threading.Timer(self._timeout_s * 2, connection.cut)
            watch.daemon = True
            watch.start()
            try:
                connection.request("POST", target.path, body, headers)
                response = connection.getresponse()
                status = response.status
                with suppress(OSError, http.client.HTTPException):
                    response.read(1024)
            except (OSError, http.client.HTTPException) as error:
                return Outcome(Fate.UNCERTAIN, f"the line dropped before the answer ({type(error).__name__})")
            finally:
                watch.cancel()
        return _read_status(status)


def _read_status(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome(Fate.ACCEPTED, f"HTTP {status}")
    if status == _GONE:
        return Outcome(Fate.PERMANENT, f"HTTP {status}: the receiver wants no more")
    if 300 <= status < 400:
        return Outcome(Fate.TEMPORARY, f"HTTP {status}: redirects are not followed")
    return Outcome(Fate.TEMPORARY, f"HTTP {status}")


class _Pinned(http.client.HTTPConnection):
    """A connection to one network address on behalf of a host name: the name goes into the request and is what the
    certificate has to be for, but is not resolved again."""

    def __init__(self, target: Target, address: str, context: ssl.SSLContext | None, timeout_s: float) -> None:
        super().__init__(target.host, target.port, timeout=timeout_s)
        self._address = address
        self._tls = context
        if context is not None:
            self.default_port = 443  # leaves the port out of the Host header

    def connect(self) -> None:
        """Open the connection (and TLS)."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._tls is not None:
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host)

    def cut(self) -> None:
        """End the connection whatever is going on in it."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def _path(parts: SplitResult) -> str:
    path = parts.path or "/"
    written = f"{path}?{parts.query}" if parts.query else path
    if not written.isascii():
        raise WrongAddress("write the path of the address percent-encoded")
    return written


def _names_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
