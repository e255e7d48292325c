"""The base of all portal spiders: from listing to checked original, and what to say when something fails.

A portal module says where its listing is, reads its rows (a pure function) and how a document is asked for. Everything
that must hold for every portal is here: an unchanged record is not fetched again, one broken document never costs
another, a source that must list something is never silently empty, and only a complete run marks anything as gone.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.addresses import host_of, rebase
from spiders.answers import Format, check_answer, check_xml, check_zip, parse_json
from spiders.archiving import FetchedOriginal
from spiders.catalogue import FetchRecord
from spiders.crawl_run import CrawlRun
from spiders.errors import CollectionError, HttpFailure, NotCaptured, SourceSilent, UnknownField
from spiders.lost_answers import describe_failure, request_of
from spiders.replay import MISSING_HEADER, Sought
from spiders.run_report import now
from spiders.sources import Source

_KEPT_HEADERS = (
    "content-type",
    "content-length",
    "content-disposition",
    "content-language",
    "date",
    "etag",
    "last-modified",
    "x-robots-tag",
)
_MEDIA_TYPES = {Format.XML: "application/xml", Format.JSON: "application/json", Format.ZIP: "application/zip"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a listing.

    `url` is the document's address at the portal itself. `marker` changes when the portal changes the document ("" when
    it has none: always fetched). `file_stem` names the file without its suffix. `listing` is what the row says, under
    the portal's field names. `changed` is the day or moment of the last change in ISO 8601, for `--since` ("" when the
    listing does not say). `gone`: the portal itself says the document was withdrawn.
    """

    record_id: str
    url: str
    marker: str
    file_stem: str
    listing: Mapping[str, str]
    changed: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A row that cannot be used, and why. `record_id` is "" when not even that could be read."""

    record_id: str
    error: CollectionError


def refuse_unknown_fields(found: Iterable[str], known: frozenset[str], where: str) -> None:
    """Strict interpretation: raise `UnknownField` when a row has a field that nobody has thought about."""
    unknown = sorted(set(found) - known)
    if unknown:
        raise UnknownField(
            f"{where} has the unknown field {', '.join(unknown)}: rows with it are held back until the spider "
            "handles or ignores it"
        )


class CourtSpider(Spider):
    """Base class; see the module docstring. `run` is given by `spiders.crawl`."""

    source: ClassVar[Source]
    listing_format: ClassVar[Format] = Format.XML
    document_formats: tuple[Format, ...] = (Format.XML,)
    optional_fields: ClassVar[tuple[str, ...]] = ()
    """Fields of a row that are counted in the report when a row lacks them."""
    lists_everything: ClassVar[bool] = False
    """Whether the listing names all the source has, so that what it lacks is gone."""
    handle_httpstatus_list: ClassVar[list[int]] = list(range(400, 600))

    def __init__(self, run: CrawlRun, **kwargs: Any) -> None:  # noqa: ANN401 - Scrapy's signature
        super().__init__(**kwargs)
        self.run = run
        self._markers = run.catalogue.markers(run.source.id)
        self._listed: set[str] = set()
        self._unchanged: list[str] = []
        self._gone: set[str] = set()
        self._asked = 0
        self._cut_short = False
        self._listing_failed = False
        self._reverified = not run.full

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> CourtSpider:  # noqa: ANN401
        """Built by Scrapy."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._on_bug, signal=signals.spider_error)
        crawler.signals.connect(spider._on_item_error, signal=signals.item_error)
        crawler.signals.connect(spider._on_idle, signal=signals.spider_idle)
        return spider

    # What a portal says of itself

    @classmethod
    def hosts(cls) -> frozenset[str]:
        """The hosts a run may talk to."""
        return frozenset({host_of(cls.source.base_url)})

    def first_requests(self) -> Iterable[Request]:
        """The requests for the (first pages of the) listing."""
        raise NotImplementedError

    def read_listing(self, response: Response) -> Iterator[Listed | HeldBack | Request]:
        """Rows of one listing page, and requests for further pages. May raise a `CollectionError`."""
        raise NotImplementedError

    def document_request(self, listed: Listed) -> Request:
        """How to ask for a document."""
        raise NotImplementedError

    def wants(self, listed: Listed) -> bool:
        """Whether the run's selection has this row."""
        return True

    def check_document(self, listed: Listed, body: bytes) -> None:
        """Raise a `CollectionError` when the answer is of the right format but not this document."""

    def can_ask(self, listed: Listed) -> bool:
        """Whether a document that was not listed can be asked for in this run (see `--full`)."""
        return True

    def expects_rows(self) -> bool:
        """Whether a listing without rows is an error in this run."""
        return self.source.must_list

    def listing_complete(self) -> None:
        """Called after a complete run without errors: the place to keep a bookmark."""

    # What holds for all

    @property
    def since(self) -> str:
        """The run's `--since`, "" when there is none."""
        return self.run.since or ""

    def at_base(self, url: str) -> str:
        """`url` as it is asked for: at the portal itself, or at the copy of it given by `--base-url`."""
        return url if self.run.base_url == self.source.base_url else rebase(url, self.run.base_url)

    def listing_request(self, url: str, *, sought: Sought, **kwargs: Any) -> Request:  # noqa: ANN401 - Scrapy's own
        """A request for a page of the listing."""
        meta = {"sought": sought, **kwargs.pop("meta", {})}
        return Request(
            url,
            callback=self.on_listing,
            errback=self.on_listing_failure,
            meta=meta,
            dont_filter=True,
            priority=1,  # the whole listing before its documents: it changes while we fetch
            **kwargs,
        )

    def one_document_request(self, url: str, listed: Listed, *, sought: Sought, **kwargs: Any) -> Request:  # noqa: ANN401
        """A request for a document."""
        meta = {"sought": sought, **kwargs.pop("meta", {})}
        return Request(
            url,
            callback=self.on_document,
            errback=self.on_document_failure,
            cb_kwargs={"listed": listed},
            meta=meta,
            dont_filter=True,
            **kwargs,
        )

    async def start(self) -> AsyncIterator[Request]:
        """Scrapy's entry."""
        self.run.keep_report(at_once=True)
        for request in self.first_requests():
            yield request

    def on_listing(self, response: Response) -> Iterator[Request]:
        """Handle one page of the listing."""
        try:
            self.check_response(response, (self.listing_format,))
            for row in self.read_listing(response):
                if isinstance(row, Request):
                    if not self._cut_short:
                        yield row
                elif isinstance(row, HeldBack):
                    self._hold_back(row)
                else:
                    yield from self._consider(row)
        except CollectionError as error:
            self.listing_failed(error, _about(response.request))
        self.run.keep_report()

    def on_listing_failure(self, failure: Failure) -> None:
        """A page of the listing could not be had."""
        self.listing_failed(describe_failure(failure), _about(request_of(failure)))

    def listing_failed(self, error: CollectionError, about: str) -> None:
        """Note that (a page of) the listing is missing: the run is not complete."""
        self._listing_failed = True
        self.run.report.fail(error, about)

    def on_document(self, response: Response, listed: Listed) -> Iterator[FetchedOriginal]:
        """Check one document and hand it to the archive."""
        try:
            found = self.check_response(response, self.document_formats)
            _check_whole(response.body, found)
            self.check_document(listed, response.body)
        except CollectionError as error:
            self._document_failed(listed, error)
            return
        yield FetchedOriginal(
            FetchRecord(
                source=self.source.id,
                record_id=listed.record_id,
                sha256="",
                url=self.at_base(listed.url),  # what a copy served is not said to come from the portal
                media_type=_MEDIA_TYPES[found],
                file_name=f"{listed.file_stem}.{found.lower()}",
                marker=listed.marker,
                fetched_at=now(),
                headers=kept_headers(response),
                spider=f"{self.name}/{self.settings['UJ_VERSION']}",
                listing=listed.listing,
            ),
            response.body,
        )

    def on_document_failure(self, failure: Failure) -> None:
        """A document could not be had; the others go on."""
        self._document_failed(request_of(failure).cb_kwargs["listed"], describe_failure(failure))

    def check_response(self, response: Response, expected: tuple[Format, ...]) -> Format:
        """The format of an answer. Raises a `CollectionError` when it is not what was asked for."""
        if response.headers.get(MISSING_HEADER) is not None:
            raise NotCaptured("no captured answer")
        return check_answer(response.status, response.body, plain_headers(response), expected)

    def closed(self, reason: str) -> None:
        """Scrapy's end of the run: what can only be said now."""
        run = self.run
        self._note_unchanged()
        complete = reason == "finished" and not self._listing_failed and not self._cut_short
        run.report.complete = complete
        if reason == "finished" and not self._listing_failed and not self._listed and self.expects_rows():
            run.report.complete = complete = False
            run.report.fail(SourceSilent(f"{run.source.id} listed nothing, and it always lists something"))
        if complete and not run.loose_replay:
            self._mark_gone()
            if not run.report.errors:
                self.listing_complete()
        run.report.finish(reason)

    def _consider(self, listed: Listed) -> Iterator[Request]:
        if listed.record_id in self._listed:
            return
        self._listed.add(listed.record_id)
        self.run.report.items_listed += 1
        for name in self.optional_fields:
            if name not in listed.listing:
                self.run.report.missing_field(name)
        if listed.gone:
            self._gone.add(listed.record_id)
            return
        if not self.run.loose_replay and not self.run.everything and not self.wants(listed):
            return
        if self.since and listed.changed and listed.changed[: len(self.since)] < self.since:
            return
        if listed.marker and self._markers.get(listed.record_id) == listed.marker and not self.run.full:
            self._unchanged.append(listed.record_id)
            self.run.report.count("same")
            return
        if self.run.limit is not None and self._asked >= self.run.limit:
            self._cut_short = True
            return
        self._asked += 1
        yield self.document_request(listed)

    def _hold_back(self, row: HeldBack) -> None:
        """Note a row that cannot be used. It counts as listed: it is not gone, and the source is not silent."""
        if row.record_id:
            self._listed.add(row.record_id)
        else:
            self._listing_failed = True  # whatever it was, it must not be taken for gone
        self.run.report.items_listed += 1
        self.run.report.hold_back(row.record_id, row.error)

    def _document_failed(self, listed: Listed, error: CollectionError) -> None:
        if isinstance(error, HttpFailure) and error.status in (404, 410) and listed.record_id not in self._listed:
            self._gone.add(listed.record_id)  # asked for again by --full, and no longer there
            return
        self.run.report.quarantine(listed.record_id, error)

    def _note_unchanged(self) -> None:
        self.run.catalogue.seen(self.source.id, self._unchanged, now())
        self._unchanged.clear()

    def _mark_gone(self) -> None:
        run = self.run
        going = set(self._gone)
        if self.lists_everything:
            going |= self._markers.keys() - self._listed
        try:
            marked = run.catalogue.mark_gone(run.source.id, going, complete=True, at=now(), force=run.allow_gone)
        except CollectionError as error:
            run.report.fail(error)
        else:
            run.report.items_gone += len(marked)

    def _on_idle(self) -> None:
        """With `--full`, ask again for what is known but was not listed: corrections and withdrawals reach us so."""
        if self._reverified or self._listing_failed or self._cut_short or self.lists_everything:
            return
        self._reverified = True
        if self.run.loose_replay:
            return
        unlisted = [listed for listed in map(self._known, sorted(self._markers.keys() - self._listed)) if listed]
        requests = [self.document_request(listed) for listed in unlisted if self.can_ask(listed)]
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def _known(self, record_id: str) -> Listed | None:
        known = self.run.catalogue.get(self.source.id, record_id)
        if known is None:
            return None
        return Listed(record_id, known.url, known.marker, known.file_name.rpartition(".")[0], known.listing)

    def _on_bug(self, failure: Failure, response: Response) -> None:
        self._listing_failed = True
        self.run.report.add_error(f"{response.url}: {type(failure.value).__name__}: {failure.getErrorMessage()}")

    def _on_item_error(self, item: FetchedOriginal, failure: Failure) -> None:
        fault = f"{type(failure.value).__name__}: {failure.getErrorMessage()}"
        self.run.report.add_error(f"{item.record.record_id}: could not be archived: {fault}")


def kept_headers(response: Response) -> dict[str, str]:
    """The headers of an answer that are kept as provenance (never cookies)."""
    headers = plain_headers(response)
    return {name: headers[name] for name in _KEPT_HEADERS if name in headers}


def plain_headers(response: Response) -> dict[str, str]:
    """The headers of an answer as text under lower-case names."""
    return {str(name).lower(): str(value) for name, value in response.headers.to_unicode_dict().items()}


def _check_whole(body: bytes, found: Format) -> None:
    if found is Format.ZIP:
        check_zip(body)
    elif found is Format.XML:
        check_xml(body)
    else:
        parse_json(body)


def _about(request: Request | None) -> str:
    """What a listing request was for, in words for the report."""
    return "listing" if request is None else str(request.meta.get("about", f"listing {request.url}"))
