"""The reading of one document: ordered paragraphs with the court's own numbers, and what its portal declares."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """The part of a decision a paragraph belongs to (`BODY` where the document does not say)."""

    RUBRUM = "rubrum"  # caption: court, docket, parties, bench
    HEADNOTE = "headnote"
    OPERATIVE_PART = "operative_part"
    FACTS = "facts"
    REASONS = "reasons"
    DISSENT = "dissent"
    ANNEX = "annex"
    HEADING = "heading"
    FOOTNOTE = "footnote"
    BODY = "body"


class DeclaredField(StrEnum):
    """What a portal's own metadata can say about a document; several values of one field are several `Declared`."""

    ECLI = "ecli"
    DOCKET = "docket"
    NEUTRAL_CITATION = "neutral_citation"
    COURT = "court"
    CHAMBER = "chamber"
    COUNTRY = "country"  # ISO 3166-1 alpha-3
    DATE = "date"  # ISO 8601, the day of the decision
    TYPE = "type"
    TITLE = "title"
    LANGUAGE = "language"  # ISO 639-1
    NORM = "norm"
    EARLIER_INSTANCE = "earlier_instance"
    LATER_INSTANCE = "later_instance"
    PARTY = "party"
    JUDGE = "judge"
    URL = "url"
    SUBJECT = "subject"
    EDITORIAL_NOTE = "editorial_note"  # "true": the text is not the court's own (bundled samples, summaries)
    REGISTRY_ID = "registry_id"


@dataclass(frozen=True, slots=True)
class Declared:
    """One value of the portal's metadata and where it stood (element path, JSON key)."""

    field: DeclaredField
    value: str
    path: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph in reading order. `number` is the court's own, `page` counts from 1."""

    text: str
    number: str | None = None
    page: int | None = None
    heading_path: tuple[str, ...] = ()
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Quality:
    """How far the reading can be trusted.

    `ocr_confidence` is Tesseract's mean word confidence, 0..100, None without OCR; `garbled_share` is the share of
    characters (0..1) that a broken font map made unreadable; `repaired` says the container had to be mended first.
    """

    ocr_confidence: float | None = None
    garbled_share: float = 0.0
    pages: int | None = None
    ocr_pages: int = 0
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A document as read. `language` is what the document or portal declares (ISO 639-1), never a guess."""

    paragraphs: tuple[Paragraph, ...]
    format: str
    method: str
    title: str | None = None
    language: str | None = None
    declared: tuple[Declared, ...] = ()
    quality: Quality = Quality()
    problems: tuple[str, ...] = ()

    def declared_values(self, field: DeclaredField) -> tuple[str, ...]:
        """All values the portal gives for `field`, in document order."""
        return tuple(item.value for item in self.declared if item.field is field)

    def first_declared(self, field: DeclaredField) -> str | None:
        """The first value the portal gives for `field`, or None."""
        return next((item.value for item in self.declared if item.field is field), None)

    @property
    def sha256(self) -> str:
        """Hash of the normalised text (NFC, blanks folded): equal when only the packaging changed."""
        digest = hashlib.sha256()
        for paragraph in self.paragraphs:
            folded = " ".join(unicodedata.normalize("NFC", paragraph.text).split())
            digest.update(folded.encode() + b"\n")
        return digest.hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """A JSON-ready form; `from_dict` is its inverse."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Text:
        """The `Text` that `to_dict` wrote. Raises KeyError or ValueError on anything else."""
        return cls(
            paragraphs=tuple(
                Paragraph(
                    text=item["text"],
                    number=item["number"],
                    page=item["page"],
                    heading_path=tuple(item["heading_path"]),
                    role=Role(item["role"]),
                )
                for item in data["paragraphs"]
            ),
            format=data["format"],
            method=data["method"],
            title=data["title"],
            language=data["language"],
            declared=tuple(
                Declared(DeclaredField(item["field"]), item["value"], item["path"]) for item in data["declared"]
            ),
            quality=Quality(**data["quality"]),
            problems=tuple(data["problems"]),
        )
