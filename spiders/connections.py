"""Connections to portals: kept open for the next request, but not to a server that hangs up on them.

A server of HTTP/1.0 closes the connection after every answer, and some of HTTP/1.1 do so without saying it. Twisted
keeps such a connection until it sees it closed, so that the next request may be written to a server that is gone. It
repeats a lost GET by itself, but no POST, and a POST made again by the retry middleware may meet the next connection
that is about to close. So a host that speaks HTTP/1.0, or that lost one answer, is asked over a connection of its own
for each request from then on; a lost request is made again as often as `RETRY_TIMES` says, at the pace of all others,
and is an error of the run after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import DownloadFailedError
from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response


class OneRequestEach(HTTP11DownloadHandler):
    """Scrapy's own, with `Connection: close` in every request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.persistent = False


class KeptConnections(HTTP11DownloadHandler):
    """Scrapy's own, as long as a host keeps its connections open; then `OneRequestEach` for this host."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._one_request_each = OneRequestEach(crawler)
        self._hanging_up: set[str] = set()

    async def download_request(self, request: Request) -> Response:
        """The answer. Raises what Scrapy raises, `DownloadFailedError` when the answer was lost."""
        host = urlparse_cached(request).netloc
        if host in self._hanging_up:
            return await self._one_request_each.download_request(request)
        try:
            response = await super().download_request(request)
        except DownloadFailedError:
            self._hanging_up.add(host)
            raise
        if response.protocol == "HTTP/1.0":
            self._hanging_up.add(host)
        return response

    async def close(self) -> None:
        """Close what is still open."""
        await self._one_request_each.close()
        await super().close()
