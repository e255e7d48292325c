"""Notes as data.rechtspraak.nl serves decisions: an Atom list and one open-rechtspraak XML per ECLI."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.builder import E, ElementMaker

from pipelines.demo.note import Note

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DCTERMS = "http://purl.org/dc/terms/"
_PSI = "http://psi.rechtspraak.nl/"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_RS = "http://www.rechtspraak.nl/schema/rechtspraak-1.0"
_ATOM = "http://www.w3.org/2005/Atom"
_MODIFIED = "2026-11-01T12:00:00"

_rdf = ElementMaker(namespace=_RDF, nsmap={"rdf": _RDF, "dcterms": _DCTERMS, "psi": _PSI, "rdfs": _RDFS})
_dcterms = ElementMaker(namespace=_DCTERMS)
_psi = ElementMaker(namespace=_PSI)
_rs = ElementMaker(namespace=_RS, nsmap={None: _RS})
_atom = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})


def listing(notes: Sequence[Note], base_url: str) -> bytes:
    """The answer to `/uitspraken/zoeken`."""
    entries = [
        _atom.entry(
            _atom.id(note.record),
            _atom.title(f"{note.record}, {note.court}, {note.date}, {', '.join(note.dockets)}", type="text"),
            _atom.summary(note.headnote[0] if note.headnote else "-", type="text"),
            _atom.updated(f"{_MODIFIED}Z"),
            _atom.link(rel="alternate", type="text/html", href=f"{base_url}/uitspraken/content?id={note.record}"),
        )
        for note in notes
    ]
    feed = _atom.feed(
        _atom.title("Lijst van ECLI's", type="text"),
        _atom.subtitle(f"Aantal gevonden ECLI's: {len(notes)}", type="text"),
        _atom.updated(f"{_MODIFIED}Z"),
        *entries,
    )
    return _bytes(feed)


def content(note: Note) -> bytes:
    """The answer to `/uitspraken/content?id=ECLI`."""
    label = f"{{{_RDFS}}}label"
    description = _rdf.Description(
        _dcterms.identifier(note.record),
        _dcterms.format("text/xml"),
        _dcterms.accessRights("public"),
        _dcterms.modified(_MODIFIED),
        _dcterms.issued("2026-11-01", {label: "Publicatiedatum"}),
        _dcterms.publisher("Raad voor de Rechtspraak"),
        _dcterms.language("nl"),
        _dcterms.creator(note.court, {label: "Instantie"}),
        _dcterms.date(note.date, {label: "Uitspraakdatum"}),
        *(_psi.zaaknummer(docket, {label: "Zaaknr"}) for docket in note.dockets),
        _dcterms.type(note.type),
        _dcterms.coverage("NL"),
        _dcterms.subject("Strafrecht; Internationaal strafrecht", {label: "Rechtsgebied"}),
    )
    page = _rdf.Description(
        _dcterms.identifier(f"https://deeplink.rechtspraak.nl/uitspraak?id={note.record}"),
        _dcterms.format("text/html"),
        _dcterms.title(note.title),
    )
    summary = _rs.inhoudsindicatie(*(_rs.para(text) for text in (note.title, *note.headnote)), id=f"{note.record}:INH")
    body = _rs.uitspraak(
        _rs.para(note.marker),
        _rs.section(
            _rs.title(_rs.nr("1"), " Beoordeling"),
            *(
                _rs.paragroup(_rs.nr(f"1.{number}"), _rs.para(text))
                for number, text in enumerate(note.reasons, start=1)
            ),
            role="overwegingen",
        ),
        _rs.section(
            _rs.title(_rs.nr("2"), " Beslissing"), *(_rs.para(text) for text in note.operative), role="beslissing"
        ),
        id=f"{note.record}:DOC",
    )
    return _bytes(E("open-rechtspraak", _rdf.RDF(description, page), summary, body))


def _bytes(element: etree._Element) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", pretty_print=True))
