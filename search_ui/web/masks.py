"""Masks in a text: where names and addresses were taken out, by enrichment (`[name of a witness removed]`, protected
persons) or by the library (`R█████`, accused persons who must not be named)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from search_ui.library import DecisionView
from search_ui.web.marks import Span

_MASK = re.compile(
    r"\[(?:name of an? \w+|address|date of birth) removed\]|\[protected witness(?: \d+)?\]|\w?█+(?:[^\S\n]\w?█+)*"
)
# Enrichment counts what it masked among the problems of a reading: `protection: 3 x [name of a witness removed]`.
_COUNTED = re.compile(r"protection: (\d+) x \[(.+)\]")


def mask_spans(text: str) -> Iterator[Span]:
    """The masks in `text`."""
    if "█" in text or "[" in text:
        yield from (Span(found.start(), found.end(), "span", css="mask") for found in _MASK.finditer(text))


def is_masked(view: DecisionView) -> bool:
    """Whether anything was taken out of the texts of `view`, so that its originals still hold what must not be
    shown."""
    return bool(mask_notes(view)) or any(_MASK.search(paragraph.text) for paragraph in view.paragraphs)


def mask_notes(view: DecisionView) -> tuple[str, ...]:
    """What was masked and how often, in plain words."""
    counted = (_COUNTED.fullmatch(problem) for problem in view.problems)
    return (*view.masked_names, *(f"{found[2]} ({found[1]} ×)" for found in counted if found))


def other_problems(view: DecisionView) -> tuple[str, ...]:
    """The problems of the reading that are not masks."""
    return tuple(problem for problem in view.problems if not _COUNTED.fullmatch(problem))
