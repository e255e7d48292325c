"""Find Case Law of The National Archives.

`/atom.xml` lists judgments that answer a query, newest change first, 50 a page, `link rel="next"` leads on. An entry
names the document's own address (`tna:uri`), the hash of its text (`tna:contenthash`, the change marker) and the
address of its Akoma Ntoso XML. Source: the service's public API description, version 0.6.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode, urlsplit

from lxml import etree
from scrapy import Request
from scrapy.http import Response

from spiders.answers import xml_parser
from spiders.court_spider import CourtSpider, HeldBack, Listed, refuse_unknown_fields
from spiders.errors import CollectionError, UnparseableListing
from spiders.replay import Sought
from spiders.sources import UK_FIND_CASE_LAW

ATOM = "{http://www.w3.org/2005/Atom}"
TNA = "{https://caselaw.nationalarchives.gov.uk}"
AKN_TYPE = "application/akn+xml"
PAGE_SIZE = 50
QUERIES = (
    '"universal jurisdiction"',
    '"International Criminal Court Act 2001"',
    '"War Crimes Act 1991"',
    '"Geneva Conventions Act 1957"',
    '"section 134 of the Criminal Justice Act 1988"',  # torture, whatever the nationality and place
    '"crimes against humanity" prosecution',
    '"genocide" extradition',
)
_FIELDS = frozenset(
    {f"{ATOM}{name}" for name in ("id", "title", "summary", "updated", "published", "author", "link", "category")}
    | {f"{TNA}{name}" for name in ("contenthash", "uri", "identifier", "assets_base")}
)
_URI = re.compile(r"[a-z0-9][a-z0-9/-]*")
_FEED = re.compile(rb"<feed[^>]*caselaw\.nationalarchives|<feed[^>]*>(?=.*caselaw\.nationalarchives)", re.DOTALL)
_STATED_URI = re.compile(
    rb'<FRBRWork>.*?<FRBR(?:this|uri) value="https://caselaw\.nationalarchives\.gov\.uk/(?:id/)?([a-z0-9/-]+)"',
    re.DOTALL,
)


def read_feed(data: bytes) -> tuple[str | None, list[Listed | HeldBack]]:
    """The address of the next page (None: this is the last) and the rows of this one.

    Raises `UnparseableListing` when the bytes are no Atom feed.
    """
    try:
        root = etree.fromstring(data, xml_parser())
    except etree.XMLSyntaxError as error:
        raise UnparseableListing(f"the feed is damaged: {error.msg}") from None
    if root.tag != f"{ATOM}feed":
        raise UnparseableListing(f"the feed begins with <{root.tag!s}>, not an Atom feed")
    following = [link.get("href") for link in root.iterfind(f"{ATOM}link") if link.get("rel") == "next"]
    return (following[0] if following else None), [_read_entry(entry) for entry in root.iterfind(f"{ATOM}entry")]


def _read_entry(entry: etree._Element) -> Listed | HeldBack:
    document = _xml_link(entry)
    uri = (entry.findtext(f"{TNA}uri") or "").strip() or _uri_of_link(document)
    try:
        if not _URI.fullmatch(uri):
            uri, wrong = "", uri
            raise UnparseableListing(f"an entry has no usable document address: {wrong!r}")
        tags = [str(child.tag) for child in entry if isinstance(child.tag, str)]
        refuse_unknown_fields((*tags, *(f"@{name!s}" for name in entry.attrib)), _FIELDS, "an entry")
        updated = (entry.findtext(f"{ATOM}updated") or "").strip()
        marker = (entry.findtext(f"{TNA}contenthash") or "").strip() or updated
        if not marker:
            raise UnparseableListing("an entry has neither a content hash nor a change date")
        if document is None:
            raise UnparseableListing("an entry has no XML document")
    except CollectionError as error:
        return HeldBack(uri, error)
    return Listed(
        record_id=uri,
        url=document,
        marker=marker,
        file_stem=uri.replace("/", "-"),
        listing=_facts(entry),
        changed=updated,
    )


def _facts(entry: etree._Element) -> dict[str, str]:
    facts = {
        "title": entry.findtext(f"{ATOM}title"),
        "published": entry.findtext(f"{ATOM}published"),
        "author": entry.findtext(f"{ATOM}author/{ATOM}name"),
    }
    for identifier in entry.iterfind(f"{TNA}identifier"):
        facts.setdefault(identifier.get("type") or "identifier", identifier.text)
    return {name: " ".join(value.split()) for name, value in facts.items() if value and value.strip()}


def _xml_link(entry: etree._Element) -> str | None:
    for link in entry.iterfind(f"{ATOM}link"):
        if link.get("type") == AKN_TYPE and link.get("href"):
            return link.get("href")
    return None


def _uri_of_link(document: str | None) -> str:
    return urlsplit(document or "").path.removesuffix("/data.xml").strip("/")


class FindCaseLawSpider(CourtSpider):
    """`--select` takes queries in place of ours; `--all` lists every judgment there is."""

    name = "uk_find_case_law"
    source = UK_FIND_CASE_LAW
    optional_fields = ("title", "published", "author")

    def first_requests(self) -> Iterable[Request]:
        """The first page of each query."""
        no_query = self.run.everything or self.run.loose_replay
        for query in ("",) if no_query else self.run.select or QUERIES:
            terms = [("query", query)] if query else []
            parameters = urlencode([*terms, ("order", "-transformation"), ("per_page", str(PAGE_SIZE))])
            yield self._page(f"{UK_FIND_CASE_LAW.base_url}/atom.xml?{parameters}", 0)

    def _page(self, url: str, page: int) -> Request:
        return self.listing_request(self.at_base(url), sought=Sought(listing=_FEED, page=page), meta={"page": page})

    def read_listing(self, response: Response) -> Iterator[Listed | HeldBack | Request]:
        """The rows of a page and the request for the next; with `--since`, no further than changes since then."""
        following, rows = read_feed(response.body)
        yield from rows
        changes = [row.changed for row in rows if isinstance(row, Listed) and row.changed]
        if following and not (self.since and changes and max(changes)[: len(self.since)] < self.since):
            yield self._page(following, response.meta["page"] + 1)

    def document_request(self, listed: Listed) -> Request:
        """The Akoma Ntoso XML."""
        stem = urlsplit(listed.url).path.removesuffix("/data.xml").strip("/")
        names = (f"{listed.record_id}/data", listed.record_id, f"{stem}/data", stem)
        sought = Sought(keys=names, suffixes=(".xml",), states_id=_STATED_URI)
        return self.one_document_request(self.at_base(listed.url), listed, sought=sought)

    def expects_rows(self) -> bool:
        """Our queries together always find something."""
        return not self.run.select
