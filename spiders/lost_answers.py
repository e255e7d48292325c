"""What Scrapy or Twisted raised instead of an answer, in our words."""

from __future__ import annotations

from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, DownloadCancelledError, ResponseDataLossError
from twisted.python.failure import Failure

from spiders.addresses import AddressRefused, PublicAddressResolver, host_of
from spiders.errors import CollectionError, ForbiddenAddress, RefusedByRobots, RequestFailed, TooLarge, TruncatedFile
from spiders.politeness import RobotsRefusal


def describe_failure(failure: Failure) -> CollectionError:
    """Our error for what Scrapy or Twisted raised instead of an answer."""
    error = failure.value
    if isinstance(error, CollectionError):
        return error
    if isinstance(error, RobotsRefusal):
        return RefusedByRobots(str(error))
    if isinstance(error, AddressRefused):
        return ForbiddenAddress(str(error))
    if isinstance(error, ResponseDataLossError):
        return TruncatedFile("the answer broke off before its end")
    if isinstance(error, DownloadCancelledError):
        return TooLarge(f"the answer is over the size limit: {error}")
    refused = PublicAddressResolver.refused.get(host_of(request_of(failure).url))
    if isinstance(error, CannotResolveHostError) and refused:
        return ForbiddenAddress(refused)
    return RequestFailed(f"no answer: {type(error).__name__}: {error}")


def request_of(failure: Failure) -> Request:
    """The request that was not answered."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request
