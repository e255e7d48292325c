"""Notes as the Land portals on the juris engine serve decisions: JSON with HTML fragments."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from datetime import date

from pipelines.demo.note import Note


def init() -> bytes:
    """The answer to `init`: the token that every later call has to show."""
    return json.dumps({"csrfToken": "demo-token", "isInitialLogin": False}).encode()


def search(notes: Sequence[Note], start: int, size: int) -> bytes:
    """The answer to `search`: `size` hits from `start` (counted from 1)."""
    hits = [
        {
            "entryType": "juris",
            "inaccessible": False,
            "titleList": [f"{note.court} {note.chamber}", ", ".join(note.dockets)],
            "subtitleList": [note.type, note.title, *([", ".join(note.norms)] if note.norms else [])],
            "categoryId": "Rechtsprechung",
            "score": 0.0,
            "deleted": False,
            "iconAltText": "",
            "iconId": "juris_rs_schwinge",
            "date": _german(note.date),
            "docId": note.record,
            "price": 0.0,
            "visited": False,
            "docPart": "L",
            "label": "Langtext",
            "hasEmbeddings": False,
        }
        for note in notes[start - 1 : start - 1 + size]
    ]
    return json.dumps({"resultList": hits, "hits": len(notes)}, ensure_ascii=False).encode()


def document(note: Note) -> bytes:
    """The answer to `document`: head (a table of metadata) and text."""
    head = "".join(
        f"<tr><th>{label}:</th><td>{html.escape(value)}</td></tr>"
        for label, value in (
            ("Gericht", f"{note.court} {note.chamber}"),
            ("Entscheidungsdatum", _german(note.date)),
            ("Aktenzeichen", ", ".join(note.dockets)),
            ("ECLI", note.ecli),
            ("Dokumenttyp", note.type),
            ("Normen", ", ".join(note.norms)),
        )
        if value
    )
    numbered = "".join(
        f'<dl class="RspDL"><dt><a name="rd_{number}">{number}</a></dt><dd><p>{html.escape(text)}</p></dd></dl>'
        for number, text in enumerate(note.reasons, start=1)
    )
    headnote = f"<h4>Leitsatz</h4>{_rows(note.headnote)}" if note.headnote else ""
    text = (
        f'<div class="docLayoutText"><h3>{html.escape(note.title)}</h3>{headnote}'
        f"<h4>Tenor</h4>{_rows(note.operative)}<h4>Gründe</h4>{_rows([note.marker])}{numbered}</div>"
    )
    head = f'<div class="docLayoutTitel"><table>{head}</table></div>'
    return json.dumps({"head": head, "text": text, "docId": note.record}, ensure_ascii=False).encode()


def _rows(texts: Sequence[str]) -> str:
    return "".join(f'<dl class="RspDL"><dt></dt><dd><p>{html.escape(text)}</p></dd></dl>' for text in texts)


def _german(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d.%m.%Y")
