"""The readers on what portals really sent: parts, the court's own numbers, declared fields, page and place of paragraphs.

Expected values were checked by eye or by other means (the XML's own anchors, another PDF library, the published XML of
the same judgment). Paragraphs are named by the first 12 digits of the SHA-256 of their text, never by their words."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import etree

from enrichment.read import read
from enrichment.text import DeclaredField, Role, Text


@dataclass(frozen=True)
class Capture:
    """One file and what its reading must say. `numbers`: the paragraphs' own numbers in order, runs as `1-35`."""

    file: str
    roles: dict[str, int]
    numbers: str
    declared: dict[str, str]
    paragraphs: dict[str, tuple[str | None, int | None]]  # hash -> number, page
    notes: str = ""
    several: dict[str, int] = field(default_factory=dict)
    pages: int | None = None


CAPTURES = [
    Capture(
        "portals/de_rii/de-eli-mcp/rii_bgh_sample.xml",
        {"operative_part": 3, "reasons": 8},
        numbers="1-6",
        declared={
            "docket": "IX ZB 72/08",
            "court": "BGH",
            "date": "2010-01-14",
            "type": "Beschluss",
            "country": "DEU",
            "language": "de",
        },
        several={"norm": 3, "earlier_instance": 2},
        paragraphs={"e84dbb06c6c0": (None, None), "527c53f5f8ec": ("3", None), "c02dc81800b6": ("6", None)},
    ),
    Capture(
        "portals/de_rii/de-eli-mcp/rii_bverfg_sample.xml",
        {"heading": 2, "operative_part": 1, "reasons": 3},
        numbers="1-3",
        declared={
            "ecli": "ECLI:DE:BVerfG:2024:rk20241120.1bvr226823",
            "docket": "1 BvR 2268/23",
            "court": "BVerfG",
            "date": "2024-11-20",
            "type": "Kammerbeschluss",
            "country": "DEU",
            "language": "de",
        },
        several={"norm": 3, "earlier_instance": 2},
        paragraphs={"2d627c24ffb5": ("1", None), "490961970513": ("2", None), "832e9f85322d": ("3", None)},
    ),
    Capture(
        "portals/de_laender/oldp-ingestor/rii/file_number_KVRE427811801.xml",
        {"heading": 2, "operative_part": 2, "reasons": 9},
        numbers="1-9",
        declared={
            "ecli": "ECLI:DE:BVerfG:2018:qs20180822.2bvq005318",
            "docket": "2 BvQ 53/18",
            "court": "BVerfG",
            "date": "2018-08-22",
            "type": "Ablehnung einstweilige Anordnung",
            "country": "DEU",
            "language": "de",
        },
        several={"docket": 17, "norm": 5},
        paragraphs={"faba5606d5f8": ("1", None), "5aed670943e4": ("6", None), "33c8c06b1a3c": ("9", None)},
    ),
    Capture(
        "portals/de_laender/oldp-ingestor/by/1.xml",
        {"heading": 3, "headnote": 3, "operative_part": 2, "reasons": 30},
        numbers="1-30",
        declared={
            "docket": "34 Wx 105/18",
            "court": "OLG München",
            "date": "2018-11-21",
            "type": "Beschluss",
            "country": "DEU",
        },
        several={"norm": 3},
        paragraphs={"1316ee6a3f36": (None, None), "26aecb459176": ("14", None), "db8531286cc5": ("30", None)},
    ),
    Capture(
        "portals/de_laender/oldp-ingestor/nrw/1.html",
        {"heading": 3, "operative_part": 1, "reasons": 6},
        numbers="1-7",
        declared={
            "ecli": "ECLI:DE:OLGHAM:1995:1018.2WS364.95.00",
            "docket": "2 Ws 364/95",
            "court": "Oberlandesgericht Hamm",
            "date": "1995-10-18",
            "type": "Beschluss",
            "language": "de",
        },
        paragraphs={"49e853a1a6d1": ("2", None), "412ec0209737": ("4", None), "63f2cc60568b": ("7", None)},
    ),
    Capture(
        "portals/de_laender/gesp/ni_detail.html",
        {"body": 3, "heading": 8, "headnote": 1, "operative_part": 3, "reasons": 18},
        numbers="",
        declared={
            "ecli": "ECLI:DE:OVGNI:2026:0512.2ME51.26.00",
            "docket": "2 ME 51/26",
            "court": "OVG Niedersachsen",
            "date": "2026-05-12",
            "type": "Beschluss",
            "language": "de",
        },
        paragraphs={"45eb5ba97516": (None, None), "09bb5969fe03": (None, None), "f35432a90090": (None, None)},
    ),
    Capture(
        "portals/nl_rechtspraak/content_xml/ECLI.NL.RBDHA.2013.15631.xml",
        {"body": 18, "heading": 5, "headnote": 1, "operative_part": 1, "reasons": 14},
        numbers="1-11 1-2",
        declared={
            "ecli": "ECLI:NL:RBDHA:2013:15631",
            "docket": "SGR 12/5055",
            "court": "Rechtbank Den Haag",
            "date": "2013-07-03",
            "type": "Uitspraak",
            "country": "NLD",
            "language": "nl",
        },
        several={"norm": 7},
        paragraphs={"549a402e368a": (None, None), "69459844fd83": ("6", None), "68c90a850406": (None, None)},
    ),
    Capture(
        "portals/nl_rechtspraak/content_xml/ECLI.NL.HR.1995.AA3097.xml",
        {"body": 131, "heading": 4, "reasons": 55},
        numbers="1 1.1 1.2 2 2.1 2.2 2.3 2.4 2.5 3 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 4 4.1 4.2 4.3 4.4 4.5 5 5.1 5.2 5.3 5.4 5.5 5.6 6 6.1 6.1.1 6.1.2 6.1.3 6.2 6.2.1 6.2.2 6.2.3 6.2.4 7.1 7.2 7.3 7.4 7.5 7.6 8 8.1 8.2 8.3 8.4 9 9.1 9.2 9.3 9.4 9.5 9.6 9.7 10",
        declared={
            "ecli": "ECLI:NL:HR:1995:AA3097",
            "docket": "29025",
            "court": "Hoge Raad",
            "date": "1995-02-15",
            "type": "Uitspraak",
            "country": "NLD",
            "language": "nl",
            "neutral_citation": "LJN AA3097",
        },
        paragraphs={"f2e5eb2bd833": (None, None), "33b6a7989aec": (None, None), "9c2139554299": ("9.7", None)},
    ),
    Capture(
        "portals/uk_find_case_law/akn/test29.xml",
        {"body": 38, "facts": 13, "heading": 9, "reasons": 1, "rubrum": 18},
        numbers="1-35",
        declared={
            "court": "United Kingdom Upper Tribunal (Administrative Appeals Chamber)",
            "date": "2022-03-01",
            "country": "GBR",
            "language": "en",
            "neutral_citation": "[2022] UKUT 59 (AAC)",
        },
        several={"party": 2},
        paragraphs={"6e952a00f715": (None, None), "05ec977c543e": ("15", None), "ff0d56a54e64": ("34", None)},
    ),
    Capture(
        "portals/uk_find_case_law/docx/test29.docx",
        {"body": 8, "facts": 50, "heading": 17, "operative_part": 1, "reasons": 1},
        numbers="1-35",
        declared={},
        paragraphs={"6e952a00f715": (None, None), "05ec977c543e": ("15", None), "ff0d56a54e64": ("34", None)},
    ),
    Capture(
        "portals/echr_hudoc/docx/001-83979.docx",
        {"body": 12, "facts": 16, "heading": 20, "operative_part": 11, "reasons": 28},
        numbers="1-41 1-4",
        declared={},
        paragraphs={"425173405fe3": (None, None), "367bb7ae8ffc": ("23", None), "a60d999b4030": (None, None)},
    ),
    Capture(
        "portals/fr_judilibre/samples/sample_detail_unresolved.json",
        {"annex": 10, "facts": 10, "heading": 9, "headnote": 1, "operative_part": 4, "reasons": 4, "rubrum": 935},
        numbers="1-9",
        declared={
            "ecli": "ECLI:FR:CCASS:2020:CO00740",
            "docket": "19-19.463",
            "court": "Cour de cassation",
            "date": "2020-11-18",
            "country": "FRA",
            "language": "fr",
        },
        paragraphs={"4de8b351e278": (None, None), "1ae85e8b31a1": ("7", None), "73d0022e0cc6": (None, None)},
    ),
    Capture(
        "portals/fr_judilibre/samples/ca_sample_detail_resolved.json",
        {"facts": 31, "heading": 6, "operative_part": 7, "reasons": 13, "rubrum": 20},
        numbers="",
        declared={
            "docket": "20/00804",
            "court": "Cour d'appel de Chambéry",
            "date": "2020-11-18",
            "country": "FRA",
            "language": "fr",
        },
        paragraphs={"e8ff9dd1ba2b": (None, None), "d7623d82b759": (None, None), "189d762228f8": (None, None)},
    ),
    Capture(
        "portals/de_rii/de-eli-mcp/oldp_case_detail_sample.json",
        {"facts": 13, "heading": 5, "operative_part": 6, "reasons": 11},
        numbers="1-20",
        declared={
            "docket": "8 O 4860/25",
            "court": "Landgericht Nürnberg-Fürth",
            "date": "2026-05-21",
            "type": "Endurteil",
        },
        paragraphs={"4b145735c910": ("2", None), "d8e74a81e0e4": ("11", None), "280d430c9535": ("18", None)},
    ),
    Capture(
        "portals/se_domstol/2013-63.docx",
        {"annex": 1, "body": 22, "facts": 47, "heading": 9, "operative_part": 12, "reasons": 7},
        numbers="1-4 1-4",
        declared={"docket": "B-114-2012"},
        paragraphs={"1dc9eb05c908": (None, None), "5cd1b78c63d5": (None, None), "8a323365e331": ("4", None)},
    ),
    Capture(
        "pdfs/doctor/ca1_00117684624.pdf",
        {"body": 10, "facts": 12, "footnote": 2, "heading": 5, "reasons": 17, "rubrum": 13},
        numbers="",
        notes="1-2",
        declared={},
        pages=17,
        paragraphs={"d02975e13e86": (None, 1), "2a4842e70c1c": (None, 7), "35eb3a83f993": (None, 16)},
    ),
    Capture(
        "pdfs/doctor/broken-mime.pdf",
        {"body": 41, "facts": 13, "footnote": 3, "heading": 8, "reasons": 1, "rubrum": 12},
        numbers="1-37",
        notes="1-3",
        declared={},
        pages=23,
        paragraphs={"34279d71bd5a": (None, 1), "9e524454f642": (None, 10), "3b4f55a575cd": ("37", 23)},
    ),
    Capture(
        "pdfs/courtlistener/opinion_tax.pdf",
        {"body": 75, "footnote": 16, "heading": 13, "rubrum": 5},
        numbers="",
        notes="1-10 10-15",
        declared={},
        pages=32,
        paragraphs={"3f1a91c2448d": (None, 1), "63c7bc4a5956": (None, 14), "6bba2ebd5a32": (None, 32)},
    ),
    Capture(
        "pdfs/doctor/gov.uscourts.cacd.652774.40.0.pdf",
        {"body": 13, "heading": 3, "rubrum": 12},
        numbers="1-3",
        declared={},
        pages=4,
        paragraphs={"0bb58d25085e": (None, 2), "9ad659309424": (None, 3), "00c6d2a050ee": ("2", 3)},
    ),
    Capture(
        "pdfs/uk_backlog_judgment.pdf",
        {"body": 3, "heading": 2, "rubrum": 9},
        numbers="1",
        declared={},
        pages=1,
        paragraphs={"4b793d6ddd77": (None, 1)},
    ),
]

COLUMN_PARAGRAPHS = {"6bb75ca9290b": 1, "4f6159438997": 1, "078a07ba7c90": 2, "7c691a653156": 2, "40aa299d90bc": 3}


def _runs(numbers: list[str]) -> str:
    runs: list[list[str]] = []
    for number in numbers:
        if runs and number.isdigit() and runs[-1][-1].isdigit() and int(number) == int(runs[-1][-1]) + 1:
            runs[-1][-1] = number
        else:
            runs.append([number, number])
    return " ".join(first if first == last else f"{first}-{last}" for first, last in runs)


def _read(folder: Path, file: str) -> Text:
    return read((folder / file).read_bytes(), file_name=file)


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda capture: capture.file.rpartition("/")[2])
def test_a_real_capture_is_read_as_it_stands(shared_data: Path, capture: Capture) -> None:
    text = _read(shared_data, capture.file)
    numbered = [paragraph for paragraph in text.paragraphs if paragraph.number]
    assert dict(sorted(Counter(paragraph.role.value for paragraph in text.paragraphs).items())) == capture.roles
    assert _runs([p.number for p in numbered if p.role is not Role.FOOTNOTE and p.number]) == capture.numbers
    assert _runs([p.number for p in numbered if p.role is Role.FOOTNOTE and p.number]) == capture.notes
    assert text.quality.pages == capture.pages
    for name, value in capture.declared.items():
        assert text.first_declared(DeclaredField(name)) == value
    for name, count in capture.several.items():
        assert len(text.declared_values(DeclaredField(name))) == count
    places = {hashlib.sha256(p.text.encode()).hexdigest()[:12]: (p.number, p.page) for p in text.paragraphs}
    assert {key: places.get(key) for key in capture.paragraphs} == capture.paragraphs


def test_a_zip_of_rii_is_read_like_its_xml(shared_data: Path) -> None:
    name = "portals/de_rii/de-eli-mcp/rii_bverfg_sample.xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("KVRE000012542.xml", (shared_data / name).read_bytes())
    packed, plain = read(buffer.getvalue(), file_name="jb-KVRE000012542.zip"), _read(shared_data, name)
    assert packed.paragraphs == plain.paragraphs
    assert packed.declared == plain.declared


def test_every_margin_number_of_rii_is_a_paragraph(shared_data: Path) -> None:
    """The anchors `rd_1`, `rd_2` ... of the portal's XML, counted without our reader."""
    for name in ("portals/de_rii/de-eli-mcp/rii_bgh_sample.xml", "portals/de_rii/de-eli-mcp/rii_bverfg_sample.xml"):
        anchors = re.findall(rb'<a name="rd_(\d+)"', (shared_data / name).read_bytes())
        found = [paragraph.number for paragraph in _read(shared_data, name).paragraphs if paragraph.number]
        assert anchors
        assert found == [anchor.decode() for anchor in anchors]


def test_no_word_of_a_dutch_judgment_is_lost(shared_data: Path) -> None:
    """Words of `uitspraak`/`conclusie` in the XML against the words read, for 30 files."""
    files = sorted((shared_data / "portals/nl_rechtspraak/content_xml").glob("ECLI*.xml"))[::3]
    assert len(files) >= 20
    for file in files:
        root = etree.fromstring(file.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
        bodies = [item for item in root if isinstance(item.tag, str) and item.tag.endswith(("uitspraak", "conclusie"))]
        written = Counter(re.findall(r"[A-Za-z]{4,}", " ".join(" ".join(body.itertext()) for body in bodies)))
        text = read(file.read_bytes(), file_name=file.name)
        came = Counter(re.findall(r"[A-Za-z]{4,}", " ".join(p.text for p in text.paragraphs)))
        missing = sum((written - came).values())
        assert missing <= 0.005 * sum(written.values()), (file.name, missing)


def test_word_files_count_as_the_published_judgments_do(shared_data: Path) -> None:
    """The numbers that Word prints, against the numbers in the XML The National Archives made of the same judgment."""
    folder = shared_data / "portals/uk_find_case_law"
    same = total = 0
    for name in ("test12", "test29", "test32", "test38", "test48", "test62", "test66", "test67", "test84", "test93"):
        published = read((folder / "akn" / f"{name}.xml").read_bytes(), file_name=f"{name}.xml")
        written = read((folder / "docx" / f"{name}.docx").read_bytes(), file_name=f"{name}.docx")
        by_words = {paragraph.text[:60]: paragraph.number for paragraph in written.paragraphs}
        for paragraph in published.paragraphs:
            if paragraph.number and len(paragraph.text) > 40 and paragraph.text[:60] in by_words:
                total += 1
                same += by_words[paragraph.text[:60]] == paragraph.number
    assert total > 1100
    assert same / total >= 0.99, (same, total)


def test_columns_of_a_page_are_read_one_after_the_other(shared_data: Path) -> None:
    """The Federal Register prints three columns: its 13 numbered notes stand in order, and no line mixes two columns."""
    text = _read(shared_data, "pdfs/pdfplumber/federal-register-2020-17221.pdf")
    first = [p for p in text.paragraphs if p.role is Role.FOOTNOTE and p.page is not None and p.page <= 3]
    assert [int(p.number or 0) for p in first][:9] == list(range(1, 10))
    places = {hashlib.sha256(p.text.encode()).hexdigest()[:12]: p.page for p in text.paragraphs}
    assert {key: places.get(key) for key in COLUMN_PARAGRAPHS} == COLUMN_PARAGRAPHS


def test_a_scan_is_recognised_with_its_page_and_confidence(shared_data: Path) -> None:
    text = _read(shared_data, "pdfs/xray/no_bad_redactions.4.1.pdf")
    assert text.method == "tesseract"
    assert (text.quality.pages, text.quality.ocr_pages) == (1, 1)
    assert text.quality.ocr_confidence is not None
    assert text.quality.ocr_confidence > 0.8
    assert {p.page for p in text.paragraphs} == {1}
    assert sum(len(p.text.split()) for p in text.paragraphs) > 40


def test_line_numbers_of_pleading_paper_are_no_text(shared_data: Path) -> None:
    text = _read(shared_data, "pdfs/doctor/gov.uscourts.cacd.652774.40.0.pdf")
    body = [p.text for p in text.paragraphs if p.page and p.page >= 2 and p.role is not Role.HEADING]
    assert not any(re.match(r"\d{1,2} (?!U\.S\.)", words) for words in body)
    assert not any(re.search(r"[a-z] \d{1,2}$", words) for words in body)
