"""An editorial note: a short text of ours about a real decision, in the shape of a judgment."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

_FOLDER = Path(__file__).parent / "notes"

MARKER = {
    "de": "Redaktionelle Notiz von uj-caselaw, nicht der Wortlaut des Gerichts.",
    "en": "Editorial note of uj-caselaw, not the court's words.",
    "es": "Nota editorial de uj-caselaw, no son palabras del tribunal.",
    "fr": "Note éditoriale d'uj-caselaw, non les termes de la juridiction.",
    "nl": "Redactionele notitie van uj-caselaw, niet de woorden van het gerecht.",
    "sv": "Redaktionell anteckning av uj-caselaw, inte domstolens ord.",
}
"""The sentence that opens every note, by language (`enrichment.editorial_note` recognises it)."""

_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
}
_DATE_STYLE = {"de": "{day}. {month} {year}", "es": "{day} de {month} de {year}"}


@dataclass(frozen=True, slots=True)
class Note:
    """One note as written in `notes/*.toml`; `source` and `record` say which portal serves it under which id."""

    source: str
    record: str
    language: str
    court: str
    chamber: str
    date: str
    type: str
    dockets: tuple[str, ...]
    ecli: str
    norms: tuple[str, ...]
    earlier: str
    title: str
    headnote: tuple[str, ...]
    operative: tuple[str, ...]
    reasons: tuple[str, ...]
    neutral_citation: str = ""

    @property
    def marker(self) -> str:
        """The sentence saying that these are not the court's words."""
        return MARKER[self.language]

    @property
    def long_date(self) -> str:
        """The date as a court of this language writes it."""
        year, month, day = (int(part) for part in self.date.split("-"))
        style = _DATE_STYLE.get(self.language, "{day} {month} {year}")
        return style.format(day=day, month=_MONTHS[self.language].split()[month - 1], year=year)

    @property
    def iso_compact(self) -> str:
        """The date as YYYYMMDD."""
        return self.date.replace("-", "")


_NOTE = TypeAdapter(Note)


@cache
def load_notes() -> tuple[Note, ...]:
    """Every bundled note, in the order of the files."""
    notes = []
    for path in sorted(_FOLDER.glob("*.toml")):
        notes.append(_NOTE.validate_python(tomllib.loads(path.read_text(encoding="utf-8"))))
    return tuple(notes)


def notes_of(source: str) -> tuple[Note, ...]:
    """The notes that `source` serves."""
    return tuple(note for note in load_notes() if note.source == source)
