"""Where a spider may go: the hosts of its source, at public addresses, and nowhere else.

The downloader middleware sees every request, redirects and robots.txt included; the resolver checks the address that
is then really used, so that a name cannot lead into a private network.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlsplit, urlunsplit
from urllib.request import getproxies

from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from spiders.errors import ForbiddenAddress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scrapy import Request
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred


class AddressRefused(IgnoreRequest):
    """Scrapy's way to drop a request; carries our error."""


def rebase(url: str, base_url: str) -> str:
    """`url` at the host (and below the path) of `base_url`: the listing's link, asked of the portal or of a copy."""
    target, base = urlsplit(url), urlsplit(base_url)
    return urlunsplit((base.scheme, base.netloc, base.path.rstrip("/") + target.path, target.query, ""))


def host_of(url: str) -> str:
    """The host of `url` in lower case (empty when it has none)."""
    return (urlsplit(url).hostname or "").lower()


def is_loopback(url: str) -> bool:
    """Whether `url` names this machine: `localhost` or a loopback address."""
    host = host_of(url)
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_address(address: str, *, allow_loopback: bool) -> None:
    """Raise `ForbiddenAddress` unless the numeric `address` is public (or loopback, where that is allowed)."""
    number = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(number, "ipv4_mapped", None)
    number = mapped or number
    if number.is_loopback and allow_loopback:
        return
    if not number.is_global or number.is_multicast:
        raise ForbiddenAddress(f"{address} is not a public address")


def check_url(url: str, hosts: frozenset[str], *, allow_loopback: bool) -> None:
    """Raise `ForbiddenAddress` unless `url` is http(s) at one of `hosts`, without a password, at no private address."""
    parts = urlsplit(url)
    host = host_of(url)
    if parts.scheme not in ("http", "https"):
        raise ForbiddenAddress(f"{url} is not a web address")
    if parts.username or parts.password:
        raise ForbiddenAddress(f"an address of {host} carries a user name")
    if host not in hosts:
        raise ForbiddenAddress(f"{host} is not a host of this source")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return
    check_address(host, allow_loopback=allow_loopback)


class AddressMiddleware:
    """Refuses every request, first or redirected, that `check_url` refuses.

    Settings: `UJ_HOSTS`, `UJ_ALLOW_LOOPBACK`.
    """

    def __init__(self, hosts: frozenset[str], *, allow_loopback: bool) -> None:
        self._hosts = hosts
        self._allow_loopback = allow_loopback

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Built by Scrapy."""
        settings = crawler.settings
        return cls(frozenset(settings.getlist("UJ_HOSTS")), allow_loopback=settings.getbool("UJ_ALLOW_LOOPBACK"))

    def process_request(self, request: Request) -> None:
        """Let it pass or raise `AddressRefused`."""
        try:
            check_url(request.url, self._hosts, allow_loopback=self._allow_loopback)
        except ForbiddenAddress as error:
            raise AddressRefused(str(error)) from error


class PublicAddressResolver(CachingThreadedResolver):
    """Resolves names as Scrapy does, and refuses the answer when it is no public address.

    A proxy set for this machine is reached wherever it stands; behind one, names are resolved by the proxy.
    """

    allow_loopback = False
    refused: ClassVar[dict[str, str]] = {}
    """Host -> why its address was refused. Twisted reports such a host only as not found."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Built by Scrapy."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_loopback = crawler.settings.getbool("UJ_ALLOW_LOOPBACK")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """The address of `name`, as a Deferred that fails with Twisted's DNSLookupError when it may not be used."""
        deferred = super().getHostByName(name, timeout)
        if name not in {host_of(proxy) for proxy in getproxies().values()}:
            deferred.addCallback(self._check, name)
        return deferred

    def _check(self, address: Any, name: str) -> Any:  # noqa: ANN401 - Twisted's callback
        try:
            check_address(str(address), allow_loopback=self.allow_loopback)
        except ForbiddenAddress as error:
            self.refused[name] = f"{name}: {error}"
            raise DNSLookupError(str(error)) from error
        return address
