"""The case-law portals of ten German Länder, which share one interface of juris GmbH.

`init` (POST) gives a CSRF token for a session; `search` (POST JSON, header `x-csrf-token`) gives rows, 25 a page from
`start` = 1; `document` (POST) gives `{head, text}`, two HTML fragments, and that answer is the original we archive.
Every Land has its own client id, in the header `juris-portalid` and in every body: with another Land's id the portal
answers from another stock. There is no change marker; ours is a hash of what a row says of the document.

The interface is not documented; these facts were taken from public clients of it and from captured answers.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from scrapy import Request
from scrapy.http import Response

from spiders.addresses import host_of
from spiders.answers import Format, parse_json
from spiders.court_spider import CourtSpider, HeldBack, Listed, refuse_unknown_fields
from spiders.errors import (
    CollectionError,
    EmptyFile,
    IncompleteListing,
    NotAccessible,
    UnparseableListing,
    WrongContentType,
)
from spiders.replay import Sought
from spiders.sources import DE_JURIS

INTERFACE = "/jportal/wsrest/recherche3"
PAGE_SIZE = 25
_CLIENT_VERSION = "V06_07_00 - 23.06.2022 11:20"
"""The interface wants a version; public clients have sent this one since 2022 and are answered."""


@dataclass(frozen=True, slots=True)
class Land:
    """One Land's portal: where it is and the client id it wants to hear."""

    code: str
    host: str
    client_id: str


LAENDER: dict[str, Land] = {
    land.code: land
    for land in (
        Land("rp", "https://www.landesrecht.rlp.de", "bsrp"),
        Land("be", "https://gesetze.berlin.de", "bsbe"),
        Land("bw", "https://www.landesrecht-bw.de", "bsbw"),
        Land("he", "https://www.lareda.hessenrecht.hessen.de", "bshe"),
        Land("hh", "https://www.landesrecht-hamburg.de", "bsha"),
        Land("mv", "https://www.landesrecht-mv.de", "bsmv"),
        Land("sh", "https://www.gesetze-rechtsprechung.sh.juris.de", "bssh"),
        Land("sl", "https://recht.saarland.de", "bssl"),
        Land("st", "https://www.landesrecht.sachsen-anhalt.de", "bsst"),
        Land("th", "https://landesrecht.thueringen.de", "bsth"),
    )
}
DEFAULT_LAENDER = ("rp",)
"""Rhineland-Palatinate first: OLG Koblenz tried most cases of Syrian state torture."""

QUERIES = (
    "Völkerstrafgesetzbuch",
    "VStGB",
    "Völkerstrafrecht",
    "Weltrechtsprinzip",
    "Völkermord",
    '"Verbrechen gegen die Menschlichkeit"',
    "Kriegsverbrechen",
)

_HANDLED = frozenset(
    {"titleList", "subtitleList", "categoryId", "date", "docId", "docPart", "deleted", "inaccessible", "iconAltText"}
)
_IGNORED = frozenset({"entryType", "score", "iconId", "price", "visited", "label", "hasEmbeddings"})
"""About the display of a row, its rank or its reader, not about the decision."""
_DOC_ID = re.compile(r"[A-Za-z0-9_-]{4,40}")
_DATE = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_RESULTS = re.compile(rb'"resultList"')


def read_results(data: bytes, land: Land) -> tuple[int, list[Listed | HeldBack]]:
    """How many decisions answer the query in all, and the rows of this page. Raises `UnparseableListing`.

    `listing` of a row has `court`, `docket`, `type`, `subtitle` (title and provisions, which the portal does not tell
    apart), `date` (of the decision, ISO 8601), `docPart` and `land`.
    """
    answer = parse_json(data)
    if not isinstance(answer, dict) or not isinstance(answer.get("hits"), int):
        raise UnparseableListing("the search answer does not say how many hits it has")
    rows = answer.get("resultList", [])
    if not isinstance(rows, list) or (answer["hits"] and "resultList" not in answer):
        raise UnparseableListing("the search answer has no list of results")
    found = [_read_row(row, land) for row in rows]
    try:
        refuse_unknown_fields(answer, frozenset({"hits", "resultList"}), "the search answer")
    except CollectionError as error:
        found.append(HeldBack("", error))
    return answer["hits"], found


def _read_row(row: Any, land: Land) -> Listed | HeldBack:  # noqa: ANN401 - JSON
    doc_id = ""
    try:
        if not isinstance(row, dict):
            raise UnparseableListing("a row is not an object")
        doc_id = str(row.get("docId", ""))
        if not _DOC_ID.fullmatch(doc_id):
            doc_id, wrong = "", doc_id
            raise UnparseableListing(f"a row has no usable docId: {wrong!r}")
        refuse_unknown_fields(row, _HANDLED | _IGNORED, "a row")
        if row.get("categoryId") != "Rechtsprechung":
            raise UnparseableListing(f"a row is not of the category Rechtsprechung but {row.get('categoryId')!r}")
        if row.get("inaccessible"):
            raise NotAccessible("the portal lists it as not accessible")
        titles, subtitles = _texts(row, "titleList"), _texts(row, "subtitleList")
        if len(titles) not in (1, 2):
            raise UnparseableListing(f"a row has {len(titles)} titles instead of court and docket")
        decided = _iso_date(row.get("date"))
    except CollectionError as error:
        return HeldBack(doc_id, error)
    says = [titles, subtitles, decided, row.get("docPart"), row.get("iconAltText")]
    listing = {
        "court": titles[0],
        "docket": titles[1] if len(titles) == 2 else "",
        "type": subtitles[0] if subtitles else "",
        "subtitle": " | ".join(subtitles[1:]),
        "date": decided,
        "docPart": str(row.get("docPart") or "L"),
        "land": land.code,
    }
    return Listed(
        record_id=doc_id,
        url=f"{land.host}/{land.client_id}/document/{doc_id}",
        marker=hashlib.sha256(json.dumps(says, ensure_ascii=False).encode()).hexdigest()[:32],
        file_stem=doc_id,
        listing={name: value for name, value in listing.items() if value},
        changed=decided,
        gone=bool(row.get("deleted")),
    )


def _texts(row: Mapping[str, Any], name: str) -> list[str]:
    values = row.get(name, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise UnparseableListing(f"{name} of a row is not a list of texts")
    return [" ".join(value.split()) for value in values]


def _iso_date(text: object) -> str:
    found = _DATE.fullmatch(text) if isinstance(text, str) else None
    try:
        if found is not None:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
    except ValueError:
        pass
    raise UnparseableListing(f"a row has no usable date: {text!r}")


def request_body(land: Land, at: datetime, **content: Any) -> str:  # noqa: ANN401 - JSON
    """The JSON body of any request to `land`: the content, and who asks when (`at` in UTC)."""
    return json.dumps(
        {
            **content,
            "clientID": land.client_id,
            "clientVersion": f"{land.client_id} - {_CLIENT_VERSION}",
            "r3ID": at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z",
        },
        ensure_ascii=False,
    )


def search_content(query: str, start: int, since: str, until: date) -> dict[str, Any]:
    """What a search asks for: decisions with the words of `query`, newest first, from row `start` (counted from 1).

    `since` (ISO 8601, "" for all) and `until` bound the day of the decision.
    """
    searches = [{"id": "Text", "value": query}] if query else []
    if since:
        days = f"{date.fromisoformat(since):%d.%m.%Y} bis {until:%d.%m.%Y}"
        searches.append({"id": "Datum", "value": days})
    wanted = {"start": start, "size": PAGE_SIZE, "sort": "date", "addToHistory": True, "addCategory": True}
    return {
        "searchTasks": {"RESULT_LIST": wanted},
        "filters": {"CATEGORY": ["Rechtsprechung"]},
        "searches": searches,
    }


def document_content(doc_id: str, part: str) -> dict[str, Any]:
    """What a document call asks for; part L is the full text."""
    return {
        "docId": doc_id,
        "format": "xsl",
        "keyword": None,
        "docPart": part,
        "sourceParams": {"source": "TL", "position": 1, "sort": "date", "category": "Rechtsprechung"},
        "searches": [],
    }


class JurisSpider(CourtSpider):
    """`--select` takes Länder ("rp,hh"), `--all` asks all ten. `--since` is about the day of the decision."""

    name = "de_juris"
    source = DE_JURIS
    listing_format = Format.JSON
    document_formats = (Format.JSON,)
    optional_fields = ("docket", "type")
    custom_settings = {"COOKIES_ENABLED": True}  # noqa: RUF012 - Scrapy's attribute; the token belongs to a session

    @classmethod
    def hosts(cls) -> frozenset[str]:
        """Those of all ten portals."""
        return frozenset(host_of(land.host) for land in LAENDER.values())

    def first_requests(self) -> Iterable[Request]:
        """One session for each Land."""
        self._tokens: dict[str, str] = {}
        self._seen: dict[tuple[str, str], set[str]] = {}
        for code in self._laender():
            land = LAENDER.get(code)
            if land is None:
                self.listing_failed(UnparseableListing(f"no such Land; there are {', '.join(LAENDER)}"), f"Land {code}")
                continue
            yield Request(
                self.at_base(f"{land.host}{INTERFACE}/init"),
                method="POST",
                headers=self._headers(land),
                body=request_body(land, datetime.now(UTC)),
                callback=self.on_session,
                errback=self.on_listing_failure,
                cb_kwargs={"land": land},
                meta={"cookiejar": land.code, "sought": Sought(handshake=b'{"csrfToken": "replay"}')},
                dont_filter=True,
            )

    def _laender(self) -> tuple[str, ...]:
        if self.run.select:
            return self.run.select
        if self.run.everything:
            return tuple(LAENDER)
        if self.run.captures is not None and self.run.loose_replay:
            return self.run.captures.labels(_RESULTS, frozenset(LAENDER)) or DEFAULT_LAENDER
        return DEFAULT_LAENDER

    def on_session(self, response: Response, land: Land) -> Iterator[Request]:
        """The session stands: search it."""
        try:
            self.check_response(response, (Format.JSON,))
            answer = parse_json(response.body)
            token = answer.get("csrfToken") if isinstance(answer, dict) else None
            if not isinstance(token, str) or not token:
                raise UnparseableListing("the portal gave no token for a session")
        except CollectionError as error:
            self.listing_failed(error, f"{land.code}: session")
            return
        self._tokens[land.code] = token
        for query in ("",) if self.run.loose_replay else QUERIES:
            yield self._search(land, query, 1)

    def _search(self, land: Land, query: str, start: int) -> Request:
        content = search_content(query, start, self.since, datetime.now(UTC).date())
        return self.listing_request(
            self.at_base(f"{land.host}{INTERFACE}/search"),
            sought=Sought(listing=_RESULTS, page=start // PAGE_SIZE, label=land.code, labels=frozenset(LAENDER)),
            method="POST",
            headers=self._headers(land),
            body=request_body(land, datetime.now(UTC), **content),
            meta={
                "cookiejar": land.code,
                "land": land,
                "query": query,
                "start": start,
                "about": f"{land.code}: search {query!r} from row {start}",
            },
        )

    def read_listing(self, response: Response) -> Iterator[Listed | HeldBack | Request]:
        """The rows of a page and the request for the next, until as many are seen as there are hits."""
        land, query, start = (response.meta[name] for name in ("land", "query", "start"))
        hits, rows = read_results(response.body, land)
        seen = self._seen.setdefault((land.code, query), set())
        before = len(seen)
        for row in rows:
            seen.add(row.record_id)
            yield row
        if len(seen) >= hits:
            return
        if len(seen) == before:
            raise IncompleteListing(f"{land.code}: the search {query!r} has {hits} hits, {len(seen)} were served")
        yield self._search(land, query, start + PAGE_SIZE)

    def can_ask(self, listed: Listed) -> bool:
        """Only in a Land with a session."""
        return listed.listing.get("land") in self._tokens

    def document_request(self, listed: Listed) -> Request:
        """The document call."""
        land = LAENDER[listed.listing["land"]]
        content = document_content(listed.record_id, listed.listing.get("docPart", "L"))
        return self.one_document_request(
            self.at_base(f"{land.host}{INTERFACE}/document"),
            listed,
            sought=Sought(keys=(listed.record_id, f"document_{listed.record_id}"), suffixes=(".json",)),
            method="POST",
            headers=self._headers(land),
            body=request_body(land, datetime.now(UTC), **content),
            meta={"cookiejar": land.code},
        )

    def check_document(self, listed: Listed, body: bytes) -> None:
        """It must have the two fragments, and text in them."""
        answer = parse_json(body)
        if not isinstance(answer, dict) or not isinstance(answer.get("head"), str):
            raise WrongContentType("the answer has no head and text")
        if not isinstance(answer.get("text"), str) or not answer["text"].strip():
            raise EmptyFile("the answer has no text")

    def expects_rows(self) -> bool:
        """Nothing decided since a day is no fault."""
        return not self.since

    def _headers(self, land: Land) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "juris-portalid": land.client_id}
        if land.code in self._tokens:
            headers["x-csrf-token"] = self._tokens[land.code]
        return headers
