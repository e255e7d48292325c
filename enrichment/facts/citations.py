"""Every identifier and provision in the paragraphs of a decision, with exact spans and normal forms.

Each family of forms reads for itself; where two readings overlap, the more specific family wins (the order below),
within a family the longer one. Look-alikes take part and are dropped at the end. Spans are offsets into the original
paragraph text, whatever blanks, hyphens or invisible marks it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrichment.decision import Citation
from enrichment.facts import (
    citation_lookalikes,
    dockets_european,
    dockets_world,
    international,
    reporters,
)
from enrichment.facts.docket_cues import find_cued_dockets
from enrichment.facts.dockets_register import find_register_dockets
from enrichment.facts.echr import find_applications
from enrichment.facts.ecli import find_eclis
from enrichment.facts.forms import Hit, Setting
from enrichment.facts.neutral_citations import find_neutral
from enrichment.facts.normalise import fold
from enrichment.facts.provisions import find_provisions
from enrichment.text import Paragraph

VERSION = "1"
_DIGIT = re.compile("[0-9]")


def find_citations(
    paragraphs: Sequence[Paragraph], *, language: str | None, country: str | None
) -> tuple[Citation, ...]:
    """All citations in reading order. `language` is ISO 639-1, `country` alpha-3 of the court, None if unknown."""
    setting = Setting(language, country)
    found: list[Citation] = []
    for index, paragraph in enumerate(paragraphs):
        folded = fold(paragraph.text)
        for hit in find_hits(folded.text, setting):
            if hit.kind is None:
                continue
            start, end = folded.span(hit.start, hit.end)
            by = f"{hit.by}/{VERSION}"
            found.append(Citation(hit.kind, paragraph.text[start:end], hit.norm, index, start, end, by))
    return tuple(found)


def find_hits(text: str, setting: Setting) -> list[Hit]:
    """The hits in one text (plain form) without overlaps, in order of place, look-alikes included."""
    taken = bytearray(len(text))
    kept: list[Hit] = []
    for family in _families(text, setting):
        _keep(family, taken, kept)
    # `Art. 46 RL 2013/32/EU`: a look-alike keeps identifiers off its place, but may be the statute of a provision
    for hit in kept:
        if hit.kind is None:
            taken[hit.start : hit.end] = bytes(hit.end - hit.start)
    _keep(find_provisions(text, setting), taken, kept)
    kept.sort(key=lambda hit: (hit.start, hit.end))
    return kept


def _keep(family: Iterator[Hit], taken: bytearray, kept: list[Hit]) -> None:
    """Adds the hits of `family` whose place is free, the first and longest first, and marks their places."""
    hits = list(family)
    if len(hits) > 1:
        hits.sort(key=lambda hit: (hit.start, hit.start - hit.end))
    for hit in hits:
        if hit.end > hit.start and taken.find(1, hit.start, hit.end) < 0:
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            kept.append(hit)


def _families(text: str, setting: Setting) -> Iterator[Iterator[Hit]]:
    if _DIGIT.search(text):
        yield find_eclis(text)
        yield international.FORMS.find(text, setting)
        yield citation_lookalikes.FORMS.find(text, setting)
        yield find_neutral(text, setting)
        yield find_register_dockets(text, setting)
        yield find_applications(text, setting)
        yield dockets_european.FORMS.find(text, setting)
        yield dockets_world.FORMS.find(text, setting)
        yield reporters.FORMS.find(text, setting)
        yield find_cued_dockets(text, setting)
