"""Manners towards portals: robots.txt as RFC 9309 wants it, and waiting as long as a portal asks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.httpobj import urlparse_cached

from spiders.addresses import PublicAddressResolver

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

LONGEST_WAIT_S = 300.0
_NOTHING_ALLOWED = b"User-agent: *\nDisallow: /\n"


class RobotsRefusal(IgnoreRequest):
    """Scrapy's way to drop a request that robots.txt does not allow."""


class RobotsMiddleware(RobotsTxtMiddleware):
    """robots.txt by RFC 9309 section 2.3.1: absent (4xx) allows all, unreachable (5xx, no answer) allows nothing.

    Scrapy's own middleware takes an unreachable robots.txt for leave to crawl.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)  # our report says it
        self._unreadable: dict[str, str] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let the request pass, or raise `RobotsRefusal` with the reason."""
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest:
            netloc = urlparse_cached(request).netloc
            if netloc in self._unreadable:
                reason = f"robots.txt of {netloc} could not be read ({self._unreadable[netloc]}): nothing is asked"
            else:
                reason = f"robots.txt of {netloc} does not allow us in: ask the publisher"
            raise RobotsRefusal(reason) from None

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            self._unreadable[netloc] = f"status {response.status}"
            response = response.replace(body=_NOTHING_ALLOWED)
        elif response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        refused = PublicAddressResolver.refused.get(netloc.partition(":")[0])
        self._unreadable[netloc] = refused or str(exc) or type(exc).__name__
        waiting = self._parsers[netloc]
        refusing = self._parserimpl.from_crawler(self.crawler, _NOTHING_ALLOWED)
        self._parsers[netloc] = refusing
        waiting.callback(refusing)  # type: ignore[union-attr]


class PatientRetryMiddleware(RetryMiddleware):
    """Scrapy's retries, after the pause that a busy portal asks for in `Retry-After` (five minutes at most)."""

    async def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """The response, or the request to be made again."""
        if response.status in (429, 503):
            asked = response.headers.get("Retry-After")
            if asked is not None:
                await asyncio.sleep(pause_asked(asked.decode("latin-1"), datetime.now(UTC)))
        return super().process_response(request, response)


def pause_asked(retry_after: str, at: datetime) -> float:
    """Seconds to wait for a `Retry-After` header (seconds or an HTTP date), between 0 and five minutes."""
    asked = retry_after.strip()
    if asked.isdecimal():
        seconds = float(asked)
    else:
        try:
            seconds = (parsedate_to_datetime(asked) - at).total_seconds()
        except (TypeError, ValueError):
            return 0.0
    return min(max(seconds, 0.0), LONGEST_WAIT_S)


def user_agent(version: str, contact: str | None) -> str:
    """Who we are and how to reach the operator."""
    return f"uj-caselaw/{version} (+{contact})" if contact else f"uj-caselaw/{version} (local run)"


def usable_contact(environment: Mapping[str, str]) -> str | None:
    """`UJ_CONTACT` when it is a mail address or web page somebody can use, else None."""
    contact = environment.get("UJ_CONTACT", "").strip()
    reachable = "@" in contact or contact.startswith(("http://", "https://"))
    return contact if reachable and contact.isprintable() else None
