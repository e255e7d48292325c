"""From the text of a document to the decision it holds, with every fact and its evidence."""

from __future__ import annotations

from enrichment.decision import Decision
from enrichment.text import DeclaredField, Text

ENRICHER_VERSION = "1"


def enrich(text: Text) -> Decision:
    """The decision in `text`. Pure: no network, no database, no clock; the same text gives the same decision."""
    return Decision(
        language=text.language,
        title=text.title,
        court=None,
        paragraphs=text.paragraphs,
        editorial_note=text.first_declared(DeclaredField.EDITORIAL_NOTE) == "true",
        text_sha256=text.sha256,
        format=text.format,
        method=text.method,
        quality=text.quality,
        problems=text.problems,
    )
