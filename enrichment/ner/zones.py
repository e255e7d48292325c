"""What the place of a line tells: judges sign under each other or side by side at the end; headings name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrichment.facts.parts import heading_role
from enrichment.ner.sentence import Span
from enrichment.text import Paragraph, Role

_SHORTEST_BLOCK = 3  # lines, or names side by side; two could be a heading and its number, or a name and a surname
_LONGEST_LINE = 60
_TAIL = 400  # characters in which names side by side are looked for
_WORD = r"(?!(?:I|II|III|IV|V|VI|VII|VIII|IX|X)\b)[A-ZÄÖÜÅÉ][a-zäöüßåéèø]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?"
_TITLE = r"(?:(?:Prof\.|Dr\.|h\.c\.)\s*)*"
_LINE = re.compile(rf"\s*{_TITLE}(?P<name>(?:von |van |de )?{_WORD}(?: (?:von |van )?{_WORD})?)\s*")
_ONE = rf"{_TITLE}(?P<name>(?:(?:von|van|de|zu) |[A-ZÄÖÜ]\. ?)?{_WORD})"
_SIDE_BY_SIDE = re.compile(
    rf"(?:^|(?<=[.!?:;“\"] ))(?P<names>{_ONE.replace('?P<name>', '?:')}"
    rf"(?:\s+{_ONE.replace('?P<name>', '?:')}){{{_SHORTEST_BLOCK - 1},8}})\s*(?=$|Vorinstanz)"
)
_EACH = re.compile(_ONE)
_IN_HEADINGS = ("NRM", "RS", "LOC")
_HEADING = re.compile(
    r"(?:Gründe|Entscheidungsgründe|Tatbestand|Tenor|Urteil|Beschluss|Leitsatz|Leitsätze|Rubrum|Sachverhalt|Anlage|"
    r"Inhalt|Inhaltsverzeichnis|Gliederung|Rechtsmittelbelehrung|Streitwert|Vorinstanzen?|Feststellungen|Strafzumessung|"
    r"Beweiswürdigung|Kosten|Schriftsatz|Anhang|Teil|Abschnitt|Kapitel|Verkündet|Ausgefertigt|Richter(?:in)?|Hinweis|"
    r"Vorsitzende[rn]?|Urkundsbeamt\w+|Justiz\w+|Domstol\w*|Judgment|Background|Introduction|Facts|Conclusion|Order|"
    r"Reasons|Appeal|Discussion|Analysis|Date|Before|Between|And|Counsel|Permalink|Urteilsgründe)\b|"
    r".*(?:ung|ungen|heit|keit|schaft|tion|tionen|recht|verfahren|beschluss|urteil|gesetz|gericht)$"
)


def correct_by_place(found: list[list[Span]], paragraphs: Sequence[Paragraph], language: str | None) -> None:
    """Change the entities found, by paragraph, where the place of a paragraph tells more than its words."""
    for number, paragraph in enumerate(paragraphs):
        if found[number] and is_heading(paragraph):
            found[number] = [span for span in found[number] if span.label in _IN_HEADINGS]
    for number, start, end in signatures(paragraphs, language):
        others = [span for span in found[number] if span.end <= start or end <= span.start]
        found[number] = sorted([*others, Span(start, end, "PER")])


def is_heading(paragraph: Paragraph) -> bool:
    """Whether the paragraph is the title of a part, of whatever it is made."""
    if paragraph.role is Role.HEADING:
        return True
    text = paragraph.text.strip()
    return len(text) < _LONGEST_LINE and (
        _HEADING.fullmatch(text.rstrip(":. ")) is not None or heading_role(text) is not None
    )


def signatures(paragraphs: Sequence[Paragraph], language: str | None) -> Iterator[tuple[int, int, int]]:
    """Index of the paragraph, start and end of each judge's name where a judgment is signed: in blocks of paragraphs
    that hold a name and nothing else, and side by side at the end of a paragraph (German courts)."""
    block: list[tuple[int, int, int]] = []
    for index, paragraph in enumerate(paragraphs):
        match = None
        if paragraph.role is not Role.HEADING and len(paragraph.text) < _LONGEST_LINE:
            match = _LINE.fullmatch(paragraph.text)
        if match is not None and not _HEADING.match(match["name"]):
            block.append((index, *match.span("name")))
            continue
        yield from _if_long(block)
        block = []
        if language == "de":
            yield from _side_by_side(index, paragraph.text)
    yield from _if_long(block)


def _if_long(block: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return block if len(block) >= _SHORTEST_BLOCK else []


def _side_by_side(index: int, text: str) -> Iterator[tuple[int, int, int]]:
    before = text.find("Vorinstanz")
    for end in (len(text), before):
        if end > 0:
            found = _SIDE_BY_SIDE.search(text, max(0, end - _TAIL), end)
            if found and not any(_HEADING.match(name["name"]) for name in _EACH.finditer(found["names"])):
                for name in _EACH.finditer(text, *found.span("names")):
                    yield (index, *name.span("name"))
                return
