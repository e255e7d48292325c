"""Whether a text is an editorial note of ours and not the court's own words (the bundled samples are)."""

from __future__ import annotations

import re

from enrichment.text import DeclaredField, Text

_FIRST = 12  # paragraphs
_BEGINNING = 600  # characters: a scan may run title and note together
_MARKER = re.compile(
    r"(?:editorial note of|redaktionelle notiz von|nota editorial de|note éditoriale d['’]|redactionele notitie van|"
    r"redaktionell anteckning av)\s*uj-caselaw",
    re.IGNORECASE,
)


def is_editorial_note(text: Text) -> bool:
    """True when the metadata says so, or one of the first paragraphs holds the project's own marker sentence."""
    if text.first_declared(DeclaredField.EDITORIAL_NOTE) == "true":
        return True
    return any(_MARKER.search(paragraph.text[:_BEGINNING]) for paragraph in text.paragraphs[:_FIRST])
