"""Documents written for the tests, one builder for each format. Courts, parties and cases are invented."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "The court finds that the accused knew of the order and that he passed it on to the men under his command. "


def rii(
    *, access: str = "public", body: str | None = None, ecli: str = "ECLI:DE:OLGMUST:2031:0302.1STE4.30.00"
) -> bytes:
    """A decision as Rechtsprechung im Internet serves it."""
    reasons = body or (
        "<dl class='RspDL'><dt/><dd><h2>I.</h2></dd></dl>"
        "<dl class='RspDL'><dt><a name='rd_1'>1</a></dt><dd><p>Der Angeklagte wendet sich gegen das Urteil.</p></dd></dl>"
        "<dl class='RspDL'><dt><a name='rd_2'>2</a></dt><dd><p>Die Revision hat keinen Erfolg.</p>"
        "<p>Das gilt f&#252;r alle R&#252;gen.</p></dd></dl>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE dokument SYSTEM "http://www.rechtsprechung-im-internet.de/dtd/v1/rii-dok.dtd">
<dokument><doknr>KORE000000001</doknr><ecli>{ecli}</ecli><gertyp>OLG</gertyp><gerort>Musterstadt</gerort>
<spruchkoerper>1. Strafsenat</spruchkoerper><entsch-datum>20310302</entsch-datum>
<aktenzeichen>1 StE 4/30, 1 StE 5/30</aktenzeichen><doktyp>Urteil</doktyp>
<norm>§ 7 Abs 1 Nr 5 VStGB, § 25 Abs 2 StGB</norm>
<vorinstanz>vorgehend LG Musterstadt, 1. Juni 2029, Az: 2 KLs 1/29, Urteil<br/></vorinstanz>
<region><abk>DEU</abk><long>Bundesrepublik Deutschland</long></region><mitwirkung/>
<titelzeile><dl class="RspDL"><dt/><dd><p>Folter als Verbrechen gegen die Menschlichkeit</p></dd></dl></titelzeile>
<leitsatz><div><p>Wer foltert, handelt nicht hoheitlich.</p></div></leitsatz><sonstosatz/>
<tenor><div><dl class="RspDL"><dt/><dd><p>Die Revision wird verworfen.</p></dd></dl></div></tenor>
<tatbestand/><entscheidungsgruende/><gruende><div>{reasons}</div></gruende><abwmeinung/><sonstlt/>
<identifier>http://www.rechtsprechung-im-internet.de/jportal/?quelle=jlink&amp;docid=jb-KORE000000001</identifier>
<coverage>Deutschland</coverage><language>deutsch</language><publisher>BMJ</publisher><accessRights>{access}</accessRights>
</dokument>""".encode()


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def rechtspraak(*, body: str | None = None) -> bytes:
    """A decision as data.rechtspraak.nl serves it."""
    text = body or (
        "<uitspraak.info><bridgehead>RECHTBANK VOORBEELD</bridgehead><para>zaaknummer 09/000001-30</para></uitspraak.info>"
        '<section role="procesverloop"><title><nr>1</nr>Het procesverloop</title>'
        "<paragroup><nr>1.1.</nr><para>De verdachte is gedagvaard.</para></paragroup></section>"
        '<section role="overwegingen"><title><nr>2</nr>De beoordeling</title>'
        "<paragroup><nr>2.1.</nr><para>De rechtbank acht zich bevoegd.</para><para>Dat volgt uit de wet.</para></paragroup>"
        "<paragroup><nr>a.</nr><para>artikel 2 WIM</para></paragroup></section>"
        '<section role="beslissing"><title>De beslissing</title><para>De rechtbank veroordeelt de verdachte.</para></section>'
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<open-rechtspraak xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:psi="http://psi.rechtspraak.nl/" xmlns:ecli="https://e-justice.europa.eu/ecli"><rdf:RDF>
<rdf:Description><dcterms:identifier>ECLI:NL:RBVOO:2031:1</dcterms:identifier><dcterms:language>nl</dcterms:language>
<dcterms:creator>Rechtbank Voorbeeld</dcterms:creator><dcterms:date>2031-02-01</dcterms:date>
<psi:zaaknummer>09/000001-30 09/000002-30</psi:zaaknummer><dcterms:type>Uitspraak</dcterms:type>
<dcterms:coverage>NL</dcterms:coverage><dcterms:references>Wet internationale misdrijven 4</dcterms:references>
<dcterms:relation psi:aanleg="http://psi.rechtspraak.nl/latereAanleg">Hoger beroep: ECLI:NL:GHVOO:2032:9</dcterms:relation>
</rdf:Description><rdf:Description><dcterms:identifier>http://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:RBVOO:2031:1</dcterms:identifier>
<dcterms:title>ECLI:NL:RBVOO:2031:1 Rechtbank Voorbeeld</dcterms:title></rdf:Description></rdf:RDF>
<inhoudsindicatie xmlns="http://www.rechtspraak.nl/schema/rechtspraak-1.0"><para>Foltering in het buitenland.</para></inhoudsindicatie>
<uitspraak xmlns="http://www.rechtspraak.nl/schema/rechtspraak-1.0">{text}</uitspraak></open-rechtspraak>""".encode()


def akoma_ntoso(*, body: str | None = None) -> bytes:
    """A judgment as Find Case Law serves it."""
    content = (
        body
        if body is not None
        else (
            "<decision><level><heading>Introduction</heading></level>"
            "<paragraph><num>1.</num><content><p>The claimant<authorialNote marker='1'><p>Ms Poe, by her friend.</p></authorialNote>"
            " says that she was tortured.</p><block name='embeddedStructure'><embeddedStructure><paragraph><num>“134.</num>"
            "<content><p>A public official commits the offence of torture.”</p></content></paragraph></embeddedStructure></block>"
            "</content></paragraph><paragraph><num>2.</num><intro><p>There are two issues:</p></intro>"
            "<subparagraph><num>(a)</num><content><p>jurisdiction; and</p></content></subparagraph>"
            "<subparagraph><num>(b)</num><content><p>immunity.</p></content></subparagraph></paragraph>"
            "<level><content><p style='font-weight:bold'>Conclusion</p></content></level>"
            "<paragraph><num>3.</num><content><p>The appeal is dismissed.</p></content></paragraph></decision>"
        )
    )
    return f"""<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0" xmlns:uk="https://caselaw.nationalarchives.gov.uk/akn">
<judgment name="judgment"><meta><identification source="#tna"><FRBRWork>
<FRBRthis value="https://caselaw.nationalarchives.gov.uk/id/ewhc/admin/2031/9"/><FRBRuri value="x"/>
<FRBRdate date="2031-04-05" name="judgment"/><FRBRauthor href="#court"/><FRBRcountry value="GB-UKM"/>
<FRBRname value="Poe v Roe"/></FRBRWork><FRBRExpression><FRBRuri value="https://caselaw.nationalarchives.gov.uk/ewhc/admin/2031/9"/>
<FRBRlanguage language="eng"/></FRBRExpression></identification>
<references><TLCOrganization eId="court" href="" showAs="The High Court (Administrative Court)"/></references>
<proprietary><uk:court>EWHC-KBD-Admin</uk:court><uk:cite>[2031] EWHC 9 (Admin)</uk:cite><uk:caseNumber>CO/1/2030</uk:caseNumber></proprietary>
</meta><header><p>Neutral Citation Number: <neutralCitation>[2031] EWHC 9 (Admin)</neutralCitation></p>
<p><party>MARY POE</party></p><p>Before: <judge>MRS JUSTICE DOE</judge></p></header>
<judgmentBody>{content}</judgmentBody></judgment></akomaNtoso>""".encode()


def neuris() -> bytes:
    """A decision as NeuRIS serves it."""
    return """<?xml version="1.0"?><akn:akomaNtoso xmlns:akn="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
 xmlns:ris="http://rechtsinformationen.bund.de/schema/ris/0.1"><akn:judgment name="entscheidung"><akn:meta>
<akn:identification source="#ris"><akn:FRBRWork><akn:FRBRalias name="ecli" value="ECLI:DE:BGH:2031:010131U3STR1.30.0"/>
<akn:FRBRdate date="2031-01-01" name="Entscheidungsdatum"/><akn:FRBRcountry value="de"/></akn:FRBRWork>
<akn:FRBRExpression><akn:FRBRlanguage language="deu"/></akn:FRBRExpression></akn:identification>
<akn:analysis><akn:otherAnalysis><ris:dokumentarischeKurztexte><ris:titelzeile><akn:p>Mord</akn:p></ris:titelzeile>
<ris:leitsatz domainTerm="Leitsatz"><akn:p>Ein Leitsatz.</akn:p></ris:leitsatz></ris:dokumentarischeKurztexte></akn:otherAnalysis></akn:analysis>
<akn:proprietary><ris:meta><ris:aktenzeichenListe><ris:aktenzeichen>3 StR 1/30</ris:aktenzeichen></ris:aktenzeichenListe>
<ris:dokumenttyp>Urteil</ris:dokumenttyp><ris:gericht><ris:gerichtstyp>BGH</ris:gerichtstyp>
<ris:spruchkoerper>3. Strafsenat</ris:spruchkoerper></ris:gericht></ris:meta></akn:proprietary></akn:meta>
<akn:header><akn:p>Im Namen des Volkes</akn:p></akn:header><akn:judgmentBody>
<akn:decision ris:domainTerm="Tenor"><akn:p>Die Revision wird verworfen.</akn:p></akn:decision>
<akn:motivation ris:domainTerm="Gründe"><akn:hcontainer name="Randnummer"><akn:num>1</akn:num><akn:content>
<akn:p>Das Landgericht hat verurteilt.</akn:p></akn:content></akn:hcontainer></akn:motivation>
</akn:judgmentBody></akn:judgment></akn:akomaNtoso>""".encode()


def byrecht() -> bytes:
    """A decision as gesetze-bayern.de serves it."""
    return """<?xml version="1.0" encoding="iso-8859-1" standalone="no"?>
<!DOCTYPE byrecht-rspr PUBLIC "-//Verlag//DTD//DE" "http://gesetze-bayern.example/byrecht.rspr.dtd">
<byrecht-rspr><metadaten><aktenzeichen>7 St 1/31</aktenzeichen><doktyp>Urt</doktyp><entsch-datum>2031-05-06</entsch-datum>
<gericht><gerid>OLGMUENCHEN</gerid><gertyp>OLG</gertyp><gerort>M\xfcnchen</gerort></gericht><norm><enbez>VStGB \xa7 8</enbez></norm>
<spruchkoerper>7. Strafsenat</spruchkoerper></metadaten><textdaten>
<tenor><body><div><p>I. Der Angeklagte wird verurteilt.</p></div></body></tenor>
<gruende><body><div><p>A.</p><p><rd nr="1"/>Der Senat ist zust\xe4ndig.</p><p><rd nr="2"/>Die Tat ist erwiesen.</p></div></body></gruende>
<titelzeile><body><div><p>Kriegsverbrechen gegen Personen</p></div></body></titelzeile></textdaten></byrecht-rspr>""".encode(
        "iso-8859-1"
    )


def juris_answer(**more: object) -> bytes:
    """A juris portal's answer for one decision."""
    return json.dumps(
        {
            "head": "<h1>Folter in Haft</h1><table><tr><th>Gericht:</th><td>OLG Musterstadt 1. Strafsenat</td></tr>"
            "<tr><th>Entscheidungsdatum:</th><td>02.03.2031</td></tr><tr><th>Aktenzeichen:</th><td>1 StE 4/30</td></tr>"
            "<tr><th>ECLI:</th><td>ECLI:DE:OLGMUST:2031:0302.1STE4.30.00</td></tr><tr><th>Dokumenttyp:</th><td>Urteil</td></tr></table>",
            "text": "<h4 class='doc'>Tenor</h4><div><dl class='RspDL'><dt></dt><dd><p>Der Angeklagte wird verurteilt.</p></dd></dl></div>"
            "<h4 class='doc'>Gründe</h4><div><dl class='RspDL'><dt><span>Randnummer</span><a name='rd_1'>1</a></dt>"
            "<dd><p>Der Senat ist zuständig.</p></dd></dl><dl class='RspDL'><dt><a name='rd_2'>2</a></dt>"
            "<dd><p>Die Tat ist erwiesen.</p></dd></dl></div>",
            **more,
        }
    ).encode()


def court_page(lang: str = "de") -> bytes:
    """A court's page with the portal's frame around the decision."""
    paragraphs = "".join(
        f'<span class="absatzRechts">{number}</span><p class="absatzLinks">{SENTENCE}</p>' for number in range(1, 5)
    )
    return f"""<!DOCTYPE html><html lang="{lang}"><head><title>Oberlandesgericht Musterstadt, 3 StE 1/30 | Portal</title>
<script>var text = "not the court's";</script></head><body><nav><a href="/">Startseite</a></nav>
<div class="maindiv" id="enclosingDiv"><div class="feldbezeichnung">Datum:</div><div class="feldinhalt">18.10.2030</div>
<div class="feldbezeichnung">Gericht:</div><div class="feldinhalt">Oberlandesgericht Musterstadt</div>
<div class="feldbezeichnung">Aktenzeichen:</div><div class="feldinhalt">3 StE 1/30</div></div>
<div><div class="feldbezeichnung">Tenor:</div><div class="feldinhalt"><p>Die Beschwerde wird verworfen.</p></div></div>
<div><b>Gr&#252;nde:</b>{paragraphs}</div><p style="display:none">hidden</p>
<footer>Impressum</footer></body></html>""".encode()


def word(*, numbered: bool = True, footnote: bool = True, title: str | None = None) -> bytes:
    """A Word document with a heading, an automatic list, a table and (by hand, python-docx has none) a footnote."""
    document = docx.Document()
    if title:
        document.core_properties.title = title
    document.add_heading("Reasons", level=1)
    for text in ("The first paragraph of the judgment.", "The second paragraph of the judgment."):
        document.add_paragraph(text, style="List Number" if numbered else None)
    plain = document.add_paragraph("A paragraph without a number.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Count 1", "four years"
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText")
    words.text = "struck out"
    run.append(words)
    deleted.append(run)
    plain._p.append(deleted)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_footnote(buffer.getvalue()) if footnote else buffer.getvalue()


def _with_footnote(data: bytes) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f'<w:footnotes {space}><w:footnote w:id="2"><w:p><w:r><w:t>See the annex.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

    def changed(name: str, part: bytes) -> bytes:
        text = part.decode("utf-8") if name.endswith((".xml", ".rels")) else ""
        if name == "word/document.xml":
            mark = '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
            place = text.index("</w:p>", text.index("A paragraph without"))
            return (text[:place] + mark + text[place + 6 :]).encode()
        if name == "word/_rels/document.xml.rels":
            return text.replace(
                "</Relationships>", f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
            ).encode()
        if name == "[Content_Types].xml":
            return text.replace(
                "</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>'
            ).encode()
        return part

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: changed(name, archive.read(name)) for name in archive.namelist()}
    return zipped({**files, "word/footnotes.xml": note.encode()})


def json_record(
    text: str = "Tenor\nDie Revision wird verworfen.\nGründe\n1\nErster Absatz.\n2\nZweiter Absatz.", **more: Any
) -> bytes:
    """A record of a third-party collection."""
    return json.dumps({"_source": "DE/Muster", "title": "Muster", "text": text, "language": "de", **more}).encode()


Page = Callable[[Canvas], None]


def pdf(
    pages: Iterable[Page], *, size: tuple[float, float] = A4, password: str | None = None, rotate: int = 0
) -> bytes:
    """A PDF whose pages the callables draw."""
    buffer = io.BytesIO()
    encryption = StandardEncryption(password, ownerPassword="owner") if password is not None else None
    canvas = Canvas(buffer, pagesize=size, encrypt=encryption)
    for page in pages:
        canvas.setFont("Times-Roman", 11)
        if rotate:
            canvas.setPageRotation(rotate)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(
    canvas: Canvas,
    texts: Sequence[str],
    *,
    x: float = 72,
    y: float = 740,
    step: float = 14,
    size: float = 11,
    font: str = "Times-Roman",
) -> float:
    """Draw lines from `y` downwards; where the next would stand. An empty line is a blank."""
    canvas.setFont(font, size)
    for text in texts:
        if text:
            canvas.drawString(x, y, text)
        y -= step
    return y


def wrapped(
    canvas: Canvas,
    text: str,
    *,
    x: float = 72,
    y: float = 740,
    width: float = 451,
    step: float = 14,
    first: float = 0,
    size: float = 11,
) -> float:
    """Draw a paragraph broken at `width`, its first line indented by `first`; where the next line would stand."""
    canvas.setFont("Times-Roman", size)
    line, left = "", x + first
    for word_ in text.split():
        longer = f"{line} {word_}".strip()
        if canvas.stringWidth(longer, "Times-Roman", size) > width - (left - x):
            canvas.drawString(left, y, line)
            line, left, y = word_, x, y - step
        else:
            line = longer
    canvas.drawString(left, y, line)
    return y - step


def scan(texts: Sequence[str], *, turned: int = 0) -> bytes:
    """A PDF whose only page is an image of these lines."""
    image = Image.new("L", (1654, 2339), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=38)
    for number, text in enumerate(texts):
        draw.text((160, 180 + 62 * number), text, font=font, fill=0)
    if turned:
        image = image.rotate(turned, expand=True)
    buffer = io.BytesIO()
    image.save(buffer, "PDF", resolution=200)
    return buffer.getvalue()


def numbering_part(levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> Any:
    """A `w:numbering` element with one definition (named `Main`) of these `w:lvl` elements, and these lists on it."""
    from docx.oxml.parser import parse_xml

    space = f'xmlns:w="{qn("w:p")[1:].partition("}")[0]}"'
    name = '<w:name w:val="Main"/>'
    return parse_xml(
        f'<w:numbering {space}><w:abstractNum w:abstractNumId="0">{name}{levels}</w:abstractNum>{lists}</w:numbering>'
    )
