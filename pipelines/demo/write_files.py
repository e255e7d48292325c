"""Write the sample files of `pipelines/demo/files` anew from the notes (needs the test extra for reportlab).

    python -m pipelines.demo.write_files

The files are kept in the repository because their bytes must not change from run to run.
"""

from __future__ import annotations

import html
import io
import json
import random
import time
import zipfile
from pathlib import Path

import docx
import pypdfium2
from docx.shared import Pt
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from pipelines.demo.note import Note, notes_of

FOLDER = Path(__file__).parent / "files"
_HEADINGS = {
    "de": ("Leitsatz", "Tenor", "Gründe"),
    "en": ("Headnote", "Disposition", "Reasons"),
    "es": ("Resumen", "Fallo", "Fundamentos de Derecho"),
    "fr": ("Sommaire", "Dispositif", "Motifs"),
    "nl": ("Inhoudsindicatie", "Beslissing", "Overwegingen"),
    "sv": ("Sammanfattning", "Domslut", "Domskäl"),
}
_OF = {"de": "vom ", "en": "of ", "es": "de ", "fr": "du ", "nl": "van ", "sv": "den "}


def main() -> None:
    """Write every file."""
    FOLDER.mkdir(exist_ok=True)
    lines: dict[str, list[str]] = {}
    for note in notes_of("folder"):
        path = FOLDER / note.record
        if path.suffix == ".pdf":
            data = _pdf(note)
            path.write_bytes(_scanned(data) if path.stem.endswith("-scan") else data)
        elif path.suffix == ".docx":
            path.write_bytes(_docx(note))
        elif path.suffix == ".html":
            path.write_text(_html(note), encoding="utf-8")
        else:
            lines.setdefault(note.record, []).append(json.dumps(_record(note), ensure_ascii=False))
    for name, records in lines.items():
        (FOLDER / name).write_text("\n".join(records) + "\n", encoding="utf-8")


def _rubrum(note: Note) -> list[str]:
    identifiers = [*note.dockets, note.neutral_citation, note.ecli]
    return [
        note.court.upper(),
        *([note.chamber] if note.chamber else []),
        f"{note.type} {_OF[note.language]}{note.long_date}",
        " · ".join(value for value in identifiers if value),
    ]


def _parts(note: Note) -> list[tuple[str, tuple[str, ...], bool]]:
    headnote, operative, reasons = _HEADINGS[note.language]
    parts = [(headnote, note.headnote, False), (reasons, note.reasons, True), (operative, note.operative, False)]
    return [part for part in parts if part[1]]


def _pdf(note: Note) -> bytes:
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=15, spaceAfter=9)
    heading = ParagraphStyle("heading", parent=body, fontName="Times-Bold", fontSize=12.5, spaceBefore=12)
    centred = ParagraphStyle("centred", parent=body, alignment=1)
    flow = [Paragraph(html.escape(line), centred) for line in _rubrum(note)]
    flow += [Spacer(1, 12), Paragraph(html.escape(note.title), heading), Paragraph(html.escape(note.marker), body)]
    for title, texts, numbered in _parts(note):
        flow.append(Paragraph(html.escape(title), heading))
        for number, text in enumerate(texts, start=1):
            flow.append(Paragraph(html.escape(f"{number}. {text}" if numbered else text), body))
    buffer = io.BytesIO()
    SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=72, rightMargin=72, title=note.title, author="uj-caselaw", invariant=1
    ).build(flow)
    return buffer.getvalue()


def _scanned(data: bytes) -> bytes:
    """Pages as a slightly skewed, noisy picture, as a scanner makes them."""
    noise = random.Random(7)  # noqa: S311 - a picture, not a secret
    pages = []
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=200 / 72).to_pil().convert("L")
        picture = picture.rotate(0.4, fillcolor=255, resample=Image.Resampling.BICUBIC).filter(
            ImageFilter.GaussianBlur(0.6)
        )
        grain = Image.frombytes(
            "L", picture.size, bytes(noise.choices(range(236, 256), k=picture.width * picture.height))
        )
        pages.append(
            Image.composite(picture, grain, picture.point(lambda value: 255 if value < 200 else 0)).convert("L")
        )
    buffer = io.BytesIO()
    fixed = time.struct_time((2026, 11, 1, 12, 0, 0, 6, 305, 0))
    pages[0].save(
        buffer,
        "PDF",
        resolution=200,
        save_all=True,
        append_images=pages[1:],
        quality=45,
        creationDate=fixed,
        modDate=fixed,
    )
    return buffer.getvalue()


def _docx(note: Note) -> bytes:
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(11)
    document.core_properties.title = note.title
    document.core_properties.author = "uj-caselaw"
    document.core_properties.language = note.language
    for line in _rubrum(note):
        document.add_paragraph(line)
    document.add_heading(note.title, level=1)
    document.add_paragraph(note.marker)
    for title, texts, numbered in _parts(note):
        document.add_heading(title, level=2)
        for number, text in enumerate(texts, start=1):
            document.add_paragraph(f"{number}. {text}" if numbered else text)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _with_fixed_times(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2026, 11, 1, 12, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _html(note: Note) -> str:
    rubrum = "\n".join(f"    <p>{html.escape(line)}</p>" for line in _rubrum(note))
    sections = "\n".join(
        f"    <h2>{html.escape(title)}</h2>\n"
        + "\n".join(
            f"    <p>{f'{number}. ' if numbered else ''}{html.escape(text)}</p>"
            for number, text in enumerate(texts, start=1)
        )
        for title, texts, numbered in _parts(note)
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{note.language}">\n<head>\n  <meta charset="utf-8">\n'
        f"  <title>{html.escape(note.title)}</title>\n</head>\n<body>\n  <main>\n{rubrum}\n"
        f"    <h1>{html.escape(note.title)}</h1>\n    <p>{html.escape(note.marker)}</p>\n{sections}\n"
        "  </main>\n</body>\n</html>\n"
    )


def _record(note: Note) -> dict[str, object]:
    text = "\n\n".join(
        [note.marker]
        + [
            "\n".join([title, *(f"{n}. {text}" if numbered else text for n, text in enumerate(texts, start=1))])
            for title, texts, numbered in _parts(note)
        ]
    )
    return {
        "_id": f"note-{note.dockets[0]}",
        "title": f"{note.court}, {note.chamber}, {note.date}, {note.dockets[0]}",
        "court": note.court,
        "date": note.date,
        "language": note.language,
        "case_number": note.dockets[0],
        "ecli": note.ecli,
        "decision_type": note.type,
        "text": text,
    }


if __name__ == "__main__":
    main()
