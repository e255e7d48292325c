"""Spans of a decision replaced by masks, and everything that points into its text moved along."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from enrichment.decision import Citation, Decision, Evidence, Fact
from enrichment.text import Paragraph

MASKS: Mapping[str, str] = {
    "victim": "[name of a victim removed]",
    "witness": "[name of a witness removed]",
    "relative": "[name of a relative removed]",
    "code": "[protected witness]",
    "address": "[address removed]",
    "birth_date": "[date of birth removed]",
}


@dataclass(frozen=True, slots=True)
class Cut:
    """A span of a paragraph that a mask replaces."""

    start: int
    end: int
    mask: str


_MARRIED = re.compile(r"\s+(?:épouse|veuve|née?|geb\.|geborene?|dite?|alias|a\.k\.a\.)\s+")


def joined(cuts: Iterable[Cut], text: str) -> list[Cut]:
    """The cuts without overlap; a name and the maiden name after it are one."""
    whole: list[Cut] = []
    for cut in without_overlap(cuts):
        if whole and _MARRIED.fullmatch(text, whole[-1].end, cut.start):
            whole[-1] = replace(whole[-1], end=cut.end)
        else:
            whole.append(cut)
    return whole


def mask_decision(
    decision: Decision,
    title: str | None,
    cuts: Mapping[int | None, list[Cut]],
    heading: Callable[[str], str],
    *,
    within: bool = False,
) -> tuple[Decision, Mapping[int, Moved]]:
    """The decision with the cuts made, and how offsets moved in each paragraph that changed. `heading` masks the
    headings above a paragraph; those that are paragraphs themselves are masked as these are.

    `within`: evidence that holds a cut is kept and quotes the mask; otherwise it is dropped."""
    paragraphs: list[Paragraph] = []
    moved: dict[int, Moved] = {}
    counted: Counter[str] = Counter()
    for number, paragraph in enumerate(decision.paragraphs):
        inside = without_overlap(cuts.get(number, ()))
        if not inside:
            paragraphs.append(paragraph)
            continue
        text, moves = apply_cuts(paragraph.text, inside)
        counted.update(re.sub(r" \d+\]", "]", cut.mask) for cut in inside)
        moved[number] = moves
        paragraphs.append(replace(paragraph, text=text))
    if not moved and title == decision.title:
        return decision, moved
    headings = {
        old.text: masked.text for old, masked in zip(decision.paragraphs, paragraphs, strict=True) if old is not masked
    }
    for above in {text for paragraph in paragraphs for text in paragraph.heading_path}:
        headings.setdefault(above, heading(above))
    new = tuple(
        replace(paragraph, heading_path=tuple(headings[text] for text in paragraph.heading_path))
        if any(headings[text] != text for text in paragraph.heading_path)
        else paragraph
        for paragraph in paragraphs
    )
    notes = tuple(f"protection: {count} x {mask}" for mask, count in sorted(counted.items()))
    changed = replace(
        decision,
        title=title,
        paragraphs=new,
        facts=tuple(fact for old in decision.facts if (fact := _move_fact(old, moved, new, within=within)) is not None),
        citations=tuple(
            c for old in decision.citations if (c := _move_citation(old, moved, new, within=within)) is not None
        ),
        problems=(*decision.problems, *notes),
    )
    return changed, moved


@dataclass(frozen=True, slots=True)
class Moved:
    """Offsets of a paragraph before and after masking."""

    ends: tuple[int, ...]  # of the cuts, in the old text
    shifts: tuple[int, ...]  # of everything after each cut
    cuts: tuple[Cut, ...]

    def span(self, start: int, end: int, *, within: bool = False) -> tuple[int, int] | None:
        """The span in the new text. None when a cut touches it, unless masks may stand `within` it."""
        touching = [cut for cut in self.cuts if cut.start < end and start < cut.end]
        if touching and not within:
            return None
        if touching:
            start, end = min(start, touching[0].start), max(end, touching[-1].end)
        return start + self._shift(start), end + self._shift(end)

    def _shift(self, offset: int) -> int:
        at = bisect_right(self.ends, offset)
        return self.shifts[at - 1] if at else 0


def apply_cuts(text: str, cuts: Iterable[Cut]) -> tuple[str, Moved]:
    """The text with the masks in place of the cuts, and how offsets moved."""
    pieces: list[str] = []
    ends: list[int] = []
    shifts: list[int] = []
    position = shift = 0
    kept = without_overlap(cuts)
    for cut in kept:
        pieces += (text[position : cut.start], cut.mask)
        shift += len(cut.mask) - (cut.end - cut.start)
        position = cut.end
        ends.append(cut.end)
        shifts.append(shift)
    pieces.append(text[position:])
    return "".join(pieces), Moved(tuple(ends), tuple(shifts), tuple(kept))


def without_overlap(cuts: Iterable[Cut]) -> list[Cut]:
    """Cuts in order; of two that overlap the longer one, grown to cover both."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda item: (item.start, -item.end)):
        if kept and cut.start < kept[-1].end:
            if cut.end > kept[-1].end:
                kept[-1] = replace(kept[-1], end=cut.end)
            continue
        kept.append(cut)
    return kept


def _move_fact(
    fact: Fact, moved: Mapping[int, Moved], paragraphs: tuple[Paragraph, ...], *, within: bool = False
) -> Fact | None:
    evidence = tuple(
        proof for old in fact.evidence if (proof := move_evidence(old, moved, paragraphs, within=within)) is not None
    )
    if fact.evidence and not evidence:
        return None
    return replace(fact, evidence=evidence)


def move_evidence(
    proof: Evidence, moved: Mapping[int, Moved], paragraphs: tuple[Paragraph, ...], *, within: bool = False
) -> Evidence | None:
    """The evidence at its new place among the masked `paragraphs`; None where a mask took it, unless `within`."""
    if proof.paragraph is None or proof.paragraph not in moved or proof.start is None or proof.end is None:
        return proof
    span = moved[proof.paragraph].span(proof.start, proof.end, within=within)
    if span is None:
        return None
    return Evidence(paragraphs[proof.paragraph].text[slice(*span)], proof.paragraph, *span)


def _move_citation(
    citation: Citation, moved: Mapping[int, Moved], paragraphs: tuple[Paragraph, ...], *, within: bool = False
) -> Citation | None:
    if citation.paragraph not in moved:
        return citation
    span = moved[citation.paragraph].span(citation.start, citation.end, within=within)
    if span is None:
        return None
    return replace(citation, text=paragraphs[citation.paragraph].text[slice(*span)], start=span[0], end=span[1])
