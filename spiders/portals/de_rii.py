"""Rechtsprechung im Internet: the decisions of the German federal courts.

One table of contents (`/rii-toc.xml`, about 23 MB, rebuilt every night) names every decision with court and chamber,
date, docket, link and `modified`, the change marker. A link leads to a ZIP with one XML file; the ZIP is archived as
served. The DTD inside the table of contents: `item (gericht?, entsch-datum?, aktenzeichen?, link, modified)`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree
from scrapy import Request
from scrapy.http import Response

from spiders.answers import Format
from spiders.court_spider import CourtSpider, HeldBack, Listed, refuse_unknown_fields
from spiders.errors import CollectionError, UnparseableListing
from spiders.replay import Sought
from spiders.sources import DE_RII

TOC_PATH = "/rii-toc.xml"
_REQUIRED = ("link", "modified")
_OPTIONAL = ("gericht", "entsch-datum", "aktenzeichen")
_FIELDS = frozenset(_REQUIRED + _OPTIONAL)
_LINK = re.compile(r"https?://www\.rechtsprechung-im-internet\.de(/jportal/docs/bsjrs/jb-([0-9A-Z]+)\.zip)")
_MODIFIED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_TOC = re.compile(rb"<items[\s>]")
_DOKNR = re.compile(rb"<doknr>\s*([0-9A-Z]+)\s*</doknr>")


@dataclass(frozen=True, slots=True)
class CourtChoice:
    """Courts or chambers collected by default (`gericht` begins so, or has the words) and why."""

    pattern: re.Pattern[str]
    reason: str


DEFAULT_COURTS = (
    CourtChoice(
        re.compile(r"BGH .*Strafsenat|BGH .*Strafsachen|BGH Ermittlungsrichter"),
        "appeals and detention review in all prosecutions under the VStGB (3rd senate: state security), older "
        "convictions for genocide abroad",
    ),
    CourtChoice(re.compile(r"BVerfG"), "constitutional complaints on universal jurisdiction, extradition, immunity"),
    CourtChoice(
        re.compile(r"BGH 3\. Zivilsenat"), "state liability for acts in armed conflict, immunity of foreign states"
    ),
    CourtChoice(
        re.compile(r"BVerwG (?:1|10)\. Senat"),
        "exclusion from refugee status for international crimes, with findings on crimes and modes of liability",
    ),
    CourtChoice(re.compile(r"BVerwG 6\. Senat"), "duties of protection under international humanitarian law (drones)"),
)


def read_toc(data: bytes) -> Iterator[Listed | HeldBack]:
    """The rows of a table of contents, in its order. Raises `UnparseableListing` where it is not one or breaks off."""
    root = None
    try:
        for event, element in etree.iterparse(
            io.BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            if root is None:
                root = element
                if element.tag != "items":
                    raise UnparseableListing(f"the table of contents begins with <{element.tag!s}>, not <items>")
            if event == "end" and element.getparent() is root:
                yield _read_item(element)
                element.clear()
                while element.getprevious() is not None:  # keep no more than one row in memory
                    del root[0]
    except etree.XMLSyntaxError as error:
        raise UnparseableListing(f"the table of contents is damaged: {error.msg}") from None


def _read_item(element: etree._Element) -> Listed | HeldBack:
    record_id = ""
    try:
        if element.tag != "item":
            refuse_unknown_fields((str(element.tag),), frozenset(), "the table of contents")
        values = {str(child.tag): (child.text or "").strip() for child in element if isinstance(child.tag, str)}
        link = _LINK.fullmatch(values.get("link", ""))
        if link is None:
            raise UnparseableListing(f"an item has no usable link: {values.get('link', '')!r}")
        record_id = link[2]
        refuse_unknown_fields((*values, *(f"@{name!s}" for name in element.attrib)), _FIELDS, "an item")
        if len(values) != sum(isinstance(child.tag, str) for child in element):
            raise UnparseableListing("an item has a field twice")
        if not _MODIFIED.fullmatch(values.get("modified", "")):
            raise UnparseableListing(f"an item has no usable change date: {values.get('modified', '')!r}")
    except CollectionError as error:
        return HeldBack(record_id, error)
    return Listed(
        record_id=record_id,
        url=f"{DE_RII.base_url}{link[1]}",
        marker=values["modified"],
        file_stem=f"jb-{record_id}",
        listing={name: values[name] for name in _OPTIONAL if values.get(name)},
        changed=values["modified"],
    )


def chosen_by_default(court: str | None) -> bool:
    """Whether decisions of this `gericht` are collected unless told otherwise; one without a court is."""
    return not court or any(choice.pattern.match(court) for choice in DEFAULT_COURTS)


class RiiSpider(CourtSpider):
    """`--select` takes beginnings of `gericht` ("BGH 3. Strafsenat,BAG"), `--all` every court."""

    name = "de_rii"
    source = DE_RII
    document_formats: tuple[Format, ...] = (Format.ZIP,)
    optional_fields = _OPTIONAL
    lists_everything = True

    def first_requests(self) -> Iterable[Request]:
        """The table of contents."""
        if self.run.captures is not None:
            self.document_formats = (Format.ZIP, Format.XML)  # a capture may have been unpacked
        yield self.listing_request(self.at_base(f"{DE_RII.base_url}{TOC_PATH}"), sought=Sought(listing=_TOC))

    def read_listing(self, response: Response) -> Iterator[Listed | HeldBack | Request]:
        """All rows; there is one page."""
        yield from read_toc(response.body)

    def wants(self, listed: Listed) -> bool:
        """By court and chamber."""
        court = listed.listing.get("gericht")
        if not self.run.select:
            return chosen_by_default(court)
        return court is not None and court.casefold().startswith(tuple(name.casefold() for name in self.run.select))

    def document_request(self, listed: Listed) -> Request:
        """The ZIP (by https, though the listing says http)."""
        sought = Sought(keys=(f"jb-{listed.record_id}", listed.record_id), suffixes=(".zip", ".xml"), states_id=_DOKNR)
        return self.one_document_request(self.at_base(listed.url), listed, sought=sought)
