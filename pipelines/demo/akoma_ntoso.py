"""Notes as Find Case Law serves judgments: an Atom feed and one Akoma Ntoso document per judgment."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from lxml import etree
from lxml.builder import ElementMaker

from pipelines.demo.note import Note

_AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_UK = "https://caselaw.nationalarchives.gov.uk/akn"
_ATOM = "http://www.w3.org/2005/Atom"
_TNA = "https://caselaw.nationalarchives.gov.uk"
_TRANSFORMED = "2026-11-01T12:00:00"

_akn = ElementMaker(namespace=_AKN, nsmap={None: _AKN, "uk": _UK})
_uk = ElementMaker(namespace=_UK)
_atom = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM, "tna": _TNA})
_tna = ElementMaker(namespace=_TNA)


def feed(notes: Sequence[Note], base_url: str) -> bytes:
    """The answer to `/atom.xml`."""
    entries = [
        _atom.entry(
            _atom.title(note.title),
            _atom.link(href=f"{base_url}/{note.record}", rel="alternate"),
            _atom.published(f"{note.date}T00:00:00+00:00"),
            _atom.updated(f"{_TRANSFORMED}+00:00"),
            _atom.author(_atom.name("United Kingdom House of Lords")),
            _atom.id(f"{_TNA}/id/{note.record}"),
            _atom.summary(type="html"),
            _tna.contenthash(hashlib.sha256("\n".join(note.reasons).encode()).hexdigest()),
            _atom.link(href=f"{base_url}/{note.record}/data.xml", rel="alternate", type="application/akn+xml"),
            _tna.uri(note.record),
            _tna.identifier(note.neutral_citation, slug=note.record, type="ukncn"),
        )
        for note in notes
    ]
    return _bytes(
        _atom.feed(
            _atom.title("Latest documents"),
            _atom.link(href=f"{base_url}/atom.xml", rel="self"),
            _atom.id(f"{base_url}/atom.xml"),
            _atom.updated(f"{_TRANSFORMED}+00:00"),
            _atom.author(_atom.name("The National Archives")),
            *entries,
        )
    )


def judgment(note: Note) -> bytes:
    """The answer to `/<uri>/data.xml`."""
    court, year, number = note.record.split("/")
    work = _akn.FRBRWork(
        _akn.FRBRthis(value=f"{_TNA}/id/{note.record}"),
        _akn.FRBRuri(value=f"{_TNA}/id/{note.record}"),
        _akn.FRBRdate(date=note.date, name="judgment"),
        _akn.FRBRauthor(href="#court"),
        _akn.FRBRcountry(value="GB-UKM"),
        _akn.FRBRnumber(value=number),
        _akn.FRBRname(value=note.title),
    )
    manifestation = _akn.FRBRManifestation(
        _akn.FRBRthis(value=f"{_TNA}/{note.record}/data.xml"),
        _akn.FRBRuri(value=f"{_TNA}/{note.record}/data.xml"),
        _akn.FRBRdate(date=_TRANSFORMED, name="transform"),
        _akn.FRBRauthor(href="#tna"),
        _akn.FRBRformat(value="application/xml"),
    )
    meta = _akn.meta(
        _akn.identification(work, manifestation, source="#tna"),
        _akn.references(
            _akn.TLCOrganization(eId="court", href="https://www.parliament.uk/lords", showAs="House of Lords"),
            source="#tna",
        ),
        _akn.proprietary(
            _uk.court(court.upper()),
            _uk.year(year),
            _uk.number(number),
            _uk.cite(note.neutral_citation),
            source="#",
        ),
    )
    header = _akn.header(
        _akn.p("Neutral Citation Number: ", _akn.neutralCitation(note.neutral_citation)),
        _akn.p(_akn.courtType("HOUSE OF LORDS", refersTo="#court")),
        _akn.p(_akn.docTitle(note.title)),
        _akn.p("Date: ", _akn.docDate(note.date, date=note.date)),
        _akn.p(note.marker),
    )
    body = _akn.judgmentBody(
        _akn.decision(
            *(
                _akn.paragraph(_akn.num(f"{number}."), _akn.content(_akn.p(text)), eId=f"para_{number}")
                for number, text in enumerate((*note.reasons, *note.operative), start=1)
            )
        )
    )
    return _bytes(_akn.akomaNtoso(_akn.judgment(meta, header, body, name="judgment")))


def _bytes(element: etree._Element) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", pretty_print=True))
