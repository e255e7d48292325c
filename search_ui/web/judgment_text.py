"""The text of a decision as it is shown: parts, numbered paragraphs with anchors, evidence and citations marked.

Paragraphs are written straight as markup: the longest judgments have thousands, and a page must not wait for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from enrichment.decision import Evidence
from enrichment.text import Paragraph, Role
from search_ui.library import DecisionView
from search_ui.web.addresses import decision_address
from search_ui.web.marks import Span, marked
from search_ui.web.masks import mask_spans
from search_ui.web.wording import word

_MOST_HEADINGS = 60  # in the table of contents; beyond, only the outermost ones are listed
_LONGEST_ENTRY = 120  # code points of a heading in the table of contents


@dataclass(frozen=True, slots=True)
class Pin:
    """A place in the text to jump to."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the table of contents. `ours`: a name of ours (in English), not a heading of the court's."""

    href: str
    text: str
    ours: bool
    under: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the court's inside a part; `depth` is 0 for the outermost."""

    anchor: str
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive paragraphs of one role. `name` is empty for the only, unnamed part of a text."""

    anchor: str
    name: str
    lines: tuple[Markup, ...]
    headings: tuple[Heading, ...]


def paragraph_place(view: DecisionView, index: int) -> str:
    """How the paragraph at `index` is called: `Para. 23` by the court's number, else `¶ 24` by its place here."""
    number = view.paragraphs[index].number if 0 <= index < len(view.paragraphs) else None
    return place(index, number)


def place(index: int, number: str | None) -> str:
    """`Para. 23` by the court's own number, else `¶ 24` by the place in the text as held here."""
    return f"Para. {number}" if number else f"¶ {index + 1}"


def evidence_anchor(evidence: Evidence) -> str:
    """The id of the mark around the words of `evidence` (of the paragraph where no words are named)."""
    if evidence.start is None or evidence.end is None:
        return f"p{evidence.paragraph}"
    return f"e{evidence.paragraph}-{evidence.start}-{evidence.end}"


def text_parts(view: DecisionView) -> tuple[Part, ...]:
    """The paragraphs of the shown text, in parts; none while no text is held."""
    spans = _spans(view)
    stretches = list(_stretches(view.paragraphs))
    named = len(stretches) > 1 or (bool(stretches) and stretches[0][0] is not Role.BODY)
    paged = len({paragraph.page for paragraph in view.paragraphs}) > 1
    return tuple(
        _part(view.paragraphs, start, end, spans, name=word("role", role.value) if named else "", paged=paged)
        for role, start, end in stretches
    )


def contents(parts: Sequence[Part]) -> tuple[ContentsEntry, ...]:
    """Parts and the headings in them; of very many headings only the outermost."""
    headings = [heading for part in parts for heading in part.headings]
    deepest = 99 if len(headings) <= _MOST_HEADINGS else min((heading.depth for heading in headings), default=0)
    entries = []
    for part in parts:
        if part.name:
            entries.append(ContentsEntry(f"#{part.anchor}", part.name, ours=True, under=False))
        entries += [
            ContentsEntry(f"#{heading.anchor}", _shortened(heading.text), ours=False, under=bool(part.name))
            for heading in part.headings
            if heading.depth <= deepest
        ]
    return tuple(entries[: _MOST_HEADINGS * 2])


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_ENTRY else f"{flat[:_LONGEST_ENTRY].rsplit(' ', 1)[0]} …"


def _stretches(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Role, int, int]]:
    """(role, first, past last) of each part: a heading opens what follows it, a footnote belongs to what it stands
    under."""
    roles = [paragraph.role for paragraph in paragraphs]
    following = Role.BODY
    for index in range(len(roles) - 1, -1, -1):
        if roles[index] is Role.HEADING:
            roles[index] = following
        elif roles[index] is not Role.FOOTNOTE:
            following = roles[index]
    for index, role in enumerate(roles):
        if role is Role.FOOTNOTE:
            roles[index] = roles[index - 1] if index else Role.BODY
    start = 0
    for index in range(1, len(roles) + 1):
        if index == len(roles) or roles[index] is not roles[start]:
            yield roles[start], start, index
            start = index


def _part(
    paragraphs: Sequence[Paragraph], start: int, end: int, spans: dict[int, list[Span]], *, name: str, paged: bool
) -> Part:
    lines: list[Markup] = []
    headings = []
    page = paragraphs[start - 1].page if start else None
    for index in range(start, end):
        paragraph = paragraphs[index]
        if paged and paragraph.page != page and paragraph.page is not None:
            page = paragraph.page
            lines.append(
                Markup('<span class="page-break" lang="en" dir="ltr">Page {} of the original</span>').format(page)
            )
        html = marked(paragraph.text, [*spans.get(index, ()), *mask_spans(paragraph.text)])
        if paragraph.role is Role.HEADING:
            depth = max(0, len(paragraph.heading_path) - 1)
            headings.append(Heading(f"p{index}", paragraph.text, depth))
            lines.append(_heading(index, depth, html))
        else:
            lines.append(_paragraph(index, paragraph, html))
    return Part(f"part-{start}", name, tuple(lines), tuple(headings))


def _heading(index: int, depth: int, html: Markup) -> Markup:
    level = "h4" if depth == 0 else "h5"
    return Markup(f'<{level} id="p{index}">{html}</{level}>')  # noqa: S704 - html comes escaped from marked()


def _paragraph(index: int, paragraph: Paragraph, html: Markup) -> Markup:
    number = escape(paragraph.number or "")
    shown, name = (
        (number, f"Paragraph {number}") if number else ("¶", f"Paragraph {index + 1} of the text as held here")
    )
    css = "n" if number else "n own"
    return Markup(  # noqa: S704 - number and html are escaped, the rest is ours
        f'<div class="para {paragraph.role.value}" id="p{index}">'
        f'<a class="{css}" href="#p{index}" lang="en" dir="ltr" aria-label="{name}" data-copy>{shown}</a>'
        f"<p>{html}</p></div>"
    )


def _spans(view: DecisionView) -> dict[int, list[Span]]:
    """What is marked in each paragraph: the words facts were read from, and citations whose decision is here."""
    spans: dict[int, list[Span]] = defaultdict(list)
    seen = set()
    for fact in view.facts:
        for proof in fact.evidence:
            if proof.paragraph is None or proof.start is None or proof.end is None:
                continue
            anchor = evidence_anchor(proof)
            if anchor not in seen:
                seen.add(anchor)
                spans[proof.paragraph].append(Span(proof.start, proof.end, "mark", anchor))
    for cited in view.citations:
        if cited.decision_id:
            span = Span(cited.citation.start, cited.citation.end, "a", href=decision_address(cited.decision_id))
            spans[cited.citation.paragraph].append(span)
    return spans
