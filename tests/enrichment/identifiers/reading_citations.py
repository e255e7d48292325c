"""What the citation tests share: one text in, its citations out as plain tuples."""

from __future__ import annotations

from enrichment.decision import Citation
from enrichment.facts.citations import find_citations
from enrichment.text import Paragraph


def cited(text: str, language: str | None = "de", country: str | None = None) -> tuple[Citation, ...]:
    """The citations in one paragraph; every span must be the very characters it claims."""
    found = find_citations([Paragraph(text)], language=language, country=country)
    for citation in found:
        assert text[citation.start : citation.end] == citation.text
    return found


def numbers(text: str, language: str | None = "de", country: str | None = None) -> list[str]:
    """The identifiers in `text`, without provisions."""
    return [c.text for c in cited(text, language, country) if c.kind != "provision"]


def norms(text: str, language: str | None = "de", country: str | None = None) -> list[str | None]:
    """The normal forms of the identifiers in `text`."""
    return [c.norm for c in cited(text, language, country) if c.kind != "provision"]


def provisions(text: str, language: str | None = "de", country: str | None = None) -> list[tuple[str, str | None]]:
    """The provisions in `text` with their normal forms."""
    return [(c.text, c.norm) for c in cited(text, language, country) if c.kind == "provision"]
