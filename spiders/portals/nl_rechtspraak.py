"""Open Data van de Rechtspraak: the decisions of the Dutch courts.

`/uitspraken/zoeken` gives an Atom list: id (the ECLI), title, summary, `updated` (the change marker), link; an entry
with the attribute `deleted` ("doc" or "ecli") was withdrawn. The subtitle states how many there are. It can be narrowed
by court (`creator`), subject and `modified` (Dutch local time; ours is UTC, so windows overlap by a day) but not by
word. `/uitspraken/content?id=ECLI` gives the document. `from` is a zero-based offset; would it count from one, the
worst were a row seen twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from lxml import etree
from scrapy import Request
from scrapy.http import Response

from spiders.answers import xml_parser
from spiders.court_spider import CourtSpider, HeldBack, Listed, refuse_unknown_fields
from spiders.errors import CollectionError, IncompleteListing, UnparseableListing, WrongContentType
from spiders.replay import Sought
from spiders.sources import NL_RECHTSPRAAK

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE_SIZE = 1000
CRIMINAL_LAW = "http://psi.rechtspraak.nl/rechtsgebied#strafrecht"
_OWMS = "http://standaarden.overheid.nl/owms/terms/"
DEFAULT_COURTS = {
    "Rechtbank_Den_Haag": "sole first-instance court for the Wet internationale misdrijven (article 15)",
    "Rechtbank_'s-Gravenhage": "the same court until 2013",
    "Gerechtshof_Den_Haag": "appeals from it",
    "Gerechtshof_'s-Gravenhage": "the same court until 2013",
    "Hoge_Raad_der_Nederlanden": "cassation",
    "Parket_bij_de_Hoge_Raad": "the advocate-general's conclusions in cassation",
}
"""Courts collected by default, by their name in the OWMS register, and why."""

_BOOKMARK = "modified"
_FIELDS = frozenset({"id", "title", "summary", "updated", "link", "@deleted"})
_ECLI = re.compile(r"ECLI:NL:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25}")
_TOTAL = re.compile(r"(\d+)\s*$")
_FEED = re.compile(rb"<feed[^>]*>(?=.*(?:rechtspraak|ECLI))", re.DOTALL | re.IGNORECASE)
_STATED_ECLI = re.compile(rb"<dcterms:identifier>\s*(ECLI:NL:[^<\s]+)\s*</dcterms:identifier>")


def read_feed(data: bytes) -> tuple[int | None, list[Listed | HeldBack]]:
    """The number of decisions that the list says it has (None: it does not say) and the rows of this page.

    Raises `UnparseableListing` when the bytes are no Atom list.
    """
    try:
        root = etree.fromstring(data, xml_parser())
    except etree.XMLSyntaxError as error:
        raise UnparseableListing(f"the list is damaged: {error.msg}") from None
    if root.tag != f"{ATOM}feed":
        raise UnparseableListing(f"the list begins with <{root.tag!s}>, not an Atom feed")
    total = _TOTAL.search((root.findtext(f"{ATOM}subtitle") or "").strip())
    return (int(total[1]) if total else None), [_read_entry(entry) for entry in root.iterfind(f"{ATOM}entry")]


def _read_entry(entry: etree._Element) -> Listed | HeldBack:
    ecli = (entry.findtext(f"{ATOM}id") or "").strip().upper()
    try:
        if not _ECLI.fullmatch(ecli):
            ecli, wrong = "", ecli
            raise UnparseableListing(f"an entry has no Dutch ECLI as its id: {wrong!r}")
        names = [str(child.tag).removeprefix(ATOM) for child in entry if isinstance(child.tag, str)]
        refuse_unknown_fields((*names, *(f"@{name!s}" for name in entry.attrib)), _FIELDS, "an entry")
        deleted = entry.get("deleted", "")
        updated = (entry.findtext(f"{ATOM}updated") or "").strip()
        if not updated and not deleted:
            raise UnparseableListing("an entry has no change date")
    except CollectionError as error:
        return HeldBack(ecli, error)
    texts = {name: " ".join((entry.findtext(f"{ATOM}{name}") or "").split()) for name in ("title", "summary")}
    return Listed(
        record_id=ecli,
        url=document_url(ecli),
        marker=updated,
        file_stem=ecli.replace(":", "."),
        listing={name: text for name, text in texts.items() if text and text != "-"},
        changed=updated,
        gone=bool(deleted),
    )


def document_url(ecli: str) -> str:
    """Where the document of an ECLI is."""
    return f"{NL_RECHTSPRAAK.base_url}/uitspraken/content?{urlencode({'id': ecli}, safe=':')}"


def listing_url(creator: str, since: str, start: int) -> str:
    """A page of the list: decisions of one court in criminal law, changed since a day (all when ""), oldest first."""
    query = [("return", "DOC"), ("max", str(PAGE_SIZE)), ("from", str(start)), ("sort", "ASC")]
    query += [("subject", CRIMINAL_LAW)] if creator else []
    query += [("creator", _OWMS + creator)] if creator else []
    query += [("modified", f"{since}T00:00:00")] if since else []
    return f"{NL_RECHTSPRAAK.base_url}/uitspraken/zoeken?{urlencode(query)}"


class RechtspraakSpider(CourtSpider):
    """`--select` takes court names of the OWMS register; `--all` every court and subject."""

    name = "nl_rechtspraak"
    source = NL_RECHTSPRAAK
    optional_fields = ("title", "summary")

    def first_requests(self) -> Iterable[Request]:
        """The first page of each court's list, from the given day or from where the last complete run stood."""
        self._seen: dict[str, set[str]] = {}
        self._newest = ""
        self._window = self.since
        if not self._window and not self.run.full and self._scope() == tuple(DEFAULT_COURTS):
            kept = self.run.catalogue.bookmark(self.source.id, _BOOKMARK)
            self._window = (date.fromisoformat(kept[:10]) - timedelta(days=1)).isoformat() if kept else ""
        for creator in self._scope():
            yield self._page(creator, 0)

    def _scope(self) -> tuple[str, ...]:
        if self.run.everything or self.run.loose_replay:
            return ("",)
        return tuple(name.replace(" ", "_") for name in self.run.select) or tuple(DEFAULT_COURTS)

    def _page(self, creator: str, start: int) -> Request:
        return self.listing_request(
            self.at_base(listing_url(creator, self._window, start)),
            sought=Sought(listing=_FEED, page=start // PAGE_SIZE),
            meta={"creator": creator, "start": start},
        )

    def read_listing(self, response: Response) -> Iterator[Listed | HeldBack | Request]:
        """The rows of a page and the request for the next, until as many are seen as the list says it has."""
        creator, start = response.meta["creator"], response.meta["start"]
        total, rows = read_feed(response.body)
        seen = self._seen.setdefault(creator, set())
        before = len(seen)
        for row in rows:
            seen.add(row.record_id)
            if isinstance(row, Listed):
                self._newest = max(self._newest, row.changed)
            yield row
        if total is None or len(seen) >= total:
            return
        if len(seen) == before:
            raise IncompleteListing(f"the list of {creator or 'all courts'} says {total} decisions, {len(seen)} served")
        yield self._page(creator, start + PAGE_SIZE)

    def document_request(self, listed: Listed) -> Request:
        """The content document."""
        sought = Sought(keys=(listed.record_id,), suffixes=(".xml",), states_id=_STATED_ECLI)
        return self.one_document_request(self.at_base(listed.url), listed, sought=sought)

    def check_document(self, listed: Listed, body: bytes) -> None:
        """It must name the ECLI it was asked for."""
        if listed.record_id.encode() not in body:
            raise WrongContentType(f"the document does not name {listed.record_id}")

    def expects_rows(self) -> bool:
        """Nothing new since a day is no fault; nothing at all is."""
        return not self._window

    def listing_complete(self) -> None:
        """Keep how far the list was read, when it was read from its beginning or from where we stood."""
        if self._newest and not self.since and self._scope() == tuple(DEFAULT_COURTS):
            self.run.catalogue.set_bookmark(self.source.id, _BOOKMARK, self._newest)
