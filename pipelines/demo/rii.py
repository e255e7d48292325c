"""Notes as Rechtsprechung im Internet serves decisions: a table of contents and one XML in a ZIP per decision."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from lxml import etree
from lxml.builder import E

from pipelines.demo.note import Note

_DOCTYPE = '<!DOCTYPE dokument SYSTEM "https://www.rechtsprechung-im-internet.de/dtd/v1/rii-dok.dtd">'
_PORTAL = "http://www.rechtsprechung-im-internet.de"
_MODIFIED = "2026-11-01T21:00:00.000Z"


def table_of_contents(notes: Sequence[Note]) -> bytes:
    """`rii-toc.xml`; its links name the real portal, as they do in every copy of it."""
    items = [
        E.item(
            E.gericht(f"{note.court} {note.chamber}"),
            E("entsch-datum", note.iso_compact),
            E.aktenzeichen(", ".join(note.dockets)),
            E.link(f"{_PORTAL}/jportal/docs/bsjrs/jb-{note.record}.zip"),
            E.modified(_MODIFIED),
        )
        for note in notes
    ]
    return bytes(etree.tostring(E.items(*items), xml_declaration=True, encoding="UTF-8", pretty_print=True))


def decision_zip(note: Note) -> bytes:
    """`jb-<doknr>.zip`, with fixed times so that it is the same on every start."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{note.record}.xml", (2026, 11, 1, 21, 0, 0)), _decision_xml(note))
    return buffer.getvalue()


def _decision_xml(note: Note) -> bytes:
    document = E.dokument(
        E.doknr(note.record),
        E.ecli(note.ecli),
        E.gertyp(note.court),
        E.gerort(),
        E.spruchkoerper(note.chamber),
        E("entsch-datum", note.iso_compact),
        E.aktenzeichen(", ".join(note.dockets)),
        E.doktyp(note.type),
        E.norm(", ".join(note.norms)),
        E.vorinstanz(note.earlier),
        E.region(E.abk("DEU"), E.long("Bundesrepublik Deutschland")),
        E.mitwirkung(),
        E.titelzeile(_rows([note.title])),
        E.leitsatz(_rows(note.headnote)) if note.headnote else E.leitsatz(),
        E.sonstosatz(),
        E.tenor(_rows(note.operative)),
        E.tatbestand(),
        E.entscheidungsgruende(),
        E.gruende(_rows([note.marker]), _numbered(note.reasons)),
        E.abwmeinung(),
        E.sonstlt(),
        E.identifier(f"https://www.rechtsprechung-im-internet.de/jportal/?quelle=jlink&docid=jb-{note.record}"),
        E.coverage("Deutschland"),
        E.language("deutsch"),
        E.publisher("BMJ"),
        E.accessRights("public"),
    )
    return bytes(etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True, doctype=_DOCTYPE))


def _rows(texts: Sequence[str]) -> etree._Element:
    rows: etree._Element = E.div(*(E.dl(E.dt(), E.dd(E.p(text)), {"class": "RspDL"}) for text in texts))
    return rows


def _numbered(texts: Sequence[str]) -> etree._Element:
    rows: etree._Element = E.div(
        *(
            E.dl(E.dt(E.a(str(number), name=f"rd_{number}")), E.dd(E.p(text)), {"class": "RspDL"})
            for number, text in enumerate(texts, start=1)
        )
    )
    return rows
