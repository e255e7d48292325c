"""The bytes to be read, with what is known about them from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

MAX_ORIGINAL_BYTES = 256 * 1024 * 1024
MAX_TEXT_CHARACTERS = 20_000_000
MAX_PARAGRAPH_CHARACTERS = 1_000_000  # longer ones cannot be searched, cited or analysed (spaCy stops here too)


@dataclass(frozen=True, slots=True)
class Original:
    """A document as a portal served it or a person handed it in. `language` is ISO 639-1; `listing` is what the
    portal's list said about this record; `ocr` False forbids recognising images."""

    data: bytes
    file_name: str | None = None
    media_type: str | None = None
    language: str | None = None
    listing: Mapping[str, str] = field(default_factory=dict)
    ocr: bool = True

    @property
    def suffix(self) -> str:
        """The file name's ending in lower case, with its dot (`.pdf`), or an empty string."""
        if not self.file_name:
            return ""
        return PurePosixPath(self.file_name.replace("\\", "/")).suffix.lower()
