"""What can go wrong between a portal and the archive, each with a type of its own.

Every error prints as one line. `kind` is the word under which a run report files it.
"""

from __future__ import annotations

from typing import ClassVar


class CollectionError(Exception):
    """Base of all errors of this package."""

    kind: ClassVar[str] = "error"


class RunRefused(CollectionError):
    """The run may not start at all. Nothing was requested from the portal."""

    kind = "refused"


class UnknownSource(RunRefused):
    """No source of this id is registered."""

    kind = "unknown_source"


class NoContact(RunRefused):
    """A live crawl without `UJ_CONTACT`: a portal must be able to reach whoever crawls it."""

    kind = "no_contact"


class NotConfirmed(RunRefused):
    """The source's terms need the operator's confirmation (`UJ_CONFIRMED_SOURCES`)."""

    kind = "not_confirmed"


class AlreadyRunning(RunRefused):
    """Another run of the same source is under way in the same archive home."""

    kind = "already_running"


class BadReplay(RunRefused):
    """The folder given to `--replay` does not exist, or its manifest cannot be used."""

    kind = "bad_replay"


class ForbiddenAddress(CollectionError):
    """A request or redirect to a host outside the source, or to an address that is not public."""

    kind = "forbidden_address"


class RefusedByRobots(CollectionError):
    """The portal's robots.txt does not allow the request."""

    kind = "robots"


class RequestFailed(CollectionError):
    """No answer: the name did not resolve, the connection failed or timed out, or the answer broke off."""

    kind = "no_answer"


class HttpFailure(CollectionError):
    """The portal answered with a status other than success."""

    kind = "http_status"

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class NotCaptured(CollectionError):
    """A replay has no captured answer for the request."""

    kind = "not_captured"


class ChallengePage(CollectionError):
    """A bot challenge was served in place of the answer (as 200, 403, 500 or 503)."""

    kind = "challenge"


class MaintenancePage(CollectionError):
    """A maintenance page was served in place of the answer."""

    kind = "maintenance"


class WrongContentType(CollectionError):
    """The answer is not of the kind asked for (HTML for XML, a picture for a ZIP)."""

    kind = "wrong_type"


class EmptyFile(CollectionError):
    """The answer has no bytes."""

    kind = "empty"


class TruncatedFile(CollectionError):
    """The answer ends before its format says it should."""

    kind = "truncated"


class NotAccessible(CollectionError):
    """The portal lists the document but does not give it out."""

    kind = "not_accessible"


class TooLarge(CollectionError):
    """The file is over the size limit and was not read."""

    kind = "too_large"


class UnparseableListing(CollectionError):
    """A listing, or a row of it, does not have the form the portal documents."""

    kind = "unparseable_listing"


class UnknownField(CollectionError):
    """A listing has a field that is neither handled nor explicitly ignored (strict interpretation)."""

    kind = "unknown_field"


class IncompleteListing(CollectionError):
    """The portal says it lists more than it served."""

    kind = "incomplete_listing"


class SourceSilent(CollectionError):
    """A source that always lists something listed nothing."""

    kind = "silent"


class TooManyGone(CollectionError):
    """So much of a source vanished at once that the listing is doubted rather than the records."""

    kind = "too_many_gone"


class MissingOriginal(CollectionError):
    """The archive holds no bytes under this SHA-256."""

    kind = "missing_original"


class CorruptOriginal(CollectionError):
    """The archived bytes no longer have the SHA-256 they are filed under."""

    kind = "corrupt_original"
