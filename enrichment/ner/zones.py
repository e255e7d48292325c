"""What the place of a line tells: names of judges stand alone, one under the other, where a judgment is signed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from enrichment.text import Paragraph, Role

_SHORTEST_BLOCK = 3  # lines; two short lines may be a heading and its number
_NAME = r"(?!(?:I|II|III|IV|V|VI|VII|VIII|IX|X)\b)[A-ZÄÖÜÅÉ][a-zäöüßåéèø]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?"
_LINE = re.compile(
    rf"\s*(?:(?:Prof\.|Dr\.|h\.c\.)\s*)*(?P<name>(?:von |van |de )?{_NAME}(?: (?:von |van )?{_NAME})?)\s*"
)
_HEADING = re.compile(
    r"(?:Gründe|Entscheidungsgründe|Tatbestand|Tenor|Urteil|Beschluss|Leitsatz|Leitsätze|Rubrum|Sachverhalt|Anlage|"
    r"Inhalt|Inhaltsverzeichnis|Gliederung|Rechtsmittelbelehrung|Streitwert|Vorinstanzen?|Feststellungen|Strafzumessung|"
    r"Beweiswürdigung|Kosten|Schriftsatz|Anhang|Teil|Abschnitt|Kapitel|Verkündet|Ausgefertigt|Richter(?:in)?|"
    r"Vorsitzende[rn]?|Urkundsbeamt\w+|Justiz\w+|Domstol\w*|Judgment|Background|Introduction|Facts|Conclusion|Order|"
    r"Reasons|Appeal|Discussion|Analysis|Date|Before|Between|And|Counsel)\b|"
    r".*(?:ung|ungen|heit|keit|schaft|tion|tionen|recht|verfahren|beschluss|urteil|gesetz|gericht)$"
)


def signature_lines(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int, int]]:
    """Index of the paragraph, start and end of each name in blocks of paragraphs that hold a name and nothing else."""
    block: list[tuple[int, int, int]] = []
    for index, paragraph in enumerate(paragraphs):
        match = None
        if paragraph.role is not Role.HEADING and len(paragraph.text) < 60:
            match = _LINE.fullmatch(paragraph.text)
        if match is not None and not _HEADING.match(match["name"]):
            block.append((index, *match.span("name")))
            continue
        yield from _if_long(block)
        block = []
    yield from _if_long(block)


def _if_long(block: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return block if len(block) >= _SHORTEST_BLOCK else []
