"""Collecting a document's paragraphs, headings and declared values into a `Text`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from enrichment.errors import Unreadable
from enrichment.formats.characters import clean
from enrichment.formats.original import MAX_PARAGRAPH_CHARACTERS, MAX_TEXT_CHARACTERS, Original
from enrichment.text import Declared, DeclaredField, Paragraph, Quality, Role, Text


@dataclass(slots=True)
class TextBuilder:
    """Paragraphs in reading order. A heading opens a level; what follows lies under it, and has its role, until a
    heading of the same or a higher level comes."""

    _paragraphs: list[Paragraph] = field(default_factory=list)
    _headings: list[tuple[int, str, Role | None]] = field(default_factory=list)
    _declared: list[Declared] = field(default_factory=list)
    _problems: list[str] = field(default_factory=list)
    _characters: int = 0

    def section(self, role: Role, label: str | None = None) -> None:
        """Begin a part of the decision; `label` is its name where the document's markup, not its text, gives one."""
        self._headings = [(0, label or "", role)]

    @property
    def role(self) -> Role:
        """What a paragraph added now would be."""
        return next((role for _, _, role in reversed(self._headings) if role is not None), Role.BODY)

    def heading(
        self, text: str, level: int = 1, *, page: int | None = None, number: str | None = None, role: Role | None = None
    ) -> None:
        """Add a heading paragraph and put what follows under it. `level` counts from 1 (outermost)."""
        text = clean(text)
        if not text:
            return
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._append(text, Role.HEADING, page, number)
        label = text if number is None else f"{number} {text}"
        self._headings.append((level, label[:200], role))

    def paragraph(
        self, text: str, *, number: str | None = None, page: int | None = None, role: Role | None = None
    ) -> bool:
        """Add a paragraph; False when nothing but blanks is in it."""
        text = clean(text)
        if not text:
            return False
        self._append(text, role or self.role, page, number)
        return True

    def _append(self, text: str, role: Role, page: int | None, number: str | None) -> None:
        if len(text) > MAX_PARAGRAPH_CHARACTERS:
            raise Unreadable(
                "too_large",
                f"a single paragraph has {len(text):,} characters; the limit is {MAX_PARAGRAPH_CHARACTERS:,}",
            )
        self._characters += len(text)
        if self._characters > MAX_TEXT_CHARACTERS:
            raise Unreadable("too_large", f"the text has more than {MAX_TEXT_CHARACTERS:,} characters")
        path = tuple(label for _, label, _ in self._headings if label)
        self._paragraphs.append(Paragraph(text=text, number=number, page=page, heading_path=path, role=role))

    def declare(self, name: DeclaredField, value: str | None, path: str) -> None:
        """Note a value of the document's own metadata; empty values and repetitions are passed over."""
        value = clean(value or "")
        if value and not any(item.field is name and item.value == value for item in self._declared):
            self._declared.append(Declared(name, value, path))

    def declares(self, name: DeclaredField) -> bool:
        """Whether a value of this field has been noted."""
        return any(item.field is name for item in self._declared)

    @property
    def declared(self) -> tuple[Declared, ...]:
        """Everything noted so far."""
        return tuple(self._declared)

    def first_declared(self, name: DeclaredField) -> str | None:
        """The first value noted of this field."""
        return next((item.value for item in self._declared if item.field is name), None)

    def problem(self, line: str) -> None:
        """Note, once, something the reader of this text should know."""
        if line not in self._problems:
            self._problems.append(line)

    @property
    def empty(self) -> bool:
        """Whether there is no paragraph besides headings."""
        return all(paragraph.role is Role.HEADING for paragraph in self._paragraphs)

    def build(
        self,
        original: Original,
        *,
        format: str,
        method: str,
        title: str | None = None,
        language: str | None = None,
        quality: Quality = Quality(),
        nothing: str = "there is no text in it",
    ) -> Text:
        """The finished text. Raises `Unreadable` (no_text, with the line `nothing`) when no writing was found."""
        if not any(re.search(r"\w", paragraph.text) for paragraph in self._paragraphs):
            raise Unreadable("no_text", nothing)
        title = clean(title or "") or None
        return Text(
            paragraphs=tuple(self._paragraphs),
            format=format,
            method=method,
            title=title,
            language=language or original.language,
            declared=tuple(self._declared),
            quality=quality,
            problems=tuple(self._problems),
        )
